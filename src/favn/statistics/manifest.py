"""Which files are a year's figures made of, and what are their codes?

The manifest is one small JSON file, replaced in one step. It names immutable files with rows
and sha256, the keys behind the codes, and a digest of what each month says.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

FORMAT = 1
LONG_AGO = datetime.fromtimestamp(0, UTC)
NAME = "manifest.json"
ColumnKind = Literal["code", "person", "number"]


class StoreError(Exception):
    """The store cannot do what was asked; the sentence says what to do."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a store table: `code` (str keys), `person` (int64) or `number` (int64)."""

    name: str
    kind: ColumnKind


@dataclass(frozen=True, slots=True)
class StoredFile:
    """One immutable Parquet file: name inside the folder, rows, sha256 of its bytes."""

    name: str
    rows: int
    sha256: str


@dataclass(frozen=True, slots=True)
class TableState:
    """One table: a base, the months that replace parts of it, codes and month digests.

    A delta of None is a month that was replaced by nothing.
    """

    columns: tuple[Column, ...]
    codes: Mapping[str, tuple[str, ...]]
    base: StoredFile | None = None
    deltas: Mapping[int, StoredFile | None] = field(default_factory=dict)
    digests: Mapping[int, str] = field(default_factory=dict)

    def files(self) -> set[str]:
        """Names of the files this table is read from."""
        return {file.name for file in (self.base, *self.deltas.values()) if file is not None}

    def rows(self) -> int:
        """Rows in its files, replaced ones too."""
        return sum(f.rows for f in (self.base, *self.deltas.values()) if f is not None)


@dataclass(frozen=True, slots=True)
class Manifest:
    """All tables, when they were written, and files kept for readers of the states before.

    `retired` holds the files of earlier states, newest generation first. `persons` tells with
    which key persons were hashed, never the key; "" where nobody said.
    """

    tables: Mapping[str, TableState] = field(default_factory=dict)
    written_at: datetime = LONG_AGO
    retired: tuple[tuple[str, ...], ...] = ()
    persons: str = ""

    def files(self) -> set[str]:
        """Names of all files in use."""
        return {name for table in self.tables.values() for name in table.files()}

    def content_hash(self) -> str:
        """Hash of what the data say: not of time, of code order or of how files are cut."""
        said = {
            name: [[[c.name, c.kind] for c in table.columns], sorted(table.digests.items())]
            for name, table in sorted(self.tables.items())
            if table.digests
        }
        text = json.dumps(said, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()[:16]


def read(folder: Path) -> Manifest:
    """The manifest of a folder; an empty one where there is none yet. Raises StoreError."""
    try:
        text = (folder / NAME).read_text("utf-8")
    except FileNotFoundError:
        return Manifest()
    try:
        return _from_json(json.loads(text))
    except (ValueError, KeyError, TypeError) as error:
        raise StoreError(
            f"{folder / NAME} cannot be read ({error}). Remove the folder and rebuild the year "
            "from the registrations."
        ) from error


def write(folder: Path, manifest: Manifest) -> None:
    """Replace the manifest in one step: written aside, synced, renamed, folder synced."""
    aside = folder / f"{NAME}.tmp"
    with aside.open("w", encoding="utf-8") as file:
        json.dump(_to_json(manifest), file, separators=(",", ":"), ensure_ascii=False)
        file.flush()
        os.fsync(file.fileno())
    aside.replace(folder / NAME)
    sync_folder(folder)


def sync_folder(folder: Path) -> None:
    """Make renames inside the folder survive a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _to_json(manifest: Manifest) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "written_at": manifest.written_at.isoformat(),
        "tables": {name: _table_to_json(t) for name, t in sorted(manifest.tables.items())},
        "kept": [sorted(generation) for generation in manifest.retired],
        "persons": manifest.persons,
    }


def _table_to_json(table: TableState) -> dict[str, Any]:
    return {
        "columns": [[column.name, column.kind] for column in table.columns],
        "codes": {name: list(keys) for name, keys in table.codes.items()},
        "base": _file_to_json(table.base),
        "deltas": {str(m): _file_to_json(file) for m, file in sorted(table.deltas.items())},
        "digests": {str(m): digest for m, digest in sorted(table.digests.items())},
    }


def _file_to_json(file: StoredFile | None) -> list[Any] | None:
    return None if file is None else [file.name, file.rows, file.sha256]


def _from_json(data: dict[str, Any]) -> Manifest:
    if data["format"] != FORMAT:
        raise ValueError(f"format {data['format']} is not {FORMAT}")
    return Manifest(
        tables={name: _table_from_json(table) for name, table in data["tables"].items()},
        written_at=datetime.fromisoformat(data["written_at"]),
        retired=tuple(tuple(generation) for generation in data.get("kept", ())),
        persons=data.get("persons", ""),
    )


def _table_from_json(data: dict[str, Any]) -> TableState:
    return TableState(
        columns=tuple(Column(name, kind) for name, kind in data["columns"]),
        codes={name: tuple(keys) for name, keys in data["codes"].items()},
        base=_file_from_json(data["base"]),
        deltas={int(m): _file_from_json(file) for m, file in data["deltas"].items()},
        digests={int(m): digest for m, digest in data["digests"].items()},
    )


def _file_from_json(data: list[Any] | None) -> StoredFile | None:
    return None if data is None else StoredFile(*data)
