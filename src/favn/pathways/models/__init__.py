"""What the room keeps; the programme, the schemes and mentoring have modules of their own."""

from favn.pathways.models.links import Letter, Link, OutcomeLink
from favn.pathways.models.mentoring import Application, Network, Participant, Partner, Try
from favn.pathways.models.milestones import Milestone
from favn.pathways.models.outcomes import Outcome
from favn.pathways.models.pairs import FollowUp, Meeting, Pair, PairSide
from favn.pathways.models.plans import Plan, PlanPair, Ruling, Weighting
from favn.pathways.models.programme import Spell, StatusMeeting, Turn
from favn.pathways.models.schemes import Following, GuideGroup, GuideScheme
from favn.pathways.models.wishes import Listed, Shortlist

__all__ = [
    "Application",
    "FollowUp",
    "Following",
    "GuideGroup",
    "GuideScheme",
    "Letter",
    "Link",
    "Listed",
    "Meeting",
    "Milestone",
    "Network",
    "Outcome",
    "OutcomeLink",
    "Pair",
    "PairSide",
    "Participant",
    "Partner",
    "Plan",
    "PlanPair",
    "Ruling",
    "Shortlist",
    "Spell",
    "StatusMeeting",
    "Try",
    "Turn",
    "Weighting",
]
