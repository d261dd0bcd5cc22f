"""Draws two profiles on one scale: a dot for the association, a square for the municipality.

Decoration beside a table with the same numbers, so hidden from screen readers. Shape and place
carry the meaning, not colour: the association stands above its line, the municipality below it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from favn.associations.rules.mirror import Line, Part
from favn.associations.views.drawing import FILL, QUIET, cut, svg, text

OURS = "#9a4a00"
HEAD, NARROW = 64, 520
"""Room for the legend and the scale's numbers; below this width a title has a line of its own."""
ENDS = (1, 5)


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where the scale lies: from `left` to `right`; `row` is the height of a row."""

    left: float
    right: float
    ends: tuple[int, int]
    row: int
    is_narrow: bool

    def x(self, value: float) -> float:
        """The place of a value."""
        low, high = self.ends
        return self.left + (value - low) / (high - low) * (self.right - self.left)


def profiles(lines: Sequence[Line], width: int) -> SafeString:
    """Every line with a number, in the order given, `width` wide."""
    shown = [line for line in lines if _has_number(line)]
    ends = next((end for line in shown if (end := _ends(line))), ENDS)
    shown = [line for line in shown if _ends(line) == ends]
    narrow = width < NARROW
    left = 14 if narrow else width * 0.3
    frame = _Frame(left, width - 22, ends, 78 if narrow else 52, narrow)
    height = HEAD + frame.row * len(shown) + 10
    parts = [*_legend(frame, shown), *_ticks(frame, height)]
    for place, line in enumerate(shown):
        parts += _row(frame, line, HEAD + frame.row * place)
    return svg(width, height, parts)


def _has_number(line: Line) -> bool:
    return any(part and part.mean is not None for part in (line.theirs, line.ours))


def _ends(line: Line) -> tuple[int, int] | None:
    known = [p.ends for p in (line.theirs, line.ours) if p and p.mean is not None and p.ends]
    return known[0] if known else None


def _legend(frame: _Frame, shown: Sequence[Line]) -> list[str]:
    """What the two marks are, beside the marks themselves."""
    sides = []
    if any(line.theirs and line.theirs.mean is not None for line in shown):
        sides.append((_dot, _("Foreningen")))
    if any(line.ours and line.ours.mean is not None for line in shown):
        sides.append((_square, _("Kommunen")))
    parts: list[str] = []
    for place, (mark, word) in enumerate(sides):
        x = frame.left + 8 + place * 130
        parts += [mark(x, 14), text(x + 15, 19, word, size=15)]
    return parts


def _ticks(frame: _Frame, height: float) -> list[str]:
    parts = []
    for value in range(frame.ends[0], frame.ends[1] + 1):
        x = frame.x(value)
        parts.append(text(x, 48, str(value), size=13, fill=QUIET, anchor="middle"))
        parts.append(
            f'<line x1="{x:.1f}" x2="{x:.1f}" y1="54" y2="{height - 6:.0f}" stroke="#d5dcdd"/>'
        )
    return parts


def _row(frame: _Frame, line: Line, top: float) -> list[str]:
    """A title, the stretch between the two, what the unanswered could move, and the marks."""
    y = top + (52 if frame.is_narrow else 26)
    if frame.is_narrow:
        parts = [text(0, top + 18, line.title, size=15)]
    else:
        parts = [text(0, y + 5, cut(line.title, frame.left - 20), size=15)]
    if line.difference is not None and line.theirs and line.ours:
        parts.append(_stretch(frame, line.theirs, line.ours, y))
    if line.theirs and line.theirs.mean is not None:
        parts += _mark(frame, line.theirs, y, up=True)
    if line.ours and line.ours.mean is not None:
        parts += _mark(frame, line.ours, y, up=False)
    return parts


def _stretch(frame: _Frame, one: Part, other: Part, y: float) -> str:
    x1, x2 = (frame.x(part.mean or 0) for part in (one, other))
    return (
        f'<line x1="{x1:.1f}" x2="{x2:.1f}" y1="{y}" y2="{y}" stroke="{QUIET}" stroke-width="4"/>'
    )


def _mark(frame: _Frame, part: Part, y: float, *, up: bool) -> list[str]:
    """A mark with its number, and the thin line of what the unanswered could make of it."""
    x = frame.x(part.mean or 0)
    at = y - 12 if up else y + 19
    parts = []
    if part.lowest is not None and part.highest is not None and part.highest > part.lowest:
        beside = y - 4 if up else y + 4
        x1, x2 = frame.x(part.lowest), frame.x(part.highest)
        parts.append(
            f'<line x1="{x1:.1f}" x2="{x2:.1f}" y1="{beside}" y2="{beside}" stroke="{QUIET}"'
            ' stroke-width="1.5" stroke-dasharray="3 3"/>'
        )
    parts.append((_dot if up else _square)(x, y))
    parts.append(text(x, at, part.words, size=13, anchor="middle", weight=600))
    return parts


def _dot(x: float, y: float) -> str:
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="7.5" fill="{FILL}"/>'


def _square(x: float, y: float) -> str:
    return (
        f'<rect x="{x - 6.5:.1f}" y="{y - 6.5:.1f}" width="13" height="13" fill="#ffffff"'
        f' stroke="{OURS}" stroke-width="3"/>'
    )
