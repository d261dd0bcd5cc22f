"""Pages of the plan and of the quarterly counts."""

from favn.policy.views.counts import count, counts
from favn.policy.views.plan import ask, initiative, plan, status_draft

__all__ = ["ask", "count", "counts", "initiative", "plan", "status_draft"]
