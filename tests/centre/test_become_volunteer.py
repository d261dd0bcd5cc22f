"""“Vil du være frivillig?”: a short form without an account, and what comes of it."""

import uuid
from datetime import timedelta

import pytest

from favn.centre.actions import volunteers
from favn.centre.choices import Came, Stage
from favn.centre.models import Interest, Volunteer
from favn.kit.refusals import Refused
from favn.people.persons.choices import Act
from favn.people.persons.models import Consent, Person
from tests.cast import NOW, TODAY
from tests.gatherings.steps import filled

PAGE = "/frivillig/medborgerhuset/"
TYPED = {"name": "Hodan Warsame", "contact": "hodan@x.example", "yes": "on"}


@pytest.fixture
def wanted(team):
    return team.role("Lektiehjælper", children=True)


def sent(guest, **typed):
    return guest.post(PAGE, filled(guest.get(PAGE), **TYPED | typed))


def claimed(team):
    """The one claim, and the address the leader opens it by."""
    row = team.only(Interest)
    return row, f"/frivillige/henvendelser/{row.pk}/"


def test_the_page_names_the_roles_the_house_looks_for_and_the_menu_leads_there(team, wanted, guest):
    team.role("Jurist", wanted=False)
    page = guest.get(PAGE).content.decode()
    assert "Lektiehjælper" in page
    assert "så vi ser din børneattest" in page
    assert "Jurist" not in page
    assert "Bliv frivillig" in page


def test_a_house_that_looks_for_nobody_has_no_page(team, guest):
    assert guest.get(PAGE).status_code == 404
    assert guest.get("/frivillig/naboerne/").status_code == 404


def test_a_short_form_is_thanked_and_waits_as_a_claim(team, wanted, guest, vera):
    answer = sent(guest, wishes=[wanted.slug])
    assert answer["Location"] == f"{PAGE}tak/"
    assert guest.get(answer["Location"]).status_code == 200
    assert "Hodan Warsame" in vera.get("/frivillige/").content.decode()
    assert team.count(Person) == 0
    assert team.only(Interest).consent_version == 1


