"""Cooperations of the house, a new one, and one with its next step and its end."""

from typing import Any
from uuid import uuid4

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from favn.associations import queries
from favn.associations.actions import agreements as actions
from favn.associations.actions import sheets as begins
from favn.associations.choices.cooperation import Stage
from favn.associations.choices.starting import CARDS, OFFICE_AVOID, OFFICE_DO, OURS_AVOID, OURS_DO
from favn.associations.forms.agreements import EndForm
from favn.associations.forms.sheets import BeginForm
from favn.associations.models import Cooperation, Side
from favn.associations.queries import agreements, needs, seats, sheets
from favn.associations.views.linking import link_form, links_of, send_link, take_back
from favn.associations.views.meetings import meetings_of
from favn.associations.views.seats import (
    Seat,
    by_house,
    by_house_writing,
    remember_name,
    seated,
)
from favn.kit import clock
from favn.kit.attempts import DONE, Verb, attempt
from favn.kit.history import of
from favn.people.accounts.door import Request, requires
from favn.people.accounts.roles import Area, Level

PER_PAGE = 50


@by_house
def cooperations(request: Request, seat: Seat) -> HttpResponse:
    """All of the house's, what is due, and the ways on."""
    page = Paginator(sheets.cooperations(), PER_PAGE).get_page(request.GET.get("side"))
    context = {
        "seat": seat,
        "page": page,
        "due": agreements.due_reviews(clock.today()),
        "may_write": bool(seat.offices),
        "offices": seat.offices,
        "year": clock.today().year,
    }
    return render(request, "associations/cooperations.html", context)


@by_house_writing
def new_cooperation(request: Request, seat: Seat) -> HttpResponse:
    """Two who found each other without a suggestion."""
    if not seat.offices:
        raise PermissionDenied(_("Din rolle skriver ikke for en forvaltning."))
    form = BeginForm(
        request.POST or None, initial={"id": uuid4()}, matters=needs.matters(),
        offices=seat.offices, entries=list(queries.entries().living()),
    )  # fmt: skip
    status = 200
    if request.method == "POST":
        status = attempt(request, lambda: _begin(request, form))
        if status == DONE:
            return redirect(seat.at("cooperation", form.cleaned_data["id"]))
    context = {"form": form, "do": OFFICE_DO, "avoid": OFFICE_AVOID, "cards": CARDS}
    return render(request, "associations/new_cooperation.html", context, status=status)


def _begin(request: Request, form: BeginForm) -> str | None:
    if not form.is_valid():
        return None
    said = form.cleaned_data
    begins.begin(
        id=said["id"], title=said["title"], matter=form.matters[said["matter"]],
        sides=(form.parties[said["first"]], form.parties[said["partner"]]), by=request.account,
        at=clock.now(),
    )  # fmt: skip
    return _("I er i gang. Skriv hver jeres ark, før I taler om en aftale.")


@seated
def cooperation(request: Request, seat: Seat, pk: object) -> HttpResponse:
    """One cooperation: where it stands, what is next, who said what, and how it ends."""
    row, status, verb = seat.cooperation(pk), 200, request.POST.get("verb", "")
    ending = EndForm(request.POST if verb == "end" else None, asks_name=seat.asks_name,
                     initial={"who": seat.known_name})  # fmt: skip
    linking, entries = link_form(request), [side.entry for side in sheets.sides_of(row)]
    own = seat.side(row)
    held = meetings_of(request, seat, row, own.party if own else None)
    if request.method == "POST":
        verbs: dict[str, Verb] = {
            "end": lambda: _end(request, seat, row, ending),
            "link": lambda: send_link(request, seat, entries, linking, _waits(row)),
            "unlink": lambda: take_back(request, seat, entries),
        } | held.verbs
        status = attempt(request, verbs.get(verb))
        if status == DONE:
            return redirect(seat.at("cooperation", row.pk))
    context = page_of(seat, row) | {"ending": ending, "links": links_of(seat, entries, linking)}
    context |= held.context("cooperation-file") | {"may_meet": not row.ended_on}
    return render(request, "associations/cooperation.html", context, status=status)


