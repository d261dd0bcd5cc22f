"""Encrypts the few texts accounts keep that must not be read in the file: AES-256-GCM.

The key lies beside the database's host, not in it. A text is bound to where it stands: moved to
another row or field, or changed, it is refused and never read wrong.
"""

import os
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Any
from uuid import uuid4

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

NONCE = 12


class Unreadable(ValueError):
    """A sealed text was changed, moved, or sealed with another key."""


def sealed(text: str, place: tuple[Any, ...]) -> bytes:
    """The text, readable only with the key and only at `place` (field, row)."""
    nonce = os.urandom(NONCE)
    return nonce + _key().encrypt(nonce, text.encode(), _bound(place))


def opened(sealed_text: bytes, place: tuple[Any, ...]) -> str:
    """The text. Raises Unreadable."""
    try:
        found = _key().decrypt(sealed_text[:NONCE], sealed_text[NONCE:], _bound(place))
    except InvalidTag as error:
        raise Unreadable(f"{place[0]} cannot be read; was the key file replaced?") from error
    return found.decode()


def _bound(place: tuple[Any, ...]) -> bytes:
    return "|".join(map(str, place)).encode()


def _key() -> AESGCM:
    return _read(Path(settings.FAVN_KEYS) / "accounts.key")


@lru_cache(maxsize=4)
def _read(file: Path) -> AESGCM:
    """The key of this host, made once and readable by its owner only."""
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        _made(file)
    return AESGCM(file.read_bytes())


def _made(file: Path) -> None:
    """A new key beside a possible other maker: whole on the disk before it has its name."""
    draft = file.with_name(f"{file.name}.{uuid4().hex}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as handle:
        handle.write(AESGCM.generate_key(256))
        handle.flush()
        os.fsync(handle.fileno())
    with suppress(FileExistsError):
        os.link(draft, file)
    draft.unlink()