def test_the_same_form_sent_twice_is_one_claim(team, wanted, guest):
    typed = filled(guest.get(PAGE), **TYPED)
    assert [guest.post(PAGE, typed).status_code for _ in range(2)] == [302, 302]
    assert team.count(Interest) == 1


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"name": ""}, "Skriv dit navn."),
        ({"contact": "hodan@"}, "Mailadressen ser forkert ud"),
        ({"contact": "12"}, "mindst otte tal"),
        ({"yes": None}, "Sæt kryds, hvis vi må."),
        ({"wishes": ["dronning"]}, "Vælg fra listen."),
        ({"about": "Mit cpr er 010190-1234"}, "CPR"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_kept(team, wanted, guest, typed, sentence):
    answer = sent(guest, **typed)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert team.count(Interest) == 0


def test_a_machine_is_thanked_and_not_kept_and_twenty_forms_are_enough(team, wanted, guest):
    assert sent(guest, website="http://spam.example").status_code == 302
    assert team.count(Interest) == 0
    for _number in range(20):
        assert sent(guest).status_code == 302
    assert "Vent ti minutter" in sent(guest).content.decode()


def test_the_form_speaks_the_readers_language(team, wanted, guest):
    guest.cookies["django_language"] = "en"
    page = guest.get(PAGE).content.decode()
    assert "Would you like to volunteer?" in page
    assert "I say yes" in page


def test_taken_in_they_are_a_named_person_with_their_yes_and_the_claim_keeps_no_word(
    team, wanted, guest, vera
):
    sent(guest, wishes=[wanted.slug], about="Jeg læser til lærer.")
    row, page = claimed(team)
    assert "Ingen af husets personer ligner." in vera.get(page).content.decode()
    answer = vera.post(page, {"verb": "take"})
    who = team.only(Volunteer)
    assert answer["Location"] == f"/frivillige/{who.pk}/samtale/"
    assert (who.stage, who.came, who.wishes) == (Stage.TALK, Came.SELF, [wanted.slug])
    with team.open():
        line = Consent.objects.owned().get()
        assert (line.purpose, line.act, line.wording_version) == ("volunteer", Act.GIVEN, 1)
        row.refresh_from_db()
        assert (row.name, row.contact, row.about) == ("", "", "")
        assert Volunteer.objects.owned().get().leader == team.by


def test_the_ledger_has_the_words_that_were_read_and_not_those_of_today(team, wanted, guest, vera):
    sent(guest)
    row, page = claimed(team)
    with team.open():
        Interest.objects.owned().filter(pk=row.pk).update(consent_wording="Ja til et ældre løfte")
    vera.post(page, {"verb": "take"})
    with team.open():
        assert Consent.objects.owned().get().wording == "Ja til et ældre løfte"


def test_whoever_is_here_already_is_shown_and_stays_one_person(team, wanted, guest, vera):
    person = team.person("Hodan Warsame", email="hodan@x.example")
    sent(guest)
    _row, page = claimed(team)
    assert "Det er den samme" in vera.get(page).content.decode()
    vera.post(page, {"verb": "take", "person": str(person.pk), "was_guest": "on"})
    who = team.only(Volunteer)
    assert (who.person_id, who.came) == (person.pk, Came.GUEST)
    assert team.count(Person) == 1


def test_who_is_a_volunteer_already_is_not_taken_in_twice(team, wanted, guest, vera):
    person = team.newcomer("Hodan Warsame").person
    sent(guest)
    _row, page = claimed(team)
    answer = vera.post(page, {"verb": "take", "person": str(person.pk)})
    assert answer.status_code == 422
    assert "frivillig i forvejen" in answer.content.decode()


def test_a_no_said_after_the_claim_stands(team, wanted, guest):
    person = team.person("Hodan Warsame", "volunteer")
    sent(guest)
    team.says(person, act=Act.WITHDRAWN, at=NOW + timedelta(days=1))
    with pytest.raises(Refused, match="trukket sit ja tilbage"):
        team.do(
            volunteers.take_in, interest=claimed(team)[0], person=person, was_guest=False,
            at=NOW + timedelta(days=2),
        )  # fmt: skip


def test_put_away_or_forgotten_for_sixty_days_its_words_go(team, wanted, guest, vera, settings):
    sent(guest)
    vera.post(claimed(team)[1], {"verb": "away"})
    assert team.only(Interest).name == ""
    sent(guest, name="Amal")
    settings.TODAY = TODAY + timedelta(days=61)
    assert team.alone(volunteers.sweep) == 1
    assert team.count(Interest, settled_at=None) == 0


def test_another_houses_claim_is_not_there(cast, team, wanted, guest):
    sent(guest)
    _row, page = claimed(team)
    assert cast.visit(cast.jonas).get(page).status_code == 403
    assert cast.visit(cast.vera).get(f"/frivillige/henvendelser/{uuid.uuid4()}/").status_code == 404


def test_a_guest_becomes_a_volunteer_from_their_own_page_and_says_yes_on_the_spot(
    team, wanted, vera
):
    person = team.person("Zahra Karimi")
    assert "Frivillig" in vera.get(f"/personer/{person.pk}/").content.decode()
    page = f"/personer/{person.pk}/frivillig/"
    typed = filled(vera.get(page), was_guest="on", wishes=[wanted.slug])
    assert vera.post(page, typed).status_code == 422
    answer = vera.post(page, typed | {"how": "spoken", "path": "on"})
    who = team.only(Volunteer)
    assert answer["Location"] == f"/frivillige/{who.pk}/samtale/"
    assert (who.person_id, who.came) == (person.pk, Came.GUEST)
    with team.open():
        said = set(Consent.objects.owned().values_list("purpose", flat=True))
    assert said == {"volunteer", "path"}
    assert vera.get(page)["Location"] == f"/frivillige/{who.pk}/"
