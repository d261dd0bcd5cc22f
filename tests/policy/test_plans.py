"""Two plans of one city stand side by side, and nothing of one is seen in the other."""

import uuid

import pytest

from favn.kit import clock
from favn.kit.refusals import Conflict, Refused
from favn.policy import actions
from favn.policy.models import Initiative
from tests.policy.steps import OTHER, OWN, cost, filled_at, initiative, neighbour

OLD = "/planer/dengang/"


@pytest.fixture
def birgitte(houses):
    return houses.visit(houses.birgitte)


@pytest.fixture
def old(houses, plan):
    """A closed policy with two goals and one initiative, number 7 as in the present plan."""
    with houses.acting(houses.birgitte):
        said = {"by": houses.birgitte, "at": clock.now()}
        closed = actions.open_plan(
            id=uuid.uuid4(), slug="dengang", title="Politik 2011", first_year=2011, last_year=2014,
            **said,
        )  # fmt: skip
        actions.add_goal(
            id=uuid.uuid4(), plan=closed, number="7", title="Færre holdes ude", note="Intet måler",
            **said,
        )  # fmt: skip
        goal = actions.add_goal(
            id=uuid.uuid4(), plan=closed, title="Flere hører til", **said
        )  # fmt: skip
        actions.add_initiative(
            id=uuid.uuid4(), plan=closed, number=7, title="Byfest", owner=houses.units[OTHER],
            goal=goal, **said,
        )  # fmt: skip
    return closed


def test_the_present_plan_stays_at_planen_and_the_other_has_its_own_name(birgitte, row, old):
    here, there = (birgitte.get(page).content.decode() for page in ("/planen/", OLD))
    assert "Hverdagshjælp" in here
    assert "Byfest" not in here
    assert "Byfest" in there
    assert "Hverdagshjælp" not in there
    assert f'href="{OLD}"' in here
    assert 'href="/planen/"' in there
    assert "Hverdagshjælp" in birgitte.get("/planen/7/").content.decode()
    assert "Byfest" in birgitte.get(f"{OLD}7/").content.decode()


def test_the_list_of_plans_counts_each_by_itself(birgitte, row, old):
    page = birgitte.get("/planer/").content.decode()
    assert page.index("Plan for fællesskab") < page.index("Politik 2011")
    assert f'href="{OLD}"' in page
    assert "2011–2014" in page
    assert page.count("<td>1</td>") == 2


def test_goals_stand_in_order_and_a_missing_number_is_not_invented(birgitte, old):
    page = birgitte.get(OLD).content.decode()
    parts = ["<h2>7. Færre holdes ude", "Ingen indsats står under målet", "<h2>Flere hører til"]
    places = [page.index(part) for part in (*parts, "Byfest", OTHER)]
    assert places[:4] == sorted(places[:4])


def test_a_goal_is_added_and_stands_on_the_form_of_an_initiative(birgitte, houses, plan, row):
    sent = filled_at(birgitte, "/planen/maal/", title="Flere i arbejde", number="2")
    assert [birgitte.post("/planen/maal/", sent).status_code for _ in range(2)] == [302, 302]
    text = birgitte.get("/planen/maal/").content.decode()
    assert text.count('<th scope="row">Flere i arbejde') == 1
    page = birgitte.get("/planen/7/ret/")
    goal = page.context["form"].fields["goal"].choices[1][0]
    birgitte.post("/planen/7/ret/", filled_at(birgitte, "/planen/7/ret/", goal=goal))
    assert "2. Flere i arbejde" in birgitte.get("/planen/7/").content.decode()


def test_filters_work_by_address_alone(birgitte, houses, plan, row):
    initiative(houses, plan, 12, "Åbent bibliotek", OTHER)
    by_office = birgitte.get("/planen/", {"forvaltning": str(houses.units[OTHER].pk)})
    page = by_office.content.decode()
    assert "Åbent bibliotek" in page
    assert "Hverdagshjælp" not in page
    assert "1 indsats af 2 vises." in page
    assert 'href="/planen/"' in page
    none = birgitte.get("/planen/", {"status": "running"}).content.decode()
    assert "0 indsatser af 2 vises." in none
    missing = birgitte.get("/planen/", {"status": "mangler"}).content.decode()
    assert "2 indsatser af 2 vises." in missing


@pytest.mark.parametrize("query", ["forvaltning=x", "status=%00", "maal=1", "side=2", "status="])
def test_an_unknown_filter_shows_all(birgitte, row, query):
    answer = birgitte.get(f"/planen/?{query}")
    assert answer.status_code == 200
    assert "Hverdagshjælp" in answer.content.decode()


