"""May a promise be made, changed or met like this? A sentence, or nothing."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

MOST = 10**9


def why_not_promise(stands: bool) -> str | None:
    """One promise of one thing in one period: it is revised, not made twice."""
    if not stands:
        return None
    return _("Indsatsen har allerede lovet det i de år. Ret løftet i stedet for at love igen.")


def why_not_revise(now: int | None, new: int) -> str | None:
    """To another number than the one that stands."""
    if now == new:
        return _("Løftet er allerede %(n)s. Skriv et andet tal.") % {"n": new}
    return None


def why_not_revise_on(on: date, last: date | None) -> str | None:
    """Changes follow each other: the number that stands is the one of the latest day."""
    if last is None or on >= last:
        return None
    return _("Løftet er ændret senere end den dag. Skriv en dag efter den seneste ændring.")


def why_not_deliver_on(on: date, first_year: int) -> str | None:
    """Nothing is delivered of a promise before its years begin."""
    if on.year >= first_year:
        return None
    return _("Dagen ligger før løftets år. Skriv en senere dag, eller skriv et løfte for det år.")


def why_not_deliver_again(stands: bool) -> str | None:
    """The same number of the same day is told twice only where words tell the two apart."""
    if not stands:
        return None
    return _("Det tal står her allerede med den dag. Er det flere, så skriv det i bemærkningen.")


def why_not_strike(told: bool) -> str | None:
    """What was delivered is taken out first, so that it is not lost unseen."""
    if not told:
        return None
    return _("Der står leverede tal på løftet. Tag dem ud først, så de ikke går tabt.")


def why_not_deliver(follows: bool) -> str | None:
    """What an association counts is not told by hand too: then it would count twice."""
    if not follows:
        return None
    return _("Tallene kommer fra en forening, når de er godkendt. Så ville de tælle to gange.")


def why_not_follow(figure: str, asked: Sequence[str], *, used: bool, told: bool) -> str | None:
    """Only a number the duty asks for, and each as the delivery of one promise."""
    if figure not in asked:
        return _("Foreningen er ikke bedt om det tal. Vælg et af dem, den sender.")
    if told:
        return _("Der står allerede leverede tal. Tag dem ud først, så intet tæller to gange.")
    if used:
        return _("Tallet tæller allerede med i et andet løfte. Så ville det tælle to gange.")
    return None
