"""One shift: taken once, said no to in time, swapped with the first who says yes, called off."""

import re
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
def role(team):
    return team.role()


def test_the_last_free_place_is_taken_once_and_the_next_is_thanked(team, role):
    amal, bodil = team.add("Amal Haddad", role), team.add("Bodil Riis", role)
    manned = team.shift(role)
    team.take(manned, amal)
    with pytest.raises(Refused, match="lige blevet taget af en anden"):
        team.take(manned, bodil)
    assert team.names(manned) == ["Amal"]


def test_a_shift_swapped_twice_goes_to_the_first_and_both_are_told_by_letter(team, role, letterbox):
    amal, bodil, cecil = (team.add(n, role) for n in ("Amal Haddad", "Bodil Riis", "Cecil Vang"))
    manned = team.shift(role)
    team.take(manned, amal)
    call = team.asks(manned, amal)
    assert team.names(manned) == ["Amal"]
    team.accept(call, bodil)
    with pytest.raises(Refused, match=TAKEN):
        team.accept(call, cecil)
    assert team.names(manned) == ["Bodil"]
    team.post()
    assert "Bodil har sagt ja til at tage din vagt" in letterbox.to("amal@x.example")[-1]
    assert "Vagten er din" in letterbox.to("bodil@x.example")[-1]
    # Cecil was asked while it was open; the letter never leaves once it is taken.
    assert all("spørger, om du kan" not in text for text in letterbox.to("cecil@x.example"))


def test_to_say_yes_again_is_the_same_yes(team, role):
    amal, bodil = team.add("Amal Haddad", role), team.add("Bodil Riis", role)
    manned = team.shift(role)
    team.take(manned, amal)
    call = team.asks(manned, amal)
    assert team.accept(call, bodil).pk == team.accept(call, bodil).pk
    assert team.count(Seat) == 2
    assert team.count(ShiftLetter, why=Written.YOURS) == 1


def test_what_was_swapped_can_be_swapped_on(team, role):
    amal, bodil = team.add("Amal Haddad", role), team.add("Bodil Riis", role)
    manned = team.shift(role)
    team.take(manned, amal)
    team.accept(team.asks(manned, amal), bodil)
    with pytest.raises(Refused, match="Du står ikke på vagten mere"):
        team.asks(team.manned(manned), amal)
    team.accept(team.asks(team.manned(manned), bodil), amal)
    assert team.names(manned) == ["Amal"]


def test_the_others_are_asked_once(team, role):
    amal = team.add("Amal Haddad", role)
    manned = team.shift(role)
    team.take(manned, amal)
    team.asks(manned, amal)
    with pytest.raises(Refused, match="De andre er allerede spurgt"):
        team.asks(team.manned(manned), amal)
    with pytest.raises(Refused, match="din egen vagt"):
        team.accept(team.only(Call), amal)


def test_one_tap_asks_those_in_the_role_who_are_free_and_not_over_their_wish(team, role, vera):
    other = team.role("Yogalærer")
    team.add("Yrsa Bjerg", other)
    busy, full = team.add("Bodil Riis", role), team.add("Frida Lind", role, most=1)
    team.add("Amal Haddad", role)
    gone = team.add("Gerda Holm", role)
    team.says(gone.person, act=Act.WITHDRAWN)
    team.take(team.shift(role, hours=(time(16), time(18))), busy)
    team.take(team.shift(role, SOON + timedelta(days=1)), full)
    manned = team.shift(role)
    answer = vera.post(page(manned), {"verb": "ask", "id": str(uuid.uuid4())}, follow=True)
    assert "1 frivillig er spurgt" in answer.content.decode()
    with team.open():
        asked = ShiftLetter.objects.owned().filter(why=Written.CALL)
        assert [letter.volunteer.called for letter in asked] == ["Amal"]


def test_the_first_yes_to_a_call_has_the_empty_place(team, role):
    amal, bodil = team.add("Amal Haddad", role), team.add("Bodil Riis", role)
    manned = team.shift(role)
    call = team.do(shifts.ask_for_help, id=uuid.uuid4(), manned=manned)
    team.accept(call, bodil)
    with pytest.raises(Refused, match=TAKEN):
        team.accept(call, amal)
    assert team.names(manned) == ["Bodil"]


def test_whoever_takes_the_last_place_by_themselves_ends_the_call(team, role):
    amal, bodil = team.add("Amal Haddad", role), team.add("Bodil Riis", role)
    manned = team.shift(role)
    call = team.do(shifts.ask_for_help, id=uuid.uuid4(), manned=manned)
    team.take(manned, amal)
    with pytest.raises(Refused, match=TAKEN):
        team.accept(call, bodil)
    assert team.only(Call).state == Asking.TAKEN


