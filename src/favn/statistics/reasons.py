"""Why is a number not given? One word per reason, and the exception that carries it.

The words are keys: a room turns them into sentences on the screen, the command prints the
sentence that comes along.
"""

from __future__ import annotations

from enum import StrEnum


class Reason(StrEnum):
    """Why something is refused or cannot be decided."""

    NO_BASE = "no_base"
    """A percentage whose denominator is not known."""
    NO_POINTS = "no_points"
    ONE_POINT = "one_point"
    TWO_POINTS = "two_points"
    """Two values without bases: nothing says how much they vary by themselves."""
    BREAK = "break"
    """The definition changed between the values."""
    UNITS_DIFFER = "units_differ"
    DIFFERENT_DATES = "different_dates"
    """Groups are compared at days that are not the same."""
    INTERVAL_HOLDS_ZERO = "interval_holds_zero"
    BELOW_MINIMUM_CHANGE = "below_minimum_change"
    """There is a change, and it cannot be told whether it is large enough to count."""
    NO_DIRECTION = "no_direction"
    """Nobody has said whether more is better or worse."""
    GAP_WIDENS = "gap_widens"
    NO_CHANGE = "no_change"
    SIDES_CHANGED = "sides_changed"
    """The group that was behind is now ahead: a word for the gap's size would hide it."""
    NO_GAP = "no_gap"
    """The groups stand equal already."""
    TWO_VALUES = "two_values"
    """Two values for one cell."""
    OVER_WHOLE = "over_whole"
    """More than 100 %, or more hits than the base."""
    NEGATIVE = "negative"
    NOT_A_NUMBER = "not_a_number"
    NOT_A_DATE = "not_a_date"
    NO_VALUES = "no_values"
    """A column of dashes."""
    BANDS_OVERLAP = "bands_overlap"
    BAND_BACKWARDS = "band_backwards"
    PERCENT_OF_DIFFERENCE = "percent_of_difference"
    FROM_ZERO = "from_zero"
    """A relative change from nothing."""
    REPEATED = "repeated"
    """What is counted as different people is partly the same people again."""
    FEW_CARDS = "few_cards"
    FEW_WITH_CARD = "few_with_card"
    NO_TWICE = "no_twice"
    """Nobody was seen exactly twice, which is what says how many were not seen."""
    BEYOND_DOUBLE = "beyond_double"
    """The sample is less than half of what it is to speak for."""
    CONTRADICTED = "contradicted"
    """An estimate that is less than what was counted at once."""
    COLUMNS = "columns"
    UNREADABLE = "unreadable"


class Refused(ValueError):
    """A number that is not given: the reason's key, and a sentence a person can act on."""

    def __init__(self, reason: Reason, sentence: str) -> None:
        super().__init__(sentence)
        self.reason = reason
