"""A plan as everybody may read it: what the last closed round froze, and nothing after it.

Anybody may ask. Nothing of an open round, no draft, no waiting count and no person's name is in
the answers; an initiative without an owner or a frozen status is not there at all.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from favn.kit import clock
from favn.kit.tenancy import acting_for
from favn.people.organisations.choices import Kind
from favn.people.organisations.models import Organisation
from favn.policy.choices import Status, Step
from favn.policy.models import Amount, CountDuty, Initiative, Plan, StatusRound
from favn.policy.queries.counts import standings_of
from favn.policy.queries.frozen import day_or_none
from favn.policy.queries.joined import Joined, joined_in
from favn.policy.queries.money import Sum, amounts_of, sums
from favn.policy.queries.plan import Line, newest_first
from favn.policy.queries.promises import Promise, promises_of
from favn.policy.queries.rounds import office_of
from favn.policy.queries.since import Since, since
from favn.policy.queries.standing import Standing
from favn.policy.queries.tree import Wanted, live_initiatives, number_now

OPEN_STEPS = (Step.BUDGETED, Step.GRANTED, Step.SPENT)
"""Money that a body has decided on; what is only applied for stays in the house."""


@dataclass(frozen=True, slots=True)
class Told:
    """What the frozen paper says of one initiative: how far, which office, when, in which words.

    An inferred status was read from older prose; the office has not answered.
    """

    status: Status
    office: str
    on: date | None
    text: str
    is_inferred: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicLine(Line):
    """An initiative with what its office last stood by."""

    told: Told


@dataclass(frozen=True, slots=True)
class Published:
    """A public plan and the closed round it shows."""

    plan: Plan
    round: StatusRound
    lines: tuple[PublicLine, ...]

    @property
    def tally(self) -> list[tuple[str, int]]:
        """How many initiatives stand at each status, in the order of the statuses."""
        seen = Counter(line.told.status for line in self.lines)
        return [(str(status.label), seen[status]) for status in Status if seen[status]]


# What is public, and what stands in the way


def public_plans() -> list[Plan]:
    """The present tenant's public plans: the one that runs first, then the newest."""
    today = clock.today().year
    return sorted(
        plans_for_all(), key=lambda p: (not p.first_year <= today <= p.last_year, -p.first_year)
    )


def plans_for_all() -> QuerySet[Plan]:
    """The present tenant's public plans, in no order."""
    return Plan.objects.owned().exclude(public_since=None)


def shows_plan(organisation: Organisation) -> bool:
    """Whether an organisation has a public plan."""
    with acting_for(organisation.pk):
        return plans_for_all().exists()


def planners() -> list[Organisation]:
    """Every municipality with accounts; anybody may know which."""
    return list(Organisation.objects.filter(kind=Kind.MUNICIPALITY, is_tenant=True))


def last_closed(plan: Plan, before: int | None = None) -> StatusRound | None:
    """The plan's last closed round, before a year where one is given, or None."""
    rows = StatusRound.objects.owned().filter(plan=plan).exclude(closed_at=None)
    if before is not None:
        rows = rows.filter(year__lt=before)
    return rows.order_by("-year").first()


def has_closed_round(plan: Plan) -> bool:
    """Whether there is a paper that everybody could read."""
    return last_closed(plan) is not None


def unfit_for_all(plan: Plan) -> tuple[list[int], list[tuple[str, list[int]]]]:
    """Numbers without an owner, and offices with the numbers of which no status is known."""
    rows = _living(plan)
    frozen = _frozen(last_closed(plan))
    lacking: dict[str, list[int]] = {}
    for row in rows:
        line = frozen.get(str(row.pk))
        is_known = bool(line["status"]) if line else row.status_on is not None
        if row.owner and not is_known:
            lacking.setdefault(office_of(row), []).append(row.number)
    return [row.number for row in rows if row.owner is None], sorted(lacking.items())


def not_shown(published: Published) -> list[Initiative]:
    """Living initiatives that a public plan leaves out, as they came after its round."""
    shown = {line.initiative.pk for line in published.lines}
    return [row for row in live_initiatives(published.plan) if row.pk not in shown]


# The plan and its initiatives


def published(plan: Plan) -> Published | None:
    """A plan with its last closed round, whether or not it is public yet; None without one."""
    row = last_closed(plan)
    if row is None:
        return None
    frozen = _frozen(row)
    lines = (_line(initiative, frozen.get(str(initiative.pk))) for initiative in _living(plan))
    return Published(plan, row, tuple(line for line in lines if line))


def _living(plan: Plan) -> list[Initiative]:
    rows = Initiative.objects.owned().filter(plan=plan, merged_into=None)
    return list(rows.select_related("owner", "goal", "plan"))


def _frozen(row: StatusRound | None) -> dict[str, dict[str, Any]]:
    return {line["id"]: line for line in row.frozen} if row else {}


