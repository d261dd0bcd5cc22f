"""The verbs: each leaves a trace and a mark for the store, and none crosses the border."""

from datetime import time, timedelta

import pytest

from favn.centre import actions
from favn.centre.choices import Void
from favn.centre.models import Activity, Session, Slot
from favn.kit import clock, history
from favn.kit.models import Change, History
from favn.kit.records import ForeignTenant
from favn.kit.tenancy import NoTenant, acting_for
from tests.cast import TODAY, new_id


@pytest.fixture
def at_home(desk):
    with acting_for(desk.cast.medborgerhuset.pk):
        yield desk


def who(desk):
    return {"by": desk.cast.amina, "at": clock.now()}


def marks():
    return Change.objects.get_queryset().count()


def test_every_verb_leaves_one_line_and_one_mark_or_more(at_home):
    visit = at_home.visit()
    steps = [
        lambda: actions.void(entry=visit, why=Void.WRONG, reason="x", **who(at_home)),
        lambda: actions.restore(entry=visit, **who(at_home)),
        lambda: actions.correct(entry=visit, to={"hour": 8}, reason="x", **who(at_home)),
        lambda: actions.undo(entry=visit, **who(at_home)),
    ]
    for lines, step in enumerate(steps, start=2):
        before = marks()
        step()
        assert history.of(visit).count() == lines
        assert marks() > before


def test_the_same_id_sent_twice_gives_the_row_that_stands(at_home):
    pk = new_id()
    first = at_home.visit(id=pk, hour=9)
    second = at_home.visit(id=pk, hour=17)
    assert (second.pk, second.hour) == (first.pk, 9)
    assert History.objects.get_queryset().count() == 1


def test_an_undone_tap_sent_again_stays_undone(at_home):
    pk = new_id()
    actions.undo(entry=at_home.visit(id=pk), **who(at_home))
    assert at_home.visit(id=pk).voided_at is not None


def test_an_id_of_the_neighbours_is_taken(at_home):
    pk = new_id()
    with acting_for(at_home.cast.naboerne.pk):
        actions.count_visit(id=pk, on=TODAY, hour=9, by=at_home.cast.leila, at=clock.now())
    with pytest.raises(actions.Taken):
        at_home.visit(id=pk)


def test_two_who_save_the_same_record(at_home):
    row = at_home.visit()
    other = type(row).objects.owned().get(pk=row.pk)
    actions.correct(entry=row, to={"hour": 8}, reason="x", **who(at_home))
    with pytest.raises(actions.Conflict):
        actions.correct(entry=other, to={"hour": 9}, reason="y", **who(at_home))
    with pytest.raises(actions.Conflict):
        actions.void(entry=other, why=Void.WRONG, **who(at_home))
    assert history.of(row).count() == 2


def test_a_refused_correction_leaves_no_mark_and_no_line(at_home):
    row = at_home.visit()
    before = marks()
    to = {"on": TODAY + timedelta(days=1)}
    with pytest.raises(actions.Refused):
        actions.correct(entry=row, to=to, reason="x", **who(at_home))
    assert (marks(), history.of(row).count()) == (before, 1)


def test_a_participation_cannot_leave_the_day_of_its_session(at_home):
    slot = at_home.cast.slots["cafe@medborgerhuset"]
    session = actions.open_slot(slot=slot, on=TODAY, **who(at_home))
    row = actions.count_participation(id=new_id(), session=session, hour=13, **who(at_home))
    to = {"on": TODAY - timedelta(days=1)}
    with pytest.raises(actions.Refused):
        actions.correct(entry=row, to=to, reason="x", **who(at_home))


def test_a_slot_is_opened_once_and_not_for_days_to_come(at_home):
    slot = at_home.cast.slots["cafe@medborgerhuset"]
    first = actions.open_slot(slot=slot, on=TODAY, **who(at_home))
    assert actions.open_slot(slot=slot, on=TODAY, **who(at_home)) == first
    with pytest.raises(actions.Refused):
        actions.open_slot(slot=slot, on=TODAY + timedelta(days=7), **who(at_home))
    assert Session.objects.owned().count() == 1


def test_nothing_of_the_neighbours_can_be_pointed_at(at_home):
    foreign = at_home.cast.activities["cafe@naboerne"]
    with pytest.raises(Exception, match=r"border|violates"):
        actions.add_session(
            id=new_id(), activity=foreign, on=TODAY, starts=time(9), ends=time(10), **who(at_home)
        )


def test_nothing_is_written_without_saying_for_whom(houses):
    with pytest.raises(NoTenant):
        actions.count_visit(id=new_id(), on=TODAY, hour=9, by=houses.amina, at=clock.now())


def test_a_record_of_the_neighbours_cannot_be_saved(at_home):
    foreign = at_home.cast.activities["cafe@naboerne"]
    with pytest.raises(ForeignTenant):
        actions.retire(record=Activity(pk=foreign.pk, organisation=foreign.organisation,
                                       name="x"), **who(at_home))  # fmt: skip


@pytest.mark.parametrize(
    ("name", "slug"),
    [("Fællesspisning på gården", "faellesspisning-paa-gaarden"), ("مقهى", "uden-navn")],
)
def test_a_new_activity_gets_a_short_key_of_its_own(at_home, name, slug):
    made = actions.add_activity(id=new_id(), name=name, **who(at_home))
    assert made.slug == slug
    again = actions.add_activity(id=new_id(), name=f"{name}!", **who(at_home))
    assert again.slug == f"{slug}-2"


def test_an_activity_is_retired_when_its_times_have_ended_and_can_come_back(at_home):
    activity = at_home.cast.activities["cafe@medborgerhuset"]
    slot = at_home.cast.slots["cafe@medborgerhuset"]
    with pytest.raises(actions.Refused):
        actions.retire(record=activity, **who(at_home))
    yesterday = TODAY - timedelta(days=1)
    actions.end_slot(slot=slot, last_on=yesterday, seen=None, **who(at_home))
    actions.retire(record=activity, **who(at_home))
    assert Activity.objects.owned().get(pk=activity.pk).retired_at is not None
    actions.reuse(record=activity, **who(at_home))
    assert Activity.objects.owned().get(pk=activity.pk).retired_at is None


def test_the_second_who_ends_a_time_is_told(at_home):
    slot = at_home.cast.slots["cafe@medborgerhuset"]
    actions.end_slot(slot=slot, last_on=TODAY, seen=None, **who(at_home))
    with pytest.raises(actions.Conflict):
        actions.end_slot(slot=slot, last_on=TODAY, seen=None, **who(at_home))
    assert Slot.objects.owned().get(pk=slot.pk).last_on == TODAY
