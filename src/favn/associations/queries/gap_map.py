"""The gap map: subject by subject, how many associations need more, and what is given there.

Two editions. The office's is exact and names associations, for those are no persons. The
associations' names nobody: where an answer is one person's own, it could be recognised among few,
so cells under five are held back with enough beside them, and the municipality's number alone is
left where fewer than five have answered. Neither opens before the municipality itself has answered.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from favn.associations.models import CheckRound, Entry
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
    """Where each association that is named has its page; by its name."""


def gap_map(round: CheckRound, now: datetime, *, names: bool) -> GapMap:
    """The map in the office's edition (`names`), or the one that associations may see."""
    tally, ours_tally = surveys.tallied(round.theirs), surveys.tallied(round.ours)
    over = round.ours.is_closed or now >= round.ours.deadline
    is_open = ours_tally.sent > 0 and (ours_tally.missing == 0 or over)
    empty = GapMap(round, (), (), tally.sent, tally.asked, is_open, names)
    if not is_open or not tally.sent or (not names and tally.sent < FEWEST):
        return empty
    sheet = round.theirs.version.sheet
    bands = _bands(sheet)
    replies = [
        (given.asked.ref_id, given.asked.name, surveys.profile(sheet, given.values))
        for given in surveys.every_given(round.theirs).values()
    ]
    ours = [
        surveys.profile(round.ours.version.sheet, given.values)
        for given in surveys.every_given(round.ours).values()
    ]
    entries = _called(key for key, *_rest in replies if key)
    called = {key: entry.name for key, entry in entries.items()}
    rows = [
        _row(section.key, say(section.texts), bands,
             [(called.get(key, name) if key else name, found) for key, name, found in replies],
             ours, names=names)
        for section in sheet.sections
    ]  # fmt: skip
    shown = sorted((row for row in rows if row), key=lambda row: -row.need)
    words = tuple(say(band.texts) for band in bands)
    slugs = {entry.name: entry.slug for entry in entries.values()} if names else {}
    return GapMap(round, words, tuple(shown), tally.sent, tally.asked, is_open, names, slugs)


def _bands(sheet: Sheet) -> list[Band]:
    """The bands of the first scale that has some, from the lowest; a sheet may have none."""
    found = next((item.bands for item in sheet if item.bands), ())
    return sorted(found, key=lambda band: band.lowest)


def _called(keys: Iterable[UUID]) -> dict[UUID, Entry]:
    """What associations are today, by the key they were asked under."""
    rows = Entry.objects.owned().filter(pk__in=list(keys)).select_related("merged_into")
    return {row.pk: row.merged_into or row for row in rows.defer("contact_name")}


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
