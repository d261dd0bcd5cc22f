"""A turn in the programme: referred, begun, gone through, ended, and referred again."""

from datetime import date, datetime
from typing import Any, TypeVar
from uuid import UUID, uuid5

from django.db import transaction
from django.utils.translation import gettext as _

from favn.kit import history, store
from favn.kit.refusals import Conflict, Refused, insert, must, standing
from favn.kit.tenancy import current
from favn.pathways.choices.programme import Line, State
from favn.pathways.models import Spell, StatusMeeting, Turn
from favn.pathways.queries import programme as queries
from favn.pathways.rules import programme as rules
from favn.people.accounts.models import Account
from favn.people.persons import actions as persons
from favn.people.persons import rules as words
from favn.people.persons.models import Person
from favn.people.referrals import actions as referrals
from favn.people.referrals import queries as referred
from favn.people.referrals.actions import Offer
from favn.people.referrals.choices import State as Step
from favn.people.referrals.choices import Way

R = TypeVar("R", Turn, Spell, StatusMeeting)


@transaction.atomic
def refer(
    *,
    id: UUID,
    person: Person,
    on: date,
    years: int | None,
    place: str,
    by: Account,
    at: datetime,
    handed_over: UUID | None = None,
) -> Turn:
    """Somebody is referred to the programme, once per `id`. Raises Refused, Taken.

    It needs no yes of the person: that a job centre asked is all that stands until they have been
    spoken with. An earlier turn of the same person is gone on from.
    """
    row = Turn(id=id, organisation_id=current(), person=person, owner=by, referred_on=on)
    row.years, row.handed_over, row.counted_as = years, handed_over, person.counted_as
    row.year, row.month = on.year, on.month
    if stands := standing(row):
        return stands
    persons.held(person)
    before = queries.latest_of(person)
    is_open = before is not None and before.state != State.ENDED
    must(rules.why_not_refer(on, years, today=at.date(), is_open=is_open))
    if before is not None:
        _after(before, on, at)
    row.before, row.referral = before, _offered(id, person, place, by, at)
    if stands := insert(row, then=store.changed):
        return stands
    if before is not None:
        _derive(before)
    history.note("refer", row, by=by, at=at, changes={"referred_on": ["", on.isoformat()]})
    return row


def _after(before: Turn, on: date, at: datetime) -> None:
    must(
        rules.why_not_again(
            on, referred_on=before.referred_on, ended_on=before.ended_on, today=at.date()
        )
    )


def _offered(id: UUID, person: Person, place: str, by: Account, at: datetime) -> Any:
    """The referral in from outside, as the house's other referrals stand."""
    wanted = Offer(Way.IN, _("Beskæftigelsesforløb"), by, place)
    return referrals.offer(id=uuid5(id, "referral"), person=person, wanted=wanted, by=by, at=at)


@transaction.atomic
def refer_again(
    *, id: UUID, turn: Turn, version: int, on: date, years: int | None, by: Account, at: datetime
) -> Turn:
    """A new turn of the same person; the present one ends on that day where it is still open.

    Once per `id`. Raises Refused, Conflict, Taken.
    """
    if stands := Turn.objects.owned().filter(pk=id).first():
        return stands
    person = person_of(turn)
    _after(turn, on, at)
    place = turn.referral.place if turn.referral else ""
    if turn.ended_on is None:
        end(turn=turn, version=version, on=on, by=by, at=at)
    return refer(id=id, person=person, on=on, years=years, place=place, by=by, at=at)


def person_of(turn: Turn) -> Person:
    """The turn's person, held until it is written, and the turn as it stands then.

    Raises Refused where they are erased.
    """
    if turn.person is not None:
        persons.held(turn.person)
        turn.refresh_from_db(from_queryset=Turn.objects.owned().select_for_update())
    if turn.person is None:
        raise Refused(rules.why_not_write(ended=False, allowed=True, gone=True))
    return turn.person


def _may_write(turn: Turn, at: datetime) -> Person:
    """Raise Refused where the turn has ended, or the person says yes to it no longer."""
    person = person_of(turn)
    allowed = queries.consent_to(person, at.date()) is not None
    must(rules.why_not_write(ended=turn.ended_on is not None, allowed=allowed))
    return person


