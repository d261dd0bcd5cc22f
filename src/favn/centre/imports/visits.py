"""Visits, participations and guidances of a file: what it would add, and adding it.

One line is one tap, or with the column `antal` that many. A row without an id of its own gets one
from what it says (kind, day, hour, what) and how many alike stood before it in the file. So the
same file twice adds nothing, also saved anew or sorted; a longer one adds what is new. Files of
two doors say the same of different guests: each then names its source, which enters the ids.
"""

import unicodedata
import uuid
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from favn.centre import actions, queries
from favn.centre.actions import Back, Tap
from favn.centre.choices import Void
from favn.centre.imports import cells, files
from favn.centre.imports.cells import Wrong
from favn.centre.imports.files import Line, Unreadable
from favn.centre.imports.meetings import MIDDAY, Meetings
from favn.centre.models import LOGBOOKS, Activity, ImportBatch, Topic
from favn.kit.history import Actor
from favn.kit.refusals import Refused
from favn.kit.tenancy import current

N = TypeVar("N", Activity, Topic)
MOST_ROWS = 200_000
COLUMNS = {
    "kind": ("slags", "kind", "type", "art"),
    "on": ("dato", "date", "dag", "day"),
    "hour": ("tid", "time", "hour", "time slot", "tidspunkt", "klokkeslæt"),
    "activity": ("aktivitet", "activity", "hold"),
    "topic": ("emne", "topic"),
    "count": ("antal", "count"),
    "id": ("id",),
}
"""What a column may be called; the first name is the one that is asked for."""
REQUIRED = ("kind", "on")


@dataclass(frozen=True, slots=True)
class LineError:
    """One line that cannot be read, and why."""

    line: int
    sentence: str


@dataclass(frozen=True, slots=True)
class Said:
    """What a line says: which logbook, when, and on what."""

    kind: str
    on: date
    hour: int | None
    target: Activity | Topic | None


class Row(NamedTuple):
    """One row to be; the rows of a line share what it says. `stands` is its day in the books."""

    pk: uuid.UUID
    said: Said
    stands: date | None = None


@dataclass(slots=True)
class Plan:
    """What a file would add. `months` maps (logbook, "2026-11") to the number of new rows.

    `already` rows of the file stand in the books; `again` were read before and taken back;
    `without_hour` new rows have no hour and are put at their session's, or at midday.
    """

    file_name: str
    sha256: str = ""
    lines: int = 0
    errors: list[LineError] = field(default_factory=list)
    new: list[Row] = field(default_factory=list)
    again: list[Row] = field(default_factory=list)
    already: int = 0

    @property
    def is_fit(self) -> bool:
        """Whether every line can be read."""
        return not self.errors

    @property
    def rows(self) -> int:
        """How many rows it would add."""
        return len(self.new) + len(self.again)

    @property
    def is_done(self) -> bool:
        """Whether all of it stands in the books already."""
        return self.is_fit and not self.rows and self.already > 0

    @property
    def months(self) -> dict[tuple[str, str], int]:
        """(Logbook, month) → rows it would add, in the order of time."""
        every = (row.said for row in [*self.new, *self.again])
        found = Counter((said.kind, f"{said.on:%Y-%m}") for said in every)
        return dict(sorted(found.items(), key=lambda item: (item[0][1], item[0][0])))

    @property
    def without_hour(self) -> int:
        """How many new rows say no hour."""
        return sum(row.said.hour is None for row in self.new)

    @property
    def alike(self) -> str:
        """A sentence about what will not count because it looks like what is there; or nothing."""
        if not self.already:
            return ""
        return ngettext(
            "%(n)s registrering i filen ligner en, der allerede er der, og tælles ikke igen.",
            "%(n)s registreringer i filen ligner nogle, der allerede er der, og tælles ikke igen.",
            self.already,
        ) % {"n": self.already}


def read_visits(path: Path, *, today: date, source: str = "") -> Plan:
    """Read and check a whole file for the present tenant; every error stands in the plan.

    `source` names where the file was kept, where several lists of the same days are read.
    """
    source = " ".join(unicodedata.normalize("NFC", source).split())
    plan = Plan(file_name=(f"{source}: {path.name}" if source else path.name)[:200])
    try:
        text = files.read_text(path)
        plan.sha256 = text.sha256
        rows = list(_Reader(plan, today, source).rows(files.lines(text, COLUMNS, REQUIRED)))
    except Unreadable as error:
        plan.errors.append(LineError(error.line, str(error)))
        return plan
    if plan.is_fit:
        _compare(plan, rows)
    return plan


