"""A mentor's or mentee's own page: no account, nothing of the other before both say yes."""

import uuid
from datetime import timedelta

import pytest

from favn.kit.refusals import Refused
from favn.pathways.actions import asking, pairs, pool
from favn.pathways.actions.letters import new_link, write_to
from favn.pathways.actions.pairs import Terms
from favn.pathways.actions.posting import post_letters
from favn.pathways.choices.mentoring import LeftWhy, Side
from favn.pathways.choices.pairs import Letter as Why
from favn.pathways.choices.pairs import Says, State
from favn.pathways.models import Letter, Link, Meeting
from favn.people.accounts.models import Lookup
from favn.people.persons.choices import Act, Contact
from tests.cast import NOW, TODAY
from tests.pathways.mentoring import Mentoring


@pytest.fixture
def both(network):
    """Hodan and Karen, with phone and mail; each has been asked."""
    hodan = network.mentee(
        "Hodan Warsame", email="hodan@x.example", about="Jeg vil tilbage til tal.",
        languages=("so", "da"), person_more={"phone": "20 11 22 33"},
    )  # fmt: skip
    karen = network.mentor(
        "Karen Lund", email="karen@x.example", person_more={"phone": "30 44 55 66"}
    )
    return network.asked(hodan, karen)


def pages(network, pair):
    return network.page_of(pair.mentee), network.page_of(pair.mentor)


def test_the_letter_holds_the_link_and_the_link_shows_the_first_name_alone(
    network, both, guest, letterbox
):
    with network.open():
        assert post_letters(site="https://x.example", at=NOW) == (2, 0)
        assert post_letters(site="https://x.example", at=NOW) == (0, 0)
    mentee, mentor = pages(network, both)
    (letter,) = letterbox.to("karen@x.example")
    assert f"https://x.example{mentor}" in letter
    page = guest.get(mentor).content.decode()
    assert "Vi foreslår, at du bliver mentor for Hodan" in page
    assert "Jeg vil tilbage til tal." in page
    for hidden in ("Warsame", "20 11 22 33", "hodan@x.example", "Har ventet"):
        assert hidden not in page
    assert "Vi foreslår Karen som din mentor" in guest.get(mentee).content.decode()


def test_two_yeses_let_both_reach_each_other(network, both, guest):
    mentee, mentor = pages(network, both)
    for page in (mentee, mentor):
        assert guest.post(page, {"verb": "yes", "pair": both.pk}).status_code == 302
    assert network.again(both).state == State.AGREED
    assert "20 11 22 33" in guest.get(mentor).content.decode()
    assert "karen@x.example" in guest.get(mentee).content.decode()


@pytest.mark.parametrize(
    "more", [{"contact": Contact.IN_PERSON}, {"safe_contact": "Ring aldrig om aftenen"}]
)
def test_who_must_be_reached_with_care_is_reached_by_the_coordinator(network, guest, more):
    hodan = network.mentee(
        "Hodan Warsame", person_more={"phone": "20 11 22 33", **more}, email="h@x.example"
    )
    pair = network.agreed(hodan, network.mentor())
    page = guest.get(network.page_of(pair.mentor)).content.decode()
    assert "20 11 22 33" not in page
    assert "h@x.example" not in page
    assert "Koordinatoren hjælper jer i kontakt" in page


def test_a_no_needs_a_reason_and_ends_it(network, both, guest):
    mentee, mentor = pages(network, both)
    sent = {"verb": "no", "pair": both.pk, "words": "Jeg bor for langt væk"}
    answer = guest.post(mentor, sent)
    assert answer.status_code == 422
    assert "Vælg, hvorfor det ikke passer." in answer.content.decode()
    asked = guest.get(mentor).content.decode().split("Hvorfor ikke?")[1]
    assert "(skal udfyldes)" in asked[:120]
    assert "Jeg bor for langt væk" in answer.content.decode()
    assert guest.post(mentor, sent | {"why": "time"}).status_code == 302
    assert network.again(both).state == State.DECLINED
    page = guest.get(mentee).content.decode()
    assert "Der er ikke noget til dig lige nu." in page
    assert "Jeg bor for langt væk" not in page


def test_the_same_answer_twice_is_once_and_a_no_cannot_be_undone_here(network, both, guest):
    _mentee, mentor = pages(network, both)
    yes = {"verb": "yes", "pair": both.pk}
    assert [guest.post(mentor, yes).status_code for _ in range(2)] == [302, 302]
    network.answers(both, Side.MENTEE, Says.NO)
    assert guest.post(mentor, yes).status_code == 422


