"""A swap both ways: I take yours if you take mine, said yes to by both, and never given twice."""

import uuid
from datetime import time, timedelta

import pytest

from favn.centre.actions import hours, shifts, volunteers
from favn.centre.choices import Asking
from favn.centre.models import Call, Trade
from favn.centre.queries.volunteers import old_volunteers
from favn.kit import clock
from favn.kit.refusals import Refused
from favn.people.persons import queries
from tests.cast import TODAY
from tests.centre.volunteering import SOON

LATER = SOON + timedelta(days=2)


@pytest.fixture
def role(team):
    return team.role()


@pytest.fixture
def amal(team, role):
    return team.add("Amal Haddad", role)


@pytest.fixture
def bodil(team, role):
    return team.add("Bodil Riis", role)


@pytest.fixture
def tuesday(team, role, amal):
    manned = team.shift(role)
    team.take(manned, amal)
    return manned


@pytest.fixture
def thursday(team, role, bodil):
    manned = team.shift(role, LATER)
    team.take(manned, bodil)
    return manned


@pytest.fixture
def call(team, tuesday, amal):
    return team.asks(tuesday, amal)


def test_i_take_yours_and_you_take_mine_when_both_said_yes(
    team, amal, bodil, tuesday, thursday, call, letterbox
):
    trade = team.offers(call, bodil, thursday)
    assert (team.names(tuesday), team.names(thursday)) == (["Amal"], ["Bodil"])
    team.agrees(trade, amal)
    assert (team.names(tuesday), team.names(thursday)) == (["Bodil"], ["Amal"])
    assert team.agrees(trade, amal).state == Asking.TAKEN
    team.post()
    to_bodil, to_amal = (letterbox.to(f"{who}@x.example")[-1] for who in ("bodil", "amal"))
    assert "Amal tager i stedet torsdag 26. november 2026" in to_bodil
    assert "Bodil tager i stedet tirsdag 24. november 2026" in to_amal


def test_the_giver_is_told_by_letter_what_is_offered(team, amal, bodil, thursday, call, letterbox):
    team.offers(call, bodil, thursday)
    team.post()
    assert "Bodil: torsdag 26. november 2026 kl. 14.00–17.00" in letterbox.to("amal@x.example")[-1]


def test_a_shift_swapped_twice_goes_to_one_and_the_other_is_told_and_keeps_their_own(
    team, role, amal, bodil, tuesday, thursday, call, letterbox
):
    cecil, friday = team.add("Cecil Vang", role), team.shift(role, LATER + timedelta(days=1))
    team.take(friday, cecil)
    first, second = team.offers(call, bodil, thursday), team.offers(call, cecil, friday)
    team.agrees(first, amal)
    with pytest.raises(Refused, match="Tilbuddet gælder ikke mere"):
        team.agrees(second, amal)
    assert team.names(friday) == ["Cecil"]
    team.post()
    assert "En anden har fået vagten" in letterbox.to("cecil@x.example")[-1]


def test_whoever_just_takes_it_ends_the_offers(team, role, bodil, tuesday, thursday, call, amal):
    trade = team.offers(call, bodil, thursday)
    team.accept(call, team.add("Cecil Vang", role))
    with pytest.raises(Refused, match="Tilbuddet gælder ikke mere"):
        team.agrees(trade, amal)
    assert (team.names(tuesday), team.names(thursday)) == (["Cecil"], ["Bodil"])


def test_one_shift_offered_to_two_is_given_to_one(team, role, amal, bodil, thursday, call):
    cecil, friday = team.add("Cecil Vang", role), team.shift(role, LATER + timedelta(days=1))
    team.take(friday, cecil)
    other = team.asks(friday, cecil)
    first, second = team.offers(call, bodil, thursday), team.offers(other, bodil, thursday)
    team.agrees(first, amal)
    with pytest.raises(Refused, match="Tilbuddet gælder ikke mere"):
        team.agrees(second, cecil)
    assert (team.names(thursday), team.names(friday)) == (["Amal"], ["Cecil"])


def test_an_offer_of_somebody_who_gave_theirs_away_is_refused_with_a_sentence(
    team, amal, bodil, tuesday, thursday, call
):
    trade = team.offers(call, bodil, thursday)
    team.do(shifts.say_no, manned=team.manned(thursday), who=bodil)
    with pytest.raises(Refused, match="Bodil kan ikke bytte den vagt mere"):
        team.agrees(trade, amal)
    assert team.names(tuesday) == ["Amal"]


