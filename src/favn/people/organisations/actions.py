"""The verbs of an organisation's own parts: an office or team is added, renamed and closed; its
screens lock sooner.
"""

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from favn.kit import clock, history
from favn.kit.history import Actor
from favn.kit.refusals import SOMEBODY_WAS_FIRST, Conflict, Taken, insert, must, standing
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


def _why_not(name: str, but: Unit | None = None) -> str | None:
    """A colleague may have taken the name a moment before, so it is asked twice."""
    others = Unit.objects.owned()
    others = others.exclude(pk=but.pk) if but else others
    return rules.why_not_named(name, others.values_list("name", flat=True))


@transaction.atomic
def rename_unit(*, unit: Unit, name: str, seen: str, by: Actor, at: datetime) -> Unit:
    """Another name for a part that was called `seen` on the page. Raises Refused, Conflict."""
    row = _held(unit)
    if row.name != seen:
        raise Conflict(SOMEBODY_WAS_FIRST)
    must(_why_not(name, but=row))
    row.name = name
    try:
        with transaction.atomic():
            row.save(update_fields=["name"])
    except IntegrityError as error:
        raise Conflict(SOMEBODY_WAS_FIRST) from error
    if name != seen:
        history.note("change", row, by=by, at=at, changes={"name": [seen, name]})
    return row


@transaction.atomic
def close_unit(*, unit: Unit, by: Actor, at: datetime) -> Unit:
    """Nobody is put there any more; closed twice is closed. What hangs on it was asked before."""
    row = _held(unit)
    if row.closed_on is None:
        row.closed_on = clock.local_day(at)
        row.save(update_fields=["closed_on"])
        history.note("retire", row, by=by, at=at)
    return row


@transaction.atomic
def reopen_unit(*, unit: Unit, by: Actor, at: datetime) -> Unit:
    """It is in use again. Raises Refused where it is."""
    row = _held(unit)
    must(rules.why_not_reopen(closed=row.closed_on is not None))
    row.closed_on = None
    row.save(update_fields=["closed_on"])
    history.note("reuse", row, by=by, at=at)
    return row


def _held(unit: Unit) -> Unit:
    return Unit.objects.owned().select_for_update(no_key=True).get(pk=unit.pk)


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
