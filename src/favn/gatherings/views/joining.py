"""Signing up without an account, and one's own sign-up behind a code."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from favn.gatherings import actions, queries
from favn.gatherings.choices import Seat, Way
from favn.gatherings.forms.joining import CodeForm, PersonsForm, SignUpForm, sign_up_form
from favn.gatherings.models import Gathering, SignUp
from favn.gatherings.queries.calendar import calendar_of
from favn.gatherings.rules.events import why_not_join
from favn.gatherings.views.doors import (
    acted,
    by_signup,
    calendar_file,
    for_all,
    pages_of,
    post,
    the_public,
)
from favn.gatherings.views.public import facts_of
from favn.kit import clock
from favn.kit.addresses import client_of
from favn.kit.attempts import DONE, REFUSED, attempt, found
from favn.people.organisations.models import Organisation
from favn.people.persons.models import grouped

TRAP = "website"
"""A field nobody sees; a machine that fills in everything fills it in."""


@for_all
@never_cache
def join(request: HttpRequest, house: Organisation, slug: str) -> HttpResponse:
    """The form: a name, one contact way, how many, and what one needs."""
    row, status = the_public(slug), 200
    form = sign_up_form(row, request.POST or None)
    if request.method == "POST":
        if request.POST.get(TRAP):
            messages.success(request, _("Tak. Vi har fået din tilmelding."))
            return redirect("gatherings:page", house.slug, slug)
        made: list[SignUp] = []
        status = attempt(request, lambda: _signed_up(request, row, form, made))
        if status == DONE:
            post(request)
            return redirect("gatherings:own", house.slug, made[0].code)
    meetings = queries.meetings_of(row)
    context = {
        "house": house, "gathering": row, "form": form, "trap": TRAP, "meetings": meetings,
        "seats": queries.house_of(row), "why_not": why_not_join(row, meetings, clock.now()),
    }  # fmt: skip
    return render(request, "gatherings/join.html", context, status=status)


def _signed_up(
    request: HttpRequest, row: Gathering, form: SignUpForm, made: list[SignUp]
) -> str | None:
    if not form.is_valid():
        return None
    signup = actions.sign_up(
        id=form.cleaned_data["id"],
        gathering=row,
        wish=form.wish(),
        at=clock.now(),
        address=client_of(request),
    )
    made.append(signup)
    if signup.state == Seat.SEATED:
        return _("Tak. Du er meldt til.")
    return _("Tak. Der er ikke plads lige nu, så du står på ventelisten.")


@for_all
@never_cache
def own_door(request: HttpRequest, house: Organisation) -> HttpResponse:
    """A field for the code, for whoever has it on paper."""
    form, status = CodeForm(request.POST or None), 200
    if request.method == "POST" and form.is_valid():
        if signup := SignUp.opened_by(form.cleaned_data["code"]):
            return redirect(signup.at("gatherings:own"))
        form.add_error("code", _("Koden åbner ingen tilmelding her. Se efter, og prøv igen."))
    if form.errors:
        status = REFUSED
    return render(
        request, "gatherings/own_door.html", {"house": house, "form": form}, status=status
    )


@by_signup
def own(request: HttpRequest, signup: SignUp) -> HttpResponse:
    """One's own sign-up: where it stands, more or fewer persons, yes to an offer, or leaving."""
    form, status = PersonsForm(request.POST or None), 200
    if request.method == "POST":
        verbs = {
            "persons": lambda: _persons(signup, form),
            "yes": lambda: _yes(signup),
            "leave": lambda: _left(signup),
        }
        status = acted(request, verbs)
        if status == DONE:
            return redirect(signup.at("gatherings:own"))
        signup = found(SignUp.opened_by(signup.secret))
    if not form.is_bound:
        form = PersonsForm(initial={"version": signup.version, "persons": signup.persons})
    context = _own(signup) | {"form": form}
    return render(request, "gatherings/own.html", context, status=status)


def _own(signup: SignUp) -> dict[str, object]:
    row = found(queries.gathering_with(signup.gathering_id))
    now, meetings = clock.now(), queries.meetings_of(row)
    return {
        "house": signup.organisation,
        "signup": signup,
        "gathering": row,
        "meetings": meetings,
        "code": signup.secret,
        "grouped": grouped(signup.secret),
        "has_mail": signup.way == Way.MAIL,
        "has_seat": signup.state == Seat.SEATED,
        "has_offer": signup.has_offer_at(now),
        "place": queries.house_of(row).place_of(signup),
        "facts": facts_of(row, is_told=signup.state == Seat.SEATED),
        "is_over": all(m.held_at or m.starts_at <= now for m in meetings if not m.is_off),
        "kept_days": actions.KEPT_DAYS,
    }


def _persons(signup: SignUp, form: PersonsForm) -> str | None:
    if not form.is_valid():
        return None
    data = form.cleaned_data
    actions.change_persons(
        signup=signup, persons=data["persons"], version=data["version"], at=clock.now()
    )
    return _("Antallet er rettet.")


def _yes(signup: SignUp) -> str:
    actions.say_yes(signup=signup, at=clock.now())
    return _("Tak. Pladsen er din.")


def _left(signup: SignUp) -> str:
    actions.leave(signup=signup, at=clock.now())
    return _("Du er meldt fra. Tak, fordi du sagde det.")


@by_signup
def own_file(request: HttpRequest, signup: SignUp) -> HttpResponse:
    """The gathering for one's own calendar, with the place and link where one has a seat."""
    row = found(queries.gathering_with(signup.gathering_id))
    is_told = signup.state == Seat.SEATED
    address = pages_of(request, signup.organisation)
    data = calendar_of([row], name=row.title, is_told=is_told, address=address)
    return calendar_file(data, f"{row.slug}.ics")
