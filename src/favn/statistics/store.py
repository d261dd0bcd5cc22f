"""Where do the figures of one organisation and one calendar year lie, and how do they change?

Per table a base sorted by person and one delta per month replaced since. Files are immutable;
a new manifest, put in place in one step, is what makes a change. A crash leaves the old state.
"""

from __future__ import annotations

import fcntl
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from favn.statistics import duck, parquet
from favn.statistics import manifest as manifests
from favn.statistics.encoding import Encoded, Value, encode
from favn.statistics.manifest import Column, Manifest, StoredFile, StoreError, TableState

if TYPE_CHECKING:
    import duckdb

__all__ = ["Change", "Column", "Reading", "Snapshot", "StoreError", "StoredTable", "YearStore"]

T = TypeVar("T")

MOST_DELTAS = 3
LARGEST_DELTA_SHARE = 0.2
GENERATIONS = 8
"""How many states back the files stay for those who are still reading them."""
ATTEMPTS = 5
_TABLE = re.compile(r"[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*")
_COLUMN = re.compile(r"[a-z][a-z0-9_]*")


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Which content was read: a short hash of what the data say, and when it was written."""

    hash: str
    at: datetime


@dataclass(frozen=True, slots=True)
class StoredTable:
    """One table as it stood in one reading: its files and the keys behind its codes.

    Reading is the base without the months of `deltas`, and the deltas; None is an empty month.
    A table without any rows has no files. `rows` is at least the number of rows that hold.
    """

    name: str
    columns: tuple[Column, ...]
    codes: Mapping[str, tuple[str, ...]]
    base: Path | None
    deltas: Mapping[int, Path | None]
    rows: int

    @property
    def paths(self) -> tuple[Path, ...]:
        """The files to be read, base first."""
        named = [self.base, *(self.deltas[month] for month in sorted(self.deltas))]
        return tuple(path for path in named if path is not None)

    def rows_sql(self, names: Sequence[str]) -> str:
        """SQL for the named columns of the rows that hold, in the integer types of the store."""
        every = parquet.types(self.columns, self.codes)
        kinds = {name: every[name] for name in names}
        parts = [] if self.base is None else [parquet.selection(self.base, kinds, self.deltas)]
        deltas = (self.deltas[month] for month in sorted(self.deltas))
        parts += [parquet.selection(path, kinds) for path in deltas if path is not None]
        return " UNION ALL ".join(parts)


@dataclass(frozen=True, slots=True)
class Reading:
    """A snapshot together with exactly the tables it stands for."""

    snapshot: Snapshot
    tables: Mapping[str, StoredTable]


class Change:
    """Several tables on their way into one new state; nothing is seen before all of it is."""

    def __init__(self, store: YearStore, state: Manifest) -> None:
        self._store = store
        self.tables = dict(state.tables)
        self.persons = state.persons

    def replace_months(
        self,
        table: str,
        columns: Sequence[Column],
        months: Mapping[int, Iterable[tuple[Value, ...]]],
    ) -> None:
        """As `YearStore.replace_months`."""
        for month in months:
            _check(table, month, columns)
        new = _matching(self.tables.get(table), table, columns)
        for month, rows in months.items():
            said = encode(table, month, columns, new.codes, rows)
            if said.digest != new.digests.get(month, ""):
                new = self._store._with_month(table, new, month, said)
        if _wants_compaction(new):
            new = self._store._compacted(table, new)
        self.tables[table] = new

    def drop(self, table: str) -> None:
        """Forget a table, for instance before storing it again from the beginning."""
        self.tables.pop(table, None)


class YearStore:
    """The files of one organisation and one calendar year. Safe for threads and processes."""

    def __init__(self, folder: Path) -> None:
        self.folder = Path(folder)

    def read(self) -> Reading:
        """The state now. Its files stay in place through the next few changes (GENERATIONS)."""
        state = manifests.read(self.folder)
        tables = {name: self._stored(name, table) for name, table in state.tables.items()}
        return Reading(Snapshot(state.content_hash(), state.written_at), tables)

    def snapshot(self) -> Snapshot:
        """Hash of what the data say (not of time or of how files are cut) and time of writing."""
        return self.read().snapshot

    def table(self, name: str) -> StoredTable | None:
        """One table as it stands now, or None where nothing was ever stored under the name."""
        return self.read().tables.get(name)

    def answered(self, attempt: Callable[[Reading], T]) -> T:
        """What `attempt` makes of the state now, all of it from one reading.

        Tried again with a newer state where writers took the files away meanwhile. Raises
        StoreError if a file is lost.
        """
        import duckdb  # noqa: PLC0415

        for left in reversed(range(ATTEMPTS)):
            try:
                return attempt(self.read())
            except duckdb.IOException as error:
                if not left:
                    raise StoreError(
                        f"A file of the store cannot be read ({error}). Remove the year's folder "
                        "and rebuild it from the registrations."
                    ) from error
        raise AssertionError("unreachable")

    def months(self) -> dict[str, set[int]]:
        """Table → the months of which it says something."""
        tables = manifests.read(self.folder).tables
        return {name: set(table.digests) for name, table in tables.items()}

    @contextmanager
    def change(self) -> Iterator[Change]:
        """Change several tables at once: readers see all of it or nothing.

        Where the block raises, nothing is changed.
        """
        with self._writing() as state:
            change = Change(self, state)
            yield change
            self._commit(state, change.tables, persons=change.persons)

    def replace_month(
        self, table: str, month: int, columns: Sequence[Column], rows: Iterable[tuple[Value, ...]]
    ) -> None:
        """Let `rows` be all that the table says of the month (1-12).

        Rows are tuples in the order of `columns`: codes are str or None, persons and numbers
        int (64 bits) or None. Equal content leaves files and hash as they are and only renews
        the time. Raises StoreError, and changes nothing, if a value or column does not fit.
        """
        self.replace_months(table, columns, {month: rows})

    def replace_months(
        self,
        table: str,
        columns: Sequence[Column],
        months: Mapping[int, Iterable[tuple[Value, ...]]],
    ) -> None:
        """Several months of one table in one change, merged into the base once at most."""
        for month in months:
            _check(table, month, columns)
        with self.change() as change:
            change.replace_months(table, columns, months)

    def load_year(
        self,
        table: str,
        columns: Sequence[Column],
        query: str,
        connection: duckdb.DuckDBPyConnection,
    ) -> None:
        """Let a DuckDB query be the whole year of a table; the road for millions of rows.

        The query gives `month` and the columns by name, codes as text keys. The snapshot hash
        is of the file, so it differs from the same rows stored month by month.
        """
        _check(table, 1, columns)
        with self._writing() as state:
            codes = {c.name: _keys(query, c, connection) for c in columns if c.kind == "code"}
            kinds = parquet.types(columns, codes)
            coded = ", ".join(_coded_sql(name, kind, codes) for name, kind in kinds.items())
            file = parquet.from_query(
                self.folder,
                f"{table}.base",
                kinds,
                f"SELECT {coded} FROM ({query})",  # noqa: S608
                connection,
            )
            digests = {month: f"{file.sha256}:{month}" for month in range(1, 13)}
            loaded = TableState(tuple(columns), codes, file, {}, digests if file.rows else {})
            self._commit(state, {**state.tables, table: loaded})

    def compact(self, table: str) -> None:
        """Merge the replaced months into the base. What the table says does not change."""
        with self._writing() as state:
            if table in state.tables:
                merged = self._compacted(table, state.tables[table])
                self._commit(state, {**state.tables, table: merged}, renew=False)

    def drop(self, table: str) -> None:
        """Forget a table, for instance before storing it again with other columns."""
        with self.change() as change:
            change.drop(table)

    def _stored(self, name: str, table: TableState) -> StoredTable:
        if not table.digests:
            return StoredTable(name, table.columns, table.codes, None, {}, 0)
        deltas = {m: self.folder / f.name if f else None for m, f in table.deltas.items()}
        base = self.folder / table.base.name if table.base else None
        return StoredTable(name, table.columns, table.codes, base, deltas, table.rows())

    def _with_month(self, table: str, old: TableState, month: int, said: Encoded) -> TableState:
        kinds = parquet.types(old.columns, said.codes)
        part = f"month{month:02d}"
        file = parquet.from_lines(self.folder, table, part, kinds, said.lines)
        digests = {m: digest for m, digest in old.digests.items() if m != month}
        return replace(
            old,
            codes=said.codes,
            deltas={**old.deltas, month: file if file.rows else None},
            digests={**digests, month: said.digest} if said.digest else digests,
        )

    def _compacted(self, table: str, state: TableState) -> TableState:
        if not state.deltas:
            return state
        stored = self._stored(table, state)
        kinds = parquet.types(state.columns, state.codes)
        base: StoredFile | None = None
        if stored.paths:
            with duck.cursor() as connection:
                rows = stored.rows_sql(list(kinds))
                base = parquet.from_query(self.folder, f"{table}.base", kinds, rows, connection)
        return replace(state, base=base if base and base.rows else None, deltas={})

    def _commit(
        self,
        old: Manifest,
        tables: Mapping[str, TableState],
        *,
        renew: bool = True,
        persons: str | None = None,
    ) -> None:
        """Put the new manifest in place; only then remove what is several generations old."""
        at = datetime.now(UTC) if renew else old.written_at
        new = Manifest(tables, at, persons=old.persons if persons is None else persons)
        left = tuple(sorted(old.files() - new.files()))
        retired = (left, *old.retired) if left else old.retired
        new = replace(new, retired=retired[:GENERATIONS])
        manifests.write(self.folder, new)
        keep = new.files().union(*new.retired)
        for path in self.folder.iterdir():
            stale = path.suffix == ".parquet" and path.name not in keep
            if stale or path.suffix == parquet.DRAFT:
                path.unlink(missing_ok=True)

    @contextmanager
    def _writing(self) -> Iterator[Manifest]:
        """The state, while no other process or thread writes this folder."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / "write.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield manifests.read(self.folder)


