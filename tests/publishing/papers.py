"""What people do with a report, in words that the tests share."""

import re
from io import BytesIO

from docx import Document as WordFile
from pypdf import PdfReader

from favn.publishing.models import Chapter, FrozenEdition, Report
from tests.cast import new_id

VISITS = "centre.visits@medborgerhuset/2025"
GUESTS = "centre.guests@medborgerhuset/2025"


def begin(cast, who, *, title="Året hos os", year=2025, kind="other", edition="public", **more):
    """Begin a report on its page; the report."""
    data = {"id": new_id(), "title": title, "year": year, "kind": kind, "edition": edition, **more}
    answer = cast.visit(who).post("/rapporter/ny/", data)
    assert answer.status_code == 302, answer.content.decode()
    with cast.acting(who):
        return Report.objects.get_queryset().get(pk=data["id"])


def chapter_of(cast, who, report, title="Forord"):
    with cast.acting(who):
        return Chapter.objects.get_queryset().get(report=report, title=title)


def write(cast, who, report, text, *, title="Forord", version=None, **headers):
    """Save a chapter as its form does; the answer."""
    row = chapter_of(cast, who, report, title)
    data = {"version": version or row.version, "title": title, "author": "", "text": text}
    address = f"/rapporter/{report.pk}/kapitel/{row.pk}/"
    return cast.visit(who).post(address, data, headers=headers)


def written(cast, who, text, chapter="Forord", **about):
    """A report whose foreword says this."""
    report = begin(cast, who, **about)
    assert write(cast, who, report, text, title=chapter).status_code == 302
    return report


def preview(cast, who, report) -> str:
    answer = cast.visit(who).get(f"/rapporter/{report.pk}/se/")
    assert answer.status_code == 200
    return words(answer.content.decode())


def words(html: str) -> str:
    """What stands on the page, without its frame and its tags' insides."""
    return re.sub(r"\s+", " ", html[html.index("<main") : html.index("</main>")])


def seen(cast, who, report) -> str:
    """What the form to freeze carries: the report as it is shown."""
    html = cast.visit(who).get(f"/rapporter/{report.pk}/").content.decode()
    return re.search(r'name="seen" value="([^"]+)"', html)[1]


def try_to_freeze(cast, who, report, key=None, shown=None):
    """Freeze on the writing page; the answer."""
    data = {"verb": "freeze", "id": key or new_id()}
    data["seen"] = shown or seen(cast, who, report)
    return cast.visit(who).post(f"/rapporter/{report.pk}/", data)


def freeze(cast, who, report) -> FrozenEdition:
    """Freeze on the writing page; the edition."""
    key = new_id()
    answer = try_to_freeze(cast, who, report, key)
    assert answer.status_code == 302, words(answer.content.decode())
    with cast.acting(who):
        return FrozenEdition.objects.get_queryset().select_related("report").get(pk=key)


def pdf_words(content: bytes) -> str:
    pages = PdfReader(BytesIO(content)).pages
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in pages))


def alternative_texts(node) -> set[str]:
    """What a tagged PDF says of its pictures; `node` is the root of its structure."""
    found = {str(node["/Alt"])} if "/Alt" in node else set()
    inside = node.get("/K", [])
    for child in inside if isinstance(inside, list) else [inside]:
        known = child.get_object() if hasattr(child, "get_object") else child
        if isinstance(known, dict):
            found |= alternative_texts(known)
    return found


def docx_words(content: bytes) -> str:
    opened = WordFile(BytesIO(content))
    cells = [c.text for t in opened.tables for row in t.rows for c in row.cells]
    return " ".join([*(p.text for p in opened.paragraphs), *cells])
