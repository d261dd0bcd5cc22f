"""A colleague is invited by mail, comes once by the link, and no other house hears of it."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from favn.kit import clock
from favn.kit.models import History
from favn.kit.refusals import Refused
from favn.people.accounts.actions import NewAccount, invite
from favn.people.accounts.actions.inviting import Colleague, invite_colleague
from favn.people.accounts.actions.leaving import end_access
from favn.people.accounts.models import Account, Invitation, Membership
from favn.people.accounts.roles import ROLES
from tests.cast import TODAY, join, new_id

STAFF = "/konto/medarbejdere/"
INVITE = f"{STAFF}inviter/"
RITA = "rita@x.example"
PASSWORD = "fire helt almindelige ord"
OTHER = "en helt anden lang adgangskode"


class House:
    """What leaders and colleagues do on the pages, and the letters that reached them."""

    def __init__(self, cast, letters):
        self.cast, self.letters = cast, letters

    def ask(self, by="jonas", **said):
        """A leader fills in the form; the answer's status and page."""
        form = {"id": str(new_id()), "name": "Rita Holm", "email": RITA, "role": "nurse"} | said
        client = self.cast.visit(getattr(self.cast, by))
        answer = client.post(INVITE, form, follow=True)
        return answer.status_code, answer.content.decode()

    def link(self, to=RITA):
        """The address in the last letter somebody got."""
        last = [mail for mail in self.letters if to in mail.to][-1]
        return re.search(r"http://\S+?(/velkommen/\S+)", last.body)[1]

    def open(self, link=None, client=None):
        answer = (client or self.cast.visit()).get(link or self.link())
        return answer.status_code, answer.content.decode()

    def choose(self, link=None, client=None, password=PASSWORD):
        """Somebody without an account opens the link and chooses a password."""
        form = {"verb": "choose", "password1": password, "password2": password}
        return (client or self.cast.visit()).post(link or self.link(), form)

    def say_yes(self, link=None, client=None):
        return (client or self.cast.visit()).post(link or self.link(), {"verb": "say-yes"})

    def staff(self, by="jonas"):
        return self.cast.visit(getattr(self.cast, by)).get(STAFF).content.decode()

    def press(self, verb, by="jonas", email=RITA, **more):
        """Send again or take back, as the list of the invited offers it."""
        with self.cast.acting(self.cast.jonas):
            row = Invitation.objects.owned().filter(sent_to=email).first()
        form = {"verb": verb, "invitation": str(row.pk), "id": str(new_id())} | more
        client = self.cast.visit(getattr(self.cast, by))
        return client.post(STAFF, form, follow=True)

    def roles(self, email=RITA, of="jonas"):
        with self.cast.acting(getattr(self.cast, of)):
            rows = Membership.objects.owned().filter(account__email=email)
            return sorted(rows.values_list("role", flat=True))

    def end(self, email, of="jonas", by="jonas"):
        with self.cast.acting(getattr(self.cast, of)):
            row = Membership.objects.owned().select_related("account").get(account__email=email)
            end_access(membership=row, by=getattr(self.cast, by), at=clock.now())


@pytest.fixture
def house(houses, mailoutbox):
    return House(houses, mailoutbox)


def moved(settings, days):
    settings.TODAY = TODAY + timedelta(days=days)


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


def test_the_list_shows_who_is_invited_and_has_not_come(house):
    house.ask()
    html = house.staff()
    assert "Rita Holm" in html.partition("De er inviteret")[2]
    assert "til og med 3. dec." in html
    assert "Send igen" in html


def test_the_team_goes_along_and_an_office_is_needed_where_the_role_sees_one(house):
    team = house.cast.units["Rådgivningen"]
    house.ask(role="counsellor", unit=str(team.pk))
    house.choose()
    with house.cast.acting(house.cast.jonas):
        assert Membership.objects.owned().get(account__email=RITA).unit == team
    office = house.cast.units["Kulturforvaltningen"]
    assert "Vælg hvilken" in house.ask("birgitte", role="office", email="o@x.example")[1]
    sent = house.ask("birgitte", role="office", email="o@x.example", unit=str(office.pk))
    assert "er sendt til o@x.example" in sent[1]


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


