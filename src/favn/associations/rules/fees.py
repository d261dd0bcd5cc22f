"""How far is a fee paid, and may this be done with it? A state, a sentence, or nothing."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from favn.associations.choices.membership import FeeState

LAW_KEEPS = 5
"""Years after the end of its financial year that a payment is kept (bogføringsloven § 12)."""
CURRENCIES = ("DKK", "EUR", "SEK", "NOK")
MOST = Decimal(100_000)


def state_of(amount: Decimal, payments: Iterable[Decimal], *, is_waived: bool) -> FeeState:
    """From what is owed and what came in."""
    paid = sum(payments, Decimal(0))
    if is_waived and paid < amount:
        return FeeState.WAIVED
    if paid == amount:
        return FeeState.PAID
    if paid > amount:
        return FeeState.OVER
    return FeeState.PART if paid > 0 else FeeState.OPEN


def why_not_amount(amount: Decimal) -> str | None:
    """A fee is some money, with whole øre, and nobody's fortune."""
    if amount <= 0 or amount > MOST:
        return _("Skriv et beløb over nul og højst 100.000.")
    if amount != amount.quantize(Decimal("0.01")):
        return _("Skriv beløbet med højst to decimaler.")
    return None


def why_not_paid_on(paid_on: date, today: date) -> str | None:
    """Money has come on a day that has been."""
    if paid_on > today:
        return _("Dagen er ikke kommet endnu. Skriv den dag, pengene kom.")
    if paid_on.year < today.year - LAW_KEEPS:
        return _("Dagen er over fem år siden. Se efter, om årstallet er rigtigt.")
    return None


def why_not_year(year: int, today: date) -> str | None:
    """A yearly fee is opened for this year, the last one or the next."""
    if abs(year - today.year) > 1:
        return _("Åbn et kontingent for i år, sidste år eller næste år.")
    return None


def last_day_kept(year: int) -> date:
    """Until when the law wants a year's payments."""
    return date(year + LAW_KEEPS, 12, 31)
