"""A short code for one's own locked screen: chosen when known in full, good for nothing else."""

import time

import pytest
from django.core.cache import caches
from hypothesis import given
from hypothesis import strategies as some

from favn.kit.models import History
from favn.people.accounts import idle, rules
from favn.people.accounts.models import Membership, ScreenPin

PASSWORD = "en lang adgangskode til afproevning"
PIN = "7305"
OPEN, FULL, OWN = "/laas/kode/", "/konto/reauthenticate/", "/konto/skaermkode/"


@pytest.fixture
def everybody(pages):
    caches["default"].clear()
    for account in (pages.sara, pages.tove, pages.amina, pages.kian):
        account.set_password(PASSWORD)
        account.save()
    return pages


def known(client):
    """The password was typed a moment ago."""
    client.post(FULL, {"password": PASSWORD})
    return client


def with_pin(cast, who="sara", pin=PIN):
    """Somebody's browser, in which they have chosen a code."""
    client = known(cast.visit(getattr(cast, who)))
    answer = client.post(OWN, {"verb": "choose", "pin": pin, "again": pin})
    assert answer.status_code == 302, answer.content.decode()
    return client


def lock(client, page="/p/tavs/"):
    return client.post("/laas/", {"next": page})["Location"]


def give(client, pin=PIN, page="/p/tavs/"):
    return client.post(OPEN, {"pin": pin, "next": page})


def verbs(cast):
    with cast.acting(cast.sara):
        return list(History.objects.owned().order_by("at", "pk").values_list("verb", flat=True))


def test_the_code_opens_ones_own_locked_screen_where_one_was(everybody):
    client = with_pin(everybody)
    assert lock(client).startswith(OPEN)
    html = client.get(OPEN).content.decode()
    assert "Skærmen er låst" in html
    assert "Medborgerhuset" not in html
    assert client.get("/p/tavs/")["Location"].startswith(OPEN)
    assert give(client)["Location"] == "/p/tavs/"
    assert client.get("/p/tavs/").status_code == 200


def test_what_was_sent_as_it_locked_waits_behind_the_code_too(everybody):
    client = with_pin(everybody)
    client.get("/p/tavs/")
    session = client.session
    session[idle.SEEN] = time.time() - 60 * 11
    session.save()
    sent = client.post("/p/tavs/", {"note": "Hun sover dårligt"})
    assert sent["Location"] == f"{OPEN}?next=%2Flaas%2Fkladde%2F"
    give(client, page="/laas/kladde/")
    assert 'value="Hun sover dårligt"' in client.get("/laas/kladde/").content.decode()


def test_five_wrong_codes_ask_for_the_full_sign_in_and_the_right_one_comes_too_late(everybody):
    client = with_pin(everybody)
    lock(client)
    for _ in range(4):
        answer = give(client, "9999")
        assert answer.status_code == 422
        assert "Koden er forkert" in answer.content.decode()
    assert give(client, "9999")["Location"].startswith(FULL)
    assert give(client)["Location"].startswith(FULL)
    assert client.get("/p/tavs/")["Location"].startswith(FULL)
    assert "shut-pin" in verbs(everybody)
    client.post(FULL, {"password": PASSWORD, "next": "/p/tavs/"})
    assert client.get("/p/tavs/").status_code == 200
    assert lock(client).startswith(OPEN)
    assert give(client)["Location"] == "/p/tavs/"


def test_tries_in_two_windows_are_counted_together(everybody):
    one, other = with_pin(everybody), everybody.visit(everybody.sara)
    lock(one)
    lock(other)
    for client in (one, other, one, other, one):
        give(client, "9999")
    for client in (one, other):
        assert give(client)["Location"].startswith(FULL)


def test_a_right_code_elsewhere_gives_a_guesser_no_more_tries_in_all(everybody):
    owner, left = with_pin(everybody), everybody.visit(everybody.sara)
    lock(left)
    for number in range(5):
        lock(owner)
        assert give(owner)["Location"] == "/p/tavs/"
        give(left, f"999{number}")
    assert give(left)["Location"].startswith(FULL)
    lock(owner)
    assert give(owner)["Location"] == "/p/tavs/"


def test_a_window_that_waits_finds_the_screen_open(everybody):
    client = with_pin(everybody)
    lock(client)
    give(client)
    assert give(client, "9999")["Location"] == "/p/tavs/"
    assert ScreenPin.objects.get().wrong == 0


