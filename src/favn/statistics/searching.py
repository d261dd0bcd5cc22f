"""Finds texts by Danish words, also bent, misspelt, or inside a compound, and says why.

Words are cut to their stem (Snowball's Danish algorithm, Porter 2002). A word that is asked for may
agree with a known one as the same stem, as its beginning, inside it (by trigrams), or, where none
of these is there, but for a slip of the pen (Damerau 1964). Texts are ranked by how rare and how
prominent the agreeing words are, as BM25 does; those that have every word come first.
"""

import re
import unicodedata
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from math import log
from typing import Generic, TypeVar

import snowballstemmer

from favn.statistics.names import closeness

K = TypeVar("K")
_stemmer = snowballstemmer.stemmer("danish")
FOLDED = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "ä": "ae", "ö": "oe", "ß": "ss"})
WORD = re.compile(r"[^\W_]+")
LITTLE = frozenset((
    "og", "i", "på", "for", "af", "til", "med", "en", "et", "den", "det", "der", "som", "at", "er",
    "om", "fra", "the", "and", "of",
))  # fmt: skip
"""Words that stand in every text; they are asked for only where nothing else is."""
SHORTEST_START, SHORTEST_INSIDE, SHORTEST_SLIP = 2, 4, 4
MOST_TERMS = 400
"""So many known words one asked word may agree with; the commonest are kept."""
LONGEST_ENDING = 5
"""Letters of a bent ending: foreningerne."""
DEAD_SHARE = 0.25
SATURATION = 1.2


class How(StrEnum):
    """How an asked word agrees with a known one."""

    SAME = "same"
    BEGINS = "begins"
    INSIDE = "inside"
    PART = "part"
    SLIP = "slip"


LEVELS = {How.SAME: 1.0, How.BEGINS: 0.8, How.INSIDE: 0.6, How.PART: 0.5, How.SLIP: 0.4}


@dataclass(frozen=True, slots=True)
class Agreement:
    """One word that was asked for, and a stem of the text that agrees with it."""

    asked: str
    stem: str
    how: How


@dataclass(slots=True)
class _Text:
    facets: frozenset[str]
    order: str


@dataclass(frozen=True, slots=True)
class Answer(Generic[K]):
    """Keys of the texts found, the best first, and the agreements that may have found them."""

    keys: tuple[K, ...]
    agreements: tuple[Agreement, ...] = ()


@dataclass(frozen=True, slots=True)
class Everything(Generic[K]):
    """Texts in order, and facet → how many of them have it."""

    keys: tuple[K, ...]
    facets: Counter[str]


