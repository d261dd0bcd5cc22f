"""Where words lie: which fields of the database hold them, and which files show them as bytes."""

import base64
import re
import shutil
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from favn.config.trials import ground

L = ground.LETTERS
SHAPES = tuple(
    (begins, at, re.compile(shape.encode()))
    for begins, at, shape in (
        (b"kan", 0, f"kan[{L}]{{12}}"),
        (b"k\0a\0n\0", 0, rf"k\x00a\x00n\x00(?:[{L}]\x00){{12}}"),
        (b"b616e", 1, r"(?:4b|6b)616e(?:[67][0-9a-f]){12}"),
        (b"2fu", 1, r"[sa]2fu[a-z0-9+/]{12}"),
        (b"bm", 0, r"bm[a-z0-9+/]{14}"),
        (b"bn", 0, r"bn[a-z0-9+/]{14}"),
        (b"yw5", 0, r"yw5[a-z0-9+/]{13}"),
    )
)
"""What `writings` make of a word (`ground.word`), in a file in lower case: as it is, in two bytes a
letter, in hexadecimal, and in base64 at the three places a word may begin in a group of letters.
Each with letters that it has at that place: to look for those first is what makes it quick."""
PLAIN = re.compile(f"kan[{L}]{{12}}")
NOT_SEARCHED = {"static"}
CLUSTER = {"base": "database", "global": "database", "pg_wal": "database log"}
PACKED = """
    SELECT c.relname, a.attname FROM pg_attribute a
    JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = 'public' AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped
    AND a.attstorage IN ('x', 'm') AND a.atttypid <> 'numeric'::regtype
"""
KINDS = {".eml": "letters", ".parquet": "statistics store", ".log": "what the server printed"}


def declared(name: str) -> Any:
    """What the page of that name says of who may open it, or None."""
    from favn.config.documents import every_address  # noqa: PLC0415 - needs Django loaded

    return next((one.access for one in every_address() if one.name == name), None)


def fields_of_words() -> dict[str, bool]:
    """Field → whether it is sealed, of all text about persons that the models declare."""
    from django.db import models  # noqa: PLC0415 - needs Django loaded

    from favn.config.documents import own_models  # noqa: PLC0415
    from favn.kit.encryption import EncryptedTextField  # noqa: PLC0415

    found = {}
    for model in own_models():
        declared: Any = model.Privacy  # type: ignore[attr-defined]
        personal = {*getattr(declared, "identifying", ()), *getattr(declared, "sensitive", ())}
        for field in model._meta.local_concrete_fields:
            is_text = isinstance(field, models.CharField | models.TextField | models.JSONField)
            if field.name in personal and is_text and not field.choices:
                is_sealed = isinstance(field, EncryptedTextField)
                if not (is_sealed and field.name == "born"):  # a date is no word of its own
                    found[f"{model._meta.label}.{field.name}"] = is_sealed
    return found


def stored(words: Iterable[str]) -> dict[str, set[str]]:
    """Word → the fields of the database that hold it, opened where they are sealed."""
    from favn.config.documents import own_models  # noqa: PLC0415 - needs Django loaded
    from favn.kit.tenancy import acting_for  # noqa: PLC0415
    from favn.people.organisations.models import Organisation  # noqa: PLC0415

    wanted = {word.lower(): word for word in words}
    apart = {low for low in wanted if not PLAIN.fullmatch(low)}
    held: dict[str, set[str]] = {}
    for house in Organisation.objects.filter(is_tenant=True):
        with acting_for(house.pk):
            for model in own_models():
                for name, text in _texts(model):
                    low = text.lower()
                    looks = set(PLAIN.findall(low)) & wanted.keys()
                    for one in looks | {other for other in apart if other in low}:
                        held.setdefault(wanted[one], set()).add(name)
    return held


def _texts(model: Any) -> Iterator[tuple[str, str]]:
    """(field, all of its text in the present organisation)."""
    from django.db import models  # noqa: PLC0415 - needs Django loaded

    kinds = (models.CharField, models.TextField, models.JSONField)
    names = [f.attname for f in model._meta.local_concrete_fields if isinstance(f, kinds)]
    rows = list(model._default_manager.all()) if names else []
    for name in names:
        yield f"{model._meta.label}.{name}", "\n".join(str(getattr(row, name)) for row in rows)


def backed_up(home: Path) -> None:
    """A copy of the database as SQLite's own backup makes it; PostgreSQL's is the host's."""
    from django.db import connection  # noqa: PLC0415 - needs Django loaded

    if connection.vendor != "sqlite":
        return
    connection.ensure_connection()
    with sqlite3.connect(home / "backup.copy") as copy:
        sqlite3.connect(home / "favn.sqlite3").backup(copy)


