"""The verbs of referrals: offered, moved a step, handed over, taken back, answered."""

from favn.people.referrals.actions.across import (
    answer,
    contents,
    end_outlived,
    end_unallowed,
    hand_over,
    revoke,
    take_answer,
)
from favn.people.referrals.actions.handing_on import carry_on, give_referrals
from favn.people.referrals.actions.steps import Offer, move, offer

__all__ = [
    "Offer",
    "answer",
    "carry_on",
    "contents",
    "end_outlived",
    "end_unallowed",
    "give_referrals",
    "hand_over",
    "move",
    "offer",
    "revoke",
    "take_answer",
]