@dataclass(slots=True)
class Index(Generic[K]):
    """Texts in memory by their words. Holds what it is given and nothing else."""

    _texts: dict[int, _Text] = field(default_factory=dict)
    _number: dict[K, int] = field(default_factory=dict)
    _keys: list[K] = field(default_factory=list)
    _stems: dict[str, int] = field(default_factory=dict)
    _words: list[str] = field(default_factory=list)
    _where: "list[array[int]]" = field(default_factory=list)
    _weights: "list[array[float]]" = field(default_factory=list)
    _everything: dict[frozenset[str], Everything[K]] = field(default_factory=dict)
    _having: "defaultdict[str, set[int]]" = field(default_factory=lambda: defaultdict(set))
    """Facet → the texts with it."""
    _places: list[int] = field(default_factory=list)
    """Where each text stands in order; worked out once until something changes."""
    _trigrams: "dict[str, array[int]]" = field(
        default_factory=lambda: defaultdict(lambda: array("I"))
    )

    def __len__(self) -> int:
        return len(self._number)

    def keys(self) -> set[K]:
        """Whose texts are known."""
        return set(self._number)

    def put(
        self, key: K, fields: Iterable[tuple[float, str]], facets: Iterable[str], order: str
    ) -> None:
        """Know a text, instead of what was known of it before.

        `fields` are (how prominent, words); `order` is what unasked lists are sorted by.
        """
        self.drop(key)
        weights: dict[int, float] = defaultdict(float)
        for weight, text in fields:
            for word in stems(text):
                weights[self._learn(word)] += weight
        number = len(self._keys)
        self._keys.append(key)
        self._number[key] = number
        self._texts[number] = _Text(frozenset(facets), order)
        for facet in self._texts[number].facets:
            self._having[facet].add(number)
        for stem, weight in weights.items():
            self._where[stem].append(number)
            self._weights[stem].append(weight)

    def drop(self, key: K) -> None:
        """Forget a text. Its place is given up when many are gone."""
        self._everything.clear()
        self._places.clear()
        if (number := self._number.pop(key, None)) is not None:
            for facet in self._texts.pop(number).facets:
                self._having[facet].discard(number)
        if len(self._keys) - len(self._number) > DEAD_SHARE * len(self._keys) + 100:
            self._tidy()

    def search(self, text: str, needs: frozenset[str] = frozenset()) -> Answer[K]:
        """Texts with the words and every one of the facets; all of them where no word is asked."""
        asked = words_of(text)
        if not asked:
            return Answer(self.everything(needs).keys)
        agreements, every = [], []
        for word in asked:
            agreeing = self._agreeing(word)
            agreements += [Agreement(word, self._words[s], how) for s, how in agreeing.items()]
            every.append(self._scored(agreeing))
        scores = self._of_most(every, needs)
        keys = tuple(self._keys[n] for n in self._ranked(scores))
        return Answer(keys, tuple(agreements))

    def everything(self, needs: frozenset[str] = frozenset()) -> Everything[K]:
        """All texts with these facets in order; worked out once until something changes."""
        known = self._everything.get(needs)
        if known is None:
            chosen = [(t.order, n) for n, t in self._texts.items() if needs <= t.facets]
            numbers = [n for _order, n in sorted(chosen)]
            facets = Counter(facet for n in numbers for facet in self._texts[n].facets)
            known = self._everything[needs] = Everything(
                tuple(self._keys[n] for n in numbers), facets
            )
        return known

    # Finding

    def _learn(self, word: str) -> int:
        number = self._stems.get(word)
        if number is None:
            number = self._stems[word] = len(self._words)
            self._words.append(word)
            self._where.append(array("I"))
            self._weights.append(array("f"))
            for gram in trigrams(word):
                self._trigrams[gram].append(number)
        return number

    def _agreeing(self, word: str) -> dict[int, How]:
        """Known stems that agree with a word, each in the best way."""
        asked = folded(stem(word))
        found: dict[int, How] = {}
        if (same := self._stems.get(asked)) is not None and self._where[same]:
            found[same] = How.SAME
        for number, how in self._near(folded(word), asked):
            found.setdefault(number, how)
        if set(found.values()) <= {How.PART}:
            for number in self._slips(folded(word), asked):
                found[number] = How.SLIP
        if len(found) > MOST_TERMS:
            kept = sorted(found, key=lambda n: (LEVELS[found[n]], len(self._where[n])))
            found = {n: found[n] for n in kept[-MOST_TERMS:]}
        return found

    def _near(self, word: str, asked: str) -> Iterator[tuple[int, How]]:
        """Stems that begin with the word or hold it, and stems the word is put together of."""
        if len(asked) >= SHORTEST_INSIDE:
            yield from self._holding(asked)
            parts = {folded(stem(part)) for part in _edges(word)}
            known = (self._stems.get(part) for part in parts if len(part) >= SHORTEST_INSIDE)
            yield from ((number, How.PART) for number in known if number is not None)
        elif len(asked) >= SHORTEST_START:
            for number in self._trigrams.get(f" {asked[:2]}", ()):
                if self._words[number].startswith(asked):
                    yield number, How.BEGINS

    def _holding(self, asked: str) -> Iterator[tuple[int, How]]:
        """Stems that begin with these letters or have them inside."""
        holding = [set(self._trigrams.get(gram, ())) for gram in _inner(asked)]
        for number in set.intersection(*holding):
            if asked in (known := self._words[number]):
                yield number, How.BEGINS if known.startswith(asked) else How.INSIDE

    def _slips(self, word: str, asked: str) -> list[int]:
        """Stems one or, where they are long, two letters away; a slip may hide a word's ending."""
        allowed = 0 if len(asked) < SHORTEST_SLIP else 1 if len(asked) < 8 else 2
        if not allowed:
            return []
        shared = Counter(n for gram in trigrams(asked) for n in self._trigrams.get(gram, ()))
        least = max(1, len(asked) - 4 * allowed)  # Two letters changed about cost four.
        near = (n for n, grams in shared.items() if grams >= least)
        return [n for n in near if self._is_near(word, asked, self._words[n], allowed)]

    @staticmethod
    def _is_near(word: str, asked: str, known: str, allowed: int) -> bool:
        if is_slip(asked, known, allowed):
            return True
        rest = len(word) - len(known)
        return 0 < rest <= LONGEST_ENDING and is_slip(word[: len(known)], known, allowed)

    def _scored(self, agreeing: dict[int, How]) -> dict[int, float]:
        """Text → how well its best agreeing stem speaks for it."""
        best: dict[int, float] = {}
        total = len(self._texts) + 1
        for stem_, how in agreeing.items():
            where, weights = self._where[stem_], self._weights[stem_]
            rarity = LEVELS[how] * log(1 + total / (len(where) + 1))
            says = {weight: rarity * weight / (weight + SATURATION) for weight in set(weights)}
            scored = zip(where, map(says.__getitem__, weights), strict=True)
            if not best:
                best = dict(scored)
                continue
            for number, score in scored:
                if score > best.get(number, 0.0):
                    best[number] = score
        return best

    def _of_most(self, every: list[dict[int, float]], needs: frozenset[str]) -> dict[int, float]:
        """The texts that have the most of the words and every facet, with their scores."""
        said = [best for best in every if best]
        if said and (found := self._standing(set(said[0]).intersection(*said[1:]), needs)):
            return {n: sum(best[n] for best in said) for n in found}
        having = Counter(n for best in said for n in self._standing(set(best), needs))
        most = max(having.values(), default=0)
        found = {n for n, words in having.items() if words == most}
        return {n: sum(best.get(n, 0.0) for best in said) for n in found}

    def _standing(self, numbers: set[int], needs: frozenset[str]) -> set[int]:
        """Those of the texts that are not gone and have every facet."""
        if len(self._keys) > len(self._texts):
            numbers = {n for n in numbers if n in self._texts}
        return numbers.intersection(*(self._having[facet] for facet in needs))

    def _ranked(self, scores: dict[int, float]) -> list[int]:
        """The best first; those that are as good, in order."""
        if not self._places:
            self._places = [0] * len(self._keys)
            ordered = sorted(self._texts, key=lambda n: (self._texts[n].order, n))
            for place, number in enumerate(ordered):
                self._places[number] = place
        found = sorted(scores, key=self._places.__getitem__)
        found.sort(key=scores.__getitem__, reverse=True)
        return found

    def _tidy(self) -> None:
        """Give up the places of texts that are gone."""
        for stem_, where in enumerate(self._where):
            pairs = [
                (n, w) for n, w in zip(where, self._weights[stem_], strict=True) if n in self._texts
            ]
            self._where[stem_] = array("I", [n for n, _w in pairs])
            self._weights[stem_] = array("f", [w for _n, w in pairs])
        moved = {old: new for new, old in enumerate(sorted(self._texts))}
        self._where = [array("I", [moved[n] for n in where]) for where in self._where]
        self._texts = {moved[old]: text for old, text in self._texts.items()}
        self._keys = [self._keys[old] for old in moved]
        self._number = {key: n for n, key in enumerate(self._keys)}
        self._having = defaultdict(set)
        for number, text in self._texts.items():
            for facet in text.facets:
                self._having[facet].add(number)


