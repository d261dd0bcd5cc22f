"""The rota: shifts that come every week, who has them, and the exceptions of the timetable."""

import uuid
from datetime import date, time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as some

from favn.centre import actions as desk
from favn.centre import queries
from favn.centre.actions import rota, shifts
from favn.centre.choices import Written
from favn.centre.models import Rota, Shift, ShiftLetter
from favn.kit.refusals import Refused
from tests import cast as roll
from tests.cast import NOW, TODAY
from tests.centre.volunteering import SOON, moment
from tests.gatherings.steps import filled

NEXT = TODAY + timedelta(days=7)


def week(day):
    return f"/vagter/?uge={day:%G-W%V}"


def test_a_line_comes_every_week_and_its_regular_with_it(team, vera):
    role = team.role()
    line = team.line(role, SOON)
    team.regular(line, team.add("Amal Haddad", role))
    for day in (SOON, SOON + timedelta(days=7), SOON + timedelta(days=70)):
        assert "Lektiehjælper</a>: <bdi>Amal" in vera.get(week(day)).content.decode()
    assert team.count(Shift) == 0


def test_a_no_for_one_week_leaves_the_others_as_they_are(team):
    role = team.role()
    line = team.line(role, SOON)
    amal = team.add("Amal Haddad", role)
    team.regular(line, amal)
    team.do(shifts.say_no, manned=team.on(line), who=amal)
    assert team.on(line).free == 1
    assert team.on(line, SOON + timedelta(days=7)).names == ["Amal"]


def test_in_a_closed_house_nobody_is_on_shift(team):
    role = team.role()
    line = team.line(role, SOON)
    team.do(
        desk.close_house, id=uuid.uuid4(), first_on=SOON, last_on=SOON, note="Vi maler."
    )  # fmt: skip
    assert team.on(line) is None
    assert team.on(line, SOON + timedelta(days=7)) is not None


def test_a_shift_follows_its_session_where_that_is_moved_or_called_off(team, houses):
    role, slot = team.role(), houses.slots["cafe@medborgerhuset"]
    line = team.line(role, slot=slot)
    with houses.acting(houses.jonas):
        session = queries.session_with(slot.session_id(NEXT), [NEXT])
        desk.move(
            session=session, starts=time(15), ends=time(18), note="Senere.", seen=0,
            by=houses.jonas, at=NOW,
        )  # fmt: skip
    assert (team.on(line, NEXT).shift.starts, team.on(line, NEXT).shift.minutes) == (time(15), 180)
    with houses.acting(houses.jonas):
        desk.call_off(session=session, note="Sygdom.", seen=1, by=houses.jonas, at=NOW)
    assert (team.on(line, NEXT).is_off, team.on(line, NEXT).why_off) == (True, "Sygdom.")


def test_a_line_is_written_on_the_page_with_its_session_or_its_own_hours(team, houses, vera):
    role = team.role()
    page = "/vagter/plan/"
    begin = {"verb": "line", "role": str(role.pk), "first_on": str(TODAY)}
    slot = str(houses.slots["cafe@medborgerhuset"].pk)
    assert vera.post(page, filled(vera.get(page), "line", **begin, slot=slot)).status_code == 302
    assert team.only(Rota).starts == time(13)
    without = vera.post(page, filled(vera.get(page), "line", **begin))
    assert "Vælg et hold, eller skriv ugedag og klokkeslæt." in without.content.decode()
    typed = filled(vera.get(page), "line", **begin, weekday="2", starts="17.00", ends="15:00")
    assert "slutter, før den begynder" in vera.post(page, typed).content.decode()
    assert vera.post(page, typed | {"ends": "20:00"}).status_code == 302
    assert team.count(Rota) == 2


def test_an_extra_shift_is_written_once_and_never_in_the_past(team, vera):
    role = team.role()
    page = "/vagter/plan/"
    sent = {"verb": "shift", "role": str(role.pk), "on": str(SOON), "starts": "10", "ends": "12"}
    typed = filled(vera.get(page), "extra", **sent)
    assert [vera.post(page, typed).status_code for _ in range(2)] == [302, 302]
    assert team.count(Shift) == 1
    late = filled(vera.get(page), "extra", **sent | {"on": str(TODAY - timedelta(days=1))})
    assert "Dagen er gået" in vera.post(page, late).content.decode()


def test_an_older_page_changes_no_line(team, vera):
    line = team.line(team.role())
    page = f"/vagter/plan/{line.pk}/"
    typed = filled(vera.get(page), places="3", verb="revise")
    assert vera.post(page, typed).status_code == 302
    assert vera.post(page, typed).status_code == 409
    assert team.on(line).free == 3


