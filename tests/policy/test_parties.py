"""Partners and suppliers: one party with all its numbers, also where it stands under three."""

import uuid

import pytest

from favn.people.organisations.models import Organisation
from favn.policy.models import Part
from tests.policy.steps import cost, initiative, neighbour

PAGE = "/planen/7/parter/"


@pytest.fixture
def birgitte(houses):
    return houses.visit(houses.birgitte)


def join(client, page=PAGE, **typed):
    sent = {"verb": "join", "id": str(uuid.uuid4()), "party": "", "name": "", "hand": "supplier"}
    return client.post(page, sent | typed)


def lamp():
    return Organisation.objects.get(name="Foreningen Samtalen")


def test_one_supplier_under_three_numbers_is_one_party(birgitte, houses, plan, row):
    for number in (8, 9):
        initiative(houses, plan, number, f"Nr. {number}")
    for number, name in ((7, "Foreningen Samtalen"), (8, "foreningen samtalen")):
        assert join(birgitte, f"/planen/{number}/parter/", name=name).status_code == 302
    join(birgitte, "/planen/9/parter/", party=str(lamp().pk))
    page = birgitte.get("/planen/parter/").content.decode()
    assert page.count(">Foreningen Samtalen</a>") == 1
    assert "Leverandør: 7, 8, 9" in page
    own = birgitte.get(f"/planen/parter/{lamp().pk}/").content.decode()
    assert "Er med i 3 indsatser." in own
    assert own.count("/planen/8/") == 1


def test_a_party_is_no_tenant_and_stands_on_the_initiative(birgitte, row):
    join(birgitte, name="Foreningen Samtalen", hand="partner")
    assert not lamp().is_tenant
    page = birgitte.get("/planen/7/").content.decode()
    assert "Foreningen Samtalen</a> (Samarbejdspartner)" in page


def test_who_gets_money_is_a_party_too(birgitte, row):
    assert "Modtager støtte: 7" in birgitte.get("/planen/parter/").content.decode()


def test_the_same_form_twice_joins_once_and_twice_the_same_part_is_refused(birgitte, houses, row):
    key = str(uuid.uuid4())
    answers = [join(birgitte, id=key, name="Foreningen Samtalen") for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    again = join(birgitte, party=str(lamp().pk))
    assert again.status_code == 422
    assert "står allerede som leverandør" in again.content.decode()
    with houses.acting(houses.birgitte):
        assert Part.objects.owned().count() == 1


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({}, "Vælg en på listen"),
        ({"party": str(uuid.uuid4())}, "findes ikke længere"),
        ({"name": "Noget", "hand": ""}, "Vælg, hvad organisationen gør"),
    ],
)
def test_a_mistake_names_the_mend(birgitte, row, typed, sentence):
    answer = join(birgitte, **typed)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()


def test_a_party_is_taken_off_and_twice_is_once(birgitte, houses, row):
    join(birgitte, name="Foreningen Samtalen")
    with houses.acting(houses.birgitte):
        part = Part.objects.owned().get()
    sent = {"verb": "leave", "part": str(part.pk)}
    assert birgitte.post(PAGE, sent).status_code == 302
    assert birgitte.post(PAGE, sent).status_code == 404
    assert "Foreningen Samtalen" not in birgitte.get("/planen/parter/").content.decode()


def test_one_city_does_not_see_whom_another_works_with(birgitte, houses, row):
    join(birgitte, name="Foreningen Samtalen")
    signe = neighbour(houses)
    assert "Foreningen Samtalen" not in signe.get("/planen/parter/").content.decode()
    assert signe.get(f"/planen/parter/{lamp().pk}/").status_code == 404
    assert signe.get(PAGE).status_code == 404
    rasmus = houses.visit(houses.rasmus)
    assert rasmus.get(f"/planen/parter/{lamp().pk}/").status_code == 200
    assert rasmus.get(PAGE).status_code == 403


def test_more_parties_cost_no_more_queries(birgitte, row):
    join(birgitte, name="Den første")
    one = cost(birgitte, "/planen/parter/")
    for name in ("Den anden", "Den tredje"):
        join(birgitte, name=name)
    assert cost(birgitte, "/planen/parter/") == one
