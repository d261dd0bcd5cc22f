"""May a member be written like this, and are two the same? Names are compared by letters."""

import re
import unicodedata
from datetime import date

from django.utils.translation import gettext as _

LONGEST = 120
CPR = re.compile(r"\b(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])\d\d[- ]?\d{4}\b")


def tidy(text: str) -> str:
    """One form of each letter, one space between words, nothing that hides or turns."""
    seen = (
        s if unicodedata.category(s) != "Cc" else " " for s in unicodedata.normalize("NFC", text)
    )
    kept = "".join(s for s in seen if unicodedata.category(s) not in {"Cf", "Cs", "Co"})
    return " ".join(kept.split())


def plain_name(name: str) -> str:
    """A name as it is compared: “Åse  Bækgård-Ali” and “aase baekgaard ali” are one."""
    low = tidy(name).casefold().translate(LETTERS)
    bare = "".join(s for s in unicodedata.normalize("NFKD", low) if not unicodedata.combining(s))
    return " ".join(re.sub(r"[^\w]+", " ", bare).split())


LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "ı": "i"})


def same_name(one: str, other: str) -> bool:
    """Whether the same words stand in both, in any order."""
    words = sorted(plain_name(one).split())
    return bool(words) and words == sorted(plain_name(other).split())


def why_not_named(name: str) -> str | None:
    """A member has a name one can call out at an assembly."""
    if sum(sign.isalpha() for sign in name) < 2:
        return _("Skriv dit navn, som du vil kaldes.")
    if len(name) > LONGEST:
        return _("Navnet er for langt. Skriv højst %(most)s tegn.") % {"most": LONGEST}
    if CPR.search(name):
        return _("Det ligner et CPR-nummer. Favn gemmer ikke CPR-numre. Slet det, og prøv igen.")
    return None


def why_not_left(joined_on: date, left_on: date, today: date) -> str | None:
    """Nobody leaves before they came, nor in the future."""
    if left_on < joined_on:
        return _("Medlemmet kom først bagefter. Skriv en dag efter indmeldelsen.")
    if left_on > today:
        return _("Dagen er ikke kommet endnu. Skriv den dag, medlemmet gik ud.")
    return None


MOST_TRIES, MOST_IN_ALL = 5, 60
"""Forms from one address in ten minutes, and from all addresses in an hour."""


def why_not_try(from_here: int, in_all: int) -> str | None:
    """A form that everybody can send is not a way to write to strangers."""
    if from_here >= MOST_TRIES:
        return _("Der er sendt mange indmeldelser herfra. Vent ti minutter, og prøv igen.")
    if in_all >= MOST_IN_ALL:
        return _("Mange melder sig ind lige nu. Vent en time, og prøv igen.")
    return None