@pytest.mark.parametrize("who", ["tove", "kian"])
def test_a_colleagues_code_and_one_of_another_house_open_nothing(everybody, who):
    with_pin(everybody, who, "8264")
    client = with_pin(everybody)
    lock(client)
    assert give(client, "8264").status_code == 422
    assert client.get("/p/tavs/")["Location"].startswith(OPEN)


def test_the_hash_of_another_account_moved_into_ones_own_row_opens_nothing(everybody):
    with_pin(everybody, "tove", "8264")
    client = with_pin(everybody)
    theirs = ScreenPin.objects.get(account=everybody.tove).sealed
    ScreenPin.objects.filter(account=everybody.sara).update(sealed=theirs)
    lock(client)
    assert give(client, "8264").status_code == 422
    assert client.get("/p/tavs/")["Location"].startswith(OPEN)


def test_without_the_keys_the_password_opens_the_screen_still(everybody, settings, tmp_path):
    client = with_pin(everybody)
    lock(client)
    settings.FAVN_KEYS = tmp_path / "gone"
    assert "nøgle" in give(client).content.decode()
    client.post(FULL, {"password": PASSWORD})
    assert client.get("/konto/2fa/").status_code == 200


def test_the_code_is_no_way_to_sign_in(everybody):
    with_pin(everybody)
    stranger = everybody.visit()
    assert stranger.post(OPEN, {"pin": PIN})["Location"] == "/"
    stranger.post("/konto/login/", {"login": everybody.sara.email, "password": PIN})
    assert stranger.get("/p/tavs/")["Location"].startswith("/konto/login/")


def test_a_session_that_showed_one_step_alone_is_not_opened_by_a_code(everybody):
    with_pin(everybody)
    client = everybody.visit(everybody.sara, factor=False)
    assert lock(client).startswith(FULL)
    assert give(client)["Location"].startswith(FULL)


def test_a_code_shows_nobody_enough_to_change_how_one_signs_in(everybody):
    client = with_pin(everybody)
    records = client.session["account_authentication_methods"]
    lock(client)
    give(client)
    assert client.session["account_authentication_methods"] == records


def test_choosing_asks_who_one_is(everybody):
    client = everybody.visit(everybody.sara)
    assert client.get(OWN)["Location"].startswith(FULL)
    sent = client.post(OWN, {"verb": "choose", "pin": PIN, "again": PIN})
    assert sent["Location"].startswith(FULL)
    assert not ScreenPin.objects.exists()


def test_without_a_second_step_one_is_told_how_to_get_one(everybody):
    client = everybody.visit(everybody.amina, factor=False)
    assert 'href="/konto/to-trin/"' in client.get(OWN).content.decode()
    client.post(OWN, {"verb": "choose", "pin": PIN, "again": PIN})
    assert not ScreenPin.objects.exists()


@pytest.mark.parametrize(
    ("pin", "again", "sentence"),
    [
        ("", "", "fire til otte cifre"),
        ("123", "123", "fire til otte cifre"),
        ("730512345", "730512345", "fire til otte cifre"),
        ("73a5", "73a5", "fire til otte cifre"),
        ("７３０５", "７３０５", "fire til otte cifre"),
        ("7777", "7777", "for let at gætte"),
        ("3456", "3456", "for let at gætte"),
        ("8765", "8765", "for let at gætte"),
        ("7373", "7373", "for let at gætte"),
        ("1987", "1987", "for let at gætte"),
        (PIN, "7306", "ikke ens"),
        (PIN, "", "en gang til"),
        ("7\x0005", "7\x0005", "fire til otte cifre"),
    ],
)
def test_a_code_that_cannot_be_used_says_why(everybody, pin, again, sentence):
    client = known(everybody.visit(everybody.sara))
    answer = client.post(OWN, {"verb": "choose", "pin": pin, "again": again})
    assert answer.status_code == 422
    html = answer.content.decode()
    assert sentence in html
    assert pin == "" or f'value="{pin}"' not in html
    assert not ScreenPin.objects.exists()


