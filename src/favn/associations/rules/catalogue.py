"""Does a line of the catalogue answer what somebody looks for? Words are compared by their stem."""

import re
from collections.abc import Iterable
from functools import lru_cache

import snowballstemmer

from favn.associations.rules.people import plain_name

_stemmer = snowballstemmer.stemmer("danish")


@lru_cache(maxsize=4096)
def stem(word: str) -> str:
    """“bestyrelsesarbejdet” → its stem, spelled without Danish letters."""
    return plain_name(str(_stemmer.stemWord(word.casefold())))


def stems(text: str) -> tuple[str, ...]:
    """The stems of a text in order."""
    return tuple(filter(None, map(stem, re.findall(r"[^\W_]+", text))))


def answers(wanted: tuple[str, ...], texts: Iterable[str]) -> bool:
    """Whether every wanted stem begins or stands inside some word; short ones only begin one."""
    there = [word for text in texts for word in stems(text)]
    return all(any(_is_in(one, word) for word in there) for one in wanted)


def _is_in(wanted: str, word: str) -> bool:
    """Danish puts words together: “bestyrelse” stands in “ungdomsbestyrelse”."""
    return word.startswith(wanted) or (len(wanted) >= 4 and wanted in word)
