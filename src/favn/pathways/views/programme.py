"""The programme: who is in it, who is sent to it, and one turn with all that is done in it."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from favn.kit import clock, history
from favn.kit.attempts import DONE, Verb, attempt, found
from favn.kit.templatetags.kit import when
from favn.pathways.actions import programme as actions
from favn.pathways.actions import status_meetings as meetings
from favn.pathways.choices.programme import State
from favn.pathways.forms.programme import (
    AgainForm,
    EndForm,
    MeetingForm,
    OutcomeForm,
    ReferForm,
    ReviseForm,
    SpellEndForm,
    SpellForm,
    StartForm,
    WorkForm,
)
from favn.pathways.models import Spell, Turn
from favn.pathways.queries import programme as queries
from favn.pathways.rules import programme as rules
from favn.pathways.views.programme_doors import the_turn, writes
from favn.pathways.views.words import said
from favn.people.accounts import lookups
from favn.people.accounts.choices import Look
from favn.people.accounts.door import Request
from favn.people.accounts.whom import the_person
from favn.people.persons.models import Person
from favn.people.referrals import queries as referrals

LOOKS = {State.REFERRED: "warning", State.GOING: "success", State.ENDED: "neutral"}
"""How each state looks."""


@writes
def turns(request: Request) -> HttpResponse:
    """Those sent here and not yet received, the open turns, or with `?vis=sluttede` the ended."""
    lookups.note(Look.LIST)
    ended = request.GET.get("vis") == "sluttede"
    years = queries.years_with_turns()
    year = _year(request, years)
    rows = queries.ended_turns(year) if ended else queries.open_turns()
    context = {
        "tabs": [
            {"title": _("Åbne"), "url": reverse("pathways:turns"), "is_here": not ended},
            {"title": _("Sluttede"), "url": "?vis=sluttede", "is_here": ended},
        ],
        "ended": ended,
        "year": year,
        "years": [{"title": one, "is_here": one == year} for one in years],
        "rows": [{"row": row, "look": LOOKS[State(row.turn.state)]} for row in rows],
        "waiting": queries.waiting_hand_overs(),
    }
    return render(request, "pathways/turns.html", context)


def _year(request: Request, years: list[int]) -> int:
    """The year asked for, where it has an intake; else the newest that has one."""
    wanted = request.GET.get("aar", "")
    if wanted.isdecimal() and int(wanted[:4]) in years:
        return int(wanted[:4])
    return years[0] if years else clock.today().year


@writes
def turns_of(request: Request, pk: UUID) -> HttpResponse:
    """Every turn of a person, and the form of a referral that came on paper."""
    person = the_person(pk)
    every = queries.turns_of(person)
    latest = every[0] if every else None
    start = {"on": clock.today(), "place": _place(latest)}
    form = ReferForm(request.POST or None, initial=start)
    status = 200
    if request.method == "POST":
        status = attempt(request, lambda: _referred(request, person, form))
        if status == DONE:
            return redirect("pathways:turn", form.cleaned_data["id"])
    context = {
        "person": person,
        "turns": [{"row": one, "look": LOOKS[State(one.state)]} for one in every],
        "is_open": latest is not None and latest.state != State.ENDED,
        "form": form,
    }
    return render(request, "pathways/turns_of.html", context, status=status)


def _place(turn: Turn | None) -> str:
    """Who sent the person the last time."""
    return turn.referral.place if turn and turn.referral else ""


def _referred(request: Request, person: Person, form: ReferForm) -> str | None:
    if not form.is_valid():
        return None
    data = form.cleaned_data
    actions.refer(
        id=data["id"], person=person, on=data["on"], years=data["years"], place=data["place"],
        by=request.account, at=clock.now(),
    )  # fmt: skip
    return _("Henvisningen er skrevet. Personen tæller med i årets henviste.")


@writes
def turn(request: Request, pk: UUID) -> HttpResponse:
    """One turn: what happens now, what is done in it, what came of it, and the next step."""
    row = the_turn(pk)
    verb = request.POST.get("verb", "")
    forms_ = _forms(request, row, verb)
    if request.method != "POST":
        return _page(request, row, forms_, 200)
    status = attempt(request, _verbs(request, row, forms_).get(verb))
    if status == DONE:
        again = verb == "again"
        return redirect("pathways:turn", forms_["again"].cleaned_data["id"] if again else row.pk)
    return _page(request, the_turn(pk), forms_, status)


def _forms(request: Request, row: Turn, verb: str) -> dict[str, Any]:
    """The page's forms by verb, bound where it is the one that was sent."""
    today = clock.today()
    seen = {"version": row.version}
    kept = seen | {"years": row.years, "hours": row.hours}
    places = queries.may_hear(found(row.person), today)

    def made(kind: Any, name: str, start: dict[str, Any], **more: Any) -> Any:
        data = request.POST if verb == name else None
        start = {"id": uuid4()} | start
        return kind(data, initial=start, auto_id=f"{name}_%s", **more)

    return {
        "start": made(StartForm, "start", seen | {"on": today}),
        "revise": made(ReviseForm, "revise", kept),
        "spell": made(SpellForm, "spell", {"from_on": today}),
        "spell-end": made(SpellEndForm, "spell-end", {"on": today}),
        "outcome": made(OutcomeForm, "outcome", seen | {"outcome": row.outcome, "on": today}),
        "work": made(WorkForm, "work", seen | {"on": row.work_on or today}),
        "end": made(EndForm, "end", seen | {"on": today}),
        "again": made(AgainForm, "again", seen | {"on": today}),
        "meeting": made(MeetingForm, "meeting", {"on": today}, places=places),
    }


