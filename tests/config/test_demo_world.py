"""The demo world: published figures come out as printed, borders hold, building twice is once.

Known answers from the printed annual report of a centre for 2023 (centre-annual-report-2023,
“Centret i tal 2023” and “Vejledning i Centret”).
"""

import re

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from favn.centre import queries as desk
from favn.centre.actions import count_visit
from favn.centre.models import Case, Guidance, Participation, Session, Visit
from favn.centre.queries.counselling import bands_of
from favn.config.demo import calendar, places, world
from favn.config.demo.fixed import known_id
from favn.config.demo.people import BIRGITTE, JONAS, LEILA, NABOERNE, NADIA, PEOPLE, SALMA
from favn.kit import clock, figures
from favn.kit.models import History, Release
from favn.kit.tenancy import acting_for
from favn.people.accounts.models import Account
from favn.people.accounts.queries import memberships_of
from favn.people.organisations.models import Unit
from favn.people.persons.models import Card
from favn.people.referrals.models import HandOver, Referral
from favn.policy import actions as policy
from favn.policy import queries as counts
from favn.policy.models import Count, CountDuty, Initiative
from favn.policy.queries.counts import standings_of
from favn.publishing import comparing, papers
from favn.publishing.models import Comparison, FrozenEdition
from favn.statistics.figures import Edition, Period
from tests.cast import TODAY, new_id

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
    before = settings.FAVN_STORE, settings.FAVN_KEYS, settings.TODAY
    place = tmp_path_factory.mktemp("world")
    with django_db_blocker.unblock(), transaction.atomic():
        settings.FAVN_STORE, settings.FAVN_KEYS = place / "store", place / "keys"
        settings.TODAY = TODAY
        told = []
        world.build(tell=told.append)
        connection.check_constraints()  # once here, or PostgreSQL does it after every test
        yield told, place
        transaction.set_rollback(True)
    settings.FAVN_STORE, settings.FAVN_KEYS, settings.TODAY = before


@pytest.fixture
def here(built, db, settings):
    """Stand in the world, with the store it was built with."""
    told, place = built
    settings.DEMO = True
    settings.FAVN_STORE, settings.FAVN_KEYS = place / "store", place / "keys"
    return told


def figure(name, period, by=None, edition=Edition.INTERNAL):
    return figures.value(name, HOUSE, Period.parse(period), by=by, edition=edition)


def test_2023_comes_out_as_printed(here):
    assert figure("centre.visits", "2023").total == 9859
    rows = figure("centre.participations", "2023", "activity").rows
    assert {row.label: row.value for row in rows if row.value} == PRINTED_ACTIVITIES
    guidances = figure("centre.guidances", "2023", "topic")
    assert guidances.total == 902
    shares = {row.label: row.share for row in guidances.rows}
    assert {label: shares[label] for label in PRINTED_TOPICS} == PRINTED_TOPICS
    assert sum(row.value for row in guidances.rows) == 902


def test_counselling_in_2023_comes_out_as_printed(here):
    """“Rådgivning i tal” and “Sundhed”, centre-annual-report-2023, lines 427–456 and 548."""
    whole = ("conversations", "clients", "health_checks", "checked")
    assert [figure(f"centre.{name}", "2023").total for name in whole] == [1502, 684, 257, 101]
    topics = figure("centre.counselling_topics", "2023", "topic", Edition.PUBLIC)
    shares = {row.label: row.share for row in topics.rows}
    assert [shares[name] for name in (
        "Økonomi og gæld", "Beskæftigelse", "Familieret", "Bolig", "Helbred",
    )] == [55, 31, 25, 21, 21]  # fmt: skip
    assert topics.total == 1502 < sum(row.value for row in topics.rows)
    public = figure("centre.conversations", "2023", "areas", Edition.PUBLIC)
    bands = bands_of(public)
    assert [(row.label, row.share) for row in bands] == [
        ("1–2", 61), ("3", 25), ("4 eller flere", 14),
    ]  # fmt: skip
    ranked = [
        row.label for row in figure("centre.health_topics", "2023", "topic", Edition.PUBLIC).rows
    ]
    assert ranked == [
        "Kontakt til læge eller hospital", "Vægt og diabetes", "Medicin", "Smerter",
        "Psykisk helbred",
    ]  # fmt: skip


