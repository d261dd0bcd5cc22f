"""Bars as plain SVG, for paper, each with its words and its number beside it; and photographs."""

from collections.abc import Iterator
from html import escape
from textwrap import wrap

from favn.kit.documents.model import Bar, Chart, Picture, printable

WIDTH, LABELS, VALUES = 480, 165, 75
LINE, GAP, THICK = 12, 6, 12
LETTERS = 32
"""So many fit beside a bar before the words go on in a line below."""
INK, FILL, HELD = "#17282b", "#0b4a54", "#4d5f62"
FONT = "font-family='Libertinus Serif' font-size='10.5'"


def svg(chart: Chart) -> str:
    """The bars of a chart from a zero base, 480 units wide and as high as they need."""
    largest = max((bar.value or 0 for bar in chart.bars), default=0)
    drawn: list[str] = []
    y = 0.0
    for bar in chart.bars:
        lines = wrap(printable(bar.label), LETTERS) or [""]
        height = max(len(lines) * LINE, THICK)
        drawn += _bar(bar, lines, y, height, largest)
        y += height + GAP
    size = f"width='{WIDTH}' height='{y:g}' viewBox='0 0 {WIDTH} {y:g}'"
    return f"<svg xmlns='http://www.w3.org/2000/svg' {size}>{''.join(drawn)}</svg>"


def framed(picture: Picture) -> str:
    """A photograph in SVG: so the typesetter takes it whole, and ten times as fast as by bytes."""
    size = "width='{}' height='{}'".format(*picture.size)
    image = f"<image {size} href='data:image/jpeg;base64,{picture.jpeg}'/>"
    return f"<svg xmlns='http://www.w3.org/2000/svg' {size}>{image}</svg>"


def _bar(bar: Bar, lines: list[str], y: float, height: float, largest: float) -> Iterator[str]:
    middle = y + height / 2
    for place, line in enumerate(lines):
        at = middle + (place - (len(lines) - 1) / 2) * LINE + 4
        yield _text(LABELS, at, line, INK, "end")
    room = WIDTH - LABELS - VALUES - 10
    part = max(bar.value or 0, 0) / largest * room if largest else 0
    left = LABELS + 10
    if bar.value is not None:
        size = f"width='{part:.1f}' height='{THICK}'"
        yield f"<rect x='{left}' y='{middle - THICK / 2:g}' {size} fill='{FILL}'/>"
    yield _text(left + part + 6, middle + 4, bar.words, INK if bar.value is not None else HELD)


def _text(x: float, y: float, words: str, colour: str, anchor: str = "start") -> str:
    place = f"x='{x:.1f}' y='{y:.1f}' text-anchor='{anchor}' fill='{colour}'"
    return f"<text {place} {FONT}>{escape(printable(words))}</text>"
