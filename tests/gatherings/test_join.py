"""Signing up without an account: a name, one contact way, and nothing lost."""

import re
from datetime import timedelta

import pytest
from django.core.mail import EmailMessage

from favn.gatherings import actions
from favn.gatherings.choices import Audience
from favn.gatherings.models import Letter, SignUp, SignUpTry
from favn.gatherings.rules.events import why_not_join
from favn.people.accounts.posting import post
from tests.cast import NOW, TODAY
from tests.gatherings.steps import filled, moment

PAGE = "/tag-del/medborgerhuset/samtalesalon/tilmeld/"


def sent(guest, **typed):
    told = {"name": "Hodan", "contact": "hodan@x.example", "persons": 1} | typed
    return guest.post(PAGE, filled(guest.get(PAGE), **told))


def rows(calendar):
    with calendar.cast.acting(calendar.by):
        return list(SignUp.objects.owned())


def test_a_name_and_a_mail_give_a_seat_and_a_letter_with_ones_own_link(calendar, guest, letterbox):
    calendar.gathering(seats=10, online_link="https://moede.example/rum")
    answer = sent(guest, persons=2)
    assert answer.status_code == 302
    page = guest.get(answer["Location"]).content.decode()
    assert "Tak. Du er meldt til." in page
    assert "https://moede.example/rum" in page
    ((_to, letter),) = letterbox.letters
    text, calendar_file = (part for part in letter.walk() if not part.is_multipart())
    words = text.get_payload(decode=True).decode()
    assert answer["Location"] in words
    assert "2 pladser" in words
    assert calendar_file.get_content_type() == "text/calendar"
    assert b"BEGIN:VEVENT" in calendar_file.get_payload(decode=True)


def test_a_phone_is_enough_and_gets_a_code_instead_of_a_letter(calendar, guest, letterbox):
    calendar.gathering()
    page = guest.get(sent(guest, contact="20 11 22 33")["Location"]).content.decode()
    assert "Skriv koden ned" in page
    assert re.search(r"(\w{4} ){3}\w{4}", page)
    assert letterbox.letters == []


def test_where_every_seat_is_taken_the_buttons_say_so(calendar, guest):
    row = calendar.gathering(seats=1)
    shown = PAGE.removesuffix("tilmeld/")
    free = [guest.get(page).content.decode() for page in (shown, PAGE)]
    calendar.sign_up(row)
    full = [guest.get(page).content.decode() for page in (shown, PAGE)]
    assert not any("på ventelisten</" in text for text in free)
    assert "Skriv dig på ventelisten" in full[0]
    assert "Skriv mig på ventelisten" in full[1]


def test_the_same_form_sent_twice_is_one_sign_up(calendar, guest):
    calendar.gathering()
    typed = filled(guest.get(PAGE), name="Hodan", contact="20112233")
    first, second = guest.post(PAGE, typed), guest.post(PAGE, typed)
    assert first["Location"] == second["Location"]
    assert len(rows(calendar)) == 1


def test_the_letter_that_no_server_takes_loses_nothing_and_leaves_later(calendar, guest, letterbox):
    calendar.gathering()
    letterbox.later.add("hodan@x.example")
    assert sent(guest).status_code == 302
    with calendar.cast.acting(calendar.by):
        assert Letter.objects.owned().get().state == "waiting"
    letterbox.later.clear()
    with calendar.cast.acting(calendar.by):
        assert actions.post_letters(site="https://x.example", at=NOW) == (1, 0)
        assert actions.post_letters(site="https://x.example", at=NOW) == (0, 0)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"name": ""}, "Skriv dit navn. Et fornavn er nok."),
        ({"contact": ""}, "Skriv en mail eller et telefonnummer."),
        ({"contact": "hodan@"}, "Mailadressen ser forkert ud."),
        ({"contact": "1234"}, "mindst otte tal"),
        ({"persons": "40"}, "fra 1 til 10"),
        ({"persons": "to"}, "fra 1 til 10"),
    ],
)
def test_what_is_missing_is_said_and_what_was_typed_stays(calendar, guest, typed, sentence):
    calendar.gathering()
    answer = sent(guest, **({"access": "En rampe"} | typed))
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert "En rampe" in answer.content.decode()
    assert rows(calendar) == []


