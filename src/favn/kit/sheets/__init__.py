"""Files of rows from outside: what a file is, and its rows, before anybody asks what they mean.

kind = kind_of(data)            XLSX, CSV or JSON, told by the content
rows, notes = rows_of(data)     (line, values) of a workbook or a CSV, and what else it says
"""

from typing import Any

from favn.kit.sheets import workbook
from favn.kit.sheets.kinds import CSV, JSON, LARGEST, MOST_CELLS, XLSX, kind_of, text_of
from favn.kit.sheets.plain import csv_rows
from favn.kit.sheets.unreadable import Unreadable

Rows = list[tuple[int, list[Any]]]


def rows_of(data: bytes) -> tuple[Rows, list[str]]:
    """(line, values) of the first sheet or of a CSV, and notes. Raises Unreadable."""
    if kind_of(data) == XLSX:
        return workbook.rows_of(data)
    return csv_rows(text_of(data)), []


__all__ = [
    "CSV",
    "JSON",
    "LARGEST",
    "MOST_CELLS",
    "XLSX",
    "Rows",
    "Unreadable",
    "csv_rows",
    "kind_of",
    "rows_of",
    "text_of",
]
