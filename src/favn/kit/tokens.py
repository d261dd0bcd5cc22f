"""Long random secrets that open something, such as a link or a tablet."""

import hashlib


def fingerprint(secret: str) -> str:
    """How a long random secret is recognised without being kept."""
    return hashlib.sha256(secret.encode()).hexdigest()
