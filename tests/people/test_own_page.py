"""A person's own page: opened once by a code, for a quarter, telling all and nobody's name."""

from datetime import timedelta

import pytest

from favn.kit import clock
from favn.people.persons import actions, queries
from favn.people.persons.models import OwnPageCode, OwnPageTry
from tests.cast import TODAY, new_id

DOOR = "/min-side/medborgerhuset/"
INSIDE = f"{DOOR}side/"


@pytest.fixture
def samira(register):
    return register.add("Samira Yusuf", phone="20112233", address="Hemmeligvej 7",
                        address_is_protected=True)  # fmt: skip


@pytest.fixture
def guest(register):
    """A browser in which nobody is signed in."""
    return register.cast.visit()


def code(register, person, pk=None):
    sent = {"id": str(pk or new_id())}
    answer = register.client.post(register.page(person, "egen-side/"), sent)
    return answer.context["code"]


def test_the_code_is_shown_once_on_a_card_and_never_stored(register, samira):
    pk = new_id()
    given = code(register, samira, pk)
    assert len(given.replace(" ", "")) == 16
    assert code(register, samira, pk) == ""
    with register.acting():
        row = OwnPageCode.objects.get()
        assert given.replace(" ", "") not in str(row.__dict__)


def test_the_code_opens_the_page_with_all_that_is_stored(register, samira, guest):
    register.say(samira)
    register.text(register.page(samira))
    given = code(register, samira)
    assert guest.post(DOOR, {"code": given.lower()}).url == INSIDE
    html = register.text(INSIDE, client=guest)
    for words in ("Samira Yusuf", "20112233", "Rådgivning og sag", "Rådgiver, Medborgerhuset"):
        assert words in html
    assert "Sara" not in html.replace("Samira", "")
    assert "Hemmeligvej" not in html
    assert str(samira.pk) not in html


def test_it_opens_once(register, samira, guest):
    given = code(register, samira)
    guest.post(DOOR, {"code": given})
    again = register.cast.visit().post(DOOR, {"code": given})
    assert again.status_code == 422
    assert "Koden virker ikke" in again.content.decode()


def test_a_new_code_ends_the_older_one(register, samira, guest):
    old, new = code(register, samira), code(register, samira)
    assert guest.post(DOOR, {"code": old}).status_code == 422
    assert guest.post(DOOR, {"code": new}).status_code == 302


def test_after_a_day_it_opens_nothing(register, samira, guest, settings):
    given = code(register, samira)
    settings.TODAY = TODAY + timedelta(days=2)
    assert guest.post(DOOR, {"code": given}).status_code == 422


def test_a_code_of_this_house_opens_nothing_at_the_neighbours(register, samira, guest):
    given = code(register, samira)
    assert guest.post("/min-side/naboerne/", {"code": given}).status_code == 422
    assert guest.post("/min-side/findes-ikke/", {"code": given}).status_code == 404


def test_guessed_a_thousand_times_it_opens_nothing_and_others_still_come_in(register, samira):
    given = code(register, samira)
    guesser, honest = register.cast.visit(), register.cast.visit()
    seen = [guesser.post(DOOR, {"code": f"{n:016}"}).status_code for n in range(1000)]
    assert seen.count(422) == 10
    assert seen.count(429) == 990
    assert "Vent ti minutter" in guesser.post(DOOR, {"code": given}).content.decode()
    answer = honest.post(DOOR, {"code": given}, REMOTE_ADDR="10.0.0.9")
    assert answer.status_code == 302


def test_of_where_a_wrong_code_came_from_only_a_hash_is_kept_and_for_an_hour(register, guest):
    guest.post(DOOR, {"code": "forkert"}, REMOTE_ADDR="10.1.2.3")
    with register.acting():
        (row,) = OwnPageTry.objects.all()
        assert "10.1.2.3" not in str(row.__dict__)
        actions.sweep(at=clock.now() + timedelta(hours=2))
        assert OwnPageTry.objects.count() == 0


def test_the_page_closes_after_a_quarter_and_at_a_press(register, samira, guest, settings):
    guest.post(DOOR, {"code": code(register, samira)})
    guest.post(INSIDE, {"verb": "close"})
    assert guest.get(INSIDE).url == DOOR
    guest.post(DOOR, {"code": code(register, samira)})
    settings.TODAY = TODAY + timedelta(days=1)
    assert guest.get(INSIDE).url == DOOR


def test_a_yes_is_taken_back_by_the_person_in_one_press(register, samira, guest):
    line = register.say(samira)
    guest.post(DOOR, {"code": code(register, samira)})
    press = {"verb": "withdraw", "line": str(line.pk), "id": str(new_id())}
    html = guest.post(INSIDE, press, follow=True).content.decode()
    assert "Trukket tilbage" in html
    with register.acting():
        newest = queries.ledger(samira)[0]
        assert (newest.how, newest.by_label) == ("own_page", "Personen selv")
        assert not queries.consent_stands(samira, "case", on=TODAY)


def test_a_yes_of_somebody_else_is_not_found(register, samira, guest):
    line = register.say(register.add("Fatuma Farah"))
    guest.post(DOOR, {"code": code(register, samira)})
    press = {"verb": "withdraw", "line": str(line.pk), "id": str(new_id())}
    assert guest.post(INSIDE, press).status_code == 404


def test_the_page_is_never_kept_by_a_browser(register, samira, guest):
    guest.post(DOOR, {"code": code(register, samira)})
    assert "no-store" in guest.get(INSIDE)["Cache-Control"]


def test_reading_of_oneself_is_nobodys_look_up(register, samira, guest):
    guest.post(DOOR, {"code": code(register, samira)})
    before = register.text(INSIDE, client=guest)
    assert before.count("Læst") == register.text(INSIDE, client=guest).count("Læst")


def test_without_an_open_page_there_is_only_the_door(register, guest):
    assert guest.get(INSIDE).url == DOOR
    assert guest.post(INSIDE, {"verb": "withdraw"}).url == DOOR


def test_it_opens_for_nobody_who_is_signed_in(register, samira, guest):
    given = code(register, samira)
    answer = register.client.post(DOOR, {"code": given})
    assert answer.status_code == 422
    assert "Kun personen selv" in answer.content.decode()
    assert guest.post(DOOR, {"code": given}).url == INSIDE
