"""Which status an old paper's prose speaks of, and in which words; nothing where it speaks of none.

A written list, read as Danish: a phrase after “ikke” or “endnu” does not count, and a prose that
speaks of two statuses speaks of none. What is found is inferred and must be shown so.
"""

import re
from dataclasses import dataclass

from favn.policy.choices import Status

_SUBJECT = r"(?:indsatsen|initiativet|projektet|kampagnen|undersøgelsen|tiltaget|forløbet|puljen)"
_IS = rf"{_SUBJECT} (?:er|blev|er blevet) (?:nu |pt\. |fortsat |allerede )?"
_ALONE = r"^(?:status: )?(?:{})(?=[.,;:]| i \d{{4}}|$)"
PHRASES: tuple[tuple[Status, str], ...] = (
    (Status.FINISHED, rf"{_IS}(?:gennemført|afsluttet|færdig)"),
    (Status.FINISHED, rf"har (?:gennemført|afsluttet) {_SUBJECT}"),
    (Status.FINISHED, _ALONE.format("gennemført|afsluttet|færdig")),
    (Status.RUNNING, rf"{_IS}(?:igangsat|igangsæt|sat i gang|i gang)"),
    (Status.RUNNING, rf"{_IS}under (?:udarbejdelse|udvikling|implementering)"),
    (Status.RUNNING, _ALONE.format("i gang|igangsat|igangværende|under udarbejdelse")),
    (Status.PLANNED, rf"{_IS}planlagt"),
    (Status.PLANNED, rf"{_SUBJECT} (?:forventes|skal) (?:igangsat|igangsættes|påbegyndes)"),
    (Status.PLANNED, rf"{_IS}(?:endnu )?ikke (?:begyndt|påbegyndt|igangsat|startet|sat i gang)"),
    (Status.PLANNED, _ALONE.format("ikke begyndt|ikke igangsat|planlagt|ikke påbegyndt")),
    (Status.STOPPED, rf"{_IS}(?:stoppet|indstillet|opgivet|nedlagt|udgået|bortfaldet)"),
    (Status.STOPPED, _ALONE.format("stoppet|indstillet|opgivet|udgået|bortfaldet")),
)
"""Said of the matter itself, or first and alone: “pilotforsøg er gennemført” says nothing."""
_WRITTEN = tuple(
    (status, re.compile(rf"{words}(?!\w)", re.IGNORECASE)) for status, words in PHRASES
)
_PERIOD = re.compile(
    r"\bløber (?:fra )?(?:(?P<first>\d{4})\s*[-–]\s*|(?:frem )?til (?:og med )?(?:udgangen af )?)"
    r"(?P<last>\d{4}|\d{2})\b",
    re.IGNORECASE,
)
_DENIED = re.compile(r"\b(?:ikke|næppe|hvis|når|før)\s*(?:\w+\s+){0,2}$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Inferred:
    """A status and the words it rests on; `others` are words that speak against it."""

    status: str = ""
    because: str = ""
    others: str = ""


def inferred(text: str, year: int | None) -> Inferred:
    """What the prose says of the matter. `year` is the paper's: a period past it is running."""
    found = _phrases(text) + _running(text, year)
    statuses = {status for status, _words in found}
    if not found:
        return Inferred()
    if len(statuses) > 1:
        return Inferred(others="” / “".join(dict(found).values()))
    status, words = found[0]
    return Inferred(str(status), words)


def _phrases(text: str) -> list[tuple[Status, str]]:
    flat = " ".join(text.split())
    found = []
    for status, pattern in _WRITTEN:
        for match in pattern.finditer(flat):
            if not _DENIED.search(flat[: match.start()].rpartition(".")[2]):
                found.append((match.start(), status, match[0]))
                break
    return [(status, words) for _start, status, words in sorted(found)]


def _running(text: str, year: int | None) -> list[tuple[Status, str]]:
    """A period that reaches into the paper's year or beyond; one that ended says nothing."""
    for match in _PERIOD.finditer(" ".join(text.split())):
        last = int(match["last"])
        last += 2000 if last < 100 else 0
        if year is not None and last >= year:
            return [(Status.RUNNING, match[0])]
    return []
