"""What one printed figure says, how far its rounding reaches, and what a rule found out."""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeVar

from favn.statistics.claims.periods import When

COUNTED = frozenset({"count"})
MONEY = frozenset({"DKK", "mio_DKK"})
ADDITIVE = COUNTED | MONEY | {"hours"}
POINTS = frozenset({"percentage_points", "index_points"})
LEVELS = frozenset({"percent", "index_0_100"})
NOT_MEASURED = frozenset({"planned", "target", "projection", "not_stated"})
ABOUT = 0.1
"""How far “about”, “almost” and “just under” reach: a tenth, or half the last digit that counts."""

Number = float | int | str | tuple[float, ...] | tuple[str, ...]
Key = TypeVar("Key", bound=Hashable)


class Severity(StrEnum):
    """How grave a finding is; `HOLDS` is what was recomputed and came out as printed."""

    CONTRADICTION = "contradiction"
    DOUBTFUL = "doubtful"
    UNJUDGED = "unjudged"
    HOLDS = "holds"


@dataclass(frozen=True, slots=True)
class Claim:
    """One row: a figure as printed. `row` is its line in the file, from 1.

    `decimals` are those of the printed value. `same_as`, `part_of` and `sum_of` are ids of rows.
    """

    row: int
    name: str
    value: float | None
    decimals: int = 0
    id: str = ""
    source: str = ""
    section: str = ""
    group: str = ""
    period: str = ""
    when: When | None = None
    unit: str = "count"
    numerator: float | None = None
    denominator: float | None = None
    qualifier: str = "exact"
    status: str = ""
    note: str = ""
    words: str = ""
    several: bool = False
    same_as: tuple[str, ...] = ()
    part_of: str = ""
    sum_of: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """What the row is called in a finding: its id, else its line."""
        return self.id or f"line {self.row}"

    @property
    def is_measured(self) -> bool:
        """Whether this is a value somebody found, and not a plan or a hope."""
        return self.value is not None and self.qualifier not in NOT_MEASURED

    @property
    def half(self) -> float:
        """Half a unit of the last digit; counts are exact."""
        return 0.0 if self.unit in COUNTED else 0.5 * 10.0**-self.decimals

    @property
    def bounds(self) -> tuple[float, float]:
        """The lowest and the highest value that the printed figure leaves room for."""
        value = self.value or 0.0
        if self.qualifier == "at_least":
            return value, math.inf
        if self.qualifier == "up_to":
            return -math.inf, value
        if self.qualifier == "less_than":
            return value - abs(value) * ABOUT, value
        reach = about(value) if self.qualifier == "approx" else self.half
        return value - reach, value + reach


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule found: `code` names the sentence, `numbers` are what was used and came out."""

    code: str
    severity: Severity
    rows: tuple[str, ...]
    numbers: Mapping[str, Number] = field(default_factory=dict)
    source: str = ""
    section: str = ""


def found(code: str, severity: Severity, claims: Iterable[Claim], **numbers: Number) -> Finding:
    """A finding about these rows; source and section are those of the first."""
    rows = list(claims)
    first = rows[0]
    labels = tuple(dict.fromkeys(claim.label for claim in rows))
    return Finding(code, severity, labels, numbers, first.source, first.section)


def holds(code: str, claims: Iterable[Claim], **numbers: Number) -> Finding:
    """What was recomputed and holds."""
    return found(code, Severity.HOLDS, claims, **numbers)


def about(value: float) -> float:
    """How far “about `value`” reaches: half its last digit that counts, at least a tenth."""
    if value == 0:
        return 0.5
    digits = math.floor(math.log10(abs(value)))
    while digits > -9 and not _is_round(value, digits):
        digits -= 1
    return max(0.5 * 10.0**digits, abs(value) * ABOUT)


def _is_round(value: float, digits: int) -> bool:
    scaled = value / 10.0**digits
    return math.isclose(scaled, round(scaled), abs_tol=1e-6)


def meets(one: tuple[float, float], other: tuple[float, float]) -> bool:
    """Whether two ranges share a value."""
    slack = 1e-9 * max(1.0, *(abs(x) for x in (*one, *other) if math.isfinite(x)))
    return one[0] <= other[1] + slack and other[0] <= one[1] + slack


def summed(claims: Sequence[Claim]) -> tuple[float, float]:
    """The range of a sum of printed figures."""
    return sum(c.bounds[0] for c in claims), sum(c.bounds[1] for c in claims)


def grouped(claims: Iterable[Claim], key: Callable[[Claim], Key]) -> dict[Key, list[Claim]]:
    """The claims by a key, in the order met."""
    groups: dict[Key, list[Claim]] = {}
    for claim in claims:
        groups.setdefault(key(claim), []).append(claim)
    return groups


def tidy(value: float) -> float | int:
    """A number without the noise of binary fractions."""
    rounded = round(value, 6)
    return int(rounded) if rounded == int(rounded) else rounded
