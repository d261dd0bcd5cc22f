"""Do words for a change stand on its figures, and are two points in time the same measure?"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import combinations, pairwise

from favn.statistics.claims import names
from favn.statistics.claims.claim import (
    ADDITIVE,
    LEVELS,
    Claim,
    Finding,
    Number,
    Severity,
    found,
    grouped,
    tidy,
)
from favn.statistics.distributions import normal_quantile
from favn.statistics.proportions import Share, compare

BETTER = re.compile(r"(progress|better|improve|fremgang|forbedr|bedre)", re.IGNORECASE)
SAME = re.compile(r"(maintain|unchanged|stable|fasthold|uændret|stabil)", re.IGNORECASE)
WORSE = re.compile(r"(decline|setback|worse|fall|tilbagegang|forværr|dårligere)", re.IGNORECASE)
UNLIKELY = 0.05
Z95 = normal_quantile(0.95)
OLD_YEARS = 3
ALIKE = 0.6


def series_of(claims: Sequence[Claim]) -> list[list[Claim]]:
    """Measured rows of one measure, group and unit over time, oldest first."""
    rows = [c for c in claims if c.is_measured and c.when]
    key = lambda c: (c.source, names.key_of(c.name), c.group, c.unit)  # noqa: E731
    families = (f for f in grouped(rows, key).values() if len(f) >= 2)
    return [sorted(f, key=_start) for f in families]


def _start(claim: Claim) -> date:
    assert claim.when
    return claim.when.start


def statuses(claims: Sequence[Claim]) -> Iterator[Finding]:
    """A printed status word on a measure: is there a base, and is a change more than noise?

    A word printed for a whole table holds where it fits one of the table's groups.
    """
    told = [s for s in series_of(claims) if s[0].unit == "percent" and _class(_word(s))]
    measures: dict[tuple[str, str, str], list[list[Claim]]] = {}
    for series in told:
        key = (series[0].source, names.key_of(series[0].name), _word(series))
        measures.setdefault(key, []).append(series)
    for (_source, _name, word), groups in measures.items():
        pairs = [(s[-2], s[-1]) for s in groups]
        based = [pair for pair in pairs if all(_is_share(c) for c in pair)]
        if based:
            yield min((_tested(*pair, word) for pair in based), key=_holds_first)
        else:
            yield _untested(max(pairs, key=lambda pair: _size(*pair)), word)


def _is_share(claim: Claim) -> bool:
    """Whether a percentage has a base and could be a share of it."""
    return (claim.denominator or 0) > 0 and 0 <= (claim.value or 0) <= 100


def _word(series: Sequence[Claim]) -> str:
    return next((c.status for c in reversed(series) if c.status), "")


def _holds_first(finding: Finding) -> bool:
    return finding.severity != Severity.HOLDS


def _size(before: Claim, after: Claim) -> float:
    return abs((after.value or 0) - (before.value or 0))


def _untested(pair: tuple[Claim, Claim], word: str) -> Finding:
    before, after = pair
    numbers: dict[str, Number] = {
        "before": tidy(before.value or 0), "after": tidy(after.value or 0), "word": word,
        "needed": _needed(before, after),
    }  # fmt: skip
    return found("status_no_base", Severity.DOUBTFUL, pair, **numbers)


def _class(word: str) -> str:
    kinds = (("same", SAME), ("better", BETTER), ("worse", WORSE))
    return next((kind for kind, pattern in kinds if pattern.search(word)), "")


def _tested(before: Claim, after: Claim, word: str) -> Finding:
    one, other = (Share.of_percent(c.value or 0, c.denominator or 1) for c in (after, before))
    tested = compare(one, other)
    numbers: dict[str, Number] = {
        "before": tidy(before.value or 0), "after": tidy(after.value or 0), "word": word,
        "lowest": round(100 * tested.interval.low, 1),
        "highest": round(100 * tested.interval.high, 1), "p": float(f"{tested.p:.2g}"),
    }  # fmt: skip
    fits = (tested.p < UNLIKELY) != (_class(word) == "same")
    kind = Severity.HOLDS if fits else Severity.CONTRADICTION
    return found("status_noise", kind, [before, after], **numbers)


def _needed(before: Claim, after: Claim) -> int:
    """How large each base would have to be for this change to be more than noise; 0 if none."""
    one, other = (before.value or 0) / 100, (after.value or 0) / 100
    pooled = (one + other) / 2
    if one == other:
        return 0
    return math.ceil(Z95**2 * 2 * pooled * (1 - pooled) / (one - other) ** 2)


def thresholds(claims: Sequence[Claim]) -> Iterator[Finding]:
    """A larger change called unchanged than one called progress or setback: no rule for words."""
    told: list[tuple[str, float, str, Claim]] = []
    for series in series_of(claims):
        word = _word(series)
        if _class(word) and series[0].unit == "percent":
            told.append((_class(word), _size(*series[-2:]), word, series[-1]))
    for rows in _by_source(told).values():
        still = [t for t in rows if t[0] == "same"]
        moved = [t for t in rows if t[0] != "same"]
        if still and moved:
            most, least = max(still, key=lambda t: t[1]), min(moved, key=lambda t: t[1])
            if most[1] > least[1]:
                numbers = {"still": tidy(most[1]), "still_word": most[2],
                           "moved": tidy(least[1]), "moved_word": least[2]}  # fmt: skip
                rows_of = [most[3], *(t[3] for t in moved)]
                yield found("status_threshold", Severity.DOUBTFUL, rows_of, **numbers)


def _by_source(
    told: Sequence[tuple[str, float, str, Claim]],
) -> dict[str, list[tuple[str, float, str, Claim]]]:
    groups: dict[str, list[tuple[str, float, str, Claim]]] = {}
    for one in told:
        groups.setdefault(one[3].source, []).append(one)
    return groups


def beside_counts(claims: Sequence[Claim]) -> Iterator[Finding]:
    """A share that moves while its count stands still or goes the other way."""
    for series in series_of(claims):
        if series[0].unit == "percent" and all(_is_share(c) for c in series):
            pairs = list(pairwise(series))
            odd = [pair for pair in pairs if _goes_apart(*pair)]
            if odd:
                before, after = odd[-1]
                numbers = {
                    "before": tidy(before.value or 0), "after": tidy(after.value or 0),
                    "count_before": round(_count(before)), "count_after": round(_count(after)),
                    "base_before": tidy(before.denominator or 0),
                    "base_after": tidy(after.denominator or 0),
                }  # fmt: skip
                rows = list(dict.fromkeys(c for pair in odd for c in pair))
                yield found("share_beside_count", Severity.DOUBTFUL, rows, **numbers)


def _count(claim: Claim) -> float:
    return (claim.value or 0) / 100 * (claim.denominator or 0)


def _goes_apart(before: Claim, after: Claim) -> bool:
    share = (after.value or 0) - (before.value or 0)
    count = _count(after) - _count(before)
    room = sum(c.half / 100 * (c.denominator or 0) for c in (before, after))
    if abs(share) <= before.half + after.half:
        return False
    return abs(count) <= room or (count > 0) != (share > 0)


def definitions(claims: Sequence[Claim]) -> Iterator[Finding]:
    """Two years of nearly, but not quite, the same measure: no line may join them."""
    rows = [c for c in claims if c.is_measured and c.when and c.unit in LEVELS]
    key = lambda c: (c.source, c.section, c.group, c.unit)  # noqa: E731
    for family in grouped(rows, key).values():
        years = _years_of(family)
        newest = {names.key_of(c.name): c for c in family}
        for (one, row), (other, later) in combinations(list(newest.items())[:MOST_NAMES], 2):
            if not years[one] & years[other] and names.alike(one, other) >= ALIKE:
                numbers = {"one": tidy(row.value or 0), "other": tidy(later.value or 0)}
                yield found("definition_changed", Severity.DOUBTFUL, [row, later], **numbers)


MOST_NAMES = 100
"""Names are compared two and two among so many of one section, group and unit."""


def _years_of(family: Sequence[Claim]) -> dict[str, set[int]]:
    """The years of each measure: two that stand side by side in one are not one measure."""
    years: dict[str, set[int]] = {}
    for claim in family:
        assert claim.when
        years.setdefault(names.key_of(claim.name), set()).add(claim.when.year)
    return years


def old_data(claims: Sequence[Claim]) -> Iterator[Finding]:
    """A level whose newest value is three years older than its report, or more."""
    rows = [c for c in claims if c.is_measured and c.when]
    for source in grouped(rows, lambda c: c.source).values():
        year = report_year(source)
        levels = [c for c in source if c.unit in LEVELS or c.unit == "ratio"]
        for series in grouped(levels, lambda c: (names.key_of(c.name), c.group)).values():
            newest = max(c.when.year for c in series if c.when)
            if year - newest >= OLD_YEARS:
                numbers = {"newest": newest, "report": year, "age": year - newest}
                yield found("old_data", Severity.DOUBTFUL, series, **numbers)


def report_year(claims: Sequence[Claim]) -> int:
    """The latest year with at least half as many rows as the year with most."""
    years = Counter(c.when.year for c in claims if c.when)
    most = max(years.values(), default=0)
    return max((year for year, rows in years.items() if 2 * rows >= most), default=0)


def targets(claims: Sequence[Claim]) -> Iterator[Finding]:
    """A target against what was measured while it ran."""
    aims = [c for c in claims if c.qualifier == "target" and c.value is not None and c.when]
    measured = [c for c in claims if c.is_measured and c.when]
    places = grouped(measured, lambda c: (c.source, c.section, c.group, c.unit))
    for aim in aims:
        rows = _aimed_at(aim, places.get((aim.source, aim.section, aim.group, aim.unit), []))
        if rows and aim.unit in ADDITIVE | LEVELS:
            yield _reached(aim, rows)


def _aimed_at(aim: Claim, rows: Sequence[Claim]) -> list[Claim]:
    """The measure that is the target's name without the word target, inside its period."""
    assert aim.when
    wanted = names.words_of(names.TARGET_WORDS.sub(" ", aim.name)) - {"year"}
    first, last = aim.when.start.year, aim.when.year
    inside = [c for c in rows if c.when and first <= c.when.start.year <= c.when.year <= last]
    return [c for c in inside if wanted and wanted == names.words_of(c.name)]


def _reached(aim: Claim, rows: Sequence[Claim]) -> Finding:
    reached = [c for c in rows if (c.value or 0) >= (aim.value or 0)]
    total, wanted = sum(c.value or 0 for c in rows), (aim.value or 0) * len(rows)
    numbers = {
        "target": tidy(aim.value or 0), "reached": len(reached), "of": len(rows),
        "total": tidy(total), "wanted": tidy(wanted), "share": round(100 * total / wanted),
    }  # fmt: skip
    kind = Severity.HOLDS if len(reached) == len(rows) else Severity.DOUBTFUL
    return found("target_missed", kind, [aim, *rows], **numbers)
