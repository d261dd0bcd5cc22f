"""Draws one intake from referral over the farthest activity to the line it stands on.

Decoration beside a table with the same numbers, so hidden from screen readers. Every node carries
its name and its number; outcomes are filled, activities and states are hatched by an outline.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from favn.associations.views.drawing import FILL, INK, QUIET, cut, svg
from favn.pathways.choices.programme import MEANS, Farthest, Line, Sort

PALE = "#ffffff"
TOP, THICK, NARROW = 34, 14, 520
"""Room for the headings, how thick a node is, and below which width all is smaller."""


@dataclass(frozen=True, slots=True)
class _Node:
    """A bar of a column: where it stands, how high it is, and what it says."""

    x: float
    y: float
    height: float
    number: int
    words: str
    is_filled: bool = True


def flow(ways: Mapping[tuple[str, str], int], width: int) -> SafeString:
    """(farthest activity, line) → number, drawn `width` wide; nothing for no intake."""
    total = sum(ways.values())
    if not total:
        return svg(1, 1, [])
    narrow = width < NARROW
    unit = (240 if narrow else 300) / max(total, 12)
    columns = (2, width * (0.26 if narrow else 0.36), width * (0.52 if narrow else 0.7))
    middle = _column(columns[1], _by(ways, 0, list(Farthest)), unit, 30)
    right = _column(columns[2], _by(ways, 1, list(Line)), unit, 26)
    left = _Node(columns[0], TOP, total * unit, total, _("Henvist"))
    height = max(n.y + n.height for n in [left, *middle.values(), *right.values()]) + 16
    parts = [*_bands(left, middle, right, ways, unit)]
    for node in (left, *middle.values()):
        parts += _drawn(node, 13, columns[1] - 24 if node is left else columns[1])
    for node in right.values():
        parts += _drawn(node, 12 if narrow else 14, width - columns[2] - THICK - 8)
    return svg(width, height, parts)


def _by(ways: Mapping[tuple[str, str], int], place: int, order: Sequence[str]) -> dict[str, int]:
    """The parts of one column in their order, those that hold somebody."""
    found = {key: sum(n for pair, n in ways.items() if pair[place] == key) for key in order}
    return {key: number for key, number in found.items() if number}


def _column(x: float, parts: Mapping[str, int], unit: float, pitch: float) -> dict[str, _Node]:
    """Bars under each other, none closer than its words need."""
    nodes, y = {}, float(TOP)
    for key, number in parts.items():
        height = max(number * unit, 3)
        nodes[key] = _Node(x, y, height, number, _words(key), _is_filled(key))
        y += max(height + 8, pitch)
    return nodes


def _words(key: str) -> str:
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


def _drawn(node: _Node, size: int, room: float) -> list[str]:
    """A bar with its number and name beside it, on a pale ground where ribbons run below."""
    fill = f'fill="{FILL}"' if node.is_filled else f'fill="{PALE}" stroke="{QUIET}"'
    inset = 0 if node.is_filled else 1
    bar = (
        f'<rect x="{node.x + inset:.1f}" y="{node.y + inset:.1f}"'
        f' width="{THICK - 2 * inset}" height="{max(node.height - 2 * inset, 2):.1f}" {fill}/>'
    )
    y = node.y + min(node.height / 2 + size * 0.36, size)
    words = cut(f"{node.number} {node.words}", room * 13 / size)
    halo = f'stroke="{PALE}" stroke-width="4" paint-order="stroke"'
    told = (
        f'<text x="{node.x + THICK + 6:.1f}" y="{y:.1f}" font-size="{size}" font-weight="600"'
        f' fill="{INK}" {halo}>{escape(words)}</text>'
    )
    return [bar, told]