def _verbs(request: Request, row: Turn, forms_: dict[str, Any]) -> dict[str, Verb]:
    who: dict[str, Any] = {"by": request.account, "at": clock.now()}
    return {
        "start": lambda: _done(row, forms_["start"], actions.start, who, _("Forløbet er begyndt.")),
        "revise": lambda: _done(row, forms_["revise"], actions.revise, who, _("Rettet.")),
        "spell": lambda: _spell(row, forms_["spell"], who),
        "spell-end": lambda: _spell_end(row, forms_["spell-end"], who),
        "spell-remove": lambda: _spell_remove(request, row, who),
        "outcome": lambda: _done(
            row, forms_["outcome"], actions.set_outcome, who, _("Udfaldet er skrevet.")
        ),
        "outcome-take": lambda: _again_without(request, row, actions.take_outcome, who),
        "work": lambda: _done(row, forms_["work"], actions.set_work, who, _("Skrevet.")),
        "end": lambda: _done(row, forms_["end"], actions.end, who, _("Forløbet er slut.")),
        "reopen": lambda: _again_without(request, row, actions.reopen, who),
        "again": lambda: _done(
            row, forms_["again"], actions.refer_again, who, _("Et nyt forløb er skrevet.")
        ),
        "meeting": lambda: _meeting(row, forms_["meeting"], who),
    }


def _done(row: Turn, form: Any, verb: Any, who: dict[str, Any], sentence: str) -> str | None:
    """One verb of a turn with what its form says."""
    if not form.is_valid():
        return None
    verb(turn=row, **form.cleaned_data, **who)
    return sentence


def _again_without(request: Request, row: Turn, verb: Any, who: dict[str, Any]) -> str:
    """A verb that needs nothing but the turn as it was seen."""
    verb(turn=row, version=_version(request), **who)
    return _("Skrevet.")


def _version(request: Request) -> int:
    sent = request.POST.get("version", "")
    return int(sent) if sent.isdecimal() and len(sent) < 10 else 0


def _spell(row: Turn, form: SpellForm, who: dict[str, Any]) -> str | None:
    if not form.is_valid():
        return None
    actions.add_spell(turn=row, **form.cleaned_data, **who)
    return _("Skrevet i forløbet.")


def _spell_end(row: Turn, form: SpellEndForm, who: dict[str, Any]) -> str | None:
    if not form.is_valid():
        return None
    data = form.cleaned_data
    spell = found(queries.spell_with(data["spell"], row))
    actions.end_spell(spell=spell, version=data["version"], on=data["on"], **who)
    return _("Skrevet.")


def _spell_remove(request: Request, row: Turn, who: dict[str, Any]) -> str:
    try:
        pk = UUID(request.POST.get("spell", ""))
    except ValueError:
        pk = UUID(int=0)
    spell = found(queries.spell_with(pk, row))
    actions.remove_spell(spell=spell, version=_version(request), **who)
    return _("Taget ud af forløbet.")


def _meeting(row: Turn, form: MeetingForm, who: dict[str, Any]) -> str | None:
    if not form.is_valid():
        return None
    meetings.plan_meeting(turn=row, **form.cleaned_data, **who)
    return _("Mødet er aftalt.")


def _page(request: Request, row: Turn, forms_: dict[str, Any], status: int) -> HttpResponse:
    person, today = found(row.person), clock.today()
    allowed = queries.consent_to(person, today) is not None
    context = {
        "turn": row,
        "person": person,
        "look": LOOKS[State(row.state)],
        "allowed": allowed,
        "why_not": rules.why_not_write(ended=row.ended_on is not None, allowed=allowed),
        "facts": _facts(row),
        "spells": [_spell_row(one, forms_["spell-end"]) for one in queries.spells_of(row)],
        "meetings": queries.meetings_of(row),
        "places": queries.may_hear(person, today),
        "has_health": queries.colleagues_of_health(request.account),
        "referrals": [one for one in referrals.of_person(person) if one.pk != row.referral_id],
        "is_followed": queries.is_followed(row),
        "lines": said(history.of(row)),
        "forms": forms_,
    }
    return render(request, "pathways/turn.html", context, status=status)


def _spell_row(row: Spell, sent: SpellEndForm) -> dict[str, Any]:
    """A course or placement with the form that ends it, the one that was sent with its errors."""
    is_sent = sent.is_bound and sent["spell"].value() == str(row.pk)
    start = {"spell": row.pk, "version": row.version, "on": clock.today()}
    blank = SpellEndForm(initial=start, auto_id=f"end_{row.pk.hex[:8]}_%s")
    return {
        "row": row,
        "is_wrong": is_sent,
        "end": None if row.to_on else sent if is_sent else blank,
    }


def _facts(row: Turn) -> list[tuple[str, Any]]:
    """What stands about a turn, as pairs; an outcome, an activity and a state, each by itself."""
    pairs: list[tuple[str, Any]] = [
        (_("Henvist"), _day(row.referred_on)),
        (_("Af"), row.referral.place if row.referral else ""),
        (_("År på ydelse"), row.years if row.years is not None else _("Ikke oplyst")),
        (_("Begyndt"), _day(row.started_on)),
        (_("Timer om ugen"), row.hours),
        (_("Nåede længst til"), row.get_farthest_display()),
        (
            _("Udfald"),
            f"{row.get_outcome_display()}, {_day(row.outcome_on)}" if row.outcome else "",
        ),
        (_("Kom i arbejde"), _day(row.work_on)),
        (_("Slut"), _day(row.ended_on)),
        (_("Tæller på årets linje"), f"{row.year}: {row.get_line_display()}"),
        (_("Fører forløbet"), row.owner.name if row.owner else ""),
    ]
    return [(name, value) for name, value in pairs if value not in {"", None}]


def _day(day: date | None) -> str:
    return when(day) if day else ""
