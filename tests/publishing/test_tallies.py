"""A writer's own table adds itself up and says what it left out. Pure."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from favn.kit.documents import Table
from favn.publishing.tallies import amount, tally_of
from tests.publishing.papers import preview, written

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
     ("1.000", 1000), ("ikke opgjort", None), ("", None)],
)  # fmt: skip
def test_amounts_are_read_as_people_write_them(said, number):
    assert amount(said) == number


@given(st.lists(st.integers(-(10**12), 10**12), max_size=12))
def test_the_sum_is_the_sum_of_what_was_read(numbers):
    rows = [(f"Post {n}", f"{number:,}".replace(",", ".")) for n, number in enumerate(numbers)]
    tally = tally_of(table(*rows))
    assert (tally.total, tally.counted) == (Decimal(sum(numbers)), len(numbers))


@given(st.lists(st.tuples(st.text(max_size=8), st.text(max_size=12)), max_size=8))
def test_every_row_is_counted_or_named(rows):
    tally = tally_of(table(*rows))
    assert tally.counted + len(tally.inside) + len(tally.unread) == len(rows)
