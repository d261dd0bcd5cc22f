"""How old may an entry be before one says so? Whole months since somebody last confirmed it."""

from datetime import date, datetime

from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from favn.associations.choices import Claimed, Freshness

ASKED_AFTER, FADED_AFTER = 12, 18
"""Months after which an association is asked again, and after which its entry stands grey."""


def months_since(confirmed_at: datetime, today: date) -> int:
    """Whole calendar months from one local day to another; never below zero."""
    then = localtime(confirmed_at).date()
    months = 12 * (today.year - then.year) + today.month - then.month
    return max(0, months - (today.day < then.day))


def freshness(confirmed_at: datetime | None, today: date) -> Freshness:
    """How far an entry may be trusted."""
    if confirmed_at is None:
        return Freshness.NEVER
    months = months_since(confirmed_at, today)
    if months < ASKED_AFTER:
        return Freshness.FRESH
    return Freshness.AGEING if months < FADED_AFTER else Freshness.FADED


def since_words(confirmed_at: datetime | None, today: date) -> str:
    """When somebody of the association last said that this is right."""
    if confirmed_at is None:
        return _("Foreningen har aldrig bekræftet det, der står her.")
    months = months_since(confirmed_at, today)
    if not months:
        return _("Bekræftet af foreningen for mindre end en måned siden.")
    said = ngettext("%(n)s måned", "%(n)s måneder", months) % {"n": months}
    return _("Bekræftet af foreningen for %(time)s siden.") % {"time": said}


def why_not_asked(email: str, closed_on: date | None) -> str | None:
    """Nobody can be asked without a mail, nor where the association is closed."""
    if closed_on is not None:
        return _("Foreningen er lukket. Åbn den igen, før den spørges.")
    if not email:
        return _("Der står ingen mail. Skriv en på foreningens side først.")
    return None


def why_not_written(*, is_wrong: bool) -> str | None:
    """Whoever said that it is not them is left in peace until the office has decided."""
    if is_wrong:
        return _("Den, der har mailen, siger, at det ikke er dem. Afgør det, før I skriver igen.")
    return None


def why_not_claimed(kind: str, new_name: str, new_email: str) -> str | None:
    """Another contact is somebody one can write to."""
    if kind == Claimed.OTHER and not (new_name.strip() and new_email.strip()):
        return _("Skriv navn og mail på den, der er kontakt nu.")
    return None
