"""Reading a committee paper: what stands is read, what is missing is said, nothing is guessed."""

import io
import zipfile

import docx
import pypdf
import pytest
from docx.oxml import OxmlElement
from hypothesis import given
from hypothesis import strategies as st

from favn.policy.imports import Doubt, Note, Unreadable, read_paper
from favn.policy.imports.columns import beginnings
from favn.policy.imports.inferred import inferred
from favn.policy.imports.prose import breaks_off, joined
from tests.policy.papers import OTHER, OWN, TEXT, docx_of, fill, pdf_of, saved


def read(data, name="papir.docx"):
    return read_paper(name, data.encode() if isinstance(data, str) else data)


def doubts(line):
    return {str(doubt.kind) for doubt in line.doubts}


@pytest.fixture(scope="module")
def text():
    return read(TEXT, "papir.txt")


def test_text_out_of_a_pdf_is_read_into_its_numbers_under_its_offices(text):
    assert [(line.number, line.office) for line in text.lines] == [
        (1, OWN), (2, OWN), (3, OWN),
        (4, "Kultur- og Fritidsforvaltningen"), (6, "Kultur- og Fritidsforvaltningen"),
    ]  # fmt: skip
    assert (text.kind, text.year) == ("text", 2025)


def test_a_title_ends_where_the_columns_typesetting_shows_it(text):
    assert [line.title for line in text.lines] == [
        "Støtte til den frivillige forening Haven, der hjælper nye naboer i gang.",
        "Brobyggere i boligområder",
        "Model for samarbejde med klubber, som vil forebygge fordomme blandt de unge.",
        "Natteværter lærer at hjælpe gæster, som bliver udsat for diskrimination.",
        "Aftaler med husene",
    ]
    assert text.lines[3].text == "Natteværterne hjælper gæster. Der er ikke sat tal på."
    assert Note.LINES_ONLY in {note.kind for note in text.notes}


def test_a_text_that_breaks_off_is_said_with_its_last_words(text):
    cut = {line.number: d.about for line in text.lines for d in line.doubts if d.kind == "cut_off"}
    assert cut == {3: "allerede virker, og udvikle deres", 6: "fase skal skabe flere m"}


def test_a_date_a_list_and_a_footnote_are_no_initiatives(text):
    first, second, third = text.lines[:3]
    assert "fra 31. marts til juni" in first.text
    assert second.text.endswith("• Note 1 Tallet er opgjort af boligselskaberne.")
    assert "byen1 og deres forældre." in second.text
    assert third.text.count("\n") == 3


def test_a_missing_number_is_said_of_the_paper(text):
    assert [n.about for n in text.notes if n.kind == Note.NUMBERS_MISSING] == ["5"]


def test_where_a_title_may_end_in_two_places_it_is_said():
    paper = read(
        "Kulturforvaltningen\nIndsats Status\n"
        "1. Værested til unge, som er kommet til\nLGBT-Huset\nMed indsatsen støttes et værested.\n"
        "2. Sprogcafé\nDen holdes hver uge.\n",
        "papir.txt",
    )
    assert Doubt.TITLE_END in doubts(paper.lines[0])
    assert Doubt.TITLE_END not in doubts(paper.lines[1])


@pytest.mark.parametrize("gap", ["\t", "      ", " | "])
def test_columns_that_spaces_or_tabs_kept_are_columns(gap):
    paper = read(
        f"{OTHER}\nIndsats{gap}Status\n1. Natteliv{gap}Indsatsen er i gang.\n"
        f"2. Sprog og{gap}Den er afsluttet\n   musik{gap}i maj.\n",
        "papir.txt",
    )
    assert [(line.title, line.text) for line in paper.lines] == [
        ("Natteliv", "Indsatsen er i gang."), ("Sprog og musik", "Den er afsluttet i maj."),
    ]  # fmt: skip
    assert paper.lines[0].office == OTHER


