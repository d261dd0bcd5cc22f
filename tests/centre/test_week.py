"""The week day by day: called off, moved, closed, and what everybody reads."""

from datetime import date, time, timedelta

import pytest
from icalendar import Calendar

from favn.centre import actions
from favn.centre.models import Activity, Closure, Participation, Session
from favn.centre.queries import week as weeks
from favn.kit import clock, history
from favn.kit.tenancy import acting_for
from tests.cast import TODAY, new_id

TOMORROW = TODAY + timedelta(days=1)
NEXT_WEEK = TODAY + timedelta(days=7)
PUBLIC = "/ugen/medborgerhuset/"


class Week:
    """Jonas plans; Amina counts; everybody reads."""

    def __init__(self, desk):
        self.desk = desk
        self.jonas = desk.cast.visit(desk.cast.jonas)
        self.anyone = desk.cast.visit()

    def address(self, activity="cafe", on=TODAY, house="medborgerhuset"):
        return f"/ugen/{on}/{self.desk.cast.slots[f'{activity}@{house}'].session_id(on)}/"

    def call_off(self, activity="cafe", on=TODAY, note="Underviseren er syg.", seen=0):
        typed = {"verb": "call-off", "seen": seen, "note": note}
        return self.jonas.post(self.address(activity, on), typed)

    def hold(self, activity="cafe", on=TODAY, seen=1):
        return self.jonas.post(self.address(activity, on), {"verb": "hold", "seen": seen})

    def move(self, starts, ends, activity="cafe", on=TODAY, seen=0, note=""):
        typed = {"verb": "move", "seen": seen, "starts": starts, "ends": ends, "note": note}
        return self.jonas.post(self.address(activity, on), typed)

    def close(self, first, last, note="Juleferie.", pk=None):
        typed = {"verb": "close", "id": pk or new_id(), "first_on": first, "last_on": last}
        return self.jonas.post("/ugen/lukkedage/", typed | {"note": note})

    def today(self):
        return self.desk.client.get("/i-dag/").content.decode()

    def public(self, query=""):
        return self.anyone.get(PUBLIC + query).content.decode()

    def calendar(self):
        return Calendar.from_ical(self.anyone.get(f"{PUBLIC}kalender.ics").content)

    def sessions(self):
        return {s.activity.name: s for s in self.desk.rows(Session) if s.on == TODAY}


@pytest.fixture
def week(desk):
    return Week(desk)


def test_the_week_lists_each_day_and_the_desk_reads_it(week):
    page = week.desk.client.get("/ugen/").content.decode()
    assert "Torsdag 19. november" in page
    assert "Sprogcafé" in page
    assert week.address() not in page
    assert week.address() in week.jonas.get("/ugen/").content.decode()


def test_a_session_called_off_is_no_button_and_says_why_to_everybody(week):
    assert week.call_off().status_code == 302
    assert "Sprogcafé kl. 13.00 er aflyst" in week.today()
    assert week.desk.session() not in week.today()
    for page in (week.today(), week.public(), week.jonas.get("/ugen/").content.decode()):
        assert "Underviseren er syg." in page
    assert week.desk.session(on=NEXT_WEEK)  # the same hour next week stands as before
    with acting_for(week.desk.cast.medborgerhuset.pk):
        assert [d.sessions[0].is_off for d in weeks.week_from(weeks.monday_of(NEXT_WEEK))
                if d.sessions] == [False]  # fmt: skip


def test_a_tap_that_comes_after_is_refused_with_the_way_out_and_counted_once_it_is_held(week):
    week.call_off()
    late = week.desk.tap(week.desk.session(), json=True)
    assert late.status_code == 422
    assert "tag aflysningen tilbage" in late.json()["refused"]
    assert week.hold().status_code == 302
    assert week.desk.tap(week.desk.session(), json=True).status_code == 201


