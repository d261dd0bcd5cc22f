"""Draws how many guests there may be: a span for each supposition on one scale from nothing.

Decoration beside a table with the same numbers, so hidden from screen readers. A line that runs
is where the number may lie, a dot is the best guess, a dashed upright is the cards counted.
"""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import wrap
from typing import TYPE_CHECKING

from django.utils.formats import number_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from favn.associations.views.drawing import FILL, LETTER, QUIET, svg, text

if TYPE_CHECKING:
    from favn.centre.views.guests import Line

HEAD, LEADING, SIDE = 30, 19, 8
BAR = 30
"""Room for a bar and the numbers under it."""


def spans(cards: int, lines: Sequence[Line], width: int) -> SafeString:
    """Each line that has an answer under its title, `width` wide; nothing where none has."""
    shown = [line for line in lines if line.low is not None]
    most = max((line.high or 0 for line in shown), default=0)
    if not most:
        return svg(1, 1, [])
    scale = (width - 2 * SIDE) / most
    at = SIDE + cards * scale
    parts, y = _cards(cards, at, width), float(HEAD)
    for line in shown:
        words = wrap(line.title, int(width / LETTER))
        for row in words:
            y += LEADING
            parts.append(text(SIDE, y, row, size=15))
        parts += [_rule(at, y + 6, y + 26), *_span(line, scale, width, y + 16)]
        y += BAR + LEADING
    return svg(width, y, parts)


def _cards(cards: int, x: float, width: int) -> list[str]:
    """The upright at the cards counted, with its words beside it."""
    words = _("%(cards)s kort") % {"cards": _said(cards)}
    at, anchor = (x - 6, "end") if x > width / 2 else (x + 6, "start")
    return [_rule(x, 2, 24), text(at, 18, words, size=14, anchor=anchor, fill=QUIET)]


def _rule(x: float, top: float, foot: float) -> str:
    return (
        f'<line x1="{x:.1f}" x2="{x:.1f}" y1="{top:.0f}" y2="{foot:.0f}" stroke="{QUIET}"'
        ' stroke-width="2" stroke-dasharray="3 3"/>'
    )


def _span(line: Line, scale: float, width: int, y: float) -> list[str]:
    """The span with its ends, the best guess on it, and the numbers in words under it."""
    low, high = (SIDE + (end or 0) * scale for end in (line.low, line.high))
    shade = 0.35 if line.value is not None else 1
    bar = (
        f'<rect x="{low:.1f}" y="{y - 4:.1f}" width="{max(high - low, 3):.1f}" height="8" rx="4"'
        f' fill="{FILL}" fill-opacity="{shade}"/>'
    )
    parts = [bar]
    if line.value is not None:
        at = SIDE + line.value * scale
        parts.append(f'<circle cx="{at:.1f}" cy="{y:.1f}" r="7" fill="{FILL}"/>')
    words = _words(line)
    start = max(SIDE, min(low, width - SIDE - len(words) * LETTER))
    return [*parts, text(start, y + 21, words, size=14, weight=600)]


def _words(line: Line) -> str:
    ends = {"low": _said(line.low or 0), "high": _said(line.high or 0)}
    if line.value is None:
        return _("%(low)s til %(high)s") % ends
    return _("cirka %(value)s (%(low)s til %(high)s)") % {"value": _said(line.value), **ends}


def _said(number: int) -> str:
    return str(number_format(number, force_grouping=True))
