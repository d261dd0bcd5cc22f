"""The ring of keys: which keys there are, which one is used now, and one key per organisation.

The file lies in FAVN_KEYS, apart from the database and its backups. A key is called by the first
letters of its own fingerprint, so a wrong key file can never pass for the right one. It is made by
`favn migrate` where nothing is encrypted yet, and by `favn keys --new`; never by chance.
"""

import base64
import fcntl
import hashlib
import json
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.utils.translation import gettext as _

from favn.kit.refusals import Refused

FILE = "fields.json"
BYTES = 32


class KeyMissing(Refused):
    """The key file is not here; nothing was written, and what it locks cannot be read."""

    def __init__(self, sentence: str = "") -> None:
        super().__init__(
            sentence
            or _(
                "Nøglen til de beskyttede oplysninger mangler på serveren. De kan hverken læses"
                " eller gemmes, før den er lagt tilbage. Sig det til den, der passer Favn."
            )
        )


class KeyUnknown(KeyMissing):
    """The key file is here, but an older key that a text needs is not in it."""

    def __init__(self, key_id: str) -> None:
        super().__init__(
            _(
                "Nøglefilen på serveren mangler en ældre nøgle (%(key)s). Det, den låser, kan ikke"
                " læses, før nøglen er lagt tilbage. Alt andet virker. Sig det til den, der passer"
                " Favn."
            )
            % {"key": key_id}
        )


@dataclass(frozen=True, slots=True)
class Key:
    """One key, and the day it was made."""

    id: str
    secret: bytes
    made_on: date


@dataclass(frozen=True, slots=True)
class Ring:
    """All keys by id; new texts take the present one."""

    present: str
    keys: dict[str, Key]

    def key(self, key_id: str) -> Key:
        """The key with that id. Raises KeyUnknown."""
        try:
            return self.keys[key_id]
        except KeyError as error:
            raise KeyUnknown(key_id) from error


def place() -> Path:
    """Where the ring lies."""
    return Path(settings.FAVN_KEYS) / FILE


def ring() -> Ring:
    """The ring as its file says now; read again when the file changes. Raises KeyMissing."""
    file = place()
    try:
        now = file.stat()
    except OSError as error:
        raise KeyMissing from error
    return _read(file, now.st_mtime_ns, now.st_ino, now.st_size)


@lru_cache(maxsize=8)
def _read(file: Path, *_state: int) -> Ring:
    try:
        said = json.loads(file.read_text(encoding="ascii"))
        keys = {
            key_id: Key(key_id, base64.b64decode(key["secret"]), date.fromisoformat(key["made_on"]))
            for key_id, key in said["keys"].items()
        }
        return Ring(said["present"], keys)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise KeyMissing from error


def cipher(key: Key, organisation: UUID) -> AESGCM:
    """One organisation's cipher under a key."""
    return _cipher(key.secret, organisation)


@lru_cache(maxsize=64)
def _cipher(secret: bytes, organisation: UUID) -> AESGCM:
    """HKDF-SHA256 (RFC 5869): organisations share no key, though one file holds them all."""
    info = b"favn.fields|" + organisation.bytes
    return AESGCM(HKDF(algorithm=SHA256(), length=BYTES, salt=None, info=info).derive(secret))


def add_key(on: date) -> Key:
    """A new key that new texts are written with from now on; the older ones still open theirs."""
    file = place()
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with _alone(file.parent):
        secret = secrets.token_bytes(BYTES)
        key = Key(hashlib.sha256(secret).hexdigest()[:8], secret, on)
        older = ring().keys if file.exists() else {}
        _write(file, Ring(key.id, {**older, key.id: key}))
    return key


def drop_key(key_id: str) -> None:
    """Take an old key out for good. Raises KeyError, and ValueError for the present one."""
    with _alone(place().parent):
        now = ring()
        if key_id == now.present:
            raise ValueError(key_id)
        rest = {name: key for name, key in now.keys.items() if name != key_id}
        if len(rest) == len(now.keys):
            raise KeyError(key_id)
        _write(place(), Ring(now.present, rest))


def is_open_to_others() -> bool:
    """Whether somebody else than its owner may read the file."""
    return place().exists() and bool(place().stat().st_mode & 0o077)


def _write(file: Path, what: Ring) -> None:
    """All or nothing, on disk before it counts."""
    keys = {
        key.id: {
            "secret": base64.b64encode(key.secret).decode("ascii"),
            "made_on": key.made_on.isoformat(),
        }
        for key in what.keys.values()
    }
    draft = file.with_suffix(".new")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as handle:
        json.dump({"present": what.present, "keys": keys}, handle, indent=1)
        handle.flush()
        os.fsync(handle.fileno())
    draft.replace(file)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    with (folder / "fields.lock").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
