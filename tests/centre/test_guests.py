"""The page on how many different guests came: cards exactly, the rest from and to."""

from datetime import timedelta

import pytest
from django.utils import timezone

from favn.centre.models import Visit
from favn.centre.queries.guests import at_the_door
from favn.config.commands.retention import Night
from favn.kit import clock, store
from favn.kit.figures import value
from favn.people.persons.models import Card, Person
from favn.people.register import actions as retention
from favn.statistics.figures import Edition, Period
from favn.statistics.visitors import bounds
from tests.cast import NOW, TODAY, new_id

PAGE = "/gaester/"
BORN = {"created_at": NOW, "last_contact_on": TODAY}
YEAR = Period(TODAY.year)


def came(work, *visits, house=None):
    """Visits as (day, hour, card or None), and the year's store told of them."""
    house = house or work.cast.medborgerhuset
    with work.acting():
        rows = [
            Visit(id=new_id(), organisation=house, on=on, hour=hour, card=card,
                  year=on.year, month=on.month, weekday=on.isoweekday())
            for on, hour, card in visits
        ]  # fmt: skip
        Visit.objects.bulk_create(rows)
        months = sorted({(row.year, row.month) for row in rows})
        store.mark_months("centre.visit", house.pk, months)


def cards(work, many):
    with work.acting():
        return Card.objects.bulk_create(
            Card(organisation=work.cast.medborgerhuset, issued_at=clock.now()) for _ in range(many)
        )


@pytest.fixture
def autumn(work):
    """Forty cards shown once to five times and 60 visits without one, ten of them at one hour."""
    days = [TODAY - timedelta(n) for n in range(60)]
    every = cards(work, 40)
    shown = [(days[(7 * n + 11 * k) % 60], 14, card) for n, card in enumerate(every)
             for k in range(n % 5 + 1)]  # fmt: skip
    bare = [(days[0], 12, None)] * 10 + [(days[n % 50 + 1], 13, None) for n in range(50)]
    came(work, *shown, *bare)
    return every


def door(work, period=YEAR):
    with work.acting():
        return at_the_door(work.cast.medborgerhuset.pk, period)


def test_the_page_tells_cards_exactly_and_the_rest_from_the_fewest_to_the_most(work, autumn):
    html = work.text(PAGE, "mehmet")
    assert "Mindst 40 og højst 100 forskellige gæster" in html
    assert '40</span> <span class="fv-unit">forskellige kort' in html
    assert "Chao1 (Chao 1984)" in html
    assert "Kan ikke siges" not in html
    assert html.count("<svg viewBox") == 2


def test_the_cards_are_those_of_the_figure(work, autumn):
    for period in (YEAR, Period(TODAY.year, "month", TODAY.month)):
        with work.acting():
            figure = value("centre.guests", work.cast.medborgerhuset.pk, period,
                           edition=Edition.INTERNAL)  # fmt: skip
            visits = value("centre.visits", work.cast.medborgerhuset.pk, period,
                           edition=Edition.INTERNAL)  # fmt: skip
        assert (door(work, period).cards, door(work, period).visits) == (figure.total, visits.total)


def test_a_month_has_its_own_page(work, autumn):
    html = work.text(f"{PAGE}?aar={TODAY.year}&maaned={TODAY.month}", "mehmet")
    assert "Hvor mange forskellige, november 2026" in html
    assert f"/tal/centre.guests@medborgerhuset/2026-{TODAY.month}/" in html


def test_visits_that_let_their_card_go_count_their_guest_once(
    work, django_capture_on_commit_callbacks
):
    """One guest in March, whose visit has let go, and in December, whose visit has not."""
    one, other = cards(work, 2)
    march, december = TODAY.replace(year=2025, month=3), TODAY.replace(year=2025, month=12)
    came(work, (march, 14, one), (december, 14, one), (december, 14, other), (march, 15, None))
    before = door(work, Period(2025))
    night = timezone.make_aware(timezone.datetime(TODAY.year, TODAY.month, TODAY.day, 3, 10))
    with django_capture_on_commit_callbacks(execute=True), work.acting():
        assert retention.keep_clocks(by=Night(), at=night).done["visits"] == 1
    assert door(work, Period(2025)) == before
    assert (before.cards, before.without, before.times) == (2, 1, {1: 1, 2: 1})


