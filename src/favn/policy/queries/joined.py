"""What went into which initiative, and out of which another was split: never lost, never twice.

Pure readings of the plan; everybody with the plan in their role sees all of it.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from favn.policy.choices import Passage
from favn.policy.models import Initiative, Turn


@dataclass(frozen=True, slots=True)
class Joined:
    """An initiative that went into another, perhaps by way of a third, and when."""

    initiative: Initiative
    on: date | None


def joined_in(plan_id: UUID) -> dict[UUID, list[Joined]]:
    """Living initiative → all that went into it, by number."""
    rows = Initiative.objects.owned().filter(plan=plan_id).exclude(merged_into=None)
    gone = {row.pk: row for row in rows.select_related("owner").order_by("number")}
    turns = Turn.objects.owned().filter(plan=plan_id, passage=Passage.MERGED)
    days = dict(turns.values_list("initiative_id", "on"))
    found: dict[UUID, list[Joined]] = {}
    for row in gone.values():
        found.setdefault(_end_of(row, gone), []).append(Joined(row, days.get(row.pk)))
    return found


def _end_of(row: Initiative, gone: dict[UUID, Initiative]) -> UUID:
    """Where it lives on; merges run in no ring."""
    into: UUID | None = row.pk
    while into in gone:
        into = gone[into].merged_into_id
    assert into is not None  # only what went into another is in `gone`
    return into


def split_in(plan_id: UUID) -> dict[UUID, Initiative]:
    """Initiative → the one it was split off from."""
    rows = Turn.objects.owned().filter(plan=plan_id, passage=Passage.SPLIT)
    found = rows.select_related("other").exclude(other=None)
    return {turn.initiative_id: turn.other for turn in found if turn.other}
