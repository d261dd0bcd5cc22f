"""What the room keeps; each half has modules of its own."""

from favn.pathways.models.links import Letter, Link
from favn.pathways.models.mentoring import Application, Network, Participant, Partner, Try
from favn.pathways.models.milestones import Milestone
from favn.pathways.models.outcomes import Outcome
from favn.pathways.models.pairs import FollowUp, Meeting, Pair, PairSide
from favn.pathways.models.plans import Plan, PlanPair, Ruling, Weighting

__all__ = [
    "Application",
    "FollowUp",
    "Letter",
    "Link",
    "Meeting",
    "Milestone",
    "Network",
    "Outcome",
    "Pair",
    "PairSide",
    "Participant",
    "Partner",
    "Plan",
    "PlanPair",
    "Ruling",
    "Try",
    "Weighting",
]
