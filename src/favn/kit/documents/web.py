"""A document on a web page, in the classes of the kit's components."""

from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from favn.kit.documents import model
from favn.kit.documents.model import Document, Span, Table, Words, spans


def html(document: Document, *, has_places: bool = False) -> SafeString:
    """The blocks as HTML, chapters as h2; the title is the page's own heading and left out.

    With `has_places` the chapters are #kapitel-1, #kapitel-2 …; a page has them of one document.
    """
    blocks: list[dict[str, Any]] = []
    for block in document.blocks:
        if isinstance(block, model.Number) and blocks and blocks[-1]["kind"] == "number":
            blocks[-1]["numbers"].append(block)
        else:
            blocks.append(_shown(block))
    for number, chapter in enumerate((b for b in blocks if b.get("tag") == "h2"), start=1):
        chapter["place"] = number if has_places else None
    return render_to_string("kit/_document.html", {"blocks": blocks, "language": document.language})


def _shown(block: model.Block) -> dict[str, Any]:
    """What the template needs to know of a block, with its kind in words."""
    more: dict[str, Any] = {}
    match block:
        case model.Heading():
            more = {"tag": f"h{block.level + 1}"}
        case model.Paragraph() | model.Quote():
            more = {"spans": _lines(block.text)}
        case model.Points():
            more = {"items": [_lines(item) for item in block.items]}
        case Table():
            rows = [[_lines(cell) for cell in row] for row in block.rows]
            places = [n + 1 for n in block.numbers]
            name = block.caption or ", ".join(block.header)
            more = {"rows": rows, "name": name, "places": places}
        case model.Chart():
            more = {"bars": _bars(block.bars)}
        case model.Number():
            # Those that follow each other stand beside each other.
            more = {"numbers": [block]}
    return {"block": block, "kind": type(block).__name__.lower(), **more}


def _lines(words: Words) -> list[dict[str, Any]]:
    """Spans, each as the lines it is broken into."""
    return [_span(span) for span in spans(words)]


def _span(span: Span) -> dict[str, Any]:
    return {"span": span, "lines": span.text.split("\n")}


def _bars(bars: tuple[model.Bar, ...]) -> list[dict[str, Any]]:
    largest = max((bar.value or 0 for bar in bars), default=0)
    return [
        {
            "label": bar.label,
            "words": bar.words,
            "held": bar.value is None,
            "share": 100 * (bar.value or 0) / largest if largest else 0,
        }
        for bar in bars
    ]
