"""The food club over New Year: guests and cooks count in the year of their evening, each once.

The evening before New Year is settled in January and is last year's; an evening that is called off
has neither guests nor hours, in whichever year.
"""

import uuid
from datetime import date, time

import pytest

from favn.centre import actions as desk
from favn.centre.models import Activity, Hours, Rota, Shift, Slot
from favn.kit import clock, figures
from favn.statistics.figures import Edition, Period
from tests.cast import join, new_id
from tests.gatherings.steps import filled

OLD, NEW = date(2026, 12, 30), date(2027, 1, 6)
"""Two Wednesdays, one on either side of New Year."""
PLAN = "/vagter/plan/"


@pytest.fixture
def club(houses, team, settings):
    """A food club on Wednesdays, and a cook who comes every week."""
    settings.TODAY = date(2026, 12, 28)
    with houses.acting(houses.jonas):
        activity = Activity.objects.create(
            organisation=houses.medborgerhuset, slug="mad", name="Madklubben"
        )
        slot = Slot.objects.create(
            organisation=houses.medborgerhuset, activity=activity, weekday=3, starts=time(17),
            ends=time(20), first_on=date(2024, 1, 1),
        )  # fmt: skip
    cook = team.role("Kok")
    line = team.line(cook, on=OLD, slot=slot, places=2)
    team.regular(line, team.add("Amal Haddad", cook, guest=True))
    return slot


def total(house, figure, year):
    asked = (f"centre.{figure}", house.pk, Period(year))
    return figures.value(*asked, edition=Edition.INTERNAL).total


def of_both(houses, figure, house="medborgerhuset"):
    return [total(getattr(houses, house), figure, year) for year in (2026, 2027)]


def eat(houses, slot, on, number):
    """So many guests come to the table; `settings.TODAY` is that day."""
    who = {"by": houses.jonas, "at": clock.now()}
    with houses.acting(houses.jonas):
        session = desk.open_slot(slot=slot, on=on, **who)
        for _ in range(number):
            desk.count_participation(id=new_id(), session=session, hour=18, **who)
    return session


def test_guests_and_cooks_of_both_years_count_in_their_own_and_are_never_added(
    houses, team, club, settings
):
    for on, guests in ((OLD, 3), (NEW, 2)):
        settings.TODAY = on
        eat(houses, club, on, guests)
    settings.TODAY = date(2027, 1, 7)
    assert [team.settle(), team.settle()] == [2, 0]
    assert of_both(houses, "participations") == [3, 2]
    assert of_both(houses, "volunteer_hours") == [3, 3]
    assert of_both(houses, "volunteers") == [1, 1]
    with houses.acting(houses.leila):
        for figure in ("participations", "volunteer_hours", "volunteers"):
            assert set(of_both(houses, figure, "naboerne")) <= {0, None}


def test_last_years_evening_is_put_right_in_january_and_moves_last_year(
    houses, team, club, settings
):
    settings.TODAY = NEW
    assert team.settle() == 1
    row = team.only(Hours)
    week = f"/frivillige/timer/?uge={OLD:%G-W%V}"
    vera = houses.visit(houses.vera)
    sent = {"hours": row.pk, "version": 1}
    assert vera.post(week, sent | {"verb": "more"}).status_code == 302
    assert of_both(houses, "volunteer_hours") == [4, 0]
    assert vera.post(week, sent | {"verb": "absent"}).status_code == 409
    assert vera.post(week, sent | {"verb": "absent", "version": 2}).status_code == 302
    assert of_both(houses, "volunteer_hours") == [0, 0]


