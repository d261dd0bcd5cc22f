"""May somebody sign up, come into the pool, or change where they stand? A sentence, or nothing."""

from datetime import date, timedelta

from django.utils.translation import gettext as _

from favn.pathways.choices.mentoring import MAY_BECOME, NetworkState, Side, Standing

CERTIFICATE_HOLDS = timedelta(days=731)
"""How long a certificate that was seen counts; it is seen on a day and never kept."""
MOST_PLACES = 5
MOST_WORDS = 600
MOST_TRIES, WINDOW = 20, timedelta(minutes=10)
KEPT_DAYS = 60
"""How long a sign-up that nobody took in is kept."""


def why_not_sign_up(state: str, side: str) -> str | None:
    """A closed network takes nobody; one that was cut down takes mentors alone."""
    if state == NetworkState.CLOSED:
        return _("Netværket er lukket, og det tager ikke imod flere.")
    if state == NetworkState.REDUCED and side == Side.MENTEE:
        return _("Netværket er skåret ned. Det tager ikke imod flere mentees lige nu.")
    return None


def why_not_try(recent: int) -> str | None:
    """A page sends so many sign-ups at most within ten minutes."""
    if recent >= MOST_TRIES:
        return _("Der er kommet mange tilmeldinger herfra. Vent ti minutter, og prøv igen.")
    return None


def why_not_ready(languages: list[str], times: list[str]) -> str | None:
    """Nobody comes into the pool without a language and a time to meet."""
    if not languages:
        return _("Vælg mindst ét sprog, de kan tale sammen på.")
    if not times:
        return _("Vælg mindst ét tidspunkt.")
    return None


def why_not_become(now: str, to: str) -> str | None:
    """Only along the ways of the table."""
    if to in MAY_BECOME[now]:
        return None
    if now == Standing.LEFT:
        return _("Deltageren er gået ud. Skriv en ny tilmelding, hvis personen vil være med igen.")
    return _("Det kan ikke gøres herfra. Se siden igen.")


def why_not_link(*, is_left: bool) -> str | None:
    """Who has left has no page of their own."""
    return _("Deltageren er gået ud og har ingen egen side.") if is_left else None


def why_not_take_in(state: str, *, took_back: bool) -> str | None:
    """A closed network takes nobody in, and nobody whose newest word is a no."""
    if state == NetworkState.CLOSED:
        return _("Netværket er lukket. Læg tilmeldingen væk.")
    if took_back:
        return _(
            "Personen har trukket sit ja tilbage efter tilmeldingen. Spørg personen, og skriv"
            " svaret på personens side."
        )
    return None


def why_not_leave(live: int) -> str | None:
    """Who is in a pair leaves when the pair has come to an end."""
    if live:
        return _("Deltageren er i et makkerskab. Afslut eller afbryd det først.")
    return None


def why_not_seen(seen_on: date | None, today: date) -> str | None:
    """A certificate was seen today at the latest."""
    if seen_on and seen_on > today:
        return _("Dagen, attesten er set, ligger i fremtiden.")
    return None


def holds(seen_on: date | None, today: date) -> bool:
    """Whether a certificate that was seen still counts."""
    return seen_on is not None and seen_on <= today <= seen_on + CERTIFICATE_HOLDS


def why_not_set(now: str, to: str) -> str | None:
    """A closed network stays closed, and closing is done where nobody is forgotten."""
    if now == NetworkState.CLOSED:
        return _("Netværket er lukket.")
    if to == NetworkState.CLOSED:
        return _("Brug “Luk netværket”, så ingen bliver glemt.")
    return None


def why_not_close(
    *, pairs: int, waiting: int, has_heir: bool, signups: int, signups_decided: bool
) -> str | None:
    """A network with people in it closes by handing them over, or by ending what runs.

    Sign-ups that nobody has taken in go to another network, or are told that it closed.
    """
    if (pairs or waiting) and not has_heir:
        return _("Vælg, hvem der tager over, eller sig, at makkerskaberne skal sluttes.")
    if signups and not signups_decided:
        return _("Vælg, hvad der skal ske med de tilmeldinger, ingen har taget ind.")
    return None
