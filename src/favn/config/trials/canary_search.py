"""Where words lie: which fields of the database hold them, and which files show them as bytes."""

import base64
import shutil
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

NOT_SEARCHED = {"static"}
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

    wanted = set(words)
    held: dict[str, set[str]] = {}
    for house in Organisation.objects.filter(is_tenant=True):
        with acting_for(house.pk):
            for model in own_models():
                for name, text in _texts(model):
                    for word in wanted:
                        if word in text:
                            held.setdefault(word, set()).add(name)
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


def log_kept(home: Path) -> None:
    """A copy of SQLite's log as it stands while the server writes; later it is emptied."""
    log = home / "favn.sqlite3-wal"
    if log.exists():
        shutil.copyfile(log, home / "favn.sqlite3-kept-wal")


def places(home: Path, also: str) -> dict[str, list[Path]]:
    """Kind → files: all of the home but what is shipped, and another folder where one is named."""
    found: dict[str, list[Path]] = {}
    for file in sorted(home.rglob("*")):
        if file.is_file() and not NOT_SEARCHED & set(file.relative_to(home).parts):
            found.setdefault(_kind(file, home), []).append(file)
    if also:
        found["the folder named"] = [f for f in sorted(Path(also).rglob("*")) if f.is_file()]
    return found


def _kind(file: Path, home: Path) -> str:
    if file.name.startswith("favn.sqlite3"):
        return "database log" if file.name.endswith("-wal") else "database"
    if file.name == "backup.copy":
        return "backup"
    return KINDS.get(file.suffix, file.relative_to(home).parts[0])


def found(places: dict[str, list[Path]], words: Iterable[str]) -> dict[str, set[str]]:
    """Word → the kinds of files whose bytes show it, plainly or in a common writing of it."""
    shown: dict[str, set[str]] = {}
    written = {word: tuple(writings(word)) for word in words}
    for kind, files in places.items():
        for file in files:
            content = content_of(file)
            for word, ways in written.items():
                if any(way in content for way in ways):
                    shown.setdefault(word, set()).add(kind)
    return shown


def content_of(file: Path) -> bytes:
    """The file in lower case; a file of the store also as the rows it unpacks to."""
    content = file.read_bytes()
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