def test_the_desks_hold_six_cases_and_one_person_handed_over(here):
    with acting_for(HOUSE):
        salma = Account.objects.get(email=SALMA.email)
        assert Case.objects.owned().filter(owner=salma, closed_at=None).count() == 6
        assert {row.state for row in Referral.objects.owned()} == {"offered", "arrived", "helped"}
        assert HandOver.objects.owned().count() == 1
    naboerne = known_id(NABOERNE)
    with acting_for(naboerne):
        contents = HandOver.objects.get(addressed_to=naboerne).contents()
        assert set(contents) == {"name", "language", "errand"}
        assert "Lindevænget" not in str(contents)


def test_nobody_had_a_card_in_2023(here):
    assert figure("centre.guests", "2023").total in (0, None)
    assert figure("centre.participants", "2023").total in (0, None)


def test_what_was_printed_stands_in_the_ledger(here):
    with acting_for(HOUSE):
        year, kept = Period.parse("2023"), {"purpose": "Trykt i årsberetningen for 2023"}
        assert figures.releases("centre.visits", year, None).get(**kept).value == 9859
        by_activity = figures.releases("centre.participations", year, "activity").get(**kept)
        rows = figure("centre.participations", "2023", "activity").rows
        assert by_activity.cells == {row.key: row.value for row in rows if row.value}
        assert Release.objects.get_queryset().filter(period="2023", **kept).count() == 11


def test_every_participation_belongs_to_a_meeting_of_its_day(here):
    with acting_for(HOUSE):
        for row in Participation.objects.owned().select_related("session").iterator():
            met = row.session
            assert (met.on, met.starts.hour <= row.hour <= met.ends.hour) == (row.on, True)
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


def test_seven_offices_own_forty_two_initiatives_and_two_have_no_status(here):
    """Known answers from the printed status of a city's action plan in 2025: 42 initiatives, of
    which the text of two says nothing about how far they are."""
    with acting_for(CITY):
        assert Unit.objects.owned().filter(kind="office").count() == 7
        rows = Initiative.objects.owned().filter(plan__slug="handleplan", merged_into=None)
        initiatives = rows.select_related("owner")
        assert [i.number for i in initiatives] == list(range(1, 43))
        assert {i.owner.name for i in initiatives} == set(places.OFFICES)
        missing = [(i.number, i.owner.name) for i in initiatives if i.status_on is None]
        assert missing == [
            (9, "Beskæftigelsesforvaltningen"), (32, "Kulturforvaltningen"),
        ]  # fmt: skip


def test_the_closed_policy_has_its_printed_money_apart_from_the_running_plan(here):
    """Known answers from a city's inclusion status of 2013: seven committees' 566.7 million, and
    a frame of 9.1 million that two agreements both print."""
    with acting_for(CITY):
        told = {}
        for plan, _n in counts.plans():
            amounts = counts.amounts_of(plan)
            sums = counts.sums(amounts, amounts)
            told[plan.slug] = {(s.step.value, s.first_year): s.kroner for s in sums}
    assert told["inklusionspolitik"] == {
        ("budgeted", 2013): 566_700_000, ("budgeted", 2014): 9_100_000,
    }  # fmt: skip
    assert told["handleplan"] == {
        ("applied", 2026): 524_625, ("budgeted", 2026): 50_000, ("granted", 2025): 200_000,
        ("granted", 2026): 200_000,
    }  # fmt: skip


