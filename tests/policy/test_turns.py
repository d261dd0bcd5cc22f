"""An initiative stays itself through a new number, a merge, a split and another owner."""

import uuid
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from favn.kit import clock, history
from favn.kit.refusals import Conflict, Refused
from favn.people.accounts.models import Membership
from favn.policy import actions, queries
from favn.policy.models import CountDuty, Initiative, Turn
from favn.policy.rules import tree
from tests.cast import TODAY
from tests.policy.steps import OTHER, OWN, initiative, neighbour

PAGE = "/planen/7/flyt/"
WHEN = actions.Occasion(TODAY, "planen blev ryddet op")


@pytest.fixture
def birgitte(houses):
    return houses.visit(houses.birgitte)


@pytest.fixture
def turned(houses):
    """Does a turn as Birgitte, now."""

    def do(verb, row, **values):
        with houses.acting(houses.birgitte):
            values = {"id": uuid.uuid4(), "when": WHEN} | values
            if verb is not actions.split:
                values.setdefault("version", row.version)
            return verb(initiative=row, by=houses.birgitte, at=clock.now(), **values)

    return do


def form(client, verb, page=PAGE, **typed):
    """One of the page's four forms as a browser would send it."""
    fields = client.get(page).context["forms"][verb]
    sent = {field.name: "" if field.value() is None else str(field.value()) for field in fields}
    return sent | {"verb": verb, "on": "2026-11-01", "reason": "Oprydning"} | typed


def test_a_new_number_is_told_in_one_sentence_and_the_old_one_leads_there(birgitte, row):
    page = birgitte.post(PAGE, form(birgitte, "renumber", number="12"), follow=True)
    assert page.redirect_chain[-1][0] == "/planen/12/"
    assert "Fra nummer 7 til 12 1. nov. 2026: Oprydning" in page.content.decode()
    assert birgitte.get("/planen/7/")["Location"] == "/planen/12/"
    assert birgitte.get("/planen/8/").status_code == 404


def test_a_number_moved_twice_leads_on_to_the_last(birgitte, turned, row):
    turned(actions.renumber, row, number=12)
    turned(actions.renumber, row, number=15, version=2)
    for old in (7, 12):
        assert birgitte.get(f"/planen/{old}/")["Location"] == "/planen/15/"


def test_what_is_still_asked_of_associations_gets_the_new_number(houses, turned, row, duty):
    turned(actions.renumber, row, number=12)
    with houses.acting(houses.jonas):
        assert CountDuty.objects.get_queryset().get(pk=duty.pk).number == 12


def test_no_number_is_given_twice_neither_a_present_nor_a_former_one(houses, plan, turned, row):
    other = initiative(houses, plan, 12, "Åbent bibliotek", OTHER)
    with pytest.raises(Refused, match="Nummer 13 er ledigt"):
        turned(actions.renumber, row, number=12)
    turned(actions.renumber, row, number=20)
    with pytest.raises(Refused, match="er eller har været"):
        turned(actions.renumber, other, number=7)
    with pytest.raises(Refused, match="Nummer 21 er ledigt"):
        initiative(houses, plan, 7, "Ny")
    with pytest.raises(Refused, match="allerede nummer 20"):
        turned(actions.renumber, row, number=20, version=2)


def test_the_form_says_which_number_is_free_and_keeps_the_rest(houses, plan, birgitte, row):
    initiative(houses, plan, 12, "Åbent bibliotek")
    answer = birgitte.post(PAGE, form(birgitte, "renumber", number="12"))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Nummer 13 er ledigt" in page
    assert 'value="Oprydning"' in page


def test_the_same_form_twice_turns_it_once(birgitte, houses, row):
    sent = form(birgitte, "renumber", number="12")
    birgitte.post(PAGE, sent)
    assert birgitte.post("/planen/12/flyt/", sent).status_code == 302
    with houses.acting(houses.birgitte):
        assert Turn.objects.owned().count() == 1
        assert sorted(line.verb for line in history.of(row)) == ["add", "renumber"]


def test_a_merged_initiative_leaves_the_list_but_keeps_its_page(houses, plan, birgitte, row):
    other = initiative(houses, plan, 12, "Åbent bibliotek")
    page = birgitte.post(PAGE, form(birgitte, "merge", into=str(other.pk)), follow=True)
    text = page.content.decode()
    assert "Indsatsen er lagt ind i en anden" in text
    assert 'Lagt ind i <a href="/planen/12/">12. Åbent bibliotek</a> 1. nov. 2026' in text
    assert "blev lagt ind her" in birgitte.get("/planen/12/").content.decode()
    with houses.acting(houses.birgitte):
        listed = queries.lines(plan, membership(houses), TODAY)
    assert [line.initiative.number for line in listed] == [12]
    assert "Lagt ind i en anden indsats" in birgitte.get("/planen/").content.decode()


def membership(houses):

    return Membership.objects.get(account=houses.birgitte)


def test_a_merged_initiative_is_asked_nothing_more(houses, plan, birgitte, turned, row):
    turned(actions.merge, row, into=initiative(houses, plan, 12, "Åbent bibliotek"))
    assert birgitte.get("/planen/7/bed-om-optaelling/").status_code == 404
    status = {"verb": "status", "version": "0", "status": "running", "text": "x"}
    assert birgitte.post("/planen/7/", status).status_code == 404
    assert birgitte.get("/planen/7/").status_code == 200


