"""Every rule over a table: what was found, what was recomputed and holds, what had no material."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from favn.statistics.claims import change, naming, pace, proportions, sums, told
from favn.statistics.claims.claim import Claim, Finding, Severity

GRAVEST_FIRST = (Severity.CONTRADICTION, Severity.DOUBTFUL, Severity.UNJUDGED)


@dataclass(frozen=True, slots=True)
class Rule:
    """One named rule: its function, and what a table must hold for the rule to be used."""

    name: str
    judge: Callable[[Sequence[Claim]], Iterator[Finding]]
    needs: str


RULES = (
    Rule("totals", sums.totals, "a total beside its parts in one section"),
    Rule("named_sums", sums.named_sums, "a column sum_of"),
    Rule("named_parts", sums.named_parts, "a column part_of"),
    Rule("partitions", sums.partitions, "counts of one base in one section"),
    Rule("unions", sums.unions, "a measure named “x or y” beside x and y"),
    Rule("arithmetic", sums.arithmetic, "arithmetic written in a note"),
    Rule("nested_totals", sums.nested_totals, "three totals of one source and period"),
    Rule("means", sums.means, "a share of all beside shares of groups"),
    Rule("differences", sums.differences, "a gap or change beside the figures it is between"),
    Rule("shares", proportions.shares, "percentages with numerator and denominator"),
    Rule("parts_of_base", proportions.parts_of_base, "counts with a denominator"),
    Rule("over_hundred", proportions.over_hundred, "shares outside 0 to 100"),
    Rule("implied_bases", proportions.implied_bases, "percentages with a count and no base"),
    Rule("missing_bases", proportions.missing_bases, "percentages without a base"),
    Rule("families", proportions.families, "three shares of one question"),
    Rule("bands", proportions.bands, "bands such as 1-2 in the names"),
    Rule("small_counts", proportions.small_counts, "small counts of persons with a base"),
    Rule("wide_intervals", proportions.wide_intervals, "counts of few persons with a base"),
    Rule("printed_paces", pace.printed_paces, "years until parity, with a pace in the name"),
    Rule("windows", pace.windows, "a gap at three times or more"),
    Rule("moved_gaps", pace.moved_gaps, "printed changes of two groups"),
    Rule("statuses", change.statuses, "a printed status word on a percentage over time"),
    Rule("thresholds", change.thresholds, "several printed status words"),
    Rule("beside_counts", change.beside_counts, "percentages with bases over time"),
    Rule("definitions", change.definitions, "nearly the same measure in two years"),
    Rule("old_data", change.old_data, "levels older than their report"),
    Rule("targets", change.targets, "a target and what was measured under it"),
    Rule("two_values", naming.two_values, "a measure, group and time that stand twice"),
    Rule("restated", naming.restated, "nearly the same measure in two sections"),
    Rule("two_names", naming.two_names, "one large number under two names"),
    Rule("counted_twice", naming.counted_twice, "the same count on one day in two sections"),
    Rule("mixed_groups", naming.mixed_groups, "groups that are often used for one another"),
    Rule("missing_amounts", naming.missing_amounts, "numbered sections with amounts of money"),
    Rule("spans", naming.spans, "a number of years with its period"),
    Rule("units", told.units, "the printed words of a row, with % or points"),
    Rule("weekdays", told.weekdays, "the printed words of a row, with a weekday and a date"),
)
CANNOT = ("cause", "effect", "missing_sentence", "supplier", "status_missing", "heading", "truth")
"""What no rule here can judge from a table, by key."""


@dataclass(frozen=True, slots=True)
class Report:
    """`findings` gravest first, `held` what was recomputed as printed, `unused` the idle rules."""

    findings: tuple[Finding, ...]
    held: tuple[Finding, ...]
    unused: tuple[Rule, ...]

    def of(self, severity: Severity) -> list[Finding]:
        """The findings of one severity."""
        return [finding for finding in self.findings if finding.severity == severity]


def check(claims: Sequence[Claim], rules: Sequence[Rule] = RULES) -> Report:
    """Judge the claims by every rule."""
    told_by = {rule.name: list(rule.judge(claims)) for rule in rules}
    every = [finding for findings in told_by.values() for finding in findings]
    findings = [f for kind in GRAVEST_FIRST for f in every if f.severity == kind]
    held = [f for f in every if f.severity == Severity.HOLDS]
    unused = [rule for rule in rules if not told_by[rule.name]]
    return Report(tuple(findings), tuple(held), tuple(unused))