def test_sent_again_the_old_link_dies_and_the_new_one_works(house):
    house.ask()
    old = house.link()
    assert "er sendt" in house.press("again").content.decode()
    new = house.link()
    assert old != new
    assert "nyere invitation" in house.open(old)[1]
    assert house.choose(new).status_code == 302
    assert house.staff().count("Rita Holm") == 2, "her row, and its button's words"


def test_an_invitation_that_ran_out_is_sent_again(house, settings):
    house.ask()
    moved(settings, 40)
    house.press("again")
    assert house.choose().status_code == 302
    assert house.roles() == ["nurse"]


def test_taken_back_the_link_opens_nothing_and_she_may_be_invited_anew(house):
    house.ask()
    link = house.link()
    assert "er taget tilbage" in house.press("take-back").content.decode()
    assert "Invitationen er taget tilbage" in house.open(link)[1]
    assert house.choose(link).status_code == 410
    assert "Rita" not in house.staff()
    assert house.press("take-back").status_code == 422
    assert house.press("again").status_code == 422
    assert "er sendt" in house.ask(role="desk")[1]


def test_what_was_decided_while_the_page_stood_open_is_said(house):
    """Two tabs, or two people with one letter: the second is told, and changes nothing."""
    house.ask()
    house.choose()
    assert house.press("again").status_code == 422
    assert house.press("take-back").status_code == 422
    assert house.roles() == ["nurse"]


def test_the_same_form_sent_twice_is_one_letter(house):
    key = str(new_id())
    for _time in range(2):
        assert "er sendt" in house.ask(id=key)[1]
    assert len(house.letters) == 1


def test_an_address_that_is_invited_already_is_sent_again_not_twice(house):
    house.ask()
    status, html = house.ask(role="desk", email=RITA.upper())
    assert status == 422
    assert "Rita Holm er allerede inviteret som Sundhedsfaglig" in html
    assert len(house.letters) == 1


def test_a_colleague_is_not_invited_to_the_role_she_has_and_may_get_another(house):
    sara = house.cast.sara.email
    status, html = house.ask(name="Sara", email=sara, role="counsellor")
    assert status == 422
    assert "Sara har allerede adgang som Rådgiver" in html
    assert "har Sara allerede adgang her" in house.ask(name="Peter", email=sara)[1]
    assert "er sendt" in house.ask(name="Sara", email=sara)[1]
    client = house.cast.visit(house.cast.sara)
    assert "Sig ja" in house.open(house.link(sara), client)[1]
    assert house.say_yes(house.link(sara), client)["Location"] == "/hjem/"
    assert house.roles(sara) == ["counsellor", "nurse"]


def test_nobody_gives_a_role_to_themselves(house):
    own = house.cast.jonas.email
    status, html = house.ask(name="Jonas", email=own, role="counsellor")
    assert status == 422
    assert "egen adresse" in html
    assert house.letters == []


@pytest.mark.parametrize("who", ["kian", "sofia"])
def test_whether_there_is_an_account_elsewhere_is_told_to_nobody(house, who):
    """The answer, the letter and the list are the same for a stranger and for one who is known."""
    known, unknown = getattr(house.cast, who).email, "ny@x.example"
    said = [house.ask(email=email)[1].replace(email, "@") for email in (known, unknown)]
    for n, email in enumerate((known, unknown)):
        said[n] = re.sub(r'nonce="[^"]*"|value="[^"]*"|[\w-]{36}', "", said[n])
        body = house.letters[n].body.replace(house.link(email), "")
        said[n] = said[n].partition("er sendt")[2].partition("</")[0], body
    assert said[0] == said[1]
    names = house.staff().partition("De er inviteret")[2]
    assert getattr(house.cast, who).name not in names


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


@pytest.mark.parametrize("email", [
    "", "rita", "rita@", "rita@x", "rita@x.example,jonas@x.example", "rita @x.example",
    "rita@x.example\nBcc: alle@x.example", "søren@x.example", "\u212aian@naboerne.example",
    "x@left.invalid", f"{'r' * 300}@x.example", "a\x00b@x.example", "<b>@x.example",
])  # fmt: skip
def test_an_odd_address_is_told_and_gets_no_letter(house, email):
    status, html = house.ask(email=email)
    assert status == 422
    assert "navn@hus.dk" in html
    assert house.letters == []


@pytest.mark.parametrize("name", ["", "   ", "R" * 500, "Rita\x00"])
def test_a_name_is_needed(house, name):
    assert house.ask(name=name)[0] == 422
    assert house.letters == []