def test_a_meeting_is_written_without_an_account_and_once(network, guest):
    pair = network.started(days_ago=20)
    page = network.page_of(pair.mentee)
    sent = {
        "verb": "met", "pair": pair.pk, "id": uuid.uuid4(), "on": TODAY - timedelta(days=1),
        "way": "together",
    }  # fmt: skip
    assert [guest.post(page, sent).status_code for _ in range(2)] == [302, 302]
    assert network.count(Meeting) == 1
    assert "Møder indtil nu" in guest.get(page).content.decode()
    bad = sent | {"id": uuid.uuid4(), "on": "i går"}
    assert guest.post(page, bad).status_code == 422


def test_a_meeting_written_by_mistake_is_taken_out_by_whoever_wrote_it(network, guest):
    pair = network.started(days_ago=20)
    network.met(pair, days_ago=9, told_by=Side.MENTOR)
    mine = network.met(pair, days_ago=1, told_by=Side.MENTEE)
    page = network.page_of(pair.mentee)
    assert guest.get(page).content.decode().count("not-met") == 1
    sent = {"verb": "not-met", "pair": pair.pk, "meeting": mine.pk}
    assert guest.post(page, sent).status_code == 302
    assert network.again(pair).last_met_on == TODAY - timedelta(days=9)
    assert "not-met" not in guest.get(page).content.decode()


@pytest.mark.parametrize("also", [Side.MENTOR, ""])
def test_a_meeting_that_others_told_of_too_is_the_coordinators_to_take_out(network, guest, also):
    pair = network.started(days_ago=20)
    both = [network.met(pair, days_ago=1, told_by=one) for one in (Side.MENTEE, also)]
    page = network.page_of(pair.mentee)
    assert "not-met" not in guest.get(page).content.decode()
    answer = guest.post(page, {"verb": "not-met", "pair": pair.pk, "meeting": both[0].pk})
    assert answer.status_code == 422
    assert "Andre har også skrevet mødet." in answer.content.decode()
    assert network.again(pair).last_met_on == TODAY - timedelta(days=1)


def test_the_others_phone_and_mail_are_one_press_away(network, both, guest):
    mentee, mentor = pages(network, both)
    for side in Side:
        network.answers(both, side)
    assert 'href="tel:20112233"' in guest.get(mentor).content.decode()
    page = guest.get(mentee).content.decode()
    assert 'href="mailto:karen@x.example"' in page
    assert "Her ser du, hvordan du når den anden" in page


def test_anybody_of_the_two_may_ask_to_be_called(network, guest, ida):
    pair = network.started()
    page = network.page_of(pair.mentor)
    sent = {"verb": "call", "pair": pair.pk, "id": uuid.uuid4(), "words": "Jeg er i tvivl"}
    assert [guest.post(page, sent).status_code for _ in range(2)] == [302, 302]
    assert "Jeg er i tvivl" in ida.get(f"/makkerskab/par/{pair.pk}/").content.decode()


def test_another_pair_cannot_be_answered_by_ones_own_link(network, both, guest):
    other = network.asked(network.mentee("Amal"), network.mentor("Mette"))
    page = network.page_of(other.mentee)
    assert guest.post(page, {"verb": "yes", "pair": both.pk}).status_code == 404
    assert network.again(both).state == State.ASKED


def test_an_unknown_link_is_not_there_and_anothers_house_does_not_open_it(
    network, both, guest, cast
):
    page = network.page_of(both.mentee)
    assert guest.get("/makker/medborgerhuset/ukendt/").status_code == 404
    assert guest.get(page.replace("medborgerhuset", "naboerne")).status_code == 404
    assert guest.get(page)["Cache-Control"] == "no-store"
    assert guest.get(page)["Referrer-Policy"] == "same-origin"


def test_a_new_link_shuts_the_old_one(network, both, guest):
    old = network.page_of(both.mentee)
    network.do(new_link, who=both.mentee)
    shut = guest.get(old)
    assert shut.status_code == 410
    assert "Du har fået et nyere link." in shut.content.decode()


def test_half_a_year_later_the_link_says_when_it_ended(network, both, guest, moving):
    page = network.page_of(both.mentee)
    moving(TODAY + timedelta(days=180))
    assert guest.get(page).status_code == 200
    moving(TODAY + timedelta(days=181))
    ended = guest.get(page)
    assert ended.status_code == 410
    assert "Linket virkede til og med i går." in ended.content.decode()


def test_reading_ones_own_page_is_no_look_up_even_where_staff_is_signed_in(network, both, ida):
    page = network.page_of(both.mentee)
    before = network.count(Lookup)
    assert ida.get(page).status_code == 200
    assert network.count(Lookup) == before


