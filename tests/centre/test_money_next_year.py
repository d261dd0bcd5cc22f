"""The takings over New Year: both years stand beside each other and no kroner counts in two.

Known answers, added by hand: December 2026 is 1.000,50 + 500 = 1.500,50; January 2027 is 2.000.
"""

import re
from datetime import date

import pytest

from favn.centre.models import MoneyLine
from favn.kit import figures
from favn.statistics.figures import Edition, Period
from tests.cast import new_id
from tests.centre.test_money import CAFE, enter, page

OLD, NEW = date(2026, 12, 30), date(2027, 1, 8)
DECEMBER = {"year": "2026", "month": "12"}
JANUARY = {"year": "2027", "month": "1"}


@pytest.fixture
def grete(cast, settings):
    settings.TODAY = NEW
    return cast.visit(cast.grete)


def total(cast, name, year, house="medborgerhuset"):
    where = getattr(cast, house).pk
    return figures.value(f"centre.{name}", where, Period(year), edition=Edition.PUBLIC).total


def test_december_that_is_written_down_in_january_is_last_years(cast, grete):
    assert 'name="year" value="2027"' in page(grete)
    assert 'name="year" value="2026"' in page(grete, "/penge/?aar=2026")
    enter(grete, **DECEMBER)
    enter(grete, **DECEMBER, kind="lunch", ore="500")
    enter(grete, **JANUARY, ore="2.000")
    assert [total(cast, "takings", year) for year in (2026, 2027)] == [1501, 2000]
    assert [total(cast, "income", year) for year in (2026, 2027)] == [1501, 2000]
    old, new = page(grete, "/penge/?aar=2026"), page(grete)
    assert "1.500,50" in old
    assert "<td>2.000</td>" not in old.replace(' class="fv-end"', "")
    assert "Indtægter i alt: 1.500,50 kr." in old
    assert "Indtægter i alt: 2.000 kr." in new


def test_each_month_stands_beside_the_same_month_of_last_year(grete):
    enter(grete, year="2026", month="1", ore="1.200")
    enter(grete, year="2026", month="2", ore="77")
    enter(grete, **JANUARY, ore="2.000")
    enter(grete, year="2026", month="", kind="cafe", ore="9.999")
    table = page(grete).split("Salget måned for måned</h2>", 1)[1].split("</table>", 1)[0]
    assert "Samme måned i 2026" in table
    row = table.split("januar</th>", 1)[1].split("</tr>", 1)[0]
    assert re.sub(" class=[^>]+", "", row).endswith("<strong>2.000</strong></td><td>1.200</td>")
    assert "februar" not in table
    old = page(grete, "/penge/?aar=2026").split("Salget måned for måned</h2>", 1)[1]
    assert "Samme måned i 2025" in old
    assert ">–</td>" in old.split("januar</th>", 1)[1].split("</tr>", 1)[0]


def test_takings_both_by_month_and_for_the_whole_year_are_asked_about(grete):
    enter(grete, **DECEMBER)
    enter(grete, year="2026", month="", kind="public", ore="250.000")
    enter(grete, year="2026", month="11", kind="public", ore="250.000")
    assert "både" not in page(grete, "/penge/?aar=2026")
    enter(grete, year="2026", month="", ore="40.000")
    said = "Caféerne står både måned for måned og for hele året"
    assert said in page(grete, "/penge/?aar=2026")
    assert said not in page(grete)


def test_an_amount_from_several_windows_is_asked_about_until_one_is_left(grete):
    first, second = enter(grete, **DECEMBER), enter(grete, **DECEMBER)
    enter(grete, **DECEMBER, note="Bilag 5")
    third = enter(grete, **DECEMBER)
    said = "Caféerne, december: 1.000,50 kr. står flere gange med samme bemærkning"
    assert said in page(grete, "/penge/?aar=2026")
    data = {"verb": "void", "version": 1, "reason": "To gange"}
    assert grete.post(f"/penge/{third}/", data).status_code == 302
    assert said in page(grete, "/penge/?aar=2026")
    assert grete.post(f"/penge/{second}/", data).status_code == 302
    assert "flere gange" not in page(grete, "/penge/?aar=2026")
    assert "taget ud" not in page(grete, f"/penge/{first}/")


