"""Do sums, differences and parts come out as printed, and is anything in a total twice?"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations

from favn.statistics.claims import names
from favn.statistics.claims.claim import (
    ADDITIVE,
    COUNTED,
    LEVELS,
    POINTS,
    Claim,
    Finding,
    Severity,
    found,
    grouped,
    holds,
    meets,
    summed,
    tidy,
)

SIGN = r"\s*(?:[+/×]|minus)\s*"
FIGURE = r"\d{1,12}(?:[.,]\d{1,12}){0,3}"
ARITHMETIC = re.compile(
    rf"(?<![\w.,+/])(?P<left>{FIGURE}(?:{SIGN}{FIGURE})+)(?:\s*=\s*(?P<right>{FIGURE}))?(?![\w/])"
)
OPENS_CLAUSE = re.compile(r"(^|[;:,(])\s*$")
"""Without “= …” only arithmetic that opens a clause is about the row: “levels 1+2 of 5” is not."""
MOST_ADDENDS = 8
MOST_ROWS = 400
"""Beyond so many rows of one place no name can say which two a difference is between."""


def totals(claims: Sequence[Claim]) -> Iterator[Finding]:
    """A row called total against the other rows of its section, unit and period."""
    places = grouped(_addends(claims), lambda c: (c.source, c.section, c.unit, c.period))
    for rows in places.values():
        whole = [c for c in rows if _is_total(c)]
        parts = [c for c in rows if not _is_total(c) and not _is_part(c)]
        if len(whole) == 1 and len(parts) >= 2:
            yield _against(whole[0], parts)


def _addends(claims: Sequence[Claim]) -> list[Claim]:
    return [c for c in claims if c.is_measured and c.unit in ADDITIVE and not c.sum_of]


def _is_total(claim: Claim) -> bool:
    words = (names.SUM_WORDS, names.WHOLE_WORDS)
    return any(pattern.search(claim.name) for pattern in words) or names.is_everybody(claim.group)


def _is_part(claim: Claim) -> bool:
    """Whether a row is inside another row, and so no addend of its own."""
    return bool(claim.part_of) or bool(names.PART_WORDS.search(claim.name))


def _against(whole: Claim, parts: list[Claim]) -> Finding:
    if meets(whole.bounds, summed(parts)):
        return holds("total", [whole, *parts], **_sum(whole, parts))
    says_sum = bool(names.SUM_WORDS.search(whole.name)) or bool(whole.sum_of)
    if says_sum or names.is_everybody(whole.group):
        return found("total", Severity.CONTRADICTION, [whole, *parts], **_sum(whole, parts))
    share = round(100 * sum(c.value or 0 for c in parts) / (whole.value or 1), 1)
    numbers = {**_sum(whole, parts), "share": share}
    return found("parts_and_whole", Severity.DOUBTFUL, [whole, *parts], **numbers)


def _sum(whole: Claim, parts: Sequence[Claim]) -> dict[str, float]:
    computed = sum(c.value or 0 for c in parts)
    return {"printed": tidy(whole.value or 0), "computed": tidy(computed), "parts": len(parts)}


def named_sums(claims: Sequence[Claim]) -> Iterator[Finding]:
    """A row that says which rows it is the sum of."""
    by_id = {c.id: c for c in claims if c.id}
    for claim in claims:
        parts = [by_id[key] for key in claim.sum_of if key in by_id]
        if claim.value is not None and parts and len(parts) == len(claim.sum_of):
            yield _against(claim, parts)


def named_parts(claims: Sequence[Claim]) -> Iterator[Finding]:
    """Rows that say which row they are inside: no part is larger than its whole."""
    by_id = {c.id: c for c in claims if c.id}
    for claim in claims:
        whole = by_id.get(claim.part_of)
        if whole is None or claim.value is None or whole.value is None or claim.unit != whole.unit:
            continue
        kind = Severity.CONTRADICTION if claim.bounds[0] > whole.bounds[1] else Severity.HOLDS
        numbers = {"part": tidy(claim.value), "whole": tidy(whole.value)}
        yield found("part_above_whole", kind, [claim, whole], **numbers)


def partitions(claims: Sequence[Claim]) -> Iterator[Finding]:
    """Counts of one base in one section: together never more than the base."""
    rows = [c for c in claims if c.is_measured and c.unit in COUNTED and c.denominator]
    places = grouped(rows, lambda c: (c.source, c.section, c.denominator, c.period[:4]))
    for family in _whole_families(places.values()):
        base = family[0].denominator or 0
        total = sum(c.value or 0 for c in family)
        numbers = {"computed": tidy(total), "printed": tidy(base), "parts": len(family)}
        if total == base:
            yield holds("partition", family, **numbers)
        elif total > base and not any(c.several for c in family):
            yield found("partition", Severity.CONTRADICTION, family, **numbers)


def _whole_families(families: Iterable[list[Claim]]) -> Iterator[list[Claim]]:
    for family in families:
        if len(family) >= 3 and len({names.key_of(c.name) for c in family}) == len(family):
            yield family


def unions(claims: Sequence[Claim]) -> Iterator[Finding]:
    """“Completed or in education” lies between its largest part and the sum of its parts."""
    rows = [c for c in claims if c.is_measured and c.section]
    places = grouped(rows, lambda c: (c.source, c.section, c.group, c.period, c.unit))
    for family in places.values():
        if len(family) > MOST_ROWS:
            continue
        for whole in (c for c in family if names.EITHER.search(c.name)):
            parts = [c for c in family if c is not whole and _inside(c, whole)]
            if len(parts) >= 2 and not names.is_everybody(whole.group):
                yield _union(whole, parts)


def _inside(part: Claim, whole: Claim) -> bool:
    one, other = names.words_of(part.name), names.words_of(whole.name)
    return bool(one) and one < other and not names.EITHER.search(part.name)


def _union(whole: Claim, parts: list[Claim]) -> Finding:
    lowest = max(c.bounds[0] for c in parts)
    fits = meets(whole.bounds, (lowest, summed(parts)[1]))
    kind = Severity.HOLDS if fits else Severity.CONTRADICTION
    return found("union", kind, [whole, *parts], **_sum(whole, parts))


def arithmetic(claims: Sequence[Claim]) -> Iterator[Finding]:
    """A sum, quotient or difference that somebody wrote down beside a figure.

    A figure is read both as 1,502.5 and as 1.502,5; what fits either way holds.
    """
    for claim in claims:
        for match in ARITHMETIC.finditer(claim.note):
            read = [_off(claim, match, point) for point in ".,"]
            tried = [one for one in read if one is not None]
            if tried:
                off, computed, printed = min(tried)
                kind = Severity.HOLDS if off <= 1e-9 else Severity.CONTRADICTION
                numbers = {"written": match[0], "computed": tidy(computed), "printed": printed}
                yield found("arithmetic", kind, [claim], **numbers)


def _off(claim: Claim, match: re.Match[str], point: str) -> tuple[float, float, float] | None:
    """How far beyond rounding the arithmetic is off, what it gives, and what is printed.

    None where it is not about the row, or divides by zero.
    """
    worked_out, printed = _worked_out(match["left"], point), _result(claim, match, point)
    if worked_out is None or printed is None:
        return None
    (value, reach), (told, half) = worked_out, printed
    return max(0.0, abs(value - abs(told)) - reach - half), value, tidy(told)


def _result(claim: Claim, match: re.Match[str], point: str) -> tuple[float, float] | None:
    """What the arithmetic should give, and its rounding; None where it is not about the row."""
    if right := match["right"]:
        return _number(right, point), _half(right, point)
    own = OPENS_CLAUSE.search(claim.note[: match.start()]) and "/" not in match["left"]
    return (claim.value, claim.half) if own and claim.value is not None else None


def _worked_out(text: str, point: str) -> tuple[float, float] | None:
    """The value, and how far the rounding of its figures reaches (sums alone); None by zero."""
    figures = re.findall(FIGURE, text)
    signs = re.findall(r"[+/×]|minus", text)
    value, reach = _number(figures[0], point), _half(figures[0], point)
    for sign, figure in zip(signs, figures[1:], strict=True):
        number = _number(figure, point)
        if sign == "/" and not number:
            return None
        value = WORKED_OUT[sign](value, number)
        reach = reach + _half(figure, point) if sign in ("+", "minus") else 0.0
    return value, reach


WORKED_OUT: dict[str, Callable[[float, float], float]] = {
    "+": operator.add, "minus": operator.sub, "×": operator.mul, "/": operator.truediv,
}  # fmt: skip


def _parts(figure: str, point: str) -> tuple[str, str]:
    whole, _point, decimals = figure.rpartition(point) if point in figure else (figure, "", "")
    return re.sub(r"\D", "", whole), re.sub(r"\D", "", decimals)


def _number(figure: str, point: str) -> float:
    whole, decimals = _parts(figure, point)
    return float(f"{whole or 0}.{decimals or 0}")


def _half(figure: str, point: str) -> float:
    decimals = len(_parts(figure, point)[1])
    return 0.5 * 10.0**-decimals if decimals else 0.0


def nested_totals(claims: Sequence[Claim]) -> Iterator[Finding]:
    """Totals of one source of which one is the sum of others: adding all counts twice."""
    rows = [c for c in _addends(claims) if names.SUM_WORDS.search(c.name)]
    for family in grouped(rows, lambda c: (c.source, c.unit, c.period)).values():
        if not 3 <= len(family) <= MOST_ADDENDS:
            continue
        for whole in family:
            parts = _that_make(whole, [c for c in family if c is not whole])
            if parts:
                added = tidy(sum(c.value or 0 for c in (whole, *parts)))
                numbers = {**_sum(whole, parts), "added": added}
                yield found("nested_totals", Severity.DOUBTFUL, [whole, *parts], **numbers)


def _that_make(whole: Claim, others: list[Claim]) -> list[Claim]:
    """The fewest others, two or more, that add up to the whole."""
    sizes = range(2, len(others) + 1)
    tried = (list(some) for size in sizes for some in combinations(others, size))
    fits = (some for some in tried if _equal(sum(c.value or 0 for c in some), whole.value or 0))
    return next(fits, [])


def _equal(one: float, other: float) -> bool:
    return abs(one - other) <= 1e-9 * max(1.0, abs(other))


def means(claims: Sequence[Claim]) -> Iterator[Finding]:
    """A share of all lies between the shares of the groups."""
    rows = [c for c in claims if c.is_measured and c.unit in LEVELS]
    places = grouped(rows, lambda c: (c.source, names.key_of(c.name), c.unit, c.period))
    for family in places.values():
        whole = [c for c in family if names.is_everybody(c.group)]
        parts = [c for c in family if c.group and not names.is_everybody(c.group)]
        if len(whole) == 1 and len(parts) >= 2:
            lowest = min(c.bounds[0] for c in parts)
            highest = max(c.bounds[1] for c in parts)
            fits = meets(whole[0].bounds, (lowest, highest))
            kind = Severity.HOLDS if fits else Severity.CONTRADICTION
            numbers = {"printed": tidy(whole[0].value or 0), "lowest": tidy(min(_values(parts))),
                       "highest": tidy(max(_values(parts)))}  # fmt: skip
            yield found("mean_outside", kind, [whole[0], *parts], **numbers)


def _values(claims: Sequence[Claim]) -> list[float]:
    return [c.value or 0 for c in claims]


def differences(claims: Sequence[Claim]) -> Iterator[Finding]:
    """A printed gap or change against the two figures it is between."""
    levels = [c for c in claims if c.is_measured and c.unit in POINTS | LEVELS]
    by_group = grouped(levels, lambda c: (c.source, c.group))
    by_section = grouped(levels, lambda c: (c.source, c.section, c.when))
    for claim in (c for c in levels if c.unit in POINTS):
        if names.CHANGE_WORDS.search(claim.name):
            yield from _difference(claim, _ends(claim, by_group[claim.source, claim.group]))
        elif names.GAP_WORDS.search(claim.name):
            beside = by_section[claim.source, claim.section, claim.when]
            yield from _difference(claim, _sides(claim, beside))


def _difference(claim: Claim, pair: tuple[Claim, Claim] | None) -> Iterator[Finding]:
    if pair is None:
        return
    low = min(abs(a - b) for a in pair[0].bounds for b in pair[1].bounds)
    high = max(abs(a - b) for a in pair[0].bounds for b in pair[1].bounds)
    size = (abs(claim.value or 0) - claim.half, abs(claim.value or 0) + claim.half)
    fits = meets(size, (low, high))
    plain = abs((pair[0].value or 0) - (pair[1].value or 0))
    kind = Severity.HOLDS if fits else Severity.CONTRADICTION
    numbers = {"printed": tidy(claim.value or 0), "computed": tidy(plain)}
    yield found("difference", kind, [claim, *pair], **numbers)


def _ends(change: Claim, others: Sequence[Claim]) -> tuple[Claim, Claim] | None:
    """The figures of the same group at both ends of the change's period."""
    if change.when is None or change.when.span == 0 or len(others) > MOST_ROWS:
        return None
    rows = [c for c in others if c.when and not c.when.span]
    wanted = [c for c in rows if names.shared(c.name, _without(change.name))]
    if not wanted:
        wanted = [c for c in rows if c.section == change.section]
    for series in grouped(wanted, lambda c: (names.key_of(c.name), c.unit)).values():
        first = [c for c in series if c.when and c.when.start.year == change.when.start.year]
        last = [c for c in series if c.when and c.when.year == change.when.year]
        if len(first) == 1 and len(last) == 1 and first[0] is not last[0]:
            return first[0], last[0]
    return None


def _sides(gap: Claim, others: Sequence[Claim]) -> tuple[Claim, Claim] | None:
    """The two groups of one measure that the gap is between."""
    if len(others) > MOST_ROWS:
        return None
    rows = [c for c in others if c.unit in LEVELS and c.group and not names.is_everybody(c.group)]
    families = grouped(rows, lambda c: (names.key_of(c.name), c.unit)).values()
    pairs = [(family[0], family[1]) for family in families if len(family) == 2]
    fitting = [pair for pair in pairs if names.shared(pair[0].name, _without(gap.name))]
    return min(fitting, key=lambda pair: _distance(gap, pair[0]), default=None)


def _distance(gap: Claim, side: Claim) -> tuple[int, int]:
    """How far a measure is from a gap: by shared words, then by rows between."""
    return -names.shared(side.name, _without(gap.name)), abs(side.row - gap.row)


def _without(name: str) -> str:
    return names.CHANGE_WORDS.sub(" ", names.GAP_WORDS.sub(" ", name))
