"""Long random secrets that open something, such as a link or a tablet."""

import base64
import hashlib
import hmac
from uuid import UUID

from django.conf import settings


def fingerprint(secret: str) -> str:
    """How a long random secret is recognised without being kept."""
    return hashlib.sha256(secret.encode()).hexdigest()


def derived(what: str, key: UUID) -> str:
    """A secret that follows from a row's key and the host's own: 43 letters, 256 bits.

    A letter that did not leave is written again with the same address, and the database never
    holds it. Nobody finds one by trying.
    """
    digest = hmac.digest(settings.SECRET_KEY.encode(), f"{what}|{key}".encode(), hashlib.sha256)
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")
