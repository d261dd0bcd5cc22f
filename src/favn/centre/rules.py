"""May anyone enter or change this now? Each answers with a sentence, or with nothing."""

from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

OLDEST = timedelta(days=400)
"""Late entries reach back into last year until its report is written, no further."""


def why_not_enter(on: date, *, today: date) -> str | None:
    """An entry belongs to a day that has begun and is not long past."""
    if on > today:
        return _("Dagen ligger i fremtiden. Vælg i dag eller en dag, der har været.")
    if on < today - OLDEST:
        return _("Dagen er over et år gammel. Gamle år indlæses fra en fil.")
    return None


def why_not_on(meets_on: date, on: date) -> str | None:
    """A participation belongs to the session's own day."""
    if meets_on != on:
        return _("Holdet mødtes en anden dag. Vælg et hold fra den dag, du registrerer.")
    return None


def why_not_void(voided_at: datetime | None) -> str | None:
    """What is already out of the count stays as it is."""
    if voided_at:
        return _("Indtastningen er allerede taget ud af optællingen.")
    return None
