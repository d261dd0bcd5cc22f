"""Amounts of a plan: added, corrected, struck out; links that would count twice are refused."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from favn.kit import history
from favn.kit.history import Actor
from favn.kit.refusals import Conflict, Refused, insert, must, standing
from favn.kit.tenancy import current
from favn.policy import queries, rules
from favn.policy.choices import Step
from favn.policy.models import Amount, Plan
from favn.policy.rules import money
from favn.policy.rules.words import alike

FIELDS = (
    "initiative", "title", "step", "kroner", "first_year", "last_year", "unit", "pool", "part_of",
    "same_as", "note",
)  # fmt: skip


@transaction.atomic
def add_amount(*, id: UUID, plan: Plan, by: Actor, at: datetime, **values: Any) -> Amount:
    """An amount of a plan, once per `id`; `values` are those of FIELDS. Raises Refused, Taken."""
    row = Amount(id=id, organisation_id=current(), plan=plan, **values)
    if stands := standing(row):
        return stands
    _must_hang(row, at)
    if stands := insert(row):
        return stands
    history.note("add", row, by=by, at=at, changes={"kroner": ["", row.kroner]})
    return row


@transaction.atomic
def change_amount(
    *, amount: Amount, version: int, by: Actor, at: datetime, **values: Any
) -> Amount:
    """Correct an amount; all of FIELDS by name. The same form twice changes it once.

    Raises Refused where a link would go in a ring or not fit, and Conflict.
    """
    row = _now(amount)
    told = {n: [_told(getattr(row, n)), _told(v)] for n, v in values.items()}
    changes = history.moved(told)
    if not changes and row.version >= version:
        return row
    if row.version != version:
        raise Conflict(_meanwhile(row))
    for name, value in values.items():
        setattr(row, name, value)
    _must_hang(row, at)
    row.version = version + 1
    row.save(update_fields=[*values, "version"])
    history.note("correct", row, by=by, at=at, changes=changes)
    return row


@transaction.atomic
def strike_amount(
    *, amount: Amount, reason: str, by: Actor, at: datetime, version: int | None = None
) -> Amount:
    """Take an amount out of every sum; it stays in history. `version` is the one that was shown.

    Raises Refused where others hang on it, and Conflict.
    """
    row = _now(amount)
    if row.struck_on:
        return row
    if version not in (None, row.version):
        raise Conflict(_meanwhile(row))
    if queries.hangs_on(row):
        raise Refused(
            _("Andre beløb er en del af det eller det samme. Ret dem først, så de ikke går tabt.")
        )
    row.struck_on = at.date()
    row.save(update_fields=["struck_on"])
    history.note("strike", row, by=by, at=at, reason=reason)
    return row


def _now(amount: Amount) -> Amount:
    list(Plan.objects.owned().select_for_update().filter(pk=amount.plan_id))
    rows = Amount.objects.owned().select_related("plan", "initiative", "unit", "part_of", "same_as")
    return rows.get(pk=amount.pk)


def _must_hang(row: Amount, at: datetime) -> None:
    """Sums must stay sums: an amount of sense, years that run, and links that fit."""
    must(money.why_not_kroner(row.kroner) or rules.why_not_years(row.first_year, row.last_year))
    years, plan = (row.first_year, row.last_year), row.plan
    must(money.why_not_in(years, (plan.first_year, plan.last_year)))
    must(money.why_not_spent(row.first_year, at.year) if row.step == Step.SPENT else None)
    list(Plan.objects.owned().select_for_update().filter(pk=row.plan_id))
    amounts = queries.amounts_of(row.plan)
    must(money.why_not_money_twice(any(_is_same(other, row) for other in amounts)))
    every = {a.pk: queries.piece(a) for a in amounts} | {row.pk: queries.piece(row)}
    other = next((a for a in amounts if a.pk == (row.part_of_id or row.same_as_id)), None)
    if (row.part_of_id or row.same_as_id) and other is None:
        raise Refused(_("Det andet beløb står ikke i den samme plan. Vælg et andet."))
    fits = other is None or other.first_year <= row.first_year <= row.last_year <= other.last_year
    same = other is None or other.step == row.step
    must(money.why_not_hang(every[row.pk], every, same_step=same, inside_years=fits))
    must(_why_not_around(row, amounts))


def _is_same(other: Amount, row: Amount) -> bool:
    """Whether a reader would take the two for the same money, and nobody has said that they are."""
    if row.pk in (other.pk, other.same_as_id) or other.pk == row.same_as_id:
        return False
    names = ("initiative_id", "step", "kroner", "first_year", "last_year", "unit_id", "part_of_id")
    same = all(getattr(other, name) == getattr(row, name) for name in names)
    return same and alike(other.title, row.title) and alike(other.note, row.note)


def _why_not_around(row: Amount, amounts: list[Amount]) -> str | None:
    """What already hangs on it must still fit after a correction."""
    hanging = [a for a in amounts if row.pk in (a.part_of_id, a.same_as_id)]
    echoes = any(a.same_as_id and a.kroner != row.kroner for a in hanging)
    parts = any(a.part_of_id and a.kroner > row.kroner for a in hanging)
    moved = any(
        a.step != row.step or not row.first_year <= a.first_year <= a.last_year <= row.last_year
        for a in hanging
    )
    if echoes or parts or moved:
        return _("Andre beløb hænger på det og passer ikke til det længere. Ret dem først.")
    return None


def _told(value: Any) -> str:
    return "" if value is None else str(value)


def _meanwhile(row: Amount) -> str:
    last = history.of(row).first()
    return _(
        "%(who)s har rettet beløbet imens. Det, du skrev, står stadig i felterne. Se, hvad der står"
        " nu, og gem igen, hvis din rettelse skal gælde."
    ) % {"who": last.actor_label if last else _("En anden")}
