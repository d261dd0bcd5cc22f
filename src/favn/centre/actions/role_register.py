"""The verbs of the register of roles: one line each, what it needs, and whether the house looks."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from favn.centre.actions.timetable import new_slug
from favn.centre.choices import Item
from favn.centre.models import OneRole, VolunteerRole
from favn.centre.queries import volunteers as queries
from favn.centre.rules import volunteers as rules
from favn.kit import history
from favn.kit.history import Actor
from favn.kit.refusals import insert, must, standing, taken
from favn.kit.tenancy import current


@dataclass(frozen=True, slots=True)
class Facts:
    """What a role is: a name, a line, and what must be in place before."""

    name: str
    about: str
    needs: tuple[str, ...] = ()
    is_with_children: bool = False
    is_wanted: bool = True

    def values(self) -> dict[str, object]:
        """Field → value as the row holds it."""
        needs = [item for item in Item.values if item in self.needs]
        return {
            "name": self.name.strip(), "about": self.about.strip(), "needs": needs,
            "is_with_children": self.is_with_children, "is_wanted": self.is_wanted,
        }  # fmt: skip


@transaction.atomic
def add_role(*, id: UUID, facts: Facts, by: Actor, at: datetime) -> VolunteerRole:
    """Something more for volunteers to do, once per `id`. Raises Refused, Taken."""
    row = VolunteerRole(id=id, organisation_id=current(), slug=_slug(facts.name))
    if stands := standing(row):
        return stands
    _check(facts, None)
    for name, value in facts.values().items():
        setattr(row, name, value)
    return insert(row, lambda r: history.note("add", r, by=by, at=at)) or row


@transaction.atomic
def revise_role(
    *, role: VolunteerRole, facts: Facts, version: int, by: Actor, at: datetime
) -> VolunteerRole:
    """Put right what stands; its old numbers follow along. Raises Refused, Conflict."""
    row = taken(role, version)
    _check(facts, row)
    changes = {}
    for name, value in facts.values().items():
        changes[name] = [getattr(row, name), value]
        setattr(row, name, value)
    row.save()
    history.note("revise", row, by=by, at=at, changes=history.moved(changes))
    return row


@transaction.atomic
def retire_role(*, role: VolunteerRole, by: Actor, at: datetime) -> VolunteerRole:
    """Nobody is asked for it any more; what was done in it stays. Raises Refused."""
    row = VolunteerRole.objects.owned().select_for_update().get(pk=role.pk)
    held = OneRole.objects.owned().filter(role=row, ended_on=None).count()
    must(rules.why_not_retire(held, queries.lines_of(row)))
    if row.retired_at is None:
        row.retired_at = at
        row.save(update_fields=["retired_at"])
        history.note("retire", row, by=by, at=at)
    return row


def _check(facts: Facts, role: VolunteerRole | None) -> None:
    others = [one.name for one in queries.roles() if role is None or one.pk != role.pk]
    must(rules.why_not_role(facts.name.strip(), facts.about.strip(), others))


def _slug(name: str) -> str:
    """A word for the figures' addresses."""
    return new_slug(name, set(VolunteerRole.objects.owned().values_list("slug", flat=True)))
