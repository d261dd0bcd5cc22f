"""How values, differences and directions are said. A difference of percentages is never “%”."""

from collections.abc import Iterable
from decimal import Decimal

from django.utils.translation import gettext as _

from favn.barometer.choices import LEVELS, Unit
from favn.barometer.rules import said

LEVEL_WORDS = dict(LEVELS)


def amount(value: Decimal | float, decimals: int, unit: str) -> str:
    """A value with its unit: “86,1 %”, “10,8 procentpoint”, “nr. 3”."""
    number = said(value, decimals)
    if unit in (Unit.PERCENT, Unit.RATIO):
        return _("%(n)s\u00a0%%") % {"n": number}
    if unit == Unit.POINTS:
        return _("%(n)s procentpoint") % {"n": number}
    if unit == Unit.INDEX:
        return _("%(n)s point") % {"n": number}
    if unit == Unit.DKK:
        return _("%(n)s\u00a0kr.") % {"n": number}
    if unit == Unit.LEVEL:
        return str(LEVEL_WORDS.get(int(value), number))
    return _("nr. %(n)s") % {"n": number} if unit == Unit.RANK else number


def bare(value: Decimal | float, decimals: int, unit: str) -> str:
    """A value whose unit follows later in the sentence."""
    return amount(value, decimals, unit) if unit == Unit.LEVEL else said(value, decimals)


def moved(before: Decimal, after: Decimal) -> str:
    """“faldt”, “steg” or nothing where it did not move."""
    if after == before:
        return ""
    return _("faldt") if after < before else _("steg")


def listed(words: Iterable[str]) -> str:
    """“a, b og c”."""
    found = list(words)
    if len(found) < 2:
        return "".join(found)
    return _("%(first)s og %(last)s") % {"first": ", ".join(found[:-1]), "last": found[-1]}


def years(value: float) -> str:
    """Years as they are printed: one decimal, whole from a hundred."""
    return said(value, 0 if value >= 100 else 1)
