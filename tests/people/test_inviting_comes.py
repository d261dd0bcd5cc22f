"""A colleague comes by the letter: once, in time, as herself, and with nothing of anybody else."""

import pytest
from django.urls import reverse

from favn.people.accounts.actions import NewAccount, invite
from favn.people.accounts.models import Account, Membership
from tests.cast import join
from tests.people.inviting import OTHER, PASSWORD, RITA, STAFF, House, moved


@pytest.fixture
def house(houses, mailoutbox):
    return House(houses, mailoutbox)


def test_a_colleague_comes_by_the_letter_and_is_led_to_the_second_step(house):
    status, html = house.ask()
    assert status == 200
    assert f"Invitationen er sendt til {RITA}" in html
    assert "3. dec." in html
    assert not Account.objects.filter(email=RITA).exists()
    letter = house.letters[0]
    assert "Jonas har inviteret dig til Medborgerhuset" in letter.body
    assert "Sundhedsfaglig" in letter.body
    client = house.cast.visit()
    assert "Velkommen til Medborgerhuset" in house.open(client=client)[1]
    answer = house.choose(client=client)
    assert (answer.status_code, answer["Location"]) == (302, reverse("home"))
    way = client.get("/hjem/", follow=True)
    assert way.redirect_chain[-1][0].startswith("/konto/to-trin/")
    assert client.get("/konto/2fa/totp/activate/").status_code == 200
    account = Account.objects.get(email=RITA)
    assert (account.name, account.check_password(PASSWORD)) == ("Rita Holm", True)
    assert house.roles() == ["nurse"]
    after = house.staff()
    assert "Rita Holm" in after
    assert "De er inviteret" not in after


def test_a_role_without_persons_goes_straight_to_its_own_page(house):
    house.ask(role="desk")
    client = house.cast.visit()
    house.choose(client=client)
    assert client.get("/hjem/", follow=True).redirect_chain[-1][0] == "/i-dag/"


def test_a_link_works_once_and_until_its_last_day(house, settings):
    house.ask()
    link = house.link()
    moved(settings, 14)
    assert house.open(link)[0] == 200
    moved(settings, 15)
    status, html = house.open(link)
    assert status == 410
    assert "virkede til og med" in html
    assert house.choose(link).status_code == 410
    assert "Udløbet" in house.staff()
    moved(settings, 3)
    house.choose(link)
    assert house.choose(link, password=OTHER).status_code == 410
    assert "Den virker kun én gang" in house.open(link)[1]
    assert Account.objects.get(email=RITA).check_password(PASSWORD)


def test_what_was_decided_while_the_page_stood_open_is_said(house):
    """Two tabs, or two people with one letter: the second is told, and changes nothing."""
    house.ask()
    house.choose()
    assert house.press("again").status_code == 422
    assert house.press("take-back").status_code == 422
    assert house.roles() == ["nurse"]


def test_one_with_an_account_elsewhere_says_yes_and_keeps_her_password(house):
    kian = house.cast.kian
    kian.set_password(OTHER)
    kian.save()
    house.ask(email=kian.email, role="desk")
    link = house.link(kian.email)
    html = house.open(link)[1]
    assert "Du har allerede en adgang" in html
    assert "Adgangskode" not in html.partition("<main")[2]
    assert house.choose(link).status_code == 409, "a letter changes nobody's password"
    answer = house.say_yes(link)
    assert answer["Location"].startswith("/konto/login/")
    kian.refresh_from_db()
    assert kian.check_password(OTHER)
    assert house.roles(kian.email) == ["desk"]
    assert house.roles(kian.email, of="leila") == ["counsellor"]
    assert "Kian" in house.staff()
    assert house.say_yes(link).status_code == 410


def test_one_who_says_yes_and_signs_in_stands_in_the_house_that_invited(house):
    kian = house.cast.kian
    kian.set_password(OTHER)
    kian.save()
    house.ask("leila", name="Sara", email=house.cast.sara.email)
    house.say_yes(house.link(house.cast.sara.email))
    house.ask(email=kian.email, role="desk")
    client = house.cast.visit()
    house.say_yes(house.link(kian.email), client)
    client.post("/konto/login/?next=/hjem/", {"login": kian.email, "password": OTHER})
    assert client.get("/i-dag/").status_code == 200


def test_one_without_an_account_cannot_say_yes_without_a_password(house):
    house.ask()
    assert house.say_yes().status_code == 409
    assert house.roles() == []


def test_two_houses_invite_the_same_address_and_she_comes_to_both(house):
    house.ask()
    first = house.link()
    house.ask("leila", name="Rita H.", role="desk")
    second = house.link()
    client = house.cast.visit()
    house.choose(first, client)
    assert "Sig ja" in house.open(second, client)[1]
    house.say_yes(second, client)
    assert client.get("/i-dag/").status_code == 200
    assert (house.roles(), house.roles(of="leila")) == (["nurse"], ["desk"])
    assert Account.objects.filter(email=RITA).count() == 1


