"""The verbs of the room. Keyword-only, atomic, with history; they are the only places that save."""

from favn.barometer.actions.observations import Cell, correct, observe, strike
from favn.barometer.actions.register import (
    Aim,
    Counting,
    Facts,
    Member,
    add_group,
    add_indicator,
    add_scheme,
    change_indicator,
    define,
    publish,
    set_target,
    withdraw,
)
from favn.barometer.actions.words import Printed, change_word, print_claim, say

__all__ = [
    "Aim",
    "Cell",
    "Counting",
    "Facts",
    "Member",
    "Printed",
    "add_group",
    "add_indicator",
    "add_scheme",
    "change_indicator",
    "change_word",
    "correct",
    "define",
    "observe",
    "print_claim",
    "publish",
    "say",
    "set_target",
    "strike",
    "withdraw",
]
