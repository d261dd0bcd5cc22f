"""Files from outside, read as what they are and never trusted: a workbook or text, as rows.

    kind_of(data)      XLSX, CSV or JSON by its content; refuses what it must not be
    rows_of(data)      (kind, rows as (line, values), notes) of a workbook or a CSV file
    sheets_of(data, names)  the named sheets of a workbook, each as such rows

A room reads its own meaning out of the rows.
"""

from typing import Any

from django.utils.translation import gettext as _

from favn.kit.files import commas, workbook
from favn.kit.files.kinds import CSV, JSON, LARGEST, XLSX, kind_of, text_of
from favn.kit.files.unreadable import Unreadable

Rows = list[tuple[int, list[Any]]]


def rows_of(data: bytes) -> tuple[str, Rows, list[str]]:
    """The kind of file, its rows, and notes about what was left out. Raises Unreadable."""
    kind = kind_of(data)
    if kind == XLSX:
        return kind, *workbook.rows_of(data)
    return kind, commas.rows_of(text_of(data)), []


def sheets_of(data: bytes, names: tuple[str, ...]) -> dict[str, Rows]:
    """The named sheets that a workbook has. Raises Unreadable, also where it is no workbook."""
    if kind_of(data) != XLSX:
        raise Unreadable(_("Filen er ikke et regneark. Gem den som XLSX."))
    return workbook.sheets_of(data, names)


__all__ = [
    "CSV",
    "JSON",
    "LARGEST",
    "XLSX",
    "Rows",
    "Unreadable",
    "kind_of",
    "rows_of",
    "sheets_of",
    "text_of",
]
