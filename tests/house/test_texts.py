"""Screens speak Danish and English: every Danish text has an English one."""

import io
from pathlib import Path

from babel.messages.extract import extract_python
from babel.messages.pofile import read_po
from django.utils.translation.template import templatize

SOURCE = Path(__file__).parents[2] / "src" / "favn"
PO = SOURCE / "locale" / "en" / "LC_MESSAGES" / "django.po"
KEYWORDS = {
    "_": None, "gettext": None, "gettext_lazy": None, "gettext_noop": None,
    "ngettext": (1, 2), "ngettext_lazy": (1, 2), "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}  # fmt: skip


def texts_of(path: Path):
    raw = path.read_text(encoding="utf-8")
    code = raw if path.suffix == ".py" else templatize(raw)
    for _line, call, message, _comments in extract_python(
        io.BytesIO(code.encode()), KEYWORDS, [], {"encoding": "utf-8"}
    ):
        parts = message if isinstance(message, tuple) else (message,)
        yield parts[1] if call.startswith("p") or call.startswith("np") else parts[0]


def used():
    files = [*SOURCE.rglob("*.py"), *SOURCE.rglob("templates/**/*.html")]
    return {text for path in files for text in texts_of(path) if text}


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
