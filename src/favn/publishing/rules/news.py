"""May a newsletter be sent, and may one more address ask for it? A sentence, or nothing."""

from collections.abc import Collection
from datetime import timedelta

from django.utils.translation import gettext as _

WAITS = timedelta(days=7)
"""How long an address is kept whose owner has not said yes."""
FORGOTTEN = timedelta(days=365)
"""How long the link still says that one reads no more."""
AT_ONCE, WITHIN = 30, timedelta(minutes=10)
"""Addresses a house takes in that time: who fills in the form again and again floods nobody."""


def why_not_send(*, is_for_all: bool, is_public: bool, is_newest: bool) -> str | None:
    """Only what everybody may read, and not what a newer edition corrects."""
    if not is_for_all:
        return _("En rapport til en bevillingsgiver sendes ikke til dem, der læser med.")
    if not is_public:
        return _("Udgaven er ikke offentlig. Gør den offentlig, og frys igen.")
    if not is_newest:
        return _("Der er en nyere udgave. Send den i stedet.")
    return None


def why_not_choose(chosen: Collection[str]) -> str | None:
    """Whoever wants nothing says no, so that the address goes."""
    return None if chosen else _("Vælg mindst én ting, eller afmeld.")


def why_not_ask(asked_lately: int) -> str | None:
    """A house takes a few addresses at a time."""
    if asked_lately >= AT_ONCE:
        return _("Mange har bedt om nyhedsbrevet lige nu. Prøv igen om ti minutter.")
    return None
