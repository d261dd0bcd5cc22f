"""A report as a document: its chapters read as Markdown, its numbers set where they were placed.

An address that stands alone is a big number, a table or bars; in a sentence it is the number. A
number is only ever put into words that are already read, so none of it can become markup.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import zip_longest

from babel.dates import format_date
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from favn.kit import documents
from favn.kit.documents import Block, Span, Words
from favn.kit.templatetags.kit import withheld_because
from favn.publishing.models import FrozenEdition
from favn.publishing.queries import LANGUAGE, PLACE, SHAPES, Part, Placed, problem_at

DRAWN = re.compile(r"\{\{\s*graf\s*:\s*(?P<title>[^{}]+?)\s*\}\}")
"""Right under a table of one's own: draw it as bars."""
AMOUNT = re.compile(r"-?\d{1,3}(?:\.\d{3})+(?:,\d+)?|-?\d+(?:,\d+)?")


@dataclass(frozen=True, slots=True)
class Written:
    """One chapter's words, wherever they are kept."""

    title: str
    text: str
    author: str = ""


@dataclass(frozen=True, slots=True)
class Setting:
    """What the words are set with: the numbers, and what they are now where they have moved."""

    placed: Mapping[str, Placed]
    now: Mapping[str, str] = field(default_factory=dict)


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
            contents=len(chapters) > 3,
        )


def frozen(
    edition: FrozenEdition, base_url: str = "", now: Mapping[str, str] | None = None
) -> documents.Document:
    """An edition as it was frozen; `now` is told on the web page alone."""
    cover = Cover(
        edition.title, edition.organisation.name, edition.frozen_at, base_url, edition.number
    )
    return paper(cover, written_in(edition), placed_in(edition), now)


def written_in(edition: FrozenEdition) -> list[Written]:
    """The chapters an edition keeps."""
    return [Written(**chapter) for chapter in edition.chapters]


def placed_in(edition: FrozenEdition) -> dict[str, Placed]:
    """The numbers an edition keeps, by address."""
    return {address: Placed.from_json(kept) for address, kept in edition.values.items()}


def _chapter(chapter: Written, setting: Setting) -> Iterator[Block]:
    yield documents.Heading(chapter.title)
    if chapter.author:
        yield documents.Paragraph(chapter.author, small=True)
    blocks = documents.markdown(chapter.text)
    for block, after in zip_longest(blocks, blocks[1:]):
        drawn = _drawn(after, block)
        # Bars bring the table they are drawn from, so one of two columns is not said twice.
        if drawn and isinstance(block, documents.Table) and len(block.header) == 2:
            yield drawn
        elif not _is_drawing(block):
            yield from _set(block, setting)
            yield from [drawn] if drawn else []


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
    placed = setting.placed[match["address"]]
    shape = SHAPES[match["shape"] or "tal"]
    if shape == "number" and placed.total is not None:
        return [_number(placed, setting.now)]
    if shape == "number" or not placed.parts:
        return [documents.Paragraph(_headline(placed) + ": " + _("holdt tilbage")),
                *_reasons(placed.withheld)]  # fmt: skip
    return [_table(placed) if shape == "table" else _chart(placed)]


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
            placed = setting.placed[match["address"]]
            href = span.href or _page(placed)
            note = setting.now.get(placed.address, "")
            yield replace(span, text=_words(placed.total), href=href, note=note)
        at = match.end()
    yield replace(span, text=span.text[at:])


def _withheld_in(block: Block, setting: Setting) -> list[str]:
    texts = [documents.plain(words) for words in _all_words(block)]
    met = (match["address"] for text in texts for match in PLACE.finditer(text))
    known = (setting.placed[address] for address in met if address in setting.placed)
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


def _words(value: int | None) -> str:
    return _("holdt tilbage") if value is None else number_format(value, force_grouping=True)


def _page(placed: Placed) -> str:
    """The number's own living page, where everybody who reads the report may open it."""
    if not placed.has_page:
        return ""
    address, _mark, by = placed.address.partition("?")
    return reverse("publishing:figure", args=[address]) + (f"?{by}" if by else "")


def _day(at: datetime) -> str:
    return format_date(timezone.localtime(at), "long", locale=LANGUAGE)


def _number(placed: Placed, now: Mapping[str, str]) -> documents.Number:
    return documents.Number(
        value=_words(placed.total),
        label=placed.unit,
        as_of=placed.counted,
        base=f"{placed.title}, {placed.period}",
        href=_page(placed),
        now=now.get(placed.address, ""),
    )


