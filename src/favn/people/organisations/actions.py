"""The verbs of an organisation's own parts: an office is added, its screens lock sooner."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from favn.kit import history
from favn.kit.history import Actor
from favn.kit.refusals import Conflict, Taken, insert, must, standing
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


@transaction.atomic
def choose_lock_minutes(
    *, minutes: int | None, seen: int | None, by: Actor, at: datetime
) -> Organisation:
    """After how long a screen that was left locks here; None leaves it to each role.

    `seen` is what stood when it was chosen. Raises Refused, Conflict.
    """
    must(rules.why_not_lock_after(minutes))
    rows = Organisation.objects.filter(pk=current(), lock_minutes=seen)
    if not rows.update(lock_minutes=minutes):
        raise Conflict(_("En anden har valgt minutter imens. Se, hvad der står nu."))
    row = Organisation.objects.get(pk=current())
    if minutes != seen:
        changes = {"lock_minutes": [seen or "", minutes or ""]}
        history.note("lock-minutes", row, by=by, at=at, changes=changes)
    return row
