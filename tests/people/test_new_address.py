"""Somebody changes the address they sign in with; only they, and only by the letter to the new."""

import re
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core.cache import caches

from favn.kit import clock
from favn.kit.models import History
from favn.kit.refusals import Conflict, Refused
from favn.people.accounts.actions.addresses import change_address
from favn.people.accounts.actions.leaving import end_access
from favn.people.accounts.models import Account, Invitation, Membership, NewAddress
from tests.cast import TODAY, new_id
from tests.people.inviting import House
from tests.people.test_second_factor import code_now, committing, make_app

OWN = "/konto/adresse/"
NEW = "amina@ny.example"
PASSWORD = "en lang adgangskode til afproevning"


class Desk:
    """Amina, signed in with her password, and the letters that left."""

    def __init__(self, cast, letters):
        self.cast, self.letters, self.amina = cast, letters, cast.amina
        self.old = cast.amina.email
        self.client = self.sign_in()
        self.client.get("/konto/2fa/")

    def sign_in(self, email=None, password=PASSWORD):
        client = self.cast.visit()
        form = {"login": email or self.old, "password": password}
        client.signed_in = client.post("/konto/login/", form).status_code == 302
        return client

    def ask(self, email=NEW, client=None, **more):
        form = {"verb": "ask", "id": str(new_id()), "email": email} | more
        answer = (client or self.client).post(OWN, form, follow=True)
        return answer.status_code, answer.content.decode()

    def letter(self, to):
        return [mail for mail in self.letters if mail.to == [to]][-1].body

    def link(self, to=NEW):
        return re.search(r"http://\S+?(/konto/adresse/\S+)", self.letter(to))[1]

    def press(self, link=None, client=None, **more):
        return (client or self.client).post(link or self.link(), {"verb": "change"}, **more)

    def email(self):
        return Account.objects.get(pk=self.amina.pk).email


@pytest.fixture
def desk(houses, mailoutbox):
    caches["default"].clear()
    houses.amina.set_password(PASSWORD)
    houses.amina.save()
    return Desk(houses, mailoutbox)


def test_the_way_there_stands_where_one_sees_how_one_signs_in(desk):
    html = desk.client.get("/konto/2fa/").content.decode()
    assert f'href="{OWN}"' in html
    assert desk.old in html


def test_by_the_letter_she_signs_in_with_the_new_one_and_not_with_the_old(desk):
    EmailAddress.objects.create(user=desk.amina, email=desk.old, verified=True, primary=True)
    assert "Vi har skrevet til amina@ny.example" in desk.ask()[1]
    assert desk.email() == desk.old
    page = desk.client.get(desk.link()).content.decode()
    assert desk.email() == desk.old, "a mail program that looks changes nothing"
    assert NEW in page
    answer = desk.press(follow=True)
    assert "Du logger nu ind med amina@ny.example" in answer.content.decode()
    assert desk.email() == NEW
    assert desk.sign_in(NEW).signed_in
    assert not desk.sign_in(desk.old).signed_in


def test_the_old_address_hears_of_it_before_and_after_and_never_the_whole_new_one(desk):
    desk.ask()
    before = desk.letter(desk.old)
    assert "a…a@ny.example" in before
    assert "/konto/password/reset/" in before
    desk.press()
    after = desk.letter(desk.old)
    assert "er nu a…a@ny.example" in after
    assert NEW not in before + after
    assert "/konto/adresse/" not in before + after


def test_the_link_works_once_and_until_the_end_of_the_next_day(desk, settings):
    desk.ask()
    settings.TODAY = TODAY + timedelta(days=2)
    assert desk.press(client=desk.sign_in()).status_code == 410
    assert desk.email() == desk.old
    client = desk.sign_in()
    desk.ask(client=client)
    link = desk.link()
    assert desk.press(link, client).status_code == 302
    assert "Det virker kun én gang" in client.get(link).content.decode()


def test_a_newer_letter_ends_the_older_link(desk):
    desk.ask()
    old = desk.link()
    desk.ask("amina@tredje.example")
    assert desk.press(old).status_code == 410
    assert desk.press(desk.link("amina@tredje.example")).status_code == 302


def test_whoever_only_has_the_letter_is_asked_to_sign_in(desk):
    desk.ask()
    for method in ("get", "post"):
        answer = getattr(desk.cast.visit(), method)(desk.link())
        assert answer["Location"].startswith("/konto/login/?next=/konto/adresse/medborgerhuset/")
    assert desk.email() == desk.old


