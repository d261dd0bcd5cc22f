"""What a person decided about two, and who was put together before: locked, or kept apart.

Someone who left and signed up again is the same person in a new row, so two are kept apart as
persons, in whichever network it was decided or came to nothing.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from favn.pathways.choices.pairs import OVER, PlanState
from favn.pathways.choices.pairs import Ruling as Kind
from favn.pathways.models import Network, Pair, Participant, Plan, Ruling
from favn.pathways.queries import pool

Two = tuple[UUID | None, UUID | None]
"""The mentee's person and the mentor's."""


def forbidden_in(network: Network) -> Iterable[Ruling]:
    """What stands forbidden between people of a network, wherever it was decided."""
    rows = _forbidden().filter(_concerns(network))
    return rows.select_related("mentee__person", "mentor__person")


def _forbidden() -> QuerySet[Ruling]:
    return Ruling.objects.owned().filter(kind=Kind.FORBID, lifted_at=None)


def _concerns(network: Network) -> Q:
    """Decided about two of a network, or about two who are in it now."""
    people = pool.here(network).order_by().values("person")
    return Q(mentee__network=network) | Q(mentee__person__in=people, mentor__person__in=people)


def forbidden(network: Network) -> set[Two]:
    """Persons of a network whom somebody decided against."""
    return _persons(network, _forbidden())


def over(network: Network) -> set[Two]:
    """Persons of a network who were asked before, and it came to nothing or has ended."""
    return _persons(network, Pair.objects.owned().filter(state__in=OVER))


def _persons(network: Network, rows: QuerySet[Any]) -> set[Two]:
    """Whom rows are about: mentees in a network now. Who was erased is nobody's twin."""
    people = pool.here(network).order_by().values("person")
    rows = rows.order_by().filter(mentee__person__in=people, mentor__person__isnull=False)
    return set(rows.values_list("mentee__person_id", "mentor__person_id"))


def kept_from(who: Participant) -> set[UUID | None]:
    """Persons whom somebody decided that one never goes with, on whichever side either is."""
    if who.person_id is None:
        return set()
    rows = _forbidden().order_by()
    as_mentee = rows.filter(mentee__person=who.person_id).values_list("mentor__person", flat=True)
    as_mentor = rows.filter(mentor__person=who.person_id).values_list("mentee__person", flat=True)
    return {*as_mentee, *as_mentor}


def forbidden_why(mentee: Participant, mentor: Participant) -> str:
    """Why the two never go together, in the words of whoever decided it; empty where they may."""
    rows = _forbidden().filter(_same_two(mentee, mentor))
    row = rows.select_related("mentee", "mentor").first()
    return row.why if row else ""


def may_go_on(pair: Pair, today: date) -> bool:
    """Whether two may be brought nearer each other: both allow it, and nobody decided against it.

    Two who meet know each other; what a person decides then is for the coordinator to end.
    """
    if not pool.both_allow(pair, today):
        return False
    return pair.is_running or not is_forbidden(pair)


def is_forbidden(pair: Pair) -> bool:
    """Whether a person decided against two since they were asked."""
    return _forbidden().filter(_same_two(pair.mentee, pair.mentor)).exists()


def _same_two(mentee: Participant, mentor: Participant) -> Q:
    """About these two, also where one of them has signed up anew since."""
    if not (mentee.person_id and mentor.person_id):
        return Q(mentee=mentee, mentor=mentor)
    return Q(mentee__person=mentee.person_id, mentor__person=mentor.person_id)


def is_locked(mentee: Participant, mentor: Participant) -> bool:
    """Whether a lock holds them together: nobody has lifted it, and its plan is worked on."""
    return _locks().filter(mentee=mentee, mentor=mentor).exists()


def _locks() -> QuerySet[Ruling]:
    rows = Ruling.objects.owned().filter(kind=Kind.LOCK, lifted_at=None)
    return rows.filter(plan__state=PlanState.DRAFT)


def is_over(mentee: Participant, mentor: Participant) -> bool:
    """Whether they were asked before and it is over, and no lock says that they try again."""
    before = Pair.objects.owned().filter(_same_two(mentee, mentor), state__in=OVER)
    return before.exists() and not is_locked(mentee, mentor)


def apart_in(plan: Plan) -> dict[Two, str]:
    """Two of a plan's network → "forbidden", or "over" where no lock says that they try again."""
    rows = (_forbidden() | _locks().filter(plan=plan)).order_by()
    said = rows.values_list("kind", "mentee__person_id", "mentor__person_id")
    kinds = {(mentee, mentor, kind) for kind, mentee, mentor in said}
    tried = {two for two in over(plan.network) if (*two, Kind.LOCK) not in kinds}
    forbidden_two = {(a, b) for a, b, kind in kinds if kind == Kind.FORBID}
    return dict.fromkeys(tried, "over") | dict.fromkeys(forbidden_two, "forbidden")


def locks_in(plan: Plan) -> list[Ruling]:
    """The locks of a plan that stand."""
    rows = Ruling.objects.owned().filter(plan=plan, kind=Kind.LOCK, lifted_at=None)
    return list(rows.select_related("mentee__person", "mentor__person"))


def ruling_with(pk: UUID, network: Network) -> Ruling | None:
    """A decision about two of a network."""
    rows = Ruling.objects.owned().filter(_concerns(network), pk=pk)
    return rows.select_related("mentee", "mentor").first()
