"""A leader invites a colleague by mail, and no other house hears of it."""

import re
from datetime import timedelta

import pytest

from favn.kit import clock
from favn.kit.models import History
from favn.kit.refusals import Refused
from favn.people.accounts.actions.inviting import Colleague, invite_colleague
from favn.people.accounts.models import Invitation, Membership
from favn.people.accounts.roles import ROLES
from tests.cast import new_id
from tests.people.inviting import INVITE, RITA, House, moved


@pytest.fixture
def house(houses, mailoutbox):
    return House(houses, mailoutbox)


def test_the_page_stands_in_the_menu_of_whoever_leads_and_of_nobody_else(houses):
    for who, stands in ((houses.jonas, True), (houses.birgitte, True), (houses.amina, False)):
        page = houses.visit(who).get("/hjem/", follow=True).content.decode()
        assert ('href="/konto/medarbejdere/"' in page) is stands, who


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


def test_an_old_page_brings_no_role_back_and_takes_no_newer_one_away(house):
    """Nurse was a slip: taken back, and sent as desk; the page of before still shows the nurse."""
    house.ask()
    with house.cast.acting(house.cast.jonas):
        slip = str(Invitation.objects.owned().get().pk)
    house.press("take-back")
    house.ask(role="desk")
    for verb in ("again", "take-back"):
        answer = house.press(verb, invitation=slip)
        assert answer.status_code == 422, verb
        assert "Se, hvad der står nu" in answer.content.decode()
    assert len(house.letters) == 2
    house.choose()
    assert house.roles() == ["desk"]


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
