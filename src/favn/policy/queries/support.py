"""Support over several years: whom the plan supports, with what purpose, until when, for how much.

An initiative is support where an association gets money by it, or a party stands on it as one that
gets support. Everybody with the plan in their role sees it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from favn.policy.choices import Hand, Status
from favn.policy.models import Amount, Part, Plan
from favn.policy.queries.money import Sum, amounts_of, sums
from favn.policy.queries.plan import Line

DONE = (Status.FINISHED, Status.STOPPED)


@dataclass(frozen=True, slots=True)
class Support:
    """One initiative that supports somebody, as it stands on a day."""

    line: Line
    receivers: tuple[str, ...]
    sums: tuple[Sum, ...]
    today: date

    @property
    def is_over(self) -> bool:
        """Whether its last day has passed, or its office has said that it is finished."""
        ends = self.line.initiative.ends_on
        return self.line.initiative.status in DONE or (ends is not None and ends < self.today)

    @property
    def is_ahead(self) -> bool:
        """Whether it has not begun."""
        starts = self.line.initiative.starts_on
        return not self.is_over and starts is not None and starts > self.today

    @property
    def ends_this_year(self) -> bool:
        """Whether somebody must decide this year what comes after it."""
        ends = self.line.initiative.ends_on
        return ends is not None and not self.is_over and ends.year == self.today.year


def support_of(plan: Plan, lines: Iterable[Line], today: date) -> list[Support]:
    """Who is supported, those that end first before the rest; without an end last."""
    named, amounts = _receivers(plan), amounts_of(plan)
    found = [_support(line, named, amounts, today) for line in lines]
    ordered = sorted(found, key=lambda one: one.line.initiative.ends_on or date.max)
    return [one for one in ordered if one.receivers]


def _receivers(plan: Plan) -> dict[object, list[str]]:
    """Initiative → the parties that stand on it as getting support."""
    rows = Part.objects.owned().filter(initiative__plan=plan, hand=Hand.RECEIVER, left_on=None)
    named: dict[object, list[str]] = {}
    for part in rows.select_related("party").order_by("party__name"):
        named.setdefault(part.initiative_id, []).append(part.party.name)
    return named


def _support(
    line: Line, named: dict[object, list[str]], amounts: list[Amount], today: date
) -> Support:
    row = line.initiative
    first = [row.funded.name] if row.funded else []
    mine = [amount for amount in amounts if amount.initiative_id == row.pk]
    receivers = tuple(dict.fromkeys([*first, *named.get(row.pk, ())]))
    return Support(line, receivers, tuple(sums(mine, amounts)), today)