class _Reader:
    """Reads line by line and remembers what has been: ids, and how many rows alike."""

    def __init__(self, plan: Plan, today: date, source: str) -> None:
        self.plan, self.today = plan, today
        self.owner = uuid.uuid5(current(), f"source|{source.casefold()}") if source else current()
        self.activities = _by_name(Activity)
        self.topics = _by_name(Topic)
        self.alike: Counter[str] = Counter()
        self.ids: dict[tuple[str, str], int] = {}
        self.read: dict[tuple[str, ...], tuple[Said, int]] = {}
        self.total = 0

    def rows(self, lines: Iterator[Line]) -> Iterator[Row]:
        """All rows of the lines that can be read. Raises Unreadable where there are too many."""
        for line in lines:
            self.plan.lines += 1
            own_id = line.cells.pop("id", "")
            known = self._known(line, own_id)
            if known is None:
                continue
            said, count = known
            self.total += count
            if self.total > MOST_ROWS:
                sentence = _("Filen har over 200.000 rækker. Del den i flere filer.")
                raise Unreadable(sentence, line.number)
            yield from self._rows(said, count, own_id)

    def _known(self, line: Line, own_id: str) -> tuple[Said, int] | None:
        """What the line says, read once for all lines alike; None where a cell is wrong."""
        alike = tuple(line.cells.values())
        if own_id or line.is_too_long or alike not in self.read:
            before = len(self.plan.errors)
            said, count = self._line(line, own_id)
            if said is None or len(self.plan.errors) > before:
                return None
            self.read[alike] = said, count
        return self.read[alike]

    def _line(self, line: Line, own_id: str) -> tuple[Said | None, int]:
        """What the line says and how many rows it stands for; every wrong cell is noted."""
        cell = line.cells
        if line.is_too_long:
            self._wrong(line, Wrong(_("Linjen har flere celler end kolonner.")))
        kind = self._try(line, cells.kind, cell.get("kind", ""))
        on = self._try(line, cells.day, cell.get("on", ""), today=self.today)
        hour = self._try(line, cells.hour, cell.get("hour", ""))
        count = self._try(line, cells.count, cell.get("count", ""))
        target = self._try(line, self._target, kind, cell)
        self._try(line, self._only_once, kind, own_id, line.number)
        return (Said(kind, on, hour, target) if kind and on else None), count or 0

    def _try(self, line: Line, read: Any, *values: Any, **named: Any) -> Any:
        try:
            return read(*values, **named)
        except Wrong as wrong:
            self._wrong(line, wrong)
            return None

    def _wrong(self, line: Line, wrong: Wrong) -> None:
        self.plan.errors.append(LineError(line.number, str(wrong)))

    def _target(self, kind: str | None, cell: dict[str, str]) -> Activity | Topic | None:
        """A participation's activity or a guidance's topic. Raises Wrong."""
        activity, topic = cell.get("activity", ""), cell.get("topic", "")
        if kind is None:
            return None
        if (activity and kind != "participation") or (topic and kind != "guidance"):
            raise Wrong(_("Kun en deltagelse har en aktivitet, og kun en vejledning har et emne."))
        if kind == "participation":
            return cells.known(activity, self.activities, _("aktivitet"))
        if kind == "guidance":
            return cells.known(topic, self.topics, _("emne"))
        return None

    def _only_once(self, kind: str, text: str, number: int) -> None:
        if text and self.ids.setdefault((kind, text), number) != number:
            raise Wrong(
                _("Id %(id)s står også i linje %(line)s.")
                % {"id": text, "line": self.ids[kind, text]}
            )

    def _rows(self, said: Said, count: int, own_id: str) -> Iterator[Row]:
        """The row as often as the line says, each with an id that is the same next time."""
        if own_id:
            yield from (Row(self._own(said.kind, own_id, n), said) for n in range(count))
            return
        text = f"{said.kind}|{said.on}|{said.hour}|{said.target.slug if said.target else ''}"
        first = self.alike[text]
        self.alike[text] += count
        for number in range(first, first + count):
            yield Row(uuid.uuid5(self.owner, f"{text}|{number}"), said)

    def _own(self, kind: str, text: str, number: int) -> uuid.UUID:
        """A UUID as it stands; a running number only means something within this tenant."""
        try:
            known = uuid.UUID(text)
        except ValueError:
            known = uuid.uuid5(self.owner, f"{kind}|id|{text}")
        return uuid.uuid5(known, str(number)) if number else known


def _by_name(model: type[N]) -> dict[str, N]:
    """Name and slug → record, also for what is out of use: old files speak of it."""
    rows = list(model.objects.owned())
    return {row.slug: row for row in rows} | {row.name.casefold(): row for row in rows}


def _compare(plan: Plan, rows: list[Row]) -> None:
    """Sort the rows into new, already there, and taken back before."""
    for kind, model in LOGBOOKS.items():
        mine = [row for row in rows if row.said.kind == kind]
        stands = queries.standing_of(model, {row.pk for row in mine})
        for row in mine:
            on, void = stands.get(row.pk, (None, ""))
            if on is None:
                plan.new.append(row)
            elif void == Void.BATCH:
                plan.again.append(row._replace(stands=on))
            else:
                plan.already += 1


def apply(plan: Plan, *, by: Actor, at: datetime) -> ImportBatch | None:
    """Write the whole file in one transaction; None where it adds nothing.

    Raises Refused where a line cannot be read, or where rows were written since it was read.
    """
    if not plan.is_fit:
        first = plan.errors[0]
        raise Refused(_("Linje %(line)s: %(why)s") % {"line": first.line, "why": first.sentence})
    if not plan.rows:
        return None
    batch = ImportBatch(
        organisation_id=current(), file_name=plan.file_name, sha256=plan.sha256, rows=0
    )
    meetings = Meetings({row.said.on for row in plan.new if row.said.kind == "participation"})
    taps = [_tap(row, meetings) for row in plan.new]
    again = [Back(row.said.kind, row.pk, row.stands or row.said.on) for row in plan.again]
    sessions = meetings.opened.values()
    return actions.load_batch(batch=batch, taps=taps, again=again, sessions=sessions, by=by, at=at)


def _tap(row: Row, meetings: Meetings) -> Tap:
    """The row as it is written, with its session where it has one."""
    kind, on, hour, target = row.said.kind, row.said.on, row.said.hour, row.said.target
    place = target.pk if target else None
    if isinstance(target, Activity):
        session = meetings.find(target, on, hour)
        place, hour = session.pk, session.starts.hour if hour is None else hour
    return Tap(kind, row.pk, on, MIDDAY if hour is None else hour, place)


def undo(batch: ImportBatch, *, by: Actor, at: datetime) -> int:
    """Take every row of the file out of the count again; how many. Raises Refused."""
    return actions.take_back(batch=batch, by=by, at=at)


def batches() -> list[ImportBatch]:
    """The present tenant's files, newest first."""
    return list(ImportBatch.objects.owned())