def _line(initiative: Initiative, frozen: dict[str, Any] | None) -> PublicLine | None:
    if initiative.owner is None or not frozen or not frozen["status"]:
        return None
    told = Told(
        Status(frozen["status"]), frozen["office"], day_or_none(frozen["on"]), frozen["text"],
        frozen["is_inferred"],
    )  # fmt: skip
    return PublicLine(initiative, None, (), True, told=told)


def chosen(lines: Iterable[PublicLine], wanted: Wanted, words: str) -> list[PublicLine]:
    """The lines of an office, status and goal that hold every word asked for."""
    asked = words.casefold().split()
    return [
        line
        for line in lines
        if wanted.office in ("", str(line.initiative.owner_id))
        and wanted.status in ("", line.told.status)
        and wanted.goal in ("", str(line.initiative.goal_id))
        and all(word in _words(line) for word in asked)
    ]


def _words(line: PublicLine) -> str:
    row, told = line.initiative, line.told
    said = (row.number, row.title, row.summary, row.target_group, told.office, told.text)
    return " ".join(map(str, said)).casefold()


def goes_on_as(plan: Plan, number: int) -> int | None:
    """The number under which an old number, or one that was merged, is read today; or None."""
    row = Initiative.objects.owned().filter(plan=plan, number=number).first()
    if row is None:
        return number_now(plan, number)
    while row.merged_into is not None:
        row = row.merged_into
    return row.number if row.number != number else None


def with_counts(line: PublicLine) -> PublicLine:
    """The same with the initiative's counts; of these only the accepted may be shown."""
    return PublicLine(line.initiative, None, _counts(line.initiative), True, told=line.told)


def _counts(initiative: Initiative) -> tuple[Standing, ...]:
    duties = CountDuty.objects.owned().filter(initiative=initiative)
    found = standings_of(list(duties.select_related("organisation", "addressed_to")), clock.today())
    return tuple(sorted(found, key=newest_first))


def promises_gone_in(initiative: Initiative) -> list[tuple[Joined, list[Promise]]]:
    """What was promised by initiatives that went into this one; never added to its own."""
    gone = joined_in(initiative.plan_id).get(initiative.pk, ())
    lines = ((one, Line(one.initiative, None, _counts(one.initiative), True)) for one in gone)
    told = ((one, promises_of(line)) for one, line in lines)
    return [(one, promises) for one, promises in told if promises]


def since_the_round_before(shown: Published, initiative: Initiative) -> Since | None:
    """What happened from one closed round to the next; None where there is no earlier one."""
    before = last_closed(shown.plan, shown.round.year)
    if before is None:
        return None
    key = str(initiative.pk)
    earlier = _frozen(before)
    return since(before.year, earlier.get(key), _frozen(shown.round)[key], earlier)


def told_before(shown: Published, initiative: Initiative) -> list[tuple[int, Told]]:
    """What its office said in the closed rounds before the one that is shown, newest first."""
    rows = [news.round for news in news_of(shown.plan, initiative)]
    earlier = [(row, _line(initiative, _frozen(row).get(str(initiative.pk)))) for row in rows]
    return [(row.year, line.told) for row, line in earlier if line and row.pk != shown.round.pk]


def open_money(initiative: Initiative) -> tuple[list[Amount], list[Sum]]:
    """The amounts of an initiative that were decided, and their sums."""
    every = amounts_of(initiative.plan)
    mine = [a for a in every if a.initiative_id == initiative.pk and a.step in OPEN_STEPS]
    return mine, sums(mine, every)


# What was published, for those who follow


@dataclass(frozen=True, slots=True)
class News:
    """One thing that was published about a plan or an initiative; told once, by its key."""

    key: UUID
    at: datetime
    round: StatusRound
    line: dict[str, Any] | None = None


def news_of(plan: Plan, initiative: Initiative | None = None) -> list[News]:
    """Every closed round, newest first; of one initiative what each of them says of it."""
    rows = StatusRound.objects.owned().filter(plan=plan).exclude(closed_at=None)
    found = []
    for row in rows.order_by("-year"):
        line = _frozen(row).get(str(initiative.pk)) if initiative else None
        if initiative is None or (line and line["status"]):
            found.append(News(row.pk, _first_readable(plan, row), row, line))
    return found


def _first_readable(plan: Plan, row: StatusRound) -> datetime:
    """When everybody could first read a closed round."""
    return max(moment for moment in (row.closed_at, plan.public_since) if moment)


def counting_for(plan: Plan) -> list[UUID]:
    """The associations whose counts stand under a plan: they too can change what it shows."""
    rows = CountDuty.objects.owned().filter(initiative__plan=plan)
    return list(rows.order_by().values_list("addressed_to_id", flat=True).distinct())
