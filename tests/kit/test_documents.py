"""A paper: what Markdown becomes, and the same blocks on a page, as PDF/UA and for Word."""

import re
from dataclasses import replace
from datetime import date
from io import BytesIO

import page
import pypdfium2
import pytest
from docx import Document as WordFile
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from pypdf import PdfReader

from favn.kit import documents
from favn.kit.documents import (
    Bar,
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
)
from favn.publishing import drawn
from tests.publishing.papers import alternative_texts


def dots(width, height):
    """A picture of one colour, as a camera would give it."""
    out = BytesIO()
    Image.new("RGB", (width, height), "teal").save(out, "PNG")
    return out.getvalue()


LONG = "medborgerskabsundervisning, boligsocialt samarbejdsprojekt og arbejdsmarkedsindsats; " * 6
TABLE = Table(
    "Besøg efter måned",
    ("Måned", "Besøg"),
    (("januar", "731"), ("februar", "holdt tilbage")),
    widths=(3, 1),
    numbers=(1,),
    notes=("Der er få personer her.",),
)
CHART = Chart(
    "Fire af ti spørger om post",
    (Bar("Post fra kommunen", 412, "412"), Bar("Skole", None, "holdt tilbage")),
    ("Emne", "Antal"),
    "Vejledninger efter emne, 2026",
)
PICTURE = drawn.block(drawn.jpeg(dots(40, 30)), "Et bord med kopper")
PAPER = Document(
    "Årsrapport 2023",
    (
        Heading("Forord"),
        Paragraph(LONG),
        Paragraph((Span("Se "), Span("tallet", href="/tal/x/"), Span(" her", strong=True))),
        Points(("et", "to")),
        Points(("først", "så"), numbered=True),
        Points(("igen først",), numbered=True),
        Quote("Her er godt at være", "En gæst"),
        PageBreak(),
        Heading("Tal"),
        Heading("Måneder", 2),
        TABLE,
        CHART,
        Number("9.859", "besøg", date(2026, 11, 21), "hele 2023", "/tal/y/"),
        PICTURE,
    ),
    dated="21. november 2026",
    author="Medborgerhuset",
    base_url="https://favn.example",
    contents=True,
)
"""One of everything."""


def paper(*blocks, **more):
    return Document("Titel", blocks, **more)


def text_of(pdf: bytes) -> str:
    """Every word of a PDF, divided words put together again."""
    pages = PdfReader(BytesIO(pdf)).pages
    return "\n".join(p.extract_text() for p in pages)


def word(document: Document):
    return WordFile(BytesIO(documents.docx(document)))


def words_of(opened) -> str:
    cells = [c.text for t in opened.tables for row in t.rows for c in row.cells]
    return "\n".join([*(p.text for p in opened.paragraphs), *cells])


# What Markdown becomes


def test_markdown_becomes_blocks():
    blocks = documents.markdown("# Indhold\n\nEn *vigtig* [side](https://a.dk).\n\n1. et\n2. to\n")
    assert blocks == (
        Heading("Indhold", 2),
        Paragraph(
            (
                Span("En "), Span("vigtig", emphasis=True), Span(" "),
                Span("side", href="https://a.dk"), Span("."),
            )
        ),
        Points(((Span("et"),), (Span("to"),)), numbered=True),
    )  # fmt: skip


def test_headings_close_up_and_siblings_stay_siblings():
    blocks = documents.markdown("### A\n\n##### B\n\n### C\n\n# D\n\n###### E")
    assert [(b.text, b.level) for b in blocks] == [
        ("A", 2), ("B", 3), ("C", 2), ("D", 2), ("E", 3),
    ]  # fmt: skip


def test_a_table_keeps_its_columns_and_which_stand_right():
    (table,) = documents.markdown("| Post | Kroner |\n|---|--:|\n| Løn | 1.250 |\n| *Leje* | 3 |")
    assert (table.header, table.numbers) == (("Post", "Kroner"), (1,))
    assert [[documents.plain(cell) for cell in row] for row in table.rows] == [
        ["Løn", "1.250"],
        ["Leje", "3"],
    ]


def test_a_quotation_says_whose_it_is():
    assert documents.markdown("> Her er tid\n> – En gæst") == (
        Quote((Span("Her er tid"),), "En gæst"),
    )


def test_a_nested_list_follows_its_item():
    (points,) = documents.markdown("- a\n  - b\n- c")
    assert [documents.plain(item) for item in points.items] == ["a", "b", "c"]


