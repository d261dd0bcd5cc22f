"""Offers to swap shifts both ways: those that wait for the giver, and the one said yes to."""

from uuid import UUID

from favn.centre.choices import Asking
from favn.centre.models import Call, Trade


def trades_on(*calls: Call) -> list[Trade]:
    """The offers that wait on these questions, the first one first."""
    rows = Trade.objects.owned().filter(call__in=calls, state=Asking.OPEN)
    return list(rows.select_related("offerer__person", "back__role").order_by("offered_at"))


def traded(call: Call) -> Trade | None:
    """The offer that was said yes to, or None."""
    rows = Trade.objects.owned().filter(call=call, state=Asking.TAKEN)
    return rows.select_related("offerer", "back__role", "call__shift__role").first()


def trade_with(pk: UUID) -> Trade | None:
    """One of the present tenant's own, settled or not."""
    rows = Trade.objects.owned().select_related("call__shift__role", "back__role", "offerer")
    return rows.filter(pk=pk).first()
