"""The demo world: published figures come out as printed, borders hold, building twice is once.

Known answers from the printed annual report of a centre for 2023 (centre-annual-report-2023,
“Centret i tal 2023” and “Vejledning i Centret”).
"""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from favn.centre import queries as desk
from favn.centre.models import Guidance, Participation, Session, Visit
from favn.config.demo import calendar, closed_year, days, houses, live, places, plan, world
from favn.config.demo.fixed import known_id
from favn.config.demo.people import LEILA, NADIA, PEOPLE
from favn.kit import clock, figures
from favn.kit.models import History, Release
from favn.kit.tenancy import acting_for
from favn.people.accounts.models import Account
from favn.people.accounts.queries import memberships_of
from favn.people.organisations.models import Organisation, Unit
from favn.people.persons.models import Card
from favn.policy import queries as counts
from favn.policy.models import Count, CountDuty, Initiative
from favn.statistics.figures import Edition, Period
from tests.cast import TODAY

HOUSE, NEIGHBOURS, CITY = (known_id(n) for n in ("medborgerhuset", "naboerne", "sundhavn"))
PRINTED_ACTIVITIES = {
    "Lektie- og netværkscafé": 2310,
    "Jobrådgivning": 135,
    "Indfødsretskursus": 128,
    "Ferieaktiviteter for børn": 220,
    "Kollektiv rådgivning": 333,
    "Yoga": 246,
    "Systuen": 741,
}
PRINTED_TOPICS = {
    "E-boks og breve": 29,
    "MitID og telefon": 14,
    "Netbank og økonomi": 11,
    "Skemaer og ansøgninger": 9,
    "Jobsøgning og fagforening": 5,
}


@pytest.fixture(scope="module")
def built(django_db_setup, django_db_blocker, tmp_path_factory):
    """The whole world, built once for this module and thrown away after it."""
    from django.conf import settings
    from django.db import transaction

    before = settings.FAVN_STORE, settings.FAVN_KEYS, settings.TODAY
    place = tmp_path_factory.mktemp("world")
    with django_db_blocker.unblock(), transaction.atomic():
        settings.FAVN_STORE, settings.FAVN_KEYS = place / "store", place / "keys"
        settings.TODAY = TODAY
        told = []
        world.build(tell=told.append)
        yield told
        transaction.set_rollback(True)
    settings.FAVN_STORE, settings.FAVN_KEYS, settings.TODAY = before


@pytest.fixture
def here(built, settings, django_db_blocker, tmp_path_factory):
    """Stand in the world, with its own store."""
    place = next(p for p in sorted(tmp_path_factory.getbasetemp().glob("world*")))
    settings.FAVN_STORE, settings.FAVN_KEYS = place / "store", place / "keys"
    return built


def figure(name, period, by=None, owner=HOUSE):
    return figures.value(name, owner, Period.parse(period), by=by, edition=Edition.INTERNAL)


def test_2023_comes_out_as_printed(here):
    assert figure("centre.visits", "2023").total == 9859
    rows = figure("centre.participations", "2023", "activity").rows
    assert {row.label: row.value for row in rows if row.value} == PRINTED_ACTIVITIES
    guidances = figure("centre.guidances", "2023", "topic")
    assert guidances.total == 902
    shares = {row.label: row.share for row in guidances.rows}
    assert {label: shares[label] for label in PRINTED_TOPICS} == PRINTED_TOPICS
    assert sum(row.value for row in guidances.rows) == 902


def test_nobody_had_a_card_in_2023(here):
    assert figure("centre.guests", "2023").total in (0, None)
    assert figure("centre.participants", "2023").total in (0, None)


def test_what_was_printed_stands_in_the_ledger(here):
    with acting_for(HOUSE):
        printed = figures.earlier(figure("centre.visits", "2023")).get()
        assert (printed.value, printed.purpose) == (9859, "Trykt i årsberetningen for 2023")
        by_activity = figures.earlier(figure("centre.participations", "2023", "activity")).get()
        live_cells = {r.key: r.value for r in figure("centre.participations", "2023", "activity").rows
                      if r.value}  # fmt: skip
        assert by_activity.cells == live_cells
        assert Release.objects.get_queryset().filter(period="2023").count() == 3


def test_every_participation_belongs_to_a_meeting_of_its_day(here):
    with acting_for(HOUSE):
        rows = Participation.objects.owned().select_related("session__slot")
        wrong = [
            row.pk for row in rows.iterator()
            if row.session.on != row.on or not row.session.starts.hour <= row.hour <= row.session.ends.hour
        ]  # fmt: skip
        assert wrong == []
        sessions = Session.objects.owned().exclude(slot=None).select_related("slot")
        assert all(s.pk == s.slot.session_id(s.on) for s in sessions)


def test_closed_days_are_empty_and_nothing_lies_in_the_future(here):
    closed = calendar.closed_days(2023) | calendar.closed_days(2025)
    with acting_for(HOUSE):
        assert not Visit.objects.owned().filter(on__in=closed).exists()
        for model in (Visit, Participation, Guidance):
            assert not model.objects.owned().filter(on__gt=TODAY).exists()
        assert not History.objects.get_queryset().filter(at__gt=clock.now()).exists()


