"""May two entries be decided on? A sentence, or nothing; and what speaks for it, in sentences."""

from collections.abc import Iterable
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from favn.statistics.bodies import Why


def why_not_joined(
    one: UUID, other: UUID, one_in: UUID | None, other_in: UUID | None
) -> str | None:
    """One that was joined already is no longer one of two."""
    if one == other:
        return _("Det er den samme side.")
    if one_in or other_in:
        return _("Den ene er allerede samlet med en anden. Åbn den, der står nu.")
    return None


def told(why: str, word: str) -> str:
    """One reason as a sentence."""
    if why == Why.SHARED_BOARD:
        shared, of, *_rest = (int(part) for part in word.split("|"))
        said = ngettext(
            "%(n)s person sidder i begge bestyrelser (af %(of)s).",
            "%(n)s personer sidder i begge bestyrelser (af %(of)s).",
            shared,
        )
        return said % {"n": shared, "of": of}
    sentences = {
        Why.SAME_NAME: _("Navnene er skrevet ens."),
        Why.NEAR_NAME: _("Navnet ligner “%(word)s”."),
        Why.INITIALS: _("“%(word)s” er forbogstaverne i det andet navn."),
        Why.OTHER_WORDS: _("Navnene har hver deres ord."),
        Why.SECTION: _("Det ene navn er en afdeling eller gruppe."),
        Why.UNDER: _("Den er også kendt som “%(word)s”."),
        Why.SAME_CVR: _("Samme CVR-nummer: %(word)s."),
        Why.OTHER_CVR: _("De har hver sit CVR-nummer."),
        Why.SAME_ADDRESS: _("Samme adresse: %(word)s."),
        Why.SAME_PHONE: _("Samme telefon."),
        Why.SAME_MAIL: _("Samme mail."),
        Why.SAME_DOMAIN: _("Samme domæne i mailen: %(word)s."),
        Why.SAME_SITE: _("Samme hjemmeside: %(word)s."),
        Why.NO_SHARED_BOARD: _("Ingen sidder i begge bestyrelser."),
    }
    return sentences[Why(why)] % {"word": word}


def all_told(reasons: Iterable[tuple[str, str]]) -> list[str]:
    """Every reason as a sentence, in order."""
    return [told(why, word) for why, word in reasons]
