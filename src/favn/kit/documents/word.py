"""A document for a word processor: real headings, lists and tables, and pictures with words.

Built of python-docx's own styles; what it does not offer (links, the header row, the words of a
picture, the language) is written in the file's own elements.
"""

from base64 import b64decode
from collections.abc import Callable
from io import BytesIO
from typing import Any

from docx import Document as Word
from docx.document import Document as WordDocument
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.text.paragraph import Paragraph as WordParagraph

from favn.kit.documents import model
from favn.kit.documents.model import Document, Span, Table, Words, printable, spans
from favn.kit.documents.setting import completed, counted_on, pictures

LANGUAGES = {"da": "da-DK", "en": "en-GB"}
FONT, PETROL = "Calibri", RGBColor(0x0B, 0x4A, 0x54)
WIDTH = 16.0
"""Centimetres between the margins."""


def docx(document: Document) -> bytes:
    """The whole document; charts as pictures with their table under them."""
    paper = _empty(document)
    drawn = iter(pictures([block for block in document.blocks if isinstance(block, model.Chart)]))
    for block in document.blocks:
        if isinstance(block, model.Chart):
            _chart(paper, block, next(drawn))
        else:
            ADD[type(block)](paper, block, document.base_url)
    out = BytesIO()
    paper.save(out)
    return out.getvalue()


def _empty(document: Document) -> WordDocument:
    """The paper with its title, language and look, before the first block."""
    paper = Word()
    known = paper.core_properties
    known.title, known.author = printable(document.title), printable(document.author)
    known.language, known.comments = LANGUAGES[document.language], ""
    _language(paper, LANGUAGES[document.language])
    _look(paper)
    _page_numbers(paper)
    paper.add_heading(printable(document.title), level=0)
    if document.subtitle:
        paper.add_paragraph(printable(document.subtitle), style="Subtitle")
    line = ", ".join(part for part in (document.author, document.dated) if part)
    if line:
        _small(paper.add_paragraph(printable(line)))
    return paper


def _language(paper: WordDocument, code: str) -> None:
    """The language of every word, and that long ones may be divided."""
    defaults = paper.styles.element.find(qn("w:docDefaults"))
    for language in [] if defaults is None else defaults.iter(qn("w:lang")):
        language.set(qn("w:val"), code)
    # The order of settings is fixed by the format: after the tab stop comes the hyphenation.
    paper.settings.element.find(qn("w:defaultTabStop")).addnext(OxmlElement("w:autoHyphenation"))


def _look(paper: WordDocument) -> None:
    section = paper.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    for style in paper.styles:
        fonts = style.element.find(f"{qn('w:rPr')}/{qn('w:rFonts')}")
        if fonts is not None:
            fonts.attrib.clear()
            for script in ("ascii", "hAnsi", "cs", "eastAsia"):
                fonts.set(qn(f"w:{script}"), FONT)
        if style.name and style.name.startswith(("Heading", "Title", "Subtitle")):
            style.font.color.rgb = PETROL
    paper.styles["Normal"].font.size = Pt(11)


def _page_numbers(paper: WordDocument) -> None:
    foot = paper.sections[0].footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    field.append(foot.add_run("1")._r)
    foot._p.append(field)


def _heading(paper: WordDocument, block: model.Heading, _base: str) -> None:
    paper.add_heading(printable(block.text), level=block.level)


def _paragraph(paper: WordDocument, block: model.Paragraph, base: str) -> None:
    paragraph = _write(paper.add_paragraph(), block.text, base)
    if block.small:
        _small(paragraph)


def _quote(paper: WordDocument, block: model.Quote, base: str) -> None:
    _write(paper.add_paragraph(style="Quote"), block.text, base)
    if block.source:
        _small(paper.add_paragraph(printable(f"– {block.source}")))


def _page_break(paper: WordDocument, _block: model.PageBreak, _base: str) -> None:
    paper.add_paragraph().add_run().add_break(WD_BREAK.PAGE)


def _write(paragraph: WordParagraph, words: Words, base: str) -> WordParagraph:
    for span in spans(words):
        href = completed(span.href, base)
        run = paragraph.add_run(span.text)
        run.bold, run.italic = span.strong or None, span.emphasis or None
        if href:
            _link(paragraph, run, href)
    return paragraph


