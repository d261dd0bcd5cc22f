"""Signing up without an account, and what a coordinator makes of it."""

import uuid
from datetime import timedelta

import pytest

from favn.kit import clock
from favn.kit.refusals import Refused
from favn.pathways.actions import joining, networks
from favn.pathways.actions.pool import leave
from favn.pathways.choices.mentoring import LeftWhy, NetworkState, Side, Standing
from favn.pathways.models import Application, Network, Participant, Try
from favn.pathways.queries import pool
from favn.people.persons.actions import merge
from favn.people.persons.choices import Act
from favn.people.persons.models import Consent, Person
from favn.people.persons.queries import person_with
from tests.cast import NOW, TODAY
from tests.gatherings.steps import filled
from tests.pathways.mentoring import WISH, moment

START = "/mentor/medborgerhuset/"
MENTEE = f"{START}sundhavn/faa-en-mentor/"
MENTOR = f"{START}sundhavn/bliv-mentor/"
TYPED = {
    "name": "Hodan Warsame", "contact": "hodan@x.example", "language_1": "so", "language_2": "da",
    "goals": ["job"], "times": ["daytime"], "yes": "on",
}  # fmt: skip


def sent(guest, page=MENTEE, **typed):
    return guest.post(page, filled(guest.get(page), **TYPED | typed))


def only(network, model):
    with network.open():
        return model.objects.owned().get()


def claimed(network):
    """The one sign-up, and the address the staff opens it by."""
    row = only(network, Application)
    return row, f"/makkerskab/tilmeldinger/{row.pk}/"


def test_the_page_tells_where_one_can_sign_up_and_what_is_closed(network, guest):
    page = guest.get(START).content.decode()
    assert MENTEE in page
    assert MENTOR in page


def test_a_short_form_is_thanked_and_waits_for_a_coordinator(network, guest, ida):
    answer = sent(guest)
    assert answer["Location"] == f"{START}tak/"
    assert "Vi ringer eller skriver" in guest.get(answer["Location"]).content.decode()
    assert "Hodan Warsame" in ida.get("/makkerskab/").content.decode()
    assert network.count(Participant) == 0
    assert network.count(Person) == 0


def test_the_same_form_sent_twice_is_one_sign_up(network, guest):
    typed = filled(guest.get(MENTEE), **TYPED)
    assert [guest.post(MENTEE, typed).status_code for _ in range(2)] == [302, 302]
    assert network.count(Application) == 1


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"name": ""}, "Skriv dit navn."),
        ({"contact": "hodan@"}, "Mailadressen ser forkert ud"),
        ({"language_1": ""}, "Vælg fra listen."),
        ({"goals": []}, "Vælg mindst én ting."),
        ({"times": []}, "Vælg mindst ét tidspunkt."),
        ({"yes": None}, "Sæt kryds, hvis vi må."),
        ({"about": "Mit cpr er 010190-1234"}, "CPR"),
        ({"language_1": "klingon"}, "Vælg fra listen."),
    ],
)
def test_what_is_missing_is_said_and_what_was_typed_stays(network, guest, typed, sentence):
    answer = sent(guest, **typed)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert 'value="da" selected' in answer.content.decode()
    assert network.count(Application) == 0


def test_a_mentor_is_asked_other_things_than_a_mentee(network, guest):
    mentor, mentee = (guest.get(page).content.decode() for page in (MENTOR, MENTEE))
    assert "Hvor mange vil du følge på én gang?" in mentor
    assert "Jeg vil helst have en mentor, der er kvinde" in mentee
    assert sent(guest, MENTOR, places="9").status_code == 422
    assert sent(guest, MENTOR, places="2").status_code == 302
    assert only(network, Application).places == 2


@pytest.mark.parametrize("page", [f"{START}ukendt/bliv-mentor/", f"{START}sundhavn/ukendt/"])
def test_an_unknown_network_or_side_is_not_there(network, guest, page):
    assert guest.get(page).status_code == 404


def test_a_network_that_was_cut_down_takes_mentors_alone(network, guest):
    network.do(
        networks.set_state, network=network.row, state=NetworkState.REDUCED, silent_weeks=4,
        why="Puljen er halveret.", version=1,
    )  # fmt: skip
    assert "Det tager ikke imod flere mentees" in guest.get(MENTEE).content.decode()
    assert guest.post(MENTEE, TYPED | {"id": uuid.uuid4()}).status_code == 422
    assert sent(guest, MENTOR, places="1").status_code == 302
    assert "Puljen er halveret." in guest.get(START).content.decode()


def test_a_machine_is_thanked_and_not_kept_and_twenty_forms_are_enough(network, guest):
    assert sent(guest, website="http://spam.example").status_code == 302
    assert network.count(Application) == 0
    for _number in range(20):
        assert sent(guest).status_code == 302
    assert "Vent ti minutter" in sent(guest).content.decode()
    with network.open():
        assert "127.0.0.1" not in {row.bucket for row in Try.objects.owned()}


