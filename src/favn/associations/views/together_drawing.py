"""Draws who works together with whom: offices to the left, associations to the right, a line for
each pair; dashed where they have only begun, a ring for an office that works with nobody.

Decoration beside a table with the same pairs, so hidden from screen readers.
"""

from collections.abc import Sequence
from html import escape

from django.utils.safestring import SafeString

from favn.associations.queries.together import Tie
from favn.associations.views.drawing import FILL, INK, LETTER, QUIET, cut, svg

ROW, TOP = 34, 20
Party = tuple[object, str]
"""Its key and its name."""


def ties(
    left: Sequence[Party], right: Sequence[Party], pairs: Sequence[Tie], width: int
) -> SafeString:
    """Every party at its place, and a line for each pair of them, `width` wide."""
    side = width * 0.36
    rows = max(len(left), len(right), 1)
    height = TOP * 2 + ROW * (rows - 1)
    places = _places(left, side, height) | _places(right, width - side, height)
    lines = [_line(places[t.one.pk], places[t.other.pk], t) for t in pairs
             if t.one.pk in places and t.other.pk in places]  # fmt: skip
    busy = {key for tie in pairs for key in (tie.one.pk, tie.other.pk)}
    marks = [_mark(places[key], key in busy) for key, _name in (*left, *right)]
    words = [_word(places[key], name, side, is_left=True) for key, name in left]
    words += [_word(places[key], name, side, is_left=False) for key, name in right]
    return svg(width, height, [*lines, *marks, *words])


def _places(parties: Sequence[Party], x: float, height: float) -> dict[object, tuple[float, float]]:
    """Spread over the whole height, so that the shorter side stands across from the longer."""
    step = (height - 2 * TOP) / max(len(parties) - 1, 1)
    first = TOP if len(parties) > 1 else height / 2
    return {key: (x, first + step * n) for n, (key, _name) in enumerate(parties)}


def _line(one: tuple[float, float], other: tuple[float, float], tie: Tie) -> str:
    dashes = "" if tie.holds else ' stroke-dasharray="5 5"'
    return (
        f'<line x1="{one[0]:.1f}" y1="{one[1]:.1f}" x2="{other[0]:.1f}" y2="{other[1]:.1f}"'
        f' stroke="{FILL if tie.holds else QUIET}" stroke-width="{1 + len(tie.rows)}"{dashes}/>'
    )


def _mark(at: tuple[float, float], is_busy: bool) -> str:
    fill = FILL if is_busy else "#ffffff"
    return (
        f'<circle cx="{at[0]:.1f}" cy="{at[1]:.1f}" r="6" fill="{fill}" stroke="{QUIET}"'
        ' stroke-width="1.5"/>'
    )


def _word(at: tuple[float, float], name: str, side: float, *, is_left: bool) -> str:
    x, anchor = (at[0] - 12, "end") if is_left else (at[0] + 12, "start")
    shown = cut(name, (side - 14) * LETTER / 7.2)
    return (
        f'<text x="{x:.1f}" y="{at[1] + 5:.1f}" font-size="13" text-anchor="{anchor}"'
        f' fill="{INK}">{escape(shown)}</text>'
    )
