"""The money book: amounts as people write them, corrected and never silently edited.

Known answer: 1.000,50 + 999,50 + 250.000 = 252.000 kr. in, 100.000 kr. out, added by hand.
"""

import re

import pytest

from favn.centre.models import MoneyLine
from favn.kit import figures
from favn.kit.fields import KronerField, in_kroner
from favn.statistics.figures import Edition, Period
from tests.cast import new_id

CAFE = {"kind": "cafe", "year": "2026", "month": "10", "ore": "1.000,50", "note": "Bilag 4"}


def page(client, address="/penge/"):
    answer = client.get(address)
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", answer.content.decode())


def enter(client, **more):
    data = {"id": new_id(), **CAFE, **more}
    answer = client.post("/penge/", data)
    assert answer.status_code == 302, answer.content.decode()
    return data["id"]


def value(cast, name, by=None):
    return figures.value(
        f"centre.{name}", cast.medborgerhuset.pk, Period(2026), by=by, edition=Edition.PUBLIC
    )


@pytest.fixture
def treasurer(cast):
    return cast.visit(cast.grete)


def test_an_empty_year_says_what_to_write(treasurer):
    assert "Der står ingen beløb for det år" in page(treasurer)


def test_amounts_become_sums_and_living_figures(cast, treasurer):
    enter(treasurer)
    enter(treasurer, kind="lunch", ore="999,50")
    enter(treasurer, kind="public", month="", ore="250.000")
    enter(treasurer, kind="cost-centre", month="", ore="100.000 kr.")
    told = page(treasurer)
    for said in ("1.000,50", "999,50", "252.000", "Der er 152.000 kr. tilbage.", "oktober"):
        assert said in told
    assert value(cast, "income").total == 252_000
    assert value(cast, "cost").total == 100_000
    assert value(cast, "takings").total == 2_000
    parts = {row.label: row.value for row in value(cast, "takings", "post").rows}
    assert parts == {"Caféerne": 1_001, "Frokostordninger": 1_000}
    months = {row.key: row.value for row in value(cast, "income", "month").rows}
    assert (months["10"], months["12"]) == (2_000, 250_000)


def test_a_correction_keeps_what_stood_and_why(cast, treasurer):
    key = enter(treasurer)
    address = f"/penge/{key}/"
    data = {"verb": "correct", "version": 1, "ore": "900", "note": "Bilag 4", "reason": "Tastefejl"}
    assert treasurer.post(address, data).status_code == 302
    told = page(treasurer, address)
    assert "1.000,50 kr. blev til 900 kr." in told
    assert "Tastefejl" in told
    assert value(cast, "income").total == 900
    late = treasurer.post(address, {**data, "ore": "800"})
    assert late.status_code == 409
    assert value(cast, "income").total == 900


def test_a_correction_without_a_reason_is_refused(treasurer):
    key = enter(treasurer)
    data = {"verb": "correct", "version": 1, "ore": "900", "note": "", "reason": ""}
    answer = treasurer.post(f"/penge/{key}/", data)
    assert answer.status_code == 422
    assert "Skriv hvorfor" in answer.content.decode()


def test_what_is_taken_out_stands_and_counts_no_more_until_it_is_back(cast, treasurer):
    key = enter(treasurer)
    address = f"/penge/{key}/"
    treasurer.post(address, {"verb": "void", "version": 1, "reason": "Skrevet to gange"})
    assert value(cast, "income").total == 0
    assert "taget ud" in page(treasurer)
    data = {"verb": "correct", "version": 2, "ore": "1", "note": "", "reason": "x"}
    assert treasurer.post(address, data).status_code == 422
    treasurer.post(address, {"verb": "restore", "version": 2, "reason": "Den var rigtig"})
    assert value(cast, "income").total == 1_001


def test_the_same_form_twice_is_one_amount(cast, treasurer):
    data = {"id": new_id(), **CAFE}
    treasurer.post("/penge/", data)
    treasurer.post("/penge/", data)
    with cast.acting(cast.grete):
        assert MoneyLine.objects.get_queryset().count() == 1


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"ore": "-5"}, "Skriv et beløb i kroner"),
        ({"ore": "0"}, "Skriv et beløb over nul"),
        ({"ore": "1.00,5"}, "Skriv et beløb i kroner"),
        ({"month": "12"}, "Måneden er ikke begyndt endnu"),
        ({"year": "1999"}, "Skriv et år fra 2000"),
        ({"kind": "guld"}, "Vælg fra listen"),
        ({"month": "13"}, "Vælg fra listen"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(treasurer, wrong, told):
    answer = treasurer.post("/penge/", {"id": new_id(), **CAFE, **wrong})
    assert answer.status_code == 422
    assert told in answer.content.decode()


def test_the_chair_reads_and_does_not_write(cast, treasurer):
    enter(treasurer)
    chair = cast.visit(cast.mehmet)
    assert "1.000,50" in page(chair)
    assert chair.post("/penge/", {"id": new_id(), **CAFE}).status_code == 403
    assert cast.visit(cast.amina).get("/penge/").status_code == 403


def test_another_house_has_a_book_of_its_own(cast, treasurer):
    key = enter(treasurer)
    other = cast.visit(cast.leila)
    assert other.get(f"/penge/{key}/").status_code == 404
    assert "Der står ingen beløb for det år" in page(other)


def test_a_year_that_is_no_year_is_not_found(treasurer):
    assert treasurer.get("/penge/?aar=1066").status_code == 404
    assert treasurer.get("/penge/?aar=x").status_code == 200


@pytest.mark.parametrize(
    ("typed", "ore"),
    [("250.000", 25_000_000), ("1.999,5", 199_950), ("40 kr.", 4_000), ("7", 700), ("0,05", 5)],
)
def test_an_amount_is_read_as_people_write_it(typed, ore):
    field = KronerField("Beløb")
    assert field.clean(typed) == ore
    assert field.clean(in_kroner(ore)) == ore
