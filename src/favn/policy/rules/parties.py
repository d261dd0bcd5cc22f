"""May a party sign up or withdraw on that day? A sentence, or nothing."""

from datetime import date

from django.utils.translation import gettext as _

from favn.policy.rules.decisions import LONG_BEFORE
from favn.policy.rules.tree import why_not_on


def why_not_since(since: date | None, today: date, first_year: int) -> str | None:
    """On a day that has come, and not so long before the plan that the year is mistyped."""
    if since is None:
        return None
    if since.year < first_year - LONG_BEFORE:
        return _("Dagen ligger over ti år før planen. Er årstallet rigtigt?")
    return why_not_on(since, today)


def why_not_withdraw(since: date | None, on: date, today: date) -> str | None:
    """On a day that has come, and not before it joined."""
    if since and on < since:
        return _("Dagen ligger før den, hvor organisationen kom med. Skriv en senere dag.")
    return why_not_on(on, today)


def why_not_back(stands: bool) -> str | None:
    """A party that came back has a part of its own; then the withdrawal was none by mistake."""
    if not stands:
        return None
    return _("Organisationen er kommet med igen siden, så den står her allerede.")
