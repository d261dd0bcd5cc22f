"""The plans of a municipality, each as a tree: goals or offices, and the initiatives under them.

Everybody with the plan in their role sees all of it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q

from favn.people.organisations.choices import UnitKind
from favn.people.organisations.models import Unit
from favn.policy.choices import Passage
from favn.policy.models import Goal, Initiative, Plan, Turn
from favn.policy.queries.plan import Line, by_office

MISSING = "mangler"
"""In a filter: those that have none."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a reader asks to see; empty where it does not matter, MISSING where there is none."""

    office: str = ""
    status: str = ""
    goal: str = ""

    def wants(self, initiative: Initiative) -> bool:
        """Whether an initiative is among them."""
        status = initiative.status if initiative.status_on else None
        return (
            _fits(self.office, initiative.owner_id)
            and _fits(self.status, status)
            and _fits(self.goal, initiative.goal_id)
        )


def _fits(asked: str, has: UUID | str | None) -> bool:
    return not asked or asked == (MISSING if has is None else str(has))


@dataclass(frozen=True, slots=True)
class Branch:
    """One goal or office with its initiatives in order of number."""

    title: str
    words: str
    lines: tuple[Line, ...]


def branches(lines: list[Line], goals: list[Goal], rest: str) -> list[Branch]:
    """By goal where the plan has goals, those without one last under `rest`; else by office."""
    if not goals:
        return [Branch(office.name, "", office.lines) for office in by_office(lines)]
    found = [Branch(str(goal), _about(goal), _under(goal, lines)) for goal in goals]
    loose = _under(None, lines)
    return [*found, Branch(rest, "", loose)] if loose else found


def _under(goal: Goal | None, lines: Iterable[Line]) -> tuple[Line, ...]:
    pk = goal.pk if goal else None
    return tuple(line for line in lines if line.initiative.goal_id == pk)


def _about(goal: Goal) -> str:
    return ". ".join(part.rstrip(".") for part in (goal.focus, goal.note) if part)


def plans() -> list[tuple[Plan, int]]:
    """Every plan, the newest first, each with how many initiatives it has of its own."""
    # Django leaves the order of the model out where rows are grouped.
    live = Count("initiatives", filter=Q(initiatives__merged_into=None))
    rows = Plan.objects.owned().annotate(live=live)
    return [(plan, plan.live) for plan in rows.order_by("-first_year", "title")]


def plan_with(slug: str) -> Plan | None:
    """The plan at an address, or None."""
    return Plan.objects.owned().filter(slug=slug).first()


def goals_of(plan: Plan) -> list[Goal]:
    """A plan's goals in their order."""
    return list(Goal.objects.owned().filter(plan=plan))


def units() -> list[Unit]:
    """Who may own an initiative or decide: offices first, then committees, by name."""
    rows = Unit.objects.owned().filter(kind__in=(UnitKind.OFFICE, UnitKind.COMMITTEE))
    return sorted(rows, key=lambda unit: (unit.kind != UnitKind.OFFICE, unit.name))


def deciders() -> list[Unit]:
    """Who decides: the committees by name; the offices where there are none."""
    found = units()
    return [u for u in found if u.kind == UnitKind.COMMITTEE] or found


def merged_of(plan: Plan) -> list[Initiative]:
    """What was merged into another: out of the list, its page stays."""
    rows = Initiative.objects.owned().filter(plan=plan).exclude(merged_into=None)
    return list(rows.select_related("merged_into"))


def live_initiatives(plan: Plan) -> list[Initiative]:
    """A plan's initiatives by number, without those that were merged."""
    return list(Initiative.objects.owned().filter(plan=plan, merged_into=None))


def number_now(plan: Plan | None, old: int) -> int | None:
    """Which number an initiative has today that was called `old`; None where none was."""
    rows = Turn.objects.owned().filter(plan=plan, passage=Passage.RENUMBERED, number=old)
    turn = rows.select_related("initiative").first()
    return turn.initiative.number if turn else None


def turns_of(initiative: Initiative) -> list[Turn]:
    """The turns of its life, oldest first, also those of what went into it or came from it."""
    rows = Turn.objects.owned().filter(Q(initiative=initiative) | Q(other=initiative))
    return list(rows.select_related("initiative", "other", "unit", "new_unit"))


def goals_by_plan() -> list[tuple[Plan, list[Goal]]]:
    """Every plan that has goals, the newest first, with its goals in their order."""
    by_plan: dict[Plan, list[Goal]] = {}
    for goal in Goal.objects.owned().select_related("plan").order_by("-plan__first_year", "rank"):
        by_plan.setdefault(goal.plan, []).append(goal)
    return list(by_plan.items())
