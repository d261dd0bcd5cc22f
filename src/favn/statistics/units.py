"""What is a number counted in, what is the difference of two of them in, and when is a change
given in percent?

Percent and percentage points are two units: the difference of two shares is never "%".
"""

from __future__ import annotations

from enum import StrEnum

from favn.statistics.reasons import Reason, Refused


class Unit(StrEnum):
    """What a value is counted in."""

    PERCENT = "percent"
    PERCENTAGE_POINTS = "percentage_points"
    INDEX_POINTS = "index_points"
    COUNT = "count"
    DKK = "dkk"

    @property
    def of_difference(self) -> Unit:
        """The unit of one value less another: percent becomes percentage points."""
        return Unit.PERCENTAGE_POINTS if self is Unit.PERCENT else self

    @property
    def is_difference(self) -> bool:
        """Whether values in this unit are already differences of shares."""
        return self is Unit.PERCENTAGE_POINTS


def difference(before: float, after: float, before_unit: Unit, after_unit: Unit) -> float:
    """The change, in `before_unit.of_difference`. Raises Refused where the units differ."""
    if before_unit is not after_unit:
        raise Refused(
            Reason.UNITS_DIFFER, f"{before_unit} and {after_unit} cannot be taken from each other."
        )
    return after - before


def relative_change(before: float, after: float, unit: Unit) -> float:
    """The change as a part of where it began (0.13 is 13 % more).

    Raises Refused for differences of shares, whose percent says nothing (13.1 percentage points
    to 10.8 is 2.3 percentage points less), and where it began at zero or below.
    """
    if unit.is_difference:
        raise Refused(
            Reason.PERCENT_OF_DIFFERENCE,
            "A change between differences is given in percentage points, not in percent.",
        )
    if before <= 0:
        raise Refused(Reason.FROM_ZERO, "There is no percent of a change that begins at zero.")
    return (after - before) / before
