"""A paper written once and given out three ways: on a page, as PDF/UA-1, and in Word.

    from favn.kit import documents
    paper = documents.Document("Status 2026", (documents.Heading(_("Kultur")), *blocks))
    documents.html(paper)    a safe string for a template (`class="fv-doc"` around it)
    documents.pdf(paper)     bytes, tagged PDF/UA-1
    documents.docx(paper)    bytes for a word processor

`documents.markdown(text)` makes blocks of what somebody typed, without anything unsafe in it.
"""

from django.utils import translation

from favn.kit.documents.model import (
    Bar,
    Block,
    Chart,
    Document,
    DocumentError,
    Heading,
    Number,
    PageBreak,
    Paragraph,
    Picture,
    Points,
    Quote,
    Span,
    Table,
    Words,
    chapters,
    plain,
    spans,
)
from favn.kit.documents.reading import markdown
from favn.kit.documents.web import html


def pdf(document: Document) -> bytes:
    """The document as PDF/UA-1. Raises DocumentError where it cannot be set."""
    from favn.kit.documents.setting import pdf as made  # noqa: PLC0415 - the typesetter is 40 MB

    with translation.override(document.language):
        return made(document)


def docx(document: Document) -> bytes:
    """The document for a word processor, with real headings and tables."""
    from favn.kit.documents.word import docx as made  # noqa: PLC0415 - loaded where it is asked for

    with translation.override(document.language):
        return made(document)


__all__ = [
    "Bar",
    "Block",
    "Chart",
    "Document",
    "DocumentError",
    "Heading",
    "Number",
    "PageBreak",
    "Paragraph",
    "Picture",
    "Points",
    "Quote",
    "Span",
    "Table",
    "Words",
    "chapters",
    "docx",
    "html",
    "markdown",
    "pdf",
    "plain",
    "spans",
]
