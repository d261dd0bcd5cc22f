"""The rota as it is held: shifts that stand and those it promises, who is on them, who is asked.

A shift promised by the rota is unsaved until somebody touches it, and so is the place of a regular.
The exceptions are the timetable's: in a closed house, and where the session a shift belongs to is
called off, nobody is on shift; where the session is moved, the shift moves along.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet

from favn.centre.choices import Asking, Holds, Stage
from favn.centre.models import (
    Call,
    Closure,
    Regular,
    Rota,
    Seat,
    Session,
    Shift,
    ShiftLetter,
    Volunteer,
)
from favn.centre.queries.volunteers import allowed
from favn.centre.queries.week import closed, closures_between
from favn.kit import clock
from favn.people.accounts.choices import Post


@dataclass(slots=True)
class Manned:
    """A shift with those who stand on it; `why_off` is why it does not take place, "" where it
    does.
    """

    shift: Shift
    seats: list[Seat] = field(default_factory=list)
    calls: list[Call] = field(default_factory=list)
    why_off: str = ""
    is_off: bool = False

    @property
    def free(self) -> int:
        """Places that nobody has."""
        return 0 if self.is_off else max(0, self.shift.places - len(self.seats))

    @property
    def names(self) -> list[str]:
        """First names of those who stand on it."""
        return [seat.volunteer.called for seat in self.seats]

    def seat_of(self, who: Volunteer) -> Seat | None:
        """Somebody's place on it."""
        return next((seat for seat in self.seats if seat.volunteer_id == who.pk), None)

    @property
    def call(self) -> Call | None:
        """Whether others are asked to fill its empty place."""
        return next((call for call in self.calls if call.giver_id is None), None)

    def swap_of(self, who: Volunteer) -> Call | None:
        """Whether somebody asked others to take their place."""
        return next((call for call in self.calls if call.giver_id == who.pk), None)

    def is_over(self, now: datetime) -> bool:
        """Whether it has begun; `now` is a local moment."""
        return (self.shift.on, self.shift.starts) <= (now.date(), now.time())


def shifts_between(first: date, last: date) -> list[Manned]:
    """Every shift of a span of days, by time; six questions however many there are."""
    lines = Rota.objects.owned().filter(_not_over(first), first_on__lte=last)
    rotas = list(lines.select_related("role", "slot__activity"))
    saved = Shift.objects.owned().filter(on__gte=first, on__lte=last)
    shifts = list(saved.select_related("role", "rota__slot__activity"))
    known = {shift.pk for shift in shifts}
    shifts += [s for s in _promised(rotas, first, last) if s.pk not in known]
    found = _off_or_on(shifts, first, last)
    return sorted(_manned(found), key=_in_order)


def _not_over(day: date) -> Q:
    """What has no end, or ends that day or later."""
    return Q(last_on=None) | Q(last_on__gte=day)


def shift_with(pk: UUID, on: date) -> Manned | None:
    """One shift of a day, or None."""
    return next((one for one in shifts_between(on, on) if one.shift.pk == pk), None)


def _in_order(one: Manned) -> tuple[date, time, str]:
    return one.shift.on, one.shift.starts, one.shift.role.name


def _promised(rotas: list[Rota], first: date, last: date) -> Iterable[Shift]:
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    for rota in rotas:
        yield from (promised(rota, on) for on in days if rota.meets_on(on))


def promised(rota: Rota, on: date) -> Shift:
    """The shift a line of the rota promises on a day, not yet written."""
    return Shift(
        id=rota.shift_id(on), organisation_id=rota.organisation_id, role=rota.role, rota=rota,
        on=on, starts=rota.starts, ends=rota.ends, places=rota.places,
    )  # fmt: skip


def _off_or_on(shifts: list[Shift], first: date, last: date) -> list[Manned]:
    """Each shift with whether it takes place. What a closed house promised is left out."""
    closures = closures_between(first, last)
    sessions = {
        (row.slot_id, row.on): row
        for row in Session.objects.owned().filter(on__gte=first, on__lte=last, slot__isnull=False)
    }
    found = []
    for shift in shifts:
        session = sessions.get((shift.rota.slot_id, shift.on)) if shift.rota else None
        closure = None if session and not session.is_off else closed(closures, shift.on)
        if not (closure and shift._state.adding):
            found.append(_as_held(shift, session, closure))
    return found


