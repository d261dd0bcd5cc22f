"""A screen that was left: it locks, keeps what was typed, and opens for the same person alone."""

import time
from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from favn.config import environment
from favn.people.accounts import idle, sessions
from favn.people.accounts.models import Account
from favn.people.accounts.roles import BY_KEY

PASSWORD = "en lang adgangskode til afproevning"
BACK_IN = "/konto/reauthenticate/"


@pytest.fixture
def everybody(pages):
    for account in (pages.sara, pages.amina, pages.ida):
        account.set_password(PASSWORD)
        account.save()
    return pages


def gone_for(client, minutes, since=idle.SEEN):
    session = client.session
    session[since] = time.time() - 60 * minutes
    session.save()


def open_again(client, password=PASSWORD):
    return client.post(BACK_IN, {"password": password, "next": "/p/tavs/"})


@pytest.mark.parametrize(("role", "minutes"), [("counsellor", 10), ("nurse", 10), ("desk", 30)])
def test_each_role_has_its_minutes(role, minutes):
    assert BY_KEY[role].locks_after == minutes


@pytest.mark.parametrize(
    ("who", "page", "stays", "locks"),
    [("sara", "/p/tavs/", 9, 11), ("amina", "/i-dag/", 29, 31)],
)
def test_the_screen_locks_after_the_roles_minutes(everybody, who, page, stays, locks):
    client = everybody.visit(getattr(everybody, who))
    assert client.get(page).status_code == 200
    gone_for(client, stays)
    assert client.get(page).status_code == 200
    gone_for(client, locks)
    assert client.get(page)["Location"].startswith(BACK_IN)


def test_a_host_may_ask_for_fewer_minutes_but_not_for_more(everybody, settings):
    for minutes, expected in ((3, 3), (90, 10), (None, 10)):
        settings.LOCK_MINUTES = minutes
        html = everybody.visit(everybody.sara).get("/kit/").content.decode()
        assert f'data-lock-after="{expected}"' in html


@pytest.mark.parametrize("wrong", ["0", "-3", "ti", "2.5"])
def test_minutes_that_are_none_are_refused_loudly(monkeypatch, wrong):
    monkeypatch.setenv("FAVN_LOCK_MINUTES", wrong)
    with pytest.raises(environment.SettingError, match="FAVN_LOCK_MINUTES"):
        environment.minutes("FAVN_LOCK_MINUTES")


def test_one_tap_locks_and_nothing_else_opens(everybody):
    client = everybody.visit(everybody.sara)
    assert client.post("/laas/", {"next": "/p/tavs/"})["Location"].startswith(BACK_IN)
    for page in ("/p/tavs/", "/hjem/", "/aaret/", "/konto/2fa/", "/konto/password/change/", "/"):
        assert client.get(page)["Location"].startswith(BACK_IN), page
        assert client.post(page, {})["Location"].startswith(BACK_IN), page
    html = client.get(BACK_IN).content.decode()
    assert "Skærmen er låst" in html
    assert "Medborgerhuset" not in html


def test_the_same_person_opens_it_and_is_where_they_were(everybody):
    client = everybody.visit(everybody.sara)
    client.post("/laas/", {"next": "/p/tavs/"})
    assert open_again(client)["Location"] == "/p/tavs/"
    assert client.get("/p/tavs/").status_code == 200


def test_a_wrong_password_and_somebody_elses_do_not_open_it(everybody):
    everybody.ida.set_password("idas egen lange adgangskode")
    everybody.ida.save()
    client = everybody.visit(everybody.sara)
    client.post("/laas/")
    for wrong in ("forkert adgangskode", "idas egen lange adgangskode"):
        assert "Det er ikke din adgangskode" in open_again(client, wrong).content.decode()
    assert client.get("/p/tavs/")["Location"].startswith(BACK_IN)


def test_guessing_at_the_locked_screen_is_stopped(everybody):
    client = everybody.visit(everybody.sara)
    client.post("/laas/")
    answers = [open_again(client, f"gæt nummer {number}") for number in range(12)]
    assert answers[-1].status_code == 429 or "for mange" in answers[-1].content.decode()
    open_again(client)
    assert client.get("/p/tavs/")["Location"].startswith(BACK_IN)


