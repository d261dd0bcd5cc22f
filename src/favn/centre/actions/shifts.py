"""The verbs of one shift: take it, say no in time, ask another to take it, find somebody who can.

Each locks the shift first, so that a place is never given twice: the first who says yes has it, and
the next is told so kindly. Letters are decided in the same transaction, and leave after it.
"""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils.timezone import localtime

from favn.centre.actions.shift_letters import write_to
from favn.centre.choices import Asking, Holds, Written
from favn.centre.models import Call, Regular, Seat, Session, Shift, Trade, Volunteer, VolunteerRole
from favn.centre.queries import shifts as queries
from favn.centre.queries.shifts import Manned
from favn.centre.queries.standing_in import candidates, fit_of
from favn.centre.queries.volunteers import says_yes
from favn.centre.rules import shifts as rules
from favn.kit import clock, history
from favn.kit.history import Actor
from favn.kit.refusals import SOMEBODY_WAS_FIRST, Conflict, Taken, must, standing
from favn.kit.tenancy import current


def locked(manned: Manned) -> Manned:
    """The shift as it is now, written where the rota only promised it, and held until the end."""
    shift = manned.shift
    told = ("organisation_id", "role_id", "rota_id", "on", "starts", "ends", "places")
    Shift.objects.get_or_create(id=shift.pk, defaults={name: getattr(shift, name) for name in told})
    Shift.objects.owned().select_for_update().get(pk=shift.pk)
    found = queries.shift_with(shift.pk, shift.on)
    assert found is not None
    return found


def must_stand(manned: Manned, at: datetime) -> None:
    """Raises Refused where nothing changes on it any more."""
    now = localtime(at)
    must(rules.why_not_stand(is_over=manned.is_over(now), is_off=manned.is_off))


def sit(manned: Manned, who: Volunteer, holds: Holds, at: datetime) -> Seat:
    """Write what somebody's last word about a shift is."""
    key = manned.shift.seat_id(who)
    said = {"shift": manned.shift, "volunteer": who, "holds": holds, "said_at": at}
    row, _made = Seat.objects.owned().update_or_create(
        id=key, defaults=said, create_defaults={**said, "organisation_id": current()}
    )
    return row


def must_fit(manned: Manned, who: Volunteer, at: datetime, *, free: int) -> None:
    """Raises Refused where they may not take it, said to themselves."""
    must(why_not_fit(manned, who, at, free=free))


def why_not_fit(
    manned: Manned, who: Volunteer, at: datetime, *, free: int, instead_of: Shift | None = None
) -> str | None:
    """Why somebody may not take a shift, giving up another of theirs for it or none."""
    fit = fit_of(who, manned, instead_of)
    has_role = fit.has_role and says_yes(who, clock.local_day(at))
    return rules.why_not_take(
        has_role=has_role, has_certificate=fit.has_certificate, has_it=fit.has_it,
        free=free, clashes=fit.clashes,
    )  # fmt: skip


@transaction.atomic
def take(*, manned: Manned, who: Volunteer, by: Actor, at: datetime) -> Seat:
    """A free place is theirs. Raises Refused, with thanks where somebody was first."""
    here = locked(manned)
    must_stand(here, at)
    must_fit(here, who, at, free=here.free)
    row = sit(here, who, Holds.HAS, at)
    history.note("take-shift", row, by=by, at=at)
    if here.free == 1 and here.call:
        settled(here.call, Asking.TAKEN, at, taker=who)
    if by is not who:
        write_to(who, Written.GIVEN, at, shift=here.shift, once=at.isoformat())
    return row


@transaction.atomic
def say_no(*, manned: Manned, who: Volunteer, by: Actor, at: datetime) -> Seat:
    """They cannot come; their place is free, and whoever they asked is asked no more.

    Raises Refused.
    """
    here = locked(manned)
    must_stand(here, at)
    must(rules.why_not_give(has_it=here.seat_of(who) is not None, is_asked=False))
    if swap := here.swap_of(who):
        settled(swap, Asking.STOPPED, at)
    row = sit(here, who, Holds.NO, at)
    history.note("say-no", row, by=by, at=at)
    return row


# Others are asked


