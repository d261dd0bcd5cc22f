"""Is one number two things, one thing two numbers, or one thing counted in two places?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from favn.statistics.claims import names
from favn.statistics.claims.claim import (
    ADDITIVE,
    COUNTED,
    MONEY,
    Claim,
    Finding,
    Severity,
    found,
    grouped,
    meets,
    tidy,
)

TELLING = 100
"""A number from here on is rarely the same by chance."""
MOSTLY = 0.75
"""Shared words of the shorter name, from which two names speak of one thing."""
MOST_ROWS = 60
"""Rows of one source, group, unit and time that are compared two and two."""
NUMBERED = re.compile(r"(?P<stem>.*?)\s*(?P<number>\d+)")
ENOUGH_NUMBERED = 10
FIGURES = ADDITIVE | {"percent", "index_0_100", "percentage_points", "index_points", "ratio"}


def two_values(claims: Sequence[Claim]) -> Iterator[Finding]:
    """One measure, group and time with two values that cannot both be right."""
    rows = [c for c in claims if c.is_measured and c.unit in FIGURES and c.period]
    key = lambda c: (c.source, names.key_of(c.name), c.group, c.unit, c.period)  # noqa: E731
    for cell in grouped(rows, key).values():
        lowest, highest = max(c.bounds[0] for c in cell), min(c.bounds[1] for c in cell)
        if len(cell) > 1:
            fits = lowest <= highest + 1e-9
            kind = Severity.HOLDS if fits else Severity.CONTRADICTION
            values = tuple(float(c.value or 0) for c in cell)
            yield found("two_values", kind, cell, values=values)


def restated(claims: Sequence[Claim]) -> Iterator[Finding]:
    """Nearly one name in two places of a report: the same value, or two definitions?"""
    rows = [c for c in claims if c.is_measured and c.unit in FIGURES and c.section]
    rows = [c for c in rows if not names.SUM_WORDS.search(c.name)]
    key = lambda c: (c.source, c.group, c.unit, c.period)  # noqa: E731
    for family in grouped(rows, key).values():
        for one, other in _pairs(family[:MOST_ROWS]):
            if _one_thing(one, other):
                kind = Severity.HOLDS if meets(one.bounds, other.bounds) else Severity.DOUBTFUL
                values = (float(one.value or 0), float(other.value or 0))
                yield found("two_definitions", kind, [one, other], values=values)


def _pairs(family: Sequence[Claim]) -> Iterator[tuple[Claim, Claim]]:
    for n, one in enumerate(family):
        for other in family[n + 1 :]:
            if one.section != other.section:
                yield one, other


def _one_thing(one: Claim, other: Claim) -> bool:
    if names.key_of(one.name) == names.key_of(other.name):
        return False
    if names.digits_of(one.name) != names.digits_of(other.name):
        return False
    enough = names.shared(one.name, other.name) >= 2
    return enough and names.within(one.name, other.name) >= MOSTLY


def two_names(claims: Sequence[Claim]) -> Iterator[Finding]:
    """One exact, telling number under two names that only partly agree."""
    rows = [c for c in claims if c.is_measured and c.unit in ADDITIVE and (c.value or 0) >= TELLING]
    rows = [c for c in rows if c.qualifier == "exact" and c.period]
    key = lambda c: (c.source, c.group, c.unit, c.period, c.value)  # noqa: E731
    for family in grouped(rows, key).values():
        for one, other in _pairs(family[:MOST_ROWS]):
            partly = 0 < names.within(one.name, other.name) < 1
            if partly and names.shared(one.name, other.name) >= 2 and not _linked(one, other):
                yield found(
                    "two_names", Severity.DOUBTFUL, [one, other], value=tidy(one.value or 0)
                )


def _linked(one: Claim, other: Claim) -> bool:
    """Whether a row says that it is the other one."""
    names_it = other.id in (*one.same_as, one.part_of) if other.id else False
    return names_it or (bool(one.id) and one.id in (*other.same_as, other.part_of))


def counted_twice(claims: Sequence[Claim]) -> Iterator[Finding]:
    """The same count of nearly the same thing on the same day in two places."""
    rows = [c for c in claims if c.is_measured and c.unit in COUNTED and c.when and c.when.is_day]
    rows = [c for c in rows if c.value]
    for family in grouped(rows, lambda c: (c.source, c.when, c.value)).values():
        for one, other in _pairs(family[:MOST_ROWS]):
            if names.within(one.name, other.name) >= MOSTLY and not _linked(one, other):
                both = tidy(2 * (one.value or 0))
                numbers = {"value": tidy(one.value or 0), "added": both}
                yield found("counted_twice", Severity.DOUBTFUL, [one, other], **numbers)


def mixed_groups(claims: Sequence[Claim]) -> Iterator[Finding]:
    """Several names that are used for one another and are not the same people."""
    for rows in grouped(claims, lambda c: c.source).values():
        firsts = {c.group.casefold(): c for c in reversed(rows) if c.group}
        met = [next((firsts[g] for g in kind if g in firsts), None) for kind in names.ONE_PEOPLE]
        used = [claim for claim in met if claim is not None]
        if len(used) >= names.OFTEN_MIXED:
            groups = tuple(c.group for c in used)
            yield found("mixed_groups", Severity.DOUBTFUL, used, groups=groups)


def missing_amounts(claims: Sequence[Claim]) -> Iterator[Finding]:
    """Numbered items of which most carry no amount: no total can be given."""
    met: dict[tuple[str, str], dict[int, list[Claim]]] = {}
    for claim in claims:
        if match := NUMBERED.fullmatch(claim.section):
            place = met.setdefault((claim.source, match["stem"]), {})
            place.setdefault(int(match["number"]), []).append(claim)
    for items in met.values():
        if len(items) >= ENOUGH_NUMBERED:
            paid = [c for rows in items.values() for c in rows if c.unit in MONEY and c.is_measured]
            numbered = len({c.section for c in paid})
            if 0 < numbered < max(items) / 2:
                numbers = {"with_amount": numbered, "of": max(items)}
                yield found("amounts_missing", Severity.UNJUDGED, paid, **numbers)


def spans(claims: Sequence[Claim]) -> Iterator[Finding]:
    """A printed number of years against the first and last year of its own period."""
    for claim in claims:
        if claim.unit == "years" and claim.is_measured and claim.when and claim.when.span:
            span = claim.when.span
            # First and last year may both be counted.
            fits = -claim.half <= (claim.value or 0) - span <= 1 + claim.half
            numbers = {"printed": tidy(claim.value or 0), "computed": tidy(round(span, 2))}
            kind = Severity.HOLDS if fits else Severity.CONTRADICTION
            yield found("span", kind, [claim], **numbers)