def test_shifts_at_one_time_are_swapped_but_not_onto_a_third(team, role, amal, bodil, call):
    other = team.role("Kok")
    for who in (amal, bodil):
        team.do(volunteers.begin_role, who=who, role=other, version=team.again(who).version)
    same, third = team.shift(other), team.shift(other, LATER, (time(16), time(18)))
    back = team.shift(role, LATER)
    team.take(back, bodil)
    team.take(third, amal)
    with pytest.raises(Refused, match="Amal kan ikke tage den vagt"):
        team.offers(call, bodil, back)
    team.take(same, bodil)
    team.agrees(team.offers(call, bodil, same), amal)
    assert team.names(same) == ["Amal"]


@pytest.mark.parametrize(
    ("which", "sentence"),
    [("other role", "Amal kan ikke tage den vagt"), ("not mine", "Du står ikke på vagten")],
)
def test_what_cannot_be_offered_says_why(team, role, bodil, call, which, sentence):
    cook = team.role("Kok")
    both = team.add("Dina Kok", role, cook)
    back = team.shift(cook if which == "other role" else role, LATER)
    if which == "other role":
        team.take(back, both)
    with pytest.raises(Refused, match=sentence):
        team.offers(call, both, back)
    assert team.count(Trade) == 0


def test_with_an_empty_place_there_is_nobody_to_trade_with(team, role, bodil, thursday):
    call = team.do(shifts.ask_for_help, id=uuid.uuid4(), manned=team.shift(role))
    with pytest.raises(Refused, match="ingen at bytte med"):
        team.offers(call, bodil, thursday)


def test_on_their_own_pages_one_offers_and_the_other_says_yes(
    team, amal, bodil, tuesday, thursday, call, guest
):
    page = guest.get(team.own(bodil))
    assert "Byt i stedet" in page.content.decode()
    offer = {"verb": "offer", "id": str(uuid.uuid4()), "call": str(call.pk)}
    empty = guest.post(team.own(bodil), offer | {"back": ""})
    assert (empty.status_code, "Vælg fra listen." in empty.content.decode()) == (422, True)
    sent = offer | {"back": str(thursday.shift.pk)}
    assert [guest.post(team.own(bodil), sent).status_code for _ in range(2)] == [302, 302]
    assert "Den er din, til der er sagt ja" in guest.get(team.own(bodil)).content.decode()
    text = guest.get(team.own(amal)).content.decode()
    assert "Bodil tager den, hvis du tager torsdag 26. november 2026 14.00–17.00" in text
    agree = {"verb": "agree", "trade": str(team.only(Trade).pk)}
    assert guest.post(team.own(bodil), agree).status_code == 404
    assert guest.post(team.own(amal), agree).status_code == 302
    assert (team.names(tuesday), team.names(thursday)) == (["Bodil"], ["Amal"])


def test_an_offer_is_taken_back_by_whoever_made_it(team, amal, bodil, thursday, call, guest):
    back = {"verb": "withdraw", "trade": str(team.offers(call, bodil, thursday).pk)}
    assert guest.post(team.own(amal), back).status_code == 404
    assert guest.post(team.own(bodil), back).status_code == 302
    assert "Ja, lad os bytte" not in guest.get(team.own(amal)).content.decode()
    assert team.only(Call).state == Asking.OPEN


def test_a_trade_of_another_house_is_not_there(cast, team, bodil, thursday, call, guest):
    trade = team.offers(call, bodil, thursday)
    with cast.acting(cast.leila):
        assert Trade.objects.owned().count() == 0
    foreign = team.own(bodil).replace("medborgerhuset", "naboerne")
    assert guest.post(foreign, {"verb": "withdraw", "trade": str(trade.pk)}).status_code == 404


def test_whoever_has_a_shift_ahead_is_not_ended_by_the_clock(team, role, bodil, settings):
    amal = team.add("Amal Haddad", role, days=900)
    line = team.line(role, SOON)
    shift = team.shift(role)
    old = TODAY - timedelta(days=900)
    with team.open():
        for who in (amal, bodil):
            type(who.person).objects.owned().filter(pk=who.person_id).update(last_contact_on=old)
        assert {p.pk for p in queries.due(TODAY).persons} == {amal.person_id, bodil.person_id}
    team.take(shift, amal)
    team.regular(line, bodil)
    with team.open():
        assert queries.due(TODAY).persons == []
    team.do(shifts.call_off, manned=team.manned(shift), note="Ferie.", seen=0)
    with team.open():
        assert [p.pk for p in queries.due(TODAY).persons] == [amal.person_id]


def test_an_offer_goes_with_the_volunteer_a_year_after_they_stopped(team, bodil, thursday, call):
    team.offers(call, bodil, thursday)
    team.do(volunteers.leave, who=bodil, why="time", version=team.again(bodil).version)
    with team.open():
        later = clock.now() + timedelta(days=400)
        hours.let_go(old_volunteers(later), later)
        assert Trade.objects.owned().count() == 0
