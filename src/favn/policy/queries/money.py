"""What a plan costs: its amounts, and totals per step and years that say what they left out.

Everybody with the plan in their role sees all of it. Two steps, two periods and two plans are
never added together.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from uuid import UUID

from django.utils.translation import gettext as _

from favn.policy.choices import Step
from favn.policy.models import Amount, Initiative, Plan
from favn.policy.queries.tree import live_initiatives
from favn.policy.rules.money import Piece, Total, total


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An amount that a total did not count, and the one that holds it already."""

    amount: Amount
    other: Amount
    is_same: bool


@dataclass(frozen=True, slots=True)
class Share:
    """What one unit gives of a total, in thousands of kroner."""

    label: str
    value: int


@dataclass(frozen=True, slots=True)
class Sum:
    """The total of one step and period."""

    step: Step
    first_year: int
    last_year: int
    kroner: int
    counted: tuple[Amount, ...]
    left_out: tuple[LeftOut, ...]

    @property
    def payers(self) -> list[tuple[str, int]]:
        """Whom the money comes from, with how much, the largest first; empty where none is named.

        Every krone of the total is in it once; what names nobody stands last.
        """
        told: dict[str, int] = {}
        for amount in self.counted:
            name = amount.unit.name if amount.unit else ""
            told[name] = told.get(name, 0) + amount.kroner
        unknown = told.pop("", 0)
        named = sorted(told.items(), key=lambda pair: (-pair[1], pair[0]))
        return [*named, (_("Ikke oplyst"), unknown)] if named and unknown else named

    @property
    def shares(self) -> list[Share]:
        """The same in thousands, where several units pay and each krone has its unit."""
        is_whole = all(amount.unit for amount in self.counted)
        payers = self.payers if is_whole else []
        return [Share(name, kroner // 1000) for name, kroner in payers] if payers[1:] else []


def amounts_of(plan: Plan) -> list[Amount]:
    """A plan's amounts, without those that were struck out."""
    rows = Amount.objects.owned().filter(plan=plan, struck_on=None)
    names = ("initiative", "initiative__owner", "unit", "part_of", "same_as")
    return list(rows.select_related(*names))


def piece(amount: Amount) -> Piece:
    """An amount as the sum sees it."""
    return Piece(amount.pk, amount.kroner, amount.part_of_id, amount.same_as_id)


def hangs_on(amount: Amount) -> bool:
    """Whether another amount is a part of it or the same as it."""
    return any(amount.pk in (a.part_of_id, a.same_as_id) for a in amounts_of(amount.plan))


def sums(asked: Iterable[Amount], every: list[Amount]) -> list[Sum]:
    """Totals of the amounts asked for; `every` are the plan's, which links may pass through."""
    pieces, by_pk = {a.pk: piece(a) for a in every}, {a.pk: a for a in every}
    rows = sorted(asked, key=lambda a: a.step)
    found: list[Sum] = []
    for step, group in groupby(rows, key=lambda a: a.step):
        of_step = list(group)
        told = total((a.pk for a in of_step), pieces)
        found += _by_period(Step(step), of_step, told, by_pk)
    return found


def _by_period(
    step: Step, rows: list[Amount], told: Total, by_pk: dict[UUID, Amount]
) -> Iterable[Sum]:
    counted = set(told.counted)
    for (first, last), group in groupby(sorted(rows, key=_years), key=_years):
        here = list(group)
        kept = tuple(a for a in here if a.pk in counted)
        out = tuple(_left_out(a, told, by_pk) for a in here if a.pk not in counted)
        yield Sum(step, first, last, sum(a.kroner for a in kept), kept, out)


def _years(amount: Amount) -> tuple[int, int]:
    return amount.first_year, amount.last_year


def _left_out(amount: Amount, told: Total, by_pk: dict[UUID, Amount]) -> LeftOut:
    if amount.pk in told.again:
        return LeftOut(amount, by_pk[told.again[amount.pk]], is_same=True)
    return LeftOut(amount, by_pk[told.inside[amount.pk]], is_same=False)


def without_amount(plan: Plan, amounts: Iterable[Amount]) -> list[Initiative]:
    """The plan's initiatives that no amount speaks of."""
    named = {amount.initiative_id for amount in amounts}
    return [i for i in live_initiatives(plan) if i.pk not in named]


def amounts_about(initiative: Initiative) -> list[Amount]:
    """The amounts of one initiative."""
    return [a for a in amounts_of(initiative.plan) if a.initiative_id == initiative.pk]


def amount_with(pk: UUID) -> Amount | None:
    """An amount that still counts, or None."""
    rows = Amount.objects.owned().filter(pk=pk, struck_on=None)
    return rows.select_related("plan", "initiative", "unit", "part_of", "same_as").first()
