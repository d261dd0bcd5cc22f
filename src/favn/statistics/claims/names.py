"""What do two rows' names have in common, and which words in a name say what the row is?

Both Danish and English words are known, since tables of figures come in both.
"""

from __future__ import annotations

import re
from functools import lru_cache

WORD = re.compile(r"[^\W\d_]{2,}")
ASIDE = re.compile(r"\([^)]*\)")
EMPTY = frozenset(
    """the and for with from who that this into per of in at on to or by as an is are was were than
    og eller af for med fra der som det den de et en at på til pr om er var blev har i up its their
    within""".split()  # noqa: SIM905 - a hundred quotation marks say no more
)
SUM_WORDS = re.compile(r"(?i)\b(total|totalt|in all|altogether|i alt|sum|tilsammen|samlet)\b")
WHOLE_WORDS = re.compile(r"(?i)\b(whole|entire|hele)\b")
PART_WORDS = re.compile(
    r"(?i)^(of (them|those|that|which|these)|heraf|hvoraf|deraf|af dem|af disse)\b"
)
GAP_WORDS = re.compile(r"(?i)\b(gap|difference|excess|forskel\w*|afstand\w*|overledighed\w*)\b")
CHANGE_WORDS = re.compile(
    r"(?i)\b(change|growth|improvement|increase|rise|drop|decline|reduction|cut"
    r"|ændring\w*|vækst\w*|stigning\w*|fald\w*|fremgang\w*|udvikling\w*|reduktion\w*)\b"
)
PACE_WORDS = re.compile(
    r"(?i)\b(parity|(current|present|same|this) pace|(samme|nuværende|dette) tempo)\b"
)
RATIO_WORDS = re.compile(
    r"(?i)\b(relative to|in (percent|%) of|i forhold til|i (procent|pct\.?) af)\b"
)
TARGET_WORDS = re.compile(r"(?i)\b(target|goal|mål|måltal|målet)\b")
EITHER = re.compile(r"(?i)\b(or|eller)\b")
REST_WORDS = re.compile(r"(?i)\b(other|others|remaining|further|rest|andet|andre|øvrige|resten)\b")
PERSONS = re.compile(
    r"(?i)(women|men|person|people|child|pupil|youth|staff|user|citizen|resident|refugee|minorit"
    r"|kvinde|mænd|børn|unge|elev|borger|bruger|ansat|medarbejder|flygtning|deltager|beboer)"
)
EVERYBODY = frozenset(
    {"all", "alle", "both", "begge", "total", "i alt", "in all", "hele landet", "all denmark"}
)
BAND = re.compile(r"(\d+)\s*[-–]\s*(\d+)")
ONE_PEOPLE = (
    frozenset({"minority", "ethnic minority", "etnisk minoritet", "etniske minoriteter"}),
    frozenset({"non-western", "ikke-vestlig", "ikke-vestlige"}),
    frozenset({"bilingual", "tosproget", "tosprogede"}),
    frozenset({"other ethnic background", "anden etnisk baggrund"}),
    frozenset({"new danes", "nydanskere"}),
    frozenset({"immigrants", "indvandrere"}),
)
"""Groups that are often used for one another and are not the same people."""
OFTEN_MIXED = 3


@lru_cache(maxsize=65536)
def words_of(name: str) -> frozenset[str]:
    """The words that carry a name, without asides, endings and small words."""
    bare = (word.casefold() for word in WORD.findall(ASIDE.sub(" ", name)))
    return frozenset(_stem(word) for word in bare if word not in EMPTY)


def _stem(word: str) -> str:
    return word[:-1] if word.endswith("s") and len(word) > 3 else word


@lru_cache(maxsize=65536)
def key_of(name: str) -> str:
    """A name as a key: case, asides and signs do not make a new measure."""
    return " ".join(re.findall(r"\w+", ASIDE.sub(" ", name).casefold()))


def digits_of(name: str) -> tuple[str, ...]:
    """The numbers in a name: what differs by its number alone is another thing."""
    return tuple(re.findall(r"\d+", ASIDE.sub(" ", name)))


def alike(one: str, other: str) -> float:
    """Shared words of all words, 0 to 1."""
    a, b = words_of(one), words_of(other)
    return len(a & b) / len(a | b) if a | b else 0.0


def within(one: str, other: str) -> float:
    """Shared words of the shorter name's words, 0 to 1."""
    a, b = words_of(one), words_of(other)
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0


def shared(one: str, other: str) -> int:
    """How many words two names share."""
    return len(words_of(one) & words_of(other))


def akin(one: str, other: str) -> bool:
    """Whether a long word of one stands inside a word of the other: grade, grades; employment."""
    pairs = ((a, b) for a in words_of(one) for b in words_of(other))
    return any(min(len(a), len(b)) >= 5 and (a in b or b in a) for a, b in pairs)


def is_everybody(group: str) -> bool:
    """Whether a group is all groups together."""
    return group.casefold() in EVERYBODY