@pytest.mark.parametrize(
    "text",
    [
        "[x](javascript:alert(1))",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        "[x](vbscript:x)",
        "[x](//evil.example/a)",
        "[x](JaVaScRiPt:alert(1))",
        "<a href='javascript:alert(1)'>x</a>",
        "![x](https://evil.example/pixel.png)",
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "`<b onmouseover=alert(1)>`",
    ],
)
def test_nothing_unsafe_reaches_the_page(text):
    html = documents.html(paper(*documents.markdown(text)))
    assert "<script" not in html
    assert "<img" not in html
    assert "<b " not in html
    assert "<a " not in html


@pytest.mark.parametrize("href", ["javascript:alert(1)", "/\\evil.example", "//evil.example", "x"])
def test_a_link_that_was_made_by_hand_is_held_to_the_same_rule(href):
    shown = paper(Paragraph((Span("ord", href=href),)), base_url="https://favn.example")
    assert "<a " not in documents.html(shown)
    assert b"/URI" not in documents.pdf(shown)


@given(st.text(max_size=300))
def test_whatever_is_typed_is_a_paper(text):
    shown = paper(Heading("Kapitel"), *documents.markdown(text))
    html = documents.html(shown)
    assert not re.search(r"<(script|img|iframe|object|style|svg)", html)


def test_a_heading_may_not_skip_a_level():
    with pytest.raises(DocumentError, match="level 3 after 1"):
        paper(Heading("A"), Heading("B", 3))


def test_a_row_has_a_cell_for_every_column():
    with pytest.raises(DocumentError, match="a cell per column"):
        Table("T", ("a", "b"), (("x",),))


# On a page


def test_the_page_has_headings_below_the_title_and_tables_with_headers():
    html = documents.html(PAPER)
    assert '<div class="fv-doc" lang="da">' in html
    assert "<h2>Forord</h2>" in html
    assert "<h3>Måneder</h3>" in html
    assert '<th scope="col">Besøg</th>' in html
    assert '<th scope="row">januar</th>' in html
    assert html.count("holdt tilbage") >= 2


# On paper


@pytest.mark.parametrize("profile", ["ua1", "2a"])
def test_the_pdf_passes_an_independent_checker(profile):
    report = page.validate_pdf_bytes(documents.pdf(PAPER), profile=profile)
    assert [(f.rule_id, f.message) for f in report.failures] == []
    assert report.is_compliant


def test_the_checker_can_fail():
    import typst  # noqa: PLC0415 - the same typesetter, without what makes a PDF accessible

    plain = typst.compile(b"= Titel", format="pdf", pdf_standards=["1.7"])
    assert not page.validate_pdf_bytes(plain, profile="ua1").is_compliant


def test_the_pdf_says_its_language_title_and_what_a_picture_shows():
    reader = PdfReader(BytesIO(documents.pdf(PAPER)))
    root = reader.trailer["/Root"]
    assert root["/Lang"] == "da"
    assert root["/MarkInfo"]["/Marked"]
    assert reader.metadata.title == "Årsrapport 2023"
    assert {CHART.title, PICTURE.says} <= alternative_texts(root["/StructTreeRoot"])


def test_a_picture_stands_on_paper_and_on_a_page_that_knows_where_it_lies():
    (image,) = [i for p in PdfReader(BytesIO(documents.pdf(PAPER))).pages for i in p.images]
    assert image.image.size == (40, 30)
    assert "<img" not in documents.html(PAPER)
    html = documents.html(paper(replace(PICTURE, href="/billede.jpg")))
    assert '<img src="/billede.jpg" alt="Et bord med kopper"' in html


def test_a_picture_nobody_says_what_shows_is_refused():
    with pytest.raises(DocumentError, match="needs words"):
        Picture(PICTURE.jpeg, PICTURE.size, " ")


def test_long_danish_words_are_divided_where_danish_divides_them():
    words = text_of(documents.pdf(paper(Heading("K"), Paragraph(LONG * 3))))
    parts = set(re.findall(r"(\w+)[-\u2010\u00ad]\s*\n?\s*(\w+)", words))
    assert parts, "no word was divided at the end of a line"
    whole = set(re.findall(r"\w+", LONG))
    assert any(a + b in whole for a, b in parts)


def test_the_same_paper_is_the_same_file():
    assert documents.pdf(PAPER) == documents.pdf(PAPER)


