"""A document set on paper: tagged PDF/UA-1 and PDF/A-2a in one file, hyphenated.

The layout stands in `paper.typ`. What is to be set goes beside it as JSON and is only ever read
as text, so nothing that somebody wrote can become layout.
"""

import json
import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import typst
from babel.dates import format_date
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from favn.kit.documents import model
from favn.kit.documents.drawing import framed, svg
from favn.kit.documents.model import Document, DocumentError, Table, Words, printable, spans

LAYOUT = Path(__file__).with_name("paper.typ")
STANDARDS = ["ua-1", "a-2a"]
MISSING = re.compile(r'the text `"(?P<text>.*?)"` could not be displayed', re.DOTALL)
EPOCH = int(datetime(2000, 1, 1, tzinfo=UTC).timestamp())
"""The same document is the same file; when it was made stands in its own text."""
DOTS_PER_INCH = 220.0


def pdf(document: Document) -> bytes:
    """The whole document, with links completed. Raises DocumentError where a sign has no font."""
    made = _set(_told(document), format="pdf", pdf_standards=STANDARDS, timestamp=EPOCH)
    assert isinstance(made, bytes)
    return made


def pictures(charts: list[model.Chart]) -> list[bytes]:
    """Charts as PNG, for a paper that cannot hold SVG, in the order given."""
    if not charts:
        return []
    told = {"pictures": [{"svg": svg(chart)} for chart in charts]}
    made = _set(told, format="png", ppi=DOTS_PER_INCH)
    return made if isinstance(made, list) else [made]


def _set(told: dict[str, Any], **options: Any) -> Any:
    try:
        given = {"paper": json.dumps(told)}
        return typst.compile(LAYOUT.read_bytes(), sys_inputs=given, **options)
    except typst.TypstError as error:
        if missing := MISSING.search(str(error)):
            raise DocumentError(_no_font(missing["text"])) from error
        raise DocumentError(str(error)) from error


def _no_font(text: str) -> str:
    return _("“%(text)s” findes ikke i skrifterne her. Skriv det med andre tegn.") % {"text": text}


def _told(document: Document) -> dict[str, Any]:
    """The document as plain data, in the words of `paper.typ`."""
    return {
        "title": printable(document.title),
        "subtitle": printable(document.subtitle),
        "dated": printable(document.dated),
        "author": printable(document.author),
        "language": document.language,
        "contents": _("Indhold") if document.contents else None,
        "blocks": [_block(block, document) for block in document.blocks],
    }


def _block(block: model.Block, document: Document) -> dict[str, Any]:
    return {"kind": type(block).__name__.lower(), **TOLD[type(block)](block, document.base_url)}


def _heading(block: model.Heading, _base: str) -> dict[str, Any]:
    return {"level": block.level, "text": printable(block.text)}


def _paragraph(block: model.Paragraph, base: str) -> dict[str, Any]:
    return {"text": _said(block.text, base), "small": block.small}


def _points(block: model.Points, base: str) -> dict[str, Any]:
    return {"items": [_said(item, base) for item in block.items], "numbered": block.numbered}


def _quote(block: model.Quote, base: str) -> dict[str, Any]:
    return {"text": _said(block.text, base), "source": printable(block.source)}


def _said(words: Words, base_url: str) -> list[dict[str, Any]]:
    return [
        {
            "text": span.text,
            "strong": span.strong,
            "emphasis": span.emphasis,
            "href": completed(span.href, base_url),
        }
        for span in spans(words)
    ]


def completed(href: str, base_url: str) -> str:
    """A link as paper can follow it; one into the house needs to know where the house stands."""
    if href.startswith("/"):
        return base_url.rstrip("/") + href if base_url else ""
    return href


def _table(block: Table, base: str) -> dict[str, Any]:
    return {
        "caption": printable(block.caption),
        "header": [printable(title) for title in block.header],
        "rows": [[_said(cell, base) for cell in row] for row in block.rows],
        # What names a row is longer than what is said of it.
        "widths": list(block.widths) or [1.6, *[1] * (len(block.header) - 1)],
        "numbers": list(block.numbers),
        "notes": [printable(note) for note in block.notes],
    }


def _chart(block: model.Chart, _base: str) -> dict[str, Any]:
    bars = tuple((bar.label, bar.words) for bar in block.bars)
    table = Table("", block.header, bars, widths=(3, 1), numbers=(1,), notes=block.notes)
    return {
        "title": printable(block.title),
        "subtitle": printable(block.subtitle),
        "svg": svg(block),
        "table": _table(table, ""),
    }


def _number(block: model.Number, base: str) -> dict[str, Any]:
    told = {"value": block.value, "label": block.label, "base": block.base}
    return {
        **{name: printable(text) for name, text in told.items()},
        "as_of": counted_on(block.as_of),
        "href": completed(block.href, base),
    }


def _picture(block: model.Picture, _base: str) -> dict[str, Any]:
    is_tall = block.size[1] > block.size[0]
    return {"svg": framed(block), "says": printable(block.says), "is_tall": is_tall}


def counted_on(as_of: date | datetime | None) -> str:
    """“pr. 21. november 2026”; empty where nobody said when."""
    if as_of is None:
        return ""
    day = timezone.localtime(as_of) if isinstance(as_of, datetime) else as_of
    return _("pr. %(day)s") % {"day": format_date(day, "long", locale=get_language() or "da")}


TOLD: dict[type[model.Block], Callable[[Any, str], dict[str, Any]]] = {
    model.Heading: _heading,
    model.Paragraph: _paragraph,
    model.Points: _points,
    model.Quote: _quote,
    Table: _table,
    model.Chart: _chart,
    model.Number: _number,
    model.Picture: _picture,
    model.PageBreak: lambda _block, _base: {},
}
