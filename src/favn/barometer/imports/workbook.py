"""The first sheet of a workbook as rows of plain values, within limits whatever it claims to hold.

openpyxl reads rows one at a time; a cell far away is never reached, since rows and columns end
where a table would long have ended.
"""

import io
import zipfile
import zlib
from itertools import islice
from typing import Any
from xml.etree.ElementTree import ParseError

from django.utils.translation import gettext as _

from favn.barometer.imports.shapes import Unreadable

MOST_ROWS, MOST_COLUMNS = 4000, 400
BROKEN = (
    zipfile.BadZipFile, zlib.error, ParseError, KeyError, ValueError, TypeError, IndexError,
    AttributeError, OSError, EOFError, NotImplementedError, OverflowError, RecursionError,
)  # fmt: skip
"""What openpyxl raises on damaged files, from five modules."""


def rows_of(data: bytes) -> tuple[list[tuple[int, list[Any]]], list[str]]:
    """(line, values) of the first sheet that has any, and notes. Raises Unreadable."""
    # Only reading a workbook needs it, and it is slow to import.
    from openpyxl import load_workbook  # noqa: PLC0415

    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        names = book.sheetnames
        for name in names:
            sheet = book[name]
            if rows := _rows(sheet):
                return rows, [*_of_size(sheet), *_of_others(names, name)]
    except BROKEN as error:
        raise Unreadable(_("Regnearket kan ikke læses. Gem det igen som XLSX.")) from error
    raise Unreadable(_("Regnearket har ingen tal. Vælg den fil, tallene står i."))


def _rows(sheet: Any) -> list[tuple[int, list[Any]]]:
    read = sheet.iter_rows(max_row=MOST_ROWS, max_col=MOST_COLUMNS, values_only=True)
    rows = ((line, list(values)) for line, values in enumerate(islice(read, MOST_ROWS), 1))
    return [(line, values) for line, values in rows if any(v is not None for v in values)]


def _of_size(sheet: Any) -> list[str]:
    """A sheet that claims to go on is said to have been read so far and no further."""
    if (sheet.max_row or 0) <= MOST_ROWS and (sheet.max_column or 0) <= MOST_COLUMNS:
        return []
    return [_("Arket går længere. Kun de første 4.000 rækker og 400 kolonner er læst.")]


def _of_others(names: list[str], used: str) -> list[str]:
    others = [name for name in names if name != used]
    if not others:
        return []
    return [
        _("Kun arket “%(used)s” er læst. Filen har også: %(others)s.")
        % {"used": used, "others": ", ".join(others[:5])}
    ]
