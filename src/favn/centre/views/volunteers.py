"""The project leader's first page, the list of volunteers, and those who wrote and wait."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from favn.centre.actions import volunteers as actions
from favn.centre.choices import Stage
from favn.centre.forms.volunteers import BringInForm, ChoosingForm, TakeInForm
from favn.centre.models import Interest, Volunteer
from favn.centre.queries import shifts
from favn.centre.queries import volunteers as queries
from favn.centre.queries.week import WEEK, monday_of
from favn.centre.views.volunteer_doors import reads, writes
from favn.kit import clock
from favn.kit.attempts import DONE, asked_id, attempt, found
from favn.people.accounts import lookups
from favn.people.accounts.choices import Look
from favn.people.accounts.door import Request
from favn.people.accounts.whom import the_person
from favn.people.persons.models import Person
from favn.people.persons.queries import consent_stands, known_as, person_with
from favn.people.register.views.reasons import Row, rows_of
from favn.statistics.agreement import Described

PER_PAGE = 50
MOST = 10
"""So many of each kind stand on the first page; the rest a tap away."""


@reads
def overview(request: Request) -> HttpResponse:
    """Who waits, the oldest first; whose list lacks what; empty shifts; who has not come."""
    lookups.note(Look.LIST)
    today = clock.today()
    monday = monday_of(today) + WEEK
    ahead = shifts.shifts_between(today, monday + timedelta(days=6))
    talks = queries.here().filter(stage=Stage.TALK).order_by("talk_on", "signed_on")
    waiting, lacking = queries.interests(), queries.lacking(today)
    context = {
        "waiting": waiting[:MOST],
        "waiting_count": waiting.count(),
        "talks": talks[:MOST],
        "lacking": lacking[:MOST],
        "lacking_count": len(lacking),
        "empty": [one for one in ahead if one.free and not one.is_over(clock.now())],
        "next_week": monday,
        "swaps": shifts.swaps_open(today)[:MOST],
        "quiet": queries.quiet(today, MOST),
        "withdrawn": queries.withdrawn(today),
        "house": request.organisation,
        "here": queries.here().count(),
        "roles": len(queries.roles()),
        "today": today,
    }
    return render(request, "centre/volunteers.html", context)


@reads
def every(request: Request) -> HttpResponse:
    """All volunteers, fifty at a time, by stage and role."""
    lookups.note(Look.LIST)
    choosing = ChoosingForm(request.GET, queries.roles())
    stage, role = choosing.wanted()
    page = Paginator(queries.chosen(stage, role), PER_PAGE).get_page(request.GET.get("side"))
    held = queries.roles_by_volunteer(page.object_list)
    rows = [(who, ", ".join(r.name for r in held.get(who.pk, []))) for who in page]
    context = {
        "page": page, "rows": rows, "choosing": choosing, "is_active": bool(stage or role),
    }  # fmt: skip
    return render(request, "centre/every_volunteer.html", context)


@reads
def interests(request: Request) -> HttpResponse:
    """Those who wrote and nobody has taken in, the oldest first."""
    lookups.note(Look.LIST)
    page = Paginator(queries.interests(), PER_PAGE).get_page(request.GET.get("side"))
    return render(request, "centre/interests.html", {"page": page, "house": request.organisation})


@writes
def interest(request: Request, pk: UUID) -> HttpResponse:
    """One of them: what they said, whom they resemble, and what to do."""
    row, status = found(queries.interest_with(pk)), 200
    form = TakeInForm(request.POST or None)
    if request.method == "POST":
        made: list[Volunteer] = []
        verbs = {
            "take": lambda: _taken_in(request, row, form, made),
            "away": lambda: _put_away(request, row),
        }
        status = attempt(request, verbs.get(request.POST.get("verb", "")))
        if status == DONE:
            return redirect("centre:talk", made[0].pk) if made else redirect("centre:volunteers")
    likes = [] if row.settled_at else _likes(row)
    context = {
        "row": row, "likes": likes, "form": form, "wishes": queries.role_names(row.wishes),
    }  # fmt: skip
    return render(request, "centre/interest.html", context, status=status)


def _likes(row: Interest) -> list[Row]:
    """At most five of the house's persons who may be the same."""
    phone, mail = ("", row.contact) if row.is_mail else (row.contact, "")
    found_ = known_as(Described((row.name,), "", phone, mail, False))
    lookups.note(Look.SEARCH, persons=[one.person.pk for one in found_], criterion=row.name)
    return rows_of(found_)


def _taken_in(
    request: Request, row: Interest, form: TakeInForm, made: list[Volunteer]
) -> str | None:
    """As the person that was pressed, or as somebody new; a person of another house is 404."""
    if not form.is_valid():
        return None
    person: Person | None = None
    if request.POST.get("person"):
        person = found(person_with(asked_id(request, "person")))
    guest = form.cleaned_data["was_guest"]
    who = actions.take_in(
        interest=row, person=person, was_guest=guest, by=request.account, at=clock.now()
    )
    made.append(who)
    return _("%(name)s er taget ind. Aftal en dag, og tal sammen.") % {"name": who.name}


def _put_away(request: Request, row: Interest) -> str:
    actions.put_away(interest=row, by=request.account, at=clock.now())
    messages.info(request, _("Navn og ord er slettet."))
    return _("Henvendelsen er lagt væk.")


@writes
def bring_in(request: Request, pk: UUID) -> HttpResponse:
    """A person of the house becomes a volunteer: the same person, with their yes."""
    person, status = the_person(pk), 200
    if stands := queries.as_volunteer(person):
        return redirect("centre:volunteer", stands.pk)
    says_yes = consent_stands(person, queries.PURPOSE, on=clock.today())
    form = BringInForm(queries.roles(), request.POST or None, says_yes=says_yes)
    if request.method == "POST":
        status = attempt(request, lambda: _brought_in(request, person, form))
        if status == DONE:
            return redirect("centre:talk", form.cleaned_data["id"])
    context: dict[str, Any] = {"person": person, "form": form, "says_yes": says_yes}
    return render(request, "centre/bring_in.html", context, status=status)


def _brought_in(request: Request, person: Person, form: BringInForm) -> str | None:
    if not form.is_valid():
        return None
    data = form.cleaned_data
    actions.bring_in(
        id=data["id"], person=person, was_guest=data["was_guest"], wishes=tuple(data["wishes"]),
        yes=form.yes(), by=request.account, at=clock.now(),
    )  # fmt: skip
    return _("Skrevet ind som frivillig. Aftal en dag, og tal sammen.")
