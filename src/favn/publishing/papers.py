"""A report as a document: its chapters read as Markdown, its numbers set where they were placed.

An address that stands alone is a big number, a table or bars; in a sentence it is the number. A
number is only ever put into words that are already read, so none of it can become markup.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from babel.dates import format_date
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from favn.kit import documents
from favn.kit.documents import Block, Span, Words
from favn.kit.templatetags.kit import withheld_because
from favn.publishing import stories, tallies
from favn.publishing.models import FrozenEdition
from favn.publishing.queries import LANGUAGE, PLACE, SHAPES, Part, Placed, problem_at
from favn.publishing.written import Written

PROSE = 40
"""Words longer than this are read and not looked up."""
MONEY = ("kr.", "kroner")
FEWEST_LISTED = 4
"""A paper of so few chapters has no table of contents."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What the words are set with: the numbers, and what they are now where they have moved."""

    placed: Mapping[str, Placed]
    now: Mapping[str, str] = field(default_factory=dict)

    def at(self, match: re.Match[str]) -> Placed:
        """The number meant at a place: the whole, the one part that is named, or the mean."""
        placed = self.placed[match["address"]]
        if SHAPES.get(match["shape"] or "") == "mean":
            return _mean(placed)
        part = placed.part(match["only"]) if match["only"] else None
        return placed if part is None else _only(placed, part)


@dataclass(frozen=True, slots=True)
class Cover:
    """What stands above the chapters."""

    title: str
    author: str
    day: datetime
    base_url: str = ""
    number: int = 0


def paper(
    cover: Cover,
    chapters: Sequence[Written],
    placed: Mapping[str, Placed],
    now: Mapping[str, str] | None = None,
) -> documents.Document:
    """The whole report. `now` holds, by address, what a number that has moved is today."""
    setting = Setting(placed, now or {})
    with translation.override(LANGUAGE):
        dated = _day(cover.day)
        if cover.number:
            dated = _("udgave %(number)s, %(day)s") % {"number": cover.number, "day": dated}
        blocks = [block for one in chapters for block in _chapter(one, setting)]
        return documents.Document(
            cover.title,
            tuple(blocks),
            dated=dated,
            author=cover.author,
            base_url=cover.base_url,
            contents=len(chapters) > FEWEST_LISTED,
        )


def blocks_of(chapter: Written, placed: Mapping[str, Placed]) -> list[Block]:
    """One chapter's blocks with its numbers set in."""
    with translation.override(LANGUAGE):
        return list(_chapter(chapter, Setting(placed)))


def frozen(
    edition: FrozenEdition,
    base_url: str = "",
    now: Mapping[str, str] | None = None,
    picture_at: stories.PictureAt | None = None,
) -> documents.Document:
    """An edition as it was frozen; `now` is told, and `picture_at` asked, on a web page alone."""
    cover = Cover(
        edition.title, edition.organisation.name, edition.frozen_at, base_url, edition.number
    )
    return paper(cover, written_in(edition, picture_at), placed_in(edition), now)


def written_in(
    edition: FrozenEdition, picture_at: stories.PictureAt | None = None
) -> list[Written]:
    """The chapters an edition keeps; a story only while everybody in it still says yes."""
    kept = [Written(**chapter) for chapter in edition.chapters]
    return stories.told_in(kept, edition, picture_at)


def placed_in(edition: FrozenEdition) -> dict[str, Placed]:
    """The numbers an edition keeps, by address."""
    return {address: Placed.from_json(kept) for address, kept in edition.values.items()}


def _chapter(chapter: Written, setting: Setting) -> Iterator[Block]:
    yield documents.Heading(chapter.title)
    if chapter.author and chapter.author != chapter.title:
        yield documents.Paragraph(chapter.author, small=True)
    if chapter.shown is not None:
        yield chapter.shown
    blocks = list(documents.markdown(chapter.text))
    read = [_readable(block, setting) for block in blocks]
    refusals = [_why_not_add(block, setting) for block in blocks]
    for block in tallies.tallied(read, refusals):
        yield from _set(block, setting)


def _readable(block: Block, setting: Setting) -> Block:
    """A table with its numbers in it, so that it can be added up and drawn."""
    if not isinstance(block, documents.Table):
        return block
    table = _with_numbers(block, setting)
    assert isinstance(table, documents.Table)
    return replace(table, notes=(*table.notes, *_withheld_in(block, setting)))


