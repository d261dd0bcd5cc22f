"""A yes is to the words that were read: who said it to an earlier text is asked before anything."""

import uuid
from datetime import timedelta

import pytest

from favn.config import cli
from favn.kit.refusals import Refused
from favn.pathways.actions import asking
from favn.pathways.actions import pool as talks
from favn.pathways.actions.letters import ask_again
from favn.pathways.models import Application, Link, Participant
from favn.pathways.queries import pool
from favn.people.persons.models import Consent
from tests.cast import TODAY
from tests.gatherings.steps import filled
from tests.pathways.mentoring import WISH, Wish, moment
from tests.pathways.test_join import MENTEE, TYPED, claimed, only

OLDER = "Jeg siger ja til den gamle tekst."


@pytest.fixture
def taken(network, guest, ida, letterbox):
    """Hodan, who signed up before the text was changed, taken in and talked with."""
    guest.post(MENTEE, filled(guest.get(MENTEE), **TYPED))
    with network.open():
        Application.objects.owned().update(
            consent_version=pool.text_now() - 1, consent_wording=OLDER
        )
    _row, page = claimed(network)
    assert "sagde ja til en ældre tekst" in ida.get(page).content.decode()
    assert ida.post(page, {"verb": "take"}).status_code == 302
    row = only(network, Participant)
    told = Wish(**WISH)
    return network.do(
        talks.write_down, who=row, version=row.version, told=talks.Told(told, "Hodan", TODAY)
    )


def lines(network, who):
    with network.open():
        rows = Consent.objects.owned().filter(person=who.person_id).order_by("position")
        return [(one.act, one.how, one.wording_version, one.wording) for one in rows]


def test_the_ledger_holds_the_words_that_were_read_and_not_todays(network, taken):
    older = pool.text_now() - 1
    assert lines(network, taken) == [("given", "form", older, OLDER)]


def test_nothing_is_shared_before_the_new_text_is_answered(network, taken, ida):
    mentor = network.mentor()
    assert network.planned(network.plan()) == set()
    with pytest.raises(Refused, match="taget sit ja til at blive foreslået tilbage"):
        network.do(asking.ask, id=uuid.uuid4(), mentee=taken, mentor=mentor, plan=None)
    page = ida.get(f"/makkerskab/deltagere/{taken.pk}/").content.decode()
    assert "til en ældre tekst" in page
    assert f"/personer/{taken.person_id}/samtykke/?formaal=mentoring&amp;videre=" in page


def test_a_letter_asks_once_and_the_own_page_takes_the_answer(network, taken, guest, letterbox):
    for _again in range(2):
        cli.run(["mentoring", "--site", "https://favn.example"])
    (letter,) = [t for t in letterbox.to("hodan@x.example") if "ændret teksten" in t]
    page = network.page_of(taken)
    assert page in letter
    html = guest.get(page).content.decode()
    assert "Må vi stadig foreslå dig?" in html
    assert "hvordan det gik" in html
    sent = {"verb": "allow", "id": uuid.uuid4()}
    assert [guest.post(page, sent).status_code for _ in range(2)] == [302, 302]
    assert [one[:3] for one in lines(network, taken)][1:] == [
        ("given", "own_page", pool.text_now())
    ]
    mentor = network.mentor()
    assert network.planned(network.plan()) == {(taken.pk, mentor.pk)}


def test_whoever_was_asked_is_left_alone_and_their_link_still_ends(network, taken, moving):
    cli.run(["mentoring", "--site", "https://favn.example"])
    with network.open():
        ends = Link.objects.owned().get(participant=taken).expires_at
        assert pool.with_old_yes(TODAY) == []
    later = TODAY + timedelta(days=9)
    moving(later)
    cli.run(["mentoring", "--site", "https://favn.example"])
    with network.open():
        ask_again(taken, moment(later))
        assert Link.objects.owned().get(participant=taken).expires_at == ends


def test_a_no_on_the_own_page_stops_everything_and_may_be_taken_back(network, guest, letterbox):
    pair = network.asked(network.mentee(email="hodan@x.example"), network.mentor("Karen Lund"))
    page = network.page_of(pair.mentee)
    assert guest.post(page, {"verb": "refuse", "id": uuid.uuid4()}).status_code == 302
    html = guest.get(page).content.decode()
    assert "Du har sagt nej." in html
    assert "Karen" not in html
    cli.run(["mentoring", "--site", "https://favn.example"])
    assert letterbox.to("hodan@x.example") == []
    assert guest.post(page, {"verb": "allow", "id": uuid.uuid4()}).status_code == 302
    assert "Karen" in guest.get(page).content.decode()


def test_two_who_meet_keep_what_they_have_shared_when_the_text_changes(network, guest):
    hodan = network.mentee("Hodan Warsame", person_more={"phone": "20 11 22 33"})
    pair = network.started(hodan)
    older = pool.text_now() - 1
    with network.open():
        rows = Consent.objects.owned().filter(person=hodan.person_id)
        rows.update(wording_version=older)
        assert not pool.may_be_suggested(network.again(hodan), TODAY)
    page = guest.get(network.page_of(pair.mentor)).content.decode()
    assert "20 11 22 33" in page


def test_a_sign_up_to_todays_text_is_asked_nothing_more(network, guest, ida, letterbox):
    guest.post(MENTEE, filled(guest.get(MENTEE), **TYPED))
    _row, page = claimed(network)
    ida.post(page, {"verb": "take"})
    with network.open():
        assert pool.with_old_yes(TODAY) == []
        assert pool.may_be_suggested(Participant.objects.owned().get(), TODAY)
    assert letterbox.to("hodan@x.example") == []
