"""May somebody be asked how it goes, and may an answer be written? A sentence, or nothing."""

from datetime import date

from django.utils.translation import gettext as _

from favn.pathways.choices.outcomes import AFTER_END, OPEN_FOR, Moment


def moment_of(told_on: date, ended_on: date) -> Moment | None:
    """Which moment after an end an answer tells of: each has its own days, and some days none."""
    days = (told_on - ended_on).days
    return next((m for m, due in AFTER_END if due <= days <= due + OPEN_FOR.days), None)


def why_not_tell(due_on: date, today: date, *, allows: bool) -> str | None:
    """An answer comes on its day or within ninety days of it, from somebody who says yes to it.

    `allows`: whether they say yes to today's text, which says that they are asked.
    """
    if due_on > today:
        return _("Det er for tidligt at svare på det.")
    if today > due_on + OPEN_FOR:
        return _("Det er for sent at svare på det. Svaret skal fortælle, hvordan det stod dengang.")
    if not allows:
        return _("Personen har ikke sagt ja til at blive spurgt.")
    return None


def why_not_write_down(*, has_told_themselves: bool) -> str | None:
    """What somebody answered themselves is not written over by the staff."""
    if has_told_themselves:
        return _("Personen har selv svaret imens. Svaret står der allerede.")
    return None
