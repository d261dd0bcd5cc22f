"""May this be done to a report or a grant now? A sentence for the one who asks, or None."""

from favn.publishing.rules.reports import (
    FIRST_YEAR,
    HELP,
    MOST_NUMBERS,
    hindrances,
    how_far,
    why_not_answer,
    why_not_choose,
    why_not_freeze,
    why_not_remove,
    why_not_write,
    why_not_write_here,
    why_not_year,
)

__all__ = [
    "FIRST_YEAR",
    "HELP",
    "MOST_NUMBERS",
    "hindrances",
    "how_far",
    "why_not_answer",
    "why_not_choose",
    "why_not_freeze",
    "why_not_remove",
    "why_not_write",
    "why_not_write_here",
    "why_not_year",
]
