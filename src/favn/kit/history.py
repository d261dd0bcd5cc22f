"""Writes and reads the log of who did what; actions call it inside their own transaction."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Protocol
from uuid import UUID

from django.db import models
from django.db.models import QuerySet

from favn.kit import clock
from favn.kit.encryption import encrypted_fields
from favn.kit.models import History


class Actor(Protocol):
    """Anybody who may do something: an account, or an enrolled tablet."""

    @property
    def actor_id(self) -> UUID:
        """Whose key history keeps."""
        ...

    @property
    def actor_label(self) -> str:
        """What history calls them."""
        ...


def moved(pairs: Mapping[str, list[Any]]) -> dict[str, list[Any]]:
    """Of [before, after] by field, as `note` takes them, those that differ."""
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}


def note(
    verb: str,
    record: models.Model,
    *,
    by: Actor,
    at: datetime,
    changes: dict[str, Any] | None = None,
    reason: str = "",
) -> None:
    """Append one line. `changes` maps field names to [before, after] of ordinary fields only.

    Raises ValueError where `changes` would write the words of an encrypted field in the clear.
    """
    if locked := {field.name for field in encrypted_fields(type(record))} & (changes or {}).keys():
        raise ValueError(f"History keeps no words of {', '.join(sorted(locked))}.")
    History(
        organisation_id=record.organisation_id,  # type: ignore[attr-defined]
        at=at,
        actor_id=by.actor_id,
        actor_label=by.actor_label,
        verb=verb,
        table=record._meta.label_lower,
        record_id=record.pk,
        changes=changes or {},
        reason=reason,
    ).save(force_insert=True)


def old(at: datetime) -> QuerySet[History]:
    """The present tenant's lines whose 24 months are over."""
    first = clock.months_before(clock.local_day(at), 24)
    return History.objects.owned().filter(at__lt=clock.end_of(first - timedelta(days=1)))


def of(record: models.Model) -> QuerySet[History]:
    """What happened to one record, newest first; only within the present tenant."""
    return History.objects.get_queryset().filter(record_id=record.pk)
