"""A total counts every krone once: it leaves out what is inside another amount or told again.

Known answers from a city's inclusion status of 2013: two agreements of 7.3 and 1.8 million inside
one frame of 9.1 that both of them print, and seven committees' budgets that sum to 566.7 million.
"""

import random
import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from favn.policy.rules import money
from favn.policy.rules.money import Piece, total

MILLION = 10**6


def pieces(*rows: tuple[str, int, str, str]) -> dict[uuid.UUID, Piece]:
    """Rows of name, kroner, part of, same as."""
    keys = {name: uuid.uuid5(uuid.NAMESPACE_DNS, name) for name, *_ in rows}
    return {
        keys[name]: Piece(keys[name], kroner, keys.get(part), keys.get(same))
        for name, kroner, part, same in rows
    }


AGREEMENTS = pieces(
    ("frame", 9_100_000, "", ""),
    ("frame again", 9_100_000, "", "frame"),
    ("first", 7_300_000, "frame", ""),
    ("second", 1_800_000, "frame again", ""),
    ("pool", 3_500_000, "frame", ""),
    ("income", 5_600_000, "frame", ""),
    ("democracy", 2_000_000, "first", ""),
    ("rumours", 700_000, "democracy", ""),
)


def key(name: str) -> uuid.UUID:
    return uuid.uuid5(uuid.NAMESPACE_DNS, name)


def summed(*names: str) -> int:
    return total([key(name) for name in names], AGREEMENTS).kroner


def test_the_frame_printed_twice_is_nine_point_one_and_never_eighteen_point_two():
    assert summed("frame", "frame again") == 9_100_000
    assert summed("first", "second") == 9_100_000
    assert summed("pool", "income") == 9_100_000
    assert total(AGREEMENTS, AGREEMENTS).kroner == 9_100_000


def test_what_was_left_out_is_named_with_what_holds_it():
    told = total([key(n) for n in ("frame again", "first", "rumours", "frame")], AGREEMENTS)
    assert told.kroner == 9_100_000
    assert told.counted == (key("frame again"),)
    assert told.again == {key("frame"): key("frame again")}
    assert told.inside == {key("first"): key("frame again"), key("rumours"): key("first")}


def test_a_part_counts_where_the_whole_is_not_asked_for():
    assert summed("rumours") == 700_000
    assert summed("rumours", "democracy") == 2_000_000
    assert summed("rumours", "second") == 2_500_000


def test_seven_budgets_are_five_hundred_and_sixty_six_point_seven():
    thousands = (160_600, 218_000, 14_900, 118_200, 9_700, 27_100, 18_200)
    rows = pieces(*((str(n), n * 1000, "", "") for n in thousands))
    assert total(rows, rows).kroner == 566_700_000


@st.composite
def forests(draw):
    """Amounts in order, each loose, part of an earlier one, or an earlier one told again."""
    rows: list[tuple[str, int, str, str]] = []
    for n in range(draw(st.integers(1, 9))):
        other = str(draw(st.integers(0, n - 1))) if n else ""
        link = draw(st.sampled_from(("", "part", "same"))) if n else ""
        kroner = draw(st.integers(1, 10**12))
        if link == "same":
            kroner = rows[int(other)][1]
        rows.append(
            (str(n), kroner, other if link == "part" else "", other if link == "same" else "")
        )
    return pieces(*rows)


@given(forests(), st.randoms())
def test_the_total_of_all_is_the_sum_of_the_roots_in_any_order(rows, dice: random.Random):
    roots = sum(p.kroner for p in rows.values() if not (p.part_of or p.same_as))
    order = list(rows)
    dice.shuffle(order)
    told = total(order, rows)
    assert told.kroner == roots
    assert len(told.counted) + len(told.inside) + len(told.again) == len(rows)
    assert not set(told.inside) & set(told.again)


@given(forests(), st.data())
def test_asking_for_the_same_twice_or_for_less_never_gives_more_than_its_parts(rows, data):
    asked = data.draw(st.lists(st.sampled_from(list(rows))))
    told = total(asked, rows)
    assert told == total(list(dict.fromkeys(asked)), rows)
    assert told.kroner <= sum(rows[pk].kroner for pk in set(asked))


@pytest.mark.parametrize(
    ("text", "kroner"),
    [
        ("200.000", 200_000), ("200000", 200_000), ("524.625 kr.", 524_625),
        ("7,3 mio.", 7_300_000),
        ("0,2 mio", 200_000), ("9,1 mio. kr.", 9_100_000), ("1.000.000.000.000", 10**12),
        ("18 mio.", 18 * MILLION), ("1.5", None), ("7,3", None), ("12,34", None), ("-5", None),
        ("1.00", None), ("mange", None), ("", None), ("1e9", None), ("٣", None),
    ],
)  # fmt: skip
def test_amounts_are_read_as_danes_write_them(text, kroner):
    assert money.kroner(text) == kroner


def test_an_amount_is_something_and_not_more_than_there_is():
    assert money.why_not_kroner(1) is None
    assert "over 0" in money.why_not_kroner(0)
    assert "nul for meget" in money.why_not_kroner(10**12 + 1)


def why_not(name: str, part: str = "", same: str = "", kroner: int = 1, **fits: bool) -> str | None:
    piece = Piece(key(name), kroner, key(part) if part else None, key(same) if same else None)
    fits = {"same_step": True, "inside_years": True} | fits
    return money.why_not_hang(piece, AGREEMENTS | {piece.id: piece}, **fits)


def test_links_never_go_round_in_a_ring():
    assert "i ring" in why_not("frame", part="frame")
    assert "i ring" in why_not("frame", part="rumours", kroner=9_100_000)
    assert "i ring" in why_not("frame", same="second", kroner=9_100_000)
    assert why_not("new", part="rumours") is None


def test_links_join_only_what_fits():
    assert "Vælg ét af dem" in why_not("new", part="frame", same="frame")
    assert "ikke lige langt" in why_not("new", part="frame", same_step=False)
    assert "uden for" in why_not("new", part="frame", inside_years=False)
    assert "ikke lige store" in why_not("new", same="frame", kroner=9_000_000)
    assert "større end det hele" in why_not("new", part="first", kroner=7_300_001)
    assert why_not("new") is None
