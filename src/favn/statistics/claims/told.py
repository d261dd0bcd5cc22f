"""Do the words that a row was printed with carry its figure: its unit, its weekday, its size?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from favn.statistics.claims.claim import Claim, Finding, Number, Severity, found, tidy

SIGN = (
    r"(?P<sign>%\s*-?\s*point|pct\.?\s*-?\s*point|procentpoint|percentage points?"
    r"|%|pct\b|procent\b|percent\b|point\b)"
)
FIGURE = re.compile(rf"(?<![\w.,])(?P<figure>\d+(?:[.,]\d+)*)\s*{SIGN}", re.IGNORECASE)
WEEKDAYS = (
    ("mandag", "monday"), ("tirsdag", "tuesday"), ("onsdag", "wednesday"), ("torsdag", "thursday"),
    ("fredag", "friday"), ("lørdag", "saturday"), ("søndag", "sunday"),
)  # fmt: skip
UNITS_SAID = {"percent": "percent", "percentage_points": "points", "index_points": "index"}


def units(claims: Sequence[Claim]) -> Iterator[Finding]:
    """A difference printed as “%”, or points of an index printed as percentage points."""
    for claim in claims:
        said = _unit_said(claim)
        if said is None or claim.unit not in UNITS_SAID:
            continue
        fits = said == claim.unit
        kind = Severity.HOLDS if fits else Severity.CONTRADICTION
        numbers = {"printed": tidy(abs(claim.value or 0)), "said": said, "unit": claim.unit}
        yield found("unit", kind, [claim], **numbers)


def _unit_said(claim: Claim) -> str | None:
    """The unit right behind the row's own figure in its words; None where none is there."""
    for match in FIGURE.finditer(claim.words):
        figure = float(match["figure"].replace(".", "").replace(",", "."))
        if claim.value is not None and abs(figure - abs(claim.value)) < 1e-9:
            return unit_of(match["sign"])
    return None


def unit_of(sign: str) -> str:
    """The unit of a sign or word behind a figure."""
    bare = sign.casefold()
    if bare == "point":
        return "index_points"
    return "percentage_points" if "point" in bare else "percent"


def weekdays(claims: Sequence[Claim]) -> Iterator[Finding]:
    """A weekday in the words against the row's own date."""
    for claim in claims:
        if claim.when is None or not claim.when.is_day:
            continue
        words = re.findall(r"\w+", claim.words.casefold())
        said = [n for n, day in enumerate(WEEKDAYS) if any(name in words for name in day)]
        if len(said) == 1:
            kind = (
                Severity.HOLDS if said[0] == claim.when.start.weekday() else Severity.CONTRADICTION
            )
            numbers: dict[str, Number] = {
                "said": said[0],
                "computed": claim.when.start.weekday(),
                "date": claim.when.start.isoformat(),
            }
            yield found("weekday", kind, [claim], **numbers)