# Words


def folded(word: str) -> str:
    """Small letters without accents; æ, ø and å as they are typed where they are missing."""
    plain = unicodedata.normalize("NFKD", word.lower().translate(FOLDED))
    return "".join(sign for sign in plain if not unicodedata.combining(sign))


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """“foreninger” → “forening”; words are given in small letters."""
    return str(_stemmer.stemWord(word))


def stems(text: str) -> list[str]:
    """The folded stems of a text in order."""
    return [folded(stem(word)) for word in WORD.findall(text.lower())]


def words_of(text: str) -> list[str]:
    """What is asked for: each word once; little words only where there are no others."""
    every = list(dict.fromkeys(WORD.findall(text.lower())))[:12]
    return [word for word in every if word not in LITTLE] or every


def trigrams(word: str) -> set[str]:
    """Three letters at a time, with a space before the word and after it."""
    padded = f" {word} "
    return {padded[n : n + 3] for n in range(len(padded) - 2)}


def _inner(word: str) -> set[str]:
    return {word[n : n + 3] for n in range(len(word) - 2)}


def _edges(word: str) -> Iterator[str]:
    """Beginnings and ends of a word that may be words themselves: kvinde|forening."""
    for n in range(SHORTEST_INSIDE, len(word) - SHORTEST_INSIDE + 1):
        yield word[:n]
        yield word[n:]


def is_slip(one: str, other: str, allowed: int) -> bool:
    """Whether so many letters at most are added, left out, changed or changed about."""
    longest = max(len(one), len(other))
    if abs(len(one) - len(other)) > allowed:
        return False
    return closeness(one, other) >= 1 - allowed / longest - 1e-9


@dataclass(frozen=True, slots=True)
class Piece:
    """Some letters of a text, and whether they are what was found."""

    text: str
    is_found: bool


def marked(text: str, agreements: Iterable[Agreement]) -> list[Piece]:
    """The text in pieces, so that a page can mark what was found."""
    wanted = {agreement.stem for agreement in agreements}
    pieces, end = [], 0
    for word in WORD.finditer(text):
        if folded(stem(word[0].lower())) in wanted:
            if word.start() > end:
                pieces.append(Piece(text[end : word.start()], is_found=False))
            pieces.append(Piece(word[0], is_found=True))
            end = word.end()
    return [*pieces, Piece(text[end:], is_found=False)] if end < len(text) else pieces
