"""May a committee treat the paper on that day, and may the order of committees be like this?"""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from favn.policy.rules.tree import why_not_on


def why_not_treat_on(
    on: date, today: date, *, closed: date, before: date | None, after: date | None
) -> str | None:
    """After the paper was frozen, and in the committees' order; `after` is the next one's day."""
    if sentence := why_not_on(on, today):
        return sentence
    if on < closed:
        return _("Runden var ikke lukket endnu den dag. Skriv dagen for udvalgets møde.")
    if before and on < before:
        return _("Udvalget før har behandlet papiret senere end den dag. Skriv en senere dag.")
    if after and on > after:
        return _("Det næste udvalg har behandlet papiret før den dag. Skriv en tidligere dag.")
    return None


def why_not_take_back(is_treated: bool, later: Sequence[str]) -> str | None:
    """The last one first, so that the order stays whole."""
    if not is_treated:
        return _("Udvalget har ikke behandlet papiret, så der er ikke noget at tage tilbage.")
    if later:
        return _("%(name)s har behandlet papiret siden. Tag den behandling tilbage først.") % {
            "name": later[-1]
        }
    return None


def why_not_order(treated: Sequence[UUID], wanted: Sequence[UUID]) -> str | None:
    """Those who have treated the paper stay where they are, before all others."""
    if list(wanted[: len(treated)]) == list(treated):
        return None
    return _("Udvalg, der har behandlet papiret, bliver stående først og i samme orden.")
