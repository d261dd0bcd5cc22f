"""The printed figures of five reports: which of the flagged findings does the check come upon?

Source of every answer: consistency.md of the reference tables. The rules know nothing of the file.
"""

import re

import pytest

from favn.publishing.danish import PHRASES
from favn.statistics import claims
from favn.statistics.claims import Finding, Severity
from tests.statistics.reference import reference

FOUND = {
    "A1": ("pace_one_year", "incl2013-parity-school"),
    "A2": ("pace_weak", "incl2013-parity-employment"),
    "A3": ("windows_differ", "incl2013-kinder-min-2011-02"),
    "A4": ("gap_moved", "incl2013-inclusion-change-minority"),
    "A5": ("definition_changed", "cph2025-i34-share-2023"),
    "A6": ("implied_base", "cph2025-i34-share"),
    "A7": ("share_beside_count", "incl2013-yedu-going-nw-2012"),
    "B1": ("status_no_base", "incl2013-schools-dev-2012"),
    "B2": ("status_no_base", "incl2013-inst-dev-2012"),
    "B3": ("status_no_base", "incl2013-grade9-minority-2011"),
    "B4": ("status_threshold", "incl2013-schools-dev-2012"),
    "B5": ("target_missed", "incl2013-ou-io-target"),
    "B6": ("old_data", "incl2013-leaders-share"),
    "B8": ("wide_interval", "dw2023-empl-off-benefit"),
    "B9": ("base_missing", "kvinfo2022-eval-job"),
    "C1": ("bands_overlap", "dw2023-complexity-2-3"),
    "C2": ("left_over", "dw2023-guidance-eboks"),
    "C3": ("two_names", "dw2023-counselling-social-only"),
    "C5": ("parts_and_whole", "dw2023-visits"),
    "C9": ("two_definitions", "incl2013-safety-mi-2012"),
    "C10": ("mixed_groups", "incl2013-parity-school"),
    "C11": ("base_missing", "incl2013-vet-dropout"),
    "C20": ("small_counts", "dw2023-empl-early-pension"),
    "D1": ("counted_twice", "cph2025-i21-followups"),
    "D3": ("nested_totals", "incl2013-fin-total"),
    "F3": ("amounts_missing", "cph2025-i22-budget"),
}
UNJUDGEABLE = {
    "B7": "the sentence about progress is no row, and the earlier values are not printed",
    "D2": "no row says which supplier stands behind it",
    "F1": "no row links the five administrations of a heading to the seven of the table",
    "F2": "whether an initiative has a status is no figure",
    "F4": "whether an effect is measured is no figure",
    "F5": "what a title covers and what the prose says is no figure",
}
CONTRADICTIONS = {
    ("bands_overlap", "dw2023-complexity-1-2"),  # C1
    ("pace_one_year", "incl2013-parity-school"),  # A1
    ("unit", "incl2013-excess-unemp-2005"),  # A2 (c): a difference printed as “%”
    ("unit", "incl2013-excess-unemp-2012"),
    ("unit", "incl2013-excess-unemp-2005-rounded"),
    ("unit", "incl2013-excess-unemp-2012-rounded"),
    ("unit", "incl2013-inclusion-gap-biu"),  # A4: points printed as percentage points
}
HOLDING = {
    "said_fraction": ["cph2025-i34-language", "incl2013-newcomers-eu", "incl2013-boys-reading"],
    "total": ["incl2013-a1-total", "incl2013-a2-total", "incl2013-fin-total"],
    "union": [f"incl2013-yedu-any-{g}-{y}" for g in ("dk", "nw") for y in (2010, 2011, 2012)],
    "difference": ["incl2013-discr-gap", "incl2013-grades-change", "incl2013-excess-unemp-change"],
    "partition": ["cph2025-initiatives-bif"],
    "arithmetic": ["cph2025-i01-workshops-rev", "cph2025-i08-youth", "dw2023-counselling-unique",
                   "dw2023-health-unique", "incl2013-agreement-initiatives"],
    "span": ["kem2017-project-years"],
    "weekday": ["kvinfo2022-jubilee-cph"],
    "two_definitions": ["incl2013-fw-growth", "incl2013-fw-discrimination", "incl2013-fw-festival"],
}  # fmt: skip
"""Section E, by the rule that recomputed it."""


@pytest.fixture(scope="module")
def report() -> claims.Report:
    table = claims.read(reference("figures.csv"))
    told = claims.with_words(table, reference("figures_evidence.csv")).claims
    return claims.check(told, (*claims.RULES, PHRASES))


def flags() -> set[str]:
    text = reference("consistency.md").decode()
    lines = re.findall(r"^(?:### |- )([A-G]\d+)\b.*\[FLAG\]", text, re.MULTILINE)
    assert len(lines) > 30
    return set(lines)


def about(findings: tuple[Finding, ...], code: str, row: str) -> list[Finding]:
    return [f for f in findings if f.code == code and row in f.rows]


def test_every_flagged_finding_is_found_or_said_to_be_beyond_the_table():
    assert set(FOUND) | set(UNJUDGEABLE) == flags()
    assert set(FOUND) & set(UNJUDGEABLE) == set()


@pytest.mark.parametrize("flag", FOUND)
def test_a_flagged_finding_is_found(report, flag):
    assert about(report.findings, *FOUND[flag])


def test_every_contradiction_is_one_of_the_printed_errors(report):
    """No false alarm: the whole list, not only what was looked for."""
    told = {(f.code, f.rows[0]) for f in report.of(Severity.CONTRADICTION)}
    assert told == CONTRADICTIONS


@pytest.mark.parametrize("code", HOLDING)
def test_sums_that_hold_are_recomputed_and_silent(report, code):
    """Section E."""
    for row in HOLDING[code]:
        assert about(report.held, code, row), row
        assert not about(report.findings, code, row), row


def test_the_two_totals_of_budgets_that_were_never_printed_are_not_asked_for(report):
    """Section E: 566.7 is the sum of seven budgets, and no row says so."""
    assert not any("incl2013-budget-biu" in f.rows for f in report.findings)


def test_the_reference_tables_hold_no_column_that_is_misread():
    table = claims.read(reference("figures.csv"))
    assert (len(table.claims), table.unknown, table.problems) == (481, ("seed_line",), ())


def test_the_same_reports_as_series_give_the_same_doubts():
    """Another table of the same reports, with other columns: nothing contradicts itself."""
    report = claims.check(claims.read(reference("indicators.csv")).claims)
    codes = {f.code for f in report.findings}
    assert report.of(Severity.CONTRADICTION) == []
    assert {"status_no_base", "windows_differ", "share_beside_count"} <= codes
