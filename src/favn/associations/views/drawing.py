"""Draws the municipality as tiles, and who knows whom as a field of dots; each beside its table.

Decoration beside numbers that are written, so hidden from screen readers; no colour stands alone:
each mark carries its number.
"""

from collections.abc import Iterable, Sequence
from html import escape

from django.utils.safestring import SafeString, mark_safe

INK, QUIET, FILL, NONE = "#17282b", "#4d5f62", "#0b4a54", "#f4e3da"
LETTER = 7.6
LEAN = 4.4
"""How far a letter of a leaning heading reaches to the side."""


def tiles(places: Iterable[tuple[str, int, int, int]], side: int) -> SafeString:
    """Tiles at (name, row, column, number), `side` wide; the darker, the more."""
    every = list(places)
    most = max((number for *_p, number in every), default=0) or 1
    rows = max((row for _n, row, _c, _v in every), default=1)
    columns = max((column for _n, _r, column, _v in every), default=1)
    gap, parts = 6, []
    for name, row, column, number in every:
        x, y = (column - 1) * (side + gap), (row - 1) * (side + gap)
        dark = number / most > 0.5
        ink = "#ffffff" if dark else INK
        parts.append(
            f'<rect x="{x}" y="{y}" width="{side}" height="{side}" rx="4"'
            f' fill="{FILL if number else NONE}" fill-opacity="{_shade(number, most)}"/>'
            f'<text x="{x + side / 2}" y="{y + side / 2}" text-anchor="middle" font-size="24"'
            f' font-weight="700" fill="{ink}">{number}</text>'
            f'<text x="{x + side / 2}" y="{y + side - 12}" text-anchor="middle" font-size="12"'
            f' fill="{ink}">{escape(cut(name, side))}</text>'
        )
    return svg(columns * (side + gap) - gap, rows * (side + gap) - gap, parts)


def _shade(number: int, most: int) -> str:
    return f"{0.15 + 0.85 * number / most:.2f}" if number else "1"


def cut(name: str, width: float) -> str:
    """As much of a name as goes into a width."""
    most = int(width / LETTER)
    return name if len(name) <= most else f"{name[: most - 1]}…"


def field(
    columns: Sequence[str], rows: Sequence[tuple[str, int, Sequence[int]]], width: int
) -> SafeString:
    """Rows of (title, how many, known by each column): a dot for a number, a ring for none."""
    left = min(150, width * 0.34)
    step = _step(columns, width - left)
    parts = [_heading(name, left + (n + 0.5) * step) for n, name in enumerate(columns)]
    for place, (title, total, known) in enumerate(rows):
        y = 128 + 40 * place
        parts.append(
            f'<text x="0" y="{y + 5}" font-size="14" fill="{INK}">{escape(cut(title, left))}</text>'
        )
        parts += [_dot(left + (n + 0.5) * step, y, k, total) for n, k in enumerate(known)]
    return svg(width, 140 + 40 * len(rows), parts)


def _step(columns: Sequence[str], room: float) -> float:
    """From one column to the next, so that no leaning heading ends outside of the drawing."""
    ends = [(room - LEAN * len(name)) / (n + 0.5) for n, name in enumerate(columns)]
    return min([room / max(len(columns), 1), *ends])


def _heading(name: str, x: float) -> str:
    return (
        f'<text transform="translate({x + 4:.0f} 100) rotate(-50)" font-size="12"'
        f' fill="{QUIET}">{escape(cut(name, 130))}</text>'
    )


def _dot(x: float, y: float, known: int, total: int) -> str:
    if not known:
        return f'<circle cx="{x:.1f}" cy="{y}" r="4" fill="none" stroke="{QUIET}"/>'
    size = 9 + 8 * (known / max(total, 1)) ** 0.5
    return (
        f'<circle cx="{x:.1f}" cy="{y}" r="{size:.1f}" fill="{FILL}"/>'
        f'<text x="{x:.1f}" y="{y + 4}" text-anchor="middle" font-size="12" fill="#ffffff">'
        f"{known}</text>"
    )


def text(
    x: float, y: float, words: str, *, size: int, fill: str = INK, anchor: str = "start",
    weight: int = 400,
) -> str:  # fmt: skip
    """A line of words, escaped here."""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" fill="{fill}" text-anchor="{anchor}"'
        f' font-weight="{weight}">{escape(words)}</text>'
    )


def svg(width: float, height: float, parts: list[str]) -> SafeString:
    """A drawing of parts whose words are escaped already, hidden from screen readers."""
    return mark_safe(  # noqa: S308 - every word in it is escaped above
        f'<svg viewBox="0 0 {width:.0f} {height:.0f}" width="{width:.0f}" height="{height:.0f}"'
        f' aria-hidden="true" focusable="false">{"".join(parts)}</svg>'
    )
