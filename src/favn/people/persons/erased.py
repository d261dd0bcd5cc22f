"""The file of erasures: who was erased, as numbers nobody can read, apart from the database.

A backup of the database knows nothing of what was erased after it was taken. Each line of this file
(JSON: organisation, person, at, why, held_until, by) says whom to erase again. A line goes when no
backup is so old any more.
"""

import json
import os
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from pathlib import Path
from uuid import UUID

from django.conf import settings

from favn.people.persons.models import Erasure

FILE = "erased.jsonl"


def place() -> Path:
    """Where the file lies: with the keys, which backups of the database do not hold."""
    return Path(settings.FAVN_KEYS) / FILE


def keep(rows: Iterable[Erasure]) -> None:
    """Add lines, on disk before they count."""
    text = "".join(f"{json.dumps(_said(row))}\n" for row in rows)
    if not text:
        return
    place().parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    descriptor = os.open(place(), os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(descriptor, "a", encoding="ascii") as handle:
        handle.write(text)
        handle.flush()
        os.fsync(handle.fileno())


def drop_before(moment: datetime) -> None:
    """Write the file again without lines older than that; what a law still holds stays.

    A line that another process adds meanwhile is carried over again from the database.
    """
    if not place().exists():
        return
    every = place().read_text(encoding="ascii").splitlines()
    kept = [text for text in every if not _is_older(text, moment)]
    if len(kept) == len(every):
        return
    fresh = place().with_suffix(".new")
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as handle:
        handle.write("".join(f"{text}\n" for text in kept))
        handle.flush()
        os.fsync(handle.fileno())
    fresh.replace(place())


def _is_older(text: str, moment: datetime) -> bool:
    try:
        said = json.loads(text)
    except ValueError:
        return True
    return not said["held_until"] and datetime.fromisoformat(said["at"]) < moment


def _said(row: Erasure) -> dict[str, str | None]:
    return {
        "id": str(row.pk),
        "organisation": str(row.organisation_id),
        "person": str(row.person_id),
        "at": row.at.isoformat(),
        "why": str(row.why),
        "held_until": row.held_until.isoformat() if row.held_until else None,
        "by": row.by_label,
    }


def lines(organisation: UUID) -> Iterator[Erasure]:
    """One organisation's lines, unsaved. A last line that was cut off by a stop is left out."""
    if not place().exists():
        return
    for text in place().read_text(encoding="ascii").splitlines():
        try:
            said = json.loads(text)
        except ValueError:
            continue
        if said["organisation"] == str(organisation):
            until = said["held_until"]
            yield Erasure(
                id=UUID(said["id"]),
                organisation_id=organisation,
                person_id=UUID(said["person"]),
                at=datetime.fromisoformat(said["at"]),
                why=said["why"],
                held_until=date.fromisoformat(until) if until else None,
                by_label=said["by"],
            )