def test_the_invented_years_are_lighter_and_rise(here):
    last, this = (figure("centre.visits", year).total for year in ("2025", "2026"))
    assert 6000 <= last <= 8000
    assert this / (TODAY.timetuple().tm_yday / 365) > last
    with acting_for(HOUSE):
        visits = Visit.objects.counted().filter(year=2025)
        share = visits.exclude(card=None).count() / visits.count()
        meetings = Participation.objects.counted().filter(year=2026)
        of_meetings = meetings.exclude(card=None).count() / meetings.count()
        assert Card.objects.owned().count() == 400
    assert 0.4 < share < 0.5
    assert 0.55 < of_meetings < 0.65
    assert 100 < figure("centre.guests", "2025").total <= 400


def test_today_is_alive(here):
    with acting_for(HOUSE):
        assert desk.visits_on(TODAY) >= 3
        assert 2 <= len(desk.sessions_on(TODAY)) <= 5
        hours = set(Visit.objects.counted().filter(on=TODAY).values_list("hour", flat=True))
        assert max(hours) <= clock.now().hour


def test_what_went_wrong_this_week_has_a_history(here):
    with acting_for(HOUSE):
        verbs = set(History.objects.get_queryset().values_list("verb", flat=True))
        assert {"import", "open", "count", "void", "restore", "correct"} <= verbs
        assert Visit.objects.owned().exclude(voided_at=None).count() == 2


def test_seven_offices_and_one_initiative_without_status(here):
    with acting_for(CITY):
        assert Unit.objects.owned().filter(kind="office").count() == 7
        initiatives = Initiative.objects.owned().select_related("owner")
        assert 12 <= len(initiatives) <= 15
        assert {i.owner.name for i in initiatives} == set(places.OFFICES)
        missing = [(i.number, i.owner.name) for i in initiatives if i.status_on is None]
        assert missing == [
            (8, "Kulturforvaltningen"), (12, "Teknik- og Miljøforvaltningen"),
        ]  # fmt: skip


def test_counts_are_accepted_asked_back_late_by_name_and_open(here):
    with acting_for(CITY):
        every = counts.standings_of(
            list(CountDuty.objects.owned().select_related("organisation", "addressed_to")), TODAY
        )
    stages = {(s.duty.number, s.quarter): s.stage.value for s in every}
    assert {stages[n, "2026-Q4"] for n in (1, 2, 3)} == {"owed"}
    assert [stages[1, q] for q in ("2025-Q1", "2026-Q3")] == ["accepted", "accepted"]
    assert stages[2, "2026-Q3"] == "asked_back"
    late = [(s.duty.addressed_to.name, s.quarter) for s in counts.late_counts(every)]
    assert late == [("Naboerne i Nord", "2026-Q3")]


def test_what_was_sent_is_what_the_figure_says(here):
    with acting_for(CITY):
        (standing,) = (
            s for s in counts.standings_of(list(CountDuty.objects.owned().filter(number=1)), TODAY)
            if s.quarter == "2026-Q2"
        )  # fmt: skip
        sent = {number.figure.id: number.value for number in standing.accepted_numbers}
    assert sent["centre.visits"] == figure("centre.visits", "2026-Q2").total > 500


def test_the_open_quarter_can_be_sent_and_moves_with_one_tap(here):
    with acting_for(HOUSE):
        assert not Count.objects.owned().filter(year=2026, quarter=4).exists()
        duty = CountDuty.objects.get_queryset().get(number=1)
        (visits, *_rest) = counts.live_values(duty, Period.parse("2026-Q4"))
        assert visits.total > 100


def test_leila_never_sees_the_house(here):
    client = Client()
    client.force_login(Account.objects.get(email=LEILA.email))
    assert {m.organisation_id for m in memberships_of(Account.objects.get(email=LEILA.email))} == {
        NEIGHBOURS
    }
    with acting_for(HOUSE):
        entry = Visit.objects.owned().first()
    page = reverse("centre:entry", args=["visit", entry.pk])
    assert client.get(page).status_code == 404
    with acting_for(NEIGHBOURS):
        assert not Visit.objects.get_queryset().filter(organisation_id=HOUSE).exists()


def test_one_of_the_people_counts_for_two_houses_and_nobody_has_a_password(here):
    nadia = Account.objects.get(email=NADIA.email)
    assert [m.organisation_id for m in memberships_of(nadia)] == [HOUSE, NEIGHBOURS]
    accounts = Account.objects.filter(is_demo=True)
    assert {a.email for a in accounts} == {person.email for person in PEOPLE}
    assert not any(account.has_usable_password() for account in accounts)


def test_building_again_changes_nothing(here):
    with acting_for(HOUSE):
        before = Visit.objects.owned().count(), History.objects.get_queryset().count()
    told = []
    world.build(tell=told.append)
    with acting_for(HOUSE):
        assert (Visit.objects.owned().count(), History.objects.get_queryset().count()) == before
    assert (told, len(here)) == ([], 5)


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
    assert {line.office for line in plan.LINES} == set(places.OFFICES)
