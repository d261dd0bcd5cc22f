"""Pages of the plan and of the quarterly counts."""

from favn.policy.views.counts import count, counts
from favn.policy.views.plan import ask, initiative, plan, status_draft
from favn.policy.views.writing import change_initiative, new_initiative, offices

__all__ = [
    "ask",
    "change_initiative",
    "count",
    "counts",
    "initiative",
    "new_initiative",
    "offices",
    "plan",
    "status_draft",
]
