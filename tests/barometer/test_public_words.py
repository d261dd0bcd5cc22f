"""The words of the public barometer are easy: LIX under 40, counted over its texts."""

from tests.policy.test_public_words import EASY, ROOT, lix, sentences

PAGES = ROOT / "src" / "favn" / "barometer" / "templates" / "barometer"
SHARED = ("_reading.html", "_goals.html", "_goal.html", "_read.html", "_cells.html")


def test_public_pages_are_easy_to_read():
    pages = [*sorted(PAGES.glob("public_*.html")), *(PAGES / name for name in SHARED)]
    found = [text for path in pages for text in sentences(path)]
    assert len(found) > 20
    assert lix(" ".join(found)) < EASY


def test_what_is_said_of_numbers_is_easy_to_read():
    layers = ROOT / "src" / "favn" / "barometer" / "layers"
    found = [text for path in sorted(layers.glob("*.py")) for text in sentences(path)]
    assert len(found) > 30
    assert lix(" ".join(found)) < EASY
