"""What is a figure, how is one asked for, and what comes back?

Definitions only: nothing here counts. A figure id is `room.name`; its address is
`centre.visits@medborgerhuset/2023?by=month`. Titles and other texts may be lazy strings of
a web framework and are never touched here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal, cast, get_args

Counts = Literal["events", "persons"]
Sensitivity = Literal["ordinary", "special"]
PeriodKind = Literal["year", "quarter", "month"]
Where = tuple[tuple[str, tuple[str, ...]], ...]

MONTH = "month"
PERSON = "person"
UNKNOWN = ""
"""Key of the cell that holds what has no code (NULL in the store). No code may use it."""

_DOTTED = re.compile(r"[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*")
_COLUMN = re.compile(r"[a-z][a-z0-9_]*")
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_SPAN = re.compile(r"\d{4}(-\d\d?|-?Q\d)?\s*(-|–|/|:|\.\.|,|\+|to|til)\s*\d{4}(-\d\d?|-?Q\d)?")
_PERIOD = re.compile(r"(\d{4})(?:-?Q(\d)|-(\d{1,2}))?")
_ADDRESS = re.compile(r"([^@/?]+)@([^@/?]+)/([^@/?]+)(?:\?by=([^@/?&=]+))?")


class FigureError(ValueError):
    """A definition, period, address or question that cannot be used; says why."""


class Edition(StrEnum):
    """Who reads the number: those who may see all, the funder, or everyone."""

    INTERNAL = "internal"
    FUNDER = "funder"
    PUBLIC = "public"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One number's definition, base, unit and source.

    `table` is a store table; `where` keeps rows whose column holds one of the keys; `measure`
    is the number column to sum (None counts rows), shown divided by `per` and rounded half up
    (minutes as hours); `counts="persons"` counts distinct values
    of the column `person`; `dimensions` are the code columns it may be broken down by (month
    is always allowed). `area` names what a role must reach to see a special number exactly, in the
    words of the table of roles; the rock only carries it. `whole` is the id of the figure that
    counts the events themselves, where one event has a row for each of several answers: its total
    is this one's total, and the parts sum to more than it. Raises FigureError if the definition
    contradicts itself.
    """

    id: str
    table: str
    title: str
    definition: str
    unit: str
    base: str
    counts: Counts
    method: str = ""
    source: str = ""
    sensitivity: Sensitivity = "ordinary"
    dimensions: tuple[str, ...] = ()
    where: Where = ()
    measure: str | None = None
    per: int = 1
    whole: str | None = None
    area: str = ""

    def __post_init__(self) -> None:
        _check_name(self.id, "figure id")
        _check_name(self.table, "table")
        if self.counts not in get_args(Counts):
            raise FigureError(f"{self.id}: counts must be 'events' or 'persons'.")
        if self.sensitivity not in get_args(Sensitivity):
            raise FigureError(f"{self.id}: sensitivity must be 'ordinary' or 'special'.")
        if self.counts == "persons" and self.measure is not None:
            raise FigureError(f"{self.id}: a figure that counts persons cannot sum a measure.")
        if self.measure is not None:
            _check_column(self.id, self.measure)
        if self.per < 1 or (self.per > 1 and self.measure is None):
            raise FigureError(f"{self.id}: only a sum has units of more than one.")
        if self.whole is not None:
            _check_whole(self)
        _check_dimensions(self)
        _check_where(self)

    @property
    def is_special(self) -> bool:
        """Whether each event or person in it is somebody's health, trouble or case."""
        return self.sensitivity == "special"

    def overlaps(self, by: str | None) -> bool:
        """Whether one person or event may stand in several parts of that breakdown."""
        return by is not None and (self.counts == "persons" or self.splits(by))

    def splits(self, by: str | None) -> bool:
        """Whether the breakdown is by the answers themselves, of which one event has several."""
        return self.whole is not None and by in self.dimensions


def _check_name(name: str, what: str) -> None:
    if not isinstance(name, str) or not _DOTTED.fullmatch(name):
        raise FigureError(f"The {what} {name!r} must look like 'room.name' in lower case.")


def _check_column(figure_id: str, column: object) -> None:
    if not isinstance(column, str) or not _COLUMN.fullmatch(column):
        raise FigureError(f"{figure_id}: {column!r} is not a column name in lower case.")


def _check_whole(figure: Figure) -> None:
    _check_name(str(figure.whole), "whole")
    if figure.counts == "persons" or figure.whole == figure.id:
        raise FigureError(f"{figure.id}: only events with several answers have another whole.")


def _check_dimensions(figure: Figure) -> None:
    if not isinstance(figure.dimensions, tuple):
        raise FigureError(f"{figure.id}: dimensions must be a tuple of column names.")
    for column in figure.dimensions:
        _check_column(figure.id, column)
        if column == PERSON:
            raise FigureError(f"{figure.id}: a figure cannot be broken down by person.")
    if len(set(figure.dimensions)) != len(figure.dimensions):
        raise FigureError(f"{figure.id}: a dimension is named twice.")


