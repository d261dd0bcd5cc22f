"""A writer's own table adds itself up and says what it left out. Pure."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from favn.kit.documents import Table
from favn.publishing.tallies import amount, tally_of
from tests.publishing.papers import preview, written
from tests.publishing.taps import LAST_YEAR, visits

INCOME = """\
| Indtægt | Kroner |
|---|--:|
| Tilskud | 1.250.000 |
| heraf pulje | 600.000 |
| Fonde | 2,5 mio. |
| Kontingent | ikke opgjort |
| Stigning | 12 % |
"""


def table(*rows):
    return Table("", ("Post", "Kroner"), tuple(rows))


def test_the_sum_is_the_last_line_and_says_what_it_is_without(houses):
    page = preview(houses, houses.jonas, written(houses, houses.jonas, INCOME + "\n{{ sum }}"))
    assert "I alt</strong></th> <td><strong>3.750.000</strong>" in page
    assert "ligger inden i linjen over: heraf pulje" in page
    assert "der ikke står et beløb: Kontingent, Stigning" in page


def test_a_sum_may_have_a_name_and_bars_beside_it(houses):
    text = INCOME + "\n{{ sum: Indtægter i alt }}\n\n{{ graf: Fondene gav mest }}"
    page = preview(houses, houses.jonas, written(houses, houses.jonas, text))
    assert "Indtægter i alt</strong>" in page
    assert "<strong>Fondene gav mest</strong>" in page


def test_a_sum_without_a_table_stands_as_typed(houses):
    page = preview(houses, houses.jonas, written(houses, houses.jonas, "Ord\n\n{{ sum }}"))
    assert "{{ sum }}" in page


@pytest.mark.parametrize(
    ("said", "number"),
    [("7,3 mio. kr.", 7_300_000), ("1,2 mia.", 1_200_000_000), ("50 t.kr.", 50_000), ("−5", -5),
     ("1.000", 1000), ("ikke opgjort", None), ("", None),
     ("1 250 000 kr.", 1_250_000), ("1\u00a0250", 1250), ("7,3 millioner", 7_300_000),
     ("2 milliarder", 2_000_000_000), ("3 mill. kr.", 3_000_000), ("40 tkr.", 40_000)],
)  # fmt: skip
def test_amounts_are_read_as_people_write_them(said, number):
    assert amount(said) == number


@pytest.mark.parametrize("said", ["12.5 mio. kr.", "3 af 15", "100-200", "1.25.000", "2012: 500"])
def test_what_can_be_read_in_two_ways_is_not_an_amount(said):
    assert amount(said) is None


@pytest.mark.parametrize("name", ["I alt", "Ialt:", "Indtægter i alt", "Total", "Mellemsum"])
def test_a_line_that_is_a_sum_is_not_added_again(name):
    tally = tally_of(table(("Fonde", "200"), (name, "200"), ("Sumpen", "5")))
    assert (tally.total, tally.whole) == (205, (name,))


def test_different_people_are_never_added(houses):
    lines = (f"| {year} | {{{{centre.guests@medborgerhuset/{year}}}}} |" for year in (2024, 2025))
    text = "| År | Gæster |\n|---|--:|\n" + "\n".join(lines) + "\n\n{{ sum }}"
    visits(houses, 7, on=LAST_YEAR, cards=7)
    page = preview(houses, houses.jonas, written(houses, houses.jonas, text, edition="internal"))
    assert "det samme menneske kan være talt i flere af linjerne" in page
    assert "I alt" not in page


def test_visits_and_participations_are_never_added(houses):
    kinds = ("visits", "participations")
    lines = (f"| {kind} | {{{{centre.{kind}@medborgerhuset/2025}}}} |" for kind in kinds)
    text = "| Hvad | Antal |\n|---|--:|\n" + "\n".join(lines) + "\n\n{{ sum }}"
    page = preview(houses, houses.jonas, written(houses, houses.jonas, text))
    assert "det er ikke det samme, der er talt: besøg, deltagelser" in page
    assert "I alt" not in page


def test_numbers_of_one_kind_are_added_beside_what_was_typed(houses):
    visits(houses, 4, on=LAST_YEAR)
    text = (
        "| Hvor | Besøg |\n|---|--:|\n| Huset | {{centre.visits@medborgerhuset/2025}} |\n"
        "| Bussen | 10 |\n\n{{ sum }}"
    )
    page = preview(houses, houses.jonas, written(houses, houses.jonas, text))
    assert "I alt</strong></th> <td><strong>14" in page


@given(st.lists(st.integers(-(10**12), 10**12), max_size=12))
def test_the_sum_is_the_sum_of_what_was_read(numbers):
    rows = [(f"Post {n}", f"{number:,}".replace(",", ".")) for n, number in enumerate(numbers)]
    tally = tally_of(table(*rows))
    assert (tally.total, tally.counted) == (Decimal(sum(numbers)), len(numbers))


@given(st.lists(st.tuples(st.text(max_size=8), st.text(max_size=12)), max_size=8))
def test_every_row_is_counted_or_named(rows):
    tally = tally_of(table(*rows))
    assert tally.counted + sum(map(len, (tally.inside, tally.whole, tally.unread))) == len(rows)