@transaction.atomic
def start(*, turn: Turn, version: int, on: date, by: Account, at: datetime) -> Turn:
    """It begins, by the person's own yes; whoever sent them hears that they came.

    Raises Refused, Conflict.
    """
    person = _may_write(turn, at)
    started = turn.started_on is not None
    must(
        rules.why_not_start(
            on, turn.referred_on, today=at.date(), started=started, outcome=turn.outcome
        )
    )
    take(turn, version)
    turn.started_on, turn.consent = on, queries.consent_to(person, at.date())
    _derive(turn, "started_on", "consent")
    persons.met(person=person, at=at)
    _came(turn, by, at)
    history.note("begin", turn, by=by, at=at, changes={"started_on": ["", on.isoformat()]})
    return turn


def _came(turn: Turn, by: Account, at: datetime) -> None:
    """Write on the referral that the person came, and answer the house that handed them over."""
    if turn.referral and Step.ARRIVED in referred.next_steps(turn.referral):
        version = turn.referral.version
        referrals.move(referral=turn.referral, version=version, to=Step.ARRIVED, by=by, at=at)
    row = referred.hand_over_with(turn.handed_over) if turn.handed_over else None
    if row is not None and not referred.answers_to(row):
        referrals.answer(id=uuid5(turn.pk, "came"), row=row, to=Step.ARRIVED, by=by, at=at)


@transaction.atomic
def revise(
    *, turn: Turn, version: int, years: int | None, hours: int | None, by: Account, at: datetime
) -> Turn:
    """Put right the years on benefit and the hours. Raises Refused, Conflict."""
    person_of(turn)
    must(rules.why_not_refer(turn.referred_on, years, today=at.date(), is_open=False))
    if hours is not None and not 0 < hours <= rules.MOST_HOURS:
        raise Refused(_("Skriv timer om ugen, fra 1 til %(most)s.") % {"most": rules.MOST_HOURS})
    take(turn, version)
    named = [n for n, v in (("years", years), ("hours", hours)) if getattr(turn, n) != v]
    turn.years, turn.hours = years, hours
    _derive(turn, "years", "hours")
    history.note("revise", turn, by=by, at=at, changes={"fields": named} if named else {})
    return turn


# What is done in it


@transaction.atomic
def add_spell(
    *,
    id: UUID,
    turn: Turn,
    doing: str,
    where: str,
    from_on: date,
    to_on: date | None,
    by: Account,
    at: datetime,
) -> Spell:
    """A course or a placement, once per `id`. Raises Refused, Taken."""
    row = Spell(id=id, organisation_id=current(), turn=turn, doing=doing, from_on=from_on)
    row.where, row.to_on, row.year, row.month = words.tidy(where), to_on, turn.year, turn.month
    if stands := standing(row):
        return stands
    person = _may_write(turn, at)
    must(
        rules.why_not_spell(
            doing, row.where, from_on, to_on, started_on=turn.started_on, today=at.date()
        )
        or words.why_not_noted(row.where)
    )
    if stands := insert(row, then=store.changed):
        return stands
    _derive(turn)
    persons.met(person=person, at=at)
    history.note("add", row, by=by, at=at, changes={"doing": ["", doing]})
    return row


@transaction.atomic
def end_spell(*, spell: Spell, version: int, on: date, by: Account, at: datetime) -> Spell:
    """It ended on a day. Raises Refused, Conflict."""
    turn = spell.turn
    person_of(turn)
    must(
        rules.why_not_spell(
            spell.doing, spell.where or "–", spell.from_on, on, started_on=turn.started_on,
            today=at.date(),
        )
    )  # fmt: skip
    if on > at.date():
        raise Refused(_("Skriv dagen, når den er her."))
    take(spell, version)
    spell.to_on = on
    spell.save(update_fields=["to_on"])
    store.changed(spell)
    history.note("end", spell, by=by, at=at, changes={"to_on": ["", on.isoformat()]})
    return spell


@transaction.atomic
def remove_spell(*, spell: Spell, version: int, by: Account, at: datetime) -> None:
    """It was written by a mistake and goes. Raises Refused, Conflict."""
    turn = spell.turn
    person_of(turn)
    take(spell, version)
    history.note("remove", spell, by=by, at=at, changes={"doing": [spell.doing, ""]})
    store.changed(spell)
    spell.delete()
    _derive(turn)


# What came of it


