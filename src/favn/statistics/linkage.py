"""Which known persons somebody may be: at most a few, scored, each with its reasons.

Weights add up as in Fellegi and Sunter (1969): log2 of how much likelier an agreement is for one
person than for two. How likely it is for two is read off the register itself, so that a rare name
weighs more than a common one. No decision is made here; a person looks at the candidates.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from heapq import nlargest
from itertools import pairwise
from math import log2
from typing import Generic, TypeVar

from favn.statistics.names import Token, likeness, tokens

K = TypeVar("K")
SAME, ALIKE, RESEMBLING = 0.97, 0.86, 0.78
"""From which likeness two parts are written alike, sound alike, resemble each other."""
TRUE = {SAME: 0.7, ALIKE: 0.25, RESEMBLING: 0.08}
"""How often the name of one person agrees so far when it is written down twice."""
UNSEEN = 200
"""Persons a register is thought to lack: in a small one no name is rare."""
AGAINST, MISSING = -4.0, -0.5
"""Both have a part the other lacks; only one has more."""
SURE, SHOWN, SOUGHT = 13.0, 6.0, 2.0
"""From which weight it is likely one person, worth showing, found by a search."""
SHORTEST_PART = 2
BEGUN = 0.9
"""How far a part agrees with one that it is the beginning of."""


class Why(StrEnum):
    """What speaks for or against; words for it stand where people read them."""

    SAME_NAME = "same_name"
    SOUNDS_ALIKE = "sounds_alike"
    RESEMBLES = "resembles"
    OTHER_ORDER = "other_order"
    OTHER_NAME = "other_name"
    UNDER = "under"
    SAME_BIRTH = "same_birth"
    SAME_YEAR = "same_year"
    NEAR_YEAR = "near_year"
    SWAPPED_BIRTH = "swapped_birth"
    OTHER_BIRTH = "other_birth"
    SAME_PHONE = "same_phone"
    SAME_EMAIL = "same_email"


@dataclass(frozen=True, slots=True)
class Described:
    """What is known of somebody. `names` are whole names, the first one their own.

    `born` is "1987-04-02", "1987" or "". The 1st of January counts as a year alone, as offices
    write it where nobody knows the day.
    """

    names: tuple[str, ...]
    born: str = ""
    phone: str = ""
    email: str = ""
    born_is_guess: bool = False


@dataclass(frozen=True, slots=True)
class Candidate(Generic[K]):
    """Somebody it may be. `weight` in bits; `reasons` with the words they are about."""

    key: K
    weight: float
    reasons: tuple[tuple[Why, str], ...]

    @property
    def is_likely(self) -> bool:
        """Whether it is likely the same person, rather than worth a look."""
        return self.weight >= SURE


Parts = tuple[str, ...]
"""One whole name as the ids of its parts, in order."""
Said = tuple[Why, str]
Weighed = tuple[float, list[Said]]


@dataclass(frozen=True, slots=True)
class _Entry:
    described: Described
    lines: tuple[Parts, ...]


@dataclass(slots=True)
class _Asked:
    """One question: its parts, and which parts of the register agree with each, how far."""

    line: Parts
    levels: dict[str, dict[str, float]]
    rarities: dict[tuple[str, float], float] = field(default_factory=dict)

    def level(self, mine: str, theirs: str) -> float:
        """How far two parts agree; 0 where they do not."""
        return self.levels.get(mine, {}).get(theirs, 0.0)


@dataclass(slots=True)
class Register(Generic[K]):
    """Names in memory, found by how they sound. Holds what it is given and nothing else."""

    entries: dict[K, _Entry] = field(default_factory=dict)
    _tokens: dict[str, Token] = field(default_factory=dict)
    _by_skeleton: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    _by_start: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    _with_part: dict[str, set[K]] = field(default_factory=lambda: defaultdict(set))
    _with_key: dict[str, set[K]] = field(default_factory=lambda: defaultdict(set))
    """Phone, mail, and two neighbouring parts written in one."""

    def put(self, key: K, described: Described) -> None:
        """Know somebody, instead of what was known of them before."""
        self.drop(key)
        named = [tokens(name) for name in described.names]
        self.entries[key] = _Entry(described, tuple(tuple(t.id for t in line) for line in named))
        for part in {part for line in named for part in line}:
            self._learn(part, key)
        for word in self._keys(self.entries[key]):
            self._with_key[word].add(key)

    def drop(self, key: K) -> None:
        """Forget somebody."""
        entry = self.entries.pop(key, None)
        if entry is None:
            return
        for part in {part for line in entry.lines for part in line}:
            self._with_part[part].discard(key)
            if not self._with_part[part]:
                self._unlearn(self._tokens.pop(part))
        for word in self._keys(entry):
            self._with_key[word].discard(key)

    def candidates(
        self, described: Described, *, most: int = 5, without: Iterable[K] = ()
    ) -> list[Candidate[K]]:
        """Whom it may be, the likeliest first, never more than `most`."""
        asked = self._asked(tokens(described.names[0]))
        every = self._near(asked) | self._reached(described, asked.line)
        found = (self._compared(described, asked, key) for key in every - set(without))
        return _first(found, SHOWN, most)

    def search(self, text: str, *, most: int = 20) -> list[Candidate[K]]:
        """Whose name the words may be the beginning of, the best first."""
        asked = self._asked(tokens(text), started=True)
        every = self._near(asked) | self._joined(asked.line)
        return _first((self._sought(asked, key) for key in every), SOUGHT, most)

    # Finding

    def _learn(self, part: Token, key: K) -> None:
        if part.id not in self._tokens:
            self._tokens[part.id] = part
            for skeleton in _ways_in(part):
                self._by_skeleton[skeleton].add(part.id)
            self._by_start[part.letters[:SHORTEST_PART]].add(part.id)
        self._with_part[part.id].add(key)

    def _unlearn(self, part: Token) -> None:
        del self._with_part[part.id]
        for skeleton in _ways_in(part):
            self._by_skeleton[skeleton].discard(part.id)
        self._by_start[part.letters[:SHORTEST_PART]].discard(part.id)

    def _asked(self, parts: Sequence[Token], *, started: bool = False) -> _Asked:
        levels = {part.id: self._agreeing(part) for part in parts}
        if started:
            for part in parts:
                for other in self._by_start.get(part.letters[:SHORTEST_PART], ()):
                    if other.startswith(part.letters):
                        levels[part.id].setdefault(other, BEGUN)
        return _Asked(tuple(part.id for part in parts), levels)

    def _agreeing(self, part: Token) -> dict[str, float]:
        """The register's parts that may be the same, and how far they agree."""
        ways = [self._by_skeleton.get(skeleton, set()) for skeleton in _ways_in(part)]
        near = ((other, likeness(part, self._tokens[other])) for other in set().union(*ways))
        return {other: level for other, level in near if level >= RESEMBLING}

    def _near(self, asked: _Asked) -> set[K]:
        """Everybody with a part that agrees with one of these."""
        parts = {other for levels in asked.levels.values() for other in levels}
        return {key for part in parts for key in self._with_part[part]}

    def _reached(self, described: Described, line: Parts) -> set[K]:
        """Everybody with the same phone or mail, or the same parts written in one."""
        words = _contacts(described)
        return {key for word in words for key in self._with_key.get(word, ())} | self._joined(line)

    def _joined(self, line: Parts) -> set[K]:
        whole = {key for word in _pairs_in_one(line) for key in self._with_part.get(word, ())}
        return whole | {key for word in line for key in self._with_key.get(word, ())}

    def _keys(self, entry: _Entry) -> set[str]:
        joined = {word for line in entry.lines for word in _pairs_in_one(line)}
        return joined | _contacts(entry.described)

    # Weighing

    def _rarity(self, asked: _Asked, mine: str, theirs: str, level: float) -> float:
        """How likely somebody else has a part that agrees so far with what was asked."""
        bar = next((bar for bar in (SAME, ALIKE, RESEMBLING) if level >= bar), 0.0)
        known = asked.rarities.get((mine, bar))
        if known is None:
            agreeing = [o for o, reached in asked.levels.get(mine, {}).items() if reached >= bar]
            others = sum(len(self._with_part[other]) for other in agreeing)
            known = min(0.9, (others + 1) / (len(self.entries) + UNSEEN))
            asked.rarities[mine, bar] = known
        return known

    def _compared(self, described: Described, asked: _Asked, key: K) -> Candidate[K]:
        entry = self.entries[key]
        weight, reasons = _best([self._line(asked, other) for other in entry.lines], entry)
        for more, said in (
            _birth(described, entry.described),
            _phone(described, entry.described),
            _email(described, entry.described),
        ):
            weight += more
            reasons += [said] if said else []
        return Candidate(key, weight, tuple(reasons))

    def _line(self, asked: _Asked, other: Parts) -> Weighed:
        """How far two whole names agree, in whatever order their parts stand."""
        pairs = _paired(asked, other)
        weight, reasons = 0.0, []
        for mine, theirs, level in pairs:
            word = asked.line[mine[0]]
            true = next(TRUE[bar] for bar in (SAME, ALIKE, RESEMBLING) if level >= bar)
            weight += max(0.0, log2(true / self._rarity(asked, word, other[theirs[0]], level)))
            reasons.append((_why(level), ""))
        left = [
            len(asked.line) - sum(len(pair[0]) for pair in pairs),
            len(other) - sum(len(pair[1]) for pair in pairs),
        ]
        if min(left) > 0:
            weight += AGAINST * min(left)
            reasons.append((Why.OTHER_NAME, ""))
        elif max(left) > 0:
            weight += MISSING
        if _is_turned(pairs):
            reasons.append((Why.OTHER_ORDER, ""))
        return weight, reasons

    def _sought(self, asked: _Asked, key: K) -> Candidate[K]:
        entry = self.entries[key]
        weight, reasons = _best([self._begun(asked, other) for other in entry.lines], entry)
        return Candidate(key, weight, tuple(reasons))

    def _begun(self, asked: _Asked, other: Parts) -> Weighed:
        """As `_line`, but what is more in the other's name is fine."""
        pairs = _paired(asked, other)
        weight, reasons = 0.0, []
        for mine, theirs, level in pairs:
            word = asked.line[mine[0]]
            rarity = self._rarity(asked, word, other[theirs[0]], level)
            weight += max(1.0, -log2(rarity)) + 2 * level
            reasons.append((_why(level), ""))
        missing = len(asked.line) - sum(len(pair[0]) for pair in pairs)
        return weight + AGAINST * missing, reasons


