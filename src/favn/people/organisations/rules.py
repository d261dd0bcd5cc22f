"""May a part be called this, and may screens lock so late? A sentence, or nothing."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

SOONEST, LATEST = 2, 30
"""Minutes before a screen that was left locks: what a house may choose from."""


def why_not_named(name: str, others: Iterable[str]) -> str | None:
    """Two with the same name cannot be told apart in a list."""
    if name.casefold() in {other.casefold() for other in others}:
        return _("“%(name)s” findes allerede. Brug den, eller skriv et andet navn.") % {
            "name": name
        }
    return None


def why_not_reopen(*, closed: bool) -> str | None:
    """Only what is closed is opened again."""
    return None if closed else _("Teamet er allerede åbent.")


def why_not_lock_after(minutes: int | None) -> str | None:
    """Time to think, and never longer than any role has; fewer where a role has fewer."""
    if minutes is not None and not SOONEST <= minutes <= LATEST:
        return _("Vælg et tal fra %(soonest)s til %(latest)s minutter.") % {
            "soonest": SOONEST,
            "latest": LATEST,
        }
    return None
