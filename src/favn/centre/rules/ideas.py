"""May this be put in the box, or answered so? A sentence, or nothing."""

import re

from django.utils.translation import gettext as _

from favn.centre.choices import IdeaState

SHORTEST = 5
MOST_LINKS = 1
MOST_A_DAY = 100
LINK = re.compile(r"https?://|www\.", re.IGNORECASE)


def why_not_put(words: str, *, already_today: int, is_open: bool) -> str | None:
    """An idea is some words; a list of links is none, and a flood is stopped for the day."""
    if not is_open:
        return _("Idékassen er lukket lige nu.")
    if len(words.strip()) < SHORTEST:
        return _("Skriv lidt mere, så vi forstår idéen.")
    if len(LINK.findall(words)) > MOST_LINKS:
        return _("Skriv idéen med dine egne ord, og højst ét link.")
    if already_today >= MOST_A_DAY:
        return _(
            "Der er kommet usædvanligt mange i dag. Prøv igen i morgen, eller sig det i døren."
        )
    return None


def why_not_answer(state: str, title: str, answer: str, *, is_shown: bool) -> str | None:
    """What everybody may read has a title and an answer; so has a no."""
    if is_shown and not (title.strip() and answer.strip()):
        return _("Skriv en overskrift og et svar, før alle kan se det.")
    if is_shown and state == IdeaState.NEW:
        return _("Vælg, hvad der blev af idéen, før alle kan se det.")
    if state == IdeaState.NOT and not answer.strip():
        return _("Skriv, hvorfor I ikke gør det.")
    return None