def test_a_form_that_was_open_while_the_network_closed_is_refused_and_still_counted(network):
    """What the page read is older than the closing; what is counted outlives the refusal."""
    with network.open():
        read = Network.objects.owned().get(pk=network.row.pk)
        Network.objects.owned().filter(pk=read.pk).update(state=NetworkState.CLOSED)
        with pytest.raises(Refused, match="Netværket er lukket"):
            joining.sign_up(
                id=uuid.uuid4(), network=read, side="mentee", wish=joining.Wish(**WISH),
                signed=joining.Signed("Hodan", "h@x.example", is_mail=True), at=clock.now(),
                address="10.0.0.1",
            )  # fmt: skip
        assert not Application.objects.owned().exists()
        assert Try.objects.owned().count() == 1


def test_the_form_speaks_the_readers_language(network, guest):
    guest.cookies["django_language"] = "en"
    page = guest.get(MENTEE).content.decode()
    assert "Get a mentor in Sundhavn" in page
    assert "I say yes" in page


# What the coordinator does


def test_taken_in_they_are_a_named_person_with_their_yes_and_the_claim_keeps_no_word(
    network, guest, ida
):
    sent(guest, about="Jeg vil tilbage til tal.")
    row, page = claimed(network)
    assert "Ingen af husets personer ligner." in ida.get(page).content.decode()
    answer = ida.post(page, {"verb": "take"})
    who = only(network, Participant)
    assert answer["Location"] == f"/makkerskab/deltagere/{who.pk}/samtale/"
    with network.open():
        assert who.person.tier == "named"
        assert (who.person.name, who.person.email) == ("Hodan Warsame", "hodan@x.example")
        assert (who.called, who.about) == ("Hodan", "Jeg vil tilbage til tal.")
        line = Consent.objects.owned().get()
        assert (line.purpose, line.act, line.how) == ("mentoring", "given", "form")
        row = pool.application_with(row.pk)
        assert (row.name, row.contact, row.about, row.languages) == ("", "", "", [])
    assert ida.post(page, {"verb": "take"}).status_code == 302
    assert network.count(Participant) == network.count(Person) == 1


def test_somebody_who_is_here_already_is_shown_first_and_becomes_one_with_a_press(
    network, guest, ida
):
    known = network.person("Hodan Warsame", says_yes=False, email="hodan@x.example")
    sent(guest)
    _row, page = claimed(network)
    shown = ida.get(page).content.decode()
    assert "Er det en af dem?" in shown
    assert "samme mail" in shown.lower()
    ida.post(page, {"verb": "take", "person": known.pk})
    assert network.count(Person) == 1
    assert only(network, Participant).person_id == known.pk


def test_a_person_of_another_house_cannot_be_pressed(network, guest, ida, cast):
    sent(guest)
    _row, page = claimed(network)
    assert ida.post(page, {"verb": "take", "person": uuid.uuid4()}).status_code == 404
    assert network.count(Participant) == 0


def test_who_is_in_the_network_already_is_refused_with_the_way_out(network, guest, ida):
    mentee = network.mentee("Hodan Warsame")
    sent(guest)
    _row, page = claimed(network)
    answer = ida.post(page, {"verb": "take", "person": mentee.person_id})
    assert answer.status_code == 422
    assert "er med i netværket i forvejen" in answer.content.decode()


@pytest.mark.parametrize("act", [Act.WITHDRAWN, Act.DECLINED])
def test_a_no_said_after_the_sign_up_is_not_made_a_yes(network, guest, ida, act):
    known = network.person("Hodan Warsame", email="hodan@x.example")
    sent(guest)
    _row, page = claimed(network)
    with network.open():
        Application.objects.owned().update(signed_at=moment(TODAY - timedelta(days=1)))
    network.says(known, act)
    answer = ida.post(page, {"verb": "take", "person": known.pk})
    assert answer.status_code == 422
    assert "har trukket sit ja tilbage efter tilmeldingen" in answer.content.decode()
    network.says(known)
    assert ida.post(page, {"verb": "take", "person": known.pk}).status_code == 302


def test_who_was_merged_into_another_is_taken_in_as_that_one(network, guest):
    keep, gone = (network.person(name, says_yes=False) for name in ("Hodan Warsame", "Hodan W."))
    versions = (keep.version, gone.version)
    network.do(merge, id=uuid.uuid4(), survivor=keep, loser=gone, versions=versions)
    sent(guest)
    row, _page = claimed(network)
    with network.open():
        gone = person_with(gone.pk)
    who = network.do(joining.take_in, application=row, person=gone)
    assert who.person_id == keep.pk


def test_a_closed_network_takes_nobody_in(network, guest, ida):
    sent(guest)
    _row, page = claimed(network)
    with network.open():
        type(network.row).objects.owned().update(state=NetworkState.CLOSED)
    answer = ida.post(page, {"verb": "take"})
    assert answer.status_code == 422
    assert "Netværket er lukket." in answer.content.decode()
    assert network.count(Participant) == network.count(Person) == 0


