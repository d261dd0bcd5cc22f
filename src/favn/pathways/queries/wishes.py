"""Whom both sides wish for, and whom each is shown to choose from. Never writes."""

import heapq
from collections import defaultdict
from collections.abc import Iterable, Mapping
from uuid import UUID

from favn.pathways.choices.pairs import PlanState
from favn.pathways.models import Listed, Participant, Plan, Shortlist
from favn.pathways.queries import rulings
from favn.statistics import matching
from favn.statistics.matching import Question

Wishes = Mapping[str, tuple[str, ...]]
"""Participant → whom they wish for, the dearest first."""
MOST_LISTED = 5
FEWEST_LISTED = 2
"""Nobody is asked to choose between one."""


def wishes_in(plan: Plan) -> Wishes:
    """What everybody wished who was asked in a plan and answered."""
    rows = Listed.objects.owned().filter(shortlist__plan=plan, place__isnull=False)
    said = rows.order_by("place").values_list("shortlist__participant_id", "about_id")
    found: dict[str, list[str]] = defaultdict(list)
    for who, whom in said:
        found[str(who)].append(str(whom))
    return {who: tuple(whom) for who, whom in found.items()}


def nearest(question: Question) -> dict[str, list[str]]:
    """Both sides → those they could have, the most points first, at most five."""
    mentees: dict[str, list[str]] = {}
    ways_of: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for seeker, ways in matching.possible(question):
        mentees[seeker.id] = _best([(points, giver.id) for giver, points in ways])
        for giver, points in ways:
            ways_of[giver.id].append((points, seeker.id))
    return mentees | {giver: _best(ways) for giver, ways in ways_of.items()}


def _best(ways: Iterable[tuple[int, str]]) -> list[str]:
    ranked = heapq.nsmallest(MOST_LISTED, ways, key=lambda way: (-way[0], way[1]))
    return [key for _points, key in ranked]


def asked_in(plan: Plan) -> set[str]:
    """Whoever was asked in a plan already."""
    rows = Shortlist.objects.owned().filter(plan=plan).order_by()
    return {str(key) for key in rows.values_list("participant_id", flat=True)}


def number_asked(plan: Plan) -> tuple[int, int]:
    """How many were asked in a plan, and how many have answered."""
    rows = Shortlist.objects.owned().filter(plan=plan)
    return rows.count(), rows.exclude(answered_at=None).count()


def open_list(who: Participant) -> Shortlist | None:
    """The list somebody may answer now: the newest, while its plan is worked on."""
    rows = Shortlist.objects.owned().filter(participant=who, plan__state=PlanState.DRAFT)
    return rows.select_related("plan", "participant").order_by("-asked_at").first()


def shortlist_with(pk: UUID) -> Shortlist | None:
    """One of the present tenant's."""
    rows = Shortlist.objects.owned().filter(pk=pk)
    return rows.select_related("plan", "participant__person").first()


def listed_on(row: Shortlist, may: set[UUID]) -> list[Listed]:
    """Those on a list who are still here and say yes to be suggested (`may`), in turn.

    Whom a person has decided against since is not shown to the other any more.
    """
    may = may - rulings.kept_from(row.participant)
    lines = Listed.objects.owned().filter(shortlist=row, about__person__in=may)
    return [one for one in lines.select_related("about") if not one.about.is_left]