def _why_not_add(block: Block, setting: Setting) -> str:
    """What stands in the way of one sum of the numbers placed in a table's last column."""
    if not isinstance(block, documents.Table):
        return ""
    placed = list(_placed_in((row[-1] for row in block.rows), setting))
    if any(one.is_of_persons for one in placed):
        return _("Ikke lagt sammen, for det samme menneske kan være talt i flere af linjerne.")
    units = dict.fromkeys(one.unit for one in placed)
    if len(units) > 1:
        return _("Ikke lagt sammen, for det er ikke det samme, der er talt: %(units)s.") % {
            "units": ", ".join(units)
        }
    return ""


def _placed_in(cells: Iterable[Words], setting: Setting) -> Iterator[Placed]:
    """The numbers that are placed in these words and can be read."""
    met = (match for cell in cells for match in PLACE.finditer(documents.plain(cell)))
    return (setting.at(match) for match in met if match["address"] in setting.placed)


def _only(placed: Placed, part: Part) -> Placed:
    """One part as a number of its own, with what stands beside the whole it is of."""
    title = f"{placed.title}: {part.label}"
    why = (part.withheld,) if part.withheld else ()
    return replace(placed, title=title, by="", total=part.value, parts=(), withheld=why)


def _mean(placed: Placed) -> Placed:
    """The mean of the parts, in what they are parted by: 16 years."""
    title = _("Gennemsnit: %(title)s") % {"title": placed.title}
    return replace(placed, title=title, unit=placed.by, by="", total=placed.mean, parts=())


def _set(block: Block, setting: Setting) -> Iterator[Block]:
    """A block with its numbers; after it, kindly, why some are held back."""
    if isinstance(block, documents.Paragraph) and (alone := _alone(block, setting)):
        yield from alone
        return
    yield _with_numbers(block, setting)
    for note in _withheld_in(block, setting):
        yield documents.Paragraph(note, small=True)


def _alone(block: documents.Paragraph, setting: Setting) -> list[Block]:
    """What a paragraph that is nothing but an address becomes; nothing where it is more."""
    match = PLACE.fullmatch(documents.plain(block.text).strip())
    if match is None or problem_at(match, setting.placed):
        return []
    placed = setting.at(match)
    shape = SHAPES[match["shape"] or "tal"]
    if shape in ("number", "mean") and placed.total is not None:
        now = "" if match["only"] or shape == "mean" else setting.now.get(placed.address, "")
        return [_number(placed, now), *_small(placed.notes if placed.total else ())]
    if shape == "number":
        return [documents.Paragraph(_headline(placed) + ": " + _("holdt tilbage")),
                *_reasons(placed.withheld)]  # fmt: skip
    if not placed.parts:
        said = _("holdt tilbage") if placed.withheld else _("der er ikke noget at vise")
        return [documents.Paragraph(f"{_headline(placed)}: {said}."), *_reasons(placed.withheld)]
    notes = _notes(placed, setting.now.get(placed.address, ""))
    return [_table(placed, notes) if shape == "table" else _chart(placed, notes)]


def _with_numbers(block: Block, setting: Setting) -> Block:
    match block:
        case documents.Paragraph() | documents.Quote():
            return replace(block, text=_numbered(block.text, setting))
        case documents.Points():
            return replace(block, items=tuple(_numbered(item, setting) for item in block.items))
        case documents.Table():
            rows = tuple(tuple(_numbered(cell, setting) for cell in row) for row in block.rows)
            return replace(block, rows=rows)
        case documents.Heading():
            return replace(block, text=documents.plain(_numbered(block.text, setting)))
    return block


def _numbered(words: Words, setting: Setting) -> Words:
    return tuple(part for span in documents.spans(words) for part in _split(span, setting))


def _split(span: Span, setting: Setting) -> Iterator[Span]:
    """A span in pieces: words, number, words."""
    at = 0
    for match in PLACE.finditer(span.text):
        yield replace(span, text=span.text[at : match.start()])
        if problem := problem_at(match, setting.placed):
            yield replace(span, text=match[0], note=problem)
        else:
            placed = setting.at(match)
            href = span.href or _page(placed)
            is_whole = not match["only"] and match["shape"] != "gennemsnit"
            note = "" if not is_whole else setting.now.get(placed.address, "")
            yield replace(span, text=number_words(placed.total), href=href, note=note)
        at = match.end()
    yield replace(span, text=span.text[at:])


def _withheld_in(block: Block, setting: Setting) -> list[str]:
    known = _placed_in(_all_words(block), setting)
    reasons = (reason for placed in known if placed.total is None for reason in placed.withheld)
    return [withheld_because(reason) for reason in dict.fromkeys(reasons)]


def _all_words(block: Block) -> Iterable[Words]:
    match block:
        case documents.Paragraph() | documents.Quote():
            return (block.text,)
        case documents.Points():
            return block.items
        case documents.Table():
            return (cell for row in block.rows for cell in row)
    return ()


