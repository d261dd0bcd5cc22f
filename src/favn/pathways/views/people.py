"""Mentors and mentees: the list, one of them with possible partners, and the talk written down."""

from typing import Any
from uuid import UUID, uuid4

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from favn.kit import clock
from favn.kit.attempts import CONFLICTED, DONE, Verb, asked_id, asked_version, attempt
from favn.pathways.actions import asking, joining, pool
from favn.pathways.actions.letters import new_link
from favn.pathways.actions.posting import mail_of
from favn.pathways.choices.mentoring import LeftWhy, Side, Standing
from favn.pathways.choices.pairs import LIVE
from favn.pathways.forms.mentoring import ChoosingForm, EnterForm, LeaveForm, TalkForm
from favn.pathways.models import Participant
from favn.pathways.queries import matching, networks, pairs, words
from favn.pathways.queries import pool as known
from favn.pathways.queries.links import live_link, own_address
from favn.pathways.queries.matching import Fit
from favn.pathways.rules.pairs import waited
from favn.pathways.views.doors import acted, reads, the_participant, writes
from favn.pathways.views.table import may_write
from favn.people.accounts.door import Request
from favn.people.accounts.whom import the_person

PER_PAGE = 50


@reads
def participants(request: Request) -> HttpResponse:
    """Everybody, as chosen; those who have left only where they are asked for."""
    every = [(str(n.pk), n.name) for n in networks.networks()]
    form = ChoosingForm(
        request.GET, [*Standing.choices, (known.IN_PAIRS, _("I et makkerskab"))], every
    )
    side, step, network = form.wanted()
    rows = known.at_step(step)
    rows = rows.filter(side=side) if side else rows
    rows = rows.filter(network_id=network) if network else rows
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("side"))
    context = {
        "page": page,
        "rows": pairs.with_pairs(list(page)),
        "form": form,
        "is_chosen": bool(side or step or network),
    }
    return render(request, "pathways/participants.html", context)


@reads
def participant(request: Request, pk: UUID) -> HttpResponse:
    """What they said, their pairs, and for a mentee in the pool the nearest mentors."""
    row, status = the_participant(pk), 200
    leaving = LeaveForm(request.POST if request.POST.get("verb") == "leave" else None)
    if request.method == "POST":
        status = acted(request, _verbs(request, row, leaving)) if may_write(request) else 403
        if status == DONE:
            return redirect("pathways:participant", row.pk)
        row = the_participant(pk)
    if not leaving.is_bound or status == CONFLICTED:
        leaving = LeaveForm(initial={"version": row.version})
    context = _told(request, row) | {"leaving": leaving}
    return render(request, "pathways/participant.html", context, status=status)


def _verbs(request: Request, row: Participant, leaving: LeaveForm) -> dict[str, Verb]:
    """What a page of one participant can do; a role that only reads finds nothing here."""
    return {
        "pause": lambda: _moved(request, row, Standing.PAUSED),
        "back": lambda: _moved(request, row, Standing.READY),
        "leave": lambda: _left(request, row, leaving),
        "ask": lambda: _asked(request, row),
        "link": lambda: _linked(request, row),
    }


def _told(request: Request, row: Participant) -> dict[str, Any]:
    today, now = clock.today(), clock.now()
    mine = list(pairs.pairs_of(row))
    waits = not row.is_mentor and row.standing == Standing.READY
    is_free = waits and not any(p.state in LIVE for p in mine)
    weighting = matching.weighting_now()
    points = weighting.points if weighting else matching.FIRST_POINTS
    link = live_link(row, now)
    return {
        "row": row,
        "waited": waited(max(0, (today - row.waiting_since).days)) if is_free else "",
        "pairs": mine,
        "fits": [_fit(row, fit) for fit in matching.fits(row, points, today)] if is_free else [],
        "is_free": is_free,
        "new_id": uuid4,
        "mail": bool(mail_of(row, now)),
        "link": link,
        "link_url": request.build_absolute_uri(own_address(link, request.organisation.slug))
        if link else "",
        "places": known.places_of(row) if row.is_mentor else None,
        "allowed": known.may_be_suggested(row, today),
        "has_old_yes": known.says_yes(row, today),
        "certificate": row.has_certificate(today),
    }  # fmt: skip