@given(st.lists(st.sampled_from([0, 2, 3, 4, 5]), min_size=1, max_size=8))
def test_numbers_are_the_papers_own_whatever_lists_stand_inside(lists):
    """Inner lists start at 1; each has its end before the next initiative begins."""
    said = [OWN, "Indsatser Status"]
    for number, length in enumerate([*lists, 0], 1):
        said.append(f"{number}. Indsats {'abcdefghi'[number - 1]}.")
        said += ["Den skal:", *(f"{n}. Punkt i listen." for n in range(1, length + 1))]
    paper = read("\n".join(said), "papir.txt")
    assert [line.number for line in paper.lines] == list(range(1, len(lists) + 2))


def test_a_letter_with_numbers_is_read_but_says_that_no_office_is_in_it():
    paper = read("Hej.\n1. Kom i god tid.\n2. Tag kage med.\n0. Nul.\n", "brev.txt")
    assert Note.NO_OFFICES in {note.kind for note in paper.notes}
    assert all(Doubt.NO_OFFICE in doubts(line) for line in paper.lines)
    assert {line.number for line in paper.lines} == {1, 2, None}


# DOCX


def test_a_docx_table_is_read_by_office():
    paper = read(docx_of(
        (OWN, [("1. Sprogcafé", "Holdes hver uge."), ("2. Mentor", ["Først.", "Siden."])]),
        (OTHER, [("3. Natteliv", "Et charter.")]),
    ))  # fmt: skip
    assert [(x.number, x.office, x.title, x.text) for x in paper.lines] == [
        (1, OWN, "Sprogcafé", "Holdes hver uge."),
        (2, OWN, "Mentor", "Først. Siden."),
        (3, OTHER, "Natteliv", "Et charter."),
    ]
    assert paper.lines[2].place == "tabel 2, række 2"
    assert [line.doubts for line in paper.lines] == [(), (), ()]


def test_what_a_line_lacks_is_said():
    paper = read(docx_of((OWN, [
        ("1. Sprogcafé", ""),
        ("Uden nummer", "Den holdes hver uge."),
        ("7. To gange", "Den ene."),
        ("7. To gange igen", "Den anden."),
        ("8. " + "meget " * 40 + "lang", "Den holdes."),
        ("9. Klub", "Der er skabt kontakt til foreninger og"),
        ("10. Møde", "Der er holdt tre møder i gruppen"),
    ])))  # fmt: skip
    assert [doubts(line) for line in paper.lines] == [
        {Doubt.NO_STATUS}, {Doubt.NO_NUMBER}, {Doubt.NUMBER_TWICE}, {Doubt.NUMBER_TWICE},
        {Doubt.LONG_TITLE}, {Doubt.CUT_OFF}, {Doubt.NO_STOP},
    ]  # fmt: skip
    assert (
        read(docx_of(("", [("1. Uden forvaltning", "Ja.")]), before=""))
        .lines[0]
        .has(Doubt.NO_OFFICE)
    )


def merged(rows, *pairs):
    """A table under OWN in which cells are merged, by (row, column)."""
    document = docx.Document()
    document.add_paragraph(OWN)
    table = document.add_table(rows=0, cols=2)
    fill(table, [("Indsatser", "Status"), *rows])
    for one, other in pairs:
        table.cell(*one).merge(table.cell(*other))
    return read(saved(document))


def test_a_title_over_two_rows_is_one_initiative_with_both_texts():
    paper = merged([("1. Klub", "Først."), ("", "Siden."), ("2. Kor", "Sang.")], ((1, 0), (2, 0)))
    assert [(x.title, x.text) for x in paper.lines] == [("Klub", "Først. Siden."), ("Kor", "Sang.")]
    assert [doubts(line) for line in paper.lines] == [{Doubt.MERGED}, set()]


def test_one_status_for_two_initiatives_is_told_to_both():
    paper = merged([("1. Klub", "Fælles."), ("2. Kor", ""), ("3. Kro", "Egen.")], ((1, 1), (2, 1)))
    assert [x.text for x in paper.lines] == ["Fælles.", "Fælles.", "Egen."]
    assert [doubts(line) for line in paper.lines] == [{Doubt.MERGED}, {Doubt.MERGED}, set()]


