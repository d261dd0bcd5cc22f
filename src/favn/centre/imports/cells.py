"""What one cell says: the kind, the day, the hour, the number; or Wrong, with a sentence."""

import re
from collections.abc import Mapping
from datetime import date
from difflib import get_close_matches
from typing import TypeVar

from django.utils.translation import gettext as _

V = TypeVar("V")
KINDS = {
    "besøg": "visit",
    "visit": "visit",
    "visits": "visit",
    "deltagelse": "participation",
    "deltagelser": "participation",
    "participation": "participation",
    "participations": "participation",
    "vejledning": "guidance",
    "vejledninger": "guidance",
    "guidance": "guidance",
    "guidances": "guidance",
}
OLDEST_YEAR = 2000
MOST_IN_A_CELL = 10_000
_ISO = re.compile(r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})")
_DANISH = re.compile(r"(?P<d>\d{1,2})[-./](?P<m>\d{1,2})[-./](?P<y>\d{4})")
_HOUR = re.compile(r"(?:kl\.?\s*)?(\d{1,2})(?:[:.]\d{2}){0,2}(?:\s*[-–]\s*\d{1,2}(?:[:.]\d{2})?)?")


class Wrong(ValueError):
    """A cell that cannot be read; the sentence says what to write."""


def kind(text: str) -> str:
    """The logbook: visit, participation or guidance."""
    found = KINDS.get(text.casefold())
    if found is None:
        raise Wrong(
            _("“%(text)s” er ikke en slags. Skriv besøg, deltagelse eller vejledning.")
            % {"text": text}
        )
    return found


def day(text: str, *, today: date) -> date:
    """A day that has begun, written 2026-11-21, 21-11-2026, 21.11.2026 or 21/11/2026."""
    match = _ISO.fullmatch(text) or _DANISH.fullmatch(text)
    try:
        found = date(*(int(match[part]) for part in "ymd")) if match else None
    except ValueError:
        found = None
    if found is None:
        raise Wrong(_("“%(text)s” er ikke en dato. Skriv fx 21-11-2026.") % {"text": text})
    if found > today:
        raise Wrong(_("%(text)s ligger i fremtiden.") % {"text": text})
    if found.year < OLDEST_YEAR:
        raise Wrong(_("%(text)s ligger før år 2000. Se efter en tastefejl.") % {"text": text})
    return found


def hour(text: str) -> int | None:
    """The hour slot of 14, 14:30, kl. 14.30 or 14-15; None where the cell is empty."""
    if not text:
        return None
    match = _HOUR.fullmatch(text.casefold())
    if match is None or int(match[1]) > 23:
        raise Wrong(
            _("“%(text)s” er ikke et klokkeslæt. Skriv fx 14 eller 14:30.") % {"text": text}
        )
    return int(match[1])


def count(text: str) -> int:
    """How many rows the line stands for; 1 where the cell is empty, 0 on a closed day."""
    if not text:
        return 1
    if not (text.isascii() and text.isdigit()) or int(text[:9]) > MOST_IN_A_CELL:
        raise Wrong(
            _("“%(text)s” er ikke et antal. Skriv et helt tal fra 0 til 10000 uden punktum.")
            % {"text": text}
        )
    return int(text)


def known(text: str, named: Mapping[str, V], what: str) -> V:
    """The activity or topic of this name or slug; otherwise Wrong with the nearest ones."""
    if found := named.get(text.casefold()):
        return found
    if not text:
        raise Wrong(_("Cellen %(what)s er tom.") % {"what": what})
    near = get_close_matches(text.casefold(), named, n=6, cutoff=0.5) or named
    names = list(dict.fromkeys(str(named[name]) for name in near))[:3]
    raise Wrong(
        _("%(what)s “%(text)s” kendes ikke. Nærmest: %(names)s.")
        % {"what": what.capitalize(), "text": text, "names": ", ".join(names) or "–"}
    )