def test_the_last_seat_taken_meanwhile_gives_a_place_in_the_line(calendar, guest):
    row = calendar.gathering(seats=1)
    typed = filled(guest.get(PAGE), name="Hodan", contact="20112233")
    calendar.sign_up(row, "Piotr")
    page = guest.post(PAGE, typed, follow=True).content.decode()
    assert "du står på ventelisten" in page
    assert "Du er nummer 1 i køen" in page


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"opens_on": TODAY + timedelta(days=1)}, "Tilmeldingen åbner fredag 20. november"),
        ({"closes_on": TODAY - timedelta(days=1)}, "Tilmeldingen lukkede onsdag 18. november"),
        ({"takes_signups": False}, "Kom bare"),
    ],
)
def test_a_sign_up_that_is_not_open_says_when_or_why(calendar, guest, more, sentence):
    calendar.gathering(**more)
    assert sentence in guest.get(PAGE).content.decode()
    assert guest.post(PAGE, {}).status_code == 422


def test_it_is_open_until_danish_midnight_of_the_last_day(calendar):
    row = calendar.gathering(closes_on=TODAY)
    meetings = [calendar.meeting(row)]
    assert why_not_join(row, meetings, moment(TODAY, 23, 59)) is None
    assert "lukkede" in why_not_join(row, meetings, moment(TODAY + timedelta(days=1), 0))


def test_a_machine_that_fills_in_everything_is_thanked_and_not_kept(calendar, guest):
    calendar.gathering()
    assert sent(guest, website="http://spam.example").status_code == 302
    assert rows(calendar) == []


def test_twenty_forms_in_ten_minutes_are_enough(calendar, guest):
    calendar.gathering()
    for _number in range(20):
        assert sent(guest, contact="20112233").status_code == 302
    answer = sent(guest, contact="20112233")
    assert answer.status_code == 422
    assert "Vent ti minutter" in answer.content.decode()
    with calendar.cast.acting(calendar.by):
        assert "127.0.0.1" not in {one.bucket for one in SignUpTry.objects.owned()}


@pytest.mark.parametrize("audience", ["network", "invited"])
def test_what_is_for_the_invited_does_not_exist_for_others(calendar, guest, audience):
    calendar.gathering(audience=Audience(audience))
    assert guest.get(PAGE).status_code == 404
    assert guest.get("/tag-del/medborgerhuset/samtalesalon/").status_code == 404
    assert "Samtalesalon" not in guest.get("/tag-del/medborgerhuset/").content.decode()


def test_a_form_of_one_gathering_cannot_take_the_id_of_another(calendar, guest):
    calendar.gathering()
    calendar.gathering("Fest")
    typed = filled(guest.get(PAGE), name="Hodan", contact="20112233")
    guest.post(PAGE, typed)
    assert guest.post("/tag-del/medborgerhuset/fest/tilmeld/", typed).status_code == 404


def test_a_wrong_number_is_told_in_the_readers_language(calendar, guest):
    calendar.gathering()
    told = {}
    for language in ("en", "da", "en"):
        guest.cookies["django_language"] = language
        told[language] = sent(guest, persons="40").content.decode()
    assert "Write a whole number from 1 to 10." in told["en"]
    assert "Skriv et helt tal fra 1 til 10." in told["da"]


def test_a_letter_that_is_on_its_way_is_sent_by_nobody_else(calendar, guest, letterbox):
    calendar.gathering()
    letterbox.later.add("hodan@x.example")
    sent(guest)
    letterbox.later.clear()
    meanwhile = []

    def message(letter, server):
        meanwhile.append(actions.post_letters(site="https://x.example", at=NOW))
        return EmailMessage("Hej", "Ord", to=["hodan@x.example"], connection=server)

    with calendar.cast.acting(calendar.by):
        assert post(Letter, message, at=NOW) == (1, 0)
        assert Letter.objects.owned().get().state == "sent"
    assert meanwhile == [(0, 0)]


def test_a_letter_whose_sender_broke_off_leaves_ten_minutes_later(calendar, guest, letterbox):
    calendar.gathering()
    letterbox.later.add("hodan@x.example")
    sent(guest)
    letterbox.later.clear()
    with calendar.cast.acting(calendar.by):
        Letter.objects.owned().update(taken_at=NOW)
        assert actions.post_letters(site="https://x.example", at=NOW) == (0, 0)
        later = NOW + timedelta(minutes=10)
        assert actions.post_letters(site="https://x.example", at=later) == (1, 0)
