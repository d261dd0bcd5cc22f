"""The verbs of an organisation's own parts: an office is added."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.text import slugify

from favn.kit import history
from favn.kit.history import Actor
from favn.kit.refusals import Taken, insert, must, standing
from favn.kit.tenancy import current
from favn.people.organisations import rules
from favn.people.organisations.choices import Kind, UnitKind
from favn.people.organisations.models import Organisation, Unit


@transaction.atomic
def add_unit(
    *, id: UUID, name: str, by: Actor, at: datetime, kind: UnitKind = UnitKind.OFFICE
) -> Unit:
    """A part of the present tenant, once per `id`.

    Raises Refused where the name is in use, and Taken where the id is somebody else's.
    """
    unit = Unit(id=id, organisation_id=current(), name=name, kind=kind)
    if stands := standing(unit):
        return stands
    must(_why_not(name))
    try:
        stands = insert(unit)
    except Taken:
        must(_why_not(name))
        raise
    if stands:
        return stands
    history.note("add", unit, by=by, at=at, changes={"name": ["", name]})
    return unit


def _why_not(name: str) -> str | None:
    """A colleague may have taken the name a moment before, so it is asked twice."""
    return rules.why_not_named(name, Unit.objects.owned().values_list("name", flat=True))


@transaction.atomic
def add_party(*, id: UUID, name: str, kind: Kind = Kind.ASSOCIATION) -> Organisation:
    """A party of the shared directory that is no tenant; the one with that name where it stands.

    The directory belongs to everybody, so the history of a party is written where it is used.
    """
    wanted = name.casefold()
    stands = next((o for o in Organisation.objects.all() if o.name.casefold() == wanted), None)
    if stands:
        return stands
    slug = f"{slugify(name)[:40]}-{id.hex[:6]}".strip("-")
    row, _made = Organisation.objects.get_or_create(
        id=id, defaults={"name": name, "slug": slug, "kind": kind}
    )
    return row