def test_last_years_amount_is_corrected_in_the_new_year_and_moves_last_year_alone(cast, grete):
    key = enter(grete, **DECEMBER)
    enter(grete, **JANUARY, ore="2.000")
    data = {"verb": "correct", "version": 1, "ore": "900", "note": "", "reason": "Tastefejl"}
    assert grete.post(f"/penge/{key}/", data).status_code == 302
    assert [total(cast, "takings", year) for year in (2026, 2027)] == [900, 2000]
    assert "31. dec" not in page(grete, f"/penge/{key}/")


@pytest.mark.parametrize(
    ("wrong", "status"),
    [
        ({"year": "2027", "month": "2"}, 422),
        ({"year": "2028", "month": ""}, 422),
        ({"year": "2027", "month": ""}, 302),
        ({"year": "9999", "month": "1"}, 422),
        ({"year": "0", "month": "1"}, 422),
        ({"year": "-2026"}, 422),
        ({"year": "2.026"}, 422),
        ({"year": "9" * 5000}, 422),
        ({"ore": ""}, 422),
        ({"ore": "0,00"}, 422),
        ({"ore": "0,001"}, 422),
        ({"ore": "−5"}, 422),
        ({"ore": "1e9"}, 422),
        ({"ore": "1.000.000.000,01"}, 422),
        ({"ore": "9" * 14}, 422),
        ({"ore": "9" * 5000}, 422),
        ({"ore": "10 €"}, 422),
        ({"note": "x" * 161}, 422),
        ({"note": "a\x00b"}, 422),
        ({"id": "x"}, 422),
    ],
)
def test_an_absurd_amount_is_refused_and_nothing_is_counted(cast, grete, wrong, status):
    answer = grete.post("/penge/", {"id": new_id(), **CAFE, **wrong})
    assert answer.status_code == status
    with cast.acting(cast.grete):
        assert MoneyLine.objects.owned().exists() is (status == 302)


@pytest.mark.parametrize("year", ["9" * 5000, "2028", "0", "1999"])
def test_a_year_that_has_no_book_is_not_found(grete, year):
    assert grete.get(f"/penge/?aar={year}").status_code == 404


def test_two_windows_on_one_amount_the_second_is_told(cast, grete):
    key = enter(grete, **DECEMBER)
    address, late = f"/penge/{key}/", {"version": 1, "reason": "Tastefejl"}
    assert grete.post(address, {"verb": "void", **late}).status_code == 302
    for verb in ("correct", "void", "restore"):
        answer = grete.post(address, {"verb": verb, "ore": "5", "note": "", **late})
        assert answer.status_code in (409, 422)
    for version in ("", "x", "0", "9" * 30):
        data = {"verb": "restore", "reason": "x", "version": version}
        assert grete.post(address, data).status_code in (409, 422)
    assert grete.post(address, {"verb": "burn", **late}).status_code == 404
    assert total(cast, "takings", 2026) == 0


def test_what_is_out_is_not_taken_out_again_and_what_counts_is_not_brought_back(grete):
    key = enter(grete, **DECEMBER)
    address, why = f"/penge/{key}/", {"reason": "x"}
    assert grete.post(address, {"verb": "restore", "version": 1, **why}).status_code == 422
    assert grete.post(address, {"verb": "void", "version": 1, **why}).status_code == 302
    assert grete.post(address, {"verb": "void", "version": 2, **why}).status_code == 422


def test_the_other_house_keeps_a_book_of_its_own_and_reaches_nothing_here(cast, grete):
    key = enter(grete, **DECEMBER)
    leila = cast.visit(cast.leila)
    for verb in ("correct", "void", "restore"):
        data = {"verb": verb, "version": 1, "ore": "5", "note": "", "reason": "x"}
        assert leila.post(f"/penge/{key}/", data).status_code == 404
    assert leila.post("/penge/", {**CAFE, "id": key}).status_code == 404
    enter(leila, **DECEMBER, ore="7")
    assert total(cast, "takings", 2026) == 1001
    assert total(cast, "takings", 2026, "naboerne") == 7
    assert "1.000,50" not in page(leila, "/penge/?aar=2026")
    assert total(cast, "takings", 2026, "sundhavn") == 0
