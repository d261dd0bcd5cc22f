"""The gap map: subject by subject, how many associations need more, and what is given there.

Two editions. The office's is exact and names associations, for those are no persons. The
associations' names nobody: where an answer is one person's own, it could be recognised among few,
so cells under five are held back with enough beside them, and the municipality's number alone is
left where fewer than five have answered. Neither opens before the municipality itself has answered.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from favn.associations.models import CheckRound, Entry
from favn.associations.queries.checks import each_once, entries_today
from favn.associations.rules.mirror import Part, part_of
from favn.statistics.disclosure import MINIMUM, withheld_places
from favn.surveys import queries as surveys
from favn.surveys.queries import Subject
from favn.surveys.rules.sheet import Band, Sheet, say

FEWEST = MINIMUM["ordinary"]


@dataclass(frozen=True, slots=True)
class Cell:
    """How many associations stand in one band; None where it is held back."""

    count: int | None
    names: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """The number, or that it is held back."""
        return _("holdt tilbage") if self.count is None else str(self.count)


@dataclass(frozen=True, slots=True)
class Row:
    """One subject: a cell for every band, one for those without a number, and ours beside it."""

    key: str
    title: str
    cells: tuple[Cell, ...]
    ours: Part | None
    answered: int

    @property
    def need(self) -> int:
        """How many stand in the lowest band; 0 where that is held back."""
        return (self.cells[0].count or 0) if self.cells else 0

    @property
    def is_held(self) -> bool:
        """Whether anything is held back."""
        return any(cell.count is None for cell in self.cells)


@dataclass(frozen=True, slots=True)
class GapMap:
    """A round over all associations that have answered."""

    round: CheckRound
    bands: tuple[str, ...]
    rows: tuple[Row, ...]
    answered: int
    asked: int
    is_open: bool
    names: bool
    slugs: Mapping[str, str] = field(default_factory=dict)
    """Where each association that is named has its page; by what it is called in the cells."""


def gap_map(round: CheckRound, now: datetime, *, names: bool) -> GapMap:
    """The map in the office's edition (`names`), or the one that associations may see."""
    tally = surveys.tallied(round.ours)
    over = round.ours.is_closed or now >= round.ours.deadline
    is_open = tally.sent > 0 and (tally.missing == 0 or over)
    asked, given = each_once(round.theirs), surveys.every_given(round.theirs)
    every = [given[row.ref_id] for row in asked if row.ref_id in given]
    empty = GapMap(round, (), (), len(every), len(asked), is_open, names)
    if not is_open or not every or (not names and len(every) < FEWEST):
        return empty
    entries = entries_today(row.ref_id for row in asked)
    sheet, called = round.theirs.version.sheet, _told_apart(entries)
    bands = _bands(sheet)
    replies = [
        (called.get(given.asked.ref_id, given.asked.name), surveys.profile(sheet, given.values))
        for given in every
    ]
    ours = [
        surveys.profile(round.ours.version.sheet, given.values)
        for given in surveys.every_given(round.ours).values()
    ]
    rows = [
        _row(section.key, say(section.texts), bands, replies, ours, names=names)
        for section in sheet.sections
    ]
    shown = sorted((row for row in rows if row), key=lambda row: -row.need)
    words = tuple(say(band.texts) for band in bands)
    slugs = {called[key]: entry.slug for key, entry in entries.items()} if names else {}
    return GapMap(round, words, tuple(shown), len(every), len(asked), is_open, names, slugs)


def _told_apart(entries: Mapping[UUID | None, Entry]) -> dict[UUID | None, str]:
    """What each is called; two of one name are told apart by their page."""
    names = Counter(entry.name for entry in {one.pk: one for one in entries.values()}.values())
    return {
        key: entry.name if names[entry.name] == 1 else f"{entry.name} ({entry.slug})"
        for key, entry in entries.items()
    }


def _bands(sheet: Sheet) -> list[Band]:
    """The bands of the first scale that has some, from the lowest; a sheet may have none."""
    found = next((item.bands for item in sheet if item.bands), ())
    return sorted(found, key=lambda band: band.lowest)


def _row(
    key: str,
    title: str,
    bands: Sequence[Band],
    replies: Sequence[tuple[str, list[Subject]]],
    ours: Sequence[Sequence[Subject]],
    *,
    names: bool,
) -> Row | None:
    """One subject; None where it is no subject with scales."""
    found = [(name, one) for name, profile in replies for one in profile if one.key == key]
    if not found:
        return None
    standing: list[list[str]] = [[] for _ in (*bands, None)]
    for name, one in found:
        standing[_place(one, bands)].append(name)
    cells = [Cell(len(row), tuple(sorted(row))) for row in standing]
    answered = sum(one.mean is not None for _name, one in found)
    part = part_of([one for profile in ours for one in profile if one.key == key])
    return Row(key, title, tuple(cells if names else _protected(cells)), part, answered)


def _place(one: Subject, bands: Sequence[Band]) -> int:
    """Which band a mean falls in; the last place where it falls in none."""
    known = [band.lowest for band in bands]
    if one.mean is None or one.band is None or one.band.lowest not in known:
        return len(bands)
    return known.index(one.band.lowest)


def _protected(cells: Sequence[Cell]) -> list[Cell]:
    """The cells without names, and without those that are small or give a small one away."""
    places = withheld_places([cell.count or 0 for cell in cells], FEWEST)
    hidden = range(len(cells)) if places is None else places
    return [Cell(None if place in hidden else cell.count) for place, cell in enumerate(cells)]
