"""An initiative is corrected with its history, and two who do it at once both keep their words."""

import pytest

from favn.kit import clock, history
from favn.kit.refusals import Conflict, Refused
from favn.people.organisations.models import Unit
from favn.policy import actions
from favn.policy.models import CountDuty, Initiative
from tests.policy.steps import OTHER, OWN, accept, ask, cost, filled_at, neighbour, send

PAGE = "/planen/7/ret/"


@pytest.fixture
def birgitte(houses):
    return houses.visit(houses.birgitte)


def kept(houses, row):
    with houses.acting(houses.birgitte):
        return Initiative.objects.owned().select_related("owner", "funded").get(pk=row.pk)


def told(houses, row):
    with houses.acting(houses.birgitte):
        return [line for line in history.of(row) if line.verb == "correct"]


def test_everything_but_the_number_is_corrected_with_history(birgitte, houses, row):
    form = filled_at(
        birgitte, PAGE, title="Hjælp i hverdagen", summary="Nye ord.", funded="",
        owner=str(houses.units[OTHER].pk), starts_on="2026-02-01", ends_on="2026-12-31",
    )  # fmt: skip
    page = birgitte.post(PAGE, form, follow=True).content.decode()
    assert "Indsatsen er rettet." in page
    assert "Fra 1. feb. 2026" in page
    now = kept(houses, row)
    assert (now.number, now.title, now.owner.name, now.funded, now.version) == (
        7, "Hjælp i hverdagen", OTHER, None, 2,
    )  # fmt: skip
    (line,) = told(houses, row)
    assert line.changes["title"] == ["Hverdagshjælp", "Hjælp i hverdagen"]
    assert line.changes["owner"] == [OWN, OTHER]
    assert line.changes["funded"] == ["Medborgerhuset", ""]
    assert line.changes["ends_on"] == ["", "2026-12-31"]


def test_the_same_form_twice_and_an_unchanged_one_write_nothing_more(birgitte, houses, row):
    assert birgitte.post(PAGE, filled_at(birgitte, PAGE)).status_code == 302
    assert told(houses, row) == []
    form = filled_at(birgitte, PAGE, title="Ny")
    assert [birgitte.post(PAGE, form).status_code for _ in range(2)] == [302, 302]
    assert len(told(houses, row)) == 1


def test_two_who_correct_and_the_second_keeps_the_words(birgitte, houses, row):
    mine = filled_at(birgitte, PAGE, title="Min titel", summary="Min tekst.")
    birgitte.post(PAGE, filled_at(birgitte, PAGE, title="Din titel"))
    answer = birgitte.post(PAGE, mine)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Birgitte har rettet indsatsen imens" in page
    assert 'value="Min titel"' in page
    assert "Min tekst.</textarea>" in page
    assert "<dd>Din titel</dd>" in page
    assert kept(houses, row).title == "Din titel"
    again = mine | {"version": str(answer.context["form"]["version"].value())}
    assert birgitte.post(PAGE, again).status_code == 302
    assert kept(houses, row).title == "Min titel"


def test_a_stale_version_is_a_conflict_in_the_action_too(houses, row):
    words = {"title": "A", "summary": "", "owner": row.owner, "funded": None}
    words |= {"starts_on": None, "ends_on": None}
    with houses.acting(houses.birgitte):
        by = {"by": houses.birgitte, "at": clock.now()}
        actions.change_initiative(initiative=row, version=1, **by, **words)
        with pytest.raises(Conflict, match="Birgitte har rettet"):
            actions.change_initiative(initiative=row, version=1, **by, **words | {"title": "B"})
        with pytest.raises(Refused, match="før den begynder"):
            days = {"starts_on": clock.today(), "ends_on": clock.today().replace(year=2020)}
            actions.change_initiative(initiative=row, version=2, **by, **words | days)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"title": ""}, "Skriv, hvad indsatsen hedder."),
        ({"owner": "x"}, "Vælg"),
        ({"starts_on": "2026-05-01", "ends_on": "2026-04-01"}, "før den begynder"),
        ({"version": ""}, "Siden er for gammel."),
    ],
)
def test_a_mistake_names_the_mend_and_keeps_the_rest(birgitte, houses, row, typed, sentence):
    form = filled_at(birgitte, PAGE, summary="Det, jeg skrev.") | typed
    answer = birgitte.post(PAGE, form)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    assert "Det, jeg skrev.</textarea>" in page
    assert kept(houses, row).summary == ""


def test_what_is_still_asked_for_gets_the_new_title(birgitte, houses, row, duty):
    stopped = ask(houses, row, houses.naboerne)
    with houses.acting(houses.birgitte):
        actions.stop_asking(duty=stopped, by=houses.birgitte, at=clock.now(), reason="Slut")
    accept(houses, send(houses, duty))
    birgitte.post(PAGE, filled_at(birgitte, PAGE, title="Ny titel"))
    with houses.acting(houses.jonas):
        assert CountDuty.objects.get_queryset().get().title == "Ny titel"
    with houses.acting(houses.leila):
        assert CountDuty.objects.get_queryset().get().title == "Hverdagshjælp"


def test_the_new_owner_sees_the_counts_and_the_old_no_longer(birgitte, houses, row, duty):
    rasmus = houses.visit(houses.rasmus)
    assert "kvartal" in rasmus.get("/planen/7/").content.decode()
    birgitte.post(PAGE, filled_at(birgitte, PAGE, owner=str(houses.units[OTHER].pk)))
    assert "ses af indsatsens egen forvaltning" in rasmus.get("/planen/7/").content.decode()


def test_an_owner_that_is_no_office_stays_possible(birgitte, houses, row):
    with houses.acting(houses.birgitte):
        team = Unit.objects.create(organisation=houses.sundhavn, name="Et team", kind="team")
        Initiative.objects.owned().filter(pk=row.pk).update(owner=team)
    assert birgitte.post(PAGE, filled_at(birgitte, PAGE, title="Ny")).status_code == 302
    assert kept(houses, row).owner == team


def test_only_the_planner_corrects(houses, row):
    for who in (houses.rasmus, houses.jonas):
        client = houses.visit(who)
        assert client.get(PAGE).status_code == 403
        assert client.post(PAGE, {"title": "x"}).status_code == 403
    assert "Ret indsatsen" not in houses.visit(houses.rasmus).get("/planen/7/").content.decode()


def test_unknown_and_foreign_numbers_are_404(birgitte, houses, row):
    assert birgitte.get("/planen/99/ret/").status_code == 404
    signe = neighbour(houses)
    assert signe.get(PAGE).status_code == 404
    assert signe.post(PAGE, filled_at(birgitte, PAGE, title="Kapret")).status_code == 404
    assert kept(houses, row).title == "Hverdagshjælp"


def test_corrections_cost_the_page_no_more_queries(birgitte, houses, row):
    one = cost(birgitte, PAGE)
    for title in ("A", "B", "C"):
        birgitte.post(PAGE, filled_at(birgitte, PAGE, title=title))
    assert cost(birgitte, PAGE) == one
