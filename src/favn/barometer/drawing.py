"""Draws an indicator as plain SVG: lines over time, or dots side by side for one time.

Few marks, direct labels, zero base for counts, bars of uncertainty where the base is known, and a
break drawn as a break: no line crosses it. Decoration beside a table that says the same, so it is
hidden from screen readers. Drawn for a phone and for a desk, since letters must not shrink.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from itertools import pairwise
from math import ceil, floor, log10

from favn.barometer.choices import HIGHEST, WHOLE, Part, Unit
from favn.barometer.layers.series import Line, Point, Version
from favn.barometer.layers.wording import bare
from favn.barometer.rules import said
from favn.statistics.intervals import wilson

INK, QUIET, GRID = "#17282b", "#4d5f62", "#d9d7d0"
COLOURS = ("#0b4a54", "#a4502a", "#5b5f97", "#5f6f1f", "#7a3b69", "#6b5b2e")
"""By the place of a line; no group's colour is the plain one."""
DASHES = ("", "7 4", "2 4", "10 3 2 3", "4 2", "12 4")
"""A line is told by its dashes too."""
MOST_LINES = 6
LETTER = 7.4
"""How wide a letter is, on average, at the size used."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The room of a drawing and how values and days lie in it."""

    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float
    first: date
    last: date
    low: float
    high: float

    def x(self, day: date) -> float:
        """Where a day lies."""
        days = (self.last - self.first).days
        part = (day - self.first).days / days if days else 0.5
        return self.left + part * (self.width - self.left - self.right)

    def y(self, value: float) -> float:
        """Where a value lies."""
        part = (value - self.low) / (self.high - self.low)
        return self.height - self.bottom - part * (self.height - self.top - self.bottom)


def lines(versions: Sequence[Version], width: int, alike: float | None = None) -> str:
    """Every line of every version over time, with the breaks between versions.

    `alike` is the value at which two groups are alike; it is drawn, so that the way to it is seen.
    """
    shown = [(version, _shown(version)) for version in versions]
    frame = _frame(shown, width, alike)
    parts = [*_grid(frame, versions[-1].unit), *_days(frame, shown)]
    if alike is not None:
        y = frame.y(alike)
        parts.append(_thick(frame.left, y, frame.width - frame.right, y, INK, 1.5))
    for before, after in pairwise(versions):
        parts += _break(frame, before, after)
    for version, kept in shown:
        parts += _aims(frame, version)
        for place, line in enumerate(kept):
            parts += _line(frame, version, line, place)
    parts += _labels(frame, *shown[-1])
    return _svg(frame.width, frame.height, parts)


def dots(version: Version, width: int) -> str:
    """The groups of one day under each other, each a dot on a common scale."""
    day = version.days[-1]
    rows = [(line, point) for line in version.lines if (point := line.at(day))]
    high, low = _ends(version, [(version, [line for line, _ in rows])])
    parts: list[str] = []
    room = width - 76
    for place, (line, point) in enumerate(rows):
        y = 44 + place * 54
        parts.append(_text(0, y - 18, line.title or "", INK))
        parts.append(_rule(0, y, room, y, GRID))
        at = [
            (v - low) / (high - low) * room for v in (float(point.value), *_bounds(point, version))
        ]
        if len(at) == 3:
            parts.append(_thick(at[1], y, at[2], y, COLOURS[place % 6]))
        parts.append(_dot(at[0], y, COLOURS[place % 6], point, 6))
        parts.append(_text(room + 8, y + 5, bare(point.value, point.decimals, version.unit), INK))
    height = 30 + len(rows) * 54 + 8
    parts.append(_text(0, height - 4, said(low, 0), QUIET))
    parts.append(_text(room, height - 4, said(high, 0), QUIET, "end"))
    return _svg(width, height, parts)


def begins_at_zero(versions: Sequence[Version], alike: float | None = None) -> bool:
    """Whether the scale of the lines has its foot at zero."""
    shown = [(version, _shown(version)) for version in versions]
    return _ends(versions[-1], shown, alike)[1] == 0