@pytest.mark.parametrize("more", [{"contact": Contact.SMS}, {"email": ""}])
def test_who_wants_no_mail_is_not_written_to_and_the_staff_sees_it(network, ida, letterbox, more):
    hodan = network.mentee("Hodan Warsame", **{"person_more": more} if "contact" in more else more)
    pair = network.asked(hodan, network.mentor())
    with network.open():
        post_letters(site="https://x.example", at=NOW)
        states = {row.participant_id: row.state for row in Letter.objects.owned()}
    assert states[hodan.pk] == "no-address"
    assert "vil ikke have mail" in ida.get(f"/makkerskab/par/{pair.pk}/").content.decode()
    assert "Giv linket i hånden" in ida.get(f"/makkerskab/deltagere/{hodan.pk}/").content.decode()


def test_a_server_that_is_away_loses_no_letter(network, both, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    with network.open():
        assert post_letters(site="https://x.example", at=NOW) == (0, 2)
        assert {row.state for row in Letter.objects.owned()} == {"waiting"}


def test_the_other_house_has_links_of_its_own(network, both, guest, cast):
    theirs = Mentoring(cast, "leila", "Nord")
    pair = theirs.asked(theirs.mentee("Olena"), theirs.mentor("Bente"))
    page = theirs.page_of(pair.mentee)
    assert guest.get(page).status_code == 200
    assert guest.post(page, {"verb": "yes", "pair": both.pk}).status_code == 404


# A yes that was taken back, and who has left


@pytest.mark.parametrize("side", Side)
def test_a_yes_taken_back_by_either_stops_the_suggestion(network, both, guest, letterbox, side):
    mentee, mentor = pages(network, both)
    network.answers(both, Side.MENTEE)
    network.says(both.participant(side).person, Act.WITHDRAWN)
    answer = guest.post(mentor, {"verb": "yes", "pair": both.pk})
    assert answer.status_code == 422
    assert "Forslaget kan ikke gå videre lige nu." in answer.content.decode()
    assert network.again(both).state == State.ASKED
    for page in (mentee, mentor):
        assert "Jeg vil tilbage til tal." not in guest.get(page).content.decode()
    with network.open():
        post_letters(site="https://x.example", at=NOW)
        assert {row.state for row in Letter.objects.owned()} == {"dropped"}
    assert letterbox.to("karen@x.example") == letterbox.to("hodan@x.example") == []


def test_a_no_may_be_said_also_after_the_other_took_back_the_yes(network, both, guest):
    network.says(both.mentee.person, Act.WITHDRAWN)
    _mentee, mentor = pages(network, both)
    sent = {"verb": "no", "pair": both.pk, "why": "time"}
    assert guest.post(mentor, sent).status_code == 302
    assert network.again(both).state == State.DECLINED


@pytest.mark.parametrize("side", Side)
def test_two_who_said_yes_do_not_begin_or_reach_each_other_after_it(network, both, guest, side):
    pages_ = pages(network, both)
    for one in Side:
        network.answers(both, one)
    network.says(both.participant(side).person, Act.WITHDRAWN)
    pair = network.again(both)
    with pytest.raises(Refused, match="taget sit ja til at blive foreslået tilbage"):
        network.do(pairs.start, pair=pair, terms=Terms(TODAY, None, 2), version=pair.version)
    for page in pages_:
        shown = guest.get(page).content.decode()
        assert "20 11 22 33" not in shown
        assert "karen@x.example" not in shown


def test_a_pair_that_runs_loses_each_others_phone_with_the_yes(network, guest):
    hodan = network.mentee("Hodan Warsame", person_more={"phone": "20 11 22 33"})
    pair = network.started(hodan)
    page = network.page_of(pair.mentor)
    assert "20 11 22 33" in guest.get(page).content.decode()
    network.says(hodan.person, Act.WITHDRAWN)
    assert "20 11 22 33" not in guest.get(page).content.decode()


def test_who_has_left_has_no_page_and_is_written_to_no_more(network, both, guest, letterbox):
    page = network.page_of(both.mentee)
    with network.open():
        type(both.mentee).objects.owned().filter(pk=both.mentee_id).update(standing="left")
    gone = guest.get(page)
    assert gone.status_code == 410
    assert "Du er ikke længere med i netværket." in gone.content.decode()
    with network.open():
        post_letters(site="https://x.example", at=NOW)
        states = {row.participant_id: row.state for row in Letter.objects.owned()}
    assert states == {both.mentee_id: "no-address", both.mentor_id: "sent"}
    assert letterbox.to("hodan@x.example") == []


def test_no_link_is_made_for_who_has_left(network, both):
    network.do(asking.take_back, pair=both, version=both.version)
    who = network.again(both.mentee)
    network.do(pool.leave, who=who, why=LeftWhy.TIME, version=who.version)
    who, links = network.again(who), network.count(Link)
    with network.open():
        assert write_to(who, both, Why.ENDED, NOW).state == "no-address"
    with pytest.raises(Refused, match="ingen egen side"):
        network.do(new_link, who=who)
    assert network.count(Link) == links