def test_put_away_its_words_are_gone_and_it_cannot_be_taken_in(network, guest, ida):
    sent(guest)
    row, page = claimed(network)
    assert ida.post(page, {"verb": "away"}).status_code == 302
    with network.open():
        assert pool.application_with(row.pk).name == ""
    assert ida.post(page, {"verb": "take"}).status_code == 422
    assert "Hodan" not in ida.get(page).content.decode()


def test_nobody_is_kept_for_more_than_sixty_days_without_an_answer(network, guest):
    sent(guest)
    with network.open():
        row = Application.objects.owned().get()
        assert joining.sweep(at=NOW) == 0
        Application.objects.owned().update(signed_at=moment(TODAY.replace(month=9, day=1)))
        assert joining.sweep(at=NOW) == 1
        assert pool.application_with(row.pk).name == ""


# The talk, and in and out of the pool


def talk(ida, who, **typed):
    page = f"/makkerskab/deltagere/{who.pk}/samtale/"
    return ida.post(page, filled(ida.get(page), **typed))


def test_after_the_talk_somebody_is_in_the_pool(network, ida):
    who = network.mentee("Hodan Warsame", ready=False)
    assert who.standing == Standing.SIGNED
    assert network.planned(network.plan()) == set()
    assert talk(ida, who, trade="care", called="Hodan").status_code == 302
    row = network.again(who)
    assert (row.standing, row.trade, row.interviewed_on) == ("ready", "care", TODAY)


def test_a_talk_without_its_day_leaves_them_waiting_for_it(network, ida):
    who = network.mentee("Hodan Warsame", ready=False)
    talk(ida, who, talked_on="")
    assert network.again(who).standing == Standing.SIGNED


def test_a_certificate_is_seen_on_a_day_that_is_not_ahead(network, ida):
    who = network.mentor()
    answer = talk(ida, who, certificate_seen_on="2026-12-01")
    assert answer.status_code == 422
    assert "ligger i fremtiden" in answer.content.decode()
    assert talk(ida, who, certificate_seen_on="2026-11-01").status_code == 302


def test_two_coordinators_on_one_participant_the_second_is_told(network, ida):
    who = network.mentee()
    page = f"/makkerskab/deltagere/{who.pk}/samtale/"
    typed = filled(ida.get(page), trade="care")
    assert ida.post(page, typed).status_code == 302
    second = ida.post(page, typed | {"trade": "tech"})
    assert second.status_code == 409
    assert "En anden har ændret det" in second.content.decode()
    assert 'value="tech" selected' in second.content.decode()
    assert network.again(who).trade == "care"


def test_somebody_of_the_house_is_written_in_only_with_their_yes(network, ida):
    person = network.person("Amal Khoury", says_yes=False)
    page = f"/makkerskab/person/{person.pk}/?side=mentor"
    typed = {"language_1": "ar", "goals": ["job"], "times": ["evening"], "places": 1}
    answer = ida.post(page, filled(ida.get(page), **typed, network=str(network.row.pk)))
    assert answer.status_code == 422
    assert "ikke sagt ja til det endnu" in answer.content.decode()
    network.says(person)
    answer = ida.post(page, filled(ida.get(page), **typed, network=str(network.row.pk)))
    assert answer.status_code == 302
    assert only(network, Participant).side == Side.MENTOR


def test_who_is_in_a_pair_cannot_leave_and_who_left_is_out_for_good(network, ida):
    pair = network.started()
    page = f"/makkerskab/deltagere/{pair.mentee_id}/"
    row = network.again(pair.mentee)
    sent_ = {"verb": "leave", "why": "time", "version": row.version}
    answer = ida.post(page, sent_)
    assert "Afslut eller afbryd det først." in answer.content.decode()
    free = network.mentee("Amal Lang")
    page = f"/makkerskab/deltagere/{free.pk}/"
    assert ida.post(page, sent_ | {"version": free.version}).status_code == 302
    assert network.again(free).standing == Standing.LEFT
    assert network.planned(network.plan()) == set()
    again = ida.post(page, {"verb": "back", "version": network.again(free).version})
    assert "er gået ud" in again.content.decode()


def test_two_records_that_are_both_in_a_network_are_not_made_one(network):
    keep, gone = network.mentor("Karen Lund"), network.mentor("Karen L.")
    with network.open():
        keep, gone = person_with(keep.person_id), person_with(gone.person_id)
    both = {"survivor": keep, "loser": gone, "versions": (keep.version, gone.version)}
    with pytest.raises(Refused, match="hver en post under “Mentor eller mentee”"):
        network.do(merge, id=uuid.uuid4(), **both)
    with network.open():
        assert person_with(gone.pk).merged_into is None
        loser = Participant.objects.owned().get(person=gone)
    network.do(leave, who=loser, why=LeftWhy.TIME, version=loser.version)
    network.do(merge, id=uuid.uuid4(), **both)
    with network.open():
        assert Participant.objects.owned().filter(person=keep).count() == 2
