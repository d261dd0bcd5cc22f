"""Whom each line of a list may be: an association of the directory, or a line above it."""

from typing import Any

from favn.associations.actions.lists import Read, Whole
from favn.associations.imports.columns import Line, Sheet
from favn.associations.queries.sameness import body_said, like
from favn.statistics.body_linkage import Bodies

Doubt = list[Any]
"""`["entry" or "line", its key, its name, weight, likely, [[why, word]]]`."""
MOST = 3


def doubted(lines: list[Line]) -> dict[int, list[Doubt]]:
    """Line → whom it may be, the likeliest first; lines without doubts are left out."""
    above: Bodies[int] = Bodies()
    names: dict[int, str] = {}
    found: dict[int, list[Doubt]] = {}
    for line in lines:
        if line.faults:
            continue
        body = body_said(line.said)
        doubts = [one.doubt for one in like(body, most=MOST)]
        for two in above.candidates(body, most=MOST):
            told = [[str(why), word] for why, word in two.reasons]
            doubts.append(["line", str(two.key), names[two.key], two.weight, two.is_likely, told])
        above.put(line.number, body)
        names[line.number] = line.said["name"]
        if doubts:
            found[line.number] = sorted(doubts, key=lambda doubt: -doubt[3])
    return found


def whole(name: str, sha256: str, sheet: Sheet) -> Whole:
    """A list ready to be kept, each line with its doubts."""
    doubts = doubted(sheet.lines)
    lines = [Read(ln.number, ln.said, ln.faults, doubts.get(ln.number, [])) for ln in sheet.lines]
    return Whole(name, sha256, sheet.columns, sheet.unread, sheet.notes, lines)
