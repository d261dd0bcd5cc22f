"""Half hours that have begun: not free any more, and not forgotten before it is said who came."""

from datetime import time, timedelta

import pytest

from favn.centre.actions import health as actions
from favn.centre.choices import Booking
from favn.centre.models import Appointment, Duty, HealthCheck
from favn.centre.queries import health as queries
from favn.kit import clock
from favn.kit.refusals import Refused
from tests.cast import TODAY, new_id

MIDNIGHT, HALF_PAST = time(0), time(0, 30)
YESTERDAY = TODAY - timedelta(days=1)


def duty(work, on, starts=MIDNIGHT, ends=HALF_PAST):
    with work.acting("nora"):
        house, who = work.cast.medborgerhuset, work.cast.nora
        return Duty.objects.create(organisation=house, who=who, on=on, starts=starts, ends=ends)


def booked(work, on=YESTERDAY, person=None):
    row, person = duty(work, on), person or work.person()
    with work.acting("nora"):
        return Appointment.objects.create(
            organisation=work.cast.medborgerhuset, duty=row, person=person, starts=MIDNIGHT
        )


def test_a_half_hour_that_has_begun_is_not_called_free(work):
    duty(work, TODAY)
    html = work.text("/sundhed/", "nora")
    assert "Gået" in html
    assert "Ledig" not in html
    with work.acting():
        assert queries.free_half_hours(clock.now(), work.cast.sara) == []


def test_an_appointment_nobody_answered_is_not_forgotten_the_next_day(work):
    booked(work)
    assert "Tider, der mangler et svar" in work.text("/min-dag/", "nora")
    html = work.text("/sundhed/", "nora")
    assert "Zahra Rezai" in html
    assert "Tider, der mangler et svar" not in work.text("/min-dag/", "sara")


def test_it_is_answered_from_there(work):
    row = booked(work)
    work.post(f"/sundhed/aftale/{row.pk}/", "nora", verb="no_show")
    assert work.again(row, "nora").state == Booking.NO_SHOW
    assert "Zahra Rezai" not in work.text("/sundhed/", "nora")


def test_the_check_of_yesterdays_appointment_begins_on_its_day(work):
    row = booked(work)
    address = f"/personer/{row.person_id}/sundhed/"
    html = work.text(f"{address}?aftale={row.pk}", "nora")
    assert f'value="{YESTERDAY.isoformat()}"' in html
    form = {"verb": "hold", "id": str(new_id()), "topics": ["pain"], "on": YESTERDAY.isoformat()}
    work.post(address, "nora", appointment=str(row.pk), **form)
    with work.acting("nora"):
        assert HealthCheck.objects.owned().get().on == YESTERDAY
    assert work.again(row, "nora").state == Booking.CAME


def test_nobody_stays_away_before_the_time_has_come(work):
    row = booked(work, on=TODAY + timedelta(days=1))
    assert "Kom ikke" not in work.text("/sundhed/", "nora")
    with work.acting("nora"), pytest.raises(Refused, match="Tiden er ikke kommet endnu"):
        actions.end_appointment(
            row=row, version=1, to=Booking.NO_SHOW, by=work.cast.nora, at=clock.now()
        )
    assert work.again(row, "nora").state == Booking.BOOKED
