"""The planner opens the plan on its own page, without anybody at the machine."""

from datetime import date

import pytest

from favn.kit import history
from favn.policy.models import Plan
from tests.policy.steps import cost, filled_at, neighbour

PAGE = "/planen/"
TYPED = {"title": "Plan for fællesskab", "first_year": "2026", "last_year": "2028"}


@pytest.fixture
def birgitte(houses):
    return houses.visit(houses.birgitte)


def plans(houses):
    with houses.acting(houses.birgitte):
        return list(Plan.objects.owned())


def test_the_planner_opens_the_plan_and_history_tells(birgitte, houses):
    page = birgitte.post(PAGE, filled_at(birgitte, PAGE, **TYPED), follow=True).content.decode()
    assert "Planen er oprettet" in page
    assert "Plan for fællesskab" in page
    (plan,) = plans(houses)
    assert (plan.first_year, plan.last_year) == (2026, 2028)
    with houses.acting(houses.birgitte):
        assert (history.of(plan).get().verb, history.of(plan).get().actor_label) == (
            "open", "Birgitte",
        )  # fmt: skip


def test_the_same_form_twice_opens_one(birgitte, houses):
    form = filled_at(birgitte, PAGE, **TYPED)
    assert [birgitte.post(PAGE, form).status_code for _ in range(2)] == [302, 302]
    assert len(plans(houses)) == 1


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"title": ""}, "Skriv, hvad planen hedder."),
        ({"first_year": "snart"}, "Skriv året med fire tal"),
        ({"first_year": "26"}, "Skriv året med fire tal"),
        ({"last_year": "2025"}, "Det sidste år ligger før det første"),
        ({"last_year": "2036"}, "Det er over ti år"),
        ({"id": "x"}, "Siden er for gammel. Åbn den igen."),
    ],
)
def test_a_mistake_names_the_field_and_keeps_the_rest(birgitte, houses, typed, sentence):
    answer = birgitte.post(PAGE, filled_at(birgitte, PAGE, **TYPED) | typed)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    if "title" not in typed:
        assert 'value="Plan for fællesskab"' in page
    assert plans(houses) == []


def test_a_year_has_one_plan(birgitte, houses, plan):
    form = TYPED | {"id": "5f0f6a4e-3c0e-4f6f-9d0a-0f8a4b1c2d3e"}
    assert birgitte.post(PAGE, form | {"first_year": "2027"}).status_code == 422
    assert len(plans(houses)) == 1


def test_the_next_plan_is_opened_when_the_last_has_ended(birgitte, houses, plan, settings):
    assert "Opret plan" not in birgitte.get(PAGE).content.decode()
    settings.TODAY = date(2028, 1, 5)
    assert "Planen sluttede med 2027." in birgitte.get(PAGE).content.decode()
    wrong = filled_at(birgitte, PAGE, title="Den næste", first_year="2027", last_year="2029")
    answer = birgitte.post(PAGE, wrong)
    assert "gælder allerede 2025–2027" in answer.content.decode()
    assert birgitte.post(PAGE, wrong | {"first_year": "2028"}).status_code == 302
    assert "Den næste" in birgitte.get(PAGE).content.decode()


def test_only_the_planner_opens_a_plan(houses):
    rasmus = houses.visit(houses.rasmus)
    assert rasmus.post(PAGE, TYPED).status_code == 403
    assert plans(houses) == []


def test_another_municipality_opens_its_own(birgitte, houses, plan):
    signe = neighbour(houses)
    page = signe.get(PAGE).content.decode()
    assert "Ingen plan endnu" in page
    assert "Plan for fællesskab" not in page
    form = filled_at(signe, PAGE, **TYPED | {"title": "Fjordbys plan"})
    assert signe.post(PAGE, form | {"id": str(plan.pk)}).status_code == 404
    assert signe.post(PAGE, form).status_code == 302
    assert "Fjordbys plan" not in birgitte.get(PAGE).content.decode()


def test_the_empty_page_costs_the_same_after_an_old_plan(birgitte, houses, plan, settings):
    settings.TODAY = date(2028, 1, 5)
    cost(birgitte, PAGE)  # a browser's first visit costs PostgreSQL more than its next
    one = cost(birgitte, PAGE)
    for first in (2010, 2014):
        with houses.acting(houses.birgitte):
            Plan.objects.create(
                organisation=houses.sundhavn, slug=str(first), title="Før", first_year=first,
                last_year=first + 1,
            )  # fmt: skip
    assert cost(birgitte, PAGE) == one
