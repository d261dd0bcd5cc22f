"""The plan and its initiatives, what they ask associations to count, and the yearly round."""

from favn.policy.models.counts import Count, CountAnswer, CountDuty, CountLine
from favn.policy.models.decisions import Decision, Recommendation, Touched
from favn.policy.models.money import Amount
from favn.policy.models.outputs import Delivery, Output, Revision
from favn.policy.models.parties import Part
from favn.policy.models.plan import Goal, Initiative, Plan, Turn
from favn.policy.models.rounds import StatusText

__all__ = [
    "Amount",
    "Count",
    "CountAnswer",
    "CountDuty",
    "CountLine",
    "Decision",
    "Delivery",
    "Goal",
    "Initiative",
    "Output",
    "Part",
    "Plan",
    "Recommendation",
    "Revision",
    "StatusText",
    "Touched",
    "Turn",
]
