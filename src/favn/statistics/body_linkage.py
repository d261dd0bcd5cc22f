"""Which associations may be one and the same: scored pairs with reasons; a person decides.

Weights add up as in Fellegi and Sunter (1969): log2 of how much likelier an agreement is for one
association than for two. How likely it is for two is read off the register: in a house where twenty
associations live, an address says little. Pairs are looked for only where something rare is shared.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from heapq import nlargest
from itertools import combinations
from math import log2
from typing import Generic, TypeVar

from favn.statistics import bodies
from favn.statistics.bodies import Body, Name, Part, Why
from favn.statistics.names import closeness, likeness

K = TypeVar("K")
SAME, ALIKE, RESEMBLING = 0.97, 0.86, 0.78
TRUE = {SAME: 0.8, ALIKE: 0.15, RESEMBLING: 0.05}
"""How often a part of one association's name agrees so far when it is written down twice."""
UNSEEN = 100
SHOWN, LIKELY = 9.0, 16.0
"""From which weight a pair is worth showing, and likely one. Chosen on one invented list."""
AGAINST, EXTRA, WHOLE_NAME = -5.0, -1.5, 2.0
OTHER_HEAD, SECTION = -3.5, -9.0
"""A club is seldom the association; a youth group is a part of it and not the whole."""
BELONGS = 0.3
"""A section shares address and board with its association; that says little of their being one."""
LOWEST_NAME = -6.0
"""An association may take another name; what else is known must then carry it."""
CUT = 0.9
DIFFERS = frozenset("atm")
"""Address, phone and mail tell two apart where both have one; a new website is soon made."""
JOINED = 0.9
MOST_NAME, MOST_BOARD, MOST_CONTACT = 20.0, 14.0, 9.0
SAME_CVR, OTHER_CVR, NO_SHARED = 15.0, -4.0, -2.0
WIDEST_BLOCK, WIDEST_ASKED = 40, 400
"""How many may share something before it is no longer looked at."""

Said = tuple[Why, str]


@dataclass(frozen=True, slots=True)
class Candidate(Generic[K]):
    """One it may be. `weight` in bits; `reasons` with the words they are about."""

    key: K
    weight: float
    reasons: tuple[Said, ...]

    @property
    def is_likely(self) -> bool:
        """Whether it is likely the same, rather than worth a look."""
        return self.weight >= LIKELY


@dataclass(frozen=True, slots=True)
class _Known:
    body: Body
    names: tuple[Name, ...]
    place: str
    phone: str
    mail: str
    domain: str
    site: str
    board: frozenset[str]
    sought: tuple[str, ...]

    def shared(self) -> Iterator[str]:
        """What is counted to know how rare it is."""
        yield from (f"n:{sound}" for sound in {p.sound for n in self.names for p in n.parts})
        yield from (f"b:{key}" for key in self.board)
        yield from (f"i:{initials}" for initials in {n.initials for n in self.names})
        pairs = (("a", self.place), ("d", self.domain), ("t", self.phone), ("m", self.mail))
        yield from (f"{sign}:{value}" for sign, value in (*pairs, ("w", self.site)) if value)


