"""May a decision or a recommendation stand like this? A sentence, or nothing."""

from datetime import date

from django.utils.translation import gettext as _

from favn.policy.rules.tree import why_not_on

LONG_BEFORE = 10
"""Years before its plan within which a decision about it is likely."""


def why_not_decided(on: date, today: date, first_year: int) -> str | None:
    """On a day that has come, and not so long before the plan that the year is mistyped."""
    if on.year < first_year - LONG_BEFORE:
        return _("Dagen ligger over ti år før planen. Er årstallet rigtigt?")
    return why_not_on(on, today)


def why_not_again(stands: bool) -> str | None:
    """A decision stands once in the log, or it would be counted twice."""
    if not stands:
        return None
    return _("Udvalgets beslutning står her allerede med den dag. Ret den i stedet.")


def why_not_recommended(year: int, first_year: int, today: date) -> str | None:
    """In a year that has come, and not so long before the plan that it is mistyped."""
    if year > today.year:
        return _("Året er ikke kommet endnu. Skriv det år, det blev anbefalet.")
    if year < first_year - LONG_BEFORE:
        return _("Året ligger over ti år før planen. Er det rigtigt?")
    return None


def why_not_recommend_again(stands: bool) -> str | None:
    """The same advice of the same panel in one year is one recommendation."""
    if not stands:
        return None
    return _("Panelet har allerede anbefalet det samme det år. Ret anbefalingen i stedet.")
