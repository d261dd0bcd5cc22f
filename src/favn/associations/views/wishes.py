"""Needs and offers: a party's own, the network's, everybody's, and the house's whole list."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from favn.associations.actions import needs as actions
from favn.associations.choices.needs import Way
from favn.associations.choices.starting import OURS_AVOID, OURS_DO
from favn.associations.forms.needs import CloseForm, KindForm, WishForm
from favn.associations.forms.sheets import WhoForm
from favn.associations.models import Wish
from favn.associations.queries import agreements, local, meetings, needs, sheets
from favn.associations.views.doors import for_all
from favn.associations.views.seats import (
    Seat,
    by_house,
    only_keepers,
    remember_name,
    seated,
    seated_to_write,
)
from favn.kit import clock
from favn.kit.attempts import CONFLICTED, DONE, Verb, attempt, found
from favn.kit.kept import keep
from favn.people.accounts.door import Request
from favn.people.organisations.models import Organisation, Unit

PER_PAGE = 50


@seated
def home(request: Request, seat: Seat) -> HttpResponse:
    """An association's own pages: its wishes, suggestions, cooperations, and what it owes."""
    if seat.entry is None:
        return redirect("associations:cooperations")
    today, rows = clock.today(), sheets.cooperations_of(seat.entry)
    matches = needs.matches_of(seat.entry)
    days = meetings.days_of(matches)
    context = {
        "seat": seat,
        "wishes": [(row, seat.at("wish", row.pk)) for row in needs.wishes_of(seat.entry)],
        "matches": [(row, seat.at("match", row.pk), days.get(row.pk)) for row in matches],
        "cooperations": [(row, seat.at("cooperation", row.pk)) for row in rows],
        "owed": _owed(seat, today, rows),
        "networks": [(row, seat.at("local", row.pk)) for row in local.networks_of(seat.entry)],
        "new_url": seat.at("new-wish"),
        "network_url": seat.at("network"),
        "do": OURS_DO,
        "avoid": OURS_AVOID,
    }
    return render(request, "associations/seat.html", context)


def _owed(seat: Seat, today: Any, rows: list[Any]) -> list[tuple[Any, str]]:
    """Reviews this side has not told of."""
    return [
        (account, seat.at("review", account.review.cooperation_id, account.review.pk))
        for account in agreements.due_accounts(rows, today)
        if (side := seat.side(account.review.cooperation)) and side in account.owing
    ]


@seated
def network(request: Request, seat: Seat) -> HttpResponse:
    """What others need and offer."""
    if seat.entry is None:
        return redirect("associations:needs")
    rows = needs.network_wishes(seat.entry, clock.today())
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("side"))
    context = {"seat": seat, "page": page, "back_url": seat.at("place")}
    return render(request, "associations/network_needs.html", context)


@seated_to_write
def new_wish(request: Request, seat: Seat) -> HttpResponse:
    """Write a need or an offer."""
    if seat.is_house and not seat.offices:
        raise PermissionDenied(_("Din rolle skriver ikke for en forvaltning."))
    form = WishForm(request.POST or None, initial=_first(request), offices=seat.offices)
    who, status = WhoForm(request.POST or None, asks_name=_asks(seat)), 200
    if request.method == "POST":
        status = attempt(request, lambda: _add(request, seat, form, who))
        if status == DONE:
            return redirect(_list_of(seat))
    context = {"seat": seat, "form": form, "who": who, "back_url": _list_of(seat)}
    return render(request, "associations/new_wish.html", context, status=status)


def _asks(seat: Seat) -> bool:
    return seat.asks_name and not seat.known_name


def _first(request: Request) -> dict[str, Any]:
    """Half a year from today, unless one says otherwise."""
    asked = request.GET.get("vej")
    way = asked if asked in Way.values else Way.NEED
    return {"expires_on": clock.today() + actions.USUAL, "way": way}


def _list_of(seat: Seat) -> str:
    return seat.at("needs-list") if seat.is_house else seat.at("place")


def _add(request: Request, seat: Seat, form: WishForm, who: WhoForm) -> str | None:
    if not (form.is_valid() and who.is_valid()):
        return None
    party = seat.entry or found(form.office())
    actions.add_wish(
        id=form.cleaned_data["id"], party=party, wanted=form.wanted(), by=seat.actor,
        said_by=seat.said_by(who.who(), party), at=clock.now(),
    )  # fmt: skip
    remember_name(request, seat, who.who())
    return _("Det står på listen nu.")