@dataclass(slots=True)
class Bodies(Generic[K]):
    """Associations in memory, found by what they share. Holds what it is given and nothing else."""

    entries: dict[K, _Known] = field(default_factory=dict)
    _blocks: dict[str, set[K]] = field(default_factory=lambda: defaultdict(set))
    _often: Counter[str] = field(default_factory=Counter)

    def put(self, key: K, body: Body) -> None:
        """Know an association, instead of what was known of it before."""
        self.drop(key)
        known = self.entries[key] = _known(body)
        self._often.update(known.shared())
        for word in known.sought:
            self._blocks[word].add(key)

    def drop(self, key: K) -> None:
        """Forget one."""
        known = self.entries.pop(key, None)
        if known is None:
            return
        self._often.subtract(known.shared())
        for word in known.sought:
            self._blocks[word].discard(key)

    def candidates(
        self, body: Body, *, most: int = 5, without: Iterable[K] = ()
    ) -> list[Candidate[K]]:
        """Which ones it may be, the likeliest first, never more than `most`."""
        asked = _known(body)
        near = {k for word in asked.sought for k in self._within(word, WIDEST_ASKED)}
        found = (self.compared(asked, key) for key in near - set(without))
        good = [one for one in found if one.weight >= SHOWN]
        return nlargest(most, good, key=lambda one: (one.weight, str(one.key)))

    def pairs(self) -> Iterator[tuple[K, Candidate[K]]]:
        """Every pair worth showing, each once, in no order."""
        seen: set[tuple[K, K]] = set()
        place = {key: n for n, key in enumerate(sorted(self.entries, key=str))}.__getitem__
        for word in list(self._blocks):
            for pair in combinations(sorted(self._within(word, WIDEST_BLOCK), key=place), 2):
                if pair not in seen:
                    seen.add(pair)
                    weight, reasons = self._compared(*map(self.entries.__getitem__, pair))
                    if weight >= SHOWN:
                        yield pair[0], Candidate(pair[1], weight, tuple(reasons))

    def sharing_board(self, key: K) -> dict[K, tuple[int, int]]:
        """Who shares people of their board with one: how many, of how many of theirs."""
        mine = self.entries[key].board
        near = {k for person in mine for k in self._blocks.get(f"b:{person}", ())} - {key}
        return {k: (len(mine & (b := self.entries[k].board)), len(b)) for k in near}

    def _within(self, word: str, widest: int) -> set[K]:
        found = self._blocks.get(word, set())
        return found if len(found) <= widest else set()

    # Weighing

    def compared(self, asked: _Known, key: K) -> Candidate[K]:
        """How far one of the register may be the one asked about."""
        weight, reasons = self._compared(asked, self.entries[key])
        return Candidate(key, weight, tuple(reasons))

    def weighed(self, one: Body, two: Body) -> tuple[float, list[Said]]:
        """What speaks for and against two that somebody points at, shown or not."""
        return self._compared(_known(one), _known(two))

    def _compared(self, asked: _Known, other: _Known) -> tuple[float, list[Said]]:
        weight, reasons = self._names(asked, other)
        is_section = any(why == Why.SECTION for why, _word in reasons)
        for more, said in (*self._contacts(asked, other), self._board(asked, other)):
            weight += more * (BELONGS if is_section else 1)
            reasons += [said] if said else []
        more, said = _cvr(asked.body, other.body)
        return weight + more, [*reasons, said] if said else reasons

    def _rarity(self, word: str, more: int = 1) -> float:
        return min(0.9, (self._often[word] + more) / (len(self.entries) + UNSEEN))

    def _names(self, asked: _Known, other: _Known) -> tuple[float, list[Said]]:
        """The two names that agree best; where one is not the first, it is said which."""
        weighed = [
            (*self._name(one, two), n + m, two.said)
            for n, one in enumerate(asked.names)
            for m, two in enumerate(other.names)
        ]
        weight, reasons, aliases, said = max(weighed, key=lambda w: w[0])
        if aliases and reasons and weight > 0:
            reasons = [*reasons, (Why.UNDER, said)]
        return max(LOWEST_NAME, min(weight, MOST_NAME)), reasons

    def _name(self, one: Name, two: Name) -> tuple[float, list[Said]]:
        """How far two whole names agree, in whatever order their parts stand."""
        if is_initials(one, two) or is_initials(two, one):
            short = min(one, two, key=lambda n: len(n.joined))
            rare = self._rarity(f"i:{max(one, two, key=lambda n: len(n.parts)).initials}")
            return min(9.0, log2(0.6 / rare)), [(Why.INITIALS, short.said)]
        mine, theirs = one.telling, two.telling
        pairs = _paired(mine, theirs)
        left = len(mine) - len(pairs), len(theirs) - len(pairs)
        if min(left) and _is_written_alike(one, two):
            spoken = sum(max(0.0, log2(0.5 / self._rarity(f"n:{p.sound}"))) for p in mine)
            return 0.8 * spoken, [(Why.NEAR_NAME, two.said)]
        weight = sum(self._agreed(mine[m], theirs[t], level) for m, t, level in pairs)
        weight += AGAINST * min(left) + EXTRA * (max(left) - min(left))
        section = _section(mine, theirs, pairs)
        weight += _heads(one, two) + section
        is_whole = bool(pairs) and max(left) == 0
        reasons = []
        if is_whole and all(level >= SAME for *_places, level in pairs):
            reasons.append((Why.SAME_NAME, ""))
        elif pairs:
            reasons.append((Why.NEAR_NAME, two.said))
        if min(left):
            reasons.append((Why.OTHER_WORDS, ""))
        elif section:
            reasons.append((Why.SECTION, ""))
        return weight + (WHOLE_NAME if is_whole else 0), reasons

    def _agreed(self, one: Part, two: Part, level: float) -> float:
        true = next(TRUE[bar] for bar in (SAME, ALIKE, RESEMBLING) if level >= bar)
        rare = max(self._rarity(f"n:{one.sound}"), self._rarity(f"n:{two.sound}"))
        return max(0.0, log2(true / rare))

    def _contacts(self, asked: _Known, other: _Known) -> Iterator[tuple[float, Said | None]]:
        """Address, phone, mail, domain, website: each by how many share it.

        One that both have and that differs speaks against, by how seldom it differs for one and
        the same association: log2 (1 - m) of Fellegi and Sunter, as nearly all pairs differ.
        """
        fields = (
            ("a", asked.place, other.place, Why.SAME_ADDRESS, 0.6, other.body.address),
            ("t", asked.phone, other.phone, Why.SAME_PHONE, 0.6, ""),
            ("w", asked.site, other.site, Why.SAME_SITE, 0.6, other.site),
            *self._mail(asked, other),
        )
        for sign, mine, theirs, why, true, said in fields:
            if mine and mine == theirs:
                weight = log2(true / self._rarity(f"{sign}:{mine}"))
                yield min(MOST_CONTACT, max(0.0, weight)), (why, said)
            elif mine and theirs and sign in DIFFERS:
                yield log2(1 - true), None

    @staticmethod
    def _mail(asked: _Known, other: _Known) -> Iterator[tuple[str, str, str, Why, float, str]]:
        """The same mail says it all; only where it differs, the same domain says something."""
        yield "m", asked.mail, other.mail, Why.SAME_MAIL, 0.6, ""
        if asked.domain and asked.mail != other.mail:
            yield "d", asked.domain, other.domain, Why.SAME_DOMAIN, 0.4, other.domain

    def _board(self, asked: _Known, other: _Known) -> tuple[float, Said | None]:
        """Shared people, each by how many boards they sit in; two full boards with none shared."""
        if not asked.board or not other.board:
            return 0.0, None
        shared = asked.board & other.board
        least = min(len(asked.board), len(other.board))
        if not shared:
            return (NO_SHARED, (Why.NO_SHARED_BOARD, "")) if least > 2 else (0.0, None)
        weight = sum(log2(0.5 / self._rarity(f"b:{key}")) for key in shared)
        part = len(shared) / max(len(asked.board), len(other.board))
        weight = min(MOST_BOARD, max(0.0, weight)) * (0.4 + 0.6 * part)
        return weight, (Why.SHARED_BOARD, f"{len(shared)}|{len(other.board)}")