def test_whoever_left_comes_back_with_a_new_password_and_nothing_of_before(house):
    sara = house.cast.sara
    sara.set_password(OTHER)
    sara.save()
    house.end(sara.email)
    house.ask("leila", name="  sara ", email=sara.email, role="desk")
    house.choose(house.link(sara.email))
    back = Account.objects.get(pk=sara.pk)
    assert (back.is_active, back.ended_on, back.check_password(PASSWORD)) == (True, None, True)
    assert house.roles(sara.email) == []
    assert house.roles(sara.email, of="leila") == ["desk"]


def test_an_address_that_somebody_else_has_now_is_not_the_one_who_left(house):
    """leder@hus.dk was Sara's and is Peter's now: what he writes does not get her name."""
    sara = house.cast.sara
    house.end(sara.email)
    house.ask(name="Peter Bo", email=sara.email)
    house.choose(house.link(sara.email))
    new = Account.objects.get(email=sara.email)
    assert (new.name, new.pk == sara.pk) == ("Peter Bo", False)
    left = Account.objects.get(pk=sara.pk)
    assert (left.name, left.is_active) == ("Sara", False)
    house.end(sara.email)
    again = invite(NewAccount(
        email=sara.email, name="Ole Friis", organisation="medborgerhuset", role="desk",
        password=OTHER,
    ))  # fmt: skip
    assert again.name == "Ole Friis"


def test_an_invitation_ends_with_the_access_of_whoever_waits_for_it(house):
    """Dismissed, she does not come in by the letter about another role."""
    sara = house.cast.sara.email
    house.ask(name="Sara", email=sara, role="nurse")
    link = house.link(sara)
    house.end(sara)
    assert house.choose(link).status_code == 410
    assert house.roles(sara) == []


def test_what_a_leader_sent_ends_when_he_leads_no_more(house):
    join(house.cast, "tilde", house.cast.medborgerhuset, "manager", None)
    with house.cast.acting(house.cast.jonas):
        own = Membership.objects.owned().get(account=house.cast.jonas)
        other = Membership.objects.owned().get(account=house.cast.sara)
    house.ask()
    tilde, told = house.cast.visit(house.cast.tilde), "Invitationer, som personen har sendt"
    assert told in tilde.get(f"{STAFF}{own.pk}/").content.decode()
    assert told not in tilde.get(f"{STAFF}{other.pk}/").content.decode()
    assert "Rita" in house.staff("tilde")
    house.end(house.cast.jonas.email, of="tilde", by="tilde")
    assert house.open()[0] == 410
    assert "Rita" not in house.staff("tilde")


def test_on_a_screen_where_the_leader_is_signed_in_the_colleague_comes_as_herself(house):
    house.ask()
    client = house.cast.visit(house.cast.jonas)
    house.choose(client=client)
    assert client.get(STAFF).status_code != 200
    assert client.session["_auth_user_id"] == str(Account.objects.get(email=RITA).pk)


def test_whoever_says_yes_on_the_leaders_screen_is_not_the_leader(house):
    house.ask(email=house.cast.kian.email, role="desk")
    client = house.cast.visit(house.cast.jonas)
    answer = house.say_yes(house.link(house.cast.kian.email), client)
    assert answer["Location"].startswith("/konto/login/")
    assert client.get(STAFF).status_code == 302


def test_opening_the_link_uses_nothing_up(house):
    """Mail programs open every link before anybody reads the letter."""
    house.ask()
    for _time in range(3):
        status, html = house.open()
        assert status == 200
    assert house.roles() == []
    assert 'autocomplete="new-password"' in html
    assert f'value="{RITA}"' in html


@pytest.mark.parametrize(("first", "second"), [
    ("kort", "kort"), ("password1234", "password1234"), (PASSWORD, OTHER), ("", ""),
])  # fmt: skip
def test_a_weak_or_mistyped_password_is_said_and_the_link_still_works(house, first, second):
    house.ask()
    form = {"verb": "choose", "password1": first, "password2": second}
    assert house.cast.visit().post(house.link(), form).status_code == 422
    assert house.roles() == []
    assert house.choose().status_code == 302


@pytest.mark.parametrize(
    "page", ["/konto/email/", "/konto/confirm-email/", "/konto/confirm-email/x/"]
)
def test_nobody_takes_an_address_for_their_own(house, page):
    """Whoever could would be whoever is invited there next."""
    client = house.cast.visit(house.cast.sara)
    assert client.get(page).status_code == 404
    client.post(page, {"action_add": "", "email": RITA})
    client.post(page, {"action_primary": "", "email": RITA})
    assert Account.objects.get(pk=house.cast.sara.pk).email == "sara@medborgerhuset.example"
