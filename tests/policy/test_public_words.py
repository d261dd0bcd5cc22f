"""The words of the public pages are easy: LIX under 40 (Björnsson 1968), counted over the texts."""

import re
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "scripts"))

import messages  # noqa: E402 - the script that writes the catalogue

PAGES = ROOT / "src" / "favn" / "policy" / "templates" / "policy"
EASY = 40


def lix(text):
    """Words per sentence, plus the percentage of words longer than six letters."""
    words = re.findall(r"[^\W\d_]+", text)
    sentences = len(re.findall(r"[.:!?]+(?:\s|$)", text)) or 1
    return len(words) / sentences + 100 * sum(len(word) > 6 for word in words) / len(words)


def sentences(path):
    """The page's texts that are sentences; what is filled in is another's words."""
    every = (text for text, *_ in messages.texts(path))
    said = (text if isinstance(text, str) else text[-1] for text in every)
    plain = (re.sub(r"%\(\w+\)s", "x", text) for text in said)
    return [text for text in plain if text.rstrip().endswith(".")]


def test_a_known_text_has_its_known_measure():
    """Nine words in two sentences, two of them long."""
    assert lix("Vi har et hus til alle. Indsatsen hører kommunen.") == 9 / 2 + 100 * 2 / 9


def test_public_pages_are_easy_to_read():
    found = [text for path in sorted(PAGES.glob("public_*.html")) for text in sentences(path)]
    assert len(found) > 8
    assert lix(" ".join(found)) < EASY