def _best(weighed: list[Weighed], entry: _Entry) -> Weighed:
    """The name that agrees best; where it is not their own first one, it is said which."""
    place = max(range(len(weighed)), key=lambda n: weighed[n][0], default=None)
    if place is None:
        return 0.0, []
    weight, reasons = weighed[place]
    under = [(Why.UNDER, entry.described.names[place])] if place and reasons else []
    return weight, [*under, *reasons]


def _first(found: Iterable[Candidate[K]], least: float, most: int) -> list[Candidate[K]]:
    good = (one for one in found if one.weight >= least)
    return nlargest(most, good, key=lambda one: (one.weight, str(one.key)))


def _ways_in(part: Token) -> set[str]:
    """The skeletons of a part, and each without one of its consonants, for slips of the pen."""
    ways = set(part.skeletons)
    for skeleton in part.skeletons:
        if len(skeleton) > SHORTEST_PART:
            ways |= {skeleton[:n] + skeleton[n + 1 :] for n in range(len(skeleton))}
    return ways


def _pairs_in_one(line: Parts) -> set[str]:
    """Neighbours written in one: Annemarie, Abubakar."""
    return {one + two for one, two in pairwise(line)}


Pair = tuple[tuple[int, ...], tuple[int, ...], float]
"""Places of mine, places of theirs, and how far they agree."""