@pytest.mark.parametrize("role", ["planner", "office", "analyst", "king", ""])
def test_a_leader_gives_the_roles_of_her_own_kind_of_house_alone(house, role):
    assert house.ask(role=role)[0] == 422
    assert house.letters == []


def test_the_rule_asks_again_what_the_form_offered(house):
    """Whoever goes past the form is stopped by the action."""
    with house.cast.acting(house.cast.jonas), pytest.raises(Refused, match="kan du ikke give"):
        invite_colleague(
            id=new_id(), wanted=Colleague("Per", "per@x.example", "planner"),
            address_of=lambda secret: secret, by=house.cast.jonas, at=clock.now(),
        )  # fmt: skip


def test_each_house_offers_its_own_roles(house):
    def offered(who):
        html = house.cast.visit(getattr(house.cast, who)).get(INVITE).content.decode()
        return set(re.findall(r'<option value="([a-z]+)"', html))

    keys = {
        kind: {r.key for r in ROLES if r.of == kind} for kind in ("association", "municipality")
    }
    assert offered("jonas") == keys["association"]
    assert offered("birgitte") == keys["municipality"]


def test_a_role_in_a_house_of_the_other_kind_gives_none(house):
    """The command line asks nobody which house a role belongs in."""
    with house.cast.acting(house.cast.sofia):
        Membership.objects.owned().filter(account=house.cast.sofia).update(role="manager")
    for role in ("desk", "analyst"):
        assert house.ask("sofia", role=role)[0] == 422
    assert house.letters == []


@pytest.mark.parametrize("who", ["amina", "sara", "mehmet", "sofia"])
def test_only_whoever_leads_invites(house, who):
    assert house.ask(who)[0] == 403
    assert house.letters == []


def test_another_house_sees_and_touches_nothing_of_it(house):
    house.ask()
    assert "Rita" not in house.staff("leila")
    assert house.press("again", by="leila").status_code == 404
    assert house.press("take-back", by="leila").status_code == 404
    link = house.link().replace("/medborgerhuset/", "/naboerne/")
    assert house.open(link)[0] == 404
    assert house.choose(link).status_code == 404
    team = house.cast.units["Rådgivningen"]
    assert house.ask("leila", email="ny@x.example", unit=str(team.pk))[0] in (200, 422)
    with house.cast.acting(house.cast.leila):
        assert not Invitation.objects.filter(sent_to=RITA).exists()
        assert not Invitation.objects.owned().exclude(unit=None).exists()
    assert house.open()[0] == 200


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


def test_every_step_stands_in_the_log(house):
    house.ask()
    house.press("again")
    house.open()
    house.choose()
    house.ask(name="Per", email="per@x.example", role="desk")
    house.press("take-back", email="per@x.example")
    with house.cast.acting(house.cast.jonas):
        lines = History.objects.owned().filter(
            table__in=["accounts.invitation", "accounts.membership"]
        )
        told = [(one.verb, one.actor_label, one.reason) for one in lines.order_by("at")]
    rita, per = "Rita Holm, Sundhedsfaglig", "Per, Frivillig i døren"
    assert told == [
        ("give-link", "Jonas", rita),
        ("give-link", "Jonas", rita),
        ("open", "Link til Rita Holm", rita),
        ("say-yes", "Rita Holm", rita),
        ("give-link", "Jonas", per),
        ("withdraw-link", "Jonas", per),
    ]
    html = house.cast.visit(house.cast.jonas).get("/haendelser/").content.decode()
    assert "Sagde ja til en invitation" in html
    assert RITA not in html


def test_an_address_the_server_refuses_is_told_and_may_be_taken_back(house, letterbox):
    letterbox.refused = {RITA}
    _status, html = house.ask()
    assert "Mailserveren tog ikke mailen" in html
    assert "Ikke sendt: mailserveren tog den ikke" in house.staff()
    assert house.press("take-back").status_code == 200


def test_an_invitation_is_gone_thirty_days_after_its_last_day(house, settings):
    house.ask()
    with house.cast.acting(house.cast.jonas):
        ends = Invitation.Privacy.ends
        assert not ends.rows(Invitation, clock.now() + timedelta(days=44)).exists()
        assert ends.rows(Invitation, clock.now() + timedelta(days=46)).exists()


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
