"""Which known persons somebody may be: at most a few, scored, each with its reasons.

Weights add up as in Fellegi and Sunter (1969): log2 of how much likelier an agreement is for one
person than for two. How likely it is for two is read off the register itself, so that a rare name
weighs more than a common one. No decision is made here; a person looks at the candidates.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from heapq import nlargest
from itertools import pairwise
from math import log2
from typing import Generic, TypeVar

from favn.statistics.agreement import Described, Why, birth, contacts, email, phone
from favn.statistics.names import Token, likeness, single, token, tokens

K = TypeVar("K")
SAME, ALIKE, RESEMBLING = 0.97, 0.86, 0.78
"""From which likeness two parts are written alike, sound alike, resemble each other."""
TRUE = {SAME: 0.7, ALIKE: 0.25, RESEMBLING: 0.08}
"""How often the name of one person agrees so far when it is written down twice."""
UNSEEN = 200
"""Persons a register is thought to lack: in a small one no name is rare."""
AGAINST, MISSING, WHOLE = -4.0, -0.5, 2.0
"""Both have a part the other lacks; only one has more; several parts agree and none is left."""
SURE, SHOWN, SOUGHT = 13.0, 5.0, 2.0
"""From which weight it is likely one person, worth showing, found by a search."""
SHORTEST_PART = 2
BEGUN = 0.9
"""How far a part agrees with one that it is the beginning of."""


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
    weighed: dict[Parts, Weighed] = field(default_factory=dict)
    joined: set[object] = field(default_factory=set)
    """Whom it may be where two parts of one name are written in one in the other."""

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
    """Phone, mail, and how two neighbouring parts sound in one."""

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
        every = self._near(asked) | self._reached(described) | self._joined(asked)
        found = (self._compared(described, asked, key) for key in every - set(without))
        return _first(found, SHOWN, most)

    def search(self, text: str, *, most: int = 20) -> list[Candidate[K]]:
        """Whose name the words may be the beginning of, the best first."""
        asked = self._asked(tokens(text), started=True)
        every = self._nearest(asked, most) | self._joined(asked)
        return _first((self._sought(asked, key) for key in every), SOUGHT, most)

    # Finding

    def _learn(self, part: Token, key: K) -> None:
        if part.id not in self._tokens:
            self._tokens[part.id] = part
            for skeleton in _ways_in(part):
                self._by_skeleton[skeleton].add(part.id)
            for start in _starts(part.letters):
                self._by_start[start].add(part.id)
        self._with_part[part.id].add(key)

    def _unlearn(self, part: Token) -> None:
        del self._with_part[part.id]
        for skeleton in _ways_in(part):
            self._by_skeleton[skeleton].discard(part.id)
        for start in _starts(part.letters):
            self._by_start[start].discard(part.id)

    def _asked(self, parts: Sequence[Token], *, started: bool = False) -> _Asked:
        levels = {part.id: self._agreeing(part) for part in parts}
        if started:
            for part in parts:
                for other in self._beginning(part.letters):
                    levels[part.id].setdefault(other, BEGUN)
        return _Asked(tuple(part.id for part in parts), levels)

    def _beginning(self, letters: str) -> Iterator[str]:
        """The register's parts that begin so; a letter written twice is one: Aagaard, Ågård."""
        begun = single(letters)
        every = (self._by_start.get(start, set()) for start in _starts(letters))
        for other in set().union(*every):
            if other.startswith(letters) or (
                len(begun) >= SHORTEST_PART and single(other).startswith(begun)
            ):
                yield other

    def _agreeing(self, part: Token) -> dict[str, float]:
        """The register's parts that may be the same, and how far they agree."""
        ways = [self._by_skeleton.get(skeleton, set()) for skeleton in _ways_in(part)]
        near = ((other, likeness(part, self._tokens[other])) for other in set().union(*ways))
        return {other: level for other, level in near if level >= RESEMBLING}

    def _near(self, asked: _Asked) -> set[K]:
        """Everybody with a part that agrees with one of these."""
        parts = {other for levels in asked.levels.values() for other in levels}
        return {key for part in parts for key in self._with_part[part]}

    def _nearest(self, asked: _Asked, enough: int) -> set[K]:
        """Those with most of the parts; those with fewer only where there are not enough."""
        agreeing: Counter[K] = Counter()
        for levels in asked.levels.values():
            agreeing.update({key for other in levels for key in self._with_part[other]})
        found: set[K] = set()
        for number in range(len(asked.levels), 0, -1):
            found |= {key for key, parts in agreeing.items() if parts == number}
            if len(found) >= enough:
                break
        return found

    def _reached(self, described: Described) -> set[K]:
        """Everybody with the same phone or mail."""
        words = contacts(described)
        return {key for word in words for key in self._with_key.get(word, ())}

    def _joined(self, asked: _Asked) -> set[K]:
        """Everybody who has two of these parts in one, or one of them in two."""
        found: set[K] = set()
        for one, two in pairwise(asked.line):
            whole = _token(one.rstrip("*") + two)
            parts = {p for s in _pairs_in_one((one, two)) for p in self._by_skeleton.get(s, ())}
            alike = (p for p in parts if likeness(whole, self._tokens[p]) >= ALIKE)
            found |= {key for part in alike for key in self._with_part[part]}
        alone = {f"{skeleton} " for word in asked.line for skeleton in _token(word).skeletons}
        found |= {key for one in alone for key in self._with_key.get(one, ())}
        asked.joined |= found
        return found

    def _keys(self, entry: _Entry) -> set[str]:
        joined = {f"{one} " for line in entry.lines for one in _pairs_in_one(line)}
        return joined | contacts(entry.described)

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
        weighed = [self._once(asked, other, key, self._line) for other in entry.lines]
        weight, reasons = _best(weighed, entry)
        for more, said in (
            birth(described, entry.described),
            phone(described, entry.described),
            email(described, entry.described),
        ):
            weight += more
            reasons += [said] if said else []
        return Candidate(key, weight, tuple(reasons))

    @staticmethod
    def _once(
        asked: _Asked, other: Parts, key: K, weigh: Callable[[_Asked, Parts, K], Weighed]
    ) -> Weighed:
        """The same name is weighed once, however many have it."""
        if key in asked.joined:
            return weigh(asked, other, key)
        if other not in asked.weighed:
            asked.weighed[other] = weigh(asked, other, key)
        return asked.weighed[other]

    def _line(self, asked: _Asked, other: Parts, key: K) -> Weighed:
        """How far two whole names agree, in whatever order their parts stand."""
        pairs = _paired(asked, other, in_one=key in asked.joined)
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
        elif len(pairs) > 1:
            weight += WHOLE
        if _is_turned(pairs):
            reasons.append((Why.OTHER_ORDER, ""))
        if len(asked.line) == len(other) == 1 and any(level >= SAME for *_, level in pairs):
            weight = max(weight, SHOWN)  # Neither is known by more; however common, worth a look.
        return weight, reasons

    def _sought(self, asked: _Asked, key: K) -> Candidate[K]:
        entry = self.entries[key]
        weighed = [self._once(asked, other, key, self._begun) for other in entry.lines]
        weight, reasons = _best(weighed, entry)
        return Candidate(key, weight, tuple(reasons))

    def _begun(self, asked: _Asked, other: Parts, key: K) -> Weighed:
        """As `_line`, but what is more in the other's name is fine."""
        pairs = _paired(asked, other, in_one=key in asked.joined)
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


