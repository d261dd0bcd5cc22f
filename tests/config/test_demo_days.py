"""The days of the demo world: any day of any year finds somebody in the house."""

from datetime import date, timedelta

import pytest

from favn.centre import queries as desk
from favn.config.demo import calendar, closed_year, days, houses, initiatives, live, places, world
from favn.kit.tenancy import acting_for
from favn.people.organisations.models import Organisation

ODD_DAYS = [
    date(2028, 2, 29), date(2027, 3, 28), date(2026, 10, 25), date(2027, 1, 1), date(2024, 1, 2),
    *(date(2026, 7, 13) + timedelta(days=n) for n in range(7)),
]  # fmt: skip


@pytest.mark.parametrize("day", ODD_DAYS, ids=str)
def test_any_day_has_sessions_and_guests(db, settings, day):
    """Also a leap day, the two nights the clocks change, New Year and the closed July weeks."""
    settings.TODAY = day
    organisations = places.settle()
    for house in houses.HOUSES:
        with acting_for(organisations[house.slug].pk):
            furnished = houses.furnish(house)
            cards = days.give_cards(furnished, days.first_day(day), day)
            assert live.Week(furnished, cards).fill() >= 1
            if house is houses.MEDBORGERHUSETS:
                assert desk.visits_on(day) >= 1
                assert 2 <= len(desk.sessions_on(day)) <= 5
                live.put_right(live.Week(furnished, cards), house.leader)


def test_somebody_meets_at_every_hour_of_the_week_between_nine_and_eight():
    running = {
        (weekday, hour)
        for offer in houses.MEDBORGERHUSETS.offers
        for weekday, starts, ends in offer.week
        for hour in range(starts, ends)
    }
    assert {(weekday, hour) for weekday in range(1, 8) for hour in range(9, 20)} <= running


@pytest.mark.parametrize(("year", "day"), [(2023, (4, 9)), (2024, (3, 31)), (2026, (4, 5)),
                                           (2027, (3, 28)), (2038, (4, 25))])  # fmt: skip
def test_easter(year, day):
    """Known answers from the church calendar."""
    assert calendar.easter(year) == date(year, *day)


def test_a_world_before_the_closed_year_is_refused(db, settings):
    settings.TODAY = date(2023, 6, 1)
    with pytest.raises(world.CannotBuild, match="2023"):
        world.build()
    assert not Organisation.objects.exists()


def test_real_organisations_are_neither_mixed_in_nor_deleted(cast):
    with pytest.raises(world.CannotBuild):
        world.build()
    with pytest.raises(world.CannotBuild):
        world.forget()
    assert Organisation.objects.count() == 3


def test_the_printed_numbers_are_those_the_world_is_built_from():
    assert sum(closed_year.BY_TOPIC.values()) == closed_year.GUIDANCES == 902
    assert set(closed_year.PRINTED_SHARES) < set(closed_year.BY_TOPIC)
    assert {line.office for line in initiatives.LINES} == set(places.OFFICES)