def test_what_somebody_took_part_in_was_held(week):
    week.desk.tap(week.desk.session())
    answer = week.call_off()
    assert answer.status_code == 422
    assert "Der er talt 1 deltager" in answer.content.decode()
    assert not week.sessions()["Sprogcafé"].is_off


def test_a_moved_session_stands_at_its_new_time_and_says_from_when(week):
    assert week.move("15:30", "17:00", note="Lokalet males.").status_code == 302
    assert "kl. 15.30–17.00" in week.today()
    page = week.public()
    assert "Flyttet fra kl. 13.00" in page
    assert "Lokalet males." in page
    week.desk.tap(week.desk.session())
    assert len(week.desk.rows(Participation)) == 1


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"starts": "17:00", "ends": "15:00"}, "slutter, før det begynder"),
        ({"starts": "snart", "ends": "15:00"}, "Skriv klokkeslættet"),
    ],
)
def test_a_mistake_names_the_field_and_changes_nothing(week, typed, sentence):
    answer = week.move(**typed)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not week.sessions()


def test_nobody_is_left_without_a_reason(week):
    answer = week.call_off(note="")
    assert answer.status_code == 422
    assert "så gæsterne forstår det" in answer.content.decode()


def test_of_two_who_change_it_the_second_sees_what_stands(week):
    week.call_off()
    answer = week.move("15:00", "16:00", seen=0)
    assert answer.status_code == 422  # called off: moved to no time
    week.hold()
    assert week.call_off(seen=0).status_code == 409
    assert "En anden har rettet det samme imens" in week.call_off(seen=0).content.decode()
    assert not week.sessions()["Sprogcafé"].is_off


def test_yesterday_is_not_planned_any_more(week):
    assert week.call_off(on=TODAY - timedelta(days=7)).status_code == 422


def test_it_is_written_down_who_called_off_and_who_held(week):
    week.call_off()
    week.hold()
    with acting_for(week.desk.cast.medborgerhuset.pk):
        lines = history.of(week.sessions()["Sprogcafé"])
        assert {line.verb for line in lines} >= {"call-off", "meet"}


def test_in_a_closed_house_nothing_meets_and_all_can_read_why(week):
    assert week.close(TODAY, TOMORROW).status_code == 302
    page = week.today()
    assert "Huset holder lukket" in page
    assert week.desk.session() not in page
    assert "Juleferie." in week.public()
    late = week.desk.tap(week.desk.session(), json=True)
    assert late.status_code == 422
    assert "Huset holder lukket den dag: Juleferie." in late.json()["refused"]


def test_one_session_may_be_held_in_a_closed_house(week):
    week.close(TODAY, TOMORROW)
    assert week.hold(seen=0).status_code == 302
    assert week.desk.tap(week.desk.session(), json=True).status_code == 201
    assert "Systuen" not in week.today()


def test_closed_days_are_said_once_and_taken_back(week):
    pk = new_id()
    for _ in range(2):
        assert week.close(TODAY, TOMORROW, pk=pk).status_code == 302
    assert len(week.desk.rows(Closure)) == 1
    assert week.close(TOMORROW, NEXT_WEEK).status_code == 422
    week.jonas.post("/ugen/lukkedage/", {"verb": "open", "id": str(pk)})
    assert week.desk.session() in week.today()


@pytest.mark.parametrize(
    ("first", "last", "sentence"),
    [
        (TOMORROW, TODAY, "ligger før den første"),
        (date(2026, 1, 1), date(2026, 1, 2), "Dagene er gået"),
        (TODAY, TODAY + timedelta(days=200), "over tre måneder"),
        ("jul", TODAY, "Skriv dagen som"),
    ],
)
def test_closed_days_that_cannot_be(week, first, last, sentence):
    answer = week.close(first, last)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not week.desk.rows(Closure)


