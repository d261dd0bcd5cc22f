"""A new line of the plan, from nothing: plan, office, initiative, in pages alone."""

import re

import pytest

from favn.people.organisations.models import Unit
from favn.policy.models import Initiative
from tests.policy.steps import OTHER, OWN, cost, filled_at, initiative, neighbour

PAGE = "/planen/ny/"


@pytest.fixture
def birgitte(houses):
    return houses.visit(houses.birgitte)


def form_of(client, houses, **typed):
    words = {"title": "Åbent hus", "summary": "Et sted at mødes.", "starts_on": "2026-01-01"}
    words |= {"owner": str(houses.units[OTHER].pk), "ends_on": "2027-12-31"}
    return filled_at(client, PAGE, **words | typed)


def lines(houses):
    with houses.acting(houses.birgitte):
        return list(Initiative.objects.owned().select_related("owner", "funded"))


def test_a_municipality_starts_in_pages_alone(houses):
    signe = neighbour(houses)
    assert "Opret planen først" in signe.get(PAGE).content.decode()
    plan = filled_at(signe, "/planen/", title="Plan", first_year="2026", last_year="2028")
    signe.post("/planen/", plan)
    assert "Tilføj forvaltningen først" in signe.get(PAGE).content.decode()
    offices = "/planen/forvaltninger/"
    signe.post(offices, filled_at(signe, offices, name="Kulturforvaltningen"))
    owner = re.search(r'value="([\w-]{36})">Kultur', signe.get(PAGE).content.decode())[1]
    form = filled_at(signe, PAGE, title="Åbent hus", owner=owner)
    page = signe.post(PAGE, form, follow=True).content.decode()
    assert "Indsats 1 er tilføjet." in page
    assert "1. Åbent hus" in page
    assert signe.get("/planen/1/bed-om-optaelling/").status_code == 200


def test_the_next_number_is_proposed_and_everything_is_kept(birgitte, houses, row):
    form = form_of(birgitte, houses, funded=str(houses.naboerne.pk))
    assert form["number"] == "8"
    assert birgitte.post(PAGE, form).status_code == 302
    made = lines(houses)[-1]
    assert (made.number, made.title, made.summary) == (8, "Åbent hus", "Et sted at mødes.")
    assert (made.owner.name, made.funded.name) == (OTHER, "Naboerne i Nord")
    assert (str(made.starts_on), str(made.ends_on)) == ("2026-01-01", "2027-12-31")


def test_the_same_form_twice_adds_one(birgitte, houses, plan):
    form = form_of(birgitte, houses)
    assert [birgitte.post(PAGE, form).status_code for _ in range(2)] == [302, 302]
    assert len(lines(houses)) == 1


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"number": "7"}, "Nummeret er taget af en anden indsats. Nummer 8 er ledigt."),
        ({"number": "syv"}, "Skriv nummeret som et helt tal"),
        ({"number": "0"}, "Skriv nummeret som et helt tal"),
        ({"title": ""}, "Skriv, hvad indsatsen hedder."),
        ({"owner": ""}, "Vælg den forvaltning, der ejer indsatsen."),
        ({"ends_on": "2025-12-31"}, "Indsatsen slutter, før den begynder."),
        ({"starts_on": "til maj"}, "Skriv dagen som"),
        ({"id": ""}, "Siden er for gammel."),
    ],
)
def test_a_mistake_names_the_mend_and_keeps_the_rest(birgitte, houses, row, typed, sentence):
    answer = birgitte.post(PAGE, form_of(birgitte, houses, **typed))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    assert "Et sted at mødes.</textarea>" in page
    if "title" not in typed:
        assert 'value="Åbent hus"' in page
    if "owner" not in typed:
        assert re.search(rf'value="{houses.units[OTHER].pk}" selected', page)
    assert len(lines(houses)) == 1


def test_only_the_planner_adds(houses, plan):
    for who in (houses.rasmus, houses.jonas):
        assert houses.visit(who).get(PAGE).status_code == 403
        assert houses.visit(who).post(PAGE, {}).status_code == 403


def test_without_a_plan_nothing_is_added(birgitte):
    assert birgitte.post(PAGE, {"title": "x"}).status_code == 404


def test_another_municipalitys_offices_and_ids_are_no_use(birgitte, houses, row):
    form = form_of(birgitte, houses)
    signe = neighbour(houses)
    opened = filled_at(signe, "/planen/", title="Plan", first_year="2026", last_year="2028")
    signe.post("/planen/", opened)
    signe.post("/planen/forvaltninger/", filled_at(signe, "/planen/forvaltninger/", name="Kultur"))
    page = signe.get(PAGE).content.decode()
    assert OWN not in page
    assert signe.post(PAGE, form).status_code == 422
    owner = re.search(r'value="([\w-]{36})">Kultur', page)[1]
    assert signe.post(PAGE, form | {"owner": owner, "id": str(row.pk)}).status_code == 404
    assert signe.post(PAGE, form | {"owner": owner, "number": "7"}).status_code == 302
    assert [line.title for line in lines(houses)] == ["Hverdagshjælp"]


def test_more_offices_and_initiatives_cost_no_more_queries(birgitte, houses, plan):
    initiative(houses, plan)
    one = cost(birgitte, PAGE)
    with houses.acting(houses.birgitte):
        for number in range(5):
            Unit.objects.create(organisation=houses.sundhavn, name=f"{number}", kind="office")
    for number in (11, 12):
        initiative(houses, plan, number, f"Nr. {number}")
    assert cost(birgitte, PAGE) == one