def test_what_has_no_owner_stands_out(birgitte, houses, row):
    with houses.acting(houses.birgitte):
        Initiative.objects.owned().filter(pk=row.pk).update(owner=None)
    page = birgitte.get("/planen/").content.decode()
    assert "1 indsats mangler ejer." in page
    assert "Uden ejer: 1 indsats." in page
    assert "Mangler ejer" in page
    assert "Indsatsen mangler en ejer" in birgitte.get("/planen/7/").content.decode()
    assert "Hverdagshjælp" in birgitte.get("/planen/?forvaltning=mangler").content.decode()
    sent = filled_at(birgitte, "/planen/7/ret/", owner=str(houses.units[OWN].pk))
    assert birgitte.post("/planen/7/ret/", sent).status_code == 302
    assert "mangler ejer" not in birgitte.get("/planen/").content.decode()


def test_title_and_years_are_corrected_and_the_address_stays(birgitte, old):
    page = f"{OLD}ret/"
    birgitte.post(page, filled_at(birgitte, page, title="Politik for inklusion", last_year="2015"))
    text = birgitte.get(OLD).content.decode()
    assert "Politik for inklusion" in text
    assert "2011–2015" in text


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"last_year": "2010"}, "ligger før det første"),
        ({"last_year": "2024"}, "over ti år"),
        ({"first_year": "2016", "last_year": "2025"}, "gælder allerede 2025–2027"),
        ({"first_year": "snart"}, "fire tal"),
        ({"title": ""}, "hvad planen hedder"),
    ],
)
def test_wrong_years_are_refused_in_words(birgitte, old, typed, sentence):
    page = f"{OLD}ret/"
    answer = birgitte.post(page, filled_at(birgitte, page, **typed))
    assert answer.status_code == 422
    assert sentence in answer.content.decode()


def test_two_who_correct_a_plan_and_the_second_keeps_the_words(birgitte, houses, old):
    page = f"{OLD}ret/"
    mine = filled_at(birgitte, page, title="Min titel")
    birgitte.post(page, filled_at(birgitte, page, title="Din titel"))
    answer = birgitte.post(page, mine)
    assert answer.status_code == 409
    text = answer.content.decode()
    assert "Birgitte har rettet planen imens" in text
    assert 'value="Min titel"' in text
    assert "<dd>Din titel</dd>" in text
    with houses.acting(houses.birgitte):
        said = {"by": houses.birgitte, "at": clock.now(), "first_year": 2011, "last_year": 2014}
        same = actions.change_plan(plan=old, version=1, title="Din titel", **said)
        assert same.version == 2
        with pytest.raises(Conflict):
            actions.change_plan(plan=old, version=1, title="Tredje", **said)
        with pytest.raises(Refused):
            actions.change_plan(plan=old, version=2, title="x", **said | {"last_year": 2001})


def test_an_initiative_outside_the_plans_years_says_so(birgitte, houses, row):
    sent = filled_at(birgitte, "/planen/7/ret/", starts_on="2018-01-01")
    birgitte.post("/planen/7/ret/", sent)
    assert "uden for planens år, 2025–2027" in birgitte.get("/planen/7/").content.decode()


@pytest.mark.parametrize("page", ["", "7/", "7/ret/", "7/flyt/", "penge/", "ret/", "maal/"])
def test_another_citys_plan_is_not_found(houses, old, page):
    assert neighbour(houses).get(f"{OLD}{page}").status_code == 404


def test_an_unknown_plan_is_not_found(birgitte, plan):
    for page in ("/planer/findes-ikke/", "/planer/findes-ikke/7/", "/planer/findes-ikke/penge/"):
        assert birgitte.get(page).status_code == 404


def test_offices_read_both_plans_and_change_neither(houses, row, old):
    rasmus = houses.visit(houses.rasmus)
    assert "Byfest" in rasmus.get(OLD).content.decode()
    for page in (f"{OLD}ret/", f"{OLD}maal/", f"{OLD}7/ret/", f"{OLD}ny/"):
        assert rasmus.get(page).status_code == 403
    assert houses.visit(houses.leila).get(OLD).status_code == 403


def test_more_plans_and_initiatives_cost_no_more_queries(birgitte, houses, plan, row, old):
    one = cost(birgitte, OLD)
    for number in (8, 9):
        initiative(houses, old, number, f"Nr. {number}", OTHER)
    assert cost(birgitte, OLD) == one
