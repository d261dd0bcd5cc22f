"""What a page still shows and somebody else has ended meanwhile is not written in any more."""

from contextlib import contextmanager
from datetime import time, timedelta

import pytest
from django.db import transaction

from favn.centre.actions import cases, health
from favn.centre.choices import Ending, Work
from favn.centre.models import Case, Task
from favn.kit import clock
from favn.kit.refusals import Refused
from favn.people.accounts.models import Membership
from tests.cast import TODAY, new_id
from tests.windows import Window, beside

TOMORROW = TODAY + timedelta(days=1)
committing = pytest.mark.django_db(transaction=True)


def add(work, case):
    return cases.add_task(
        id=new_id(), person=case.person, case=case, kind=Work.TASK, what="Ring", due_on=TODAY,
        by=work.cast.sara, at=clock.now(),
    )  # fmt: skip


def close(work, case):
    return cases.close_case(
        case=case, version=case.version, ending=Ending.HELPED, by=work.cast.sara, at=clock.now()
    )


def duty(work):
    return health.plan_duty(
        id=new_id(), on=TOMORROW, starts=time(17), ends=time(18), with_volunteer="",
        by=work.cast.nora, at=clock.now(),
    )  # fmt: skip


def give(work, row, person):
    return health.give(
        id=new_id(), duty=row, starts=time(17), person=person, needs="", by=work.cast.sara,
        at=clock.now(),
    )  # fmt: skip


@contextmanager
def not_done(acting, verb):
    with acting(), transaction.atomic():
        verb()
        yield


def test_nothing_is_written_in_a_case_that_was_closed_in_another_window(work):
    page = work.case()
    with work.acting():
        close(work, Case.objects.owned().get(pk=page.pk))
    assert page.closed_at is None  # As the other window still shows it.
    for verb in (work.task, work.talk):
        with pytest.raises(Refused, match="Sagen er sluttet"):
            verb(page)


def test_a_half_hour_of_a_duty_that_is_gone_is_not_given(work):
    with work.acting("nora"):
        row = duty(work)
        key = row.pk
        health.remove_duty(duty=row, by=work.cast.nora, at=clock.now())
    row.pk = key
    with work.acting(), pytest.raises(Refused, match="Vagten er fjernet imens"):
        give(work, row, work.person())


@pytest.mark.parametrize("how", ["gone", "asleep"])
def test_nobody_who_has_left_is_given_a_case(work, how):
    case, member = work.case(), work.member("tove")
    with work.acting():
        leave(member, how)
    with work.acting(), pytest.raises(Refused, match="vælg en anden"):
        cases.give_case(
            case=case, version=case.version, to=member, by=work.cast.sara, at=clock.now()
        )
    assert work.again(case).owner == work.cast.sara


def leave(member, how):
    if how == "asleep":
        type(member.account).objects.filter(pk=member.account_id).update(is_active=False)
    else:
        Membership.objects.filter(pk=member.pk).delete()


@committing
def test_a_task_that_is_being_written_keeps_the_case_open(transactional_db, work):
    case = work.case()
    writing = not_done(work.acting, lambda: add(work, case))
    window = beside(writing, Window(work.acting, lambda: close(work, case)))
    assert window.said is not None
    assert "åbne opgaver" in window.said
    with work.acting():
        assert Task.objects.owned().count() == 1
    assert work.again(case).closed_at is None


@committing
def test_a_duty_is_not_removed_while_a_half_hour_of_it_is_given(transactional_db, work):
    person = work.person()
    with work.acting("nora"):
        row = duty(work)
    giving = not_done(work.acting, lambda: give(work, row, person))

    def remove():
        health.remove_duty(duty=row, by=work.cast.nora, at=clock.now())

    window = beside(giving, Window(lambda: work.acting("nora"), remove))
    assert window.said is not None
    assert "aftaler i vagten" in window.said
