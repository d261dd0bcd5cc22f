"""May a part of the organisation be called this? A sentence, or nothing."""

from collections.abc import Iterable

from django.utils.translation import gettext as _


def why_not_named(name: str, others: Iterable[str]) -> str | None:
    """Two with the same name cannot be told apart in a list."""
    if name.casefold() in {other.casefold() for other in others}:
        return _("“%(name)s” findes allerede. Brug den, eller skriv et andet navn.") % {
            "name": name
        }
    return None
