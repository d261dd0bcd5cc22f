"""A mentor's or mentee's own page: answer a suggestion, say that you met, ask to be called."""

from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from favn.kit import clock
from favn.kit.attempts import DONE, Verb, asked_id, found
from favn.pathways.actions import asking
from favn.pathways.actions import outcomes as answers
from favn.pathways.actions import pairs as actions
from favn.pathways.choices.pairs import Says, State, Way
from favn.pathways.forms.pairs import AnswerForm, CallForm, MetForm, OutcomeForm
from favn.pathways.models import Link, Meeting, Outcome, Pair, PairSide, Participant
from favn.pathways.queries import outcomes, pairs, pool, rulings, words
from favn.pathways.views import own_wishes
from favn.pathways.views.doors import acted
from favn.people.accounts.door import by_link
from favn.people.persons.choices import Contact
from favn.people.persons.queries import may_contact


@dataclass(frozen=True, slots=True)
class Shown:
    """One pair as one of the two reads it."""

    pair: Pair
    mine: PairSide
    other: Participant
    why: list[str]
    reach: list[tuple[str, str, str]]
    """Phone and mail of the other, once both have said yes: its name, what it is, and its link."""
    meetings: list[tuple[Meeting, bool]]
    """When they met, and whether this one alone told of it and may take it back."""
    no: AnswerForm
    met: MetForm
    call: CallForm


@by_link(Link, "a mentor or mentee comes by a link of their own, without an account")
def own(request: HttpRequest, link: Link) -> HttpResponse:
    """Suggestions to answer first, then the one they meet; others of theirs are not shown."""
    who, status = link.participant, 200
    if request.method == "POST":
        status = acted(request, _verbs_of(request, who))
        if status == DONE:
            return redirect(request.path)
    rows = [row for row in pairs.pairs_of(who) if not row.is_over]
    shown = [_shown(request, row, who) for row in rows if _may_be_read(row)]
    context = {
        "house": link.organisation,
        "who": who,
        "open": [one for one in shown if one.pair.state == State.ASKED],
        "running": [one for one in shown if one.pair.state != State.ASKED],
        "meets": any(one.pair.is_running and not one.pair.is_ahead for one in shown),
        "questions": [_question(request, row) for row in outcomes.due_for(who, clock.today())],
        "new_id": uuid4,
    } | own_wishes.shown(request, who)
    return render(request, "pathways/own.html", context, status=status)


def _verbs_of(request: HttpRequest, who: Participant) -> dict[str, Verb]:
    """What the form that was sent asks: an answer to a question, or something about one pair."""
    if request.POST.get("verb") == "outcome":
        return {"outcome": lambda: _told(request, who)}
    about_themselves = own_wishes.verbs(request, who)
    if request.POST.get("verb") in about_themselves:
        return about_themselves
    row = _the_pair(request, who)
    return _verbs(request, who, row, _forms(request, row))


def _question(request: HttpRequest, row: Outcome) -> tuple[Outcome, Participant, OutcomeForm]:
    """What is asked, about whom, and the form; the one that was sent holds what was typed."""
    is_sent = request.POST.get("outcome") == str(row.pk)
    sent = request.POST if is_sent else None
    form = OutcomeForm(row, sent, auto_id=f"out_{row.pk.hex[:8]}_%s")
    return row, row.pair.other(row.participant), form


def _told(request: HttpRequest, who: Participant) -> str | None:
    row = found(outcomes.outcome_with(asked_id(request, "outcome")))
    if row.participant_id != who.pk:
        raise Http404
    form = OutcomeForm(row, request.POST)
    if not form.is_valid():
        return None
    answers.answer(outcome=row, said=form.cleaned_data, by=who, at=clock.now())
    return _("Tak for dine svar.")


def _the_pair(request: HttpRequest, who: Participant) -> Pair:
    """One of one's own; another's is 404."""
    row = found(pairs.pair_with(asked_id(request, "pair")))
    if who.pk not in (row.mentee_id, row.mentor_id):
        raise Http404
    return row


