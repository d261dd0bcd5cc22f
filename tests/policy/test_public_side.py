"""The page where the plan editor shows a plan to everybody, and takes it back."""

import pytest

from favn.kit.models import History
from favn.policy.choices import Status
from favn.policy.models import Plan
from tests.policy.public_steps import PLAN, close_round, made_public
from tests.policy.round_steps import open_round
from tests.policy.steps import OTHER, OWN, initiative

PAGE = "/planen/offentlig/"


def press(cast, verb, who=None):
    return cast.visit(who or cast.birgitte).post(PAGE, {"verb": verb})


def is_public(cast, plan):
    with cast.acting(cast.birgitte):
        return Plan.objects.owned().get(pk=plan.pk).public_since is not None


def test_the_plan_leads_here_and_the_page_to_the_public_one(houses, plan, row):
    assert f'href="{PAGE}"' in houses.visit(houses.birgitte).get("/planen/").content.decode()
    made_public(houses, plan, row)
    for page in (PAGE, "/planen/"):
        assert f'href="{PLAN}plan/"' in houses.visit(houses.birgitte).get(page).content.decode()


def test_the_editor_makes_it_public_and_takes_it_back(houses, plan, row):
    close_round(houses, plan, {row: ("Det går.", Status.RUNNING)})
    assert "Gør planen offentlig" in houses.visit(houses.birgitte).get(PAGE).content.decode()
    for _twice in range(2):
        assert press(houses, "publish").status_code == 302
    assert is_public(houses, plan)
    for _twice in range(2):
        assert press(houses, "back").status_code == 302
    assert not is_public(houses, plan)
    with houses.acting(houses.birgitte):
        lines = History.objects.get_queryset().filter(record_id=plan.pk)
        verbs = sorted(lines.values_list("verb", flat=True))
    assert verbs == ["open", "publish", "unpublish"]


def test_without_a_closed_round_there_is_nothing_to_show(houses, plan, row):
    open_round(houses, plan)
    answer = press(houses, "publish")
    assert answer.status_code == 422
    assert "ingen statusrunde er lukket" in answer.content.decode()
    assert not is_public(houses, plan)


def test_what_lacks_is_named_by_office_and_number(houses, plan, row):
    close_round(houses, plan, {row: ("Det går.", Status.RUNNING)})
    initiative(houses, plan, 8, "Åbent bibliotek", OTHER)
    lost = initiative(houses, plan, 9, "Herreløs", OWN)
    with houses.acting(houses.birgitte):
        lost.owner = None
        lost.save()
    answer = press(houses, "publish")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert f"Uden ejer: 9. Uden status: {OTHER}: 8." in page
    assert "Gør planen offentlig</span>" not in page
    assert not is_public(houses, plan)


def test_a_newcomer_is_named_as_not_shown_yet(houses, plan, row):
    made_public(houses, plan, row)
    initiative(houses, plan, 8, "Åbent bibliotek", OTHER)
    page = houses.visit(houses.birgitte).get(PAGE).content.decode()
    assert "Vises først, når næste runde er lukket" in page
    assert "8. Åbent bibliotek" in page


@pytest.mark.parametrize(("who", "status"), [("rasmus", 403), ("jonas", 403), ("stranger", 403)])
@pytest.mark.parametrize("verb", ["publish", "back"])
def test_only_the_plan_editor_decides(houses, plan, row, who, status, verb):
    close_round(houses, plan, {row: ("Det går.", Status.RUNNING)})
    assert press(houses, verb, getattr(houses, who)).status_code == status
    assert not is_public(houses, plan)


def test_an_office_sees_whether_it_is_public_and_no_button(houses, plan, row):
    made_public(houses, plan, row)
    page = houses.visit(houses.rasmus).get(PAGE).content.decode()
    assert "Planen har været offentlig siden" in page
    assert "Tag planen tilbage" not in page


def test_an_unknown_verb_is_not_found(houses, plan, row):
    assert press(houses, "hvad").status_code == 404
