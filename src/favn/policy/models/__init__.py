"""The plan and its initiatives, what they ask associations to count, and the yearly round."""

from favn.policy.models.campaigns import Campaign
from favn.policy.models.counts import (
    Count,
    CountAnswer,
    CountDuty,
    CountLine,
    CountReminder,
    CountSending,
)
from favn.policy.models.decisions import Decision, Recommendation, Touched
from favn.policy.models.groups import FollowGroup, Meeting, Seat
from favn.policy.models.hearings import Hearing
from favn.policy.models.money import Amount
from favn.policy.models.outputs import Delivery, Output, Revision
from favn.policy.models.papers import UploadedLine, UploadedPaper
from favn.policy.models.parties import Part
from favn.policy.models.plan import Goal, Initiative, Plan, Turn
from favn.policy.models.rounds import (
    AnswerLink,
    CommitteeStep,
    OfficeReminder,
    Statement,
    StatusDraft,
    StatusQuestion,
    StatusRound,
    StatusText,
)

__all__ = [
    "Amount",
    "AnswerLink",
    "Campaign",
    "CommitteeStep",
    "Count",
    "CountAnswer",
    "CountDuty",
    "CountLine",
    "CountReminder",
    "CountSending",
    "Decision",
    "Delivery",
    "FollowGroup",
    "Goal",
    "Hearing",
    "Initiative",
    "Meeting",
    "OfficeReminder",
    "Output",
    "Part",
    "Plan",
    "Recommendation",
    "Revision",
    "Seat",
    "Statement",
    "StatusDraft",
    "StatusQuestion",
    "StatusRound",
    "StatusText",
    "Touched",
    "Turn",
    "UploadedLine",
    "UploadedPaper",
]