@transaction.atomic
def set_outcome(
    *, turn: Turn, version: int, outcome: str, on: date, by: Account, at: datetime
) -> Turn:
    """What was decided or begun; written again it is another one. Raises Refused, Conflict."""
    person = person_of(turn)
    allowed = queries.consent_to(person, at.date()) is not None
    must(
        rules.why_not_outcome(
            outcome, on, referred_on=turn.referred_on, started_on=turn.started_on, today=at.date()
        )
        or rules.why_not_consentless(outcome, allowed=allowed)
    )
    take(turn, version)
    before, turn.outcome, turn.outcome_on = turn.outcome, outcome, on
    _derive(turn, "outcome", "outcome_on")
    history.note("outcome", turn, by=by, at=at, changes={"outcome": [before, outcome]})
    return turn


@transaction.atomic
def take_outcome(*, turn: Turn, version: int, by: Account, at: datetime) -> Turn:
    """It was not so after all: the turn has no outcome again. Raises Refused, Conflict."""
    person_of(turn)
    take(turn, version)
    before, turn.outcome, turn.outcome_on = turn.outcome, "", None
    _derive(turn, "outcome", "outcome_on")
    history.note("outcome", turn, by=by, at=at, changes={"outcome": [before, ""]})
    return turn


@transaction.atomic
def set_work(*, turn: Turn, version: int, on: date, by: Account, at: datetime) -> Turn:
    """The person came into work on a day, whatever else came of the turn.

    Raises Refused, Conflict.
    """
    person = person_of(turn)
    allowed = queries.consent_to(person, at.date()) is not None
    must(
        rules.why_not_work(on, turn.started_on, today=at.date())
        or rules.why_not_write(ended=False, allowed=allowed)
    )
    take(turn, version)
    turn.work_on = on
    _derive(turn, "work_on")
    history.note("work", turn, by=by, at=at, changes={"work_on": ["", on.isoformat()]})
    return turn


@transaction.atomic
def end(*, turn: Turn, version: int, on: date, by: Account, at: datetime) -> Turn:
    """The turn has ended; what was still going on in it ends that day. Raises Refused, Conflict."""
    person_of(turn)
    if turn.ended_on is not None:
        raise Refused(rules.why_not_write(ended=True, allowed=True))
    must(
        rules.why_not_end(
            on, referred_on=turn.referred_on, started_on=turn.started_on,
            last=queries.last_day_of(turn), today=at.date(),
        )
    )  # fmt: skip
    take(turn, version)
    for spell in queries.spells_of(turn):
        if spell.to_on is None:
            end_spell(spell=spell, version=spell.version, on=on, by=by, at=at)
    turn.ended_on = on
    _derive(turn, "ended_on")
    history.note("end", turn, by=by, at=at, changes={"ended_on": ["", on.isoformat()]})
    return turn


@transaction.atomic
def reopen(*, turn: Turn, version: int, by: Account, at: datetime) -> Turn:
    """It goes on after all, where no later turn went on from it. Raises Refused, Conflict."""
    person_of(turn)
    if queries.is_followed(turn):
        raise Refused(_("Personen er henvist igen siden. Skriv i det nye forløb."))
    if turn.ended_on is None:
        return turn
    take(turn, version)
    turn.ended_on = None
    _derive(turn, "ended_on")
    history.note("reopen", turn, by=by, at=at)
    return turn


# The same for every verb


def _derive(turn: Turn, *changed: str) -> None:
    """Write state, farthest activity and line anew from the facts, and mark the month."""
    farthest = rules.farthest_of(one.doing for one in queries.spells_of(turn))
    state = rules.state_of(turn.started_on, turn.ended_on)
    followed = queries.is_followed(turn)
    turn.state, turn.farthest = state, farthest
    turn.line = Line(rules.line_of(turn.outcome, state, farthest, is_followed=followed))
    turn.save(update_fields=[*changed, "state", "farthest", "line"])
    store.changed(turn)


def take(row: R, version: int) -> None:
    """The row is ours until the end of the transaction, as it was seen. Raises Conflict."""
    rows: Any = type(row)._default_manager
    if not rows.owned().filter(pk=row.pk, version=version).update(version=version + 1):
        raise Conflict(_("En anden har ændret det imens. Se, hvad der står nu."))
    row.version = version + 1