def test_each_committees_budget_and_each_agreed_item_is_the_printed_one(here):
    """Known answers from the same report: chapter 10 by committee, chapter 12 by item; million."""
    with acting_for(CITY):
        plan = counts.plan_with("inklusionspolitik")
        amounts = counts.amounts_of(plan)
        by_committee = {
            a.unit.name: a.kroner / 1e6 for a in amounts if a.first_year == 2013 and a.unit
        }
        items = [
            a.kroner / 1e6 for a in amounts if a.initiative_id and a.part_of and
            a.part_of.title.startswith("Aftale")
        ]  # fmt: skip
        goals = [goal.number for goal in counts.goals_of(plan)]
        advice = counts.recommendations_of(plan)
    assert by_committee == {
        "Beskæftigelsesudvalget": 160.6, "Børneudvalget": 218.0, "Kulturudvalget": 14.9,
        "Socialudvalget": 118.2, "Sundhedsudvalget": 9.7, "Teknik- og Miljøudvalget": 27.1,
        "Økonomiudvalget": 18.2,
    }  # fmt: skip
    assert sorted(items) == [0.3, 0.5, 0.5, 1.0, 1.0, 1.8, 2.0, 2.0]
    assert goals == ["1", "2", "3", "4", "5", "", "7", ""]
    assert [a.outcome for a in advice].count("unanswered") == 5
    assert len(advice) == 6


def test_campaigns_and_a_strategy_stand_as_initiatives_with_what_they_made(here):
    with acting_for(CITY):
        running = counts.present_plan(TODAY)
        campaign = counts.initiative_of(running, 13)
        outputs = {o.unit: o.promised for o in campaign.outputs.all()}
        strategy = counts.initiative_of(counts.plan_with("inklusionspolitik"), 15)
        promised = [(o.unit, o.promised) for o in strategy.outputs.all()]
        runs = [(c.channel, c.message) for c in campaign.campaigns.all()]
        programme = counts.turnover(counts.initiative_of(running, 1), TODAY)
    assert outputs == {"plakatsøjler": None}
    assert promised == [("strategier for byrådet", 1)]
    assert runs == [("poster", "Er du blevet diskrimineret? Ring og få råd")]
    assert [(t.hand, t.joined, t.left, t.there) for t in programme] == [("company", 6, 3, 3)]


def test_the_follow_up_group_met_three_times_and_one_meeting_waits(here):
    """Known answer: a group gathered again in 2024 met in April, October and May."""
    with acting_for(CITY):
        group = counts.group_of(counts.present_plan(TODAY))
    assert [(m.on.month, m.on.day) for m in group.meetings] == [(5, 26), (10, 7), (4, 3)]
    assert group.waiting == 1


def test_three_reports_are_frozen_and_everybody_reads_them_beside_the_printed(here):
    """Known answers: 9,859 visits in 2023; 42 initiatives and 18 workshops lowered to 15 in 2025;
    566.7 million of seven committees and one frame of 9.1 million in 2013."""
    anybody = Client()
    told = {}
    for place in (
        "medborgerhuset/centrets-aar-2023", "sundhavn/status-paa-handleplanen-2026",
        "sundhavn/inklusionsrapport-2013",
    ):  # fmt: skip
        page = anybody.get(f"/rapport/{place}/1/").content.decode()
        compared = anybody.get(f"/rapport/{place}/1/trykt/").content.decode()
        told[place.split("/")[1][:6]] = page, re.findall(r"(Ens|Forskellig) \((\d+)\)", compared)
    (year, of_year), (status, of_status), (inclusion, of_inclusion) = told.values()
    assert "9.859" in year
    assert "7.770.000" in year  # 4.15 + 2.38 + 1.24 million from the money book
    assert "Nu brygger jeg kaffen" in year
    assert "18, ændret til 15" in status
    assert ">42</a> indsatser" in status
    assert "566.700.000" in inclusion
    assert "9.100.000" in inclusion
    assert "18.200.000</a>" not in inclusion
    assert of_year == [("Ens", "44"), ("Forskellig", "6")]
    assert of_status == [("Ens", "21"), ("Forskellig", "2")]
    assert of_inclusion == [("Ens", "25"), ("Forskellig", "0")]


