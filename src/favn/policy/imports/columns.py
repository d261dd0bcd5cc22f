"""Where an initiative begins and where its title ends, in text whose table has lost its lines.

Three signs of a column's typesetting, none of them a guess at meaning: a capital after a line that
had room for the next word; a full stop before a capital; a line too long for the left column.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.translation import gettext as _

from favn.policy.imports.prose import starts_item
from favn.policy.imports.shapes import Unreadable

NUMBERED = re.compile(r"\s*(?P<n>\d{1,3})\s?[.)]\s+(?P<rest>[\"”“»(]?[A-ZÆØÅ0-9].*)$")
IN_CELL = re.compile(r"\s*(?P<n>\d{1,3})\s?[.)]\s+(?P<rest>\S.*)$")
GAP = re.compile(r"^(?P<left>.*?\S)?(?:\t+|\s{3,}|\s+\|\s+)(?P<right>\S.*)$")
_OPENS = re.compile(r"[\"”“»(]?[A-ZÆØÅ0-9]")
_MONTHS = re.compile(
    r"\d{1,2}\.\s+(?:jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec)", re.IGNORECASE
)


def number_of(line: str, *, in_cell: bool = False) -> tuple[int, str] | None:
    """The number a line begins with, and the rest of it; never a date and never a year.

    In a table's cell a title may begin with a small letter.
    """
    match = (IN_CELL if in_cell else NUMBERED).match(line)
    if match is None or _MONTHS.match(line.strip()):
        return None
    return int(match["n"]), match["rest"].strip()


MOST_NUMBERS = 1500
MOST_WAYS = 60
"""Odder ways than these are not followed, so that a hostile file takes no longer."""


class _Way(NamedTuple):
    """One way to read the numbers so far: how odd it is, and which lines begin an initiative."""

    oddness: float
    begun: tuple[int, ...]


def beginnings(lines: list[str], heads: Collection[int] = ()) -> list[int]:
    """Which lines begin an initiative, and which only an item of a list inside a text.

    Of all ways to read the numbers the least odd one: initiatives count on by one, a list begins
    at 1, has more than one item and never crosses a heading (`heads`: lines just after one).
    Skipped, repeated and falling numbers are odd but possible, so nothing is lost.
    """
    if sum(number_of(line) is not None for line in lines) > MOST_NUMBERS:
        raise Unreadable(_("Filen har langt flere nummererede linjer, end et papir har."))
    ways: dict[tuple[int, int], _Way] = {(0, 0): _Way(0, ())}
    past, headed = sorted(heads), 0
    for at, line in enumerate(lines):
        found = number_of(line)
        if found is None:
            continue
        is_headed = any(headed <= head <= at for head in past)
        headed = at + 1
        following: dict[tuple[int, int], _Way] = {}
        for (last, inner), way in ways.items():
            for state, odd, begins in _readings(found[0], last, inner, is_headed):
                new = _Way(way.oddness + odd, (*way.begun, at) if begins else way.begun)
                if state not in following or new.oddness < following[state].oddness:
                    following[state] = new
        ways = dict(sorted(following.items(), key=lambda way: way[1].oddness)[:MOST_WAYS])
    return list(min(ways.values()).begun)


def _readings(
    number: int, last: int, inner: int, is_headed: bool
) -> Iterator[tuple[tuple[int, int], float, bool]]:
    """The ways to read one number after initiative `last` and item `inner` of a list."""
    lone = 2.0 if inner == 1 else 0.0
    yield (number, 0), lone + _jump(number, last, is_headed), True
    if not last or is_headed:
        return
    if number == inner + 1:
        yield (last, number), 0.6 if inner else 1.0, False
    elif number == 1:
        yield (last, 1), lone + 1.5, False
    yield (last, inner), 12.0, False


def _jump(number: int, last: int, is_headed: bool) -> float:
    """How odd it is that this initiative follows that one."""
    if number == last + 1:
        return 0.0
    if number > last or is_headed:
        return 2.0
    return 6.0 if number == last else 8.0


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
