"""The list of counts: what an association owes, what a municipality got, and who is missing."""

from datetime import date

import pytest

from favn.policy.rules import quarter
from tests.policy.steps import (
    OTHER,
    accept,
    ask,
    ask_back,
    cost,
    initiative,
    send,
    visits,
    withdraw,
)

PAGE = "/optaellinger/"
Q3 = quarter(2026, 3)


def shown(cast, who):
    answer = cast.visit(who).get(PAGE)
    assert answer.status_code == 200
    return answer.content.decode()


def test_nothing_asked_tells_what_belongs_here(houses):
    assert "Ingen beder om tal endnu" in shown(houses, houses.leila)
    assert "Ingen optællinger endnu" in shown(houses, houses.birgitte)


def test_the_association_sees_what_it_owes_and_may_send_now(houses, duty):
    page = shown(houses, houses.jonas)
    assert "7. Hverdagshjælp" in page
    assert "4. kvartal 2026" in page
    assert "Kvartalet er i gang" in page
    assert "Sundhavn Kommune" in page


def test_the_chair_sees_it_too_and_the_other_house_does_not(houses, duty):
    assert "Hverdagshjælp" in shown(houses, houses.mehmet)
    assert "Hverdagshjælp" not in shown(houses, houses.leila)


def test_the_door_volunteer_has_no_counts(houses, duty):
    assert houses.visit(houses.amina).get(PAGE).status_code == 403


def test_the_municipality_sees_what_came(houses, duty):
    assert "Intet venter på jer" in shown(houses, houses.birgitte)
    send(houses, duty)
    page = shown(houses, houses.birgitte)
    assert "Venter på svar" in page
    assert "foreløbigt til og med i dag" in page


def test_who_is_late_is_named_with_days(houses, row):
    ask(houses, row, first=Q3, last=Q3)
    ask(houses, row, houses.naboerne, first=Q3, last=Q3)
    page = shown(houses, houses.birgitte)
    missing = page[page.index("Hvem mangler") :]
    assert missing.index("Medborgerhuset") < missing.index("Naboerne i Nord")
    assert "30 dage for sent" in missing
    assert "30 dage for sent" in shown(houses, houses.jonas)


def test_a_preliminary_count_is_late_again_after_the_deadline(houses, duty, settings):
    send(houses, duty)
    assert "for sent" not in shown(houses, houses.birgitte)
    settings.TODAY = date(2027, 1, 21)
    assert "1 dag for sent" in shown(houses, houses.birgitte)


def test_a_number_that_moved_after_sending_stands_first(houses, duty):
    send(houses, duty)
    assert "send rettelse" not in shown(houses, houses.jonas)
    visits(houses, 1)
    page = shown(houses, houses.jonas)
    assert "Registrerede besøg, 4. kvartal 2026: sendt 3 · nu 4." in page
    assert "sendt 3" not in shown(houses, houses.birgitte)


def test_asked_back_and_withdrawn_stand_apart(houses, plan, duty):
    ask_back(houses, send(houses, duty))
    withdraw(houses, send(houses, ask(houses, initiative(houses, plan, 8))))
    assert "Kommunen spørger" in shown(houses, houses.jonas)
    page = shown(houses, houses.birgitte)
    assert "Optællinger, som foreningen skal svare på" in page
    assert "Optællinger, som foreningen har trukket tilbage" in page


def test_an_office_sees_only_its_own_initiatives(houses, plan, duty):
    theirs = initiative(houses, plan, 8, "Biblioteket åbent", OTHER)
    accept(houses, send(houses, ask(houses, theirs)))
    page = shown(houses, houses.rasmus)
    assert "Hverdagshjælp" in page
    assert "Biblioteket åbent" not in page
    assert "Biblioteket åbent" in shown(houses, houses.birgitte)


@pytest.mark.parametrize("who", ["jonas", "birgitte", "rasmus"])
def test_more_counts_do_not_cost_more_queries(houses, plan, duty, who):
    send(houses, duty)
    client = houses.visit(getattr(houses, who))
    client.get(PAGE)
    one = cost(client, PAGE)
    for number in (11, 12):
        send(houses, ask(houses, initiative(houses, plan, number, f"Nr. {number}")))
    assert cost(client, PAGE) == one
