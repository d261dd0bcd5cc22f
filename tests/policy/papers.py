"""Papers as municipalities write them, made by code: a DOCX, a PDF and plain text of one city.

The oddities are those of a real status paper (numbers 1–42 under seven offices, printed in 2025):
titles and texts without a line between them, a list that starts at 1 again, a date at a line's
start, a text that breaks off, a note at a page's foot. The words are ours.
"""

import io

import docx
import typst

OWN, OTHER = "Beskæftigelsesforvaltningen", "Kulturforvaltningen"

TEXT = """
Kontor for Plan

Årlig status for handleplanen 2025

Tabel 1. Indsatser i perioden 2023-25.

Beskæftigelsesforvaltningen

Indsatser Status

1. Støtte til den frivillige forening Ha-

ven, der hjælper nye naboer i gang.

Med støtten holdes der åbent hus hver anden

uge, og 31. marts 2025 kom den første

fællesspisning. Forløbet varede fra

31. marts til juni. Indsatsen løber fra 2024-

26.

2. Brobyggere i boligområder

Indsatsen er gennemført i 2024 på 12 skoler.

Deltagerne var unge fra tre boligområder i by-

en1 og deres forældre.

1 Tallet er opgjort af boligselskaberne.
 3. Model for samarbejde med klubber, som

vil forebygge fordomme blandt de unge.

Tre klubber er valgt. Klubberne skal:

1. Undersøge, hvordan alle kan føle sig vel-

komne i klubben.

2. Samle det, der allerede virker, og udvikle de-

res

3. Dele det, de lærer, med andre klubber i by-

en.

Kultur- og Fritidsforvaltningen

Indsats

Status

4. Natteværter lærer at hjælpe gæster, som

bliver udsat for diskrimination.

Natteværterne hjælper gæster. Der er ikke

sat tal på.

6. Aftaler med husene

Charteret er lanceret, og pilotforsøget er gen-

nemført. Næste fase skal skabe flere m
"""


def docx_of(*tables, before="Årlig status for planen 2025"):
    """Tables of (office, rows); a row is a pair of cells, a cell is a string or paragraphs."""
    document = docx.Document()
    document.add_paragraph(before)
    for office, rows in tables:
        if office:
            document.add_paragraph(office)
        fill(document.add_table(rows=0, cols=2), [("Indsatser", "Status"), *rows])
    return saved(document)


def fill(table, rows):
    for row in rows:
        cells = table.add_row().cells
        for cell, said in zip(cells, row, strict=True):
            paragraphs = [said] if isinstance(said, str) else said
            cell.text = paragraphs[0]
            for paragraph in paragraphs[1:]:
                cell.add_paragraph(paragraph)


def saved(document) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def pdf_of(*tables, folder, before="Årlig status for planen 2025", height=400):
    """The same as a PDF with real columns, rows that cross pages included."""
    parts = [f'#set page(width: 595pt, height: {height}pt)\n#set text(lang: "da", hyphenate: true)',
             before]  # fmt: skip
    for office, rows in tables:
        cells = "\n".join(f"  [{left}], [{right}]," for left, right in rows)
        cells = cells.replace("[1.", "[1\\.")
        parts.append(f"== {office}\n#table(columns: (38%, 62%),\n  table.header[Indsatser][Status],"
                     f"\n{cells}\n)")  # fmt: skip
    source = folder / "paper.typ"
    source.write_text("\n\n".join(parts), encoding="utf-8")
    return typst.compile(str(source))


PAPER = docx_of(
    (OWN, [
        ("1. Støtte til Haven", "Indsatsen løber fra 2024-26."),
        ("2. Brobyggere i boligområder", "Indsatsen er gennemført i 2024."),
    ]),
    ("Socialudvalget", [("3. Hus til nyankomne", "Der er afsat midler til et hus, og det skal")]),
)  # fmt: skip
