"""Who may take a shift, and who is asked to: in the role, free then, and within their own wish.

Never writes.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from favn.centre.choices import Item
from favn.centre.models import Checked, OneRole, Shift, Volunteer
from favn.centre.queries.shifts import Manned, shifts_between
from favn.centre.queries.volunteers import allowed
from favn.kit import clock


@dataclass(frozen=True, slots=True)
class Fit:
    """What speaks for and against one volunteer on one shift."""

    has_role: bool
    has_certificate: bool
    has_it: bool
    clashes: bool
    is_asked_enough: bool
    """Whether they have as many shifts that month as they wish, or more."""

    @property
    def may_be_asked(self) -> bool:
        """Whether others' shifts are offered to them."""
        fits = self.has_role and self.has_certificate
        return fits and not (self.has_it or self.clashes or self.is_asked_enough)


def fit_of(who: Volunteer, manned: Manned, instead_of: Shift | None = None) -> Fit:
    """One volunteer and one shift; `instead_of` is one they would give up for it."""
    return _fits([who], manned, instead_of)[who.pk]


def candidates(manned: Manned) -> list[Volunteer]:
    """Whom one may ask to take a shift, those with the fewest shifts that month first."""
    may, on = allowed(clock.today()), manned.shift.on
    rows = _in_role(manned.shift)
    here = [who for who in rows if who.person_id in may]
    fits = _fits(here, manned)
    counted = shifts_by_month(on)
    found = [who for who in here if fits[who.pk].may_be_asked]
    return sorted(found, key=lambda who: (counted[who.pk], who.signed_on, str(who.pk)))


def _in_role(shift: Shift) -> list[Volunteer]:
    held = OneRole.objects.owned().filter(role=shift.role_id, begun_on__lte=shift.on)
    rows = held.filter(ended_on=None).select_related("volunteer__person")
    return [row.volunteer for row in rows if not row.volunteer.is_left]


def _fits(
    rows: list[Volunteer], manned: Manned, instead_of: Shift | None = None
) -> dict[UUID, Fit]:
    shift = manned.shift
    in_role = {who.pk for who in _in_role(shift)}
    seen = _certified(rows, shift)
    counted, busy = shifts_by_month(shift.on), _busy(shift, instead_of)
    return {
        who.pk: Fit(
            has_role=who.pk in in_role,
            has_certificate=who.pk in seen,
            has_it=manned.seat_of(who) is not None,
            clashes=who.pk in busy,
            is_asked_enough=counted[who.pk] >= who.most_shifts,
        )
        for who in rows
    }


def _certified(rows: list[Volunteer], shift: Shift) -> set[UUID]:
    """Those whose certificate still counts that day; all of them where none is needed."""
    if Item.CERTIFICATE not in shift.role.items:
        return {who.pk for who in rows}
    seen = Checked.objects.owned().filter(volunteer__in=rows, item=Item.CERTIFICATE)
    return {row.volunteer_id for row in seen if row.holds_on(shift.on)}


def _busy(shift: Shift, instead_of: Shift | None) -> set[UUID]:
    """Who stands on another shift at the same time, but for one that is given up."""
    besides = {shift.pk, instead_of.pk if instead_of else None}
    others = (
        one
        for one in shifts_between(shift.on, shift.on)
        if one.shift.pk not in besides and not one.is_off
    )
    return {
        seat.volunteer_id
        for one in others
        if one.shift.starts < shift.ends and shift.starts < one.shift.ends
        for seat in one.seats
    }


def shifts_by_month(day: date) -> Counter[UUID]:
    """Volunteer → shifts in the month of a day."""
    first = day.replace(day=1)
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    every = shifts_between(first, last)
    return Counter(seat.volunteer_id for one in every if not one.is_off for seat in one.seats)
