"""What must be true before Favn starts; each refusal tells the way out."""

import sqlite3
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register

from favn.kit.encryption import keys
from favn.kit.sqlite import refusal


@register(Tags.database)
def sqlite_is_sound(**_: Any) -> list[CheckMessage]:
    """A SQLite library with the WAL-reset fault is an error, not a warning."""
    if "sqlite" not in str(settings.DATABASES["default"]["ENGINE"]):
        return []
    sentence = refusal(sqlite3.sqlite_version_info)
    return [Error(sentence, id="favn.E001")] if sentence else []


@register(Tags.security)
def keys_are_for_their_owner(**_: Any) -> list[CheckMessage]:
    """The key file of encrypted fields is read by the host's own user and nobody else."""
    if not keys.is_open_to_others():
        return []
    sentence = f"Others may read {keys.place()}. Close it: chmod 600 {keys.place()}"
    return [Error(sentence, id="favn.E002")]
