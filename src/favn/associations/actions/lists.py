"""A list that was read: kept for a look, taken in one go, and taken back."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4, uuid5

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from favn.associations.actions.entries import Profile, add_entry
from favn.associations.choices import LineChoice
from favn.associations.models import (
    Advice,
    AskLink,
    BoardMember,
    Contact,
    District,
    Entry,
    Errand,
    LocalMember,
    ReadLine,
    ReadList,
    SeatLink,
    Side,
    Statutes,
    Verdict,
    Wish,
)
from favn.kit import history
from favn.kit.history import Actor
from favn.kit.refusals import Conflict, must
from favn.kit.tenancy import current
from favn.people.organisations.models import Organisation
from favn.statistics.searching import folded

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


@transaction.atomic
def choose(*, line: ReadLine, choice: LineChoice, chosen: str, by: Actor, at: datetime) -> ReadLine:
    """Say what a doubted line is: new, one that stands, or nothing. Raises Refused."""
    row = ReadLine.objects.owned().select_for_update().select_related("of").get(pk=line.pk)
    must(_("Listen er taget med. Tag den tilbage først.") if row.of.taken_at else None)
    must(row.faults[0] if row.faults and choice != LineChoice.SKIP else None)
    known = {doubt[1] for doubt in row.doubts}
    is_same = choice == LineChoice.SAME
    must(_("Vælg den forening, linjen er den samme som.") if is_same and chosen not in known
         else None)  # fmt: skip
    row.choice, row.chosen = choice, chosen if is_same else ""
    row.save(update_fields=["choice", "chosen"])
    return row


@transaction.atomic
def take(*, list_: ReadList, by: Actor, at: datetime) -> ReadList:
    """Write every line, all or none. Twice takes it once. Raises Refused where a doubt is left."""
    row = ReadList.objects.owned().select_for_update().get(pk=list_.pk)
    if row.taken_at is not None:
        return row
    lines = list(ReadLine.objects.owned().filter(of=row))
    left = sum(not line.choice for line in lines)
    must(ngettext("%(n)s linje er ikke afgjort.", "%(n)s linjer er ikke afgjort.", left)
         % {"n": left} if left else None)  # fmt: skip
    districts = {folded(d.name): d for d in District.objects.owned()}
    made: dict[str, Entry] = {}
    for line in lines:
        if line.choice == LineChoice.ADD:
            pk = uuid5(line.pk, at.isoformat())
            line.entry = add_entry(id=pk, profile=_profile(line, districts), by=by, at=at)
            made[str(line.number)] = line.entry
    for line in lines:
        if line.choice == LineChoice.SAME:
            line.entry = _fill(line, made, by, at)
    ReadLine.objects.bulk_update(lines, ["entry"])
    row.taken_at, row.taken_by = at, by.actor_label
    row.save(update_fields=["taken_at", "taken_by"])
    history.note("take-list", row, by=by, at=at, changes={"entries": ["", len(made)]})
    return row


def _profile(line: ReadLine, districts: dict[str, District]) -> Profile:
    said: dict[str, Any] = {k: v for k, v in line.said.items() if k not in ("district", "founded")}
    year = re.search(r"\b(1[6-9]|20)\d{2}\b", line.said.get("founded", ""))
    district = districts.get(folded(line.said.get("district", "")))
    return Profile(**said, district=district, founded=int(year[0]) if year else None)


def _fill(line: ReadLine, made: dict[str, Entry], by: Actor, at: datetime) -> Entry:
    """The entry keeps what it says; only what it lacks is filled in, and its name is kept too."""
    entry = made.get(line.chosen)
    if entry is None:
        entry = Entry.objects.owned().select_for_update().get(pk=UUID(line.chosen))
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
    line.said = {**line.said, "_before": before, "_version": entry.version}
    line.save(update_fields=["said"])
    return entry


@transaction.atomic
def take_back(*, list_: ReadList, by: Actor, at: datetime) -> ReadList:
    """The directory as it was before the list. Raises Refused where an entry was changed since."""
    row = ReadList.objects.owned().select_for_update().get(pk=list_.pk)
    if row.taken_at is None:
        return row
    lines = list(ReadLine.objects.owned().filter(of=row).exclude(entry=None))
    for line in reversed(lines):
        if line.choice == LineChoice.SAME:
            _empty(line)
    for line in lines:
        if line.choice == LineChoice.ADD:
            _remove(line)
    row.taken_at, row.taken_by = None, ""
    row.save(update_fields=["taken_at", "taken_by"])
    history.note("take-back-list", row, by=by, at=at)
    return row


def _empty(line: ReadLine) -> None:
    entry = Entry.objects.owned().select_for_update().get(pk=line.entry_id or UUID(int=0))
    if entry.version != line.said.get("_version"):
        raise Conflict(_changed(entry))
    before = line.said.get("_before", {})
    for name, value in before.items():
        setattr(entry, name, value)
    entry.version -= bool(before)
    entry.save(update_fields=[*before, "version"])
    line.said = {k: v for k, v in line.said.items() if not k.startswith("_")}
    line.entry = None
    line.save(update_fields=["said", "entry"])


def _remove(line: ReadLine) -> None:
    entry = Entry.objects.owned().select_for_update().get(pk=line.entry_id or UUID(int=0))
    if entry.version != 1 or entry.confirmed_at or _is_used(entry):
        raise Conflict(_changed(entry))
    line.entry = None
    line.save(update_fields=["entry"])
    entry.delete()


def _is_used(entry: Entry) -> bool:
    """Whether anything was written about it since."""
    beside = (
        Advice, Errand, Contact, AskLink, SeatLink, BoardMember, Statutes, Wish, Side, LocalMember,
    )  # fmt: skip
    is_decided = Verdict.objects.owned().filter(Q(one=entry) | Q(other=entry)).exists()
    return is_decided or any(m.objects.owned().filter(entry=entry).exists() for m in beside)


def _changed(entry: Entry) -> str:
    words = {"name": entry.name}
    return _("%(name)s er rettet siden. Ret resten på foreningens egen side.") % words


@transaction.atomic
def discard(*, list_: ReadList, by: Actor, at: datetime) -> None:
    """Throw away a list that waits. Raises Refused where the directory has entries of it."""
    must(_("Tag listen tilbage først.") if list_.taken_at else None)
    history.note("discard-list", list_, by=by, at=at, changes={"name": [list_.name, ""]})
    list_.delete()
