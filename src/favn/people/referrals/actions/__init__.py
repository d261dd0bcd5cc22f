"""The verbs of referrals: offered, moved a step, handed over, taken back, answered."""

from favn.people.referrals.actions.across import (
    answer,
    contents,
    hand_over,
    revoke,
    revoke_for,
    take_answer,
)
from favn.people.referrals.actions.steps import Offer, move, offer

__all__ = [
    "Offer",
    "answer",
    "contents",
    "hand_over",
    "move",
    "offer",
    "revoke",
    "revoke_for",
    "take_answer",
]