def test_a_line_ends_and_a_regular_is_one_no_more(team, vera):
    role = team.role()
    line, amal = team.line(role, SOON), team.add("Amal Haddad", role)
    page = f"/vagter/plan/{line.pk}/"
    vera.post(page, filled(vera.get(page), "who", verb="add", who=str(amal.pk)))
    assert team.on(line).names == ["Amal"]
    with team.open():
        regular = line.regulars.get()
    vera.post(page, {"verb": "end", "regular": str(regular.pk)})
    assert team.on(line).names == []
    typed = filled(vera.get(page), last_on=str(SOON), verb="revise")
    assert vera.post(page, typed).status_code == 302
    assert team.on(line, SOON + timedelta(days=7)) is None


def test_no_more_have_a_shift_every_week_than_there_are_places(team):
    role = team.role()
    line = team.line(role)
    team.regular(line, team.add("Amal Haddad", role))
    with pytest.raises(Refused, match="taget af en anden"):
        team.regular(line, team.add("Bodil Riis", role))


def test_another_houses_rota_is_not_there(cast, team):
    roll.join(cast, "bo", cast.naboerne, "volunteers", None)
    line = team.line(team.role(), SOON)
    bo = cast.visit(cast.bo)
    assert bo.get(f"/vagter/plan/{line.pk}/").status_code == 404
    assert bo.get(f"/vagter/{SOON}/{line.shift_id(SOON)}/").status_code == 404
    assert "Lektiehjælper" not in bo.get(week(SOON)).content.decode()


def test_a_full_week_asks_the_database_as_often_as_an_empty_one(team):
    role = team.role()
    amal = team.add("Amal Haddad", role)

    def questions():
        with CaptureQueriesContext(connection) as asked, team.open():
            team.manned(Shift(pk=uuid.uuid4(), on=SOON))
        return len(asked)

    few = 0
    for n in range(6):
        few = questions() if n < 2 else few
        line = team.line(role, SOON, hours=(time(8 + 2 * n), time(9 + 2 * n)))
        team.regular(line, amal)
    assert questions() == few


@settings(max_examples=30)
@given(
    weekday=some.integers(1, 7),
    first=some.dates(date(2026, 1, 1), date(2026, 3, 1)),
    length=some.none() | some.integers(0, 60),
    day=some.dates(date(2026, 1, 1), date(2026, 7, 1)),
)
def test_a_line_meets_on_its_weekday_between_its_days(weekday, first, length, day):
    last = None if length is None else first + timedelta(days=length)
    line = Rota(weekday=weekday, first_on=first, last_on=last)
    every = [first + timedelta(days=n) for n in range(200)]
    expected = {d for d in every if d.isoweekday() == weekday and (last is None or d <= last)}
    assert line.meets_on(day) == (day in expected)


def test_the_verbs_of_the_rota_happen_once(team):
    role = team.role()
    key, line = uuid.uuid4(), rota.Line(role, 2, time(14), time(17))
    for _ in range(2):
        team.do(rota.add_line, id=key, line=line, first_on=TODAY)
    assert team.count(Rota) == 1


def test_who_has_a_shift_at_a_session_that_is_called_off_is_told_by_letter(team, houses, letterbox):
    role, slot = team.role(), houses.slots["cafe@medborgerhuset"]
    team.regular(team.line(role, slot=slot), team.add("Amal Haddad", role))
    team.regular(team.line(role, NEXT), team.add("Bodil Riis", role))
    page = f"/ugen/{NEXT}/{slot.session_id(NEXT)}/"
    off = {"verb": "call-off", "seen": "0", "note": "Huset får nye gulve."}
    assert houses.visit(houses.jonas).post(page, off).status_code == 302
    assert "Huset får nye gulve." in letterbox.to("amal@x.example")[-1]
    assert all("aflyst" not in text for text in letterbox.to("bodil@x.example"))


def test_who_has_a_shift_in_a_house_that_closes_is_told_of_five_weeks(team, houses, letterbox):
    role = team.role()
    team.regular(team.line(role, NEXT), team.add("Amal Haddad", role))
    typed = {"verb": "close", "id": str(uuid.uuid4()), "note": "Vi maler."}
    days = {"first_on": str(NEXT), "last_on": str(NEXT + timedelta(days=60))}
    houses.visit(houses.jonas).post("/ugen/lukkedage/", typed | days)
    told = [text for text in letterbox.to("amal@x.example") if "Vi maler." in text]
    assert len(told) == 4
    with team.open():
        desk.open_house(closure=queries.closure_on(NEXT), by=team.by, at=NOW)
    assert team.on(team.only(Rota), NEXT).names == ["Amal"]