def test_what_was_sent_is_kept_and_offered_again(everybody):
    client = everybody.visit(everybody.sara)
    client.get("/p/tavs/")
    gone_for(client, 11)
    sent = client.post("/p/tavs/", {"note": "Hun sover dårligt", "topic": ["bolig", "post"]})
    assert sent["Location"] == f"{BACK_IN}?next=%2Flaas%2Fkladde%2F"
    open_again(client)
    html = client.get("/laas/kladde/").content.decode()
    assert 'action="/p/tavs/"' in html
    for field in ('value="Hun sover dårligt"', 'value="bolig"', 'value="post"'):
        assert field in html
    assert client.post("/p/tavs/", {"note": "Hun sover dårligt"}).status_code == 200
    assert client.get("/laas/kladde/")["Location"] == "/hjem/"


def test_what_was_sent_lies_sealed_and_is_thrown_away_on_request(everybody):
    client = everybody.visit(everybody.sara)
    client.get("/p/tavs/")
    gone_for(client, 11)
    client.post("/p/tavs/", {"note": "Hun sover dårligt"})
    assert all("sover" not in row.session_data for row in Session.objects.all())
    open_again(client)
    client.post("/laas/kladde/")
    assert sessions.HELD not in client.session


@pytest.mark.parametrize("more", [{"headers": {"sec-fetch-mode": "cors"}}, {"size": 300_000}])
def test_a_scripts_post_and_a_huge_one_are_not_kept(everybody, more):
    client = everybody.visit(everybody.sara)
    client.get("/p/tavs/")
    gone_for(client, 11)
    text = "x" * more.get("size", 5)
    client.post("/p/tavs/", {"note": text}, headers=more.get("headers"))
    assert sessions.HELD not in client.session


def test_a_request_under_way_cannot_undo_the_lock(everybody):
    client = everybody.visit(everybody.sara)
    client.get("/p/tavs/")
    before = client.session.session_key
    client.post("/laas/")
    assert client.session.session_key != before
    assert not Session.objects.filter(session_key=before).exists()


def test_a_session_ends_after_twelve_hours_however_busy(everybody):
    client = everybody.visit(everybody.amina)
    client.get("/i-dag/")
    gone_for(client, 12 * 60 + 1, since=idle.BEGAN)
    assert client.get("/i-dag/")["Location"].startswith("/konto/login/")


def test_looking_on_keeps_it_open(everybody):
    client = everybody.visit(everybody.sara)
    client.get("/p/tavs/")
    for _ in range(4):
        gone_for(client, 8)
        assert client.get("/p/tavs/").status_code == 200


def test_a_waiting_tab_learns_that_it_is_open_again(everybody):
    client = everybody.visit(everybody.sara)
    client.post("/laas/")
    assert client.get("/laas/").status_code == 302
    open_again(client)
    assert "Gå tilbage til den fane" in client.get("/laas/").content.decode()


def test_nobody_locks_nothing(everybody):
    assert everybody.visit().post("/laas/")["Location"] == "/"


def test_one_is_never_led_to_another_site(everybody):
    client = everybody.visit(everybody.sara)
    assert "evil" not in client.post("/laas/", {"next": "//evil.example"})["Location"]


def test_a_person_of_the_demo_is_not_locked_out(everybody, settings):
    settings.DEMO = True
    Account.objects.filter(pk=everybody.sara.pk).update(is_demo=True)
    client = everybody.visit(everybody.sara)
    client.get("/p/tavs/")
    gone_for(client, 60)
    assert client.get("/p/tavs/").status_code == 200
    assert client.post("/laas/").status_code == 200


def test_a_request_that_was_under_way_does_not_end_the_session_in_the_browser(everybody):
    """The key changed meanwhile: its answer must not take the cookie of the new one away."""
    client = everybody.visit(everybody.sara)
    client.get("/p/tavs/")
    late = Client()
    late.cookies["sessionid"] = client.session.session_key
    client.post("/laas/")
    assert "sessionid" not in late.get("/p/tavs/").cookies


def test_signing_out_takes_the_cookie_away(everybody):
    client = everybody.visit(everybody.sara)
    assert client.post("/konto/logout/").cookies["sessionid"]["max-age"] == 0


def test_a_session_that_ran_out_goes_with_its_line(everybody):
    kept, over = everybody.visit(everybody.sara), everybody.visit(everybody.amina)
    for client in (kept, over):
        client.get("/i-dag/")
    past = timezone.now() - timedelta(days=1)
    Session.objects.filter(pk=over.session.session_key).update(expire_date=past)
    before = Session.objects.count()
    assert sessions.sweep(at=timezone.now()) == 1
    assert Session.objects.count() == before - 1
    keys = set(Session.objects.values_list("pk", flat=True))
    assert set(UserSession.objects.values_list("session_key", flat=True)) <= keys