def test_every_number_of_the_printed_year_has_a_judgement_and_a_reason_where_it_is_not_equal(here):
    """Known answers from the printed report of 2023: 87 numbers; what came of 31 women on eight
    lines of 1 to 11, which are withheld where fewer than ten stand on one."""
    with acting_for(HOUSE):
        edition = FrozenEdition.objects.owned().get(title="Centrets år 2023")
        book = comparing.Book(papers.placed_in(edition), papers.written_in(edition))
        rows = [comparing.Printed(**row) for row in Comparison.objects.owned().get().rows]
    lines = comparing.compared(rows, book)
    assert len(lines) == len({row.id for row in rows}) == 87
    assert list(comparing.counted(lines).values()) == [44, 6, 8, 29]
    assert comparing.typed(lines) == 0
    assert [x for x in lines if x.grade != comparing.Grade.EQUAL and not x.why] == []
    withheld = {x.printed.id for x in lines if x.grade == comparing.Grade.WITHHELD}
    assert {name[:12] for name in withheld} == {"dw2023-empl-"}
    assert not any(x.given for x in lines if x.grade == comparing.Grade.WITHHELD)


def test_next_years_report_is_begun_and_says_who_is_missing(here):
    birgitte = Account.objects.get(email=BIRGITTE.email)
    client = Client()
    client.force_login(birgitte)
    listed = client.get("/rapporter/").content.decode()
    missing = listed.split("Mangler:")[1].split("</p>")[0]
    assert "Socialforvaltningen" in missing
    assert "Kulturforvaltningen" not in missing


def test_counts_are_accepted_asked_back_late_by_name_and_open(here):
    with acting_for(CITY):
        duties = CountDuty.objects.owned().select_related("organisation", "addressed_to")
        every = standings_of(list(duties), TODAY)
    stages = {(s.duty.number, s.quarter): s.stage.value for s in every}
    assert {stages[n, "2026-Q4"] for n in (12, 14, 2)} == {"owed"}
    assert [stages[12, q] for q in ("2025-Q1", "2026-Q3")] == ["accepted", "accepted"]
    assert stages[14, "2026-Q3"] == "asked_back"
    late = [(s.duty.addressed_to.name, s.quarter) for s in counts.late_counts(every)]
    assert late == [("Naboerne i Nord", "2026-Q3")]


def test_what_was_sent_is_what_the_figure_says(here):
    with acting_for(CITY):
        every = standings_of(list(CountDuty.objects.owned().filter(number=12)), TODAY)
        (standing,) = (s for s in every if s.quarter == "2026-Q2")
        sent = {number.figure.id: number.value for number in standing.accepted_numbers}
    assert sent["centre.visits"] == figure("centre.visits", "2026-Q2").total > 500


def test_one_number_can_be_followed_from_the_door_to_the_city(here):
    """The four steps of the start page: count a guest, send the open quarter, accept it."""
    period = Period.parse("2026-Q4")
    jonas, birgitte = (Account.objects.get(email=p.email) for p in (JONAS, BIRGITTE))
    with acting_for(HOUSE):
        assert not Count.objects.owned().filter(year=2026, quarter=4).exists()
        duty = CountDuty.objects.get_queryset().get(number=12)
        before = counts.live_values(duty, period)[0].total
        now = clock.now()
        count_visit(id=new_id(), on=now.date(), hour=now.hour, by=jonas, at=now)
        seen = {value.figure.id: value.total for value in counts.live_values(duty, period)}
        assert seen["centre.visits"] == before + 1
        sheet = policy.Sheet(version=0, seen=seen, approved=list(seen))
        count = policy.send(id=new_id(), duty=duty, period=period, sheet=sheet, by=jonas, at=now)
        assert not count.is_final
    with acting_for(CITY):
        sent = Count.objects.get_queryset().get(pk=count.pk)
        answer = policy.accept(
            id=new_id(), count=sent, version=sent.version, by=birgitte, at=clock.now()
        )
        assert answer.values["centre.visits"]["value"] == before + 1


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
    assert (told, len(here)) == ([], 26)