def test_an_evening_that_is_called_off_between_the_years_feeds_nobody(houses, team, club, settings):
    jonas = houses.visit(houses.jonas)
    with houses.acting(houses.jonas):
        desk.close_house(
            id=new_id(), first_on=date(2026, 12, 29), last_on=date(2027, 1, 2), note="Nytår.",
            by=houses.jonas, at=clock.now(),
        )  # fmt: skip
    settings.TODAY = OLD
    press = f"participation:{club.session_id(OLD)}"
    answer = jonas.post("/i-dag/tael/", {"press": press, "id": str(new_id())})
    assert answer.status_code in (404, 422)
    settings.TODAY = date(2027, 1, 7)
    assert team.settle() == 1
    assert of_both(houses, "volunteer_hours") == [0, 3]
    assert of_both(houses, "participations") == [0, 0]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"on": "2026-12-29"}, "ligger i fremtiden"),
        ({"on": "2199-12-31"}, "ligger i fremtiden"),
        ({"on": "1926-12-28"}, "Året kan ikke være rigtigt"),
        ({"on": "1801-01-01"}, "Året kan ikke være rigtigt"),
        ({"on": ""}, "Skriv dagen"),
        ({"hours": "0"}, "Skriv timerne"),
        ({"hours": "-3"}, "Skriv timerne"),
        ({"hours": "17"}, "Skriv timerne"),
        ({"hours": "NaN"}, "Skriv timerne"),
        ({"hours": "9" * 400}, "Skriv timerne"),
        ({"role": str(uuid.UUID(int=7))}, "Vælg fra listen"),
        ({"id": "x"}, "Siden er for gammel"),
    ],
)
def test_time_in_the_kitchen_that_cannot_be_is_not_counted(houses, team, club, wrong, said):
    amal, vera = team.add("Bo Riis", team.roles["Kok"]), houses.visit(houses.vera)
    form = {"verb": "hours", "id": str(new_id()), "role": str(team.roles["Kok"].pk)}
    form |= {"on": "2026-12-28", "hours": "2"} | wrong
    answer = vera.post(f"/frivillige/{amal.pk}/", form)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert team.count(Hours) == 0


@pytest.mark.parametrize("on", ["2199-12-31", "2126-12-30", "1801-01-01", ""])
def test_a_shift_in_a_year_nobody_cooks_in_is_refused(houses, team, club, on):
    vera = houses.visit(houses.vera)
    sent = {"verb": "shift", "role": str(team.roles["Kok"].pk), "on": on, "starts": "10",
            "ends": "12"}  # fmt: skip
    assert vera.post(PLAN, filled(vera.get(PLAN), "extra", **sent)).status_code == 422
    assert team.count(Shift) == 0
    line = {"verb": "line", "role": str(team.roles["Kok"].pk), "slot": str(club.pk)}
    if on != "1801-01-01":
        typed = filled(vera.get(PLAN), "line", **line, first_on=on)
        assert vera.post(PLAN, typed).status_code == 422
        assert team.count(Rota) == 1


def test_the_other_house_cooks_in_its_own_kitchen_alone(houses, team, club):
    join(houses, "bo", houses.naboerne, "volunteers", None)
    bo, line = houses.visit(houses.bo), team.only(Rota)
    amal = team.add("Bo Riis", team.roles["Kok"])
    cook = str(team.roles["Kok"].pk)
    hours = {"verb": "hours", "id": str(new_id()), "role": cook, "on": "2026-12-28", "hours": "2"}
    assert bo.post(f"/frivillige/{amal.pk}/", hours).status_code == 404
    for sent in ({"verb": "revise", "places": 9, "version": 1}, {"verb": "add", "who": amal.pk}):
        assert bo.post(f"{PLAN}{line.pk}/", sent).status_code == 404
    theirs = {"verb": "shift", "role": cook, "on": "2027-01-08", "starts": "10", "ends": "12"}
    assert bo.post(PLAN, theirs | {"id": str(new_id()), "places": 1}).status_code == 422
    press = f"participation:{club.session_id(OLD)}"
    leila = houses.visit(houses.leila)
    tap = leila.post("/i-dag/tael/", {"press": press, "id": str(new_id())})
    assert tap.status_code in (404, 422)
    assert (team.count(Hours), team.count(Shift), team.only(Rota).places) == (0, 0, 2)
