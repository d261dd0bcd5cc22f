"""The same trends, tests, years and words as one series at a time, for thousands of series at once.

A panel is an array of places × indicators × groups × years. What `trend`, `parity.estimable` and
`evidence` say of one series, `read` says of all of them, to the last digits of a float. Needs
numpy (`pip install favn[analyse]`), as the blocks of `assignment` do; nothing else here does.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from favn.statistics.evidence import Status
from favn.statistics.panel_trends import Floats, Trends, trends
from favn.statistics.reasons import Reason, Refused

Codes: TypeAlias = NDArray[np.int8]

STATUSES = (Status.UNDECIDED, Status.UNCHANGED, Status.PROGRESS, Status.SETBACK)
"""What a status code stands for."""
REASONS = (
    None,
    Reason.NO_POINTS,
    Reason.ONE_POINT,
    Reason.TWO_POINTS,
    Reason.NO_BASE,
    Reason.NO_GAP,
    Reason.SIDES_CHANGED,
    Reason.INTERVAL_HOLDS_ZERO,
    Reason.BELOW_MINIMUM_CHANGE,
    Reason.NO_DIRECTION,
    Reason.GAP_WIDENS,
)
"""What a reason code stands for; the first is none."""
_WORDS = np.array(STATUSES, dtype=object)
_CODE = {reason: code for code, reason in enumerate(REASONS)}
_STATUS = {status: code for code, status in enumerate(STATUSES)}


@dataclass(frozen=True, slots=True)
class Words:
    """A status and a reason code for every series; see STATUSES and REASONS."""

    status: Codes
    reason: Codes

    @property
    def words(self) -> NDArray[np.object_]:
        """The four words, in the shape of the codes."""
        return np.take(_WORDS, self.status)


@dataclass(frozen=True, slots=True)
class Parity:
    """Years to equality: at the line's pace, and as the evidence bounds them.

    `pace` is NaN where the gap does not close; `low` and `high` are NaN where `reason` says why
    the evidence gives none.
    """

    pace: Floats
    low: Floats
    high: Floats
    reason: Codes


@dataclass(frozen=True, slots=True)
class Reading:
    """All that is said of a panel. Gaps are each group less its reference, NaN where one is."""

    gaps: Floats
    level: Trends
    gap: Trends
    level_words: Words
    gap_words: Words
    parity: Parity


def read(
    values: ArrayLike,
    years: ArrayLike,
    *,
    reference: int,
    better: ArrayLike = 1,
    minimum_change: ArrayLike = 0.0,
    without_base: ArrayLike = False,
    level: float = 0.95,
) -> Reading:
    """Everything at once.

    `values` is (place, indicator, group, year), NaN where nothing was observed and where the
    definition was another; `years` is (year,), where each lies on the calendar
    (`trend.calendar_year`), rising. `reference` is the place of the reference group. By indicator,
    or one for all: `better` (1, -1 or 0), `minimum_change` (unit of difference) and
    `without_base`, true for percentages without a denominator, which get no word.
    Raises Refused where the shapes do not fit together.
    """
    table, at = _fitting(values, years)
    gaps = table - table[:, :, reference : reference + 1]
    sides = [_by_indicator(each, table) for each in (better, minimum_change, without_base)]
    of_level, of_gap = trends(table, at, level), trends(gaps, at, level)
    turned = -np.sign(of_gap.first + of_gap.last)
    level_words = _judge(of_level, *sides)
    gap_words = _judge(of_gap, turned, *sides[1:], is_gap=True)
    parity = _parity(of_gap)
    for codes in (gap_words.reason, parity.reason):
        codes[:, :, reference] = _CODE[Reason.NO_GAP]
    gap_words.status[:, :, reference] = _STATUS[Status.UNDECIDED]
    return Reading(gaps, of_level, of_gap, level_words, gap_words, parity)


def _fitting(values: ArrayLike, years: ArrayLike) -> tuple[Floats, Floats]:
    table, at = np.asarray(values, np.float64), np.asarray(years, np.float64)
    if table.ndim != 4 or at.shape != table.shape[-1:]:
        raise Refused(
            Reason.COLUMNS, "A panel is place × indicator × group × year, with its years."
        )
    if np.isinf(table).any():
        raise Refused(Reason.NOT_A_NUMBER, "Infinite is no number; leave out what is missing.")
    if not np.all(np.diff(at) > 0):
        raise Refused(Reason.TWO_VALUES, "The years must rise: there are two columns for one.")
    return table, at


def _by_indicator(given: ArrayLike, table: Floats) -> NDArray[Any]:
    """One for all, or one for each indicator, to stand beside place × indicator × group."""
    array = np.asarray(given)
    if array.ndim and array.shape != table.shape[1:2]:
        raise Refused(Reason.COLUMNS, "Give one for all indicators, or one for each.")
    return array.reshape(1, -1, 1)


def _judge(
    trend: Trends,
    better: NDArray[Any],
    least: NDArray[Any],
    without_base: NDArray[Any],
    *,
    is_gap: bool = False,
) -> Words:
    """`evidence.judge` of the line's change over the whole time; the first that holds decides."""
    change, low, high = (each * trend.span for each in (trend.slope, trend.low, trend.high))
    is_still = (-least <= low) & (high <= least)
    reason = _first_of(
        {
            **_few(trend, without_base),
            Reason.SIDES_CHANGED: is_gap & (trend.first * trend.last < 0),
            None: is_still,
            Reason.INTERVAL_HOLDS_ZERO: (low <= 0) & (high >= 0),
            Reason.BELOW_MINIMUM_CHANGE: np.abs(change) < least,
            Reason.NO_DIRECTION: np.broadcast_to(better == 0, change.shape),
        }
    )
    status = np.where(change * better > 0, _STATUS[Status.PROGRESS], _STATUS[Status.SETBACK])
    status = np.where(is_still, _STATUS[Status.UNCHANGED], status)
    status = np.where(reason > 0, _STATUS[Status.UNDECIDED], status)
    return Words(status.astype(np.int8), reason)


def _few(trend: Trends, without_base: ArrayLike = False) -> dict[Reason | None, NDArray[np.bool_]]:
    """What is in the way before anything is computed."""
    return {
        Reason.NO_POINTS: trend.points == 0,
        Reason.ONE_POINT: trend.points == 1,
        Reason.NO_BASE: np.broadcast_to(without_base, trend.points.shape),
        Reason.TWO_POINTS: trend.points == 2,
    }


def _first_of(conditions: dict[Reason | None, NDArray[np.bool_]]) -> Codes:
    """For each series the code of the first condition that holds; 0 where none does."""
    codes = [_CODE[reason] for reason in conditions]
    return np.select(list(conditions.values()), codes, 0).astype(np.int8)


def _parity(gap: Trends) -> Parity:
    """`parity.estimable` of every gap, and the plain years at the line's pace."""
    newest = np.abs(gap.last)
    closes = gap.slope * gap.last < 0
    reason = _first_of(
        {
            **_few(gap),
            Reason.NO_GAP: gap.last == 0,
            Reason.INTERVAL_HOLDS_ZERO: (gap.low <= 0) & (gap.high >= 0),
            Reason.GAP_WIDENS: ~closes,
        }
    )
    with np.errstate(divide="ignore", invalid="ignore"):
        pace = np.where(closes, newest / np.abs(gap.slope), np.nan)
        ends = newest / np.abs(gap.low), newest / np.abs(gap.high)
    low, high = (np.where(reason > 0, np.nan, each(*ends)) for each in (np.minimum, np.maximum))
    return Parity(pace, low, high, reason)
