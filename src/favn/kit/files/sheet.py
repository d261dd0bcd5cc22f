"""The sheets of a workbook as rows: a program of its own, run apart, never imported by the house.

Reads a workbook from its input and answers with JSON: the first sheet that has any rows, or those
whose names it is called with. It sets its own limits before it reads, so
that a hostile file costs this process and no other; nothing of Favn or Django is loaded.
"""

import io
import json
import resource
import sys
import zipfile
import zlib
from itertools import islice
from typing import Any
from xml.etree.ElementTree import ParseError

MOST_ROWS, MOST_COLUMNS = 4000, 400
MOST_SECONDS = 10
MOST_BYTES = 512 * 1024 * 1024
LONGEST_CELL = 32_767
"""Signs in a cell, by the published limits of Excel."""
BROKEN = (
    zipfile.BadZipFile, zlib.error, ParseError, KeyError, ValueError, TypeError, IndexError,
    AttributeError, OSError, EOFError, NotImplementedError, OverflowError, RecursionError,
)  # fmt: skip
"""What openpyxl raises on damaged files, from five modules."""
IS_BROKEN = 3
"""How the process ends where the workbook is damaged; a limit ends it in another way."""


def main() -> int:
    """Input to output, or IS_BROKEN."""
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MOST_BYTES, MOST_BYTES))
    data, names = sys.stdin.buffer.read(), sys.argv[1:]
    try:
        told = named_sheets(data, names) if names else first_sheet(data)
    except BROKEN:
        return IS_BROKEN
    json.dump(told, sys.stdout)
    return 0


def first_sheet(data: bytes) -> dict[str, Any]:
    """`rows` as (line, values) of the first sheet that has any, its `name`, the `others`, and
    whether it `goes_on` beyond what was read. Raises one of BROKEN.
    """
    from openpyxl import load_workbook  # noqa: PLC0415 - the limits stand before it is loaded

    book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    for name in book.sheetnames:
        sheet = book[name]
        if rows := _rows(sheet):
            others = [other for other in book.sheetnames if other != name]
            goes_on = (sheet.max_row or 0) > MOST_ROWS or (sheet.max_column or 0) > MOST_COLUMNS
            return {"rows": rows, "name": name, "others": others[:5], "goes_on": goes_on}
    return {"rows": [], "name": "", "others": [], "goes_on": False}


def named_sheets(data: bytes, names: list[str]) -> dict[str, Any]:
    """`sheets`: name → rows as (line, values) of each that is there, whatever its capitals, and
    whether one `goes_on` beyond what was read. A workbook's only sheet is the first of the names,
    whatever it is called. Raises one of BROKEN.
    """
    from openpyxl import load_workbook  # noqa: PLC0415 - the limits stand before it is loaded

    book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    found = {name.strip().lower(): book[name] for name in book.sheetnames}
    if len(found) == 1 and names[0] not in found:
        found = {names[0]: book.worksheets[0]}
    wanted = {name: found[name] for name in names if name in found}
    return {
        "sheets": {name: _rows(sheet) for name, sheet in wanted.items()},
        "goes_on": any(_goes_on(sheet) for sheet in wanted.values()),
    }


def _goes_on(sheet: Any) -> bool:
    """Whether anything stands below what was read; coloured rows without words are nothing."""
    below = sheet.iter_rows(min_row=MOST_ROWS + 1, max_col=MOST_COLUMNS, values_only=True)
    return any(any(value is not None for value in row) for row in islice(below, 10 * MOST_ROWS))


def _rows(sheet: Any) -> list[tuple[int, list[Any]]]:
    """Rows and columns end where a table would long have ended; a cell far away is not reached."""
    read = sheet.iter_rows(max_row=MOST_ROWS, max_col=MOST_COLUMNS, values_only=True)
    rows = ((line, list(map(_plain, row))) for line, row in enumerate(islice(read, MOST_ROWS), 1))
    return [(line, row) for line, row in rows if any(v is not None for v in row)]


def _plain(value: Any) -> Any:
    """What JSON can hold; a day as it is written, without a time of day. Raises ValueError where it
    is longer than any spreadsheet program writes.
    """
    if isinstance(value, str) and len(value) > LONGEST_CELL:
        raise ValueError(f"a cell of {len(value)} signs")
    if value is None or isinstance(value, str | int | float):
        return value
    return value.isoformat()[:10] if hasattr(value, "isoformat") else str(value)


if __name__ == "__main__":
    sys.exit(main())
