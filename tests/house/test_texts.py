"""Screens speak Danish and English: every Danish text has an English one."""

import sys
from pathlib import Path

from babel.messages.pofile import read_po

from favn.kit import figures

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "scripts"))

import messages  # noqa: E402 - the script that writes the catalogue

PO = messages.CATALOGUE


def used():
    return {text for path in messages.sources() for text, *_ in messages.texts(path)}


def translated():
    with PO.open("rb") as handle:
        catalogue = read_po(handle, locale="en")
    every = {}
    for message in catalogue:
        if message.id:
            id_ = message.id[0] if isinstance(message.id, tuple) else message.id
            said = message.string if isinstance(message.string, tuple) else (message.string,)
            every[id_] = all(said) and not message.fuzzy
    return every


def test_every_text_has_an_english_translation():
    known = translated()
    assert sorted(text for text in used() if not known.get(text)) == []


def test_no_translation_is_left_over():
    assert sorted(set(translated()) - used()) == []


def test_every_breakdown_has_a_danish_name():
    """A key without a name of its own would be read as English on the figure's page."""
    alike = {"post"}
    every = {by for figure in figures.catalogue().values() for by in figure.dimensions}
    assert {by for by in every - alike if figures.dimension_name(by) == by} == set()
