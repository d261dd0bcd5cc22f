"""The board, its statutes, and the parts of the municipality: added, ended, never rewritten."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.text import slugify
from django.utils.timezone import localdate

from favn.associations.choices import Audience
from favn.associations.models import BoardMember, District, Entry, Statutes
from favn.associations.queries.entries import DANISH
from favn.associations.rules import entries as rules
from favn.kit import history
from favn.kit.history import Actor
from favn.kit.refusals import insert, must, standing
from favn.kit.tenancy import current


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody with a seat, and who may see their name; `agreed` is what they said themselves."""

    seat: str
    name: str
    since: date
    shown: str = Audience.OFFICE
    agreed: bool = False


@transaction.atomic
def seat(*, id: UUID, entry: Entry, member: Member, by: Actor, at: datetime) -> BoardMember:
    """Somebody takes a seat in the board, once per `id`. History keeps the seat, never the name."""
    row = BoardMember(
        id=id, organisation_id=current(), entry=entry, seat=member.seat, name=member.name,
        since=member.since, shown=member.shown, agreed_on=localdate(at) if member.agreed else None,
    )  # fmt: skip
    if stands := standing(row) or insert(row):
        return stands
    history.note("seat", entry, by=by, at=at, changes={"seat": ["", member.seat]})
    return row


@transaction.atomic
def leave(*, member: BoardMember, by: Actor, at: datetime) -> BoardMember:
    """Somebody leaves the board; twice does it once."""
    row = BoardMember.objects.owned().select_for_update().get(pk=member.pk)
    if row.left_on is None:
        row.left_on = localdate(at)
        row.save(update_fields=["left_on"])
        history.note("leave", row.entry, by=by, at=at, changes={"seat": [row.seat, ""]})
    return row


@dataclass(frozen=True, slots=True)
class Adopted:
    """Statutes as they were adopted."""

    on: date
    text: str = ""
    file_name: str = ""
    content: bytes | None = None


@transaction.atomic
def adopt(*, id: UUID, entry: Entry, adopted: Adopted, by: Actor, at: datetime) -> Statutes:
    """Keep an edition of the statutes beside the older ones, once per `id`. Raises Refused."""
    row = Statutes(
        id=id, organisation_id=current(), entry=entry, adopted_on=adopted.on, text=adopted.text,
        file_name=adopted.file_name, content=adopted.content, added_at=at, added_by=by.actor_label,
    )  # fmt: skip
    must(rules.why_not_adopted(adopted.on, localdate(at)))
    if stands := standing(row) or insert(row):
        return stands
    history.note("adopt", entry, by=by, at=at, changes={"statutes": ["", str(adopted.on)]})
    return row


@transaction.atomic
def add_district(
    *, id: UUID, name: str, row: int, column: int, by: Actor, at: datetime
) -> District:
    """A part of the municipality, once per `id`. Raises Refused where the name is in use."""
    slug = slugify(name.translate(DANISH))[:60] or id.hex[:8]
    made = District(id=id, organisation_id=current(), slug=slug, name=name, row=row, column=column)
    if stands := standing(made):
        return stands
    known = District.objects.owned().values_list("name", "slug")
    must(rules.why_not_district(name, slug, known))
    if stands := insert(made):
        return stands
    history.note("add", made, by=by, at=at, changes={"name": ["", name]})
    return made