def test_those_without_mail_are_named_to_be_called(team, role, vera):
    team.add("Amal Haddad", role, contact="sms")
    team.add("Bodil Riis", role, safe_contact="Ring aldrig om aftenen.")
    manned = team.shift(role)
    answer = vera.post(page(manned), {"verb": "ask", "id": str(uuid.uuid4())}, follow=True)
    said = re.search(r"Ring til: ([^.]+)\.", answer.content.decode())
    assert set(said[1].split(", ")) == {"Amal Haddad", "Bodil Riis"}


def test_no_letter_leaves_after_a_yes_is_taken_back_nor_the_wrong_way(team, role, letterbox):
    team.add("Amal Haddad", role, contact="in_person")
    team.add("Bodil Riis", role, safe_contact="Manden læser hendes mail.")
    gone = team.add("Gerda Holm", role)
    team.do(shifts.ask_for_help, id=uuid.uuid4(), manned=team.shift(role))
    team.says(gone.person, act=Act.WITHDRAWN)
    assert team.post() == (0, 0)
    assert letterbox.letters == []


def test_a_no_in_time_leaves_the_place_empty_and_it_can_be_taken_again(team, role):
    amal = team.add("Amal Haddad", role)
    manned = team.shift(role)
    team.take(manned, amal)
    team.do(shifts.say_no, manned=manned, who=amal)
    assert team.manned(manned).free == 1
    team.take(team.manned(manned), amal)
    assert team.names(manned) == ["Amal"]


def test_a_shift_that_has_begun_is_put_right_in_the_hours(team, role):
    amal = team.add("Amal Haddad", role)
    manned = team.shift(role, TODAY, (time(13), time(17)))
    with pytest.raises(Refused, match="begyndt eller forbi"):
        team.take(manned, amal, at=NOW)


def test_nobody_is_on_two_shifts_at_once(team, role):
    amal = team.add("Amal Haddad", role)
    team.take(team.shift(role), amal)
    with pytest.raises(Refused, match="en anden vagt på samme tid"):
        team.take(team.shift(role, hours=(time(16), time(18))), amal)


def test_a_role_one_has_not_is_not_ones_shift(team, role):
    yrsa = team.add("Yrsa Bjerg", team.role("Yogalærer"))
    with pytest.raises(Refused, match="en rolle, du ikke har"):
        team.take(team.shift(role), yrsa)


def test_with_a_certificate_that_is_too_old_no_shift_with_children_is_taken(team):
    role = team.role("Børneklub", children=True)
    amal = team.add("Amal Haddad", role)
    team.see(amal, on=TODAY - timedelta(days=728))
    near, late = team.shift(role, TODAY + timedelta(days=1)), team.shift(role, SOON)
    team.take(near, amal)
    with pytest.raises(Refused, match="Børneattesten er for gammel"):
        team.take(late, amal)


def test_called_off_it_is_told_by_letter_and_whoever_saw_an_older_one_is_told_so(
    team, role, vera, letterbox
):
    amal = team.add("Amal Haddad", role)
    manned = team.shift(role)
    team.take(manned, amal)
    off = {"verb": "off", "note": "Huset får nye gulve.", "version": "0"}
    assert vera.post(page(manned), off).status_code == 302
    assert "Huset får nye gulve." in letterbox.to("amal@x.example")[-1]
    with pytest.raises(Conflict):
        team.do(shifts.hold, manned=team.manned(manned), seen=0)
    team.do(shifts.hold, manned=team.manned(manned), seen=1)
    assert team.names(manned) == ["Amal"]


def test_whoever_stops_stands_on_no_shift_ahead(team, role):
    amal = team.add("Amal Haddad", role)
    manned = team.shift(role)
    team.take(manned, amal)
    team.do(volunteers.leave, who=amal, why="time", version=amal.version)
    assert team.manned(manned).free == 1
    assert team.again(amal).stage == Stage.LEFT


def test_the_page_names_who_is_on_and_a_shift_of_another_house_is_not_there(cast, team, role, vera):
    team.take(team.shift(role), team.add("Amal Haddad", role))
    with team.open():
        row = Shift.objects.owned().get()
    text = vera.get(f"/vagter/{row.on}/{row.pk}/").content.decode()
    assert "Amal Haddad" in text
    for address in (f"/vagter/{TODAY}/{row.pk}/", f"/vagter/i-morgen/{row.pk}/"):
        assert vera.get(address).status_code == 404
    assert cast.visit(cast.jonas).get(f"/vagter/{row.on}/{row.pk}/").status_code == 403


def test_a_needed_item_that_lacks_is_named(team):
    role = team.role("Rådgiver", Item.SECRECY)
    who = team.talked(team.newcomer("Amal Haddad"))
    with pytest.raises(Refused, match="tavshedserklæring skrevet under"):
        team.do(volunteers.begin_role, who=who, role=role, version=who.version)
