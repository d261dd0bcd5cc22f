"""What does the evidence carry: progress, unchanged, setback, or that it cannot be decided?

The written rule. A change and its interval are turned so that above zero is better. Unchanged:
the whole interval lies within the minimum change. Progress or setback: the interval excludes
zero and the change is at least the minimum. All else cannot be decided, and the reason is said.
A full register has no sampling error: its counts are then judged as one draw of a process
(binomial), and the verdict says so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Literal

from favn.statistics.intervals import Interval
from favn.statistics.proportions import Share, compare, difference_in_differences
from favn.statistics.reasons import Reason, Refused
from favn.statistics.trend import linear, years_between
from favn.statistics.units import Unit


class Status(StrEnum):
    """The four words."""

    PROGRESS = "progress"
    UNCHANGED = "unchanged"
    SETBACK = "setback"
    UNDECIDED = "undecided"


class Coverage(StrEnum):
    """Whether some were asked, or everybody stands in a register."""

    SAMPLE = "sample"
    REGISTER = "register"


Method = Literal["newcombe", "square_and_add", "slope"]


@dataclass(frozen=True, slots=True)
class Rule:
    """What the verdict rests on.

    `better` is 1 where more is better, -1 where less is, 0 where nobody has said.
    `minimum_change` is in the unit of difference (for a trend: over the whole time), zero or more.
    """

    better: Literal[-1, 0, 1] = 1
    minimum_change: float = 0.0
    level: float = 0.95
    coverage: Coverage = Coverage.SAMPLE


@dataclass(frozen=True, slots=True)
class Observation:
    """A value on one day; `base` is how many it is a share of, where that is known."""

    day: date
    value: float
    unit: Unit
    base: float | None = None
    version: str = ""

    @property
    def share(self) -> Share | None:
        """Hits and base of a percentage; None without a base or in other units."""
        if self.unit is not Unit.PERCENT or self.base is None:
            return None
        return Share.of_percent(self.value, self.base)


@dataclass(frozen=True, slots=True)
class Verdict:
    """One of the four words, with its reason where it needs one, and everything it rests on.

    `change` and `interval` are as observed (not turned round), in the unit of difference;
    `start` and `end` are the days compared. They are None where nothing could be computed.
    """

    status: Status
    rule: Rule
    reason: Reason | None = None
    change: float | None = None
    interval: Interval | None = None
    method: Method | None = None
    start: date | None = None
    end: date | None = None

    @property
    def is_one_draw(self) -> bool:
        """Whether everybody was counted, so that the test treats the count as one draw."""
        return self.rule.coverage is Coverage.REGISTER and self.method is not None


def judge(change: float, interval: Interval, rule: Rule) -> tuple[Status, Reason | None]:
    """The written rule itself, of a change and its interval in the same unit."""
    least = rule.minimum_change
    if -least <= interval.low and interval.high <= least:
        return Status.UNCHANGED, None
    if not interval.excludes_zero:
        return Status.UNDECIDED, Reason.INTERVAL_HOLDS_ZERO
    if abs(change) < least:
        return Status.UNDECIDED, Reason.BELOW_MINIMUM_CHANGE
    if rule.better == 0:
        return Status.UNDECIDED, Reason.NO_DIRECTION
    return (Status.PROGRESS if change * rule.better > 0 else Status.SETBACK), None


def series(observations: Sequence[Observation], rule: Rule) -> Verdict:
    """A series of one group.

    Shares with bases: the newest against the oldest with the same definition. Shares without
    bases: no verdict. Other units: the slope over dates, from three points on. After a break only
    the newest definition counts. Raises Refused where two values stand for one day.
    """
    kept, cut = since_break(observations)
    reason = _why_not(kept, was_cut=cut)
    if reason:
        return Verdict(Status.UNDECIDED, rule, reason)
    shares = [observation.share for observation in (kept[0], kept[-1])]
    if shares[0] and shares[1]:
        return _of_shares(kept, (shares[1], shares[0]), rule)
    return _of_slope(kept, rule)


def since_break(observations: Sequence[Observation]) -> tuple[list[Observation], bool]:
    """The newest run with one definition, oldest first, and whether anything was left out.

    Raises Refused where two values stand for one day.
    """
    twice = [day for day, times in Counter(o.day for o in observations).items() if times > 1]
    if twice:
        raise Refused(Reason.TWO_VALUES, f"There are two values for {min(twice)}: keep one.")
    ordered = sorted(observations, key=lambda observation: observation.day)
    start = len(ordered)
    while start and ordered[start - 1].version == ordered[-1].version:
        start -= 1
    return ordered[start:], start > 0


def _why_not(kept: Sequence[Observation], *, was_cut: bool) -> Reason | None:
    """Why these cannot be judged, before anything is computed."""
    if not kept:
        return Reason.NO_POINTS
    if len({observation.unit for observation in kept}) > 1:
        return Reason.UNITS_DIFFER
    if len(kept) == 1:
        return Reason.BREAK if was_cut else Reason.ONE_POINT
    if kept[0].unit is Unit.PERCENT:
        ends = (kept[0], kept[-1])
        return None if all(observation.base for observation in ends) else Reason.NO_BASE
    return Reason.TWO_POINTS if len(kept) == 2 else None


def _of_shares(kept: Sequence[Observation], shares: tuple[Share, Share], rule: Rule) -> Verdict:
    found = compare(*shares, rule.level)
    change, interval = found.difference * 100, found.interval.times(100)
    return _verdict(change, interval, rule, "newcombe", (kept[0].day, kept[-1].day))


def _of_slope(kept: Sequence[Observation], rule: Rule) -> Verdict:
    """The change that the line makes from the first day to the last, with its interval."""
    days = [observation.day for observation in kept]
    trend = linear(days, [observation.value for observation in kept], rule.level)
    assert trend.interval is not None
    years = years_between(days[0], days[-1])
    interval = trend.interval.times(years)
    return _verdict(trend.slope * years, interval, rule, "slope", (days[0], days[-1]))


def gap(group: Sequence[Observation], reference: Sequence[Observation], rule: Rule) -> Verdict:
    """Whether a group has come nearer to its reference, by the change of the gap between them.

    Both series need the same days. A gap that closes is progress, one that widens a setback,
    whichever group stands higher; `rule.better` is not asked. Shares with bases are compared from
    the oldest day to the newest; without bases there is no verdict; other units by the slope of
    the gap. Where the groups have changed places there is no verdict.
    """
    ours, cut = since_break(group)
    theirs, also_cut = since_break(reference)
    reason = _why_not(ours, was_cut=cut) or _why_not(theirs, was_cut=also_cut)
    if reason is None and [o.day for o in ours] != [o.day for o in theirs]:
        reason = Reason.DIFFERENT_DATES
    if reason is None and ours[0].unit is not theirs[0].unit:
        reason = Reason.UNITS_DIFFER
    if reason:
        return Verdict(Status.UNDECIDED, rule, reason)
    return _of_gap(ours, theirs, rule)


def _of_gap(ours: Sequence[Observation], theirs: Sequence[Observation], rule: Rule) -> Verdict:
    values = [one.value - other.value for one, other in zip(ours, theirs, strict=True)]
    if values[0] * values[-1] < 0:
        return Verdict(Status.UNDECIDED, rule, Reason.SIDES_CHANGED)
    side: Literal[-1, 1] = -1 if values[0] + values[-1] > 0 else 1
    turned = Rule(side, rule.minimum_change, rule.level, rule.coverage)
    after, before = (_pair(ours[at], theirs[at]) for at in (-1, 0))
    if after and before:
        found = difference_in_differences(after, before, rule.level)
        days = (ours[0].day, ours[-1].day)
        interval = found.interval.times(100)
        return _verdict(found.change * 100, interval, turned, "square_and_add", days)
    unit = ours[0].unit.of_difference
    gaps = [Observation(o.day, value, unit) for o, value in zip(ours, values, strict=True)]
    return _of_slope(gaps, turned)


def _pair(one: Observation, other: Observation) -> tuple[Share, Share] | None:
    first, second = one.share, other.share
    return (first, second) if first and second else None


def _verdict(
    change: float, interval: Interval, rule: Rule, method: Method, days: tuple[date, date]
) -> Verdict:
    status, reason = judge(change, interval, rule)
    return Verdict(status, rule, reason, change, interval, method, *days)