def laid_open() -> None:
    """PostgreSQL keeps long text unpacked, so that a word in it stands there letter by letter."""
    from django.db import connection  # noqa: PLC0415 - needs Django loaded

    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute(PACKED)
        for table, column in cursor.fetchall():
            cursor.execute(f'ALTER TABLE "{table}" ALTER "{column}" SET STORAGE EXTERNAL')


def written_out() -> None:
    """What PostgreSQL holds in memory goes to its files, where the role may ask for that."""
    from django.db import DatabaseError, connection  # noqa: PLC0415 - needs Django loaded

    if connection.vendor == "postgresql":
        with connection.cursor() as cursor, suppress(DatabaseError):
            cursor.execute("CHECKPOINT")


def log_kept(home: Path, also: str) -> None:
    """A copy of the database's log as it stands while the server writes; later it is emptied."""
    log, cluster = home / "favn.sqlite3-wal", Path(also or home) / "pg_wal"
    if log.exists():
        shutil.copyfile(log, home / "favn.sqlite3-kept-wal")
    if also and cluster.is_dir():
        shutil.copytree(cluster, home / "pg_wal", dirs_exist_ok=True)


def places(home: Path, also: str) -> dict[str, list[Path]]:
    """Kind → files: all of the home but what is shipped, and another folder where one is named.

    A folder of PostgreSQL's data is told apart as database, its log, and the rest of the cluster.
    """
    found: dict[str, list[Path]] = {}
    for file in sorted(home.rglob("*")):
        if file.is_file() and not NOT_SEARCHED & set(file.relative_to(home).parts):
            found.setdefault(_kind(file, home), []).append(file)
    for file in sorted(Path(also).rglob("*")) if also else ():
        if file.is_file():
            found.setdefault(_kind_in(Path(also), file), []).append(file)
    return found


def _kind_in(folder: Path, file: Path) -> str:
    if not (folder / "PG_VERSION").exists():
        return "the folder named"
    return CLUSTER.get(file.relative_to(folder).parts[0], "the rest of the cluster")


def _kind(file: Path, home: Path) -> str:
    if file.name.startswith("favn.sqlite3"):
        return "database log" if file.name.endswith("-wal") else "database"
    if file.name == "backup.copy":
        return "backup"
    first = file.relative_to(home).parts[0]
    return KINDS.get(file.suffix) or CLUSTER.get(first, first)


def found(places: dict[str, list[Path]], words: Iterable[str]) -> dict[str, set[str]]:
    """Word → the kinds of files whose bytes show it, plainly or in a common writing of it."""
    shown: dict[str, set[str]] = {}
    sought = {way: word for word in words for way in writings(word)}
    for kind, files in places.items():
        for file in files:
            for way in seen_in(content_of(file), sought):
                shown.setdefault(sought[way], set()).add(kind)
    return shown


def seen_in(content: bytes, sought: Mapping[bytes, str]) -> set[bytes]:
    """Which of these writings stand there: what looks like one is looked up, so that thousands of
    words cost little more than one; a number, or a piece of a picture, is sought by itself.
    """
    looks = {one for shape in SHAPES for one in _looking_like(content, *shape)}
    apart = {way for way, word in sought.items() if not ground.WORD.fullmatch(word)}
    return (looks & sought.keys()) | {way for way in apart if way in content}


def _looking_like(
    content: bytes, begins: bytes, at: int, shape: re.Pattern[bytes]
) -> Iterator[bytes]:
    """Every piece of that shape, also where one lies over another."""
    place = content.find(begins)
    while place >= 0:
        if match := shape.match(content, max(place - at, 0)):
            yield match[0]
        place = content.find(begins, place + 1)


def content_of(file: Path) -> bytes:
    """The file in lower case; a file of the store also as the rows it unpacks to."""
    try:
        content = file.read_bytes()
    except FileNotFoundError:  # gone since it was listed: shared memory, a piece of a log
        return b""
    if file.suffix == ".parquet":
        import duckdb  # noqa: PLC0415 - only where a store stands

        rows = duckdb.read_parquet(str(file)).fetchall()
        content += repr(rows).encode()
    return content.lower()


def writings(word: str) -> Iterator[bytes]:
    """As it is, in two bytes a letter, in hexadecimal, and in base64 at each of three places."""
    low = word.lower()
    yield low.encode()
    yield low.encode("utf-16-le")
    for text in {word, low}:
        yield text.encode().hex().encode()
        for before in range(3):
            coded = base64.b64encode(b"\0" * before + text.encode())
            yield coded[4 if before else 0 : -4].lower()