@given(some.integers(1, 8), some.integers(0, 10**8 - 1))
def test_any_digits_are_taken_but_too_few_and_the_easy_ones(length, number):
    pin = f"{number:08}"[:length]
    half = len(pin) // 2
    easy = (
        len(set(pin)) == 1
        or pin in "01234567890" or pin in "09876543210"
        or (len(pin) % 2 == 0 and pin[:half] == pin[half:])
        or (len(pin) == 4 and pin[:2] in ("19", "20"))
    )  # fmt: skip
    assert (rules.why_not_pin(pin) is None) == (len(pin) >= 4 and not easy)


def test_the_code_lies_sealed_and_history_tells_without_it(everybody):
    client = with_pin(everybody)
    row = ScreenPin.objects.get()
    assert PIN not in row.sealed
    assert "$" not in row.sealed, "no hash to try codes against"
    client.post(OWN, {"verb": "drop"})
    assert not ScreenPin.objects.exists()
    assert verbs(everybody)[-2:] == ["choose-pin", "drop-pin"]
    assert lock(client).startswith(FULL)


def test_one_is_never_led_to_another_site(everybody):
    client = with_pin(everybody)
    lock(client)
    assert give(client, page="//evil.example")["Location"] == "/hjem/"


def test_the_ways_to_sign_in_lead_to_the_code(everybody):
    client = everybody.visit(everybody.sara)
    assert f'href="{OWN}"' in client.get("/konto/2fa/").content.decode()


# Minutes of a house


def minutes_of(cast, who):
    with cast.acting(who):
        return idle.minutes_of(Membership.objects.select_related("organisation").get(account=who))


def choose(cast, minutes, seen="", who="jonas"):
    client = cast.visit(getattr(cast, who))
    return client.post("/konto/skaermlaas/", {"minutes": minutes, "seen": seen})


def test_the_leader_chooses_minutes_and_no_role_gets_more_than_its_own(everybody):
    assert choose(everybody, 15).status_code == 302
    assert (minutes_of(everybody, everybody.sara), minutes_of(everybody, everybody.amina)) == (
        10,
        15,
    )
    assert choose(everybody, 4, seen=15).status_code == 302
    assert (minutes_of(everybody, everybody.sara), minutes_of(everybody, everybody.amina)) == (4, 4)
    assert choose(everybody, "", seen=4).status_code == 302
    assert minutes_of(everybody, everybody.amina) == 30
    assert verbs(everybody)[-3:] == ["lock-minutes"] * 3


def test_the_screen_locks_by_the_houses_minutes(everybody):
    choose(everybody, 4)
    client = everybody.visit(everybody.amina)
    assert 'data-lock-after="4"' in client.get("/kit/").content.decode()
    session = client.session
    session[idle.SEEN] = time.time() - 60 * 5
    session.save()
    assert client.get("/i-dag/")["Location"].startswith(FULL)


@pytest.mark.parametrize("wrong", ["0", "1", "31", "-5", "ti", "2.5", "9" * 40])
def test_minutes_that_cannot_be_are_refused_with_the_bounds(everybody, wrong):
    answer = choose(everybody, wrong)
    assert answer.status_code == 422
    html = answer.content.decode()
    assert "fra 2 til 30" in html or "helt tal" in html
    assert minutes_of(everybody, everybody.amina) == 30


def test_two_leaders_at_once_are_told(everybody):
    choose(everybody, 5)
    answer = choose(everybody, 20, seen="")
    assert answer.status_code == 409
    assert "imens" in answer.content.decode()
    assert minutes_of(everybody, everybody.amina) == 5


def test_the_other_house_keeps_its_own(everybody):
    choose(everybody, 5)
    assert minutes_of(everybody, everybody.leila) == 30
    assert minutes_of(everybody, everybody.kian) == 10
    page = everybody.visit(everybody.leila).get("/konto/skaermlaas/").content.decode()
    assert "Rådgiver" in page
    assert "Frivillig i døren" not in page


@pytest.mark.parametrize("who", ["amina", "sara", "mehmet", "rasmus"])
def test_nobody_else_chooses(everybody, who):
    assert choose(everybody, 5, who=who).status_code == 403


def test_the_editor_chooses_in_a_municipality_and_the_log_leads_there(everybody):
    assert choose(everybody, 5, who="birgitte").status_code == 302
    assert minutes_of(everybody, everybody.rasmus) == 5
    log = everybody.visit(everybody.jonas).get("/haendelser/").content.decode()
    assert 'href="/konto/skaermlaas/"' in log
