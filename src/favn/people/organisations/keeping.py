"""How long rows are kept that go by themselves: said once, on the model, and read by every clock.

class Privacy:
    kept = "2 years after it was decided"
    ends = Ends("decided_at", months=24)
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.apps import apps
from django.db import models

from favn.kit import clock
from favn.kit.encryption import EncryptedTextField


@dataclass(frozen=True, slots=True)
class Ends:
    """A row goes so long after the moment or day in `since`, which may be a path; never without.

    One on which another rests that stays (a foreign key that protects it) waits for that one.
    """

    since: str
    months: int = 0
    days: int = 0
    hours: int = 0
    only: Mapping[str, Any] = field(default_factory=dict)
    """What else must hold, as a filter."""
    empties: tuple[str, ...] = ()
    """Where the row stays as a number: the words that go. Where some are open, one of those is
    always filled, as what is sealed cannot be asked for in the database."""

    def rows(self, model: type[models.Model], at: datetime) -> Any:
        """What is due of the present organisation: what came before the local day so long ago."""
        rows = model._default_manager.owned()  # type: ignore[attr-defined]
        due = rows.filter(**{f"{self.since}__lt": self._limit(model, at)}, **self.only)
        if not self.empties:
            return due.exclude(_is_rested_on(model))
        if filled := {name: "" for name in self.empties if not _is_sealed(model, name)}:
            return due.exclude(**filled)
        told = [row.pk for row in due if any(getattr(row, name) for name in self.empties)]
        return due.filter(pk__in=told)

    def _limit(self, model: type[models.Model], at: datetime) -> date | datetime:
        if self.hours:
            return at - timedelta(hours=self.hours)
        day = clock.months_before(clock.local_day(at), self.months) - timedelta(days=self.days)
        is_moment = isinstance(_field(model, self.since), models.DateTimeField)
        return clock.end_of(day - timedelta(days=1)) if is_moment else day

    def let_go(self, rows: Any, at: datetime) -> int:
        """End what is due; how many rows."""
        if not self.empties:
            return int(rows.delete()[1].get(rows.model._meta.label, 0))
        done = 0
        for row in rows:
            for name in self.empties:
                setattr(row, name, "")
            row.save(update_fields=self.empties)
            done += 1
        return done


def _is_sealed(model: type[models.Model], name: str) -> bool:
    return isinstance(_field(model, name), EncryptedTextField)


def _is_rested_on(model: type[models.Model]) -> models.Q:
    """Whether a row of a table with a protecting foreign key points here."""
    resting: Any = models.Q()
    for way in model._meta.get_fields(include_hidden=True):
        if isinstance(way, models.ForeignObjectRel) and way.on_delete is models.PROTECT:
            rows = way.related_model._default_manager.owned()  # type: ignore[attr-defined]
            resting |= models.Exists(rows.filter(**{way.field.name: models.OuterRef("pk")}))
    return models.Q(resting)


def _field(model: type[models.Model], path: str) -> "models.Field[Any, Any]":
    """The field at the end of a path."""
    *steps, last = path.split("__")
    for step in steps:
        model = model._meta.get_field(step).related_model  # type: ignore[assignment]
    return model._meta.get_field(last)  # type: ignore[return-value]


def ending() -> Iterator[tuple[type[models.Model], Ends]]:
    """Every model whose rows go by themselves; what hangs on another row goes before it."""
    for model in reversed(apps.get_models()):
        ends = getattr(getattr(model, "Privacy", None), "ends", None)
        if ends:
            yield model, ends
