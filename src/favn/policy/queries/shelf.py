"""What has been read of a house's plans for one reader, so that a long report reads it once.

Everybody with the plan in their role reads the whole plan; the counts in `lines` are those in the
reader's scope.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from favn.people.accounts.models import Membership
from favn.policy.models import Amount, Initiative, Plan, StatusRound, StatusText
from favn.policy.queries import tree
from favn.policy.queries.money import amounts_of
from favn.policy.queries.plan import Line, lines
from favn.policy.queries.rounds import round_of
from favn.policy.rules.tables import slug_of

T = TypeVar("T")


@dataclass(slots=True)
class Shelf:
    """Each thing is read the first time somebody asks for it."""

    membership: Membership
    today: date
    known: dict[tuple[object, ...], Any] = field(default_factory=dict)

    def once(self, key: tuple[object, ...], read: Callable[[], T]) -> T:
        """What stands under the key, read the first time."""
        if key not in self.known:
            self.known[key] = read()
        found: T = self.known[key]
        return found

    def plan(self, slug: str) -> Plan | None:
        """The plan with a slug, or None."""
        return self.once(("plan", slug), lambda: tree.plan_with(slug))

    def units(self) -> dict[str, str]:
        """Offices and committees: as in an address → by name."""
        return self.once(("units",), lambda: {slug_of(u.name): u.name for u in tree.units()})

    def initiatives(self, plan: Plan) -> list[Initiative]:
        """The plan's initiatives, without those that were merged."""
        rows = Initiative.objects.owned().filter(plan=plan, merged_into=None)
        rows = rows.select_related("owner", "goal")
        return self.once(("initiatives", plan.pk), lambda: list(rows))

    def statuses(self, plan: Plan, year: int) -> dict[object, StatusText]:
        """Initiative → the last status its office gave itself, up to and with the year."""
        rows = StatusText.objects.owned().filter(initiative__plan=plan, is_inferred=False)
        rows = rows.filter(year__lte=year).exclude(status="").order_by("year")
        return self.once(("statuses", plan.pk, year), lambda: {r.initiative_id: r for r in rows})

    def round(self, plan: Plan, year: int) -> StatusRound | None:
        """The plan's round of the year, or None."""
        return self.once(("round", plan.pk, year), lambda: round_of(plan, year))

    def amounts(self, plan: Plan) -> list[Amount]:
        """The plan's amounts."""
        return self.once(("amounts", plan.pk), lambda: amounts_of(plan))

    def lines(self, plan: Plan) -> dict[object, Line]:
        """Initiative → its line with the counts in the reader's scope."""

        def read() -> dict[object, Line]:
            return {one.initiative.pk: one for one in lines(plan, self.membership, self.today)}

        return self.once(("lines", plan.pk), read)
