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
        (_("Sådan er det talt"), one.method or _("Ikke oplyst")),
        (_("Data"), one.get_data_display()),
        (_("Forbehold"), one.caveats),
    )
    words = {"n": one.number, "when": time_words(one.valid_from, "day")}
    title = _("Sådan er det talt") if is_only else _("Version %(n)s, fra %(when)s") % words
    return About(title, tuple((name, text) for name, text in pairs if text), one.changed)


def struck(rows: list[Observation], definitions: list[Definition]) -> list[Struck]:
    """Corrections in words."""
    units = {one.pk: one.unit for one in definitions}
    return [_struck(row, units[row.definition_id]) for row in rows]


def _struck(row: Observation, unit: str) -> Struck:
    new = next(iter(row.corrections.all()), None)
    who = f"{row.group}, " if row.group else ""
    assert row.superseded_at is not None
    return Struck(
        row.superseded_at,
        f"{who}{time_words(row.on, row.precision)}",
        amount(row.value, row.decimals, unit),
        amount(new.value, new.decimals, unit) if new else "",
        new.reason if new else row.reason,
    )
