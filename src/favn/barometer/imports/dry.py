"""What every cell of a file would do to an indicator, before anything is written.

A fault is said with its line. A value that differs from the one that stands is never written over
it: it is taken as a correction where somebody asks for that, and gives the reason.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from favn.barometer import rules
from favn.barometer.choices import Unit
from favn.barometer.imports.choosing import Choosing, Meant, meaning
from favn.barometer.imports.shapes import Cell, Fault, Table
from favn.barometer.models import Definition, Group, Observation
from favn.barometer.rules import values
from favn.barometer.rules.values import Number, Time

MOST_SUGGESTED = 40
"""Spellings that get suggestions: as many as a page asks about."""
PERCENT_WORDS = ("pct", "per cent", "percent", "procent", "%")


class Effect(StrEnum):
    """What taking a cell would do."""

    NEW = "new"
    SAME = "same"
    DIFFERS = "differs"


@dataclass(frozen=True, slots=True)
class Planned:
    """One cell that can be taken; `stands` is the value that is there already."""

    effect: Effect
    group: Group | None
    new_group: str
    time: Time
    number: Number
    base: int | None
    count: int | None
    where: str
    stands: Observation | None = None

    @property
    def who(self) -> str:
        """The group's name."""
        return self.group.title if self.group else self.new_group

    @property
    def when(self) -> str:
        """The time in words."""
        return values.time_words(self.time.on, self.time.precision)


@dataclass(slots=True)
class DryRun:
    """Everything a file would do: cells to take, faults by line, names nobody knows."""

    planned: list[Planned] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    unknown: dict[str, tuple[str, ...]] = field(default_factory=dict)
    left_out: set[str] = field(default_factory=set)
    empty: int = 0
    dashes: int = 0
    refused: str = ""

    @property
    def tally(self) -> Counter[str]:
        """How many cells have each effect."""
        return Counter(str(one.effect) for one in self.planned)

    @property
    def new_groups(self) -> list[str]:
        """Groups that would be made, in the order of the file."""
        return list(dict.fromkeys(one.new_group for one in self.planned if one.new_group))

    @property
    def to_take(self) -> int:
        """New cells and corrections."""
        return sum(one.effect != Effect.SAME for one in self.planned)


def dry_run(
    table: Table,
    definition: Definition,
    groups: Sequence[Group],
    standing: Iterable[Observation],
    choosing: Choosing,
) -> DryRun:
    """What the file would do by what was chosen. Writes nothing."""
    found = DryRun(refused=why_not_unit(table, definition) or "")
    there = {(row.group_id, row.on): row for row in standing}
    meant: dict[str, Meant] = {}
    for cell in _chosen(table, choosing):
        label = cell.labels[table.place(choosing.groups)] if choosing.groups else ""
        if label and label not in meant:
            suggests = len(found.unknown) < MOST_SUGGESTED
            meant[label] = meaning(label, groups, choosing, suggests=suggests)
        what = meant.get(label, Meant())
        if what.unknown:
            found.unknown[label] = what.near
        elif label and not what.is_taken:
            found.left_out.add(label)
        else:
            _plan(found, table, cell, what, definition, there)
    _refuse_twice(found)
    found.faults += table.faults
    if not table.is_exact:
        _as_printed(found)
    return found


def _as_printed(found: DryRun) -> None:
    """Every number as exact as the most exact one: a workbook writes 70.0 as 70."""
    most = max((one.number.decimals for one in found.planned), default=0)
    found.planned = [
        replace(one, number=replace(one.number, decimals=most)) for one in found.planned
    ]


def _refuse_twice(found: DryRun) -> None:
    """Two numbers for one cell, also by two spellings or two ways to write a time: none is taken
    before somebody has looked.
    """
    of: dict[tuple[UUID | str, date], list[Planned]] = defaultdict(list)
    for one in found.planned:
        of[one.group.pk if one.group else one.new_group, one.time.on].append(one)
    found.planned = [same[0] for same in of.values() if len(same) == 1]
    found.faults += [
        Fault(
            " · ".join(dict.fromkeys(one.where for one in same)),
            _("%(n)s tal for det samme felt, %(field)s: %(told)s. Intet af dem tages med.")
            % {
                "n": len(same), "field": f"{same[0].who} {same[0].when}".strip(),
                "told": " · ".join(
                    rules.said(one.number.value, one.number.decimals) for one in same
                ),
            },
        )
        for same in of.values()
        if len(same) > 1
    ]  # fmt: skip


def _chosen(table: Table, choosing: Choosing) -> list[Cell]:
    """The cells of the one label that was chosen of every other dimension."""
    wanted = [(table.place(n), label) for n, label in choosing.labels.items()]
    return [c for c in table.cells if all(c.labels[place] == label for place, label in wanted)]


def why_not_unit(table: Table, definition: Definition) -> str | None:
    """A file in percent is never taken into an indicator of differences, or the other way."""
    words = table.unit_words.lower()
    is_percent = any(word in words for word in PERCENT_WORDS)
    if is_percent and definition.unit == Unit.POINTS:
        return _("Filen er i procent, men indikatoren er en forskel i procentpoint.")
    if is_percent and definition.unit not in (Unit.PERCENT, Unit.RATIO):
        return _("Filen er i procent, men det er indikatoren ikke. Vælg en anden indikator.")
    return None


def _plan(
    found: DryRun,
    table: Table,
    cell: Cell,
    meant: Meant,
    definition: Definition,
    there: dict[tuple[UUID | None, date], Observation],
) -> None:
    if values.is_dash(cell.value):
        found.dashes += 1
        return
    if values.is_missing(cell.value):
        found.empty += 1
        return
    try:
        time = values.time(cell.labels[table.place(table.time)])
        number = values.number(cell.value)
        base, count = _whole(cell.base), _whole(cell.count)
    except values.Unreadable as unreadable:
        found.faults.append(Fault(cell.where, str(unreadable)))
        return
    if sentence := _why_not(definition, time, number, base, count):
        found.faults.append(Fault(cell.where, sentence))
        return
    stands = there.get((meant.group.pk if meant.group else None, time.on))
    stands = None if meant.new else stands
    found.planned.append(
        Planned(
            _effect(stands, number, base, count), meant.group, meant.new, time, number, base, count,
            cell.where, stands,
        )
    )  # fmt: skip


def _whole(text: str) -> int | None:
    if values.is_missing(text) or values.is_dash(text):
        return None
    value = values.number(text).value
    if value != value.to_integral_value() or value < 0:
        raise values.Unreadable(_("“%(text)s” er ikke et helt antal.") % {"text": text})
    return int(value)


def _effect(
    stands: Observation | None, number: Number, base: int | None, count: int | None
) -> Effect:
    """A base or a count that the file tells, and that does not stand, is news too."""
    if stands is None:
        return Effect.NEW
    pairs = ((number.value, stands.value), (base, stands.base), (count, stands.count))
    is_same = all(told is None or told == there for told, there in pairs)
    return Effect.SAME if is_same else Effect.DIFFERS


def _why_not(definition: Definition, time: Time, number: Number, *counts: Any) -> str | None:
    if definition.number > 1 and time.on < definition.valid_from:
        return _("Definitionen gælder først fra %(day)s.") % {
            "day": values.time_words(definition.valid_from, "day")
        }
    return (
        rules.why_not_sign(definition.unit, number.has_percent)
        or rules.why_not_value(definition.unit, number.value)
        or rules.why_not_counts(definition.unit, number.value, number.decimals, *counts)
    )
