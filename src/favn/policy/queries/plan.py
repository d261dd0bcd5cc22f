"""The plan as a quiet list by office, one initiative, and the status draft of a year.

Everybody with the plan in their role reads the whole plan; the counts under an initiative only
where it is in their scope.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from uuid import UUID

from django.utils.translation import gettext as _

from favn.people.accounts.models import Membership
from favn.people.accounts.roles import Area, Level, Scope
from favn.people.organisations import queries as organisations
from favn.people.organisations.models import Unit
from favn.policy.choices import Passage
from favn.policy.models import CountDuty, Initiative, Plan, StatusText, Turn
from favn.policy.queries.counts import duties_for, standings_of
from favn.policy.queries.joined import Joined, joined_in
from favn.policy.queries.standing import Standing


@dataclass(frozen=True, slots=True)
class WentIn:
    """What went into an initiative, with its own words of a year and the counts one may see."""

    joined: Joined
    text: StatusText | None
    standings: tuple[Standing, ...]

    @property
    def has_own(self) -> bool:
        """Whether it says or counts anything itself."""
        return self.text is not None or bool(self.standings)


@dataclass(frozen=True, slots=True)
class Line:
    """One initiative with its prose of a year and its counts, newest quarter first.

    `may_see_counts` is False for an office that does not own the initiative.
    """

    initiative: Initiative
    text: StatusText | None
    standings: tuple[Standing, ...]
    may_see_counts: bool
    inferred: StatusText | None = None
    """Where nobody gave a status: the newest one that was read out of older prose."""
    joined: tuple[WentIn, ...] = ()
    """What went into it in the year, or has words or counts of that year."""

    @property
    def waiting(self) -> int:
        """Sent counts that nobody has answered."""
        return sum(s.stage == "sent" for s in self.standings)

    @property
    def asked_back(self) -> int:
        """Sent counts with a question that the association has not answered."""
        return sum(s.stage == "asked_back" for s in self.standings)

    @property
    def expected(self) -> int:
        """Quarters of which nothing stands here yet, and whose deadline is not reached."""
        return sum(s.is_owed and not s.is_sent and not s.days_late for s in self.standings)

    @property
    def accepted(self) -> int:
        """Quarters with an accepted count."""
        return sum(s.accepted is not None for s in self.standings)

    @property
    def late(self) -> int:
        """Quarters past their deadline."""
        return sum(bool(s.days_late) for s in self.standings)


@dataclass(frozen=True, slots=True)
class Office:
    """An office of the municipality with its initiatives in order of number."""

    name: str
    lines: tuple[Line, ...]

    @property
    def without_status(self) -> int:
        """Initiatives that have no dated status."""
        return sum(line.initiative.status_on is None for line in self.lines)


def present_plan(today: date) -> Plan | None:
    """The plan that runs today, else the latest one, else None."""
    plans = list(Plan.objects.owned())
    running = (plan for plan in plans if plan.first_year <= today.year <= plan.last_year)
    return next(running, plans[0] if plans else None)


def plan_in(year: int) -> Plan | None:
    """The plan that has a year, or None."""
    return Plan.objects.owned().filter(first_year__lte=year, last_year__gte=year).first()


def offices(
    plan: Plan, membership: Membership, today: date, *, year: int | None = None
) -> list[Office]:
    """The plan by name of office, those without one last.

    With `year` only that year's counts, and its prose.
    """
    return by_office(lines(plan, membership, today, year=year))


def by_office(listed: list[Line]) -> list[Office]:
    """Lines gathered under the office that owns them, those without one last."""
    ordered = sorted(listed, key=lambda line: (_owned_by(line), line.initiative.number))
    return [
        Office(name or _("Uden ejer"), tuple(group))
        for (_last, name), group in groupby(ordered, key=_owned_by)
    ]


def _owned_by(line: Line) -> tuple[bool, str]:
    owner = line.initiative.owner
    return owner is None, owner.name if owner else ""


def lines(
    plan: Plan, membership: Membership, today: date, *, year: int | None = None
) -> list[Line]:
    """Every initiative of a plan by number, without those that were merged into another."""
    rows = Initiative.objects.owned().filter(plan=plan, merged_into=None)
    counts = _standings_by_initiative(membership, today, year)
    texts = {text.initiative_id: text for text in StatusText.objects.owned().filter(year=year or 0)}
    inferred = _inferred_in(plan)
    joined = joined_in(plan.pk) if year else {}
    return [
        Line(
            i,
            texts.get(i.pk),
            tuple(counts.get(i.pk, ())),
            sees_counts(membership, i),
            inferred.get(i.pk),
            _joined(joined.get(i.pk, ()), texts, counts, year or 0),
        )
        for i in rows.select_related("owner", "funded", "goal")
    ]


def _inferred_in(plan: Plan) -> dict[UUID, StatusText]:
    """Initiative without a given status → the newest status read out of older prose."""
    rows = StatusText.objects.owned().filter(
        initiative__plan=plan, initiative__status_on=None, is_inferred=True
    )
    return {text.initiative_id: text for text in rows.exclude(status="").order_by("year")}


def _joined(
    went_in: Iterable[Joined],
    texts: dict[UUID, StatusText],
    counts: dict[UUID, list[Standing]],
    year: int,
) -> tuple[WentIn, ...]:
    """Those that went in during the year, or have words or counts of it."""
    every = [
        WentIn(j, texts.get(j.initiative.pk), tuple(counts.get(j.initiative.pk, ())))
        for j in went_in
    ]
    return tuple(w for w in every if w.has_own or (w.joined.on and w.joined.on.year == year))


def _standings_by_initiative(
    membership: Membership, today: date, year: int | None
) -> dict[UUID, list[Standing]]:
    if not membership.may(Area.COUNTS, Level.READ):
        return {}
    duties = list(duties_for(membership).select_related("organisation", "addressed_to"))
    grouped: dict[UUID, list[Standing]] = {}
    for standing in sorted(standings_of(duties, today), key=newest_first):
        if year in (None, standing.period.year):
            grouped.setdefault(standing.duty.initiative_id, []).append(standing)
    return grouped


def newest_first(standing: Standing) -> tuple[int, int, str]:
    """The order of counts under an initiative."""
    name = standing.duty.addressed_to.name
    return -standing.period.year, -standing.period.number, name


def sees_counts(membership: Membership, initiative: Initiative) -> bool:
    """Whether the counts of an initiative are in a membership's scope."""
    if not membership.may(Area.COUNTS, Level.READ):
        return False
    is_unit = membership.kind.scope(Area.COUNTS) == Scope.UNIT
    return not is_unit or initiative.owner_id == membership.unit_id


