"""One shift: taken once, said no to in time, swapped with the first who says yes, called off."""

import uuid
from datetime import time, timedelta

import pytest

from favn.centre.actions import shifts, volunteers
from favn.centre.choices import Asking, Item, Stage, Written
from favn.centre.models import Call, Seat, Shift, ShiftLetter
from favn.kit.refusals import Conflict, Refused
from favn.people.persons.choices import Act
from tests.cast import NOW, TODAY
from tests.centre.volunteering import SOON

TAKEN = "En anden sagde ja lige før dig"


def page(manned):
    return f"/vagter/{manned.shift.on}/{manned.shift.pk}/"


@pytest.fixture
def role(work):
    return work.role()


def test_the_last_free_place_is_taken_once_and_the_next_is_thanked(work, role):
    amal, bodil = work.add("Amal Haddad", role), work.add("Bodil Riis", role)
    manned = work.shift(role)
    work.take(manned, amal)
    with pytest.raises(Refused, match="lige blevet taget af en anden"):
        work.take(manned, bodil)
    assert work.names(manned) == ["Amal"]


def test_a_shift_swapped_twice_goes_to_the_first_and_both_are_told_by_letter(
    work, role, letterbox
):
    amal, bodil, cecil = (work.add(n, role) for n in ("Amal Haddad", "Bodil Riis", "Cecil Vang"))
    manned = work.shift(role)
    work.take(manned, amal)
    call = work.asks(manned, amal)
    assert work.names(manned) == ["Amal"]
    work.accept(call, bodil)
    with pytest.raises(Refused, match=TAKEN):
        work.accept(call, cecil)
    assert work.names(manned) == ["Bodil"]
    work.post()
    assert "Bodil har sagt ja til at tage din vagt" in letterbox.to("amal@x.example")[-1]
    assert "Vagten er din" in letterbox.to("bodil@x.example")[-1]
    # Cecil was asked while it was open; the letter never leaves once it is taken.
    assert all("spørger, om du kan" not in text for text in letterbox.to("cecil@x.example"))


def test_to_say_yes_again_is_the_same_yes(work, role):
    amal, bodil = work.add("Amal Haddad", role), work.add("Bodil Riis", role)
    manned = work.shift(role)
    work.take(manned, amal)
    call = work.asks(manned, amal)
    assert work.accept(call, bodil).pk == work.accept(call, bodil).pk
    assert work.count(Seat) == 2
    assert work.count(ShiftLetter, why=Written.YOURS) == 1


def test_what_was_swapped_can_be_swapped_on(work, role):
    amal, bodil = work.add("Amal Haddad", role), work.add("Bodil Riis", role)
    manned = work.shift(role)
    work.take(manned, amal)
    work.accept(work.asks(manned, amal), bodil)
    with pytest.raises(Refused, match="Du står ikke på vagten mere"):
        work.asks(work.manned(manned), amal)
    work.accept(work.asks(work.manned(manned), bodil), amal)
    assert work.names(manned) == ["Amal"]


def test_the_others_are_asked_once(work, role):
    amal = work.add("Amal Haddad", role)
    manned = work.shift(role)
    work.take(manned, amal)
    work.asks(manned, amal)
    with pytest.raises(Refused, match="De andre er allerede spurgt"):
        work.asks(work.manned(manned), amal)
    with pytest.raises(Refused, match="din egen vagt"):
        work.accept(work.only(Call), amal)


def test_one_tap_asks_those_in_the_role_who_are_free_and_not_over_their_wish(work, role, vera):
    other = work.role("Yogalærer")
    work.add("Yrsa Bjerg", other)
    busy, full = work.add("Bodil Riis", role), work.add("Frida Lind", role, most=1)
    work.add("Amal Haddad", role)
    gone = work.add("Gerda Holm", role)
    work.says(gone.person, act=Act.WITHDRAWN)
    work.take(work.shift(role, hours=(time(16), time(18))), busy)
    work.take(work.shift(role, SOON + timedelta(days=1)), full)
    manned = work.shift(role)
    answer = vera.post(page(manned), {"verb": "ask", "id": str(uuid.uuid4())}, follow=True)
    assert "1 frivillig er spurgt" in answer.content.decode()
    with work.open():
        asked = ShiftLetter.objects.owned().filter(why=Written.CALL)
        assert [letter.volunteer.called for letter in asked] == ["Amal"]


def test_the_first_yes_to_a_call_has_the_empty_place(work, role):
    amal, bodil = work.add("Amal Haddad", role), work.add("Bodil Riis", role)
    manned = work.shift(role)
    call = work.do(shifts.ask_for_help, id=uuid.uuid4(), manned=manned)
    work.accept(call, bodil)
    with pytest.raises(Refused, match=TAKEN):
        work.accept(call, amal)
    assert work.names(manned) == ["Bodil"]