@transaction.atomic
def ask_swap(*, id: UUID, manned: Manned, who: Volunteer, at: datetime) -> Call:
    """Somebody asks the others to take their shift; they have it until one of them says yes.

    Once per `id`. Raises Refused, Taken.
    """
    row = Call(id=id, organisation_id=current(), shift=manned.shift, giver=who, asked_at=at)
    if stands := _stands(row):
        return stands
    here = locked(manned)
    must_stand(here, at)
    has_it, is_asked = here.seat_of(who) is not None, here.swap_of(who) is not None
    must(rules.why_not_give(has_it=has_it, is_asked=is_asked))
    sit(here, who, Holds.HAS, at)
    return _asked(row, here, who, Written.SWAP, "ask-swap", at)


@transaction.atomic
def ask_for_help(*, id: UUID, manned: Manned, by: Actor, at: datetime) -> Call:
    """Everybody who can is asked to fill an empty place. Once per `id`. Raises Refused, Taken."""
    row = Call(id=id, organisation_id=current(), shift=manned.shift, asked_at=at)
    if stands := _stands(row):
        return stands
    here = locked(manned)
    must_stand(here, at)
    must(rules.why_not_ask(free=here.free, is_asked=here.call is not None))
    return _asked(row, here, by, Written.CALL, "ask-for-help", at)


def _stands(row: Call) -> Call | None:
    """The call that has this id; Taken where it is about something else."""
    stands = standing(row)
    if stands and (stands.shift_id, stands.giver_id) != (row.shift_id, row.giver_id):
        raise Taken(str(row.pk))
    return stands


def _asked(row: Call, here: Manned, by: Actor, why: Written, verb: str, at: datetime) -> Call:
    row.save(force_insert=True)
    for who in candidates(here):
        write_to(who, why, at, shift=here.shift, call=row)
    history.note(verb, row, by=by, at=at)
    return row


@transaction.atomic
def accept(*, call: Call, who: Volunteer, by: Actor, at: datetime) -> Call:
    """They take the shift: the first has it, both are told by letter. Raises Refused."""
    manned = queries.shift_with(call.shift_id, call.shift.on)
    must(rules.why_not_stand(is_over=False, is_off=True) if manned is None else None)
    assert manned is not None
    here = locked(manned)
    row = Call.objects.owned().select_related("giver").get(pk=call.pk)
    if row.state == Asking.TAKEN and row.taker_id == who.pk:
        return row
    is_mine = row.giver_id == who.pk
    must(rules.why_not_answer(is_open=row.state == Asking.OPEN, is_mine=is_mine))
    must_stand(here, at)
    giver = row.giver if row.giver and here.seat_of(row.giver) else None
    must_fit(here, who, at, free=here.free + (1 if giver else 0))
    if giver:
        sit(here, giver, Holds.GAVE, at)
    seat = sit(here, who, Holds.HAS, at)
    settled(row, Asking.TAKEN, at, taker=who)
    history.note("answer-call", seat, by=by, at=at)
    write_to(who, Written.YOURS, at, shift=here.shift, call=row)
    if giver:
        write_to(giver, Written.HANDED, at, shift=here.shift, call=row)
    return row


@transaction.atomic
def stop_asking(*, call: Call, by: Actor, at: datetime) -> Call:
    """They are asked no more; twice is once, and what was taken stays taken."""
    row = Call.objects.owned().select_for_update().get(pk=call.pk)
    if row.state == Asking.OPEN:
        settled(row, Asking.STOPPED, at)
        history.note("stop-asking", row, by=by, at=at)
    return row


def settled(row: Call, state: Asking, at: datetime, *, taker: Volunteer | None = None) -> None:
    """The question is answered or taken back; who offered a trade and did not get it is told."""
    row.state, row.taker, row.settled_at = state, taker, at
    row.save(update_fields=["state", "taker", "settled_at"])
    for trade in Trade.objects.owned().filter(call=row, state=Asking.OPEN):
        trade.state, trade.settled_at = Asking.STOPPED, at
        trade.save(update_fields=["state", "settled_at"])
        if taker and trade.offerer_id != taker.pk:
            write_to(trade.offerer, Written.PASSED, at, shift=row.shift, call=row)


# Called off