def test_nothing_merges_into_itself_or_round_in_a_ring(houses, plan, turned, row):
    second, third = (initiative(houses, plan, n, f"Nr. {n}") for n in (8, 9))
    with pytest.raises(Refused, match="med sig selv"):
        turned(actions.merge, row, into=row)
    turned(actions.merge, row, into=second)
    with pytest.raises(Refused, match="selv lagt ind"):
        turned(actions.merge, second, into=row)
    with pytest.raises(Refused, match="Ret den, den er lagt ind i"):
        turned(actions.merge, row, into=third, version=2)


def test_what_associations_are_asked_for_is_stopped_before_a_merge(houses, plan, turned, row, duty):
    other = initiative(houses, plan, 12, "Åbent bibliotek")
    with pytest.raises(Refused, match="Stop optællingerne først"):
        turned(actions.merge, row, into=other)


def test_initiatives_of_two_plans_are_not_merged(houses, plan, turned, row):
    with houses.acting(houses.birgitte):
        old = actions.open_plan(
            id=uuid.uuid4(), slug="gammel", title="Gammel", first_year=2011, last_year=2014,
            by=houses.birgitte, at=clock.now(),
        )  # fmt: skip
    with pytest.raises(Refused, match="hver sin plan"):
        turned(actions.merge, row, into=initiative(houses, old, 1, "Fra dengang"))


def test_a_part_is_split_off_and_both_pages_tell_it(birgitte, houses, row):
    sent = form(birgitte, "split", number="8", title="Hjælp til breve")
    assert birgitte.post(PAGE, sent).status_code == 302
    assert birgitte.post(PAGE, sent).status_code == 302
    born = birgitte.get("/planen/8/").content.decode()
    assert 'Skilt ud af <a href="/planen/7/">7. Hverdagshjælp</a>' in born
    assert "blev skilt ud herfra" in birgitte.get("/planen/7/").content.decode()
    with houses.acting(houses.birgitte):
        assert Turn.objects.owned().count() == 1
        assert Initiative.objects.owned().get(number=8).owner.name == OWN


def test_another_office_takes_over_with_day_and_reason(birgitte, houses, row):
    unit = str(houses.units[OTHER].pk)
    page = birgitte.post(PAGE, form(birgitte, "take_over", unit=unit), follow=True)
    assert f"{OTHER} overtog den fra {OWN} 1. nov. 2026: Oprydning" in page.content.decode()
    again = birgitte.post(PAGE, form(birgitte, "take_over", unit=unit))
    assert "ejer allerede indsatsen" in again.content.decode()


def test_two_at_once_and_the_second_keeps_the_words(birgitte, turned, row):
    mine = form(birgitte, "renumber", number="12", reason="Min grund")
    turned(actions.renumber, row, number=9)
    answer = birgitte.post("/planen/9/flyt/", mine)
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "Birgitte har rettet indsatsen imens" in page
    assert 'value="Min grund"' in page
    with pytest.raises(Conflict):
        turned(actions.renumber, row, number=30, version=1)


def test_a_turn_lies_not_in_the_future(birgitte, row):
    late = str(TODAY + timedelta(days=1))
    answer = birgitte.post(PAGE, form(birgitte, "renumber", number="12", on=late))
    assert "Dagen ligger i fremtiden" in answer.content.decode()


@pytest.mark.parametrize("typed", [{"number": "0"}, {"number": "x"}, {"reason": ""}, {"on": ""}])
def test_what_is_missing_is_said_at_its_field(birgitte, row, typed):
    answer = birgitte.post(PAGE, form(birgitte, "renumber", number="12") | typed)
    assert answer.status_code == 422
    assert "Skriv" in answer.content.decode()


def test_only_the_planner_and_only_of_the_own_city(houses, birgitte, row):
    for who in (houses.rasmus, houses.jonas):
        assert houses.visit(who).get(PAGE).status_code == 403
    signe = neighbour(houses)
    assert signe.get(PAGE).status_code == 404
    assert signe.post(PAGE, form(birgitte, "renumber", number="12")).status_code == 404
    assert birgitte.post(PAGE, {"verb": "sell"}).status_code == 404
    assert birgitte.get("/planen/99/flyt/").status_code == 404


@given(st.sets(st.integers(1, 60)), st.integers(-5, 70), st.integers(1, 60))
def test_a_number_is_new_in_its_plan_or_refused(used, number, now):
    """Whatever was used before, what the rule lets through was never anybody's."""
    sentence = tree.why_not_new_number(number, now, used, 99)
    assert (sentence is None) == (number not in used and number != now and number >= 1)


def test_days_of_turns_are_ordered(houses, turned, row):
    turned(actions.renumber, row, number=12)
    early = actions.Occasion(date(2025, 5, 1), "først")
    turned(actions.take_over, row, unit=houses.units[OTHER], version=2, when=early)
    with houses.acting(houses.birgitte):
        assert [t.passage for t in queries.turns_of(row)] == ["taken_over", "renumbered"]
