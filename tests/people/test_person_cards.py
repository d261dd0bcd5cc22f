"""A card and a name: linked on purpose, written down, let go as easily."""

import pytest

from favn.kit import history
from favn.kit.refusals import Refused
from favn.people.persons import actions
from favn.people.persons.models import Card
from tests.cast import new_id


@pytest.fixture
def samira(register):
    return register.add("Samira Yusuf")


def link(register, person, code):
    return register.client.post(register.page(person, "kort/"), {"verb": "link", "code": code})


def owner(register, card):
    with register.acting():
        return Card.objects.get(pk=card.pk).person_id


def test_linked_and_let_go_with_a_line_in_history_each(register, samira):
    card = register.card()
    assert link(register, samira, card.grouped_code.lower()).status_code == 302
    assert owner(register, card) == samira.pk
    press = {"verb": "unlink", "card": str(card.pk)}
    register.client.post(register.page(samira, "kort/"), press)
    assert owner(register, card) is None
    with register.acting():
        assert [line.verb for line in history.of(card)] == ["unlink", "link", "issue"]


def test_a_card_of_somebody_else_stays_theirs(register, samira):
    other = register.add("Fatuma Farah")
    card = register.card(other)
    answer = link(register, samira, card.code)
    assert answer.status_code == 422
    assert "hører til en anden person" in answer.content.decode()
    assert owner(register, card) == other.pk


def test_an_unknown_a_lost_and_a_neighbours_card_look_alike(register, samira):
    lost = register.card()
    with register.acting():
        actions.retire_card(card=lost, **register.who())
    leila = register.cast.visit(register.cast.leila)
    leila.post("/kort/nyt/", {"id": str(new_id())})
    with register.cast.acting(register.cast.leila):
        theirs = Card.objects.get()
    for code in ("ABCDEFGH", lost.code, theirs.code, ""):
        assert link(register, samira, code).status_code == 422, code


def test_the_card_of_another_person_is_not_let_go_here(register, samira):
    card = register.card(register.add("Fatuma Farah"))
    for sent in (str(card.pk), "x", ""):
        press = {"verb": "unlink", "card": sent}
        page = register.page(samira, "kort/")
        assert register.client.post(page, press).status_code == 404
    assert owner(register, card) is not None


def test_a_new_card_is_printed_with_a_code_that_a_camera_reads(register):
    amina = register.cast.visit(register.cast.amina)
    html = amina.post("/kort/nyt/", {"id": str(new_id())}).content.decode()
    assert "fv-print-card" in html
    assert '<svg class="fv-qr"' in html


def test_the_field_can_be_filled_by_a_camera_and_without_one_by_hand(register, samira):
    html = register.text(register.page(samira, "kort/"))
    assert "data-scan" in html
    assert "kit/scan.js" in html


def test_a_card_that_two_link_at_once_stays_with_the_first(register, samira):
    """The second one's page still shows it as nobody's."""
    other, seen = register.add("Fatuma Farah"), register.card()
    with register.acting():
        actions.link_card(card=seen, person=other, **register.who())
        with pytest.raises(Refused, match="hører til en anden"):
            actions.link_card(card=seen, person=samira, **register.who())
    assert owner(register, seen) == other.pk
