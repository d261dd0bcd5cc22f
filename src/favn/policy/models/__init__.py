"""The plan and its initiatives, what they ask associations to count, and the yearly round."""

from favn.policy.models.counts import (
    Count,
    CountAnswer,
    CountDuty,
    CountLine,
    CountReminder,
    CountSending,
)
from favn.policy.models.plan import Initiative, Plan
from favn.policy.models.rounds import (
    AnswerLink,
    CommitteeStep,
    Statement,
    StatusDraft,
    StatusQuestion,
    StatusRound,
    StatusText,
)

__all__ = [
    "AnswerLink",
    "CommitteeStep",
    "Count",
    "CountAnswer",
    "CountDuty",
    "CountLine",
    "CountReminder",
    "CountSending",
    "Initiative",
    "Plan",
    "Statement",
    "StatusDraft",
    "StatusQuestion",
    "StatusRound",
    "StatusText",
]