def left_out(version: Version) -> int:
    """How many lines are in the table and not in the drawing."""
    return len(version.lines) - len(_shown(version))


def has_bounds(version: Version) -> bool:
    """Whether bars of uncertainty are drawn."""
    return any(_bounds(p, version) for line in _shown(version) for p in line.points)


def _shown(version: Version) -> list[Line]:
    """At most six: those with a part in a comparison first."""
    ordered = sorted(version.lines, key=lambda line: line.part == Part.ONE)
    kept = ordered[:MOST_LINES]
    return [line for line in version.lines if line in kept]


def _bounds(point: Point, version: Version) -> tuple[float, ...]:
    hits = point.hits(version.unit)
    if hits is None or not point.base:
        return ()
    found = wilson(hits, point.base).times(100)
    return found.low, found.high


def _ends(
    version: Version,
    shown: Sequence[tuple[Version, Sequence[Line]]],
    alike: float | None = None,
) -> tuple[float, float]:
    """The scale: highest, lowest. Counts begin at zero; shares near zero do too."""
    values = [
        end
        for of, kept in shown
        for line in kept
        for p in line.points
        for end in (float(p.value), *_bounds(p, of))
    ]
    values += [float(aim.value) for of, _ in shown for aim in of.aims]
    values += [] if alike is None else [alike]
    low, high = min(values), max(values)
    step = _step(max(high - low, abs(high) / 20, 1))
    lowest = floor(low / step) * step if low - floor(low / step) * step else low - step
    if version.unit in WHOLE or version.unit == Unit.DKK or 0 <= low <= 0.7 * high:
        lowest = 0
    highest = min(HIGHEST.get(version.unit, 10**12), ceil(high / step) * step)
    return max(highest, lowest + step), lowest


def _step(span: float) -> float:
    """A round step that gives two to five lines."""
    size: float = 10.0 ** floor(log10(span / 2))
    return next((size * m for m in (1, 2, 5, 10) if span / (size * m) <= 4), size * 10)


def _frame(
    shown: Sequence[tuple[Version, Sequence[Line]]], width: int, alike: float | None
) -> Frame:
    high, low = _ends(shown[-1][0], shown, alike)
    days = [p.on for _, kept in shown for line in kept for p in line.points]
    days += [aim.on for version, _ in shown for aim in version.aims]
    longest = max((len(line.title) for line in shown[-1][1]), default=0)
    is_wide = width > 500
    right = min(longest * LETTER + 60, width * 0.34) if is_wide else 44
    names = 0 if is_wide or not longest else 20 * len(shown[-1][1]) + 6
    height = (300 if is_wide else 230) + names
    return Frame(width, height, 40, right, 16 + names, 30, min(days), max(days), low, high)


def _grid(frame: Frame, unit: str) -> Iterator[str]:
    step = _step(frame.high - frame.low)
    value = frame.low
    while value <= frame.high + step / 1000:
        y = frame.y(value)
        yield _rule(frame.left, y, frame.width - frame.right, y, GRID)
        decimals = 0 if step >= 1 else 1
        yield _text(frame.left - 6, y + 4, said(value, decimals), QUIET, "end")
        value += step


def _days(frame: Frame, shown: Sequence[tuple[Version, Sequence[Line]]]) -> Iterator[str]:
    """The times under the drawing, as many as there is room for, the last one always."""
    every = {p.on: p.when for _, kept in shown for line in kept for p in line.points}
    every |= {aim.on: aim.when for version, _ in shown for aim in version.aims}
    taken = frame.width + 99.0
    for day in sorted(every, reverse=True):
        x, half = frame.x(day), len(every[day]) * LETTER / 2
        yield _rule(x, frame.height - frame.bottom, x, frame.height - frame.bottom + 4, QUIET)
        if x + half + 8 > taken:
            continue
        taken = x - half
        yield _text(x, frame.height - 8, every[day], QUIET, "middle")


