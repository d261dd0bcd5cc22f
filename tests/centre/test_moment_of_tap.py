"""When a tap happened, whatever the clock of the device says."""

from datetime import UTC, datetime, timedelta

import pytest
from django import forms
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from favn.centre.choices import Source
from favn.centre.forms.taps import OLDEST_QUEUE, moment_of_tap
from favn.centre.models import Visit
from favn.kit import clock
from tests.cast import TODAY

NOW = datetime(2026, 11, 19, 13, 5, tzinfo=UTC)
WRONG = st.timedeltas(min_value=timedelta(days=-4000), max_value=timedelta(days=4000))
WAITED = st.timedeltas(min_value=timedelta(0), max_value=OLDEST_QUEUE)


@given(WRONG, WAITED)
def test_the_hours_it_waited_are_believed_and_the_devices_date_is_not(wrong, waited):
    device_now = NOW + wrong
    assert moment_of_tap(device_now - waited, device_now, NOW) == NOW - waited


@given(WRONG, WRONG)
def test_no_tap_lies_in_the_future_and_one_that_waited_too_long_gets_no_false_day(tapped, sent):
    if sent - tapped > OLDEST_QUEUE:
        with pytest.raises(forms.ValidationError, match="14 dage"):
            moment_of_tap(NOW + tapped, NOW + sent, NOW)
    else:
        moment = moment_of_tap(NOW + tapped, NOW + sent, NOW)
        assert moment == NOW - max(sent - tapped, timedelta(0))


@given(WRONG)
def test_a_device_that_does_not_say_what_its_clock_shows_counts_now(tapped):
    assert moment_of_tap(NOW + tapped, None, NOW) == NOW
    assert moment_of_tap(None, NOW + tapped, NOW) == NOW


def as_sent(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def test_a_tablet_a_day_ahead_that_waited_two_hours_is_counted_two_hours_ago(desk):
    device = clock.now() + timedelta(days=1)
    waited = timedelta(hours=2)
    desk.tap(json=True, tapped_at=as_sent(device - waited), sent_at=as_sent(device))
    (visit,) = desk.rows(Visit)
    then = timezone.localtime(clock.now() - waited)
    assert (visit.on, visit.hour) == (then.date(), then.hour)


def test_a_queue_from_yesterday_is_counted_yesterday_and_is_no_late_entry(desk):
    device = datetime(2001, 1, 1, tzinfo=UTC)
    desk.tap(json=True, tapped_at=as_sent(device - timedelta(days=1)), sent_at=as_sent(device))
    (visit,) = desk.rows(Visit)
    assert visit.on == TODAY - timedelta(days=1)
    assert visit.source == Source.DESK


def test_a_tap_that_waited_over_14_days_is_refused_with_a_sentence_and_counts_nowhere(desk):
    device = clock.now()
    waited = OLDEST_QUEUE + timedelta(minutes=1)
    answer = desk.tap(json=True, tapped_at=as_sent(device - waited), sent_at=as_sent(device))
    assert answer.status_code == 422
    assert "over 14 dage gammelt" in answer.json()["refused"]
    assert desk.rows(Visit) == []
