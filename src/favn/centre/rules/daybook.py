"""May a day's page be written, or somebody stand on today's list? A sentence, or nothing."""

from datetime import date, timedelta

from django.utils.translation import gettext as _

WRITTEN_FOR = timedelta(days=7)
MOST_PERSONS = 20


def why_not_write(on: date, today: date) -> str | None:
    """A page is written on its day or within a week; then it stands."""
    if on > today:
        return _("Dagen er ikke kommet endnu.")
    if today - on > WRITTEN_FOR:
        return _("Siden er over en uge gammel og står, som den er.")
    return None


def why_not_arrive(name: str, persons: int) -> str | None:
    """A first name, and nobody's whole name."""
    if not name.strip():
        return _("Skriv et fornavn.")
    if not 1 <= persons <= MOST_PERSONS:
        return _("Skriv et antal fra 1 til %(most)s.") % {"most": MOST_PERSONS}
    return None
