"""Small tables of claims, written as people write them, and what the rules say of them."""

from favn.statistics import claims
from favn.statistics.claims import Finding, Severity


def report(text: str) -> claims.Report:
    """What every rule says of a table."""
    return claims.check(claims.read(text.encode()).claims)


def found(text: str) -> dict[str, Finding]:
    """The findings by code; what holds is left out."""
    return {finding.code: finding for finding in report(text).findings}


def held(text: str) -> dict[str, Finding]:
    """What was recomputed and holds, by code."""
    return {finding.code: finding for finding in report(text).held}


def contradictions(text: str) -> set[str]:
    """The codes of everything that contradicts itself."""
    return {finding.code for finding in report(text).of(Severity.CONTRADICTION)}
