"""A questionnaire as a workbook in the open standard XLSForm, as `imports` reads it in again.

What the standard has no place for stays behind: bands of a scale, “ved ikke” and “ikke relevant”,
and why something is asked. A questionnaire that takes its own file in again keeps its own.
"""

import re
from collections.abc import Iterator
from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Font

from favn.kit.spreadsheets import safe
from favn.surveys.choices import CHOSEN, Compare, Kind
from favn.surveys.models import Version
from favn.surveys.rules.sheet import SOURCE, Item, Sheet, Texts
from favn.surveys.rules.xlsform import (
    CHOICES,
    LONG,
    SETTINGS,
    SURVEY,
    ends,
    heading,
    name_of,
)

PLAIN = ("type", "name", "required", "relevant", "parameters", "appearance")
TYPES: dict[str, str] = {
    Kind.SCALE: "range", Kind.NUMBER: "decimal", Kind.SHORT: "text", Kind.LONG: "text",
    Kind.DATE: "date",
}  # fmt: skip
Cells = dict[str, str]


def xlsform(version: Version) -> bytes:
    """The version's three sheets."""
    sheet, row = version.sheet, version.questionnaire
    book = Workbook()
    survey = book.active
    assert survey is not None
    survey.title = SURVEY
    codes = sheet.languages
    heads = [*PLAIN, *(heading(c, code) for c in ("label", "hint") for code in codes)]
    _fill(survey, heads, _survey(sheet))
    labels = [heading("label", code) for code in codes]
    _fill(book.create_sheet(CHOICES), ["list_name", "name", *labels], _choices(sheet))
    settings = {
        "form_title": row.title, "form_id": name_of(row.key), "version": str(version.number),
        "default_language": heading("", SOURCE).removeprefix("::"),
    }  # fmt: skip
    _fill(book.create_sheet(SETTINGS), list(settings), [settings])
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _fill(page: object, heads: list[str], rows: Iterator[Cells] | list[Cells]) -> None:
    page.append(heads)  # type: ignore[attr-defined]
    for cell in page[1]:  # type: ignore[index]
        cell.font = Font(bold=True)
    for row in rows:
        page.append([safe(row.get(head, "")) for head in heads])  # type: ignore[attr-defined]
    for letter, width in zip("ABCDEFGHIJKL", (22, 24, 10, 30, 24, 12, *[40] * 6), strict=True):
        page.column_dimensions[letter].width = width  # type: ignore[attr-defined]


def _survey(sheet: Sheet) -> Iterator[Cells]:
    names = {item.question: item for item in sheet}
    taken = {name_of(item.key) for item in sheet}
    for section in sheet.sections:
        name = _free(name_of(section.key), taken)
        yield {"type": "begin_group", "name": name, **_texts("label", section.texts)}
        if any(section.lead.values()):
            note = _free(f"{name}_note", taken)
            yield {"type": "note", "name": note, **_texts("label", section.lead)}
        yield from (_question(item, names) for item in section.items)
        yield {"type": "end_group"}


def _free(name: str, taken: set[str]) -> str:
    """A name no question has."""
    while name in taken:
        name = f"{name}_"
    taken.add(name)
    return name


def _question(item: Item, names: dict[str, Item]) -> Cells:
    typed = TYPES.get(item.kind) or (
        f"{'select_one' if item.kind == Kind.ONE else 'select_multiple'} {_list(item)}"
    )
    cells = {"type": typed, "name": name_of(item.key), **_texts("label", item.texts)}
    cells |= {"required": "" if item.is_optional else "yes", **_texts("hint", _hint(item))}
    if item.kind == Kind.SCALE:
        cells["parameters"] = f"start={item.lowest} end={item.highest} step=1"
    if item.kind == Kind.LONG:
        cells["appearance"] = LONG
    if item.condition:
        cells["relevant"] = _relevant(item, names)
    return cells


def _list(item: Item) -> str:
    return re.sub(r"\W", "_", f"{item.key}_list")


def _hint(item: Item) -> Texts:
    """The help; of a scale the words of its ends, of a number its unit, where nothing else is."""
    if item.kind == Kind.SCALE:
        codes = [code for code in item.low_end if item.high_end.get(code)]
        return {
            code: ends(item.low_end[code], item.high_end[code], item.lowest, item.highest)
            for code in codes
        } or item.help
    return item.help if any(item.help.values()) else item.unit


def _relevant(item: Item, names: dict[str, Item]) -> str:
    gate = item.condition
    assert gate is not None
    other = names[gate.question]
    name, value = f"${{{name_of(other.key)}}}", f"'{gate.value}'"
    if other.kind == Kind.SEVERAL:
        told = f"selected({name}, {value})"
        return told if gate.test == Compare.IS else f"not({told})"
    sign = {Compare.IS: "=", Compare.IS_NOT: "!=", Compare.AT_LEAST: ">=", Compare.AT_MOST: "<="}
    if other.kind not in (Kind.ONE, Kind.SHORT, Kind.LONG):
        value = gate.value.replace(",", ".")
    return f"{name} {sign[gate.test]} {value}"


def _choices(sheet: Sheet) -> Iterator[Cells]:
    for item in sheet:
        if item.kind in CHOSEN:
            for option in item.options:
                texts = _texts("label", option.texts)
                yield {"list_name": _list(item), "name": option.key, **texts}


def _texts(column: str, texts: Texts) -> Cells:
    return {heading(column, code): said for code, said in texts.items() if said}