def _link(paragraph: WordParagraph, run: Any, href: str) -> None:
    """Put the run inside a link; python-docx reads links but does not write them."""
    run.font.underline = True
    link = OxmlElement("w:hyperlink")
    related = paragraph.part.relate_to(href, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link.set(qn("r:id"), related)
    paragraph._p.replace(run._r, link)
    link.append(run._r)


def _small(paragraph: WordParagraph) -> None:
    for run in paragraph.runs:
        run.font.size = Pt(9)
    paragraph.paragraph_format.space_after = Pt(6)


def _points(paper: WordDocument, block: model.Points, base: str) -> None:
    style = "List Number" if block.numbered else "List Bullet"
    number = _numbered_anew(paper) if block.numbered else None
    for item in block.items:
        paragraph = _write(paper.add_paragraph(style=style), item, base)
        if number is not None:
            properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
            properties.get_or_add_ilvl().val = 0
            properties.get_or_add_numId().val = number


def _numbered_anew(paper: WordDocument) -> int:
    """A numbering of its own, so that every list begins with 1."""
    style: Any = paper.styles["List Number"].element
    every = paper.part.numbering_part.element
    model = every.num_having_numId(style.pPr.numPr.numId.val)
    number = every.add_num(model.abstractNumId.val)
    number.add_lvlOverride(ilvl=0).add_startOverride(1)
    return int(number.numId)


def _table(paper: WordDocument, block: Table, base: str) -> None:
    if block.caption:
        caption = paper.add_paragraph(printable(block.caption), style="Caption")
        caption.paragraph_format.keep_with_next = True
    table = paper.add_table(rows=1, cols=len(block.header), style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.LEFT
    _fill(table.rows[0], tuple((Span(title, strong=True),) for title in block.header), block, base)
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for cells in block.rows:
        _fill(table.add_row(), cells, block, base)
    _widths(table, block.widths)
    for note in block.notes:
        _small(paper.add_paragraph(printable(note)))
    if not block.notes:
        paper.add_paragraph().paragraph_format.space_after = Pt(0)


def _fill(row: Any, cells: tuple[Words, ...], block: Table, base: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    for place, (cell, words) in enumerate(zip(row.cells, cells, strict=True)):
        paragraph = _write(cell.paragraphs[0], words, base)
        paragraph.paragraph_format.space_after = Pt(2)
        if place in block.numbers:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _widths(table: Any, widths: tuple[float, ...]) -> None:
    if not widths:
        return
    table.autofit = False
    for place, part in enumerate(widths):
        width = Cm(WIDTH * part / sum(widths))
        table.columns[place].width = width
        for row in table.rows:
            row.cells[place].width = width


def _chart(paper: WordDocument, block: model.Chart, picture: bytes) -> None:
    title = paper.add_paragraph()
    title.add_run(printable(block.title)).bold = True
    title.paragraph_format.keep_with_next = True
    if block.subtitle:
        _small(paper.add_paragraph(printable(block.subtitle)))
    paper.add_picture(BytesIO(picture), width=Cm(WIDTH))
    shape = paper.inline_shapes[-1]
    shape._inline.docPr.set("descr", printable(block.title))
    rows = tuple((bar.label, bar.words) for bar in block.bars)
    _table(paper, Table("", block.header, rows, (3, 1), (1,), block.notes), "")


def _picture(paper: WordDocument, block: model.Picture, _base: str) -> None:
    wide = WIDTH * (0.5 if block.size[1] > block.size[0] else 0.75)
    paper.add_picture(BytesIO(b64decode(block.jpeg)), width=Cm(wide))
    paper.inline_shapes[-1]._inline.docPr.set("descr", printable(block.says))


def _number(paper: WordDocument, block: model.Number, base: str) -> None:
    paragraph = paper.add_paragraph()
    value = paragraph.add_run(printable(block.value))
    value.bold, value.font.size = True, Pt(22)
    if href := completed(block.href, base):
        _link(paragraph, value, href)
    paragraph.add_run(" " + printable(block.label)).bold = True
    if line := ", ".join(part for part in (block.base, counted_on(block.as_of)) if part):
        _small(paper.add_paragraph(printable(line)))


ADD: dict[type[model.Block], Callable[[WordDocument, Any, str], None]] = {
    model.Heading: _heading,
    model.Paragraph: _paragraph,
    model.Points: _points,
    model.Quote: _quote,
    Table: _table,
    model.Number: _number,
    model.Picture: _picture,
    model.PageBreak: _page_break,
}
