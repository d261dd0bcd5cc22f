"""Counts of one question's answers, with what those who did not answer could change.

Of all who were asked: `answered`, `unknown`, `irrelevant`, `silent` (sent, but skipped it) and
`away` (have not sent). Who was away might not have been asked at all; the bounds allow for both.
Where persons answer, cells under five go, and enough beside them (`statistics.disclosure`).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from favn.statistics.disclosure import MINIMUM, withheld_places

TOO_FEW = "too_few"
FEWEST = MINIMUM["ordinary"]


@dataclass(frozen=True, slots=True)
class Tally:
    """How the asked fall apart; the five parts sum to `asked`."""

    answered: int
    unknown: int
    irrelevant: int
    silent: int
    away: int

    @property
    def asked(self) -> int:
        """Everybody who was or may have been asked."""
        return self.replied + self.away

    @property
    def replied(self) -> int:
        """Those who sent their answers and were asked this."""
        return self.answered + self.unknown + self.irrelevant + self.silent

    @property
    def unsaid(self) -> int:
        """Those whose answer nobody knows."""
        return self.silent + self.away


@dataclass(frozen=True, slots=True)
class Cell:
    """One answer: how many gave it, as a share of those who answered and of all asked (0 to 1)."""

    key: str
    count: int | None
    share: float | None = None
    lowest: float | None = None
    highest: float | None = None
    withheld: str = ""


def cell(key: str, count: int, tally: Tally) -> Cell:
    """Lowest: nobody else would have said so. Highest: everybody whose answer is unknown would."""
    if not tally.answered:
        return Cell(key, count)
    lowest, highest = count / tally.asked, (count + tally.unsaid) / tally.asked
    return Cell(key, count, count / tally.answered, lowest, highest)


@dataclass(frozen=True, slots=True)
class Shown:
    """What of one question may be shown: its cells, and which parts of the tally.

    Without `parts` nobody can tell why an answer is missing; without `answered` not even how many.
    """

    cells: tuple[Cell, ...]
    answered: bool = True
    parts: bool = True

    @property
    def all_of_it(self) -> bool:
        """Whether nothing was held back, so that a mean gives nothing away."""
        return self.answered and self.parts and not any(c.withheld for c in self.cells)


def protected(cells: Sequence[Cell], tally: Tally, *, several: bool) -> Shown:
    """What may be shown where persons answered.

    One-answer cells stand together with those who gave no answer, for they sum to a known whole; in
    a several-answers table each answer stands against its own complement.
    """
    unanswered = tally.unknown + tally.irrelevant + tally.silent
    parts = not any(0 < n < FEWEST for n in (tally.unknown, tally.irrelevant, tally.silent))
    counts = [tally.answered] if several else [c.count or 0 for c in cells]
    places = withheld_places([*counts, unanswered], FEWEST)
    if places is None or (several and places):
        return Shown(tuple(_held(c) for c in cells), answered=False, parts=False)
    answered = len(counts) not in places
    hidden = places if not several else {n for n, c in enumerate(cells) if _is_small(c, tally)}
    return Shown(
        tuple(
            _held(c) if place in hidden else _without(c, shares=answered, bounds=parts and answered)
            for place, c in enumerate(cells)
        ),
        answered=answered,
        parts=parts and answered,
    )


def is_shown(tally: Tally) -> bool:
    """Whether the parts of the tally may be shown where persons answered and there is no table."""
    return protected([], tally, several=True).parts


def _is_small(one: Cell, tally: Tally) -> bool:
    count = one.count or 0
    return 0 < count < FEWEST or 0 < tally.answered - count < FEWEST


def _without(one: Cell, *, shares: bool, bounds: bool) -> Cell:
    """A cell without what would tell how many gave no answer, or why."""
    kept = one if bounds else replace(one, lowest=None, highest=None)
    return kept if shares else replace(kept, share=None)


def _held(one: Cell) -> Cell:
    return replace(one, count=None, share=None, lowest=None, highest=None, withheld=TOO_FEW)


@dataclass(frozen=True, slots=True)
class Mean:
    """A mean of numbers, and the lowest and highest it could be of all asked.

    `value` is None where nobody answered; the bounds are None where the scale has no ends.
    """

    value: float | None
    answered: int
    asked: int
    lowest: float | None = None
    highest: float | None = None


def mean(numbers: Sequence[float], tally: Tally, ends: tuple[int, int] | None) -> Mean:
    """The mean of those who answered; with both ends, what the unsaid answers could make of it."""
    count = len(numbers)
    if not count:
        return Mean(None, 0, tally.asked)
    total = sum(numbers)
    if ends is None:
        return Mean(total / count, count, tally.asked)
    whole = count + tally.unsaid
    lowest, highest = ((total + tally.unsaid * end) / whole for end in ends)
    return Mean(total / count, count, tally.asked, lowest, highest)