def test_few_cards_have_bounds_and_no_estimate(work):
    (card,) = cards(work, 1)
    came(work, (TODAY, 14, card), (TODAY, 14, None), (TODAY, 15, None))
    html = work.text(PAGE, "mehmet")
    assert "Mindst 1 og højst 3 forskellige gæster" in html
    assert html.count("Kort vist i perioden: 1. Der skal mindst 30 til et skøn.") == 2


def test_guests_who_show_their_card_twice_a_day_refuse_that_nobody_does(work):
    every = cards(work, 3)
    came(work, *[(TODAY, hour, card) for hour in (10, 14) for card in every], (TODAY, 10, None))
    assert work.text(PAGE, "mehmet").count("3 af 6 besøg. Så kan gæster uden kort") == 1


@pytest.mark.parametrize(
    ("visits", "sentence"), [(0, "Ingen besøg er talt i perioden."), (2, "Så er tallet præcist.")]
)
def test_where_nobody_came_or_all_showed_a_card_there_is_nothing_to_guess(work, visits, sentence):
    (card,) = cards(work, 1)
    came(work, *[(TODAY, 14, card)] * visits)
    html = work.text(PAGE, "mehmet")
    assert sentence in html
    assert "Bedste bud" not in html


def test_another_houses_guests_are_not_counted_along(work, autumn):
    with work.acting("leila"):
        assert at_the_door(work.cast.naboerne.pk, YEAR).visits == 0


@pytest.mark.parametrize("query", ["?aar=x", "?aar=9999", "?maaned=13", "?maaned=x"])
def test_a_period_that_cannot_be_is_this_year(work, query):
    assert "Hvor mange forskellige, 2026" in work.text(PAGE + query, "mehmet")


@pytest.mark.parametrize("name", ["amina", "sara", "birgitte"])
def test_whoever_does_not_read_exact_numbers_has_no_such_page(work, name):
    work.text(PAGE, name, 403)


def test_the_figure_and_the_year_lead_there_for_its_own_house(work, autumn):
    figure = "/tal/centre.guests@medborgerhuset/2026-11/"
    assert "/gaester/?aar=2026&amp;maaned=11" in work.text(figure, "mehmet")
    assert "/gaester/?aar=2026" in work.text("/aar/2026/", "mehmet")
    assert "/gaester/" not in work.text("/aar/2026/", "sara")
    assert "/gaester/" not in work.text("/tal/centre.visits@medborgerhuset/2026/", "mehmet")


def test_a_lost_card_and_its_successor_may_be_one_guest(work):
    old, other, new = cards(work, 3)
    with work.acting():
        Card.objects.owned().filter(pk=old.pk).update(retired_at=clock.now())
        Card.objects.owned().filter(pk=new.pk).update(issued_at=clock.now() + timedelta(minutes=1))
    yesterday = TODAY - timedelta(1)
    came(work, (yesterday, 10, old), (yesterday, 11, other), (TODAY, 10, new))
    found = bounds(door(work))
    assert (door(work).cards, found.low, found.high) == (3, 2, 3)
    html = work.cast.visit(work.cast.jonas).get(PAGE).content.decode()
    assert "Mindst 2 og højst 3 forskellige gæster" in html
    assert "Så er tallet præcist" not in html


def test_two_cards_of_one_person_are_one_and_a_lost_one_without_a_successor_is_itself(work):
    one, two, lost = cards(work, 3)
    with work.acting():
        person = Person.objects.create(organisation=work.cast.medborgerhuset, name="Amal", **BORN)
        Card.objects.owned().filter(pk__in=(one.pk, two.pk)).update(person=person)
        Card.objects.owned().filter(pk=lost.pk).update(retired_at=clock.now())
    came(work, *((TODAY, 9 + n, card) for n, card in enumerate((one, two, lost))))
    assert (door(work).cards, bounds(door(work)).low) == (3, 2)


@pytest.mark.parametrize("named", ["the lost one", "its successor"])
def test_a_lost_card_and_its_successor_may_be_one_guest_also_where_one_has_a_name(work, named):
    old, new = cards(work, 2)
    with work.acting():
        person = Person.objects.create(organisation=work.cast.medborgerhuset, name="Amal", **BORN)
        whose = old if named == "the lost one" else new
        Card.objects.owned().filter(pk=whose.pk).update(person=person)
        Card.objects.owned().filter(pk=old.pk).update(retired_at=clock.now())
        Card.objects.owned().filter(pk=new.pk).update(issued_at=clock.now() + timedelta(minutes=1))
    came(work, (TODAY - timedelta(1), 10, old), (TODAY, 10, new))
    found = bounds(door(work))
    assert (door(work).cards, found.low, found.high) == (2, 1, 2)
