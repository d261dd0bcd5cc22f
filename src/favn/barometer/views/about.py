"""How an indicator is counted, version by version, and what was corrected, as pages show it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from favn.barometer.layers.wording import amount
from favn.barometer.models import Definition, Observation
from favn.barometer.rules.values import time_words


@dataclass(frozen=True, slots=True)
class About:
    """One version of a definition as facts."""

    title: str
    is_only: bool
    facts: tuple[tuple[str, Any], ...]
    changed: str


@dataclass(frozen=True, slots=True)
class Struck:
    """A value that no longer stands."""

    at: datetime
    what: str
    was: str
    became: str
    reason: str


def about(definitions: list[Definition]) -> list[About]:
    """Every version, the newest first."""
    return [_about(one, is_only=len(definitions) == 1) for one in reversed(definitions)]


def _about(one: Definition, *, is_only: bool) -> About:
    pairs = (
        (_("Tallet siger"), one.says),
        (_("Enhed"), one.get_unit_display()),
        (_("Kilde"), one.source),
        (_("Basis"), one.base or _("Ikke oplyst")),
        (_("Fremgangsmåde"), one.method or _("Ikke oplyst")),
        (_("Data"), one.get_data_display()),
        (_("Forbehold"), one.caveats),
    )
    words = {"n": one.number, "when": time_words(one.valid_from, "day")}
    title = _("Version %(n)s, fra %(when)s") % words
    return About(title, is_only, tuple((name, text) for name, text in pairs if text), one.changed)


def struck(rows: list[Observation], definitions: list[Definition]) -> list[Struck]:
    """Corrections in words."""
    units = {one.pk: one.unit for one in definitions}
    return [_struck(row, units[row.definition_id]) for row in rows]


def named(row: Observation) -> str:
    """Which cell a value stands in: its group, where it has one, and its time."""
    who = f"{row.group}, " if row.group else ""
    return f"{who}{time_words(row.on, row.precision)}"


def _struck(row: Observation, unit: str) -> Struck:
    new = next(iter(row.corrections.all()), None)
    assert row.superseded_at is not None
    return Struck(
        row.superseded_at,
        named(row),
        amount(row.value, row.decimals, unit),
        amount(new.value, new.decimals, unit) if new else "",
        new.reason if new else row.reason,
    )