@seated
def wish(request: Request, seat: Seat, pk: object) -> HttpResponse:
    """Change, renew or take down one of one's own."""
    row, status = seat.wish(pk), 200
    verb = request.POST.get("verb", "")
    offices = [row.unit] if row.unit else []
    form = _wish_form(request, row, offices, is_sent=verb == "change")
    closing = CloseForm(request.POST if verb == "close" else None)
    if request.method == "POST":
        verbs: dict[str, Verb] = {
            "change": lambda: _change(seat, row, form),
            "close": lambda: _close(seat, row, closing),
        }
        status = attempt(request, verbs.get(verb))
        if status == DONE:
            return redirect(_list_of(seat))
        if status == CONFLICTED:
            row = seat.wish(pk)
            typed = {n: request.POST.getlist(n) if n in SEVERAL else v
                     for n, v in request.POST.items() if n != "version"}  # fmt: skip
            form = WishForm(initial=WishForm.of(row) | typed, offices=offices)
    context = {"seat": seat, "wish": row, "form": form, "closing": closing}
    context |= {"back_url": _list_of(seat), "is_conflict": status == CONFLICTED}
    return render(request, "associations/need.html", context, status=status)


SEVERAL = ("languages", "times", "targets")


def _wish_form(request: Request, row: Wish, offices: list[Unit], *, is_sent: bool) -> WishForm:
    data = request.POST if is_sent else None
    return WishForm(data, initial=WishForm.of(row), offices=offices)


def _change(seat: Seat, row: Wish, form: WishForm) -> str | None:
    if not form.is_valid():
        return None
    actions.change_wish(
        wish=row, version=form.cleaned_data["version"] or 0, wanted=form.wanted(), by=seat.actor,
        at=clock.now(),
    )  # fmt: skip
    return _("Rettelsen er gemt.")


def _close(seat: Seat, row: Wish, form: CloseForm) -> str | None:
    if not form.is_valid():
        return None
    actions.close_wish(wish=row, why=form.cleaned_data["why"], by=seat.actor, at=clock.now())
    return _("“%(title)s” er taget ned.") % {"title": row.title}


@by_house
def needs_list(request: Request, seat: Seat) -> HttpResponse:
    """All the house's needs and offers; those that ran out stand under them, grey."""
    today, way = clock.today(), request.GET.get("vej")
    rows = needs.live_wishes(today)
    rows = rows.filter(way=way) if way in Way.values else rows
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("side"))
    context = {
        "seat": seat,
        "page": page,
        "rows": [(row, seat.speaks_for(row)) for row in page],
        "faded": needs.faded_wishes(today)[:PER_PAGE],
        "tabs": _tabs(str(way or "")),
        "may_write": bool(seat.offices),
        "may_manage": seat.keeps_directory,
        "has_kinds": bool(needs.matters()),
    }
    return render(request, "associations/needs.html", context)


def _tabs(here: str) -> list[dict[str, Any]]:
    every = [("", _("Alle")), (Way.NEED.value, _("Behov")), (Way.OFFER.value, _("Tilbud"))]
    return [
        {"title": title, "url": f"?vej={key}" if key else "?", "is_here": key == here}
        for key, title in every
    ]


@by_house
def kinds(request: Request, seat: Seat) -> HttpResponse:
    """The kinds of help the house speaks of."""
    form, status = KindForm(request.POST if request.POST.get("verb") == "add" else None), 200
    if request.method == "POST":
        only_keepers(request)
        verbs: dict[str, Verb] = {
            "begin": lambda: _begin_kinds(request),
            "add": lambda: _add_kind(request, form),
            "retire": lambda: _retire_kind(request, is_used=False),
            "restore": lambda: _retire_kind(request, is_used=True),
        }
        status = attempt(request, verbs.get(request.POST.get("verb", "")))
        if status == DONE:
            return redirect("associations:kinds")
    rows = needs.matters(retired=True)
    context = {"rows": rows, "form": form, "may_write": seat.keeps_directory}
    return render(request, "associations/kinds.html", context, status=status)


def _begin_kinds(request: Request) -> str:
    actions.begin_kinds(by=request.account, at=clock.now())
    return _("De almindelige slags står der nu. Ret dem, så de passer til jer.")


def _add_kind(request: Request, form: KindForm) -> str | None:
    if not form.is_valid():
        return None
    said = form.cleaned_data
    actions.add_kind(id=said["id"], name=said["name"], by=request.account, at=clock.now())
    return _("“%(name)s” kan vælges nu.") % {"name": said["name"]}


def _retire_kind(request: Request, *, is_used: bool) -> str:
    rows = {str(row.pk): row for row in needs.matters(retired=True)}
    row = found(rows.get(request.POST.get("kind", "")))
    row = actions.retire_kind(matter=row, is_used=is_used, by=request.account, at=clock.now())
    said = _("“%(name)s” kan ikke vælges mere.") if row.retired_on else _("“%(name)s” kan vælges.")
    return said % {"name": row.name}


@for_all
def public_needs(request: HttpRequest, house: Organisation) -> HttpResponse:
    """What parties have said that everybody may see."""
    rows = needs.public_wishes(clock.today())
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("side"))
    context = {"house": house, "page": page}
    return keep(render(request, "associations/public_needs.html", context), house.pk)
