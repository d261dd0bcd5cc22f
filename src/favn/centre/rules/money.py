"""May an amount be written down, corrected or taken out? A sentence, or nothing."""

from datetime import date

from django.utils.translation import gettext as _

MOST_ORE = 100_000_000_000
"""A milliard kroner: more is a slip of the hand."""
FIRST_YEAR = 2000


def why_not_amount(ore: int) -> str | None:
    """A line is some money; what was entered twice is taken out instead."""
    if 0 < ore <= MOST_ORE:
        return None
    return _("Skriv et beløb over nul og højst en milliard kroner.")


def why_not_month(year: int, month: int, today: date, *, is_whole_year: bool) -> str | None:
    """Money is written down for a month that has begun, or for a year that has."""
    if year < FIRST_YEAR:
        return _("Skriv et år fra %(first)s.") % {"first": FIRST_YEAR}
    has_begun = year <= today.year if is_whole_year else (year, month) <= (today.year, today.month)
    return None if has_begun else _("Måneden er ikke begyndt endnu. Vælg en, der er.")


def why_not_void(*, is_voided: bool) -> str | None:
    """It is taken out once."""
    return _("Beløbet er allerede taget ud.") if is_voided else None


def why_not_restore(*, is_voided: bool) -> str | None:
    """Only what is out comes back."""
    return None if is_voided else _("Beløbet er ikke taget ud.")


def why_not_correct(*, is_voided: bool) -> str | None:
    """What is taken out is brought back before it is corrected."""
    return _("Beløbet er taget ud. Tag det med igen, før du retter det.") if is_voided else None
