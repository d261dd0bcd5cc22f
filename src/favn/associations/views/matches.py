"""Suggestions: today's best for the whole house, and one that was put before both parties."""

from typing import Any
from uuid import UUID, uuid4

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from favn.associations.actions import needs as actions
from favn.associations.actions import sheets as begins
from favn.associations.choices.starting import CARDS, OFFICE_AVOID, OFFICE_DO, OURS_AVOID, OURS_DO
from favn.associations.forms.needs import AsideForm, ReplyForm
from favn.associations.models import Entry, Match
from favn.associations.queries import meetings, needs, suggestions
from favn.associations.views.linking import link_form, links_of, send_link, take_back
from favn.associations.views.meetings import meetings_of
from favn.associations.views.seats import Seat, by_house, only_keepers, seated
from favn.kit import clock
from favn.kit.attempts import DONE, Verb, attempt, found
from favn.people.accounts.door import Request
from favn.people.organisations.models import Unit

MOST_SHOWN = 100


@by_house
def suggested(request: Request, seat: Seat) -> HttpResponse:
    """Which need goes with which offer today, who is left, and what would help."""
    status = 200
    if request.method == "POST":
        only_keepers(request)
        verbs: dict[str, Verb] = {
            "propose": lambda: _propose(request),
            "aside": lambda: _aside(request),
        }
        status = attempt(request, verbs.get(request.POST.get("verb", "")))
        if status == DONE:
            return redirect("associations:suggestions")
    plan = suggestions.suggestions(clock.today())
    made = list(needs.matches()[:MOST_SHOWN])
    days = meetings.days_of(made)
    context = {
        "plan": plan,
        "pairs": [(pair, uuid4(), AsideForm()) for pair in plan.pairs[:MOST_SHOWN]],
        "gain": plan.total - plan.in_order,
        "weights": suggestions.weights(),
        "made": [
            (row, seat.at("match", row.pk), days.get(row.pk))
            for row in made
            if not row.set_aside_on
        ],
        "aside": [(row, seat.at("match", row.pk)) for row in made if row.set_aside_on],
        "may_write": seat.keeps_directory,
    }
    return render(request, "associations/suggestions.html", context, status=status)


def _pair(request: Request) -> dict[str, Any]:
    """The need and the offer a button names; others are 404."""
    wishes = {}
    for name in ("need", "offer"):
        try:
            pk = UUID(request.POST.get(name, ""))
        except ValueError:
            pk = uuid4()
        wishes[name] = found(needs.wish_with(pk))
    return wishes


def _propose(request: Request) -> str | None:
    form = AsideForm(request.POST)
    form.fields["why"].required = False
    if not form.is_valid():
        return None
    pair = _pair(request)
    row = actions.propose(id=form.cleaned_data["id"], **pair, by=request.account, at=clock.now())
    return _("Forslaget er lagt frem for %(one)s og %(two)s.") % {
        "one": row.need.name, "two": row.offer.name,
    }  # fmt: skip


def _aside(request: Request) -> str | None:
    form = AsideForm(request.POST)
    if not form.is_valid():
        return None
    pair = _pair(request)
    actions.set_aside(**form.cleaned_data, **pair, by=request.account, at=clock.now())
    return _("De to bliver ikke foreslået igen.")


@seated
def match(request: Request, seat: Seat, pk: object) -> HttpResponse:
    """One suggestion: why, what both say, when they meet, and the beginning."""
    row, status, verb = seat.match(pk), 200, request.POST.get("verb", "")
    party = _own(seat, row)
    replying = ReplyForm(request.POST if verb == "reply" else None)
    held = meetings_of(request, seat, row, party)
    linking, entries = link_form(request), [row.need.entry, row.offer.entry]
    why = _("Der er et forslag til jer: %(title)s.") % {"title": row.need.title}
    if request.method == "POST":
        verbs: dict[str, Verb] = {
            "link": lambda: send_link(request, seat, entries, linking, why),
            "unlink": lambda: take_back(request, seat, entries),
            "reply": lambda: _reply(seat, row, party, replying),
            "begin": lambda: _begin(seat, row, party),
            "take-up": lambda: _take_up(seat, row),
        } | held.verbs
        status = attempt(request, verbs.get(verb))
        if status == DONE:
            return redirect(_after(seat, seat.match(pk)))
    context = _page(seat, row, party) | {"replying": replying} | held.context("match-file")
    context["links"] = links_of(seat, entries, linking)
    return render(request, "associations/match.html", context, status=status)


def _own(seat: Seat, row: Match) -> Entry | Unit | None:
    """The party one answers for, or None for who only looks."""
    if seat.entry:
        return seat.entry
    return next((unit for unit in seat.offices if needs.wish_of(row, unit)), None)


def _page(seat: Seat, row: Match, party: Entry | Unit | None) -> dict[str, Any]:
    begun = getattr(row, "cooperation", None)
    return {
        "seat": seat,
        "match": row,
        "own": needs.wish_of(row, party) if party else None,
        "why": suggestions.sentences(row),
        "cooperation_url": seat.at("cooperation", begun.pk) if begun else "",
        "back_url": seat.at("suggestions") if seat.is_house else seat.at("place"),
        "may_begin": bool(party and row.is_yes and not begun and not row.is_over),
        "may_meet": row.is_yes and not row.is_over,
        "key": uuid4(),
        "do": OFFICE_DO if seat.is_house else OURS_DO,
        "avoid": OFFICE_AVOID if seat.is_house else OURS_AVOID,
        "cards": CARDS if seat.is_house else (),
    }


def _after(seat: Seat, row: Match) -> str:
    begun = getattr(row, "cooperation", None)
    return seat.at("cooperation", begun.pk) if begun else seat.at("match", row.pk)


def _reply(seat: Seat, row: Match, party: Any, form: ReplyForm) -> str | None:
    if not form.is_valid():
        return None
    said = form.cleaned_data
    actions.answer(match=row, party=found(party), **said, by=seat.actor, at=clock.now())
    return _("Svaret er gemt. Den anden part kan se det.")


def _take_up(seat: Seat, row: Match) -> str:
    if not seat.keeps_directory:
        raise PermissionDenied(_("Kun den, der fører oversigten, tager forslag op igen."))
    actions.take_up(match=row, by=seat.actor, at=clock.now())
    return _("Forslaget ligger hos begge igen.")


def _begin(seat: Seat, row: Match, party: Any) -> str:
    found(party)
    begins.begin(
        id=uuid4(), title=row.need.title, matter=row.need.matter,
        sides=(row.need.party, row.offer.party), by=seat.actor, at=clock.now(), match=row,
    )  # fmt: skip
    return _("I er i gang. Skriv hver jeres ark, før I taler om en aftale.")
