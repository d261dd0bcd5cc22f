"""The status draft: the paper as it would be printed today, where every number can be pressed."""

import re
from datetime import date

import pytest

from favn.kit import clock
from favn.policy import actions
from favn.policy.choices import Status
from favn.policy.rules import quarter
from tests.policy.steps import OTHER, accept, ask, cost, initiative, send, visits, withdraw

PAGE = "/planen/status/2026/"


@pytest.fixture
def birgitte(houses):
    return houses.visit(houses.birgitte)


def words(client, address=PAGE):
    page = client.get(address).content.decode()
    main = page[page.index("<main") : page.index("</main>")]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


def test_an_empty_plan_says_how_the_draft_is_written(birgitte, plan):
    assert "Udkastet skriver sig selv" in words(birgitte)


def test_prose_and_accepted_numbers_stand_under_the_initiative(birgitte, houses, row, duty):
    with houses.acting(houses.birgitte):
        actions.write_status(
            initiative=row, year=2026, status=Status.RUNNING, text="Huset åbnede i maj.",
            version=0, by=houses.birgitte, at=clock.now(),
        )  # fmt: skip
    accept(houses, send(houses, duty))
    text = words(birgitte)
    assert "7. Hverdagshjælp" in text
    assert "Huset åbnede i maj." in text
    assert "Medborgerhuset, 4. kvartal 2026 : 3 besøg , 0 vejledninger . Godkendt i dag" in text
    assert "Foreløbigt til og med i dag." in text


def test_every_number_can_be_pressed(birgitte, houses, duty):
    accept(houses, send(houses, duty))
    page = birgitte.get(PAGE).content.decode()
    addresses = re.findall(r'href="(/tal/[^"]+)"', page)
    assert addresses == [
        "/tal/centre.visits@medborgerhuset/2026-Q4/?indsats=7",
        "/tal/centre.guidances@medborgerhuset/2026-Q4/?indsats=7",
    ]
    for address in addresses:
        assert birgitte.get(address).status_code == 200


def test_a_number_is_there_only_once_it_is_accepted(birgitte, houses, duty):
    send(houses, duty)
    assert "3 besøg" not in words(birgitte)
    assert "sendt, venter på godkendelse" in words(birgitte)


def test_a_later_correction_waits(birgitte, houses, duty):
    accept(houses, send(houses, duty))
    visits(houses, 1)
    count = send(houses, duty)
    assert "3 besøg" in words(birgitte)
    accept(houses, count)
    assert "4 besøg" in words(birgitte)


def test_withdrawn_leaves_the_reason_and_no_number(birgitte, houses, duty):
    count = send(houses, duty)
    accept(houses, count)
    withdraw(houses, count)
    text = words(birgitte)
    assert "trukket tilbage i dag" in text
    assert "Talt dobbelt i november" in text
    assert "3 besøg" not in text


def test_who_is_missing_is_named(birgitte, houses, row):
    ask(houses, row, houses.naboerne, first=quarter(2026, 3), last=quarter(2026, 3))
    text = words(birgitte)
    assert "Naboerne i Nord, 3. kvartal 2026 : ikke modtaget, 30 dage for sent" in text
    assert "Ikke modtaget Naboerne i Nord: 7. Hverdagshjælp, 3. kvartal 2026" in text


def test_another_years_draft_holds_that_years_counts(birgitte, houses, duty, settings):
    accept(houses, send(houses, duty))
    assert "3 besøg" not in words(birgitte, "/planen/status/2025/")
    settings.TODAY = date(2027, 2, 1)
    assert "3 besøg" in words(birgitte)


@pytest.mark.parametrize("year", [2024, 2027, 1])
def test_years_outside_the_plan_or_to_come_are_404(birgitte, plan, year):
    assert birgitte.get(f"/planen/status/{year}/").status_code == 404


def test_without_a_plan_there_is_no_draft(birgitte):
    assert birgitte.get(PAGE).status_code == 404


def test_an_office_sees_its_own_counts_only(houses, plan, duty):
    theirs = initiative(houses, plan, 8, "Åbent bibliotek", OTHER)
    for asked in (duty, ask(houses, theirs)):
        accept(houses, send(houses, asked))
    assert words(houses.visit(houses.rasmus)).count("3 besøg") == 1
    assert words(houses.visit(houses.birgitte)).count("3 besøg") == 2


def test_associations_do_not_read_the_draft(houses, row):
    assert houses.visit(houses.jonas).get(PAGE).status_code == 403


def test_three_initiatives_cost_no_more_queries_than_one(birgitte, houses, plan, duty):
    accept(houses, send(houses, duty))
    one = cost(birgitte, PAGE)
    for number in (11, 12):
        send(houses, ask(houses, initiative(houses, plan, number, f"Nr. {number}")))
    assert cost(birgitte, PAGE) == one