def _as_held(shift: Shift, session: Session | None, closure: Closure | None) -> Manned:
    if shift.off_at:
        return Manned(shift, why_off=shift.note, is_off=True)
    if closure:
        return Manned(shift, why_off=closure.note, is_off=True)
    if session and session.is_off:
        return Manned(shift, why_off=session.note, is_off=True)
    if session and session.is_moved and shift._state.adding:
        shift.starts, shift.ends = session.starts, session.ends
    return Manned(shift)


def _manned(found: list[Manned]) -> list[Manned]:
    """Who stands on each: what they said, and else whoever has it every week."""
    by_shift = {one.shift.pk: one for one in found}
    may, said = allowed(clock.today()), set()
    rows = Seat.objects.owned().filter(shift__in=list(by_shift)).order_by("said_at", "pk")
    for seat in rows.select_related("volunteer__person"):
        said.add(seat.pk)
        if seat.holds == Holds.HAS and _stands(seat.volunteer, may):
            by_shift[seat.shift_id].seats.append(seat)
    since = min((one.shift.on for one in found), default=clock.today())
    regulars = _regulars({one.shift.rota_id for one in found if one.shift.rota_id}, since)
    for one in found:
        for regular in regulars.get(one.shift.rota_id, []):
            seat = _promised_seat(one.shift, regular)
            comes = regular.covers(one.shift.on) and _stands(regular.volunteer, may)
            if comes and seat.pk not in said:
                said.add(seat.pk)
                one.seats.append(seat)
    calls = Call.objects.owned().filter(shift__in=list(by_shift), state=Asking.OPEN)
    for call in calls.select_related("giver"):
        by_shift[call.shift_id].calls.append(call)
    return found


def _regulars(rotas: set[UUID | None], since: date) -> dict[UUID | None, list[Regular]]:
    """Line → those who have it every week on that day or later."""
    found: dict[UUID | None, list[Regular]] = {}
    every = Regular.objects.owned().filter(_not_over(since), rota__in=rotas)
    rows = every.select_related("volunteer__person")
    for row in rows.order_by("first_on", "pk"):
        found.setdefault(row.rota_id, []).append(row)
    return found


def _promised_seat(shift: Shift, regular: Regular) -> Seat:
    return Seat(
        id=shift.seat_id(regular.volunteer), organisation_id=shift.organisation_id, shift=shift,
        volunteer=regular.volunteer,
    )  # fmt: skip


def _stands(who: Volunteer, may: set[UUID]) -> bool:
    return who.stage != Stage.LEFT and who.person_id in may


# The rota itself


def rotas(today: date) -> list[tuple[Rota, list[Regular]]]:
    """Lines of the rota that are not over, with whoever has each every week."""
    rows = Rota.objects.owned().filter(_not_over(today))
    living = list(rows.select_related("role", "slot__activity"))
    regulars = _regulars({row.pk for row in living}, today)
    return [(row, regulars.get(row.pk, [])) for row in living]


def rota_with(pk: UUID) -> Rota | None:
    """One of the present tenant's own."""
    return Rota.objects.owned().select_related("role", "slot__activity").filter(pk=pk).first()


def regulars_of(rota: Rota, today: date) -> list[Regular]:
    """Who has it every week, from now on or later."""
    return _regulars({rota.pk}, today).get(rota.pk, [])


# One volunteer's


def shifts_of(who: Volunteer, first: date, days: int = 35) -> list[Manned]:
    """The shifts somebody stands on, from a day on."""
    return [s for s in shifts_between(first, first + timedelta(days=days)) if s.seat_of(who)]


def call_with(pk: UUID) -> Call | None:
    """One of the present tenant's own, settled or not."""
    rows = Call.objects.owned().select_related("shift__role", "giver__person", "taker__person")
    return rows.filter(pk=pk).first()


def letters_about(shift: Shift) -> QuerySet[ShiftLetter]:
    """Whoever was written to about a shift, the newest letter first."""
    rows = ShiftLetter.objects.owned().filter(shift=shift).select_related("volunteer__person")
    return rows.order_by("-decided_at", "pk")


def decided(at: datetime) -> tuple[int, int]:
    """How many letters of one moment have left or wait, and how many have no address to go to."""
    states = list(ShiftLetter.objects.owned().filter(decided_at=at).values_list("state", flat=True))
    return sum(state in (Post.SENT, Post.WAITING) for state in states), states.count(
        Post.NO_ADDRESS
    )


def swaps_open(today: date) -> QuerySet[Call]:
    """Those who wait for somebody to take their shift, the next shift first."""
    rows = Call.objects.owned().filter(state=Asking.OPEN, shift__on__gte=today)
    every = rows.exclude(giver=None).select_related("shift__role", "giver__person")
    return every.order_by("shift__on", "shift__starts")
