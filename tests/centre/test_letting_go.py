"""Thirteen months after a visit its card is let go, and no number of the year moves."""

from datetime import date, datetime, time

import pytest
from django.utils import timezone

from favn.centre.models import Participation, Visit
from favn.config.commands.retention import Night
from favn.kit import clock, store
from favn.kit.figures import rows_behind, value
from favn.people.persons import walk
from favn.people.persons.models import Card
from favn.people.register import actions as retention
from favn.people.register import due
from favn.statistics.figures import Edition, Period
from tests.cast import TODAY, new_id

IN_MARCH, IN_DECEMBER = date(2025, 3, 10), date(2025, 12, 10)
"""Of one closed year, seen from 19 November 2026: one is past its thirteen months."""
YEAR = Period(2025)


@pytest.fixture
def guests(work):
    """Three with cards: one in both months, one in March, one in December; and one without."""
    cards = [card(work) for _ in range(3)]
    for which, on in ((0, IN_MARCH), (0, IN_DECEMBER), (1, IN_MARCH), (2, IN_DECEMBER)):
        visit(work, cards[which], on)
    visit(work, None, IN_MARCH)
    return cards


def card(work, issued=date(2025, 3, 1)):
    with work.acting():
        at = timezone.make_aware(datetime.combine(issued, time(12)))
        return Card.objects.create(organisation=work.cast.medborgerhuset, issued_at=at)


def visit(work, whose, on, **more):
    with work.acting():
        row = Visit(
            id=new_id(), organisation=work.cast.medborgerhuset, on=on, hour=14, card=whose, **more
        )
        row.save()
        store.changed(row)
        return row


def at(day):
    return timezone.make_aware(datetime.combine(day, time(3, 10)))


def night(work, captured, day=TODAY):
    with captured(execute=True), work.acting():
        return retention.keep_clocks(by=Night(), at=at(day)).done


def uniques(work, period=YEAR):
    with work.acting():
        return value("centre.guests", work.cast.medborgerhuset.pk, period, edition=Edition.INTERNAL)


def content(work):
    return store.refreshed(work.cast.medborgerhuset.pk, 2025).snapshot().hash


def leads(work, model=Visit):
    with work.acting():
        rows = model.objects.owned().exclude(card=None)
        return sorted(rows.values_list("on", flat=True))


def test_visits_let_their_card_go_and_the_years_guests_are_the_same(
    work, guests, django_capture_on_commit_callbacks
):
    before, stored = uniques(work), content(work)
    assert before.total == 3
    done = night(work, django_capture_on_commit_callbacks)
    assert done["visits"] == 2
    assert leads(work) == [IN_DECEMBER, IN_DECEMBER]
    assert content(work) == stored
    assert uniques(work).total == 3


def test_also_when_the_store_is_lost_and_built_again(
    work, guests, django_capture_on_commit_callbacks
):
    before = content(work)
    night(work, django_capture_on_commit_callbacks)
    with work.acting():
        store.rebuild(work.cast.medborgerhuset.pk)
    assert content(work) == before
    assert uniques(work).total == 3


def test_the_registrations_behind_the_number_are_still_those_with_a_guest(
    work, guests, django_capture_on_commit_callbacks
):
    night(work, django_capture_on_commit_callbacks)
    found = uniques(work)
    with work.acting():
        assert rows_behind(found).count() == 4


def test_next_year_the_rest_goes_with_the_key_and_the_number_stands(
    work, guests, settings, django_capture_on_commit_callbacks
):
    house = work.cast.medborgerhuset.pk
    uniques(work)
    night(work, django_capture_on_commit_callbacks)
    assert 2025 in store.years_with_key(house), "December still leads to its cards"
    settings.TODAY = date(2027, 2, 1)
    night(work, django_capture_on_commit_callbacks, date(2027, 2, 1))
    assert leads(work) == []
    assert 2025 not in store.years_with_key(house)
    with work.acting():
        row = Visit.objects.owned().filter(on=IN_MARCH).first()
        store.changed(row)
    assert uniques(work).total == 3


def test_the_last_day_of_thirteen_months_still_leads_to_its_card(
    work, django_capture_on_commit_callbacks
):
    whose = card(work, date(2025, 10, 1))
    for on in (date(2025, 10, 18), date(2025, 10, 19)):
        visit(work, whose, on)
    night(work, django_capture_on_commit_callbacks)
    assert leads(work) == [date(2025, 10, 19)]


def test_a_second_night_does_nothing_twice(work, guests, django_capture_on_commit_callbacks):
    first = night(work, django_capture_on_commit_callbacks)
    assert night(work, django_capture_on_commit_callbacks) == first


def test_participations_let_go_too_and_one_that_was_voided(
    houses, work, guests, django_capture_on_commit_callbacks
):
    slot = houses.slots["cafe@medborgerhuset"]
    with work.acting():
        session = slot.activity.sessions.create(
            organisation=houses.medborgerhuset, on=IN_MARCH, starts=time(13), ends=time(15)
        )
        Participation(
            id=new_id(), organisation=houses.medborgerhuset, on=IN_MARCH, hour=14,
            session=session, card=guests[0],
        ).save()  # fmt: skip
    visit(work, guests[1], IN_MARCH, voided_at=clock.now(), void="undone")
    done = night(work, django_capture_on_commit_callbacks)
    assert (done["participations"], done["visits"]) == (1, 3)
    assert leads(work, Participation) == []


def test_the_page_says_what_is_due_and_what_went(work, guests, django_capture_on_commit_callbacks):
    text = work.text("/personer/frister/")
    assert "koblinger mellem besøg og kort" in text.split("Det sker næste gang:")[1]
    night(work, django_capture_on_commit_callbacks)
    text = work.text("/personer/frister/")
    assert "koblinger mellem besøg og kort" in text.split("Fristerne blev sidst holdt")[1]
    assert "Det sker næste gang:" not in text


def test_a_card_nobody_used_for_thirteen_months_goes_and_one_in_use_stays(
    work, guests, django_capture_on_commit_callbacks
):
    fresh = card(work, TODAY)
    done = night(work, django_capture_on_commit_callbacks)
    assert done["cards"] == 1
    with work.acting():
        assert set(Card.objects.owned()) == {guests[0], guests[2], fresh}


def test_the_other_houses_visits_are_not_touched(work, guests, django_capture_on_commit_callbacks):
    with work.cast.acting(work.cast.kian):
        theirs = Card.objects.create(organisation=work.cast.naboerne, issued_at=at(IN_MARCH))
        row = Visit(organisation=work.cast.naboerne, on=IN_MARCH, hour=14, card=theirs)
        row.save()
    night(work, django_capture_on_commit_callbacks)
    with work.cast.acting(work.cast.kian):
        assert Visit.objects.get(pk=row.pk).card_id == theirs.pk
        assert [one.key for one in due.every_clock() if one.rows(at(TODAY)).exists()] == ["visits"]


def test_the_persons_own_page_tells_of_no_older_visit(
    work, guests, django_capture_on_commit_callbacks
):
    person = work.person()
    with work.acting():
        Card.objects.filter(pk=guests[0].pk).update(person=person)
    night(work, django_capture_on_commit_callbacks)
    with work.acting():
        told = {path.name: rows for path, rows in walk.extract(person.pk)}
    assert len(told["Besøg med kort"]) == 1