def _break(frame: Frame, before: Version, after: Version) -> Iterator[str]:
    x = (frame.x(before.days[-1]) + frame.x(after.days[0])) / 2
    yield (
        f'<line x1="{x:.1f}" y1="{frame.top:g}" x2="{x:.1f}" y2="{frame.height - frame.bottom:g}"'
        f' stroke="{INK}" stroke-width="2" stroke-dasharray="3 5"/>'
    )
    yield _text(x - 6, frame.top + 12, "≠", INK, "end")


def _aims(frame: Frame, version: Version) -> Iterator[str]:
    for aim in version.aims:
        x, y = frame.x(aim.on), frame.y(float(aim.value))
        yield _thick(x - 12, y, x + 12, y, INK)


def _line(frame: Frame, version: Version, line: Line, place: int) -> Iterator[str]:
    colour = COLOURS[place % 6]
    path = " ".join(f"{frame.x(p.on):.1f},{frame.y(float(p.value)):.1f}" for p in line.points)
    dashes = f' stroke-dasharray="{DASHES[place % 6]}"' if DASHES[place % 6] else ""
    yield (f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2.5"{dashes}/>')
    for point in line.points:
        x = frame.x(point.on)
        if ends := _bounds(point, version):
            yield _thick(x, frame.y(ends[0]), x, frame.y(ends[1]), colour, 1.5)
        radius = 5 if len(line.points) < 8 else 3
        yield _dot(x, frame.y(float(point.value)), colour, point, radius)


def _labels(frame: Frame, version: Version, kept: Sequence[Line]) -> Iterator[str]:
    """Every line's last value at its end, and its name: beside it, or on a phone above."""
    is_wide = frame.width > 500
    ends = sorted(
        (
            (frame.y(float(line.points[-1].value)) + 5, place, line)
            for place, line in enumerate(kept)
        ),
    )
    last = -99.0
    for wanted, place, line in ends:
        y = max(wanted, last + 18)
        last = y
        point = line.points[-1]
        value = bare(point.value, point.decimals, version.unit)
        words = f"{value} {line.title}".strip() if is_wide else value
        x = frame.x(point.on) + 9
        yield _text(x, y, words, COLOURS[place % 6], weight="600")
    if is_wide or not any(line.title for line in kept):
        return
    for place, line in enumerate(kept):
        y = 14.0 + 20 * place
        dashes = f' stroke-dasharray="{DASHES[place % 6]}"' if DASHES[place % 6] else ""
        yield (
            f'<line x1="0" y1="{y - 4:g}" x2="26" y2="{y - 4:g}" stroke="{COLOURS[place % 6]}"'
            f' stroke-width="2.5"{dashes}/>'
        )
        yield _text(32, y, line.title, COLOURS[place % 6], weight="600")


def _dot(x: float, y: float, colour: str, point: Point, radius: float) -> str:
    """Hollow where the value was not printed but worked out."""
    fill = "#ffffff" if point.is_derived else colour
    return (
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:g}" fill="{fill}" stroke="{colour}"'
        ' stroke-width="2"/>'
    )


def _rule(x1: float, y1: float, x2: float, y2: float, colour: str) -> str:
    return (
        f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{colour}"'
        ' stroke-width="1"/>'
    )


def _thick(x1: float, y1: float, x2: float, y2: float, colour: str, width: float = 3) -> str:
    return (
        f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{colour}"'
        f' stroke-width="{width:g}"/>'
    )


def _text(
    x: float, y: float, words: str, colour: str, anchor: str = "start", weight: str = "400"
) -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{colour}" font-size="14"'
        f' font-weight="{weight}">{escape(words)}</text>'
    )


def _svg(width: float, height: float, parts: Sequence[str]) -> str:
    return (
        f'<svg viewBox="0 0 {width:g} {height:g}" width="{width:g}" height="{height:g}"'
        f' aria-hidden="true" focusable="false">{"".join(parts)}</svg>'
    )