def _forms(request: HttpRequest, row: Pair) -> dict[str, Any]:
    """The forms beside one pair; the one that was sent holds what was typed."""
    is_here = request.POST.get("pair") == str(row.pk)
    verb = request.POST.get("verb", "") if is_here else ""
    key = row.pk.hex[:8]
    start = {"on": clock.today(), "way": Way.TOGETHER}
    return {
        "no": AnswerForm(request.POST if verb == "no" else None, auto_id=f"no_{key}_%s"),
        "met": MetForm(
            request.POST if verb == "met" else None, initial=start, auto_id=f"met_{key}_%s"
        ),
        "call": CallForm(request.POST if verb == "call" else None, auto_id=f"call_{key}_%s"),
    }


def _verbs(
    request: HttpRequest, who: Participant, row: Pair, forms: dict[str, Any]
) -> dict[str, Any]:
    return {
        "yes": lambda: _yes(who, row),
        "no": lambda: _no(who, row, forms["no"]),
        "met": lambda: _met(who, row, forms["met"]),
        "not-met": lambda: _not_met(request, who, row),
        "call": lambda: _call(who, row, forms["call"]),
    }


def _shown(request: HttpRequest, row: Pair, who: Participant) -> Shown:
    other = row.other(who)
    is_met = row.is_running and not row.is_ahead
    return Shown(
        row,
        pairs.side_of(row, who),
        other,
        words.shown_reasons(row.mentee, row.mentor, row.reasons),
        _reach(row, other),
        [(one, one.is_told_by_alone(who.side)) for one in pairs.meetings_of(row)[:10]]
        if is_met
        else [],
        **_forms(request, row),
    )


def _may_be_read(row: Pair) -> bool:
    """A suggestion is not shown once it cannot go on: a yes is gone, or they are kept apart."""
    return row.is_running or rulings.may_go_on(row, clock.today())


def _reach(row: Pair, other: Participant) -> list[tuple[str, str, str]]:
    """How to reach the other one: only while both say yes, and never past what they allow."""
    if not pool.both_allow(row, clock.today()):
        return []
    person = other.person
    if row.state == State.ASKED or person is None or person.safe_contact:
        return []
    if person.contact == Contact.IN_PERSON or not may_contact(person, on=clock.today()):
        return []
    lines = [
        (_("Telefon"), person.phone, f"tel:{person.phone.replace(' ', '')}"),
        (_("Mail"), person.email, f"mailto:{person.email}"),
    ]
    return [line for line in lines if line[1]]


def _yes(who: Participant, row: Pair) -> str:
    done = asking.answer(pair=row, who=who, said=asking.Answer(Says.YES), by=who, at=clock.now())
    if done.state == State.AGREED:
        return _("I har begge sagt ja. Nu kan I se hinandens telefon og mail.")
    return _("Tak. Vi skriver til dig, når den anden har svaret.")


def _no(who: Participant, row: Pair, form: AnswerForm) -> str | None:
    if not form.is_valid():
        return None
    asking.answer(pair=row, who=who, said=form.answer(Says.NO), by=who, at=clock.now())
    return _("Tak for svaret. Vi leder videre.")


def _met(who: Participant, row: Pair, form: MetForm) -> str | None:
    if not form.is_valid():
        return None
    data = form.cleaned_data
    actions.met(
        id=data["id"], pair=row, on=data["on"], way=Way(data["way"]), told_by=who.side, by=who,
        at=clock.now(),
    )  # fmt: skip
    return _("Tak. Mødet er skrevet.")


def _not_met(request: HttpRequest, who: Participant, row: Pair) -> str:
    meeting = pairs.meeting_with(asked_id(request, "meeting"), row) if row.is_running else None
    actions.unsay_meeting(meeting=found(meeting), who=who, at=clock.now())
    return _("Mødet er taget ud igen.")


def _call(who: Participant, row: Pair, form: CallForm) -> str | None:
    if not form.is_valid():
        return None
    actions.ask_for_call(
        id=form.cleaned_data["id"], pair=row, who=who, words=form.cleaned_data["words"],
        at=clock.now(),
    )  # fmt: skip
    return _("Koordinatoren ringer til dig inden for tre dage.")
