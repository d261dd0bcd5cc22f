"""A network that closes writes to everybody in it, and says what became of the new sign-ups."""

import uuid
from datetime import timedelta

import pytest

from favn.pathways.actions import networks
from favn.pathways.choices.mentoring import NetworkState
from favn.pathways.models import Application, Letter
from favn.people.persons import actions as persons
from favn.people.persons.actions.consents import Said
from favn.people.persons.choices import Act, How
from tests.cast import TODAY
from tests.pathways.mentoring import other_network
from tests.pathways.test_join import MENTEE, sent
from tests.pathways.test_networks import close, page_of

LIST = "/makkerskab/netvaerk/"


def closed(ida, network, **said):
    row = network.again(network.row)
    typed = {"verb": "close", "version": row.version, "heir": "ends", "why": "Pengene er brugt."}
    return ida.post(page_of(row), typed | said)


def test_without_an_heir_who_waits_and_who_had_somebody_are_both_told(network, ida, letterbox):
    network.mentee("Venter", email="venter@x.example")
    network.started(network.mentee("I gang", email="gang@x.example"), network.mentor("Karen"))
    network.asked(network.mentee("Spurgt", email="spurgt@x.example"), network.mentor("Mette"))
    letterbox.letters.clear()
    assert closed(ida, network).status_code == 302
    for one in ("venter", "gang", "spurgt"):
        (text,) = letterbox.to(f"{one}@x.example")
        assert "Sundhavn er lukket. Pengene er brugt." in text
        assert "/mentor/medborgerhuset/" in text
        assert "/makker/" not in text, "nobody gets a page of their own who is out"


def test_whom_no_letter_reaches_is_called_until_somebody_has(network, ida, letterbox):
    network.mentee("Hodan Jama", email="", person_more={"phone": "20112233"})
    closed(ida, network)
    assert "1 ved ikke, at deres netværk er lukket" in told(ida, "/makkerskab/")
    page = told(ida, LIST)
    assert "Hodan Jama" in page
    (row,) = ida.get(LIST).context["to_tell"]
    said = {"verb": "told", "row": row.pk}
    assert [ida.post(LIST, said).status_code for _ in range(2)] == [302, 302]
    assert "Hodan Jama" not in told(ida, LIST)
    assert "ved ikke, at deres netværk er lukket" not in told(ida, "/makkerskab/")
    assert ida.post(LIST, said | {"row": uuid.uuid4()}).status_code == 404


def test_of_no_other_letter_is_it_said_that_somebody_was_called(network, ida):
    network.asked(network.mentee("Hodan Jama", email=""), network.mentor("Mette"))
    with network.open():
        other = Letter.objects.owned().exclude(why="closed").first()
    assert ida.post(LIST, {"verb": "told", "row": other.pk}).status_code == 404


def refuses(network, who, purpose):
    said = Said(purpose, Act.DECLINED, How.SPOKEN)
    network.do(persons.say, id=uuid.uuid4(), person=who.person, said=said)


@pytest.mark.parametrize("is_handed", [False, True])
def test_whose_yes_ran_out_is_called_and_the_sentence_counts_both(
    network, ida, letterbox, moving, is_handed
):
    network.mentee("Hodan Jama", email="hodan@x.example")
    silent = network.person("Amal Ali", says_yes=False, email="amal@x.example")
    until = Said("mentoring", Act.GIVEN, How.SPOKEN, until=TODAY + timedelta(days=1))
    network.do(persons.say, id=uuid.uuid4(), person=silent, said=until)
    network.mentee("Amal Ali", person=silent)
    moving(TODAY + timedelta(days=9))
    letterbox.letters.clear()
    heir = str(other_network(network, "Vestby").pk) if is_handed else "ends"
    closed(ida, network, heir=heir)
    page = ida.get(page_of(network.row)).content.decode()
    assert "1 får besked på mail. 1 skal ringes op" in page
    assert letterbox.to("amal@x.example") == []
    assert "Amal Ali" in told(ida, LIST)


@pytest.mark.parametrize("purpose", ["contact", "mentoring"])
@pytest.mark.parametrize("email", ["hodan@x.example", ""])
def test_who_said_no_to_being_contacted_or_to_it_all_is_neither_written_to_nor_called(
    network, ida, letterbox, email, purpose
):
    refuses(network, network.mentee("Hodan Jama", email=email), purpose)
    letterbox.letters.clear()
    closed(ida, network)
    assert letterbox.letters == []
    assert "Hodan Jama" not in told(ida, LIST)
    with network.open():
        assert Letter.objects.owned().get(why="closed").state == "dropped"


def test_a_no_to_being_contacted_counts_while_the_letter_waits(network):
    """It was decided before they said no."""
    who, row = network.mentee("Hodan Jama"), network.again(network.row)
    said = {"heir": None, "ends_all": True, "version": row.version}
    network.do(networks.close, network=row, why="Pengene er brugt", **said)
    refuses(network, who, "contact")
    network.post()
    with network.open():
        assert Letter.objects.owned().get(why="closed").state == "dropped"


def told(ida, page):
    """A page without what the last press said."""
    ida.get(page)
    return ida.get(page).content.decode()


def test_a_network_that_is_taken_over_tells_whom_and_keeps_their_page(network, ida, letterbox):
    who = network.mentee(email="venter@x.example")
    heir = other_network(network, "Vestby")
    close(ida, network, str(heir.pk))
    (text,) = letterbox.to("venter@x.example")
    assert "Dit netværk er lukket, og Vestby tager over." in text
    assert network.page_of(who) in text


def test_a_sign_up_needs_a_choice_and_the_page_keeps_what_was_typed(network, ida, guest):
    sent(guest)
    answer = closed(ida, network)
    assert answer.status_code == 422
    assert "Pengene er brugt." in answer.content.decode()
    assert network.again(network.row).state == NetworkState.OPEN


def only(network):
    with network.open():
        return Application.objects.owned().get()


def test_a_sign_up_that_is_ended_is_told_by_mail_and_then_its_words_go(
    network, ida, guest, letterbox
):
    sent(guest)
    assert closed(ida, network, signups="ends").status_code == 302
    (text,) = letterbox.to("hodan@x.example")
    assert "Du har meldt dig til Sundhavn. Netværket er nu lukket." in text
    row = only(network)
    assert (row.name, row.contact) == ("", "")
    assert row.settled_at


@pytest.mark.parametrize("contact", ["20 33 44 55", "hodan@x.example"])
def test_a_sign_up_that_no_mail_reaches_stays_to_be_called(network, ida, guest, letterbox, contact):
    letterbox.refused.add("hodan@x.example")
    sent(guest, contact=contact)
    closed(ida, network, signups="ends")
    by_phone = "1 har ingen mail: ring" in ida.get(page_of(network.row)).content.decode()
    assert by_phone == ("@" not in contact)
    row = only(network)
    assert (row.settled_at, row.contact) == (None, contact)
    page = ida.get(f"/makkerskab/tilmeldinger/{row.pk}/").content.decode()
    assert "Netværket er lukket. Ring" in page


def test_sign_ups_move_to_the_network_that_was_chosen(network, ida, guest):
    sent(guest)
    heir = other_network(network, "Vestby")
    network.mentee()
    assert closed(ida, network, signups=str(heir.pk)).status_code == 302
    assert "1 tilmelding er flyttet." in ida.get(page_of(network.row)).content.decode()
    row = only(network)
    assert (row.network_id, row.settled_at) == (heir.pk, None)
    with network.open():
        assert set(Letter.objects.owned().values_list("why", flat=True)) == {"closed"}
    assert "er lukket" in guest.get(MENTEE).content.decode()