def _matching(old: TableState | None, table: str, columns: Sequence[Column]) -> TableState:
    """The table to change, or an empty one. Raises StoreError where it has other columns."""
    if old is None or (old.columns != tuple(columns) and not old.digests):
        codes = {c.name: () for c in columns if c.kind == "code"}
        return TableState(tuple(columns), codes)
    if old.columns != tuple(columns):
        raise StoreError(
            f"{table} is stored with the columns {_names(old.columns)}, not {_names(columns)}. "
            "Drop the table and store the whole year again."
        )
    return old


def _wants_compaction(table: TableState) -> bool:
    """More than three months replaced, or more rows than a fifth of the base."""
    rows = sum(file.rows for file in table.deltas.values() if file is not None)
    base = table.base.rows if table.base else 0
    return len(table.deltas) > MOST_DELTAS or rows > LARGEST_DELTA_SHARE * base


def _check(table: str, month: int, columns: Sequence[Column]) -> None:
    if not _TABLE.fullmatch(table):
        raise StoreError(f"The table {table!r} must look like 'room.name' in lower case.")
    if month not in range(1, 13):
        raise StoreError(f"{table}: there is no month {month}.")
    names = [column.name for column in columns]
    if len(set(names)) != len(names) or "month" in names or not names:
        raise StoreError(f"{table}: columns need one name each; month is always there already.")
    for column in columns:
        if not _COLUMN.fullmatch(column.name) or column.kind not in ("code", "person", "number"):
            raise StoreError(f"{table}: {column.name!r} ({column.kind}) cannot be a column.")
        if (column.kind == "person") != (column.name == "person"):
            raise StoreError(f"{table}: the person column, and no other, is called person.")


def _names(columns: Sequence[Column]) -> str:
    return ", ".join(f"{column.name} ({column.kind})" for column in columns)


def _keys(query: str, column: Column, connection: duckdb.DuckDBPyConnection) -> tuple[str, ...]:
    """The keys of one column of a query, sorted."""
    name = column.name
    found = connection.execute(
        f'SELECT DISTINCT "{name}" FROM ({query}) WHERE "{name}" <> \'\' ORDER BY 1'  # noqa: S608
    ).fetchall()
    return tuple(row[0] for row in found)


def _coded_sql(name: str, kind: str, codes: Mapping[str, Sequence[str]]) -> str:
    """A column of a query as its integer."""
    value = f'"{name}"'
    if name in codes:
        keys = ", ".join(parquet.quoted(key) for key in codes[name])
        value = f"enum_code(TRY_CAST({value} AS ENUM({keys})))" if keys else "NULL"
    return f'CAST({value} AS {kind}) AS "{name}"'
