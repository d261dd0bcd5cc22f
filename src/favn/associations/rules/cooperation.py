"""May a sheet be written, shown or agreed upon now, and how far apart are two texts?"""

import re
from datetime import date

import snowballstemmer
from django.utils.translation import gettext as _

from favn.associations.choices.cooperation import WORD, Apart, Stage, Subject

ALIKE = 0.5
"""Texts that share half of their word stems, or more, look alike; a hint to talk, no verdict."""
SMALL = frozenset(
    "og i at det en den til er som på de med han af for ikke der var mig sig men et har om vi min"
    " havde ham hun nu over da fra du ud sin dem os op man hans hvor eller hvad skal selv her alle"
    " vil blev kunne ind når være dog noget ville jo deres efter ned skulle denne end dette mit"
    " også under have dig anden hende mine alt meget sit sine vor mod disse hvis din nogle hos"
    " blive mange ad bliver hendes været thi jer sådan vores jeres gør kan".lower().split()
)
WORDS_IN = re.compile(r"[^\W\d_]+")
NUMBERS_IN = re.compile(r"\d+(?:[.,]\d+)*")
STEM = snowballstemmer.stemmer("danish")
MOST_WORDS, LONGEST_WORD = 12, 40


def stems_of(text: str) -> frozenset[str]:
    """The stems of the words that say something."""
    words = (word.lower() for word in WORDS_IN.findall(text))
    return frozenset(STEM.stemWords([word for word in words if word not in SMALL]))


def numbers_of(text: str) -> frozenset[str]:
    """Numbers as they are meant: 5.000 and 5000 are one."""
    return frozenset(n.replace(".", "").replace(",", ".") for n in NUMBERS_IN.findall(text))


def apart(one: str, other: str) -> Apart:
    """How two texts about the same thing stand to each other; the order makes no difference."""
    said = [bool(text.strip()) for text in (one, other)]
    if not all(said):
        return Apart.ONE if any(said) else Apart.EMPTY
    here, there = numbers_of(one), numbers_of(other)
    if not (here <= there or there <= here):
        return Apart.NUMBERS
    a, b = stems_of(one), stems_of(other)
    shared = len(a & b) / len(a | b) if a | b else 1.0
    return Apart.ALIKE if shared >= ALIKE else Apart.DIFFERENT


def why_not_write(stage: Stage) -> str | None:
    """Sheets are written until the cooperation is over."""
    if stage in (Stage.ENDED, Stage.DROPPED):
        return _("Samarbejdet er afsluttet. Det, der står, bliver stående.")
    return None


def why_not_hand_in(texts: dict[str, str]) -> str | None:
    """At least the aim and one's own tasks, so that there is something to compare."""
    missing = [s for s in (Subject.AIM, Subject.OURS) if not texts.get(s, "").strip()]
    if missing:
        return _("Skriv mindst, hvad der skal komme ud af det, og hvad I selv gør.")
    return None


def why_not_word(word: str, words: list[str]) -> str | None:
    """A word both explain: short, new, and not too many of them."""
    if not word or len(word) > LONGEST_WORD or not WORDS_IN.search(word):
        return _("Skriv ét ord eller få ord, for eksempel “frivillig”.")
    if f"{WORD}{word}" in words:
        return _("Det ord står der allerede.")
    if len(words) >= MOST_WORDS:
        return _("Der er ord nok. Begynd med dem, I bruger mest.")
    return None


def why_not_together(*, both_in: bool, stage: Stage) -> str | None:
    """What both agree upon is written when each has seen what the other wrote."""
    if not both_in:
        return _("Begge skal have afleveret deres ark, før I skriver noget sammen.")
    return why_not_write(stage)


def why_not_propose(*, both_in: bool, stage: Stage) -> str | None:
    """No agreement before expectations were aligned, and none after the end."""
    if not both_in:
        return _("Begge skal have afstemt forventninger, før der kan laves en aftale.")
    return why_not_write(stage)


def why_not_terms(starts_on: date, ends_on: date | None, tasks: int) -> str | None:
    """An agreement runs forwards, and somebody does something."""
    if ends_on and ends_on < starts_on:
        return _("Aftalen kan ikke slutte, før den begynder.")
    if not tasks:
        return _("Skriv mindst én opgave: hvad, hvem og inden hvornår.")
    return None


def why_not_consent(*, is_latest: bool, stage: Stage) -> str | None:
    """Only the newest version can be said yes to."""
    if not is_latest:
        return _("Der er kommet en nyere udgave. Læs den først.")
    return why_not_write(stage)


def why_not_end(reason: str, stage: Stage) -> str | None:
    """It ends once, and with a reason."""
    if stage in (Stage.ENDED, Stage.DROPPED):
        return _("Samarbejdet er allerede afsluttet.")
    return None if reason.strip() else _("Skriv, hvorfor I slutter. Et par ord er nok.")


def why_not_tell(due_on: date, today: date) -> str | None:
    """What happened is told when the day has come."""
    if due_on > today:
        return _("Dagen for opfølgning er ikke kommet endnu.")
    return None


def why_not_meet(*, is_over: bool) -> str | None:
    """Those who have ended it meet no more through it."""
    return _("Samarbejdet er afsluttet. Begynd et nyt, hvis I vil mødes.") if is_over else None
