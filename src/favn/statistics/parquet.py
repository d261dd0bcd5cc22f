"""How do rows become a coded, person-sorted Parquet file, and how is such a file read?

Everything becomes an integer. Rows go through a CSV file, the quickest road into DuckDB that
needs no extension, and are sorted by person so that one person's rows lie together.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from favn.statistics import duck
from favn.statistics.manifest import Column, StoredFile, sync_folder

if TYPE_CHECKING:
    import duckdb

DRAFT = ".draft"


def code_type(codes: int) -> str:
    """The smallest unsigned DuckDB type that holds that many codes (0 to codes - 1)."""
    if codes <= 2**8 - 1:
        return "UTINYINT"
    return "USMALLINT" if codes <= 2**16 - 1 else "UINTEGER"


def types(columns: Sequence[Column], codes: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Column name -> DuckDB type, month first."""
    found = {"month": "UTINYINT"}
    for column in columns:
        coded = column.kind == "code"
        found[column.name] = code_type(len(codes[column.name])) if coded else "BIGINT"
    return found


def selection(path: Path, kinds: Mapping[str, str], without: Iterable[int] = ()) -> str:
    """SQL for one file's rows as the given types, leaving out the months that were replaced."""
    named = ", ".join(f'CAST("{name}" AS {kind}) AS "{name}"' for name, kind in kinds.items())
    months = ", ".join(str(month) for month in sorted(without))
    rest = f" WHERE month NOT IN ({months})" if months else ""
    return f"SELECT {named} FROM read_parquet({quoted(str(path))}){rest}"  # noqa: S608


def quoted(text: str) -> str:
    """A text as an SQL literal."""
    return "'" + text.replace("'", "''") + "'"


def from_lines(
    folder: Path, table: str, part: str, kinds: Mapping[str, str], lines: Iterable[str]
) -> StoredFile:
    """Write CSV lines of integers (empty is NULL) as one immutable file; return what it is."""
    with tempfile.NamedTemporaryFile("w", dir=folder, suffix=DRAFT, newline="\n") as draft:
        draft.writelines(lines)
        draft.flush()
        columns = ", ".join(f"'{name}': '{kind}'" for name, kind in kinds.items())
        source = (
            f"SELECT * FROM read_csv({quoted(draft.name)}, columns={{{columns}}}, header=false, "  # noqa: S608
            "auto_detect=false, delim=',', quote='', escape='', nullstr='')"
        )
        with duck.cursor() as connection:
            return from_query(folder, f"{table}.{part}", kinds, source, connection)


def from_query(
    folder: Path,
    stem: str,
    kinds: Mapping[str, str],
    query: str,
    connection: duckdb.DuckDBPyConnection,
) -> StoredFile:
    """Write a query's rows, sorted by person and then by all columns, as one immutable file."""
    order = ", ".join(f'"{name}"' for name in sorted(kinds, key=lambda name: name != "person"))
    draft = folder / f"{stem}{DRAFT}"
    counted = connection.execute(
        f"COPY (FROM ({query}) ORDER BY {order}) TO {quoted(str(draft))} "
        "(FORMAT parquet, COMPRESSION zstd)"
    ).fetchone()
    digest = _settled(draft)
    name = f"{stem}.{digest[:16]}.parquet"
    draft.replace(folder / name)
    sync_folder(folder)
    return StoredFile(name, int(counted[0]) if counted else 0, digest)


def _settled(draft: Path) -> str:
    with draft.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        os.fsync(file.fileno())
    return digest
