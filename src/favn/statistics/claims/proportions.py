"""Do percentages fit their counts, is their base printed, and what may they be added to?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from favn.statistics.claims import names
from favn.statistics.claims.claim import (
    ADDITIVE,
    COUNTED,
    Claim,
    Finding,
    Severity,
    found,
    grouped,
    holds,
    meets,
    tidy,
)
from favn.statistics.intervals import wilson
from favn.statistics.reasons import Refused
from favn.statistics.shares import implied_base

SMALL = 5
"""Cells below this are not printed about persons (house rule)."""
FEW = 50
"""Below this base an interval is so wide that the share says little."""
LARGEST_COMMON_BASE = 2000
MOST_SHARES = 20


def shares(claims: Sequence[Claim]) -> Iterator[Finding]:
    """A percentage against its own numerator and denominator."""
    for claim in claims:
        if claim.unit == "percent" and claim.value is not None and claim.denominator:
            share = _share(claim)
            if share is None:
                continue
            fits = meets(claim.bounds, (share, share))
            kind = Severity.HOLDS if fits else Severity.CONTRADICTION
            numbers = {
                "printed": tidy(claim.value), "computed": round(share, 2),
                "part": tidy(claim.numerator or 0), "base": tidy(claim.denominator),
            }  # fmt: skip
            yield found("share", kind, [claim], **numbers)


def _share(claim: Claim) -> float | None:
    if claim.numerator is None or not claim.denominator:
        return None
    return 100 * claim.numerator / claim.denominator


def parts_of_base(claims: Sequence[Claim]) -> Iterator[Finding]:
    """A count is never larger than its base, nor other than its own numerator."""
    aims = {(c.source, c.section, c.value) for c in claims if c.qualifier == "target"}
    for claim in claims:
        if claim.unit not in ADDITIVE or not claim.denominator or not claim.is_measured:
            continue
        part = claim.value if claim.numerator is None else claim.numerator
        other = claim.numerator is not None and not meets(claim.bounds, (part or 0, part or 0))
        is_aim = (claim.source, claim.section, claim.denominator) in aims
        above = (part or 0) > claim.denominator and not claim.several and not is_aim
        kind = Severity.CONTRADICTION if above or other else Severity.HOLDS
        numbers = {"printed": tidy(claim.value or 0), "part": tidy(part or 0),
                   "base": tidy(claim.denominator)}  # fmt: skip
        yield found("part_of_base", kind, [claim], **numbers)


def over_hundred(claims: Sequence[Claim]) -> Iterator[Finding]:
    """A share of something is never below 0 or above 100 %."""
    for claim in claims:
        value = claim.value
        outside = value is not None and not 0 <= value <= 100
        if outside and claim.unit == "percent" and _is_share(claim):
            printed = tidy(value or 0)
            yield found("outside_hundred", Severity.CONTRADICTION, [claim], printed=printed)


def _is_share(claim: Claim) -> bool:
    """Whether the name or a base says so; growth and ratios may be anything."""
    if names.CHANGE_WORDS.search(claim.name) or names.RATIO_WORDS.search(claim.name):
        return False
    said = claim.name.casefold().startswith(("share", "andel", "procentdel"))
    return said or claim.denominator is not None or claim.several


def implied_bases(claims: Sequence[Claim]) -> Iterator[Finding]:
    """A percentage with its count but without its base: which bases are possible?"""
    for claim in claims:
        if claim.unit != "percent" or claim.denominator or not claim.numerator or not claim.value:
            continue
        try:
            base = implied_base(claim.numerator, claim.value, claim.decimals)
        except Refused:
            continue
        numbers = {
            "printed": tidy(claim.value),
            "part": tidy(claim.numerator),
            "computed": round(base.value),
            "lowest": base.smallest,
            "highest": base.largest,
        }
        yield found("implied_base", Severity.UNJUDGED, [claim], **numbers)


def missing_bases(claims: Sequence[Claim]) -> Iterator[Finding]:
    """Percentages whose base is not printed, by section; and the smallest base that fits all."""
    rows = [c for c in claims if c.unit == "percent" and c.is_measured and not c.denominator]
    rows = [c for c in rows if c.numerator is None and not names.CHANGE_WORDS.search(c.name)]
    for family in grouped(rows, lambda c: (c.source, c.section)).values():
        numbers: dict[str, float | int | str] = {"count": len(family)}
        if smallest := _smallest_base(family):
            numbers["smallest"] = smallest
        yield found("base_missing", Severity.UNJUDGED, family, **numbers)


def _smallest_base(family: Sequence[Claim]) -> int | None:
    """The smallest number of which all these shares can be rounded; None for shares of many."""
    first = family[0]
    one_base = all((c.group, c.period) == (first.group, first.period) for c in family)
    if (
        not 2 <= len(family) <= MOST_SHARES
        or not one_base
        or any(c.qualifier != "exact" for c in family)
    ):
        return None
    bases = range(1, LARGEST_COMMON_BASE)
    return next((n for n in bases if all(_possible(c, n) for c in family)), None)


def _possible(claim: Claim, base: int) -> bool:
    part = round((claim.value or 0) * base / 100)
    low, high = claim.bounds
    return any(low <= 100 * n / base < high for n in (part - 1, part, part + 1) if n >= 0)


def families(claims: Sequence[Claim]) -> Iterator[Finding]:
    """Shares of one question and base together: above 100 only where several may be chosen."""
    rows = [c for c in claims if c.unit == "percent" and c.is_measured and c.denominator]
    for family in _families(rows):
        total = sum(c.value or 0 for c in family)
        slack = sum(c.half for c in family) + 1e-9
        several = any(c.several for c in family)
        numbers = {"computed": tidy(total), "rows": len(family), "left": tidy(100 - total)}
        if several or abs(total - 100) <= slack:
            yield holds("answers", family, **numbers)
        elif total > 100 + slack:
            yield found("over_100", Severity.CONTRADICTION, family, **numbers)
        elif len(family) >= 3 and not any(names.REST_WORDS.search(c.name) for c in family):
            yield found("left_over", Severity.DOUBTFUL, family, **numbers)


def _families(rows: Sequence[Claim]) -> Iterator[list[Claim]]:
    """Rows of one section, period, group and base whose names begin with the same words."""
    key = lambda c: (c.source, c.section, c.period, c.group, c.denominator, _opening(c.name))  # noqa: E731
    for family in grouped(rows, key).values():
        if len(family) >= 3 and len({c.name for c in family}) == len(family):
            yield family


def _opening(name: str) -> tuple[str, ...]:
    """The first three words; a name of fewer opens with itself."""
    return tuple(name.casefold().split()[:3])


def bands(claims: Sequence[Claim]) -> Iterator[Finding]:
    """Bands of one measure, “1-2” and “2-3”, that share a number."""
    rows = [c for c in claims if names.BAND.search(c.name)]
    key = lambda c: (c.source, c.section, c.period, c.group, names.BAND.sub("#", c.name))  # noqa: E731
    for family in grouped(rows, key).values():
        spans = sorted((_band(c), c.row, c) for c in family)
        pairs = list(pairwise(spans))
        shared = [(a[2], b[2], b[0][0]) for a, b in pairs if b[0][0] <= a[0][1]]
        if shared:
            rows_of = [c for a, b, _ in shared for c in (a, b)]
            numbers = tuple(float(n) for _a, _b, n in shared)
            yield found("bands_overlap", Severity.CONTRADICTION, rows_of, shared=numbers)
        elif pairs:
            yield holds("bands", family)


def _band(claim: Claim) -> tuple[int, int]:
    match = names.BAND.search(claim.name)
    assert match is not None
    return int(match[1]), int(match[2])


def small_counts(claims: Sequence[Claim]) -> Iterator[Finding]:
    """Counts below five about persons in a named group: may they be printed at all?"""
    rows = [c for c in _of_persons(claims) if 0 < (c.value or 0) < SMALL]
    for family in grouped(rows, lambda c: (c.source, c.section, c.group)).values():
        numbers = {"count": len(family), "least": SMALL,
                   "base": tidy(max(c.denominator or 0 for c in family))}  # fmt: skip
        yield found("small_counts", Severity.DOUBTFUL, family, **numbers)


def wide_intervals(claims: Sequence[Claim]) -> Iterator[Finding]:
    """Shares of few persons: the interval says how little is known."""
    rows = [c for c in _of_persons(claims) if FEW > (c.denominator or 0) >= 2 * SMALL]
    for family in grouped(rows, lambda c: (c.source, c.denominator, c.group)).values():
        first = min(family, key=lambda c: c.row)
        bounds = wilson(first.value or 0, first.denominator or 1).times(100)
        numbers = {
            "part": tidy(first.value or 0), "base": tidy(first.denominator or 0),
            "share": round(100 * (first.value or 0) / (first.denominator or 1), 1),
            "lowest": round(bounds.low, 1), "highest": round(bounds.high, 1),
        }  # fmt: skip
        yield found("wide_interval", Severity.DOUBTFUL, family, **numbers)


def _of_persons(claims: Sequence[Claim]) -> list[Claim]:
    """Measured counts with a base, about a group of persons."""
    rows = (c for c in claims if c.is_measured and c.unit in COUNTED and c.denominator)
    possible = (c for c in rows if 0 <= (c.value or 0) <= (c.denominator or 0))
    return [c for c in possible if names.PERSONS.search(c.group)]