@pytest.mark.parametrize("who", ["jonas", "leila"])
def test_somebody_else_who_is_signed_in_makes_nothing_theirs(desk, who):
    other = getattr(desk.cast, who)
    desk.ask()
    answer = desk.press(client=desk.cast.visit(other))
    assert answer.status_code == 403
    assert "en anden konto" in answer.content.decode()
    assert NEW not in answer.content.decode()
    with desk.cast.acting(desk.amina), pytest.raises(Refused, match="anden konto"):
        change_address(link=NewAddress.objects.owned().get(), by=other, at=clock.now())
    assert (desk.email(), Account.objects.get(pk=other.pk).email) == (desk.old, other.email)


def test_another_password_stops_it(desk):
    desk.ask()
    new = "en helt anden lang adgangskode"
    form = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    desk.client.post("/konto/password/change/", form)
    answer = desk.press()
    assert answer.status_code == 410
    assert "adgangskoden er skiftet" in answer.content.decode()
    assert "Vi har skrevet" not in desk.client.get(OWN).content.decode()
    assert desk.email() == desk.old


def test_an_access_that_ends_stops_it_also_where_another_house_keeps_her(desk):
    with desk.cast.acting(desk.cast.leila):
        Membership.objects.create(organisation=desk.cast.naboerne, account=desk.amina, role="desk")
    desk.client.post("/skift/", {"membership": str(seat(desk, desk.cast.jonas).pk)})
    desk.ask()
    with desk.cast.acting(desk.cast.jonas):
        end_access(membership=seat(desk, desk.cast.jonas), by=desk.cast.jonas, at=clock.now())
    assert desk.press().status_code == 410
    assert desk.email() == desk.old


def seat(desk, leader):
    with desk.cast.acting(leader):
        return Membership.objects.owned().select_related("account").get(account=desk.amina)


def test_taken_back_the_link_opens_nothing(desk):
    desk.ask()
    assert "Vi har skrevet til" in desk.client.get(OWN).content.decode()
    page = desk.client.post(OWN, {"verb": "take-back"}, follow=True).content.decode()
    assert "Adressen bliver ikke skiftet" in page
    assert "Vi har skrevet til" not in page
    assert desk.press().status_code == 410


@pytest.mark.parametrize("who", ["jonas", "kian"])
def test_whether_somebody_has_the_address_is_told_to_nobody(desk, who):
    """The answer is the same; only who reads the letters of that address learns it."""
    known = getattr(desk.cast, who).email
    said = []
    for email in (known, NEW):
        status, html = desk.ask(email)
        html = re.sub(r'nonce="[^"]*"|value="[^"]*"|[\w-]{36}', "", html)
        said.append((status, html.replace(email, "@")))
    assert said[0] == said[1]
    assert "/konto/adresse/" not in desk.letter(known)
    assert desk.amina.name not in desk.letter(known)


def test_an_address_somebody_got_meanwhile_stays_theirs(desk):
    desk.ask()
    Account.objects.create_user(NEW, PASSWORD, name="Rita")
    answer = desk.press()
    assert answer.status_code == 409
    assert "kan ikke bruges" in answer.content.decode()
    assert desk.email() == desk.old
    with desk.cast.acting(desk.amina), pytest.raises(Conflict):
        change_address(link=NewAddress.objects.owned().get(), by=desk.amina, at=clock.now())


def test_an_address_of_somebody_who_left_is_free(desk):
    left = Account.objects.create_user(NEW, name="Peter")
    Account.objects.filter(pk=left.pk).update(is_active=False)
    desk.ask()
    assert desk.press().status_code == 302
    assert desk.email() == NEW
    assert Account.objects.get(pk=left.pk).email.endswith("@left.invalid")


def test_sessions_elsewhere_are_over_and_this_one_goes_on(desk):
    there = desk.sign_in()
    assert there.get("/i-dag/").status_code == 200
    desk.ask()
    key = desk.client.session.session_key
    desk.press()
    assert there.get("/i-dag/")["Location"].startswith("/konto/login/")
    assert desk.client.get("/i-dag/").status_code == 200
    assert desk.client.session.session_key != key
    places = desk.client.get("/konto/sessioner/").content.decode()
    assert places.count('<th scope="row">') == 1


def test_a_new_password_asked_for_at_the_old_address_opens_nothing_afterwards(desk):
    desk.cast.visit().post("/konto/password/reset/", {"email": desk.old})
    way = re.search(r"http://\S+?(/konto/password/reset/key/\S+)", desk.letter(desk.old))[1]
    desk.ask()
    desk.press()
    page = desk.cast.visit().get(way, follow=True).content.decode()
    assert 'name="password1"' not in page


def test_an_invitation_that_waits_goes_along_and_ends_with_the_access(desk):
    house = House(desk.cast, desk.letters)
    house.ask(name="Amina", email=desk.old, role="nurse")
    desk.ask()
    desk.press()
    house.end(NEW)
    with desk.cast.acting(desk.cast.jonas):
        assert not Invitation.living().exists()