def _headline(placed: Placed) -> str:
    if not placed.by:
        return f"{placed.title}, {placed.period}"
    known = {"title": placed.title, "by": placed.by, "period": placed.period}
    return _("%(title)s efter %(by)s, %(period)s") % known


def _table(placed: Placed) -> documents.Table:
    rows: list[tuple[Words, ...]] = [(p.label, _words(p.value)) for p in placed.parts]
    if placed.total is not None:
        all_of_them = _("Forskellige i alt") if placed.overlaps else _("I alt")
        total = (Span(all_of_them, strong=True),), (Span(_words(placed.total), strong=True),)
        rows.append(total)
    return documents.Table(
        caption=_headline(placed),
        header=(placed.by.capitalize(), placed.unit.capitalize()),
        rows=tuple(rows),
        widths=(3, 1),
        numbers=(1,),
        notes=_notes(placed),
    )


def _chart(placed: Placed) -> documents.Chart:
    bars = tuple(documents.Bar(p.label, p.value, _words(p.value)) for p in placed.parts)
    return documents.Chart(
        title=_finding(placed),
        bars=bars,
        header=(placed.by.capitalize(), placed.unit.capitalize()),
        subtitle=_headline(placed),
        notes=_notes(placed),
    )


def _finding(placed: Placed) -> str:
    """What the bars show, in a sentence."""
    known = [part for part in placed.parts if part.value]
    if not known:
        return _headline(placed)
    top = max(known, key=lambda part: part.value or 0)
    told = {"label": top.label, "count": _words(top.value), "unit": placed.unit}
    return _("Flest: %(label)s med %(count)s %(unit)s") % told


def _notes(placed: Placed) -> tuple[str, ...]:
    """Why parts are held back, that parts overlap, and when they were counted."""
    reasons = dict.fromkeys(part.withheld for part in placed.parts if part.withheld)
    notes = [withheld_because(reason) for reason in reasons]
    if placed.overlaps:
        notes.append(_("Én kan stå flere steder. Linjerne kan derfor ikke lægges sammen."))
    if placed.counted:
        notes.append(_("Talt pr. %(day)s.") % {"day": _day(placed.counted)})
    return tuple(notes)


def _reasons(keys: Iterable[str]) -> list[Block]:
    return [documents.Paragraph(withheld_because(key), small=True) for key in keys]


def _is_drawing(block: Block | None) -> re.Match[str] | None:
    if not isinstance(block, documents.Paragraph):
        return None
    return DRAWN.fullmatch(documents.plain(block.text).strip())


def _drawn(block: Block | None, before: Block) -> documents.Chart | None:
    """Bars of the table right above, from its first and its last column."""
    match = _is_drawing(block)
    if match is None or not isinstance(before, documents.Table):
        return None
    rows = [(documents.plain(row[0]), documents.plain(row[-1])) for row in before.rows]
    bars = tuple(documents.Bar(label, _amount(words), words) for label, words in rows)
    return documents.Chart(match["title"], bars, (before.header[0], before.header[-1]))


def _amount(words: str) -> float | None:
    """The number in “1.250.000 kr.”, written the Danish way; None where there is none."""
    found = AMOUNT.search(words)
    return float(found[0].replace(".", "").replace(",", ".")) if found else None


def moved(then: Mapping[str, Placed], now: Mapping[str, Placed]) -> list[tuple[str, str, str]]:
    """What has changed since: (what, then, now) in words, whole numbers and their parts."""
    with translation.override(LANGUAGE):
        pairs = [(placed, now[key]) for key, placed in then.items() if key in now]
        lines = [line for one, other in pairs for line in _moved(one, other)]
        return list(dict.fromkeys(lines))


def _moved(then: Placed, now: Placed) -> Iterator[tuple[str, str, str]]:
    if now.problem:
        return
    name = f"{then.title}, {then.period}"
    if then.total != now.total:
        yield name, _words(then.total), _words(now.total)
    after: dict[str, Part] = {part.label: part for part in now.parts}
    for part in then.parts:
        here = after.get(part.label, Part(part.label, 0))
        if part.value != here.value:
            yield f"{name}: {part.label}", _words(part.value), _words(here.value)


def said_now(then: Mapping[str, Placed], now: Mapping[str, Placed]) -> dict[str, str]:
    """By address: “nu 9.861”, for the numbers that have moved."""
    with translation.override(LANGUAGE):
        return {
            key: _("nu %(value)s") % {"value": _words(now[key].total)}
            for key, placed in then.items()
            if key in now and not now[key].problem and now[key].total != placed.total
        }