def owners(plan: Plan | None) -> list[tuple[Unit, int]]:
    """The municipality's offices by name, each with how many of the plan's initiatives it owns."""
    rows = Initiative.objects.owned().filter(plan=plan, merged_into=None)
    owned = Counter(rows.values_list("owner_id", flat=True))
    return [(office, owned[office.pk]) for office in organisations.offices()]


def numbers_used(plan: Plan) -> set[int]:
    """Every number the plan has or had: none of them is given to another initiative."""
    now = Initiative.objects.owned().filter(plan=plan).values_list("number", flat=True)
    before = Turn.objects.owned().filter(plan=plan, passage=Passage.RENUMBERED)
    return {*now, *(n for n in before.values_list("number", flat=True) if n is not None)}


def next_number(plan: Plan) -> int:
    """One more than the highest number the plan has or had."""
    return max(numbers_used(plan), default=0) + 1


def initiative_with(number: int, today: date) -> Initiative | None:
    """The present plan's initiative with a number, or None."""
    return initiative_of(present_plan(today), number)


def initiative_of(plan: Plan | None, number: int) -> Initiative | None:
    """A plan's initiative with a number, or None."""
    rows = Initiative.objects.owned().filter(plan=plan, number=number)
    return rows.select_related("plan", "owner", "funded", "goal", "merged_into").first()


def line_of(initiative: Initiative, membership: Membership, today: date) -> Line:
    """One initiative with all its counts in the membership's scope and this year's prose."""
    duties = duties_for(membership).filter(initiative=initiative)
    found = standings_of(list(duties.select_related("organisation", "addressed_to")), today)
    may = sees_counts(membership, initiative)
    counts = tuple(sorted(found, key=newest_first)) if may else ()
    inferred = StatusText.objects.owned().filter(initiative=initiative, is_inferred=True)
    read = None if initiative.status_on else inferred.exclude(status="").first()
    return Line(initiative, text_of(initiative, today.year), counts, may, read)


def given_of(initiative: Initiative) -> StatusText | None:
    """Who gave the status the initiative has now; None where nobody did."""
    rows = StatusText.objects.owned().filter(initiative=initiative, is_inferred=False)
    return rows.exclude(status="").first() if initiative.status_on else None


def text_of(initiative: Initiative, year: int) -> StatusText | None:
    """The draft's prose about an initiative in a year, or None."""
    return StatusText.objects.owned().filter(initiative=initiative, year=year).first()


@dataclass(frozen=True, slots=True)
class Asking:
    """One duty of an initiative with its quarters, newest first."""

    duty: CountDuty
    standings: tuple[Standing, ...]


def duties_of(line: Line) -> list[Asking]:
    """The duties of an initiative in scope, also those whose first quarter has not begun."""
    if not line.may_see_counts:
        return []
    rows = CountDuty.objects.owned().filter(initiative=line.initiative)
    return [
        Asking(duty, tuple(s for s in line.standings if s.duty.pk == duty.pk))
        for duty in rows.select_related("addressed_to")
    ]
