"""Pages of the plan and of the quarterly counts."""

from favn.policy.views.answers import answer, statement
from favn.policy.views.counts import count, counts
from favn.policy.views.links import answer_by_link, answer_link
from favn.policy.views.plan import ask, initiative, plan, status_draft
from favn.policy.views.rounds import round_page, rounds
from favn.policy.views.writing import change_initiative, new_initiative, offices

__all__ = [
    "answer",
    "answer_by_link",
    "answer_link",
    "ask",
    "change_initiative",
    "count",
    "counts",
    "initiative",
    "new_initiative",
    "offices",
    "plan",
    "round_page",
    "rounds",
    "statement",
    "status_draft",
]
