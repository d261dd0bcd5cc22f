"""A report of 40 pages with 30 charts as PDF/UA, each time in a fresh process.

    python benchmarks/report.py
    python benchmarks/report.py --runs 9 --yardstick /path/to/python

Favn: the same words and numbers through `favn.kit.documents`, from starting Python to bytes on
disk, with Django set up, 30 charts drawn and each with its table. The yardstick: the same words,
charts by matplotlib as SVG, set by WeasyPrint as PDF/UA-1, with nothing else loaded. They take
turns, so that a busy machine slows both.

Bar: at least 5 times as fast (median of the pairs), both at least 40 pages. Exit 1 below.
The yardstick's packages are no part of Favn: they are put into `var/yardstick` the first time, or
`--yardstick` names an interpreter that has them.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
BAR, PAGES, CHARTS = 5.0, 40, 30
PACKAGES = ("matplotlib==3.11.*", "weasyprint==70.*")
WORDS = (
    "Kommunens medarbejdere har i løbet af året arbejdet med medborgerskabsundervisning,"
    " frivillighedskoordinering og boligsociale indsatser, og flere foreninger lagde lokaler til."
    " Deltagerne kom igen, og mange tog en nabo med. "
)

FAVN = """
import json, os, sys
from pathlib import Path
os.environ["DJANGO_SETTINGS_MODULE"] = "favn.config.settings"
import django
django.setup()
from favn.kit import documents as d
told = json.loads(Path(sys.argv[1]).read_text())
blocks = []
for chapter in told:
    blocks.append(d.Heading(chapter["title"]))
    blocks.extend(d.markdown(chapter["text"]))
    bars = tuple(d.Bar(label, value, str(value)) for label, value in chapter["bars"])
    blocks.append(d.Chart(chapter["finding"], bars, ("Emne", "Antal")))
paper = d.Document("Årsrapport", tuple(blocks), contents=True)
Path(sys.argv[2]).write_bytes(d.pdf(paper))
"""

YARDSTICK = """
import io, json, sys
from html import escape
from pathlib import Path
import matplotlib
matplotlib.use("svg")
import matplotlib.pyplot as plt
from weasyprint import HTML
told = json.loads(Path(sys.argv[1]).read_text())
def drawn(bars, alt):
    figure, axes = plt.subplots(figsize=(6.3, 2.6))
    axes.barh([label for label, _ in bars], [value for _, value in bars], color="#0b4a54")
    axes.invert_yaxis()
    for place, (_, value) in enumerate(bars):
        axes.text(value, place, f" {value}", va="center")
    figure.tight_layout()
    out = io.StringIO()
    figure.savefig(out, format="svg")
    plt.close(figure)
    name = Path(sys.argv[2]).with_name(f"{abs(hash(alt))}.svg")
    name.write_text(out.getvalue())
    return f'<img src="{name.as_uri()}" alt="{escape(alt)}" style="width:100%">'
parts = []
for chapter in told:
    parts.append(f"<h1>{escape(chapter['title'])}</h1>")
    parts += [f"<p>{escape(text)}</p>" for text in chapter["text"].split("\\n\\n")]
    parts.append(f"<p><b>{escape(chapter['finding'])}</b></p>")
    parts.append(drawn(chapter["bars"], chapter["finding"]))
    parts.append("<table><thead><tr><th scope=col>Emne</th><th scope=col>Antal</th></tr></thead>")
    for label, value in chapter["bars"]:
        parts.append(f"<tr><th scope=row>{escape(label)}</th><td>{value}</td></tr>")
    parts.append("</table>")
css = (
    "@page{size:A4;margin:2.4cm;@bottom-center{content:counter(page)}}h1{font-size:17pt}"
    "body{font:11pt serif;hyphens:auto;line-height:1.5}table{width:100%;font-size:9pt}"
)
head = f"<head><title>Årsrapport</title><style>{css}</style></head>"
html = f"<html lang=da>{head}<body>{''.join(parts)}</body></html>"
HTML(string=html).write_pdf(sys.argv[2], pdf_variant="pdf/ua-1")
"""


def contents() -> list[dict[str, Any]]:
    """Thirty chapters, each with four paragraphs, a finding and ten bars."""
    return [
        {
            "title": f"Kapitel {number}",
            "text": "\n\n".join([WORDS * 4] * 4),
            "finding": f"Flest spørger om post fra kommunen i kapitel {number}",
            "bars": [[f"Emne nummer {n}", 40 + (number * 37 + n * 91) % 400] for n in range(10)],
        }
        for number in range(1, CHARTS + 1)
    ]


def yardstick(given: str) -> str:
    """An interpreter that has the yardstick's packages."""
    if given:
        return given
    home = ROOT / "var" / "yardstick"
    python = home / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", str(home)], check=True)
        subprocess.run([str(python), "-m", "pip", "install", "-q", *PACKAGES], check=True)
    return str(python)


def seconds(python: str, program: str, told: Path, out: Path, home: Path) -> float:
    """How long a fresh process takes from start to a PDF on disk."""
    env = os.environ | {
        "PYTHONPATH": str(ROOT / "src"),
        "FAVN_HOME": str(home),
        "MPLCONFIGDIR": str(home / "mpl"),
    }
    started = time.perf_counter()
    subprocess.run([python, "-c", program, str(told), str(out)], check=True, env=env)
    return time.perf_counter() - started


def pages(pdf: Path) -> int:
    """How many pages a PDF has."""
    from pypdf import PdfReader  # noqa: PLC0415 - in the test environment

    return len(PdfReader(pdf).pages)


def measure(runs: int, other: str) -> dict[str, Any]:
    """Both in turn; the first pair warms the caches of the disk and is not counted."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        told, ours, theirs = home / "told.json", home / "favn.pdf", home / "yardstick.pdf"
        told.write_text(json.dumps(contents()))
        pairs = [
            (
                seconds(sys.executable, FAVN, told, ours, home),
                seconds(other, YARDSTICK, told, theirs, home),
            )
            for _ in range(runs + 1)
        ][1:]
        return {
            "favn_seconds": round(statistics.median(a for a, _ in pairs), 3),
            "yardstick_seconds": round(statistics.median(b for _, b in pairs), 3),
            "ratio": round(statistics.median(b / a for a, b in pairs), 2),
            "favn_pages": pages(ours),
            "yardstick_pages": pages(theirs),
        }


def main() -> int:
    """Measure, print, and say whether the bar holds."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--yardstick", default="", help="an interpreter with the packages")
    options = parser.parse_args()
    found = measure(options.runs, yardstick(options.yardstick))
    enough = min(found["favn_pages"], found["yardstick_pages"]) >= PAGES
    found |= {"bar": BAR, "holds": found["ratio"] >= BAR and enough}
    print(json.dumps(found, indent=2))
    return 0 if found["holds"] else 1


if __name__ == "__main__":
    raise SystemExit(main())
