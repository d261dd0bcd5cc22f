"""What must be true before Favn starts; each refusal tells the way out."""

import sqlite3
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register

from favn.kit.sqlite import refusal


@register(Tags.database)
def sqlite_is_sound(**_: Any) -> list[CheckMessage]:
    """A SQLite library with the WAL-reset fault is an error, not a warning."""
    if "sqlite" not in str(settings.DATABASES["default"]["ENGINE"]):
        return []
    sentence = refusal(sqlite3.sqlite_version_info)
    return [Error(sentence, id="favn.E001")] if sentence else []