def test_the_log_says_that_it_changed_and_not_to_what(desk):
    desk.ask()
    desk.press()
    with desk.cast.acting(desk.cast.jonas):
        rows = History.objects.owned().filter(table__startswith="accounts.").order_by("at")
        told = [(row.verb, row.actor_label) for row in rows]
    assert ("give-link", "Amina") in told
    assert ("change-address", "Amina") in told
    html = desk.cast.visit(desk.cast.jonas).get("/haendelser/").content.decode()
    assert "Mailadresse skiftet" in html
    assert NEW not in html
    with desk.cast.acting(desk.cast.leila):
        assert not History.objects.owned().filter(verb="change-address").exists()


def test_another_house_opens_no_link_of_it(desk):
    desk.ask()
    link = desk.link().replace("/medborgerhuset/", "/naboerne/")
    assert desk.press(link).status_code == 404
    with desk.cast.acting(desk.cast.leila):
        assert not NewAddress.objects.exists()


@pytest.mark.parametrize("email", [
    "", "amina", "amina@", "a@x.example,b@x.example", "a @x.example", "søren@x.example",
    "a@x.example\nBcc: alle@x.example", "x@left.invalid", f"{'r' * 300}@x.example",
    "a\x00b@x.example", "<b>@x.example",
])  # fmt: skip
def test_an_odd_address_is_told_and_gets_no_letter(desk, email):
    status, html = desk.ask(email)
    assert status == 422
    assert "navn@hus.dk" in html
    assert desk.letters == []


def test_her_own_address_is_no_new_one(desk):
    status, html = desk.ask(desk.old.upper())
    assert status == 422
    assert "du logger ind med nu" in html
    assert desk.letters == []


def test_after_five_letters_in_a_day_she_waits(desk, settings):
    for n in range(5):
        assert desk.ask(f"a{n}@ny.example")[0] == 200
    status, html = desk.ask()
    assert status == 422
    assert "5 gange i dag" in html
    assert len(desk.letters) == 10
    settings.TODAY = TODAY + timedelta(days=1)
    assert desk.ask(client=desk.sign_in())[0] == 200


def test_the_same_form_sent_twice_is_one_letter(desk):
    key = str(new_id())
    for _time in range(2):
        assert desk.ask(id=key)[0] == 200
    assert len(desk.letters) == 2


def test_an_address_no_server_takes_is_told_and_changes_nothing(desk, letterbox):
    letterbox.refused = {NEW}
    html = desk.ask()[1]
    assert "Mailserveren tog ikke mailen" in html
    assert "Vi har skrevet" not in html
    assert desk.email() == desk.old


def aged(client, seconds=600):
    """Everything this session has shown was so long ago."""
    session = client.session
    for record in session["account_authentication_methods"]:
        record["at"] -= seconds
    session.save()


def test_a_while_after_signing_in_the_password_is_asked_anew(desk):
    aged(desk.client)
    for method in ("get", "post"):
        answer = getattr(desk.client, method)(OWN, {"verb": "ask", "email": NEW})
        assert answer["Location"] == "/konto/reauthenticate/?next=%2Fkonto%2Fadresse%2F"
    assert desk.letters == []
    desk.client.post("/konto/reauthenticate/", {"password": PASSWORD})
    assert desk.client.get(OWN).status_code == 200


@committing
def test_whoever_has_a_second_step_shows_it_and_the_password_is_not_enough(desk):
    secret = make_app(desk.client)
    aged(desk.client)
    way = "/konto/2fa/reauthenticate/?next=%2Fkonto%2Fadresse%2F"
    assert desk.client.get(OWN)["Location"] == way
    desk.client.post("/konto/reauthenticate/", {"password": PASSWORD})
    assert desk.client.get(OWN)["Location"] == way
    caches["default"].clear()
    code = {"code": code_now(secret), "next": OWN}
    assert desk.client.post("/konto/2fa/reauthenticate/", code)["Location"] == OWN
    assert desk.ask()[0] == 200


def test_in_the_demo_nobody_changes_theirs(houses, settings, mailoutbox):
    settings.DEMO = True
    Account.objects.filter(pk=houses.amina.pk).update(is_demo=True)
    client = houses.visit(houses.amina)
    answer = client.post(OWN, {"verb": "ask", "id": str(new_id()), "email": NEW})
    assert "skifter ingen adresse" in answer.content.decode()
    assert mailoutbox == []


def test_what_was_asked_for_is_gone_thirty_days_after_its_last_day(desk):
    desk.ask()
    with desk.cast.acting(desk.amina):
        ends = NewAddress.Privacy.ends
        assert not ends.rows(NewAddress, clock.now() + timedelta(days=30)).exists()
        assert ends.rows(NewAddress, clock.now() + timedelta(days=33)).exists()
