"""Shares, bases, answers and bands. Known answers: consistency.md, sections A, B and C."""

import pytest

from favn.statistics.claims import Severity
from tests.statistics.claim_tables import contradictions, found, held

SHARE = "navn;værdi;enhed;tæller;nævner\nAnsøgninger prioriteret;{};%;4;6\n"


@pytest.mark.parametrize(("printed", "fits"), [("67", True), ("66,7", True), ("66", False)])
def test_a_share_is_its_count_of_its_base(printed, fits):
    assert contradictions(SHARE.format(printed)) == (set() if fits else {"share"})


def test_about_leaves_a_tenth_either_way():
    table = "navn;værdi;enhed;tæller;nævner;forbehold\nSprog;20;%;83;452;ca.\n"
    assert held(table)["share"].numbers["computed"] == 18.36


def test_a_count_is_never_more_than_its_base():
    assert contradictions("navn;værdi;nævner\nStartet;900;830\n") == {"part_of_base"}
    assert contradictions("navn;værdi;nævner\nStartet;600;830\n") == set()


def test_a_target_as_base_may_be_passed():
    table = "navn;værdi;nævner;forbehold;afsnit\nMål stillinger;30;;target;S\nStillinger;35;30;;S\n"
    assert contradictions(table) == set()


def test_a_percentage_with_its_count_implies_a_base():
    """A6: 8 % = 452 implies 5,650 (5,318 to 6,026 whole persons)."""
    finding = found("navn;værdi;enhed;tæller\nUdsat;8;%;452\n")["implied_base"]
    assert finding.severity == Severity.UNJUDGED
    assert [finding.numbers[k] for k in ("computed", "lowest", "highest")] == [5650, 5318, 6026]


MENTORS = """navn;værdi;enhed;periode;gruppe
Kom i job;44;%;2021;kvinder
Kom i uddannelse;25;%;2021;kvinder
Fik bedre dansk;79;%;2021;kvinder
"""


def test_percentages_without_a_base_say_the_smallest_that_fits():
    """B9: the smallest common base that gives 44, 25 and 79 % is 48."""
    finding = found(MENTORS)["base_missing"]
    assert (finding.severity, dict(finding.numbers)) == (
        Severity.UNJUDGED, {"count": 3, "smallest": 48},
    )  # fmt: skip


def topics(several: str) -> str:
    shares = [55, 31, 25, 21, 21]
    rows = [
        f"Andel af rådgivning om {n};{s};%;1502;{several}"
        for n, s in zip("abcde", shares, strict=True)
    ]
    return "\n".join(["navn;værdi;enhed;nævner;flere svar", *rows])


def test_shares_above_a_hundred_need_several_answers():
    """C2: 55+31+25+21+21 = 153 %."""
    assert found(topics(""))["over_100"].numbers["computed"] == 153
    assert held(topics("ja"))["answers"].numbers["computed"] == 153


def test_shares_below_a_hundred_say_what_is_left():
    """C2: 29+14+11+9+5 = 68 %."""
    shares = [29, 14, 11, 9, 5]
    rows = [f"Andel af vejledning om {n};{s};%;902" for n, s in zip("abcde", shares, strict=True)]
    table = "\n".join(["navn;værdi;enhed;nævner", *rows])
    assert found(table)["left_over"].numbers["left"] == 32
    assert "left_over" not in found(table + "\nAndel af vejledning om andet;10;%;902")


def test_shares_without_a_base_are_never_added():
    rows = [f"Andel af brugerne i {n};{s};%" for n, s in zip("abc", (42, 83, 52), strict=True)]
    assert set(found("\n".join(["navn;værdi;enhed", *rows]))) == {"base_missing"}


BANDS = "navn;værdi;enhed;nævner\n" + "\n".join(
    f"Samtaler om {band} lovområder;{share};%;1502"
    for band, share in zip(("1-2", "{}-3", "{}-4"), (61, 25, 14), strict=True)
)


def test_bands_that_share_a_number_overlap():
    """C1: bands 1-2, 2-3 and 3-4 sum to 100, but 2 and 3 fall into two each."""
    assert found(BANDS.format(2, 3))["bands_overlap"].numbers["shared"] == (2, 3)
    assert contradictions(BANDS.format(3, 4)) == set()


def test_few_persons_have_a_wide_interval():
    """B8: 7 of 31 is 22.6 %, Wilson 95 % 11.4 to 39.8."""
    finding = found("navn;værdi;nævner;gruppe\nIkke på kontanthjælp;7;31;kvinder\n")[
        "wide_interval"
    ]
    assert [finding.numbers[k] for k in ("share", "lowest", "highest")] == [22.6, 11.4, 39.8]


def test_small_counts_of_persons_are_pointed_out():
    """C20: counts of 1 to 4 about a named group of 31; initiatives of an office are no persons."""
    table = "navn;værdi;nævner;gruppe\nFik pension;1;31;{0}\nFik job;4;31;{0}\nAndet;11;31;{0}\n"
    assert found(table.format("kvinder"))["small_counts"].numbers["count"] == 2
    assert "small_counts" not in found(table.format("BUF"))


@pytest.mark.parametrize(("name", "is_wrong"), [("Andel", True), ("Vækst", False)])
def test_a_share_is_never_above_a_hundred_and_growth_may_be(name, is_wrong):
    codes = contradictions(f"navn;værdi;enhed\n{name} af besøg;113;%\n")
    assert codes == ({"outside_hundred"} if is_wrong else set())
