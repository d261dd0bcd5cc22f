"""The verbs of a swap both ways: I take yours if you take mine, and the giver's yes to it.

An offer is a yes that waits. Both shifts are held until the end, always in the same order, so that
neither is given twice; the giver says yes to one offer, and the others are told so.
"""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from favn.centre.actions.shift_letters import write_to
from favn.centre.actions.shifts import locked, must_stand, settled, sit, why_not_fit
from favn.centre.choices import Asking, Holds, Written
from favn.centre.models import Call, Shift, Trade, Volunteer
from favn.centre.queries import shifts as queries
from favn.centre.queries.shifts import Manned
from favn.centre.rules import shifts as rules
from favn.kit import history
from favn.kit.history import Actor
from favn.kit.refusals import Taken, must, standing
from favn.kit.tenancy import current


@transaction.atomic
def offer(*, id: UUID, call: Call, back: Manned, who: Volunteer, at: datetime) -> Trade:
    """They take the shift of `call`, if its giver takes `back`. Once per `id`.

    The giver is told by letter. Raises Refused, Taken.
    """
    row = Trade(id=id, organisation_id=current(), call=call, offerer=who, back=back.shift)
    row.offered_at = at
    if stands := standing(row):
        if (stands.call_id, stands.offerer_id) != (call.pk, who.pk):
            raise Taken(str(id))
        return stands
    here, mine = _both(call.shift, back.shift)
    asked = _again(call)
    is_mine = asked.giver_id == who.pk
    must(rules.why_not_answer(is_open=asked.state == Asking.OPEN, is_mine=is_mine))
    _must_both_stand(here, mine, at)
    must(rules.why_not_give(has_it=mine.seat_of(who) is not None, is_asked=False))
    must(rules.why_not_trade(has_giver=asked.giver is not None, is_twice=_offers(asked, who, mine)))
    assert asked.giver is not None
    must(why_not_fit(here, who, at, free=1, instead_of=mine.shift))
    fits = why_not_fit(mine, asked.giver, at, free=1, instead_of=here.shift) is None
    must(rules.why_not_back(asked.giver.called, fits=fits))
    row.save(force_insert=True)
    history.note("offer-trade", row, by=who, at=at)
    write_to(asked.giver, Written.OFFERED, at, shift=here.shift, call=asked, once=id.hex)
    return row


@transaction.atomic
def agree(*, trade: Trade, by: Actor, at: datetime) -> Trade:
    """The giver says yes: both shifts change hands, and both are told. Twice is once.

    Raises Refused, where somebody took the shift or the offerer can no more.
    """
    here, back = _both(trade.call.shift, trade.back)
    row = (
        Trade.objects.owned()
        .select_for_update(of=("self",))  # or it could be withdrawn meanwhile
        .select_related("call__giver", "call__shift", "offerer")
        .get(pk=trade.pk)
    )
    if row.state == Asking.TAKEN:
        return row
    call, who, giver = row.call, row.offerer, row.call.giver
    must(rules.why_not_agree(is_open=Asking.OPEN == row.state == call.state))
    _must_both_stand(here, back, at)
    assert giver is not None
    must(rules.why_not_give(has_it=here.seat_of(giver) is not None, is_asked=False))
    has_it = back.seat_of(who) is not None
    fits = why_not_fit(here, who, at, free=1, instead_of=back.shift) is None
    must(rules.why_not_offerer(who.called, can=has_it and fits))
    must(why_not_fit(back, giver, at, free=1, instead_of=here.shift))
    _change_hands(row, here, back, at)
    history.note("agree-trade", row, by=by, at=at)
    return row


def _change_hands(row: Trade, here: Manned, back: Manned, at: datetime) -> None:
    call, who, giver = row.call, row.offerer, row.call.giver
    assert giver is not None
    for manned, gives, takes in ((here, giver, who), (back, who, giver)):
        sit(manned, gives, Holds.GAVE, at)
        sit(manned, takes, Holds.HAS, at)
    _settle(row, Asking.TAKEN, at)
    if swap := back.swap_of(who):
        settled(swap, Asking.STOPPED, at)
    for other in Trade.objects.owned().filter(offerer=who, back=back.shift, state=Asking.OPEN):
        _settle(other, Asking.STOPPED, at)
    settled(call, Asking.TAKEN, at, taker=who)
    write_to(who, Written.TRADED, at, shift=here.shift, call=call)
    write_to(giver, Written.TRADED, at, shift=back.shift, call=call)


@transaction.atomic
def withdraw(*, trade: Trade, by: Actor, at: datetime) -> Trade:
    """They offer it no more; what was said yes to stays. Twice is once."""
    row = Trade.objects.owned().select_for_update().get(pk=trade.pk)
    if row.state == Asking.OPEN:
        _settle(row, Asking.STOPPED, at)
        history.note("stop-asking", row, by=by, at=at)
    return row


def _both(one: Shift, other: Shift) -> tuple[Manned, Manned]:
    """Two shifts as they are now, held until the end. Raises Refused where one is there no more."""
    found = {}
    for shift in sorted((one, other), key=lambda row: row.pk):
        manned = queries.shift_with(shift.pk, shift.on)
        must(rules.why_not_stand(is_over=False, is_off=manned is None))
        assert manned is not None
        found[shift.pk] = locked(manned)
    return found[one.pk], found[other.pk]


def _must_both_stand(here: Manned, back: Manned, at: datetime) -> None:
    must_stand(here, at)
    must_stand(back, at)


def _again(call: Call) -> Call:
    return Call.objects.owned().select_related("giver__person").get(pk=call.pk)


def _offers(call: Call, who: Volunteer, back: Manned) -> bool:
    rows = Trade.objects.owned().filter(call=call, offerer=who, back=back.shift)
    return rows.filter(state=Asking.OPEN).exists()


def _settle(row: Trade, state: Asking, at: datetime) -> None:
    row.state, row.settled_at = state, at
    row.save(update_fields=["state", "settled_at"])
