"""Draws one intake from referral over the farthest activity to the line it stands on.

Decoration beside a table with the same numbers, so hidden from screen readers. Every node carries
its name and its number; outcomes are filled, activities and states are hatched by an outline.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from textwrap import wrap

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from favn.associations.views.drawing import FILL, INK, QUIET, svg
from favn.pathways.choices.programme import MEANS, Farthest, Line, Sort

PALE = "#ffffff"
WHOLE = "whole"
TOP, THICK, NARROW = 4, 14, 520
"""Room above, how thick a bar is, and below which width all is smaller."""
LETTER, LEADING = 0.56, 1.2
"""How wide a letter and how high a line is, in sizes of the letters."""


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where the three columns stand, how wide the words beside each may run, and their size."""

    columns: tuple[float, float, float]
    rooms: tuple[float, float, float]
    size: int
    is_narrow: bool


def _frame(width: int) -> _Frame:
    narrow = width < NARROW
    first, second = (0.28, 0.53) if narrow else (0.32, 0.64)
    columns = (2.0, width * first, width * second)
    ends = (*columns[1:], width)
    rooms = tuple(end - x - THICK - 8 for x, end in zip(columns, ends, strict=True))
    return _Frame(columns, rooms, 11 if narrow else 14, narrow)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class _Node:
    """A bar of a column: where it stands, how high it is, and the lines of words beside it."""

    x: float
    y: float
    height: float
    number: int
    words: tuple[str, ...]
    is_filled: bool = True

    def foot(self, size: int) -> float:
        """The lowest place of the bar and its words."""
        return self.y + max(self.height, len(self.words) * size * LEADING)


def flow(ways: Mapping[tuple[str, str], int], width: int) -> SafeString:
    """(farthest activity, line) → number, drawn `width` wide; nothing for no intake."""
    total = sum(ways.values())
    if not total:
        return svg(1, 1, [])
    frame = _frame(width)
    unit = (240 if frame.is_narrow else 300) / max(total, 12)
    left = _column(frame, 0, {WHOLE: total}, unit)[WHOLE]
    middle = _column(frame, 1, _by(ways, 0, list(Farthest)), unit)
    right = _column(frame, 2, _by(ways, 1, list(Line)), unit)
    every = [left, *middle.values(), *right.values()]
    parts = [*_bands(left, middle, right, ways, unit)]
    for node in every:
        parts += _drawn(node, frame.size)
    return svg(width, max(node.foot(frame.size) for node in every) + 12, parts)


def _by(ways: Mapping[tuple[str, str], int], place: int, order: Sequence[str]) -> dict[str, int]:
    """The parts of one column in their order, those that hold somebody."""
    found = {key: sum(n for pair, n in ways.items() if pair[place] == key) for key in order}
    return {key: number for key, number in found.items() if number}


def _column(frame: _Frame, place: int, parts: Mapping[str, int], unit: float) -> dict[str, _Node]:
    """Bars under each other, none closer than its words need."""
    nodes, y = {}, float(TOP)
    letters = max(int(frame.rooms[place] / (frame.size * LETTER)), 6)
    for key, number in parts.items():
        words = tuple(wrap(f"{number} {_words(key)}", letters))
        height = max(number * unit, 3)
        nodes[key] = _Node(frame.columns[place], y, height, number, words, _is_filled(key))
        y = nodes[key].foot(frame.size) + 8
    return nodes


def _words(key: str) -> str:
    if key == WHOLE:
        return _("Henvist")
    return str(Line(key).label if key in set(Line) else Farthest(key).label)


def _is_filled(key: str) -> bool:
    return key not in set(Line) or MEANS[Line(key)].sort is Sort.OUTCOME


def _bands(
    left: _Node,
    middle: Mapping[str, _Node],
    right: Mapping[str, _Node],
    ways: Mapping[tuple[str, str], int],
    unit: float,
) -> list[str]:
    """From the intake to each activity, and from there to each line."""
    parts, out = [], left.y
    for node in middle.values():
        parts.append(_band(left, out, node, node.y, node.number * unit))
        out += node.number * unit
    outs = {key: node.y for key, node in middle.items()}
    ins = {key: node.y for key, node in right.items()}
    for line in right:
        for activity in middle:
            if number := ways.get((activity, line), 0):
                size = number * unit
                start, end = middle[activity], right[line]
                parts.append(_band(start, outs[activity], end, ins[line], size))
                outs[activity] += size
                ins[line] += size
    return parts


def _band(one: _Node, y1: float, other: _Node, y2: float, size: float) -> str:
    """A ribbon of even thickness between two bars."""
    x1, x2 = one.x + THICK, other.x
    bend = (x1 + x2) / 2
    return (
        f'<path d="M{x1:.1f} {y1:.1f}C{bend:.1f} {y1:.1f} {bend:.1f} {y2:.1f} {x2:.1f} {y2:.1f}'
        f"V{y2 + size:.1f}C{bend:.1f} {y2 + size:.1f} {bend:.1f} {y1 + size:.1f}"
        f' {x1:.1f} {y1 + size:.1f}Z" fill="{FILL}" fill-opacity="0.16"/>'
    )


def _drawn(node: _Node, size: int) -> list[str]:
    """A bar with its number and name beside it, on a pale ground where ribbons run below."""
    fill = f'fill="{FILL}"' if node.is_filled else f'fill="{PALE}" stroke="{QUIET}"'
    inset = 0 if node.is_filled else 1
    bar = (
        f'<rect x="{node.x + inset:.1f}" y="{node.y + inset:.1f}"'
        f' width="{THICK - 2 * inset}" height="{max(node.height - 2 * inset, 2):.1f}" {fill}/>'
    )
    told = [
        f'<text x="{node.x + THICK + 6:.1f}" y="{node.y + size * (0.9 + n * LEADING):.1f}"'
        f' font-size="{size}" font-weight="600" fill="{INK}" stroke="{PALE}" stroke-width="4"'
        f' paint-order="stroke">{escape(line)}</text>'
        for n, line in enumerate(node.words)
    ]
    return [bar, *told]