def page_of(seat: Seat, row: Cooperation) -> dict[str, Any]:
    """What every page about a cooperation knows."""
    own, sides = seat.side(row), sheets.sides_of(row)
    accounts = agreements.accounts_of(row)
    return {
        "seat": seat,
        "cooperation": row,
        "sides": sides,
        "own": own,
        "both_in": sheets.both_in(row),
        "is_over": row.ended_on is not None,
        "steps": _steps(seat, row, own, accounts),
        "agreements": agreements.agreements_of(row),
        "reviews": [(a, seat.at("review", row.pk, a.review.pk)) for a in accounts],
        "today": clock.today(),
        "back_url": seat.at("list") if seat.is_house else seat.at("place"),
        "agreement_url": seat.at("agreement", row.pk),
        "propose_url": seat.at("propose", row.pk),
        "aligned_url": seat.at("aligned", row.pk),
        "sheet_url": seat.at("sheet", row.pk),
        "cooperation_url": seat.at("cooperation", row.pk),
        "unknown": _unknown(seat, own, sides),
        "history": of(row)[:PER_PAGE],
        "do": OFFICE_DO if seat.is_house else OURS_DO,
        "avoid": OFFICE_AVOID if seat.is_house else OURS_AVOID,
        "cards": CARDS if seat.is_house else (),
        "is_early": row.stage == Stage.ALIGNING,
    }


def _unknown(seat: Seat, own: Side | None, sides: tuple[Side, Side]) -> dict[str, Any] | None:
    """What the office has not cleared up before it begins, and where it does so."""
    if own is None or own.unit is None or not seat.is_house:
        return None
    asked = next((side.entry for side in sides if side.entry), None)
    entry = asked and asked.stands
    return {
        "points": seats.unknown_points(own.unit, entry),
        "own_url": seat.at("ready", own.unit_id),
        "entry": entry,
        "entry_url": seat.at("standpoint", entry.pk) if entry else "",
    }


def _steps(seat: Seat, row: Cooperation, own: Side | None, accounts: Any) -> list[dict[str, Any]]:
    """The way from two sheets to what became of it."""
    stage, both = row.stage, sheets.both_in(row)
    sheet_done = bool(own and own.handed_in_at) if own else both
    told = bool(accounts) and any(a.is_told for a in accounts)
    beside = _("Tal om det, der er forskelligt, og skriv, hvad I er enige om.")
    if sheet_done and not both:
        missing = [side.name for side in sheets.sides_of(row) if not side.handed_in_at]
        beside = _("Venter på ark fra %(names)s.") % {"names": ", ".join(missing)}
    steps = [
        (_("Skriv jeres ark"), _("Hver part skriver for sig. Ingen ser den andens før begge er"
         " færdige."), seat.at("sheet", row.pk) if own else "", sheet_done, True),
        (_("Se dem ved siden af hinanden"), beside, seat.at("aligned", row.pk),
         bool(row.agreed_at or row.proposed_at), both),
        (_("Lav aftalen, og sig ja"), _("Opgaver, roller, penge, og hvornår I ser på den igen."),
         seat.at("agreement", row.pk), bool(row.agreed_at), both),
        (_("Skete det?"), _("I bliver spurgt hver for sig ved hver opfølgning og et år efter."), "",
         told, bool(row.agreed_at)),
    ]  # fmt: skip
    now = next((n for n, step in enumerate(steps) if not step[3]), -1)
    return [
        {
            "title": title,
            "text": text,
            "url": url if may and stage != Stage.DROPPED else "",
            "link": _("Åbn"),
            "is_done": done,
            "is_now": n == now,
        }
        for n, (title, text, url, done, may) in enumerate(steps)
    ]


def _waits(row: Cooperation) -> str:
    """Why the association is written to."""
    return _("Samarbejdet “%(title)s” venter på jer.") % {"title": row.title}


def _end(request: Request, seat: Seat, row: Cooperation, form: EndForm) -> str | None:
    side = seat.own_side(row)
    if not form.is_valid():
        return None
    actions.end(
        cooperation=row, reason=form.cleaned_data["reason"], by=seat.actor,
        said_by=seat.said_by(form.who(), side.party), at=clock.now(),
    )  # fmt: skip
    remember_name(request, seat, form.who())
    return _("Samarbejdet er afsluttet. Det, der står, bliver stående.")


@requires(Area.ENTRY, Level.WRITE)
def our_places(request: Request) -> HttpResponse:
    """In which municipalities' directories the association stands; the only one opens at once."""
    rows = list(queries.own_entries(request.organisation.pk))
    if len(rows) == 1:
        return redirect("associations:ours-place", rows[0].pk)
    return render(request, "associations/our_places.html", {"rows": rows})
