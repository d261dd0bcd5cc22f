"""A volunteer's own page, without an account: my shifts, a free one, a swap, a no, my hours."""

import uuid
from datetime import time, timedelta

import pytest

from favn.centre.actions import shifts
from favn.centre.models import Call, Hours
from favn.people.accounts.models import Lookup
from favn.people.persons.choices import Act
from tests.cast import TODAY
from tests.centre.volunteering import SOON


@pytest.fixture
def role(team):
    return team.role()


@pytest.fixture
def amal(team, role):
    return team.add("Amal Haddad", role)


def of(manned):
    return {"shift": str(manned.shift.pk), "on": str(manned.shift.on)}


def test_a_free_shift_is_taken_with_one_tap_and_given_up_in_time(team, role, amal, guest):
    manned, page = team.shift(role), team.own(amal)
    assert "Tag vagten" in guest.get(page).content.decode()
    assert guest.post(page, {"verb": "take", **of(manned)}).status_code == 302
    assert team.names(manned) == ["Amal"]
    answer = guest.post(page, {"verb": "no", **of(manned)}, follow=True)
    assert "Tak, fordi du sagde det i tide." in answer.content.decode()
    assert team.names(manned) == []


def test_a_no_on_the_day_asks_one_to_ring_the_house_too(team, role, amal, guest, monkeypatch):
    late = (time(23, 58), time(23, 59))
    manned = team.shift(role, TODAY, late)
    team.take(manned, amal)
    answer = guest.post(team.own(amal), {"verb": "no", **of(manned)}, follow=True)
    assert "ring også til huset" in answer.content.decode()


def test_one_asks_and_the_next_says_yes_on_their_own_page(team, role, amal, guest):
    bodil, manned = team.add("Bodil Riis", role), team.shift(role)
    team.take(manned, amal)
    ask = {"verb": "swap", "id": str(uuid.uuid4()), **of(manned)}
    assert [guest.post(team.own(amal), ask).status_code for _ in range(2)] == [302, 302]
    assert "Amal kan ikke." in guest.get(team.own(bodil)).content.decode()
    call = str(team.only(Call).pk)
    assert guest.post(team.own(bodil), {"verb": "accept", "call": call}).status_code == 302
    assert team.names(manned) == ["Bodil"]


def test_the_second_who_says_yes_reads_a_kind_sentence(team, role, amal, guest):
    bodil, cecil = team.add("Bodil Riis", role), team.add("Cecil Vang", role)
    manned = team.shift(role)
    team.take(manned, amal)
    call = team.asks(manned, amal)
    team.accept(call, bodil)
    answer = guest.post(team.own(cecil), {"verb": "accept", "call": str(call.pk)})
    assert answer.status_code == 422
    assert "Tak, fordi du ville." in answer.content.decode()


def test_one_takes_ones_question_back_but_nobody_elses(team, role, amal, guest):
    bodil, manned = team.add("Bodil Riis", role), team.shift(role)
    team.take(manned, amal)
    stop = {"verb": "stop", "call": str(team.asks(manned, amal).pk)}
    assert guest.post(team.own(bodil), stop).status_code == 404
    assert guest.post(team.own(amal), stop).status_code == 302
    assert "Nogen spørger" not in guest.get(team.own(bodil)).content.decode()


def test_other_roles_shifts_and_clashing_ones_are_not_shown(team, role, amal, guest):
    team.shift(team.role("Jurist"), SOON)
    team.take(team.shift(role), amal)
    team.shift(role, hours=(time(15), time(16)))
    text = guest.get(team.own(amal)).content.decode()
    assert "Jurist" not in text
    assert "Ledige vagter" not in text


def test_hours_come_by_themselves_and_are_put_right_with_one_tap(team, role, amal, guest, settings):
    team.take(team.shift(role), amal)
    settings.TODAY = SOON + timedelta(days=1)
    team.settle()
    page, row = team.own(amal), team.only(Hours)
    assert "3 timer" in guest.get(page).content.decode()
    tap = {"hours": str(row.pk), "version": "1"}
    assert guest.post(page, tap | {"verb": "more"}).status_code == 302
    assert guest.post(page, tap | {"verb": "more"}).status_code == 409
    assert guest.post(page, tap | {"verb": "absent", "version": "2"}).status_code == 302
    assert team.only(Hours).voided_at is not None
    settings.TODAY = SOON + timedelta(days=40)
    late = guest.post(page, tap | {"verb": "came", "version": "3"})
    assert "over en måned siden" in late.content.decode()


def test_anothers_hours_are_not_there(team, role, amal, guest, settings):
    team.take(team.shift(role), amal)
    bodil = team.add("Bodil Riis", role)
    settings.TODAY = SOON + timedelta(days=1)
    team.settle()
    tap = {"verb": "absent", "hours": str(team.only(Hours).pk), "version": "1"}
    assert guest.post(team.own(bodil), tap).status_code == 404


def test_a_page_of_somebody_who_said_no_shows_no_shifts(team, role, amal, guest):
    manned = team.shift(role)
    team.take(manned, amal)
    page = team.own(amal)
    team.says(amal.person, act=Act.WITHDRAWN)
    text = guest.get(page).content.decode()
    assert "Ring til os, hvis du vil være med igen" in text
    assert "Mine vagter" not in text
    answer = guest.post(page, {"verb": "take", **of(team.manned(manned))})
    assert answer.status_code == 422


@pytest.mark.parametrize("secret", ["ukendt", "x" * 43])
def test_a_guess_opens_nothing(team, guest, secret):
    assert guest.get(f"/mine-vagter/medborgerhuset/{secret}/").status_code == 404


def test_ones_own_look_is_nobodys_look_up_and_the_address_is_told_nowhere(cast, team, amal, guest):
    answer = guest.get(team.own(amal))
    assert (answer["Cache-Control"], answer["Referrer-Policy"]) == ("no-store", "same-origin")
    with cast.acting(cast.vera):
        assert Lookup.objects.owned().count() == 0
    assert guest.get(team.own(amal).replace("medborgerhuset", "naboerne")).status_code == 404


def test_the_calendar_has_mine_alone_and_says_what_is_called_off(team, role, amal, guest):
    first, other = team.shift(role), team.shift(role, SOON + timedelta(days=1))
    team.take(first, amal)
    team.do(shifts.call_off, manned=team.manned(first), note="Ferie.", seen=0)
    feed = guest.get(f"{team.own(amal)}vagter.ics").content.decode()
    assert feed.count("BEGIN:VEVENT") == 1
    assert "STATUS:CANCELLED" in feed
    assert str(other.shift.pk) not in feed
