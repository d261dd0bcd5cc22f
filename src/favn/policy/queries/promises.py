"""What an initiative promised, how the promise changed, and what was delivered of it.

Deliveries told by the office are seen by everybody with the plan; those an association counted
only where the initiative's counts are in the membership's scope.
"""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from favn.policy.models import Delivery, Output, Revision
from favn.policy.queries.plan import Line
from favn.policy.queries.standing import Number, Standing


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of the chart."""

    label: str
    value: int | None


@dataclass(frozen=True, slots=True)
class Counted:
    """What an association counted in a quarter, as the municipality accepted it."""

    standing: Standing
    number: Number


@dataclass(frozen=True, slots=True)
class Promise:
    """One output with its revisions, deliveries and accepted counts, each oldest first."""

    output: Output
    revisions: tuple[Revision, ...]
    deliveries: tuple[Delivery, ...]
    counted: tuple[Counted, ...]
    may_see_counts: bool

    @property
    def promised(self) -> int | None:
        """The promise that stands now; None where no number was promised."""
        return self.revisions[-1].promised if self.revisions else self.output.promised

    @property
    def is_told(self) -> bool:
        """Whether anything is known of what was delivered."""
        known = [c for c in self.counted if c.number.value is not None]
        return bool(self.deliveries or known)

    @property
    def delivered(self) -> int:
        """The sum of what was told and of what was counted; one unit, so it may be added."""
        counted = sum(c.number.value or 0 for c in self.counted)
        return sum(d.delivered for d in self.deliveries) + counted

    @property
    def late(self) -> int:
        """How many of them came after the promise's last year."""
        last = self.output.last_year
        return sum(d.delivered for d in self.deliveries if d.on.year > last)

    @property
    def withheld(self) -> int:
        """Accepted quarters whose number was held back; the sum is without them."""
        return sum(c.number.value is None for c in self.counted)

    @property
    def is_hidden(self) -> bool:
        """Whether an association counts it, and this reader may not see its counts."""
        return self.output.duty_id is not None and not self.may_see_counts

    @property
    def bars(self) -> list[Bar]:
        """Promised first, promised now, delivered; of one unit."""
        first, now = self.output.promised, self.promised
        rows = [Bar(_("Lovet først") if self.revisions else _("Lovet"), first)]
        if self.revisions:
            rows.append(Bar(_("Lovet nu"), now))
        told = self.delivered if self.is_told else None
        return [bar for bar in [*rows, Bar(_("Leveret"), told)] if bar.value is not None]


def promises_of(line: Line) -> list[Promise]:
    """An initiative's outputs by year and unit; `line` carries the counts in scope."""
    live = Delivery.objects.owned().filter(struck_on=None)
    rows = (
        Output.objects.owned()
        .filter(initiative=line.initiative, struck_on=None)
        .select_related("duty", "duty__addressed_to")
        .prefetch_related("revisions", Prefetch("deliveries", queryset=live, to_attr="live"))
    )
    return [promise_of(row, line) for row in rows]


def promise_of(row: Any, line: Line) -> Promise:
    """A promise with what was delivered by hand and what accepted counts say."""
    counted = tuple(_counted(row, line.standings)) if row.duty_id else ()
    revisions = tuple(row.revisions.all())
    return Promise(row, revisions, tuple(row.live), counted, line.may_see_counts)


def _counted(row: Output, standings: tuple[Standing, ...]) -> list[Counted]:
    return [
        Counted(standing, number)
        for standing in reversed(standings)
        if standing.duty.pk == row.duty_id
        and row.first_year <= standing.period.year <= row.last_year
        for number in standing.accepted_numbers
        if number.figure.id == row.figure
    ]


def revisions_of(output: Output) -> list[Revision]:
    """How a promise changed, oldest first."""
    return list(Revision.objects.owned().filter(output=output))


def output_with(pk: UUID) -> Output | None:
    """An output by its id, or None."""
    names = ("initiative", "initiative__plan", "initiative__owner", "duty", "duty__addressed_to")
    return Output.objects.owned().filter(pk=pk, struck_on=None).select_related(*names).first()
