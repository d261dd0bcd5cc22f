"""One intake of the programme as the year's page and paper show it: in one edition, from the store.

Only what the edition shows is used, so nothing is told in a sum that was withheld in a part.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from favn.kit import figures
from favn.kit.figures import Row, Value, share_of
from favn.pathways.choices.programme import MEANS, Doing, Line, Meaning
from favn.pathways.rules import programme as rules
from favn.pathways.rules.programme import Off
from favn.statistics.figures import Edition, Period

REFERRED = "pathways.referred"
ASKED: tuple[tuple[str, str | None], ...] = (
    (REFERRED, "line"),
    (REFERRED, "farthest"),
    (REFERRED, "years"),
    ("pathways.placements", "doing"),
    ("pathways.persons", None),
    ("pathways.status_meetings", None),
)


@dataclass(frozen=True, slots=True)
class LineRow:
    """One line of the year; `value` is None where it is withheld."""

    line: Line
    value: int | None
    meaning: Meaning

    @property
    def label(self) -> str:
        """What the line says."""
        return str(self.line.label)


@dataclass(frozen=True, slots=True)
class Year:
    """An intake: its number, its lines, and what follows from those that are shown."""

    number: int
    edition: Edition
    intake: int
    lines: tuple[LineRow, ...]
    farthest: Value
    doings: Value
    persons: int | None
    meetings: int
    mean_years: float | None
    known_years: int | None
    off: Off | None
    withheld: tuple[str, ...]
    as_of: datetime

    @property
    def is_whole(self) -> bool:
        """Whether no line is withheld, so that the page can show that they sum."""
        return not self.withheld and all(row.value is not None for row in self.lines)

    @property
    def closes(self) -> bool:
        """Whether every referred stands on one line that is shown."""
        shown = {row.line: row.value or 0 for row in self.lines}
        return self.is_whole and rules.closes(self.intake, shown)

    def number_of(self, line: Line) -> int:
        """How many stand on a line that is shown."""
        return next((row.value or 0 for row in self.lines if row.line is line), 0)

    @property
    def doing_rows(self) -> list[Row]:
        """The same as shares of the persons referred, also those who have done nothing yet."""
        return [replace(row, share=share_of(row.value, self.persons)) for row in self.doings.rows]

    def doing(self, doing: Doing) -> int | None:
        """How many persons did one thing; None where it is withheld."""
        if self.doings.withheld and not self.doings.rows:
            return None
        return next((row.value for row in self.doings.rows if row.key == doing), 0)


def year_of(organisation_id: UUID, number: int, edition: Edition) -> Year:
    """One intake in one edition."""
    period = Period(number)
    found = figures.values(ASKED, organisation_id, period, edition=edition)
    lines, farthest, years, doings, persons, meetings = found
    rows = _lines(lines)
    whole = not lines.withheld
    mean, known = figures.mean_of(years)
    shown = {row.line: row.value or 0 for row in rows}
    return Year(
        number, edition, lines.total or 0, rows, farthest, doings, persons.total,
        meetings.total or 0, mean, known, rules.off_benefit(shown) if whole and shown else None,
        lines.withheld, lines.as_of,
    )  # fmt: skip


def _lines(value: Value) -> tuple[LineRow, ...]:
    """The lines somebody stands on, in the order of the list."""
    found = {row.key: row.value for row in value.rows}
    return tuple(LineRow(line, found[line], MEANS[line]) for line in Line if line in found)