def _paired(asked: _Asked, other: Parts) -> list[Pair]:
    """Which parts belong together: the likest first, each part once."""
    line = asked.line
    every: list[Pair] = [
        ((m,), (t,), level)
        for m, mine in enumerate(line)
        for t, theirs in enumerate(other)
        if (level := asked.level(mine, theirs))
    ]
    for short, long, turned in ((line, other, False), (other, line, True)):
        for place, word in enumerate(short):
            for n in range(len(long) - 1):
                if long[n] + long[n + 1] == word:
                    both = ((place,), (n, n + 1))
                    every.append((both[1], both[0], 0.98) if turned else (*both, 0.98))
    every.sort(key=lambda pair: pair[2], reverse=True)
    used: tuple[set[int], set[int]] = (set(), set())
    chosen = []
    for pair in every:
        if not used[0] & set(pair[0]) and not used[1] & set(pair[1]):
            used[0].update(pair[0])
            used[1].update(pair[1])
            chosen.append(pair)
    return chosen


def _is_turned(pairs: Sequence[Pair]) -> bool:
    """Whether the parts stand in another order."""
    ordered = [theirs for _mine, theirs, _level in sorted(pairs)]
    return ordered != sorted(ordered)


def _why(level: float) -> Why:
    if level >= SAME:
        return Why.SAME_NAME
    return Why.SOUNDS_ALIKE if level >= ALIKE else Why.RESEMBLES


