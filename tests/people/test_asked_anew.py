"""Who is let in and who goes out is not decided on a screen that somebody left: one shows anew who
one is.
"""

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import caches

from favn.people.accounts.models import Account, Invitation, Membership
from tests.cast import new_id
from tests.people.inviting import INVITE, STAFF
from tests.people.test_new_address import PASSWORD, aged
from tests.people.test_second_factor import code_now, committing, make_app


@pytest.fixture(params=["jonas", "leila"])
def leader(request, houses):
    """A leader with a password and an app, who signed in a while ago with both."""
    caches["default"].clear()
    account = getattr(houses, request.param)
    account.set_password(PASSWORD)
    account.save()
    client = houses.visit()
    client.post("/konto/login/", {"login": account.email, "password": PASSWORD})
    client.secret = make_app(client)
    client.account = account
    aged(client)
    return client


def leaves(houses, leader):
    """The page of a colleague of that leader's house."""
    who = houses.sara if leader.account == houses.jonas else houses.kian
    with houses.acting(leader.account):
        row = Membership.objects.owned().get(account=who)
    return f"{STAFF}{row.pk}/", who


@committing
def test_an_access_ends_when_the_second_step_was_shown_a_moment_ago(houses, leader):
    page, who = leaves(houses, leader)
    assert leader.get(STAFF).status_code == 200, "looking asks for nothing more"
    way = f"/konto/2fa/reauthenticate/?next={page.replace('/', '%2F')}"
    for method in ("get", "post"):
        assert getattr(leader, method)(page, {"typed": who.name})["Location"] == way
    assert Account.objects.get(pk=who.pk).is_active
    leader.post("/konto/reauthenticate/", {"password": PASSWORD})
    assert leader.get(page)["Location"] == way, "a password alone is not the second step"
    caches["default"].clear()
    code = {"code": code_now(leader.secret), "next": page}
    assert leader.post("/konto/2fa/reauthenticate/", code)["Location"] == page
    assert leader.post(page, {"typed": who.name})["Location"] == STAFF
    assert not Account.objects.get(pk=who.pk).is_active


@committing
def test_nobody_is_invited_from_a_screen_that_stood_open(houses, leader, mailoutbox):
    form = {"id": str(new_id()), "name": "Ond", "email": "ond@x.example", "role": "counsellor"}
    way = f"/konto/2fa/reauthenticate/?next={INVITE.replace('/', '%2F')}"
    for method in ("get", "post"):
        assert getattr(leader, method)(INVITE, form)["Location"] == way
    assert mailoutbox == []
    caches["default"].clear()
    leader.post("/konto/2fa/reauthenticate/", {"code": code_now(leader.secret)})
    assert leader.post(INVITE, form)["Location"] == STAFF
    assert [mail.to for mail in mailoutbox] == [["ond@x.example"]]


@committing
def test_whoever_signed_in_a_moment_ago_is_not_asked_twice(houses, leader):
    aged(leader, -540)
    assert leader.get(leaves(houses, leader)[0]).status_code == 200
    assert leader.get(INVITE).status_code == 200


@committing
def test_another_who_wrote_nothing_is_led_to_no_page_of_the_house(houses, leader):
    """The door comes first: who may not end an access is not asked for a code either."""
    page, _who = leaves(houses, leader)
    assert houses.visit(houses.amina).get(page).status_code == 403
    other = houses.leila if leader.account == houses.jonas else houses.jonas
    assert houses.visit(other).get(page).status_code == 404
    with houses.acting(leader.account):
        assert not Invitation.objects.owned().exists()
    assert Authenticator.objects.filter(user=leader.account).exists()
