"""The public plan: what the last closed round froze, for everybody, and nothing after it."""

import pytest

from favn.kit import clock
from favn.policy import actions
from favn.policy.choices import Status
from tests.policy.public_steps import PLAN, close_round, made_public, publish, read, take_back
from tests.policy.round_steps import ask as ask_office
from tests.policy.round_steps import hand_in, keep, open_round
from tests.policy.steps import OTHER, OWN, ask, cost, initiative, send


def test_an_organisation_without_a_public_plan_says_so(houses, plan, row):
    page = read(houses)
    assert "Sundhavn Kommune har ikke gjort en plan offentlig endnu." in page
    assert "Hverdagshjælp" not in page
    assert "Medborgerhuset har ikke gjort en plan" in read(houses, "/plan/medborgerhuset/")


def test_an_unknown_organisation_is_not_found(cast):
    read(cast, "/plan/findes-ikke/", status=404)


def test_a_plan_that_is_not_public_is_not_found_by_its_name(houses, plan, row):
    close_round(houses, plan, {row: ("Det går.", Status.RUNNING)})
    read(houses, f"{PLAN}plan/", status=404)
    read(houses, f"{PLAN}plan/7/", status=404)
    read(houses, f"{PLAN}plan/nyt.atom", status=404)
    publish(houses, plan)
    read(houses, f"{PLAN}plan/")


def test_taken_back_it_is_gone(houses, plan, row):
    made_public(houses, plan, row)
    take_back(houses, plan)
    assert "Hverdagshjælp" not in read(houses)
    read(houses, f"{PLAN}plan/7/", status=404)


@pytest.mark.parametrize("who", [None, "rasmus", "birgitte", "jonas", "leila", "stranger"])
def test_everybody_reads_the_same_status(houses, plan, row, who):
    made_public(houses, plan, row)
    page = read(houses, who=getattr(houses, who) if who else None)
    assert "7. Hverdagshjælp" in page
    assert "I gang, i dag" in page
    assert f"<h2>{OWN}</h2>" in page


def test_nothing_of_an_open_round_stands_there(houses, plan, row, duty):
    theirs = initiative(houses, plan, 8, "Åbent bibliotek", OTHER)
    made_public(houses, plan, row, theirs)
    now = open_round(houses, plan, year=2026)
    hand_in(houses, now, row, "HEMMELIGT SVAR", Status.STOPPED)
    ask_office(houses, now, row, "HEMMELIGT SPØRGSMÅL")
    keep(houses, now, theirs, "HEMMELIG KLADDE", by=houses.birgitte)
    send(houses, duty)
    for path in (PLAN, f"{PLAN}plan/7/", f"{PLAN}plan/8/", f"{PLAN}plan/nyt.atom",
                 f"{PLAN}plan/7/nyt.atom"):  # fmt: skip
        page = read(houses, path)
        assert "HEMMELIG" not in page, path
        assert "Stoppet" not in page, path
        assert "2026" not in page.replace("nov. 2026", "").replace("2026-1", ""), path
        assert not [name for name in ("Birgitte", "Rasmus") if name in page], path


def test_a_new_initiative_waits_for_its_first_closed_round(houses, plan, row):
    made_public(houses, plan, row)
    initiative(houses, plan, 9, "Den nye")
    assert "Den nye" not in read(houses)
    read(houses, f"{PLAN}plan/9/", status=404)


def test_one_that_lost_its_owner_is_not_shown(houses, plan, row):
    other = initiative(houses, plan, 8, "Åbent bibliotek", OTHER)
    made_public(houses, plan, row, other)
    with houses.acting(houses.birgitte):
        actions.change_initiative(
            initiative=other, version=1, by=houses.birgitte, at=clock.now(), title=other.title,
            owner=None, starts_on=None, ends_on=None,
        )  # fmt: skip
    assert "Åbent bibliotek" not in read(houses)


def test_a_status_read_from_older_prose_is_marked(houses, plan, row):
    round_ = open_round(houses, plan, year=2025)
    with houses.acting(houses.birgitte):
        actions.say(
            initiative=row, year=2025, by=houses.birgitte, at=clock.now(),
            saying=actions.Saying(Status.RUNNING, "Vi er begyndt.", 0, is_inferred=True),
        )  # fmt: skip
        actions.close_round(round=round_, by=houses.birgitte, at=clock.now())
    publish(houses, plan)
    assert "Udledt af ældre tekst" in read(houses)
    page = read(houses, f"{PLAN}plan/7/")
    assert f"{OWN} har ikke selv svaret" in page
    assert "Givet af" not in page


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("?status=running", "7"),
        ("?status=finished", "8"),
        ("?q=BIBLIOTEK", "8"),
        ("?q=det+hverdag", "7"),
        ("?q=findes+ikke", ""),
        ("?status=stopped", "78"),
        ("?forvaltning=sludder", "78"),
        ("?q=%F0%9F%98%80", ""),
        ("?q=%00", "78"),
    ],
)
def test_the_address_filters_without_scripts(houses, plan, row, query, shown):
    other = initiative(houses, plan, 8, "Åbent bibliotek", OTHER)
    said = {row: ("Det går.", Status.RUNNING), other: ("Det er slut.", Status.FINISHED)}
    close_round(houses, plan, said)
    publish(houses, plan)
    page = read(houses, f"{PLAN}{query}")
    assert [n for n in "78" if f">{n}. " in page] == list(shown)
    assert ("Ingen indsatser passer." in page) is (shown == "")


def test_an_office_is_chosen_from_the_list(houses, plan, row):
    other = initiative(houses, plan, 8, "Åbent bibliotek", OTHER)
    made_public(houses, plan, row, other)
    page = read(houses, f"{PLAN}?forvaltning={other.owner_id}")
    assert "Åbent bibliotek" in page
    assert "Hverdagshjælp" not in page
    assert "1 indsats af 2 vises." in page


def test_the_menu_leads_only_to_what_exists(houses, plan, row):
    page = read(houses)
    assert f'<li><a href="{PLAN}"' not in page
    assert 'href="/om-tallene/"' in page
    made_public(houses, plan, row)
    page = read(houses)
    assert f'<li><a href="{PLAN}" aria-current="page">Planen</a></li>' in page
    assert "/rapport/sundhavn/" not in page
    assert f'href="{PLAN}"' in read(houses, "/")


def test_forty_two_initiatives_cost_no_more_queries_than_one(houses, plan, row):
    made_public(houses, plan, row)
    one = cost(houses.visit(), PLAN)
    every = [row, *(initiative(houses, plan, n, f"Nummer {n}") for n in range(100, 141))]
    close_round(houses, plan, dict.fromkeys(every, ("Det går.", Status.RUNNING)), year=2026)
    assert "42 indsatser." in read(houses)
    assert cost(houses.visit(), PLAN) == one


def test_an_association_reads_nothing_more_for_being_signed_in(houses, plan, row, duty):
    made_public(houses, plan, row)
    ask(houses, initiative(houses, plan, 12, "Uden status"))
    for who in (houses.jonas, houses.birgitte):
        assert "Uden status" not in read(houses, who=who)
