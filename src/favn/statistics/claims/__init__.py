"""Do the figures that somebody has printed follow from their own data?

`reading` makes claims out of a table, `prose` out of sentences; every rule recomputes what it can
and answers in findings: a code, how grave it is, the rows, and the numbers that were used. Words
for people stand in the rooms above.
"""

from favn.statistics.claims.checking import CANNOT, RULES, Report, Rule, check
from favn.statistics.claims.claim import Claim, Finding, Severity
from favn.statistics.claims.reading import ClaimsError, Table, read, with_words

__all__ = [
    "CANNOT",
    "RULES",
    "Claim",
    "ClaimsError",
    "Finding",
    "Report",
    "Rule",
    "Severity",
    "Table",
    "check",
    "read",
    "with_words",
]