def _fit(row: Participant, fit: Fit) -> dict[str, Any]:
    """A mentor near to a mentee, in words."""
    why = words.why(row, fit)
    stops = [words.broken(key) for key in fit.broken]
    if fit.is_forbidden:
        stops.append(_("De to er prøvet eller sagt nej til før."))
    return {"fit": fit, "why": why, "stops": stops}


def _moved(request: Request, row: Participant, to: Standing) -> str:
    pool.move(who=row, to=to, version=asked_version(request), by=request.account, at=clock.now())
    return _("Det er skrevet.")


def _left(request: Request, row: Participant, form: LeaveForm) -> str | None:
    if not form.is_valid():
        return None
    data = form.cleaned_data
    pool.leave(
        who=row, why=LeftWhy(data["why"]), version=data["version"], by=request.account,
        at=clock.now(),
    )  # fmt: skip
    return _("%(name)s er gået ud af netværket.") % {"name": row.name}


def _asked(request: Request, row: Participant) -> str:
    """A mentor chosen by hand."""
    mentor = the_participant(asked_id(request, "mentor"))
    asking.ask(
        id=asked_id(request, "id"), mentee=row, mentor=mentor, plan=None, by=request.account,
        at=clock.now(),
    )  # fmt: skip
    return _("%(mentee)s og %(mentor)s er spurgt.") % {"mentee": row.name, "mentor": mentor.name}


def _linked(request: Request, row: Participant) -> str:
    new_link(who=row, by=request.account, at=clock.now())
    return _("Der er lavet et nyt link. Det gamle virker ikke mere.")


@writes
def talk(request: Request, pk: UUID) -> HttpResponse:
    """What was said in a short talk; after it somebody is in the pool."""
    row, status = the_participant(pk), 200
    form = TalkForm(row.side, request.POST or None, initial=_start(row))
    if request.method == "POST":
        status = attempt(request, lambda: _written_down(request, row, form))
        if status == DONE:
            return redirect("pathways:participant", row.pk)
        if status == CONFLICTED:
            typed = request.POST.copy()
            typed["version"] = str(the_participant(pk).version)
            form = TalkForm(row.side, typed)
    return render(request, "pathways/talk.html", {"row": row, "form": form}, status=status)


def _start(row: Participant) -> dict[str, Any]:
    start = TalkForm.start(row)
    return start | {"talked_on": start["talked_on"] or clock.today()}


def _written_down(request: Request, row: Participant, form: TalkForm) -> str | None:
    if not form.is_valid():
        return None
    pool.write_down(
        who=row, version=form.cleaned_data["version"], told=form.told(), by=request.account,
        at=clock.now(),
    )  # fmt: skip
    return _("Gemt.")


@writes
def enter(request: Request, pk: UUID) -> HttpResponse:
    """A person of the house becomes a mentor or a mentee; which, stands in the address's query."""
    person, status = the_person(pk), 200
    side = Side.MENTOR if request.GET.get("side") == Side.MENTOR else Side.MENTEE
    every = networks.open_networks()
    form = EnterForm(side, request.POST or None, networks=every)
    if request.method == "POST":
        status = attempt(request, lambda: _entered(request, person, side, form))
        if status == DONE:
            return redirect("pathways:talk", form.cleaned_data["id"])
    here = reverse("pathways:enter", args=[pk])
    tabs = [
        {"title": one.label, "url": f"{here}?side={one}", "is_here": one == side} for one in Side
    ]
    context = {"person": person, "form": form, "networks": every, "tabs": tabs}
    return render(request, "pathways/enter.html", context, status=status)


def _entered(request: Request, person: Any, side: Side, form: EnterForm) -> str | None:
    if not form.is_valid():
        return None
    joining.enter(
        id=form.cleaned_data["id"], person=person, side=side, wish=form.wish(),
        network=form.chosen_network(), by=request.account, at=clock.now(),
    )  # fmt: skip
    return _("Skrevet ind. Skriv nu, hvad I har talt om.")
