"""The plan and its initiatives, what they ask associations to count, and the yearly round."""

from favn.policy.models.counts import Count, CountAnswer, CountDuty, CountLine
from favn.policy.models.papers import UploadedLine, UploadedPaper
from favn.policy.models.plan import Initiative, Plan
from favn.policy.models.rounds import StatusText

__all__ = [
    "Count",
    "CountAnswer",
    "CountDuty",
    "CountLine",
    "Initiative",
    "Plan",
    "StatusText",
    "UploadedLine",
    "UploadedPaper",
]
