"""What may an edition show of an exact answer?

The one place, applied last. Counts of ordinary events are exact everywhere; of special ones
(health, counselling) only the unbroken total of a year or quarter. Counts of persons in the
funder's and the public edition: a threshold of 5 (special categories 10), other cells withheld
along with small ones, whole calendar years only. Threshold and complementary suppression follow
Hundepool et al., Handbook on Statistical Disclosure Control, chapter 4; that nothing shown tells
small cells from their complements is our own addition (docs/figures-engine.md).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from favn.statistics.figures import MONTH, Answer, Cell, Edition

MINIMUM: Mapping[str, int] = {"ordinary": 5, "special": 10}

TOO_FEW = "too_few"
TOTAL_TOO_FEW = "total_too_few"
BREAKDOWN_TOO_FEW = "breakdown_too_few"
PERIOD_SCHEME = "period_scheme"
SPECIAL_PERIOD = "special_period"
QUARTER = 3
"""Months of a quarter, whose exact total a reader may subtract from."""


def protect(answer: Answer, edition: Edition) -> Answer:
    """The answer as the edition may show it; a second time changes nothing.

    Reasons, on the answer and its cells: `too_few` (1 to k - 1 persons, or a cell that would
    give such a cell away: which of the two is not told, as telling it would help to compute
    them), `total_too_few` (total and breakdown withheld), `breakdown_too_few` (no choice of
    cells is safe, so all go), `period_scheme` (persons in part of a year: quarters, months
    and year overlap, and there is no memory of releases yet) and `special_period` (special events
    in a month, or a breakdown of them in a quarter). Where a breakdown is withheld
    there are no cells, as their keys would tell where somebody was. Other zeros stay visible.

    What holds, for cells that partition the total, against a reader who knows total, visible
    cells and this whole rule: no small cell is shown, two or more cells are withheld together,
    their sum is k or more, and each may have two values or more (tested against every table of
    up to five cells and moderate totals). Cells that overlap (a person in two months) are
    treated the same; the total then only bounds their sum from below. What does not hold: two
    answers about overlapping groups (other breakdowns, filters or years), readers who are in a
    cell themselves, intervals wider than two values. Raises ValueError if an answer already
    protected is asked for internally.
    """
    if answer.edition is not Edition.INTERNAL:
        if edition is Edition.INTERNAL:
            raise ValueError("What was withheld is gone: evaluate again for the internal edition.")
        return replace(answer, edition=edition)
    figure = answer.question.figure
    answer = replace(answer, edition=edition)
    if edition is Edition.INTERNAL or (figure.counts == "events" and not figure.is_special):
        return answer
    if figure.counts == "events":
        return _protect_special_events(answer, MINIMUM[figure.sensitivity])
    if answer.question.period.kind != "year":
        return replace(answer, total=None, cells=(), withheld=(PERIOD_SCHEME,))
    return _protect_persons(answer, MINIMUM[figure.sensitivity])


def withheld_places(values: Sequence[int], minimum: int) -> set[int] | None:
    """Places of a table's cells to withhold; None if only withholding the whole table is safe.

    `minimum` is the fewest that may be shown, see MINIMUM. The small ones, and then the next
    smallest until it is safe, equal ones together: choosing among equals by place would be one
    more thing to reason from.
    """
    hidden = {place for place, value in enumerate(values) if 0 < value < minimum}
    while hidden and not _safe(values, hidden, minimum):
        left = [v for place, v in enumerate(values) if place not in hidden and v]
        if not left:
            return None
        hidden |= {place for place, value in enumerate(values) if value == min(left)}
    return hidden


def shares(answer: Answer) -> dict[str, float | None]:
    """Each cell's share of the total (0 to 1), from what the answer shows and nothing else.

    None where the cell or the total is withheld, or the total is 0. Shares of persons in cells
    that overlap add up to more than 1.
    """
    whole = answer.total
    return {
        cell.key: cell.value / whole if whole and cell.value is not None else None
        for cell in answer.cells
    }


def _protect_persons(answer: Answer, minimum: int) -> Answer:
    if 0 < (answer.total or 0) < minimum:
        return replace(answer, total=None, cells=(), withheld=(TOTAL_TOO_FEW,))
    hidden = withheld_places([cell.value or 0 for cell in answer.cells], minimum)
    if hidden is None:
        return replace(answer, cells=(), withheld=(BREAKDOWN_TOO_FEW,))
    return _without(answer, hidden)


def _protect_special_events(answer: Answer, minimum: int) -> Answer:
    """The unbroken total of a year or quarter stands; what it is broken into is protected.

    Where one event is one known person, its topic or month is theirs. The months of a year are
    protected quarter by quarter, because the quarter's own total is exact.
    """
    period, by = answer.question.period, answer.question.by
    if period.kind == "month":
        return replace(answer, total=None, cells=(), withheld=(SPECIAL_PERIOD,))
    if by is None:
        return answer
    if period.kind == "quarter":
        return replace(answer, cells=(), withheld=(SPECIAL_PERIOD,))
    cells = answer.cells
    at_once = QUARTER if by == MONTH else max(len(cells), 1)
    hidden: set[int] = set()
    for first in range(0, len(cells), at_once):
        part = [cell.value or 0 for cell in cells[first : first + at_once]]
        places = withheld_places(part, minimum)
        if places is None:
            return replace(answer, cells=(), withheld=(BREAKDOWN_TOO_FEW,))
        hidden |= {first + place for place in places}
    return _without(answer, hidden)


def _without(answer: Answer, hidden: Collection[int]) -> Answer:
    """The answer without the cells at these places."""
    cells = tuple(
        Cell(cell.key, None, TOO_FEW) if place in hidden else cell
        for place, cell in enumerate(answer.cells)
    )
    return replace(answer, cells=cells, withheld=(TOO_FEW,) if hidden else ())


def _safe(values: Sequence[int], hidden: Collection[int], minimum: int) -> bool:
    """Whether a reader who knows the rule and the sum of the hidden cells can pin none of them.

    Such a reader knows that each is 1 or more, one at least is below k, and all are below the
    smallest that is shown. A sum at either end of what that allows has one solution only; so
    has the highest sum of small cells alone, once the reader asks why nothing else is hidden.
    """
    count, secret = len(hidden), sum(values[place] for place in hidden)
    if count < 2 or secret < minimum or secret == count:
        return False
    small = minimum - 1
    if secret == count * small and all(values[place] <= small for place in hidden):
        return False
    shown = [value for place, value in enumerate(values) if place not in hidden and value]
    return not shown or secret < small + (count - 1) * max(min(shown) - 1, small)
