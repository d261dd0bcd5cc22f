"""An indicator's cells as plain values: versions of a definition, lines of groups, points in time.

Nothing of one version is ever put beside another; a gap is taken where both groups have a value
of the same day.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from uuid import UUID

from favn.barometer.choices import DIFFERENCE, Data, Measure, Part, Unit, Wish
from favn.barometer.rules.values import time_words


@dataclass(frozen=True, slots=True)
class Point:
    """One value. `decimals` is how exactly it was printed; `base` and `count` where known."""

    id: UUID
    on: date
    precision: str
    value: Decimal
    decimals: int
    base: int | None = None
    count: int | None = None
    is_derived: bool = False
    note: str = ""
    source: str = ""

    @property
    def when(self) -> str:
        """“feb. 2011”."""
        return time_words(self.on, self.precision)

    @property
    def rounding(self) -> Decimal:
        """Half a unit of the last printed decimal: as far as the true value may be."""
        return Decimal(1).scaleb(-self.decimals) / 2

    def hits(self, unit: str) -> float | None:
        """How many of the base, counted or from the printed share; None without a base."""
        if self.base is None or unit != Unit.PERCENT:
            return None
        return float(self.count) if self.count is not None else float(self.value) * self.base / 100


@dataclass(frozen=True, slots=True)
class Line:
    """One group's points in order of time; without a group it is everybody."""

    key: UUID | None
    title: str
    part: str
    points: tuple[Point, ...]

    @property
    def last(self) -> Point | None:
        """The newest point."""
        return self.points[-1] if self.points else None

    def at(self, on: date) -> Point | None:
        """The point of a day."""
        return next((p for p in self.points if p.on == on), None)


@dataclass(frozen=True, slots=True)
class Gap:
    """Two groups on one day: the compared group's value less the focus group's."""

    focus: Point
    beside: Point

    @property
    def value(self) -> Decimal:
        """Signed; in the unit of a difference."""
        return self.beside.value - self.focus.value

    @property
    def size(self) -> Decimal:
        """Without its sign."""
        return abs(self.value)

    @property
    def on(self) -> date:
        """The day of both."""
        return self.focus.on

    @property
    def when(self) -> str:
        """The day in words."""
        return self.focus.when

    @property
    def decimals(self) -> int:
        """Of the more exact of the two."""
        return max(self.focus.decimals, self.beside.decimals)

    @property
    def rounding(self) -> Decimal:
        """How far the true gap may be, from the rounding of both."""
        return self.focus.rounding + self.beside.rounding


@dataclass(frozen=True, slots=True)
class Aim:
    """A target."""

    on: date
    when: str
    value: Decimal
    is_each_period: bool
    group: UUID | None
    source: str
    who: str = ""
    """The group it is for; empty for everybody."""


@dataclass(frozen=True, slots=True)
class Version:
    """One definition with everything that was observed under it."""

    id: UUID
    number: int
    unit: Unit
    data: Data
    smallest: float
    changed: str
    valid_from: date
    lines: tuple[Line, ...] = ()
    aims: tuple[Aim, ...] = ()

    @property
    def difference(self) -> Unit:
        """The unit of a difference between two of its values."""
        return DIFFERENCE[self.unit]

    @property
    def days(self) -> list[date]:
        """Every day with a value, in order."""
        return sorted({point.on for line in self.lines for point in line.points})

    def line_of(self, *parts: Part) -> Line | None:
        """The first line with one of the parts, in the order asked for."""
        return next((ln for part in parts for ln in self.lines if ln.part == part), None)

    @property
    def main(self) -> Line | None:
        """The line an indicator of one value is about."""
        found = self.line_of(Part.FOCUS, Part.WHOLE)
        return found or (self.lines[0] if self.lines else None)

    def aims_of(self, line: Line | None) -> tuple[Aim, ...]:
        """The targets of a line: its own group's, and on the main line those of nobody else."""
        if line is None:
            return ()
        keys = {line.key, None} if line == self.main else {line.key}
        return tuple(aim for aim in self.aims if aim.group in keys)

    @property
    def never_at_once(self) -> bool:
        """Whether both groups have values, but never on the same day."""
        pair = (self.line_of(Part.FOCUS), self.line_of(Part.BESIDE))
        return all(line and line.points for line in pair) and not self.gaps()

    def gaps(self) -> list[Gap]:
        """Both groups side by side, on every day that has both."""
        focus, beside = self.line_of(Part.FOCUS), self.line_of(Part.BESIDE)
        if focus is None or beside is None:
            return []
        pairs = ((point, beside.at(point.on)) for point in focus.points)
        return [Gap(point, other) for point, other in pairs if other is not None]


@dataclass(frozen=True, slots=True)
class Claimed:
    """What was printed elsewhere."""

    kind: str
    words: str
    years: Decimal | None
    place: str
    doubt: str


@dataclass(frozen=True, slots=True)
class Series:
    """One indicator whole."""

    id: UUID
    slug: str
    title: str
    goal_id: UUID | None
    measure: Measure
    wish: Wish
    parity: Decimal | None
    versions: tuple[Version, ...] = ()
    claims: tuple[Claimed, ...] = field(default=())

    @property
    def seen(self) -> list[Version]:
        """The versions that have a value, in order."""
        return [version for version in self.versions if version.days]

    @property
    def now(self) -> Version | None:
        """The newest version with a value: the one that is spoken of."""
        return self.seen[-1] if self.seen else None

    def reached(self, aim: Aim, value: Decimal) -> bool | None:
        """Whether a value meets a target the way the goal wishes; None where nobody has said."""
        if self.wish == Wish.NONE:
            return None
        return value >= aim.value if self.wish == Wish.UP else value <= aim.value

    @property
    def newest(self) -> date | None:
        """The day of the newest value."""
        return self.now.days[-1] if self.now else None

    def cells(self) -> Iterator[tuple[Version, Line, Point]]:
        """Every cell with where it stands."""
        for version in self.versions:
            for line in version.lines:
                for point in line.points:
                    yield version, line, point
