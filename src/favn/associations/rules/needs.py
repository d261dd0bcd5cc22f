"""May this be asked for or given, and may two be put together? A sentence, or nothing."""

from datetime import date, timedelta

from django.utils.translation import gettext as _

from favn.associations.choices.needs import Standing, Way

LONGEST = 365
SOON = 21
"""Days: the longest a wish stands, and how long before its end it says so."""


def standing_of(closed_on: date | None, expires_on: date, today: date) -> Standing:
    """Where a wish stands on a day; its last day it is still open."""
    if closed_on:
        return Standing.CLOSED
    if expires_on < today:
        return Standing.FADED
    return Standing.SOON if expires_on <= today + timedelta(days=SOON) else Standing.OPEN


def why_not_until(expires_on: date, today: date) -> str | None:
    """A wish ends some time from today, within a year, so that the list stays true."""
    if expires_on < today:
        return _("Vælg en dag, der ikke er gået.")
    if expires_on > today + timedelta(days=LONGEST):
        return _("Vælg en dag inden for et år. I kan altid forlænge.")
    return None


def why_not_capacity(way: str, capacity: int) -> str | None:
    """A need is met once; an offer at least once."""
    if capacity < 1:
        return _("Skriv, hvor mange I kan hjælpe på én gang. Mindst én.")
    if way == Way.NEED and capacity != 1:
        return _("Et behov kan kun dækkes én gang. Skriv et behov mere, hvis I har flere.")
    return None


def why_not_change(standing: Standing) -> str | None:
    """What was taken down stays as it was."""
    if standing == Standing.CLOSED:
        return _("Den er taget ned. Skriv en ny, hvis I stadig har brug for den.")
    return None


def why_not_answer(*, is_over: bool, has_begun: bool) -> str | None:
    """A suggestion is answered while it is open; one's own answer may be changed until then."""
    if has_begun:
        return _("I er allerede i gang sammen. Svaret kan ikke ændres her.")
    if is_over:
        return _("Forslaget er lagt væk, og svaret kan ikke ændres.")
    return None


def why_not_propose(need: Standing, offer: Standing) -> str | None:
    """Both must be open."""
    live = (Standing.OPEN, Standing.SOON)
    if need not in live or offer not in live:
        return _("Den ene er udløbet eller taget ned. Se forslagene igen.")
    return None


def why_not_meet(*, is_yes: bool) -> str | None:
    """A meeting is set when both want to talk."""
    return None if is_yes else _("Begge skal sige ja, før I kan aftale et møde.")