def _birth(one: Described, two: Described) -> tuple[float, tuple[Why, str] | None]:
    """How two dates of birth agree; an unknown one says nothing."""
    if not one.born or not two.born:
        return 0.0, None
    days = [b.born for b in (one, two)]
    guessed = one.born_is_guess or two.born_is_guess
    year = [int(day[:4]) for day in days]
    exact = all(len(day) == 10 and day[5:] != "01-01" for day in days)
    if exact and days[0] == days[1]:
        return 8.0, (Why.SAME_BIRTH, days[1])
    if exact and days[0][:4] == days[1][:4] and days[0][5:7] == days[1][8:]:
        return 5.0, (Why.SWAPPED_BIRTH, days[1])
    if year[0] == year[1]:
        return (-3.0 if exact else 3.5), (Why.OTHER_BIRTH if exact else Why.SAME_YEAR, days[1])
    if abs(year[0] - year[1]) <= 2 and (guessed or not exact):
        return 1.0, (Why.NEAR_YEAR, days[1])
    return (-3.0 if guessed else -7.0), (Why.OTHER_BIRTH, days[1])


def _phone(one: Described, two: Described) -> tuple[float, tuple[Why, str] | None]:
    """A family may share a phone, so it weighs less than it seems."""
    if _digits(one.phone) and _digits(one.phone) == _digits(two.phone):
        return 7.0, (Why.SAME_PHONE, "")
    return 0.0, None


def _email(one: Described, two: Described) -> tuple[float, tuple[Why, str] | None]:
    mail = one.email.strip().casefold()
    return (
        (8.0, (Why.SAME_EMAIL, "")) if mail and mail == two.email.strip().casefold() else (0, None)
    )


def _digits(phone: str) -> str:
    """The last eight digits: +45 and 0045 are the same phone."""
    digits = "".join(sign for sign in phone if sign.isdigit())
    return digits[-8:] if len(digits) >= 8 else ""


def _contacts(described: Described) -> set[str]:
    return {c for c in (_digits(described.phone), described.email.strip().casefold()) if c}
