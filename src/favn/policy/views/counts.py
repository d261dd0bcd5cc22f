"""The counts of an association or of a municipality, and one count from either side."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render

from favn.kit import clock
from favn.people.accounts.door import Request, requires
from favn.people.accounts.roles import Area, Level
from favn.policy import queries
from favn.policy.choices import Stage
from favn.policy.queries import Standing
from favn.policy.views.answering import municipality_count
from favn.policy.views.doors import only_writers, the_standing
from favn.policy.views.sending import association_count

WATCHED_QUARTERS = 2
"""The list compares live numbers for the latest sent quarters; older ones on their own page."""


@requires(Area.COUNTS, Level.READ)
def counts(request: Request) -> HttpResponse:
    """What is owed and sent, or what has come and who is missing."""
    every = queries.standings(request.membership, clock.today())
    if request.organisation.is_municipality:
        return render(request, "policy/counts_municipality.html", received(every))
    return render(request, "policy/counts_association.html", owed(every))


def received(every: list[Standing]) -> dict[str, Any]:
    """The municipality's counts in the order they ask for attention."""
    by_stage = {stage: [s for s in every if s.stage == stage] for stage in Stage}
    return {
        "every": every,
        "to_answer": by_stage[Stage.SENT],
        "late": queries.late_counts(every),
        "coming": [s for s in by_stage[Stage.OWED] if not s.days_late],
        "asked_back": by_stage[Stage.ASKED_BACK],
        "accepted": by_stage[Stage.ACCEPTED],
        "withdrawn": by_stage[Stage.WITHDRAWN],
    }


def owed(every: list[Standing]) -> dict[str, Any]:
    """The association's counts in the order they ask for attention."""
    asked = [s for s in every if s.stage == Stage.ASKED_BACK]
    rest = [s for s in every if s.stage != Stage.ASKED_BACK]
    running = [s for s in rest if s.is_owed and s.is_open]
    due = [s for s in rest if s.is_owed and not s.is_open]
    watched = sorted({s.quarter for s in every if s.is_sent})[-WATCHED_QUARTERS:]
    moved = queries.moved_since_sent(s for s in every if s.quarter in watched)
    return {
        "every": every,
        "asked": asked,
        "due": sorted(due, key=lambda s: s.due_on),
        "running": running,
        "sent": [s for s in rest if not s.is_owed],
        "moved": [(s, moved[key]) for s in every if (key := (s.duty.pk, s.quarter)) in moved],
    }


@requires(Area.COUNTS, Level.READ)
def count(request: Request, duty: UUID, quarter: str) -> HttpResponse:
    """One quarter of one duty: send it, or answer it."""
    standing = the_standing(request, duty, quarter)
    if request.method == "POST":
        only_writers(request, Area.COUNTS)
    if request.organisation.is_municipality:
        return municipality_count(request, standing)
    return association_count(request, standing)