def test_a_closed_group_is_not_in_the_public_week(week):
    activity = week.desk.cast.activities["sy@medborgerhuset"]
    typed = {"verb": "hide", "of": "activity", "id": activity.pk}
    week.jonas.post("/ugeplan/", typed)
    assert "Systuen" not in week.public()
    assert "Systuen" in week.today()
    assert "Systuen" not in week.calendar().to_ical().decode()
    week.jonas.post("/ugeplan/", typed | {"verb": "show"})
    assert "Systuen" in week.public()


def test_a_house_without_a_public_week_has_no_page(week):
    with acting_for(week.desk.cast.naboerne.pk):
        Activity.objects.owned().update(is_public=False)
    for address in ("/ugen/naboerne/", "/ugen/naboerne/kalender.ics", "/ugen/ukendt/"):
        assert week.anyone.get(address).status_code == 404
    assert "/ugen/naboerne/" not in week.anyone.get("/").content.decode()


def test_weeks_are_turned_and_nonsense_is_not_found(week):
    assert "Uge 48" in week.public("?uge=2026-W48")
    for text in ("2026-W60", "nu", "2026", "1999-W01", "2026-W48'"):
        assert week.anyone.get(PUBLIC, {"uge": text}).status_code == 404


def test_the_calendar_repeats_says_what_was_called_off_and_leaves_closed_days_out(week):
    week.call_off()
    week.close(NEXT_WEEK, NEXT_WEEK)
    events = week.calendar().walk("VEVENT")
    cafe = [e for e in events if e["summary"] == "Sprogcafé"]
    (rule,) = [e for e in cafe if "RRULE" in e]
    assert rule["RRULE"]["BYDAY"] == ["TH"]
    assert rule["EXDATE"].dts[0].dt.date() == NEXT_WEEK
    (off,) = [e for e in cafe if "RECURRENCE-ID" in e]
    assert off["UID"] == rule["UID"]
    assert off["STATUS"] == "CANCELLED"
    assert off["RECURRENCE-ID"].dt.date() == TODAY


def test_a_repeated_hour_is_the_same_on_the_clock_in_summer_and_winter(week):
    (rule,) = [
        e for e in week.calendar().walk("VEVENT") if e["summary"] == "Sprogcafé" and "RRULE" in e
    ]
    assert rule["DTSTART"].dt.time() == time(13)
    assert rule["DTSTART"].params["TZID"] == "Europe/Copenhagen"


def test_foreign_unknown_and_nonsense_are_not_found(week):
    for address in (
        week.address(house="naboerne"),
        f"/ugen/{TODAY}/{new_id()}/",
        f"/ugen/i-morgen/{new_id()}/",
        week.address().replace(str(TODAY), str(TOMORROW)),
    ):
        assert week.jonas.get(address).status_code == 404, address
    assert week.jonas.post(week.address(), {"verb": "explode"}).status_code == 404
    with acting_for(week.desk.cast.naboerne.pk):
        foreign = actions.close_house(
            id=new_id(), first_on=TODAY, last_on=TODAY, note="Flytter.",
            by=week.desk.cast.leila, at=clock.now(),
        )  # fmt: skip
    for pk in (foreign.pk, "x"):
        answer = week.jonas.post("/ugen/lukkedage/", {"verb": "open", "id": str(pk)})
        assert answer.status_code == 404
    assert "Flytter." not in week.today()


@pytest.mark.parametrize("who", ["amina", "mehmet", "birgitte"])
def test_only_the_manager_changes_the_week(week, who):
    client = week.desk.cast.visit(getattr(week.desk.cast, who))
    assert client.post(week.address(), {"verb": "call-off", "seen": 0}).status_code == 403
    assert client.get("/ugen/lukkedage/").status_code == 403


def test_a_fuller_week_asks_the_database_no_more(week):
    first = week.desk.queries("/ugen/")
    for on in (TODAY, NEXT_WEEK):
        week.call_off(on=on)
        week.call_off("sy", on=on)
    week.close(TOMORROW, TOMORROW)
    assert week.desk.queries("/ugen/") == first
