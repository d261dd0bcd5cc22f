"""Pages of the plan and of the quarterly counts."""

from favn.policy.views.answers import answer
from favn.policy.views.campaigns import campaign, campaigns
from favn.policy.views.counts import count, counts
from favn.policy.views.decisions import decision, decisions, recommendation, recommendations
from favn.policy.views.feeds import initiative_feed, plan_feed
from favn.policy.views.groups import group, meeting
from favn.policy.views.hearings import hearing
from favn.policy.views.links import answer_by_link, answer_link
from favn.policy.views.money import amount, money
from favn.policy.views.outputs import output, outputs
from favn.policy.views.parties import parties, parts, party
from favn.policy.views.plan import ask, initiative, plan, plans, status_draft, status_file
from favn.policy.views.public import public_initiative, public_plan, public_side
from favn.policy.views.rounds import round_page, rounds
from favn.policy.views.statements import statement
from favn.policy.views.support import support
from favn.policy.views.turns import turn
from favn.policy.views.writing import change_initiative, change_plan, goals, new_initiative, offices

__all__ = [
    "amount",
    "answer",
    "answer_by_link",
    "answer_link",
    "ask",
    "campaign",
    "campaigns",
    "change_initiative",
    "change_plan",
    "count",
    "counts",
    "decision",
    "decisions",
    "goals",
    "group",
    "hearing",
    "initiative",
    "initiative_feed",
    "meeting",
    "money",
    "new_initiative",
    "offices",
    "output",
    "outputs",
    "parties",
    "parts",
    "party",
    "plan",
    "plan_feed",
    "plans",
    "public_initiative",
    "public_plan",
    "public_side",
    "recommendation",
    "recommendations",
    "round_page",
    "rounds",
    "statement",
    "status_draft",
    "status_file",
    "support",
    "turn",
]