def number_words(value: int | None) -> str:
    """A number as a reader sees it, or that it is withheld."""
    return _("holdt tilbage") if value is None else number_format(value, force_grouping=True)


def _page(placed: Placed) -> str:
    """The number's own living page, where everybody who reads the report may open it."""
    if not placed.has_page:
        return placed.about
    address, _mark, by = placed.address.partition("?")
    return reverse("publishing:figure", args=[address]) + (f"?{by}" if by else "")


def _day(at: datetime) -> str:
    return format_date(timezone.localtime(at), "long", locale=LANGUAGE)


def _number(placed: Placed, now: str) -> documents.Number:
    return documents.Number(
        value=number_words(placed.total),
        label=placed.unit,
        as_of=placed.counted,
        base=f"{placed.title}, {placed.period}",
        href=_page(placed),
        now=now,
    )


def _headline(placed: Placed) -> str:
    if not placed.by or placed.columns:
        return f"{placed.title}, {placed.period}"
    known = {"title": placed.title, "by": placed.by, "period": placed.period}
    return _("%(title)s efter %(by)s, %(period)s") % known


def _table(placed: Placed, notes: tuple[str, ...]) -> documents.Table:
    head = placed.by.capitalize()
    if placed.columns:
        # Prose needs the room; where the words are short, the names do.
        columns = zip(*(part.words for part in placed.parts), strict=True)
        widths = (2, *(3 if max(map(len, words)) > PROSE else 1 for words in columns))
        told: list[tuple[Words, ...]] = [(part.label, *part.words) for part in placed.parts]
        return documents.Table(
            _headline(placed), (head, *placed.columns), tuple(told), widths, notes=notes
        )
    rows: list[tuple[Words, ...]] = [(p.label, number_words(p.value)) for p in placed.parts]
    if placed.total is not None:
        all_of_them = _whole(placed)
        total = (Span(all_of_them, strong=True),), (Span(number_words(placed.total), strong=True),)
        rows.append(total)
    header = (head, placed.unit.capitalize())
    return documents.Table(_headline(placed), header, tuple(rows), (3, 1), (1,), notes)


def _whole(placed: Placed) -> str:
    """What the whole is called: parts that overlap do not add up to it."""
    if not placed.overlaps:
        return _("I alt")
    return _("Forskellige i alt") if placed.is_of_persons else _("I alt, hver talt én gang")


def _chart(placed: Placed, notes: tuple[str, ...]) -> documents.Chart:
    bars = tuple(documents.Bar(p.label, p.value, number_words(p.value)) for p in placed.parts)
    subtitle = _headline(placed)
    if placed.total is not None and not placed.overlaps:
        whole = {"what": subtitle, "total": number_words(placed.total), "unit": placed.unit}
        subtitle = _("%(what)s. I alt %(total)s %(unit)s.") % whole
        subtitle = subtitle.replace("..", ".")
    header = (placed.by.capitalize(), placed.unit.capitalize())
    return documents.Chart(_finding(placed), bars, header, subtitle, notes)


def _finding(placed: Placed) -> str:
    """What the bars show, in a sentence."""
    known = [part for part in placed.parts if part.value]
    if not known:
        return _headline(placed)
    top = max(known, key=lambda part: part.value or 0)
    told = {"label": top.label, "count": number_words(top.value), "unit": placed.unit}
    if placed.unit in MONEY:
        return _("Mest: %(label)s med %(count)s %(unit)s") % told
    if top.label.isdecimal():
        told["by"] = placed.by.capitalize()
        return _("%(by)s: oftest %(label)s, med %(count)s %(unit)s") % told
    return _("Flest: %(label)s med %(count)s %(unit)s") % told


def _notes(placed: Placed, now: str) -> tuple[str, ...]:
    """What is left out, why parts are held back, that parts overlap, when they were counted."""
    reasons = dict.fromkeys(part.withheld for part in placed.parts if part.withheld)
    notes = [*placed.notes, *(withheld_because(reason) for reason in reasons)]
    if placed.overlaps:
        notes.append(_("Én kan stå flere steder. Linjerne kan derfor ikke lægges sammen."))
    if placed.counted:
        notes.append(_("Talt pr. %(day)s.") % {"day": _day(placed.counted)})
    return (*notes, *([now] if now else []))


def _small(notes: Iterable[str]) -> list[Block]:
    return [documents.Paragraph(note, small=True) for note in notes]


def _reasons(keys: Iterable[str]) -> list[Block]:
    return [documents.Paragraph(withheld_because(key), small=True) for key in keys]