def _starts(letters: str) -> set[str]:
    """The first letters a part is looked up by."""
    return {letters[:SHORTEST_PART], single(letters)[:SHORTEST_PART]}


def _pairs_in_one(line: Parts) -> set[str]:
    """The skeletons of neighbours written in one: Annemarie, Abubakar, Abdirahman."""
    return {
        first + second.lstrip("AY")
        for one, two in pairwise(line)
        if min(len(one), len(two)) >= SHORTEST_PART
        for first in _token(one).skeletons
        for second in _token(two).skeletons
        if len(first + second) > SHORTEST_PART
    }


def _token(part: str) -> Token:
    letters = part.rstrip("*")
    return token(letters, letters == part)


Pair = tuple[tuple[int, ...], tuple[int, ...], float]
"""Places of mine, places of theirs, and how far they agree."""


def _paired(asked: _Asked, other: Parts, *, in_one: bool) -> list[Pair]:
    """Which parts belong together: the likest first, each part once."""
    line = asked.line
    every: list[Pair] = [
        ((m,), (t,), level)
        for m, mine in enumerate(line)
        for t, theirs in enumerate(other)
        if (level := asked.level(mine, theirs))
    ]
    if in_one:
        every += [((m,), both, level) for m, both, level in _in_one(line, other)]
        every += [(both, (t,), level) for t, both, level in _in_one(other, line)]
    every.sort(key=lambda pair: pair[2], reverse=True)
    used: tuple[set[int], set[int]] = (set(), set())
    chosen = []
    for pair in every:
        if not used[0] & set(pair[0]) and not used[1] & set(pair[1]):
            used[0].update(pair[0])
            used[1].update(pair[1])
            chosen.append(pair)
    return chosen


def _in_one(short: Parts, long: Parts) -> Iterator[tuple[int, tuple[int, int], float]]:
    """The place of a part, of the two neighbours that sound like it in one, and how far."""
    for place, word in enumerate(short):
        for n, (one, two) in enumerate(pairwise(long)):
            level = likeness(_token(word), _token(one.rstrip("*") + two))
            if level >= ALIKE:
                yield place, (n, n + 1), level


def _is_turned(pairs: Sequence[Pair]) -> bool:
    """Whether the parts stand in another order."""
    ordered = [theirs for _mine, theirs, _level in sorted(pairs)]
    return ordered != sorted(ordered)


def _why(level: float) -> Why:
    if level >= SAME:
        return Why.SAME_NAME
    return Why.SOUNDS_ALIKE if level >= ALIKE else Why.RESEMBLES
