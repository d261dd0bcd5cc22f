"""Seals the two things accounts keep that must not be read in the file: AES-256-GCM.

Secrets of a second factor take the house's ring of keys (`kit.encryption`). Sessions take a key of
their own, made from the host's secret: where that is lost one signs in again, and nothing else is.
"""

import base64
import hashlib
import os
from functools import lru_cache
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from favn.kit.encryption import ring
from favn.kit.encryption.keys import cipher

NONCE = 12
HOST = UUID(int=0)
"""An account belongs to no organisation; its secrets have a key of the house itself."""


class Unreadable(ValueError):
    """A sealed text was changed, moved, or sealed with another key."""


def secret_sealed(text: str, place: str) -> str:
    """A secret for the database; it opens only at `place`. Raises KeyMissing."""
    now = ring()
    lock = cipher(now.key(now.present), HOST)
    return f"{now.present}.{_locked(lock, text, place)}"


def secret_opened(sealed: str, place: str) -> str:
    """The secret again. Raises Unreadable, KeyMissing."""
    key_id, _, letters = sealed.partition(".")
    return _unlocked(cipher(ring().key(key_id), HOST), letters, place)


def session_sealed(text: str) -> str:
    """A session for the database."""
    return _locked(_of_sessions(settings.SECRET_KEY), text, "session")


def session_opened(sealed: str) -> str:
    """The session again. Raises Unreadable."""
    return _unlocked(_of_sessions(settings.SECRET_KEY), sealed, "session")


def _locked(lock: AESGCM, text: str, place: str) -> str:
    nonce = os.urandom(NONCE)
    whole = nonce + lock.encrypt(nonce, text.encode(), place.encode())
    return base64.b64encode(whole).decode("ascii")


def _unlocked(lock: AESGCM, letters: str, place: str) -> str:
    try:
        raw = base64.b64decode(letters, validate=True)
        return lock.decrypt(raw[:NONCE], raw[NONCE:], place.encode()).decode()
    except (InvalidTag, ValueError) as error:
        raise Unreadable(f"{place} cannot be read: it was changed, or sealed elsewhere.") from error


@lru_cache(maxsize=4)
def _of_sessions(secret: str) -> AESGCM:
    return AESGCM(hashlib.blake2b(secret.encode(), digest_size=32, person=b"favn.session").digest())
