"""Files from statistical offices, read as they are: XLSX, CSV and JSON-stat.

    table = read(name, data)               reads; knows no indicator and writes nothing
    row = keep(table, ...)                 keeps it for review; the barometer is untouched
    planned = dry_run(row, ...)            what every cell would do, and every fault by line

Nothing is guessed: a name that is not known, a time that is none and a column of dashes are said.
"""

from favn.barometer.imports.choosing import Choosing, proposed
from favn.barometer.imports.dry import Planned, dry_run
from favn.barometer.imports.reader import read, table_of
from favn.barometer.imports.shapes import Cell, Fault, Table
from favn.kit.files import LARGEST, Unreadable

__all__ = [
    "LARGEST",
    "Cell",
    "Choosing",
    "Fault",
    "Planned",
    "Table",
    "Unreadable",
    "dry_run",
    "proposed",
    "read",
    "table_of",
]