def _known(body: Body) -> _Known:
    names = tuple(bodies.name(said) for said in dict.fromkeys(body.names) if said.strip())
    place = bodies.place(body.address, body.postcode)
    reached = bodies.phone(body.phone), body.mail.strip().casefold(), bodies.domain(body.mail)
    board = bodies.board(body.board)
    rest = (("c", body.cvr), ("a", place), ("w", bodies.site(body.site)),
            *zip("tmd", reached, strict=True))  # fmt: skip
    sought = {f"{sign}:{value}" for sign, value in rest if value}
    sought |= {f"b:{key}" for key in board}
    sought |= {word for one in names for word in _ways(one)}
    found = names or (bodies.name("?"),)
    return _Known(body, found, place, *reached, bodies.site(body.site), board, tuple(sought))


def _ways(one: Name) -> Iterator[str]:
    """What a name is looked up by: rare parts, two parts together, initials, all in one."""
    sounds = [part.sound for part in one.telling]
    for part in one.telling:
        for sound in part.token.skeletons:
            yield f"s:{sound}"
            if len(sound) > 3:
                yield from (f"s:{sound[:n] + sound[n + 1 :]}" for n in range(len(sound)))
    yield from (f"p:{' '.join(sorted(pair))}" for pair in combinations(set(sounds), 2))
    yield f"p:{' '.join(sorted(part.sound for part in one.parts))}"
    if len(one.initials) > 1:
        yield f"i:{one.initials}"
    if len(one.parts) == 1 and len(one.joined) <= 6:
        yield f"i:{one.joined}"
    yield f"j:{one.joined[:6]}"


