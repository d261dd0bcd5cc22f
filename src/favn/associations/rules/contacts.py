"""May a contact be written, or handed to somebody? A sentence, or nothing."""

from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _


def why_not_known(since: date, today: date, about: str) -> str | None:
    """A contact has begun, and is about something."""
    if since > today:
        return _("Dagen ligger i fremtiden. Skriv den dag, kontakten begyndte.")
    return None if about.strip() else _("Skriv med få ord, hvad kontakten handler om.")


def why_not_handed(before: UUID | None, to: UUID) -> str | None:
    """One cannot hand something over to oneself."""
    return _("Vælg en anden end den, der har kontakten nu.") if before == to else None
