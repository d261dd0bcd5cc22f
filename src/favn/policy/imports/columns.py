"""Where an initiative begins and where its title ends, in text whose table has lost its lines.

Three signs of a column's typesetting, none of them a guess at meaning: a capital after a line that
had room for the next word; a full stop before a capital; a line too long for the left column.
"""

import re
from dataclasses import dataclass

from favn.policy.imports.prose import starts_item

NUMBERED = re.compile(r"\s*(?P<n>\d{1,3})\s?[.)]\s+(?P<rest>[\"”“»(]?[A-ZÆØÅ0-9].*)$")
GAP = re.compile(r"^(?P<left>.*?\S)?(?:\t+|\s{3,}|\s+\|\s+)(?P<right>\S.*)$")
_OPENS = re.compile(r"[\"”“»(]?[A-ZÆØÅ0-9]")
_MONTHS = re.compile(
    r"\d{1,2}\.\s+(?:jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec)", re.IGNORECASE
)


def number_of(line: str) -> tuple[int, str] | None:
    """The number a line begins with, and the rest of it; never a date and never a year."""
    match = NUMBERED.match(line)
    if match is None or _MONTHS.match(line.strip()):
        return None
    return int(match["n"]), match["rest"].strip()


def beginnings(lines: list[str]) -> list[int]:
    """Which lines begin an initiative: numbers that rise, not a list inside a text.

    A list inside a text starts at 1 again. Where it meets the next initiative's number, the later
    of the two is the initiative; where there is only one, it is shown rather than lost.
    """
    numbered = [(at, found[0]) for at, line in enumerate(lines) if (found := number_of(line))]
    begun: list[int] = []
    last, inner = 0, 0
    for place, (at, number) in enumerate(numbered):
        later = {n for _at, n in numbered[place + 1 :]}
        is_list = number == inner + 1 and (number <= last or number in later)
        if begun and is_list and (inner or number == 1):
            inner = number
        elif number >= last and not (number > last + 5 and begun and last + 1 in later):
            begun.append(at)
            last, inner = number, 0
    return begun


@dataclass(frozen=True, slots=True)
class Border:
    """How many lines the title takes; `others` more places where it may end; 0 where unseen."""

    lines: int
    others: int = 0


def border(lines: list[str], width: int) -> Border:
    """Where the title ends. `width` is the longest first line of the paper's initiatives."""
    reach = next((i for i, line in enumerate(lines) if len(line) > width + 1), len(lines))
    weak: list[int] = []
    strong: list[int] = []
    for at in range(1, min(reach, len(lines) - 1) + 1):
        before, after = lines[at - 1], lines[at]
        if before.endswith("-") or not (_OPENS.match(after) or starts_item(after)):
            continue
        fits = len(before) + 1 + len(after.split()[0]) <= width - 2
        (strong if fits or before.endswith((".", "?", "!")) else weak).append(at)
    if strong:
        return Border(strong[0], sum(at < strong[0] for at in weak))
    return Border(weak[0], len(weak) - 1) if weak else Border(0)
