"""The verbs of a read file: keep it for review, take its cells in one go, and take it all back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from favn.barometer.actions.observations import Cell
from favn.barometer.actions.register import Member, add_group, parts_of
from favn.barometer.choices import Part, Precision
from favn.barometer.models import Definition, Group, Mapping, Observation, Scheme, Upload
from favn.kit import history
from favn.kit.history import Actor
from favn.kit.refusals import Conflict, must
from favn.kit.tenancy import current
from favn.people.organisations.models import Organisation

COUNTRY_NAME = "Hele landet"


@dataclass(frozen=True, slots=True)
class Taken:
    """One cell to be written: new, or in place of `corrects`, as it was seen."""

    group: Group | None
    new_group: str
    on: date
    precision: Precision
    cell: Cell
    corrects: Observation | None = None


@transaction.atomic
def keep(*, upload: Upload, by: Actor, at: datetime) -> Upload:
    """Keep a file for review; the barometer is untouched. The same file again is the one kept."""
    list(Organisation.objects.select_for_update().filter(pk=current()))
    stands = Upload.objects.owned().filter(sha256=upload.sha256).first()
    if stands is not None:
        return stands
    upload.read_at, upload.read_by = at, by.actor_label
    upload.save(force_insert=True)
    history.note("read-file", upload, by=by, at=at)
    return upload


@transaction.atomic
def take(
    *,
    upload: Upload,
    definition: Definition,
    cells: Sequence[Taken],
    choices: dict[str, Any],
    names: dict[str, str],
    reason: str,
    by: Actor,
    at: datetime,
) -> Upload:
    """Write every cell, all or none, and keep how the source was read. Twice takes it once.

    Raises Refused where there is nothing to take, and Conflict where a value changed since it was
    seen.
    """
    must(None if cells else _("Der er intet nyt i filen efter de valg."))
    must(_why_not_corrected(cells, reason))
    waiting = Upload.objects.owned().filter(pk=upload.pk, taken_at=None)
    told = {"taken_at": at, "taken_by": by.actor_label, "undone_at": None}
    if not waiting.update(**told, definition=definition):
        upload.refresh_from_db()
        return upload
    upload.refresh_from_db()
    made = _made_groups(definition, cells, by, at)
    _supersede(cells, at)
    Observation.objects.bulk_create(
        _observation(one, upload, definition, made, reason, at) for one in cells
    )
    _remember(upload, definition, choices, names)
    changes = {"cells": ["", str(len(cells))], "groups": ["", str(len(made))]}
    history.note("take-file", upload, by=by, at=at, changes=changes)
    return upload


def _why_not_corrected(cells: Sequence[Taken], reason: str) -> str | None:
    if any(one.corrects for one in cells) and not reason.strip():
        return _("Skriv, hvorfor de tal, der står i forvejen, skal rettes.")
    return None


def _made_groups(
    definition: Definition, cells: Sequence[Taken], by: Actor, at: datetime
) -> dict[str, Group]:
    titles = list(dict.fromkeys(one.new_group for one in cells if one.new_group))
    scheme = definition.indicator.scheme
    if not titles or scheme is None:
        return {}
    rank = Group.objects.owned().filter(scheme=scheme).count()
    return {
        title: add_group(
            id=uuid4(),
            scheme=scheme,
            member=Member(title, _part_of(title, scheme), rank + n),
            by=by,
            at=at,
        )
        for n, title in enumerate(titles, 1)
    }


def _part_of(title: str, scheme: Scheme) -> Part:
    """The country is everybody, unless the scheme has an everybody already."""
    is_country = title == COUNTRY_NAME and Part.WHOLE not in parts_of(scheme)
    return Part.WHOLE if is_country else Part.ONE


def _supersede(cells: Sequence[Taken], at: datetime) -> None:
    old = [one.corrects.pk for one in cells if one.corrects]
    rows = Observation.objects.owned().filter(pk__in=old, superseded_at=None)
    if rows.update(superseded_at=at) != len(old):
        raise Conflict(_("Et af tallene er rettet imens. Se filen igen, og tag den så."))


def _observation(
    one: Taken, upload: Upload, definition: Definition, made: dict[str, Group], reason: str,
    at: datetime,
) -> Observation:  # fmt: skip
    cell = one.cell
    return Observation(
        id=uuid4(), organisation_id=current(), definition=definition,
        group=made.get(one.new_group) or one.group, on=one.on, precision=one.precision,
        value=cell.value, decimals=cell.decimals, base=cell.base, count=cell.count,
        source=cell.source, note=cell.note, upload=upload, corrects=one.corrects,
        reason=reason if one.corrects else "", entered_at=at,
    )  # fmt: skip


def _remember(
    upload: Upload, definition: Definition, choices: dict[str, Any], names: dict[str, str]
) -> None:
    """How this source is read, for its next file."""
    known = {"organisation_id": current(), "source": upload.source}
    row = Mapping.objects.owned().filter(source=upload.source, indicator=definition.indicator)
    if not row.update(choices=choices, names=names):
        Mapping(
            id=uuid4(), indicator=definition.indicator, choices=choices, names=names, **known
        ).save(force_insert=True)


@transaction.atomic
def take_back(*, upload: Upload, by: Actor, at: datetime) -> Upload:
    """The numbers as they were before the file; it waits for review again. Twice does it once.

    Raises Refused where one of its values was corrected since. Groups that were made stay.
    """
    rows = Observation.objects.owned().filter(upload=upload)
    must(
        _("Et af filens tal er rettet siden. Ret resten på indikatoren selv.")
        if rows.exclude(superseded_at=None).exists()
        else None
    )
    taken = Upload.objects.owned().filter(pk=upload.pk, taken_at__isnull=False)
    if not taken.update(taken_at=None, taken_by="", undone_at=at, definition=None):
        upload.refresh_from_db()
        return upload
    before = list(rows.exclude(corrects=None).values_list("corrects_id", flat=True))
    n, _by_model = rows.delete()
    Observation.objects.owned().filter(pk__in=before).update(superseded_at=None)
    history.note("take-back", upload, by=by, at=at, changes={"cells": [str(n), ""]})
    upload.refresh_from_db()
    return upload


@transaction.atomic
def discard(*, upload: Upload, by: Actor, at: datetime) -> None:
    """Throw away a file that waits. Raises Refused where the barometer has numbers of it."""
    must(_("Tag filen tilbage først.") if upload.taken_at else None)
    history.note("discard-file", upload, by=by, at=at, changes={"name": [upload.name, ""]})
    upload.delete()