def test_whoever_takes_the_last_place_by_themselves_ends_the_call(work, role):
    amal, bodil = work.add("Amal Haddad", role), work.add("Bodil Riis", role)
    manned = work.shift(role)
    call = work.do(shifts.ask_for_help, id=uuid.uuid4(), manned=manned)
    work.take(manned, amal)
    with pytest.raises(Refused, match=TAKEN):
        work.accept(call, bodil)
    assert work.only(Call).state == Asking.TAKEN


def test_those_without_mail_are_named_to_be_called(work, role, vera):
    work.add("Amal Haddad", role, contact="sms")
    work.add("Bodil Riis", role, safe_contact="Ring aldrig om aftenen.")
    manned = work.shift(role)
    answer = vera.post(page(manned), {"verb": "ask", "id": str(uuid.uuid4())}, follow=True)
    assert "Ring til: Amal Haddad, Bodil Riis." in answer.content.decode()


def test_no_letter_leaves_after_a_yes_is_taken_back_nor_the_wrong_way(work, role, letterbox):
    work.add("Amal Haddad", role, contact="in_person")
    work.add("Bodil Riis", role, safe_contact="Manden læser hendes mail.")
    gone = work.add("Gerda Holm", role)
    work.do(shifts.ask_for_help, id=uuid.uuid4(), manned=work.shift(role))
    work.says(gone.person, act=Act.WITHDRAWN)
    assert work.post() == (0, 0)
    assert letterbox.letters == []


def test_a_no_in_time_leaves_the_place_empty_and_it_can_be_taken_again(work, role):
    amal = work.add("Amal Haddad", role)
    manned = work.shift(role)
    work.take(manned, amal)
    work.do(shifts.say_no, manned=manned, who=amal)
    assert work.manned(manned).free == 1
    work.take(work.manned(manned), amal)
    assert work.names(manned) == ["Amal"]


def test_a_shift_that_has_begun_is_put_right_in_the_hours(work, role):
    amal = work.add("Amal Haddad", role)
    manned = work.shift(role, TODAY, (time(13), time(17)))
    with pytest.raises(Refused, match="begyndt eller forbi"):
        work.take(manned, amal, at=NOW)


def test_nobody_is_on_two_shifts_at_once(work, role):
    amal = work.add("Amal Haddad", role)
    work.take(work.shift(role), amal)
    with pytest.raises(Refused, match="en anden vagt på samme tid"):
        work.take(work.shift(role, hours=(time(16), time(18))), amal)


def test_a_role_one_has_not_is_not_ones_shift(work, role):
    yrsa = work.add("Yrsa Bjerg", work.role("Yogalærer"))
    with pytest.raises(Refused, match="en rolle, du ikke har"):
        work.take(work.shift(role), yrsa)


def test_with_a_certificate_that_is_too_old_no_shift_with_children_is_taken(work):
    role = work.role("Børneklub", children=True)
    amal = work.add("Amal Haddad", role)
    work.see(amal, on=TODAY - timedelta(days=728))
    near, late = work.shift(role, TODAY + timedelta(days=1)), work.shift(role, SOON)
    work.take(near, amal)
    with pytest.raises(Refused, match="Børneattesten er for gammel"):
        work.take(late, amal)


def test_called_off_it_is_told_by_letter_and_whoever_saw_an_older_one_is_told_so(
    work, role, vera, letterbox
):
    amal = work.add("Amal Haddad", role)
    manned = work.shift(role)
    work.take(manned, amal)
    off = {"verb": "off", "note": "Huset får nye gulve.", "version": "0"}
    assert vera.post(page(manned), off).status_code == 302
    assert "Huset får nye gulve." in letterbox.to("amal@x.example")[-1]
    with pytest.raises(Conflict):
        work.do(shifts.hold, manned=work.manned(manned), seen=0)
    work.do(shifts.hold, manned=work.manned(manned), seen=1)
    assert work.names(manned) == ["Amal"]


def test_whoever_stops_stands_on_no_shift_ahead(work, role):
    amal = work.add("Amal Haddad", role)
    manned = work.shift(role)
    work.take(manned, amal)
    work.do(volunteers.leave, who=amal, why="time", version=amal.version)
    assert work.manned(manned).free == 1
    assert work.again(amal).stage == Stage.LEFT


def test_the_page_names_who_is_on_and_a_shift_of_another_house_is_not_there(cast, work, role, vera):
    work.take(work.shift(role), work.add("Amal Haddad", role))
    with work.open():
        row = Shift.objects.owned().get()
    text = vera.get(f"/vagter/{row.on}/{row.pk}/").content.decode()
    assert "Amal Haddad" in text
    for address in (f"/vagter/{TODAY}/{row.pk}/", f"/vagter/i-morgen/{row.pk}/"):
        assert vera.get(address).status_code == 404
    assert cast.visit(cast.jonas).get(f"/vagter/{row.on}/{row.pk}/").status_code == 403


def test_a_needed_item_that_lacks_is_named(work):
    role = work.role("Rådgiver", Item.SECRECY)
    who = work.talked(work.newcomer("Amal Haddad"))
    with pytest.raises(Refused, match="tavshedserklæring skrevet under"):
        work.do(volunteers.begin_role, who=who, role=role, version=who.version)
