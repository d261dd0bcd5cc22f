"""The three sheets of an XLSForm as rows: what each heading means, and in which language.

Headings are told apart as the standard's own reader does: capitals, blanks and the many old names
do not matter.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from favn.kit.files import Rows, Unreadable, sheets_of
from favn.surveys.rules.sheet import SOURCE
from favn.surveys.rules.xlsform import CHOICES, SETTINGS, SHEETS, SURVEY, language_of

OLD_NAMES = {
    "command": "type", "tag": "type", "value": "name", "caption": "label",
    "relevance": "relevant", "skippattern": "relevant", "bind:relevant": "relevant",
    "bind::relevant": "relevant", "bind:required": "required", "bind::required": "required",
    "bind:constraint": "constraint", "bind::constraint": "constraint", "list name": "list_name",
    "bind:calculate": "calculation", "bind::calculate": "calculation", "calculate": "calculation",
    "control:appearance": "appearance", "body::appearance": "appearance", "title": "form_title",
    "bind::type": "", "choice filter": "choice_filter", "id_string": "form_id",
}  # fmt: skip
SPOKEN = ("label", "hint", "guidance_hint")
"""Columns that may stand once for every language."""
UNSAID = ""
"""The language of a column that names none."""


@dataclass(slots=True)
class Row:
    """One row: its line, its plain cells, and its texts by column and language."""

    line: int
    said: dict[str, str] = field(default_factory=dict)
    texts: dict[str, dict[str, str]] = field(default_factory=dict)

    def get(self, column: str) -> str:
        """A plain cell; empty where there is none."""
        return self.said.get(column, "")


@dataclass(slots=True)
class Workbook:
    """An XLSForm as it stands; `unread` are languages that Favn cannot be answered in, `twice` the
    headings of the survey that stand more than once.
    """

    survey: list[Row]
    choices: dict[str, list[Row]]
    settings: dict[str, str]
    unread: list[str]
    twice: list[str]
    lists: dict[tuple[str, bool, bool], Any] = field(default_factory=dict)
    """Lists as they were read, since one may answer thousands of questions."""

    @property
    def default(self) -> str:
        """The language that is meant where none is named; Danish where nobody says."""
        return language_of(self.settings.get("default_language", "")) or SOURCE


def workbook_of(data: bytes) -> Workbook:
    """The sheets as rows. Raises Unreadable where it is no workbook, or no questionnaire."""
    sheets = sheets_of(data, SHEETS)
    survey, unread = _rows(sheets.get(SURVEY, []))
    if not survey or not any("type" in row.said for row in survey):
        raise Unreadable(
            _("Filen er ikke et XLSForm: der er intet ark “survey” med kolonnen “type”.")
        )
    choices: dict[str, list[Row]] = {}
    listed, more = _rows(sheets.get(CHOICES, []))
    for row in listed:
        choices.setdefault(row.get("list_name"), []).append(row)
    settings, _none = _rows(sheets.get(SETTINGS, []))
    said = settings[0].said if settings else {}
    twice = _twice(sheets.get(SURVEY, []))
    return Workbook(survey, choices, said, list(dict.fromkeys([*unread, *more])), twice)


def _twice(rows: Rows) -> list[str]:
    """Headings that stand more than once, so that nobody knows which one is meant."""
    heads = Counter(" ".join(_text(cell).split()).lower() for cell in rows[0][1]) if rows else {}
    return [head for head, many in heads.items() if head and many > 1]


def _rows(rows: Rows) -> tuple[list[Row], list[str]]:
    """The rows under their headings, and languages nobody can be asked in."""
    if not rows:
        return [], []
    heads = [_head(_text(cell)) for cell in rows[0][1]]
    unread = [words for column, code, words in heads if column in SPOKEN and words and not code]
    return [_row(line, cells, heads) for line, cells in rows[1:]], unread


Head = tuple[str, str, str]
"""The column, its language's code, and that language as it was written."""


def _head(text: str) -> Head:
    """“label::English (en)” is (label, en, English (en)); “bind:relevant” is (relevant, , )."""
    plain = " ".join(text.split())
    whole = OLD_NAMES.get(plain.lower(), plain.lower())
    column, mark, words = (part.strip() for part in _split(plain))
    column = OLD_NAMES.get(column.lower(), column.lower())
    if mark and column in SPOKEN:
        return column, language_of(words), words
    return whole, UNSAID, ""


def _split(text: str) -> tuple[str, str, str]:
    found = re.search(r"::?", text)
    return (text[: found.start()], found[0], text[found.end() :]) if found else (text, "", "")


def _row(line: int, cells: list[Any], heads: list[Head]) -> Row:
    row = Row(line)
    for (column, code, words), text in _filled(heads, cells):
        if column in SPOKEN and (code or not words):
            row.texts.setdefault(column, {}).setdefault(code, text)
        elif column not in SPOKEN:
            row.said.setdefault(column, text)
    return row


def _filled(heads: list[Head], cells: list[Any]) -> Iterator[tuple[Head, str]]:
    for head, cell in zip(heads, cells, strict=False):
        text = _text(cell)
        if head[0] and text:
            yield head, text


def _text(value: Any) -> str:
    """A cell as text; 3.0 is 3, and a tick is yes."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value).strip()
