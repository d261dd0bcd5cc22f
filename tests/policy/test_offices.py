"""The municipality's offices: one is needed before an initiative can have an owner."""

import re
import uuid

import pytest

from favn.kit import history
from favn.kit.refusals import Refused
from favn.kit.tenancy import acting_for
from favn.people.organisations import actions, queries
from favn.people.organisations.models import Unit
from tests.policy.steps import OTHER, OWN, at, cost, filled_at, initiative, neighbour

PAGE = "/planen/forvaltninger/"
NEW = "Socialforvaltningen"


@pytest.fixture
def birgitte(houses):
    return houses.visit(houses.birgitte)


def names(houses):
    with houses.acting(houses.birgitte):
        return [office.name for office in queries.offices()]


def test_an_office_is_added_and_history_tells(birgitte, houses):
    page = birgitte.post(PAGE, filled_at(birgitte, PAGE, name=NEW), follow=True).content.decode()
    assert f"{NEW} er tilføjet." in page
    assert NEW in names(houses)
    with houses.acting(houses.birgitte):
        told = history.of(Unit.objects.get(name=NEW)).get()
    assert (told.verb, told.changes) == ("add", {"name": ["", NEW]})


def test_each_office_tells_how_many_initiatives_it_owns(birgitte, houses, row):
    page = birgitte.get(PAGE).content.decode()
    assert re.search(rf"{OWN}</th>\s*<td[^>]*>1</td>", page)
    assert re.search(rf"{OTHER}</th>\s*<td[^>]*>0</td>", page)


def test_the_same_form_twice_adds_one(birgitte, houses):
    form = filled_at(birgitte, PAGE, name=NEW)
    assert [birgitte.post(PAGE, form).status_code for _ in range(2)] == [302, 302]
    assert names(houses).count(NEW) == 1


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("", "Skriv navnet, for eksempel"),
        (OWN, "findes allerede"),
        (OWN.lower(), "findes allerede"),
        ("x" * 121, "120"),
    ],
)
def test_a_mistake_names_the_mend_and_keeps_the_words(birgitte, houses, name, sentence):
    answer = birgitte.post(PAGE, filled_at(birgitte, PAGE, name=name))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    assert f'value="{name}"' in page or not name
    assert len(names(houses)) == 2


def test_a_name_is_refused_by_the_action_too(houses):
    with houses.acting(houses.birgitte), pytest.raises(Refused, match="findes allerede"):
        actions.add_unit(id=uuid.uuid4(), name=OWN, by=houses.birgitte, at=at())


@pytest.mark.parametrize("who", ["rasmus", "jonas", "leila"])
def test_only_the_planner_opens_the_page(houses, who):
    client = houses.visit(getattr(houses, who))
    assert client.get(PAGE).status_code == 403
    assert client.post(PAGE, {"name": NEW}).status_code == 403


def test_another_municipality_has_its_own_offices(houses):
    signe = neighbour(houses)
    page = signe.get(PAGE).content.decode()
    assert "Ingen forvaltninger endnu" in page
    assert OWN not in page
    form = filled_at(signe, PAGE, name=OWN)
    assert signe.post(PAGE, form | {"id": str(houses.units[OWN].pk)}).status_code == 404
    assert signe.post(PAGE, form).status_code == 302
    with acting_for(houses.sundhavn.pk):
        assert Unit.objects.filter(name=OWN).count() == 1


def test_ten_offices_cost_no_more_queries_than_two(birgitte, houses, plan):
    initiative(houses, plan)
    two = cost(birgitte, PAGE)
    with houses.acting(houses.birgitte):
        for number in range(8):
            unit = Unit(organisation=houses.sundhavn, name=f"Nr. {number}", kind="office")
            unit.save()
            houses.units[unit.name] = unit
    for number in (20, 21):
        initiative(houses, plan, number, unit=f"Nr. {number - 20}")
    assert cost(birgitte, PAGE) == two