def test_a_session_held_after_all_calls_back_those_who_were_told_to_stay_away(
    team, houses, letterbox
):
    role, slot = team.role(), houses.slots["cafe@medborgerhuset"]
    team.regular(team.line(role, slot=slot, places=2), team.add("Amal Haddad", role))
    team.regular(team.only(Rota), team.add("Bodil Riis", role, contact="sms"))
    page, jonas = f"/ugen/{NEXT}/{slot.session_id(NEXT)}/", houses.visit(houses.jonas)
    off = {"verb": "call-off", "seen": "0", "note": "Huset får nye gulve."}
    said = jonas.post(page, off, follow=True).content.decode()
    assert "1 frivillig på vagt får et brev." in said
    assert "1 på vagt får ingen mail." in said
    assert (
        "1 på vagt får ingen mail."
        in jonas.post(page, {"verb": "hold", "seen": "1"}, follow=True).content.decode()
    )
    assert "Den holdes alligevel" in letterbox.to("amal@x.example")[-1]
    told = houses.visit(houses.vera).get(
        f"/vagter/{NEXT}/{team.on(team.only(Rota), NEXT).shift.pk}/"
    )
    assert "Bodil Riis</bdi>: Vagten er aflyst. Vil ikke have mail" in told.content.decode()


def test_nobody_is_called_back_who_was_never_told_to_stay_away(team, houses, letterbox):
    role, slot = team.role(), houses.slots["cafe@medborgerhuset"]
    team.regular(team.line(role, slot=slot), team.add("Amal Haddad", role))
    with houses.acting(houses.jonas):
        session = queries.session_with(slot.session_id(NEXT), [NEXT])
        known = {"session": session, "by": houses.jonas, "at": NOW}
        desk.call_off(**known, note="Sygdom.", seen=0)
        desk.hold(**known, seen=1)
    team.post()
    assert all("aflyst" not in text for text in letterbox.to("amal@x.example"))


def test_a_house_that_opens_after_all_calls_its_volunteers_back(team, letterbox):
    role = team.role()
    team.regular(team.line(role, SOON), team.add("Amal Haddad", role))
    closure = team.do(
        desk.close_house, id=uuid.uuid4(), first_on=SOON, last_on=SOON, note="Vi maler."
    )  # fmt: skip
    team.post()
    team.do(desk.open_house, closure=closure)
    team.post()
    assert "Den holdes alligevel" in letterbox.to("amal@x.example")[-1]


def test_a_shift_somebody_has_touched_moves_with_its_session_and_they_are_told(
    team, houses, letterbox
):
    role, slot = team.role(), houses.slots["cafe@medborgerhuset"]
    line = team.line(role, slot=slot)
    team.take(team.on(line, NEXT), team.add("Amal Haddad", role))
    page = f"/ugen/{NEXT}/{slot.session_id(NEXT)}/"
    hours = {"starts": "15:00", "ends": "18:00", "note": "Senere."}
    answer = houses.visit(houses.jonas).post(page, {"verb": "move", "seen": "0"} | hours)
    assert answer.status_code == 302
    assert (team.on(line, NEXT).shift.starts, team.on(line, NEXT).shift.minutes) == (time(15), 180)
    assert "kl. 15.00–18.00" in letterbox.to("amal@x.example")[-1]


def test_whoever_calls_off_a_session_without_shifts_is_told_that_nobody_is_written_to(
    houses,
):
    slot = houses.slots["cafe@medborgerhuset"]
    off = {"verb": "call-off", "seen": "0", "note": "Huset får nye gulve."}
    page = f"/ugen/{NEXT}/{slot.session_id(NEXT)}/"
    said = houses.visit(houses.jonas).post(page, off, follow=True).content.decode()
    assert "Ingen vagt følger holdet" in said


def test_nobody_is_told_in_the_evening_to_stay_away_from_an_afternoon(team, houses):
    role, slot = team.role(), houses.slots["cafe@medborgerhuset"]
    team.regular(team.line(role, slot=slot), team.add("Amal Haddad", role))
    with houses.acting(houses.jonas):
        session = queries.session_with(slot.session_id(TODAY), [TODAY])
        desk.call_off(
            session=session, note="Ingen kom.", seen=0, by=houses.jonas, at=moment(TODAY, 20)
        )
    assert team.on(team.only(Rota), TODAY).is_off
    assert team.count(ShiftLetter, why=Written.OFF) == 0
