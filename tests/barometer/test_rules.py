"""What a unit can hold, which words are numbers and times, and which bands may stand together."""

from datetime import date, datetime
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from favn.barometer import rules
from favn.barometer.choices import Measure, Precision, Unit
from favn.barometer.rules import values
from favn.barometer.rules.values import Unreadable
from favn.people.organisations.places import MUNICIPALITIES, Level, place_of, suggestions


@pytest.mark.parametrize(
    ("unit", "value", "part"),
    [
        (Unit.PERCENT, "101", "over 100"),
        (Unit.INDEX, "100.5", "over 100"),
        (Unit.COUNT, "-1", "under nul"),
        (Unit.COUNT, "2.5", "ikke et helt tal"),
        (Unit.LEVEL, "6", "over 5"),
        (Unit.LEVEL, "0", "1 til 5"),
    ],
)
def test_a_unit_refuses_what_it_cannot_hold(unit, value, part):
    assert part in rules.why_not_value(unit, Decimal(value))


@pytest.mark.parametrize(("unit", "value"), [(Unit.RATIO, "105"), (Unit.POINTS, "-6.1")])
def test_a_comparison_may_pass_a_hundred_and_a_difference_zero(unit, value):
    assert rules.why_not_value(unit, Decimal(value)) is None


def test_a_share_must_be_what_its_counts_give():
    assert rules.why_not_counts(Unit.PERCENT, Decimal("77.2"), 1, 3962, 3059) is None
    assert "er 77,2 %, ikke 79,0 %" in rules.why_not_counts(
        Unit.PERCENT, Decimal("79.0"), 1, 3962, 3059
    ).replace("79 %", "79,0 %")
    assert "større end basis" in rules.why_not_counts(Unit.PERCENT, Decimal(50), 0, 10, 11)
    assert "ingen findes ikke" in rules.why_not_counts(Unit.PERCENT, Decimal(0), 0, 0, None)


def test_a_difference_is_never_written_in_percent():
    assert "procentpoint" in rules.why_not_sign(Unit.POINTS, has_percent=True)
    assert rules.why_not_sign(Unit.PERCENT, has_percent=True) is None


def test_bands_that_share_a_number_are_refused():
    """1–2, 2–3 and 3–4 areas of law in one printed table: two and three fall into two bands."""
    bands = [rules.Band("1–2", 1, 2), rules.Band("2–3", 2, 3), rules.Band("3–4", 3, 4)]
    assert "“1–2” og “2–3” dækker begge 2" in rules.why_not_bands(bands)
    apart = [rules.Band("1–2", 1, 2), rules.Band("3+", 3, None)]
    assert rules.why_not_bands(apart) is None
    assert rules.why_not_bands([rules.Band("4–2", 4, 2)])


@given(st.lists(st.integers(0, 60), min_size=2, max_size=8, unique=True))
def test_bands_cut_from_one_row_of_numbers_never_overlap(cuts):
    cuts.sort()
    bands = [rules.Band(f"fra {a}", a, b - 1) for a, b in pairwise(cuts)]
    assert rules.why_not_bands(bands) is None
    assert rules.why_not_bands([*bands, rules.Band("en til", cuts[0], cuts[-1])])


def test_a_gap_needs_two_groups_and_values_that_are_no_differences():
    assert rules.why_not_measured(Measure.GAP, Unit.PERCENT, ["focus"])
    assert rules.why_not_measured(Measure.GAP, Unit.POINTS, ["focus", "beside"])
    assert rules.why_not_measured(Measure.GAP, Unit.PERCENT, ["focus", "beside"]) is None


@pytest.mark.parametrize(
    ("text", "value", "decimals"),
    [
        ("86,1", "86.1", 1), ("86.1", "86.1", 1), ("1.234", "1234", 0), ("1.234,50", "1234.50", 2),
        ("−6,1", "-6.1", 1), (" 25 % ", "25", 0), (72.5, "72.5", 1), (70, "70", 0),
    ],
)  # fmt: skip
def test_numbers_are_read_as_people_write_them(text, value, decimals):
    found = values.number(text)
    assert (found.value, found.decimals) == (Decimal(value), decimals)


@pytest.mark.parametrize("text", ["", "ca. 17", "1,2,3", "12 13", "femten", True, "1e5", "٣"])
def test_what_is_no_number_is_refused_with_an_example(text):
    with pytest.raises(Unreadable):
        values.number(text)


@pytest.mark.parametrize(
    ("text", "on", "precision"),
    [
        ("2012", date(2012, 1, 1), Precision.YEAR),
        ("2012K3", date(2012, 7, 1), Precision.QUARTER),
        ("2012M02", date(2012, 2, 1), Precision.MONTH),
        ("feb. 2011", date(2011, 2, 1), Precision.MONTH),
        ("1. november 2012", date(2012, 11, 1), Precision.DAY),
        ("01-11-2012", date(2012, 11, 1), Precision.DAY),
        (datetime(2012, 11, 1), date(2012, 11, 1), Precision.DAY),  # noqa: DTZ001
    ],
)
def test_times_are_read_as_files_write_them(text, on, precision):
    found = values.time(text)
    assert (found.on, found.precision) == (on, precision)
    assert values.time(values.as_typed(on, precision)) == found


@pytest.mark.parametrize("text", ["sidste år", "12", "2012-13", "31-02-2012", "2012K5", "3000000"])
def test_what_is_no_time_is_refused(text):
    with pytest.raises(Unreadable):
        values.time(text)


def test_the_98_municipalities_are_known_by_more_than_one_spelling():
    assert len(MUNICIPALITIES) == 98
    for spelling in ("København", "Københavns Kommune", "Copenhagen", "KØBENHAVN", "101 København",
                     "Ko\u0308benhavn".replace("o\u0308", "ø")):  # fmt: skip
        assert place_of(spelling).name == "København", spelling
    assert place_of("Århus").name == "Aarhus"
    assert place_of("Høje Taastrup").name == "Høje-Taastrup"
    assert place_of("Vesthimmerland").name == "Vesthimmerlands"
    assert place_of("Region Hovedstaden").level == Level.REGION
    assert place_of("Province Byen København").level == Level.PROVINCE
    assert place_of("Hele landet").level == Level.COUNTRY


def test_an_unknown_spelling_is_suggested_and_never_guessed():
    assert place_of("Kjøbenhavn") is None
    assert "København" in suggestions("Kjøbenhavn")
    assert suggestions("Xyzzy") == []