def is_initials(short: Name, long: Name) -> bool:
    """“SKF” for Somalisk Kvindeforening."""
    is_one = len(short.parts) == 1 and 2 <= len(short.joined) <= 6
    return is_one and len(long.parts) > 1 and short.joined == long.initials


def _cvr(one: Body, two: Body) -> tuple[float, Said | None]:
    """The same number is mostly one association's; one may have two numbers after a new start."""
    if not one.cvr or not two.cvr:
        return 0.0, None
    if one.cvr == two.cvr:
        return SAME_CVR, (Why.SAME_CVR, one.cvr)
    return OTHER_CVR, (Why.OTHER_CVR, two.cvr)


def _heads(one: Name, two: Name) -> float:
    """“Danmark” and the like are passed over."""
    differ = one.heads and two.heads and one.heads.isdisjoint(two.heads)
    return OTHER_HEAD if differ else 0.0


def _is_written_alike(one: Name, two: Name) -> bool:
    """Whether two names are the same letters but for a few, wherever the spaces are."""
    most = (1 - JOINED) * max(len(one.joined), len(two.joined))
    apart = abs(len(one.joined) - len(two.joined))
    if apart > most or len(one.pieces ^ two.pieces) > 6 * most:
        return False
    return closeness(one.joined, two.joined) >= JOINED


def _section(
    mine: tuple[Part, ...], theirs: tuple[Part, ...], pairs: list[tuple[int, int, float]]
) -> float:
    """One name goes on with a word for a part of the members where the other ends."""
    if len(mine) == len(theirs) or len(pairs) < min(len(mine), len(theirs)):
        return 0.0
    used = {m for m, _t, _l in pairs}, {t for _m, t, _l in pairs}
    left = [p for n, p in enumerate(mine) if n not in used[0]]
    left += [p for n, p in enumerate(theirs) if n not in used[1]]
    return SECTION if any(p.token.letters in bodies.MEMBERS for p in left) else 0.0


@lru_cache(maxsize=400_000)
def _level(one: Part, two: Part) -> float:
    if one.is_cut or two.is_cut:
        short, long = sorted((one.token.letters, two.token.letters), key=len)
        if long.startswith(short):
            return CUT
    return likeness(one.token, two.token)


def _paired(mine: tuple[Part, ...], theirs: tuple[Part, ...]) -> list[tuple[int, int, float]]:
    """Which parts belong together: the likest first, each part once."""
    every = [
        (m, t, level)
        for m, one in enumerate(mine)
        for t, two in enumerate(theirs)
        if (level := _level(one, two)) >= RESEMBLING
    ]
    used: tuple[set[int], set[int]] = (set(), set())
    chosen = []
    for m, t, level in sorted(every, key=lambda pair: -pair[2]):
        if m not in used[0] and t not in used[1]:
            used[0].add(m)
            used[1].add(t)
            chosen.append((m, t, level))
    return chosen
