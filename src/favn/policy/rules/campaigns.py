"""May a campaign run on those days, or be called off now? A sentence, or nothing."""

from datetime import date, timedelta

from django.utils.translation import gettext as _

LONGEST = timedelta(days=731)
"""Two years; a longer one has a year mistyped."""


def why_not_run(first: date, last: date, years: tuple[int, int]) -> str | None:
    """It ends after it begins, runs no longer than two years, and some of it in the plan's."""
    if last < first:
        return _("Kampagnen slutter, før den begynder. Skriv en senere sidste dag.")
    if last - first > LONGEST:
        return _("Det er over to år. Er årstallet rigtigt?")
    if last.year < years[0] or first.year > years[1]:
        return _("Planen gælder %(first)s–%(last)s. Skriv dage i de år.") % {
            "first": years[0],
            "last": years[1],
        }
    return None


def why_not_twice(stands: bool) -> str | None:
    """The same message on the same channel in the same days is one campaign."""
    if not stands:
        return None
    return _("Den kampagne står her allerede på den kanal i de dage. Ret den i stedet.")


def why_not_call_off(last: date, today: date, *, is_called_off: bool) -> str | None:
    """What has run to its end cannot be called off any more."""
    if is_called_off:
        return _("Kampagnen er allerede aflyst.")
    if last < today:
        return _("Kampagnen er slut. Skriv i stedet, hvad der kom ud af den.")
    return None


def why_not_result(first: date, today: date, result: str) -> str | None:
    """Nothing has come out of what has not begun."""
    if result and first > today:
        return _("Kampagnen er ikke begyndt. Skriv først bagefter, hvad der kom ud af den.")
    return None
