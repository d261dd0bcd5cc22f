"""Tables that people type in a report are added up; those with distinct persons are no sums."""

import pytest

from favn.statistics.claims import Severity
from favn.statistics.claims.sheets import check_sheet

HEADER = ("Budget", "Beløb", "Andel")


def rows(total: str = "566,7", share: str = "28,3 %") -> list[tuple[str, ...]]:
    """Section E: seven budgets sum to 566.7, and 160.6 of them is 28.3 %."""
    amounts = ["160,6", "218,0", "14,9", "118,2", "9,7", "27,1", "18,2"]
    shares = [share, "38,5 %", "2,6 %", "20,9 %", "1,7 %", "4,8 %", "3,2 %"]
    names = ["BIU", "BUU", "KFU", "SU", "SOU", "TMU", "ØU"]
    return [*zip(names, amounts, shares, strict=True), ("I alt", total, "100 %")]


def wrong(table, header=HEADER):
    return {f.code: f.severity for f in check_sheet(header, table) if f.severity != Severity.HOLDS}


def test_a_table_that_adds_up_is_recomputed_and_silent():
    assert wrong(rows()) == {}
    held = {f.code for f in check_sheet(HEADER, rows())}
    assert {"total", "share", "answers"} <= held


def test_a_total_and_a_share_that_do_not_fit_are_contradictions():
    assert wrong(rows(total="576,7")) == {"total": Severity.CONTRADICTION}
    assert wrong(rows(share="29,3 %"))["share"] == Severity.CONTRADICTION


@pytest.mark.parametrize(
    ("last", "code"), [("45 %", "over_100"), ("25 %", "left_over"), ("35 %", None)]
)
def test_shares_under_a_hundred_add_up_to_it(last, code):
    table = [("Ja", "40 %"), ("Nej", "25 %"), ("Måske", last), ("I alt", "100 %")]
    assert set(wrong(table, ("Svar", "Andel"))) == ({code} if code else set())


def test_distinct_persons_are_no_sum():
    table = [("Kor", "5"), ("Systue", "7"), ("Forskellige i alt", "9")]
    assert check_sheet(("Hold", "Personer"), table) == []


@pytest.mark.parametrize(
    "table",
    [
        [],
        [()],
        [("Kor",)],
        [("Kor", "mange"), ("Systue", "7"), ("I alt", "9")],
        [("Kor", "–"), ("Systue", ""), ("I alt", "9")],
        [("Kor", "5"), ("I alt", "9")],
    ],
)
def test_a_table_that_is_no_sum_is_left_alone(table):
    assert check_sheet(("Hold", "Antal"), table) == []
