"""Cards without a name: issued once, shown at the desk, counted, lost."""

import pytest

from favn.centre.models import Participation, Visit
from favn.kit import history
from favn.kit.tenancy import acting_for
from favn.people.persons.models import ALPHABET, Card
from tests.cast import new_id


def issue(desk, client=None, pk=None):
    return (client or desk.client).post("/kort/nyt/", {"id": str(pk or new_id())})


@pytest.fixture
def card(desk):
    issue(desk)
    return desk.rows(Card)[0]


def test_a_new_card_is_shown_in_groups_of_four_and_only_there(desk):
    answer = issue(desk)
    (card,) = desk.rows(Card)
    assert answer.status_code == 201
    assert card.grouped_code in answer.content.decode()
    assert set(card.code) <= set(ALPHABET)
    assert str(card.pk) not in answer.content.decode()
    assert card.code not in desk.client.get("/kort/").content.decode()


def test_the_same_form_twice_makes_one_card(desk):
    pk = new_id()
    first, second = issue(desk, pk=pk), issue(desk, pk=pk)
    assert first.context["card"].code == second.context["card"].code
    assert len(desk.rows(Card)) == 1


def test_history_does_not_hold_the_code_and_a_new_card_leads_to_nobody(desk, card):
    with acting_for(desk.cast.medborgerhuset.pk):
        (line,) = history.of(card)
    assert card.code not in str(line.changes) + line.reason
    assert card.person_id is None


def test_scanned_and_enter_counts_a_visit_with_the_card(desk, card):
    form = desk.client.get("/i-dag/").content.decode().split('action="/i-dag/tael/"')[1]
    first_button = form.split("<button", 1)[1].split(">", 1)[0]
    assert 'value="visit"' in first_button  # Enter presses the form's first button
    desk.tap(card=card.code)
    assert desk.rows(Visit)[0].card_id == card.pk


def test_typed_with_spaces_and_small_letters_it_counts_on_a_session(desk, card):
    desk.tap(desk.session(), card=card.grouped_code.lower().replace(" ", "-"))
    assert desk.rows(Participation)[0].card_id == card.pk


@pytest.mark.parametrize("code", ["ABCD EFGH", "'; DROP TABLE", "２３４５"])
def test_an_unknown_code_counts_nothing_and_stands_in_its_field(desk, code):
    answer = desk.tap(card=code)
    html = answer.content.decode()
    assert answer.status_code == 422
    assert "Kortet findes ikke her" in html
    assert answer.context["card_form"]["card"].value() == code
    assert desk.rows(Visit) == []


def test_the_neighbours_card_is_unknown_here(desk):
    issue(desk, client=desk.cast.visit(desk.cast.leila))
    (theirs,) = desk.rows(Card, desk.cast.naboerne)
    assert desk.tap(card=theirs.code, json=True).status_code == 422
    answer = desk.client.post("/kort/", {"code": theirs.code})
    assert answer.status_code == 422
    assert desk.rows(Card, desk.cast.naboerne)[0].retired_at is None
    desk.cast.visit(desk.cast.leila).post("/kort/", {"code": theirs.code})
    assert "Kortet findes ikke her" in desk.tap(card=theirs.code).content.decode()
    assert issue(desk, pk=theirs.pk).status_code == 404


def test_a_lost_card_stops_and_its_visits_stand(desk, card):
    desk.tap(card=card.code)
    assert desk.client.post("/kort/", {"code": card.grouped_code}).url == "/kort/"
    assert desk.tap(card=card.code).status_code == 422
    assert desk.rows(Visit)[0].card_id == card.pk


def test_an_old_card_at_the_door_is_told_from_one_nobody_knows(desk, card):
    desk.client.post("/kort/", {"code": card.code})
    said = [desk.tap(card=code).content.decode() for code in (card.code, "ABCD EFGH")]
    assert ["Kortet er spærret" in text for text in said] == [True, False]
    again = desk.client.post("/kort/", {"code": card.code}).content.decode()
    assert "Kortet er allerede spærret" in again


def test_nonsense_is_not_found_and_a_card_is_not_made_by_looking(desk):
    assert desk.client.post("/kort/nyt/", {"id": "x"}).status_code == 404
    assert desk.client.get("/kort/nyt/").url == "/kort/"
    assert desk.rows(Card) == []


def test_only_the_desk_issues_cards(desk):
    assert issue(desk, client=desk.cast.visit(desk.cast.mehmet)).status_code == 403