def test_a_row_merged_across_is_an_office_or_an_initiative_in_one_piece():
    paper = merged(
        [(OTHER, ""), ("1. Kor", "Sang."), ("2. Kunst", ""), ("3. Kro", "Mad.")],
        ((1, 0), (1, 1)), ((3, 0), (3, 1)),
    )  # fmt: skip
    assert [(x.number, x.office) for x in paper.lines] == [(1, OTHER), (2, OTHER), (3, OTHER)]
    assert {Doubt.MERGED, Doubt.TITLE_END, Doubt.NO_STATUS} <= doubts(paper.lines[1])


def test_a_head_repeated_on_the_next_page_is_no_initiative():
    paper = merged([("1. Kor", "Sang."), ("Indsatser", "Status"), ("2. Kro", "Mad.")])
    assert [x.number for x in paper.lines] == [1, 2]


def test_a_table_in_a_cell_is_read_and_said():
    document = docx.Document()
    table = document.add_table(rows=0, cols=2)
    fill(table, [("Indsats", "Status"), ("1. Kor", "Antal sangere:")])
    inner = table.cell(1, 1).add_table(1, 2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "2024", "31"
    line = read(saved(document)).lines[0]
    assert "2024 | 31" in line.text
    assert Doubt.NESTED in doubts(line)


def test_columns_for_number_and_office_are_known_by_their_heads():
    document = docx.Document()
    table = document.add_table(rows=0, cols=4)
    fill(table, [("Nr.", "Forvaltning", "Indsats", "Status 2025"),
                 ("4", OTHER, "Natteliv", "Et charter."), ("5", "", "Kor", "Sang.")])  # fmt: skip
    table.cell(1, 1).merge(table.cell(2, 1))
    fill(document.add_table(rows=0, cols=2), [("Dato", "Møde"), ("1/3", "Udvalget")])
    paper = read(saved(document))
    assert [(x.number, x.office, x.title) for x in paper.lines] == [
        (4, OTHER, "Natteliv"), (5, OTHER, "Kor"),
    ]  # fmt: skip
    assert [(n.kind, n.about) for n in paper.notes] == [(Note.OTHER_TABLES, "1")]


def test_numbers_that_word_counts_are_counted_and_said():
    document = docx.Document()
    document.add_paragraph(OWN)
    table = document.add_table(rows=0, cols=2)
    fill(table, [("Indsats", "Status"), ("Kor", "Sang."), ("Kro", "Mad.")])
    for row in (1, 2):
        table.cell(row, 0).paragraphs[0].style = document.styles["List Number"]
    for row in (1, 2):
        numbering = table.cell(row, 0).paragraphs[0]._p.get_or_add_pPr().get_or_add_numPr()
        numbering.get_or_add_numId().val = numbered_list(document)
        numbering.get_or_add_ilvl().val = 0
    paper = read(saved(document))
    assert [(x.number, doubts(x)) for x in paper.lines] == [
        (1, {Doubt.COUNTED_NUMBER}), (2, {Doubt.COUNTED_NUMBER}),
    ]  # fmt: skip


def numbered_list(document):
    """The id of a plain 1, 2, 3 list in the template that python-docx begins from."""
    style = document.styles["List Number"].element
    return style.pPr.numPr.numId.val


def test_words_of_a_tracked_change_are_read_and_deleted_ones_are_not():
    document = docx.Document()
    table = document.add_table(rows=0, cols=2)
    fill(table, [("Indsats", "Status"), ("1. Kor", "Der er ")])
    paragraph = table.cell(1, 1).paragraphs[0]
    for tag, inner, words in (("w:ins", "w:t", "12 sangere."), ("w:del", "w:delText", "11.")):
        change, run, said = (OxmlElement(name) for name in (tag, "w:r", inner))
        said.text = words
        run.append(said)
        change.append(run)
        paragraph._p.append(change)
    assert read(saved(document)).lines[0].text == "Der er 12 sangere."


def test_a_docx_without_tables_is_read_as_lines():
    document = docx.Document()
    for said in (OTHER, "1. Natteliv", "Indsatsen er gennemført.", "2. Kor", "Den synger."):
        document.add_paragraph(said)
    paper = read(saved(document))
    assert [(x.number, x.office, x.title) for x in paper.lines] == [
        (1, OTHER, "Natteliv"), (2, OTHER, "Kor"),
    ]  # fmt: skip


# PDF


def test_a_pdf_is_read_by_its_columns_also_over_pages(tmp_path):
    long = "Deltagerne mødtes om aftenen i kulturhuset og talte om naboskab. " * 14
    paper = read(pdf_of(
        (OTHER, [
            ("1. Åbent hus med plads til alle nye naboer i hele bydelen", "Indsatsen er i gang."),
            ("2. " + "Et navn som er så langt at det går over flere linjer " * 3, long),
        ]),
        (OWN, [("3. Virksomhedsbesøg", "Tre virksomheder har fået besøg og")]),
        folder=tmp_path,
    ), "papir.pdf")  # fmt: skip
    assert [(x.number, x.office) for x in paper.lines] == [(1, OTHER), (2, OTHER), (3, OWN)]
    assert paper.lines[0].title == "Åbent hus med plads til alle nye naboer i hele bydelen"
    assert paper.lines[1].text == long.strip()
    assert paper.lines[1].title.count("flere linjer") == 3
    assert doubts(paper.lines[2]) == {Doubt.CUT_OFF}
    assert (paper.lines[0].place, paper.year) == ("side 1", 2025)


def test_docx_pdf_and_text_of_one_paper_say_the_same(tmp_path):
    rows = [("1. Sprogcafé", "Holdes hver uge."), ("2. Mentor", "Ti par er mødtes.")]
    table = (OWN, rows)
    plain = "\n".join([OWN, "Indsatser\tStatus", *("\t".join(row) for row in rows)])
    papers = [
        read(docx_of(table)), read(pdf_of(table, folder=tmp_path), "a.pdf"), read(plain, "a.txt"),
    ]  # fmt: skip
    said = [[(x.number, x.office, x.title, x.text) for x in paper.lines] for paper in papers]
    assert said[0] == said[1] == said[2]


# What is refused

PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 40


def package(**changes):
    """A good DOCX with parts added or replaced."""
    source = zipfile.ZipFile(io.BytesIO(docx_of((OWN, [("1. Kor", "Sang.")]))))
    parts = {name: source.read(name) for name in source.namelist()} | changes
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in parts.items():
            target.writestr(name, content)
    return stream.getvalue()


def relation(kind):
    address = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/" + kind
    source = zipfile.ZipFile(io.BytesIO(docx_of((OWN, [("1. Kor", "Sang.")]))))
    rels = source.read("word/_rels/document.xml.rels").decode()
    link = f'<Relationship Id="rX" Type="{address}" Target="https://x.example/a" TargetMode='
    end = f'{link}"External"/></Relationships>'
    return package(**{"word/_rels/document.xml.rels": rels.replace("</Relationships>", end)})


def locked(tmp_path):
    writer = pypdf.PdfWriter(io.BytesIO(pdf_of((OWN, [("1. Kor", "Sang.")]), folder=tmp_path)))
    writer.encrypt("hemmelig", algorithm="RC4-128")
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def restricted(tmp_path):
    """It opens without a password, but its owner forbids to take the text out."""
    writer = pypdf.PdfWriter(io.BytesIO(pdf_of((OWN, [("1. Kor", "Sang.")]), folder=tmp_path)))
    writer.encrypt("", owner_password="ejer", algorithm="RC4-128")
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def scanned(_tmp_path):
    writer = pypdf.PdfWriter()
    writer.add_blank_page(200, 200)
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


REFUSED = {
    "empty": (lambda _: b"  \n", "Filen er tom"),
    "picture": (lambda _: PNG, "et billede"),
    "old or locked": (lambda _: b"\xd0\xcf\x11\xe0" + b"\x00" * 600, "låst med adgangskode"),
    "rtf": (lambda _: b"{\\rtf1 hej}", "RTF"),
    "web page": (lambda _: b"<!DOCTYPE html><p>1. Kor</p>", "hjemmeside"),
    "program": (lambda _: b"MZ\x00\x00\x01", "hverken DOCX, PDF eller tekst"),
    "too large": (lambda _: b"a" * (10 * 1024 * 1024 + 1), "over 10 MB"),
    "bomb": (lambda _: package(**{"word/bomb.bin": b"\x00" * (90 * 1024 * 1024)}), "pakket ud"),
    "renamed zip": (lambda _: renamed({"billeder/a.txt": b"x"}), "et arkiv, ikke som DOCX"),
    "docx in a zip": (lambda _: renamed({"papir.docx": package()}), "et arkiv, ikke som DOCX"),
    "opendocument": (lambda _: renamed({"content.xml": b"<x/>"}), "Gem den som DOCX"),
    "spreadsheet": (lambda _: zipped({"xl/workbook.xml": b"<x/>"}), "regneark"),
    "macros": (lambda _: package(**{"word/vbaProject.bin": b"x"}), "makroer"),
    "fetched template": (lambda _: relation("attachedTemplate"), "henter indhold"),
    "fetched picture": (lambda _: relation("image"), "henter indhold"),
    "entities": (lambda _: package(**{"word/document.xml": b"<!DOCTYPE a><a/>"}), "opbygning"),
    "broken zip": (lambda _: package()[:900], "i stykker"),
    "broken docx": (lambda _: package(**{"word/document.xml": b"<a"}), "kan ikke læses"),
    "broken pdf": (lambda _: b"%PDF-1.7\n1 0 obj\n<<", "i stykker"),
    "locked pdf": (locked, "låst"),
    "pdf that may not be copied": (restricted, "låst"),
    "scan": (scanned, "billede uden tekst"),
    "hostile": (lambda _: b"1. A\n" * 2000, "nummererede linjer"),
    "endless": (lambda _: b"Ord " * 300_000, "mere tekst"),
    "no table": (lambda _: b"Hej med jer.\nDette er et brev.", "ingen nummererede indsatser"),
}  # fmt: skip


def renamed(parts):
    """A plain archive, whatever its name says."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as target:
        for name, content in parts.items():
            target.writestr(name, content)
    return stream.getvalue()


def zipped(parts):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as target:
        for name, content in ({"[Content_Types].xml": b"<Types/>"} | parts).items():
            target.writestr(name, content)
    return stream.getvalue()


@pytest.mark.parametrize("what", REFUSED)
def test_what_is_no_paper_is_refused_with_a_sentence(what, tmp_path):
    make, sentence = REFUSED[what]
    with pytest.raises(Unreadable, match=sentence):
        read(make(tmp_path))


def test_a_link_that_a_reader_may_press_is_only_text():
    assert len(read(relation("hyperlink")).lines) == 1


def test_a_name_that_says_another_kind_is_told():
    paper = read("1. Kor\nDen synger.", "papir.docx")
    assert next((n.kind, n.about) for n in paper.notes) == (Note.NAME_DIFFERS, "TEXT")


# Status words

SAYS = {
    "Indsatsen er gennemført. Mere tekst.": ("finished", "Indsatsen er gennemført"),
    "Gennemført. I maj.": ("finished", "Gennemført"),
    "Kampagnen blev gennemført ultimo 2024.": ("finished", "Kampagnen blev gennemført"),
    "Konsulenten har gennemført undersøgelsen.": ("finished", "har gennemført undersøgelsen"),
    "Indsatsen er pt. under udarbejdelse.": ("running", "Indsatsen er pt. under udarbejdelse"),
    "I gang": ("running", "I gang"),
    "Indsatsen løber til 2026.": ("running", "løber til 2026"),
    "Indsatsen løber fra 2024-27.": ("running", "løber fra 2024-27"),
    "Indsatsen løber fra 2021-23.": ("", ""),
    "Projektet er endnu ikke begyndt.": ("planned", "Projektet er endnu ikke begyndt"),
    "Indsatsen blev stoppet i maj.": ("stopped", "Indsatsen blev stoppet"),
    "Indsatsen er ikke gennemført.": ("", ""),
    "Hvis indsatsen er gennemført i maj, ses der på den.": ("", ""),
    "Pilotforsøget er gennemført.": ("", ""),
    "Der er holdt tre møder.": ("", ""),
    "": ("", ""),
}


@pytest.mark.parametrize("prose", SAYS)
def test_a_status_rests_on_words_that_stand_there(prose):
    found = inferred(prose, 2025)
    assert (found.status, found.because) == SAYS[prose]


def test_two_statuses_are_none_and_both_are_told():
    found = inferred("Indsatsen er gennemført. Indsatsen løber til 2027.", 2025)
    assert found.status == ""
    assert "gennemført" in found.others
    assert "2027" in found.others


@given(st.text(alphabet="abcæøå ei12.,\n", max_size=80))
def test_an_inferred_status_always_has_its_words_in_the_prose(prose):
    found = inferred(prose + " Indsatsen er gennemført", 2025)
    assert not found.status or found.because in " ".join(prose.split()) + " Indsatsen er gennemført"


# Prose

JOINED = {
    ("bekæm-", "pelse"): "bekæmpelse",
    ("Børne-", "og Ungdom"): "Børne- og Ungdom",
    ("LGBT-", "Huset"): "LGBT-Huset",
    ("2024-", "26"): "2024-26",
    ("to ord", "mere"): "to ord mere",
    ("na\u00ad", "boer"): "naboer",
    ("Der er:", "• et", "• to"): "Der er:\n• et\n• to",
}


@pytest.mark.parametrize("lines", JOINED)
def test_lines_become_prose(lines):
    assert joined(lines) == JOINED[lines]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("De skal skabe flere n", "De skal skabe flere n"),
        ("Samle og udvikle deres\n3. Dele det.", "Samle og udvikle deres"),
        ("Der er tale om infor-", "Der er tale om infor-"),
        ("Alt er vel.", ""),
        ("Det er slut her", ""),
        ("(se nr. 27-29).", ""),
    ],
)
def test_a_sentence_without_its_end_is_seen(text, words):
    assert breaks_off(text) == words


@pytest.mark.parametrize(
    ("numbers", "begun"),
    [
        ([1, 2, 3, 1, 2, 3, 4], [0, 1, 2, 6]),
        ([1, 1, 2, 3, 2, 3], [0, 4, 5]),
        ([1, 2, 2, 3], [0, 1, 2, 3]),
        ([1, 2, 4, 9], [0, 1, 2, 3]),
        ([33, 1, 2, 3, 34], [0, 4]),
    ],
)
def test_numbers_are_read_the_least_odd_way(numbers, begun):
    assert beginnings([f"{n}. Indsats" for n in numbers]) == begun


def test_under_a_new_heading_the_numbers_may_fall():
    paper = read(
        f"{OWN}\nIndsats Status\n3. Sprogcafé.\nDen holdes.\n7. Mentor.\nTi par.\n"
        f"{OTHER}\nIndsats Status\n1. Kor.\nDet synger.\n2. Kro.\nDen er åben.\n"
    )
    assert [(x.number, x.office) for x in paper.lines] == [
        (3, OWN), (7, OWN), (1, OTHER), (2, OTHER),
    ]  # fmt: skip


@pytest.mark.parametrize("said", ["1000000000", "abc", "-4", ""])
def test_a_cell_that_says_it_spans_the_world_spans_a_page(said):
    """A billion columns in 36 kB would take all the memory there is."""
    document = docx.Document()
    table = document.add_table(rows=0, cols=2)
    fill(table, [("Indsats", "Status"), ("1. Støtte til Haven", "Er i gang.")])
    span = OxmlElement("w:gridSpan")
    span.set("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}val", said)
    table.rows[1].cells[1]._tc.get_or_add_tcPr().append(span)
    (line,) = read(saved(document)).lines
    assert (line.number, line.text) == (1, "Er i gang.")