def _check_where(figure: Figure) -> None:
    if not isinstance(figure.where, tuple):
        raise FigureError(f"{figure.id}: where must be a tuple of (column, keys).")
    for part in figure.where:
        if not (isinstance(part, tuple) and len(part) == 2 and isinstance(part[1], tuple)):
            raise FigureError(f"{figure.id}: each part of where must be (column, (key, ...)).")
        _check_column(figure.id, part[0])
        if part[0] in (MONTH, PERSON):
            raise FigureError(f"{figure.id}: where cannot filter on {part[0]}.")
        if not part[1] or not all(isinstance(key, str) and key for key in part[1]):
            raise FigureError(f"{figure.id}: where on {part[0]} needs at least one key.")
    if len({column for column, _ in figure.where}) != len(figure.where):
        raise FigureError(f"{figure.id}: where names a column twice; put the keys together.")


@dataclass(frozen=True, slots=True)
class Period:
    """One calendar year, or one quarter or month inside it.

    `number` is 0 for a year, 1-4 for a quarter, 1-12 for a month.
    """

    year: int
    kind: PeriodKind = "year"
    number: int = 0

    def __post_init__(self) -> None:
        highest = {"year": 0, "quarter": 4, "month": 12}.get(self.kind)
        lowest = 0 if self.kind == "year" else 1
        if highest is None or not lowest <= self.number <= highest:
            raise FigureError(f"There is no {self.kind} {self.number} in a year.")
        if not 1000 <= self.year <= 9999:
            raise FigureError(f"The year {self.year} must have four digits.")

    @classmethod
    def parse(cls, text: str) -> Period:
        """Read "2023", "2026-Q4", "2026Q4" or "2026-11"; raise FigureError otherwise."""
        text = text.strip()
        if _SPAN.fullmatch(text):
            raise FigureError(
                f"The period {text} covers more than one year. Unique persons are counted "
                "inside one calendar year and never added together: ask for one year at a time."
            )
        match = _PERIOD.fullmatch(text)
        if match is None:
            raise FigureError(
                f"The period {text!r} is not understood. Write a year (2023), "
                "a quarter (2026-Q4) or a month (2026-11)."
            )
        year, quarter, month = match.groups()
        if quarter is not None:
            return cls(int(year), "quarter", int(quarter))
        return cls(int(year), "month", int(month)) if month else cls(int(year))

    @property
    def months(self) -> tuple[int, ...]:
        """The calendar months the period holds, 1 to 12."""
        if self.kind == "year":
            return tuple(range(1, 13))
        if self.kind == "quarter":
            return tuple(range(self.number * 3 - 2, self.number * 3 + 1))
        return (self.number,)

    def __str__(self) -> str:
        ending = {"year": "", "quarter": f"-Q{self.number}", "month": f"-{self.number:02d}"}
        return f"{self.year}{ending[self.kind]}"


@dataclass(frozen=True, slots=True)
class Address:
    """Where one figure stands: figure id, organisation (slug), period and breakdown."""

    figure: str
    organisation: str
    period: Period
    by: str | None = None

    def __post_init__(self) -> None:
        _check_name(self.figure, "figure id")
        if not _SLUG.fullmatch(self.organisation):
            raise FigureError(f"The organisation {self.organisation!r} must be a short name.")
        if self.by is not None:
            _check_column(self.figure, self.by)

    @classmethod
    def parse(cls, text: str) -> Address:
        """Read `figure@organisation/period` with an optional `?by=column`."""
        match = _ADDRESS.fullmatch(text.strip())
        if match is None:
            raise FigureError(
                f"The address {text!r} is not understood. "
                "Write for example centre.visits@medborgerhuset/2023?by=month."
            )
        figure, organisation, period, by = cast("tuple[str, str, str, str | None]", match.groups())
        return cls(figure, organisation, Period.parse(period), by)

    def __str__(self) -> str:
        by = f"?by={self.by}" if self.by else ""
        return f"{self.figure}@{self.organisation}/{self.period}{by}"


@dataclass(frozen=True, slots=True)
class Question:
    """A figure in a period, whole or broken down by one of its dimensions or by month."""

    figure: Figure
    period: Period
    by: str | None = None

    def __post_init__(self) -> None:
        if self.by is None or self.by == MONTH or self.by in self.figure.dimensions:
            return
        allowed = ", ".join(dict.fromkeys((MONTH, *self.figure.dimensions)))
        raise FigureError(
            f"{self.figure.id} cannot be broken down by {self.by!r}. It allows: {allowed}."
        )


@dataclass(frozen=True, slots=True)
class Cell:
    """One part of a breakdown. `value` is None when withheld; `withheld` is then the reason."""

    key: str
    value: int | None
    withheld: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What a question came to, in one edition.

    `total` is None when withheld. `cells` are sorted by key, unknown last; month keys are
    "01" to "12". Cells that count persons may overlap and are never added together.
    `withheld` holds machine keys of the reasons, empty when nothing was withheld.
    """

    question: Question
    total: int | None
    cells: tuple[Cell, ...] = ()
    edition: Edition = Edition.INTERNAL
    withheld: tuple[str, ...] = ()


def mean(counts: Mapping[int, int]) -> float | None:
    """Number → how many have it, as their mean; None of nobody."""
    known = sum(counts.values())
    return sum(number * many for number, many in counts.items()) / known if known else None
