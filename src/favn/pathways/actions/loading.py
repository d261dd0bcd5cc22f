"""Turns that were kept before Favn, or whose persons are gone: written as numbers, all at once."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid5

from django.db import transaction

from favn.kit import store
from favn.kit.tenancy import current
from favn.pathways.models import Spell, Turn
from favn.pathways.rules import programme as rules


@dataclass(frozen=True, slots=True)
class LoadedSpell:
    """A course or a placement without a name of anybody or of any place."""

    doing: str
    from_on: date
    to_on: date | None


@dataclass(frozen=True, slots=True)
class LoadedTurn:
    """A turn without its person. `counted_as` is the same in every turn of one person."""

    id: UUID
    counted_as: UUID
    referred_on: date
    years: int | None
    started_on: date | None = None
    ended_on: date | None = None
    outcome: str = ""
    outcome_on: date | None = None
    work_on: date | None = None
    spells: tuple[LoadedSpell, ...] = ()
    before: UUID | None = None


@transaction.atomic
def load_turns(*, rows: list[LoadedTurn]) -> int:
    """Write them, with the line each stands on by the same rule as any other turn; how many."""
    followed = {row.before for row in rows}
    turns = [_turn(row, is_followed=row.id in followed) for row in rows]
    Turn.objects.bulk_create(turns, batch_size=200)
    spells = [_spell(row, turn, n) for row, turn in zip(rows, turns, strict=True)
              for n in range(len(row.spells))]  # fmt: skip
    Spell.objects.bulk_create(spells, batch_size=200)
    for model, made in ((Turn, turns), (Spell, spells)):
        months = sorted({(one.year, one.month) for one in made})
        store.mark_months(model._meta.label_lower, current(), months)
    return len(turns)


def _turn(row: LoadedTurn, *, is_followed: bool) -> Turn:
    state = rules.state_of(row.started_on, row.ended_on)
    farthest = rules.farthest_of(one.doing for one in row.spells)
    return Turn(
        id=row.id, organisation_id=current(), counted_as=row.counted_as,
        referred_on=row.referred_on, years=row.years, started_on=row.started_on,
        ended_on=row.ended_on, outcome=row.outcome, outcome_on=row.outcome_on,
        work_on=row.work_on, before_id=row.before, state=state, farthest=farthest,
        line=rules.line_of(row.outcome, state, farthest, is_followed=is_followed),
        year=row.referred_on.year, month=row.referred_on.month,
    )  # fmt: skip


def _spell(row: LoadedTurn, turn: Turn, place: int) -> Spell:
    told = row.spells[place]
    return Spell(
        id=uuid5(row.id, str(place)), organisation_id=current(), turn=turn, doing=told.doing,
        from_on=told.from_on, to_on=told.to_on, year=turn.year, month=turn.month,
    )  # fmt: skip
