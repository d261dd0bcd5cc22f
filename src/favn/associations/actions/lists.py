"""A list that was read: kept for a look, taken in one go, and taken back."""

import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4, uuid5

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from favn.associations.actions.entries import Profile, add_entry
from favn.associations.actions.seats import move_contact
from favn.associations.choices import LineChoice
from favn.associations.models import District, Entry, ReadLine, ReadList, Verdict
from favn.associations.queries.lists import certain
from favn.associations.queries.sameness import body_said, like
from favn.kit import history
from favn.kit.history import Actor
from favn.kit.refusals import Conflict, Refused, must
from favn.kit.tenancy import current
from favn.people.accounts.choices import Ended
from favn.people.organisations.models import Organisation
from favn.statistics.searching import folded
from favn.surveys.choices import Ref
from favn.surveys.queries.waves import is_asked

FILLED = ("other_names", "purpose", "doings", "address", "postcode", "town", "cvr", "email",
          "phone", "website")  # fmt: skip
"""What a line that is the same as an entry may fill in where the entry says nothing."""


@dataclass(frozen=True, slots=True)
class Read:
    """One line as it was read: what it says, why it cannot be taken, whom it may be."""

    number: int
    said: dict[str, str]
    faults: list[str]
    doubts: list[list[Any]]

    @property
    def choice(self) -> str:
        """What is done with it where nobody says otherwise; nothing where it is in doubt."""
        if self.faults:
            return LineChoice.SKIP
        return "" if self.doubts else LineChoice.ADD


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole list as it was read; `columns` is field → heading."""

    name: str
    sha256: str
    columns: dict[str, str]
    unread: list[str]
    notes: list[str]
    lines: list[Read]


@transaction.atomic
def keep(*, whole: Whole, by: Actor, at: datetime) -> ReadList:
    """Keep a list for a look; the directory is untouched. The same file again is the one kept."""
    list(Organisation.objects.select_for_update().filter(pk=current()))
    if stands := ReadList.objects.owned().filter(sha256=whole.sha256).first():
        return stands
    row = ReadList(
        id=uuid4(), organisation_id=current(), name=whole.name[:200], sha256=whole.sha256,
        columns=whole.columns, unread=whole.unread, notes=whole.notes, read_at=at,
        read_by=by.actor_label,
    )  # fmt: skip
    row.save(force_insert=True)
    ReadLine.objects.bulk_create(
        ReadLine(
            id=uuid4(), organisation_id=current(), of=row, number=line.number, said=line.said,
            faults=line.faults, doubts=line.doubts, choice=line.choice,
        )
        for line in whole.lines
    )  # fmt: skip
    history.note("read-list", row, by=by, at=at, changes={"lines": ["", len(whole.lines)]})
    return row


def _held(pk: UUID) -> ReadList:
    """A list that waits, held for all that is done with its lines. Raises Refused."""
    row = ReadList.objects.owned().select_for_update().get(pk=pk)
    must(_("Listen er taget med. Tag den tilbage først.") if row.taken_at else None)
    return row


@transaction.atomic
def choose(*, line: ReadLine, choice: LineChoice, chosen: str, by: Actor, at: datetime) -> ReadLine:
    """Say what a doubted line is: new, one that stands, or nothing. Raises Refused."""
    _held(line.of_id)
    row = ReadLine.objects.owned().get(pk=line.pk)
    must(row.faults[0] if row.faults and choice != LineChoice.SKIP else None)
    known = {doubt[1] for doubt in row.doubts}
    is_same = choice == LineChoice.SAME
    must(_("Vælg den forening, linjen er den samme som.") if is_same and chosen not in known
         else None)  # fmt: skip
    row.choice, row.chosen = choice, chosen if is_same else ""
    row.save(update_fields=["choice", "chosen"])
    return row


@transaction.atomic
def choose_certain(*, list_: ReadList, by: Actor, at: datetime) -> int:
    """Say “the same” for every line nobody decided that is likely the only other of its CVR number.

    How many were decided. Raises Refused where the list is taken.
    """
    row = _held(list_.pk)
    every = list(ReadLine.objects.owned().filter(of=row))
    twins = certain(every)
    lines = [line for line in every if line.pk in twins]
    for line in lines:
        line.choice, line.chosen = LineChoice.SAME, twins[line.pk]
    ReadLine.objects.bulk_update(lines, ["choice", "chosen"])
    return len(lines)


def take(*, list_: ReadList, by: Actor, at: datetime) -> ReadList:
    """Write every line, all or none. Twice takes it once.

    What came into the directory since the list was read is a doubt that stays with its line. Raises
    Refused where a doubt is left, and where an entry somebody chose is gone.
    """
    _look_again(list_)
    return _take(list_, by, at)


@transaction.atomic
def _look_again(list_: ReadList) -> None:
    row = ReadList.objects.owned().select_for_update().get(pk=list_.pk)
    fresh = Entry.objects.present().filter(created_at__gte=row.read_at).order_by()
    news = set(fresh.values_list("pk", flat=True))
    if row.taken_at is not None or not news:
        return
    for line in ReadLine.objects.owned().filter(of=row, choice=LineChoice.ADD):
        known = {doubt[1] for doubt in line.doubts}
        found = [one for one in like(body_said(line.said)) if one.entry.pk in news]
        if doubts := [one.doubt for one in found if str(one.entry.pk) not in known]:
            line.doubts, line.choice = [*doubts, *line.doubts], ""
            line.save(update_fields=["doubts", "choice"])


@transaction.atomic
def _take(list_: ReadList, by: Actor, at: datetime) -> ReadList:
    row = ReadList.objects.owned().select_for_update().get(pk=list_.pk)
    if row.taken_at is not None:
        return row
    lines = list(ReadLine.objects.owned().filter(of=row))
    left = sum(not line.choice for line in lines)
    must(ngettext("%(n)s linje er ikke afgjort.", "%(n)s linjer er ikke afgjort.", left)
         % {"n": left} if left else None)  # fmt: skip
    added = _write_all(lines, by, at)
    row.taken_at, row.taken_by = at, by.actor_label
    row.save(update_fields=["taken_at", "taken_by"])
    history.note("take-list", row, by=by, at=at, changes={"entries": ["", added]})
    return row


def _write_all(lines: list[ReadLine], by: Actor, at: datetime) -> int:
    """The new ones first, so that a line may be the same as another; how many are new."""
    districts = {folded(d.name): d for d in District.objects.owned()}
    new = [line for line in lines if line.choice == LineChoice.ADD]
    for line in new:
        pk = uuid5(line.pk, at.isoformat())
        line.entry = add_entry(id=pk, profile=_profile(line, districts), by=by, at=at)
    stand = {str(line.number): line.entry.pk for line in new if line.entry}
    for line in lines:
        if line.choice == LineChoice.SAME:
            line.entry = _fill(line, _chosen(line, stand), by, at)
            stand[str(line.number)] = line.entry.pk
    ReadLine.objects.bulk_update(lines, ["entry"])
    return len(new)


def _chosen(line: ReadLine, stand: dict[str, UUID]) -> Entry:
    """The entry a line is the same as; one that was joined with another since is the other."""
    is_line = line.chosen.isdecimal()
    pk = stand.get(line.chosen) if is_line else UUID(line.chosen)
    rows = Entry.objects.owned().select_for_update()
    row = rows.filter(pk=pk).first() if pk else None
    if row is None:
        gone = _("Linje %(n)s er den samme som en forening, der ikke er der mere. Vælg igen.")
        raise Refused(gone % {"n": line.number})
    return rows.get(pk=row.merged_into_id) if row.merged_into_id else row


def _profile(line: ReadLine, districts: dict[str, District]) -> Profile:
    said: dict[str, Any] = {k: v for k, v in line.said.items() if k not in ("district", "founded")}
    year = re.search(r"\b(1[6-9]|20)\d{2}\b", line.said.get("founded", ""))
    district = districts.get(folded(line.said.get("district", "")))
    return Profile(**said, district=district, founded=int(year[0]) if year else None)


def _fill(line: ReadLine, entry: Entry, by: Actor, at: datetime) -> Entry:
    """The entry keeps what it says; only what it lacks is filled in, and its name is kept too."""
    lacks = {n: line.said[n] for n in FILLED if line.said.get(n) and not getattr(entry, n)}
    name = line.said.get("name", "")
    if name and name.casefold() not in {known.casefold() for known in entry.names}:
        lacks["other_names"] = "\n".join([*entry.names[1:], name])
    before = {name: getattr(entry, name) for name in lacks}
    if lacks:
        for name, value in lacks.items():
            setattr(entry, name, value)
        entry.version += 1
        entry.save(update_fields=[*lacks, "version"])
        history.note("fill", entry, by=by, at=at, changes={"fields": ["", sorted(lacks)]})
    if "email" in lacks:
        move_contact(entry, "", Ended.WITHDRAWN, by=by, at=at)
    line.said = {**line.said, "_before": before, "_version": entry.version}
    line.save(update_fields=["said"])
    return entry


@transaction.atomic
def take_back(*, list_: ReadList, by: Actor, at: datetime) -> ReadList:
    """The directory as it was before the list.

    Raises Conflict where an entry was changed, confirmed or used since.
    """
    row = ReadList.objects.owned().select_for_update().get(pk=list_.pk)
    if row.taken_at is None:
        return row
    of_entry: dict[UUID, list[ReadLine]] = defaultdict(list)
    for line in ReadLine.objects.owned().filter(of=row):
        if line.entry_id:
            of_entry[line.entry_id].append(line)
    entries = Entry.objects.owned().select_for_update().order_by("pk").in_bulk(list(of_entry))
    for pk, lines in of_entry.items():
        _must_be_as_left(entries[pk], lines, row.taken_at)
    for pk, lines in of_entry.items():
        _restore(entries[pk], lines, by, at)
    row.taken_at, row.taken_by = None, ""
    row.save(update_fields=["taken_at", "taken_by"])
    history.note("take-back-list", row, by=by, at=at)
    return row


def _must_be_as_left(entry: Entry, lines: list[ReadLine], taken_at: datetime) -> None:
    """Raises Conflict where an entry is no longer as the list made or filled it."""
    confirmed = entry.confirmed_at is not None and entry.confirmed_at > taken_at
    left_at = max(line.said.get("_version", 1) for line in lines) + _turned_back(entry, taken_at)
    is_rested_on = _is_new(lines) and (entry.confirmed_at or _used(entry))
    if entry.version != left_at or confirmed or is_rested_on:
        raise Conflict(_changed(entry))


def _is_new(lines: list[ReadLine]) -> bool:
    return any(line.choice == LineChoice.ADD for line in lines)


def _restore(entry: Entry, lines: list[ReadLine], by: Actor, at: datetime) -> None:
    """One entry as it was before every line that made or filled it."""
    filled = [line.said.get("_before", {}) for line in reversed(lines)]
    for line in lines:
        line.said = {k: v for k, v in line.said.items() if not k.startswith("_")}
        line.entry = None
        line.save(update_fields=["said", "entry"])
    if _is_new(lines):
        entry.delete()
    else:
        _empty(entry, filled, by, at)


def _empty(entry: Entry, filled: list[dict[str, str]], by: Actor, at: datetime) -> None:
    """Take out what was filled in, the last first; a version that was shown never comes again."""
    before = {name: value for fields in filled for name, value in fields.items()}
    if not before:
        return
    was = entry.email
    for name, value in before.items():
        setattr(entry, name, value)
    entry.version += 1
    entry.save(update_fields=[*before, "version"])
    if "email" in before:
        move_contact(entry, was, Ended.WITHDRAWN, by=by, at=at)


def _turned_back(entry: Entry, since: datetime) -> int:
    """How many versions came and went with decisions that were taken back: they left nothing."""
    joined = _decisions(entry).filter(is_same=True, at__gt=since).exclude(undone_at=None)
    return 2 * joined.count()


def _decisions(entry: Entry) -> QuerySet[Verdict]:
    return Verdict.objects.owned().filter(Q(one=entry) | Q(other=entry))


def _used(entry: Entry) -> bool:
    """Whether anything was written about it since, in any table that points at it; a decision that
    was taken back goes with it.
    """
    fields = Entry._meta.get_fields(include_hidden=True)
    pointing: list[Any] = [field for field in fields if field.auto_created and not field.concrete]
    rows = (
        one.related_model.objects.owned().filter(**{one.field.name: entry})
        for one in pointing
        if one.related_model not in (ReadLine, Verdict)
    )
    stands = _decisions(entry).filter(undone_at=None).exists()
    return stands or is_asked(Ref.PARTY, entry.pk) or any(found.exists() for found in rows)


def _changed(entry: Entry) -> str:
    words = {"name": entry.name}
    return _("%(name)s er rettet siden. Ret resten på foreningens egen side.") % words


@transaction.atomic
def discard(*, list_: ReadList, by: Actor, at: datetime) -> None:
    """Throw away a list that waits. Raises Refused where the directory has entries of it."""
    must(_("Tag listen tilbage først.") if list_.taken_at else None)
    history.note("discard-list", list_, by=by, at=at, changes={"name": [list_.name, ""]})
    list_.delete()