@transaction.atomic
def call_off(*, manned: Manned, note: str, seen: int, by: Actor, at: datetime) -> Shift:
    """Nobody is needed; those on it are told by letter. Raises Refused, Conflict."""
    here = locked(manned)
    must_stand(here, at)
    row = _changed(here, seen, {"off_at": at, "note": note})
    for call in here.calls:
        settled(call, Asking.STOPPED, at)
    for seat in here.seats:
        sit(here, seat.volunteer, Holds.HAS, at)
        write_to(seat.volunteer, Written.OFF, at, shift=row, once=str(row.sequence))
    history.note("call-off", row, by=by, at=at)
    return row


def at_session(session: Session) -> list[Manned]:
    """The shifts that follow a session and take place unless it is called off."""
    every = queries.shifts_between(session.on, session.on) if session.slot_id else []
    return [m for m in every if m.shift.rota and m.shift.rota.slot_id == session.slot_id]


def tell(those: list[Manned], why: Written, at: datetime, *, once: str) -> None:
    """Inside the transaction that changes them: whoever stands on one that lies ahead is told."""
    for manned in those:
        if manned.seats and not manned.is_off and not manned.is_over(localtime(at)):
            row = locked(manned).shift
            for seat in manned.seats:
                write_to(seat.volunteer, why, at, shift=row, once=once)


def move_along(session: Session) -> None:
    """Shifts of a session that were written already have its hours too."""
    rows = Shift.objects.owned().filter(rota__slot=session.slot_id, on=session.on)
    if session.slot_id:
        hours = {"starts": session.starts, "ends": session.ends}
        rows.update(**hours, sequence=F("sequence") + 1)


@transaction.atomic
def hold(*, manned: Manned, seen: int, by: Actor, at: datetime) -> Shift:
    """It takes place after all; those who stood on it are called back. Raises Refused, Conflict."""
    here = locked(manned)
    must(rules.why_not_ahead(here.shift.on, clock.local_day(at)))
    row = _changed(here, seen, {"off_at": None, "note": ""})
    for seat in here.seats:
        write_to(seat.volunteer, Written.BACK, at, shift=row, once=str(row.sequence))
    history.note("meet", row, by=by, at=at)
    return row


def _changed(here: Manned, seen: int, values: dict[str, object]) -> Shift:
    rows = Shift.objects.owned().select_for_update(of=("self",)).select_related("role")
    row = rows.filter(pk=here.shift.pk, sequence=seen).first()
    if row is None:
        raise Conflict(SOMEBODY_WAS_FIRST)
    told = {**values, "sequence": seen + 1}
    for name, value in told.items():
        setattr(row, name, value)
    row.save(update_fields=[*told])
    return row


@transaction.atomic
def step_off(*, who: Volunteer, role: VolunteerRole, by: Actor, at: datetime) -> int:
    """Whoever ends a role has none of its shifts ahead; how many fell free."""
    today, done = clock.local_day(at), 0
    every = Regular.objects.owned().filter(volunteer=who, rota__role=role)
    every.filter(first_on__gt=today).delete()
    every.filter(last_on=None).update(last_on=today)
    ahead = Seat.objects.owned().filter(volunteer=who, holds=Holds.HAS, shift__role=role)
    now = localtime(at)
    for seat in ahead.filter(shift__on__gte=today).select_related("shift"):
        if (seat.shift.on, seat.shift.starts) > (now.date(), now.time()):
            seat.holds, seat.said_at = Holds.NO, at
            seat.save(update_fields=["holds", "said_at"])
            history.note("say-no", seat, by=by, at=at)
            done += 1
    asked = Call.objects.owned().filter(giver=who, state=Asking.OPEN, shift__role=role)
    asked.update(state=Asking.STOPPED, settled_at=at)
    return done


def remind(*, on: date, at: datetime) -> int:
    """Whoever has a shift that day is reminded, once; how many letters stand for it."""
    done = 0
    for manned in queries.shifts_between(on, on):
        if manned.is_off or not manned.seats:
            continue
        with transaction.atomic():
            here = locked(manned)
            for seat in here.seats:
                write_to(seat.volunteer, Written.TOMORROW, at, shift=here.shift)
                done += 1
    return done
