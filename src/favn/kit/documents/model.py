"""What a paper consists of: a title and blocks in order, knowing no subject and no layout.

Wherever words stand they are either a plain string, in which a line break is one, or spans with
emphasis and links. Nothing here is markup: `<` is a sign like any other.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Literal

DEEPEST = 4
MAY_LEAD = re.compile(r"(https?://|mailto:|/(?![/\\]))", re.IGNORECASE)
UNPRINTABLE = {"Cc", "Cn", "Co", "Cs"}
"""Control signs, and what only one maker's fonts can draw, such as bullets pasted from Word."""


class DocumentError(ValueError):
    """A document that no reader could follow, or that cannot be written out; says why."""


@dataclass(frozen=True, slots=True)
class Span:
    """Some words of one kind.

    `href` is a web address (http, https, mailto) or begins with "/", and is then completed by the
    document's `base_url`; other links are shown as plain words. `note` is said after the words on
    a web page alone, such as what a number is now.
    """

    text: str
    strong: bool = False
    emphasis: bool = False
    href: str = ""
    note: str = ""


Words = str | tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; 1 is a chapter, and no level may be skipped on the way down."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Words that belong together; `small` for a base, a source, a note."""

    text: Words
    small: bool = False


@dataclass(frozen=True, slots=True)
class Points:
    """A list, numbered where the order says something."""

    items: tuple[Words, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Quote:
    """What somebody said, and who."""

    text: Words
    source: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a header row; the first cell of a row names it unless `names_rows` is False.

    `widths` are parts of the width, one per column; `numbers` are the columns (from 0) that
    stand right. Every row has as many cells as the header. Raises DocumentError.
    """

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[Words, ...], ...]
    widths: tuple[float, ...] = ()
    numbers: tuple[int, ...] = ()
    notes: tuple[str, ...] = ()
    names_rows: bool = True

    def __post_init__(self) -> None:
        if any(len(row) != len(self.header) for row in self.rows):
            raise DocumentError(f"“{self.caption}”: every row needs a cell per column.")
        if self.widths and len(self.widths) != len(self.header):
            raise DocumentError(f"“{self.caption}”: give a width for every column, or none.")


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar. `value` is None where it is withheld; `words` is then what is said instead."""

    label: str
    value: float | None
    words: str


@dataclass(frozen=True, slots=True)
class Chart:
    """Horizontal bars from zero. `title` is the finding and its alternative text; the numbers
    stand as a table under it, with `header` over its two columns. `notes` say what is withheld.
    """

    title: str
    bars: tuple[Bar, ...]
    header: tuple[str, str]
    subtitle: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Number:
    """One number that stands alone: “9.859”, “besøg i 2023”, its base, and when it was counted.

    `value` is the number in words, as it is to be read; `now` is said on a web page alone, where
    it has moved since.
    """

    value: str
    label: str
    as_of: date | datetime | None = None
    base: str = ""
    href: str = ""
    now: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """A JPEG in base64, its dots across and down, and what is to be seen, for who does not see it.

    A web page shows the file at `href`, paper the picture itself. Raises DocumentError unsaid.
    """

    jpeg: str
    size: tuple[int, int]
    says: str
    href: str = ""

    def __post_init__(self) -> None:
        if not printable(self.says).strip():
            raise DocumentError("A picture needs words that say what is to be seen on it.")


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins on a new page, where there are pages."""


Block = Heading | Paragraph | Points | Quote | Table | Chart | Number | Picture | PageBreak


@dataclass(frozen=True, slots=True)
class Document:
    """A whole paper. `dated` is a line under the title: “21. november 2026”.

    `base_url` (https://favn.example) completes links that begin with "/". `contents` puts a table
    of contents after the title on paper. Raises DocumentError where a heading skips a level.
    """

    title: str
    blocks: tuple[Block, ...]
    subtitle: str = ""
    dated: str = ""
    author: str = ""
    language: Literal["da", "en"] = "da"
    base_url: str = ""
    contents: bool = False

    def __post_init__(self) -> None:
        above = 0
        for heading in (block for block in self.blocks if isinstance(block, Heading)):
            if not 1 <= heading.level <= min(above + 1, DEEPEST):
                raise DocumentError(
                    f"The heading “{heading.text}” has level {heading.level} after {above}: "
                    f"begin with 1, go down one at a time, and stop at {DEEPEST}."
                )
            above = heading.level


def chapters(document: Document) -> list[str]:
    """The headings of its chapters, in order; `html` can give each a place to link to."""
    return [b.text for b in document.blocks if isinstance(b, Heading) and b.level == 1]


def leads(href: str) -> bool:
    """Whether a link may be followed: the web, a mail address, or a page of this house."""
    return bool(MAY_LEAD.match(href)) and not any(sign.isspace() for sign in href)


def printable(text: str) -> str:
    """The text without signs that paper cannot carry."""
    kept = (s for s in text if s in "\n\t" or unicodedata.category(s) not in UNPRINTABLE)
    return "".join(kept)


def spans(words: Words) -> tuple[Span, ...]:
    """Words as spans fit to be written out: printable, with links that lead somewhere."""
    given: Sequence[Span] = (Span(words),) if isinstance(words, str) else words
    clean = (
        replace(span, text=printable(span.text), href=span.href if leads(span.href) else "")
        for span in given
    )
    return tuple(span for span in clean if span.text)


def plain(words: Words) -> str:
    """Words without emphasis and links."""
    return "".join(span.text for span in spans(words))