@pytest.mark.parametrize(
    "evil",
    [
        '#read("/etc/passwd")',
        '"); #sys.inputs //',
        "$ sum $ #panic()",
        '#import "@preview/x:1.0.0"',
        "{{7*7}} {% debug %} ${7*7}",
        "\\u{0041} </w:t><w:br/> ]]> & <x>",
    ],
)
def test_what_looks_like_layout_is_set_as_words(evil):
    shown = paper(
        Heading(evil), Paragraph(evil), Table(evil, (evil,), ((evil,),)), Number(evil, evil),
        Chart(evil, (Bar(evil, 1, evil),), (evil, evil)), Quote(evil, evil),
    )  # fmt: skip
    pdf = text_of(documents.pdf(shown))
    first = evil.split()[0].replace("{{", "").strip("$ ")
    assert first in pdf.replace("\n", " ")
    assert "root:" not in pdf
    assert evil in words_of(word(shown))


def test_signs_that_no_paper_carries_are_left_out():
    shown = paper(Paragraph("a\x00b\x07\uf0b7c\ud800d"))
    assert "abcd" in text_of(documents.pdf(shown))
    assert "abcd" in words_of(word(shown))


def test_a_link_into_the_house_is_completed_on_paper_and_left_out_where_nobody_knows_where():
    with_address, without = documents.pdf(PAPER), documents.pdf(paper(Number("1", "x", href="/t/")))
    assert b"https://favn.example/tal/y/" in with_address
    assert b"/URI" not in without


def test_a_page_of_the_pdf_can_be_drawn_and_is_not_empty():
    drawn = pypdfium2.PdfDocument(documents.pdf(PAPER))
    assert len(drawn) == 2
    bitmap = drawn[1].render(scale=1)
    assert len(set(bytes(bitmap.buffer))) > 10
    bitmap.close()
    drawn.close()


# For Word


def test_word_gets_real_headings_and_lists():
    styles = [(p.style.name, p.text) for p in word(PAPER).paragraphs if p.text]
    assert styles[0] == ("Title", "Årsrapport 2023")
    assert ("Heading 1", "Forord") in styles
    assert ("Heading 2", "Måneder") in styles
    assert ("List Bullet", "et") in styles
    assert ("Quote", "Her er godt at være") in styles


def test_every_numbered_list_begins_with_one():
    opened = word(PAPER)
    numbers = [p._p.pPr.numPr.numId.val for p in opened.paragraphs if p.style.name == "List Number"]
    assert len(numbers) == 3
    assert numbers[0] == numbers[1] != numbers[2]


def test_word_gets_a_real_table_whose_header_comes_again():
    table = word(PAPER).tables[0]
    assert [c.text for c in table.rows[0].cells] == ["Måned", "Besøg"]
    assert [c.text for c in table.rows[2].cells] == ["februar", "holdt tilbage"]
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert table.rows[1]._tr.trPr.find(qn("w:tblHeader")) is None
    assert table.columns[0].width > 2 * table.columns[1].width


def test_word_gets_the_pictures_words_and_their_table():
    opened = word(PAPER)
    said = [shape._inline.docPr.get("descr") for shape in opened.inline_shapes]
    assert said == [CHART.title, PICTURE.says]
    assert [c.text for c in opened.tables[1].rows[1].cells] == ["Post fra kommunen", "412"]


def test_word_knows_the_language_and_divides_words():
    opened = word(PAPER)
    defaults = opened.styles.element.find(qn("w:docDefaults"))
    assert {lang.get(qn("w:val")) for lang in defaults.iter(qn("w:lang"))} == {"da-DK"}
    settings = [child.tag for child in opened.settings.element]
    hyphens = settings.index(qn("w:autoHyphenation"))
    assert settings[hyphens - 1] == qn("w:defaultTabStop")


def test_word_can_follow_a_link():
    part = word(PAPER).part
    assert "https://favn.example/tal/x/" in {r.target_ref for r in part.rels.values()}


# Bars


def test_bars_are_drawn_from_zero_and_in_proportion():
    from favn.kit.documents.drawing import svg  # noqa: PLC0415 - only the drawing is asked here

    drawn = svg(
        Chart("t", (Bar("a", 200, "200"), Bar("b", 50, "50"), Bar("c", None, "–")), ("", ""))
    )
    widths = [float(w) for w in re.findall(r"<rect [^>]*width='([\d.]+)'", drawn)]
    assert len(widths) == 2
    assert widths[0] == pytest.approx(4 * widths[1])
    assert "<script" not in svg(Chart("t", (Bar("<script>", 1, "<x>"),), ("", "")))


def test_chapters_have_places_to_link_to_only_where_they_are_asked_for():
    html = documents.html(PAPER, has_places=True)
    for number, title in enumerate(documents.chapters(PAPER), start=1):
        assert f'<h2 id="kapitel-{number}">{title}</h2>' in html
    assert documents.chapters(PAPER)
    assert "kapitel-1" not in documents.html(PAPER)
