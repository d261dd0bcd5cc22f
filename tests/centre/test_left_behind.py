"""What somebody who left carried is found by the leader, without a word of it, and given on."""

from datetime import time, timedelta

import pytest

from favn.centre.actions import cases, health
from favn.centre.choices import CaseKind, Work
from favn.centre.models import Duty, Task
from favn.kit import clock
from favn.kit.refusals import Refused
from favn.people.accounts.actions.leaving import end_access
from favn.people.accounts.models import Membership
from favn.people.referrals import actions as referrals
from favn.people.referrals.actions.steps import Offer
from favn.people.referrals.choices import Way
from tests.cast import TODAY, join, new_id

TOMORROW = TODAY + timedelta(days=1)
PAGE = "/efterladt/"


def leave(work, name):
    with work.acting("jonas"):
        row = (
            Membership.objects.owned()
            .select_related("account")
            .get(account=getattr(work.cast, name))
        )
        end_access(membership=row, by=work.cast.jonas, at=clock.now())


def duty(work, who="nora"):
    with work.acting(who):
        return health.plan_duty(
            id=new_id(), on=TOMORROW, starts=time(17), ends=time(18), with_volunteer="",
            by=getattr(work.cast, who), at=clock.now(),
        )  # fmt: skip


def give(work, row, person):
    with work.acting():
        health.give(
            id=new_id(), duty=row, starts=time(17), person=person, needs="", by=work.cast.sara,
            at=clock.now(),
        )  # fmt: skip


def loose_task(work, person, who="nora"):
    with work.acting(who):
        return cases.add_task(
            id=new_id(), person=person, case=None, kind=Work.DOCTOR, what="KANARIE ring",
            due_on=TODAY, by=getattr(work.cast, who), at=clock.now(),
        )  # fmt: skip


def test_nothing_stands_there_while_everybody_is_here(work):
    work.case()
    assert "Ingen, der er rejst" in work.text(PAGE, "jonas")


def test_an_open_case_is_found_opened_with_a_reason_and_given_on(work):
    case = work.case(by="siv", person=work.person(by="siv"))
    work.task(case, by="siv")
    leave(work, "siv")
    html = work.text(PAGE, "jonas")
    assert str(case.pk) in html
    assert "Zahra" not in html
    reason = {"id": str(new_id()), "reason": "Siv er rejst, og fristen er i dag", "next": ""}
    work.post(f"/adgang/{case.person_id}/", "jonas", **reason)
    form = {"verb": "give", "version": "1", "to": str(work.cast.sara.pk)}
    assert work.post(f"/sager/{case.pk}/", "jonas", **form).status_code == 302
    assert work.again(case).owner == work.cast.sara
    with work.acting():
        assert Task.objects.owned().get().owner == work.cast.sara
    assert "Ingen, der er rejst" in work.text(PAGE, "jonas")


def test_tasks_in_no_case_go_to_a_colleague_of_health_and_no_word_is_read(work):
    join(work.cast, "rita", work.cast.medborgerhuset, "nurse", None)
    task = loose_task(work, work.person())
    leave(work, "nora")
    html = work.text(PAGE, "jonas")
    assert "1 opgave uden sag" in html
    assert "KANARIE" not in html
    left = {"left": str(work.cast.nora.pk)}
    assert work.post(PAGE, "jonas", **left, to=str(work.cast.sara.pk)).status_code == 422
    assert work.post(PAGE, "jonas", **left, to=str(work.cast.rita.pk)).status_code == 302
    assert work.again(task, "rita").owner == work.cast.rita


def test_tasks_of_somebody_who_is_here_are_not_taken(work):
    join(work.cast, "rita", work.cast.medborgerhuset, "nurse", None)
    task = loose_task(work, work.person())
    form = {"left": str(work.cast.nora.pk), "to": str(work.cast.rita.pk)}
    assert work.post(PAGE, "jonas", **form).status_code == 404
    assert work.again(task, "nora").owner == work.cast.nora


def test_a_colleague_of_health_takes_over_the_duty_with_its_times(work):
    join(work.cast, "rita", work.cast.medborgerhuset, "nurse", None)
    row = duty(work)
    give(work, row, work.person())
    with work.acting("rita"), pytest.raises(Refused, match="selv vagten"):
        health.take_duty(duty=row, by=work.cast.rita, at=clock.now())
    leave(work, "nora")
    assert "1 tid er givet" in work.text(PAGE, "jonas")
    assert "Nora har forladt huset" in work.text("/sundhed/", "rita")
    work.post("/sundhed/", "rita", verb="take", duty=str(row.pk))
    assert "Zahra Rezai" in work.text("/sundhed/", "rita")
    with work.acting("rita"):
        assert Duty.objects.owned().get().who == work.cast.rita


def test_who_was_sent_to_them_is_told_by_whom(work):
    person = work.person()
    with work.acting():
        offered = Offer(Way.INSIDE, "Søvn", work.cast.nora)
        referrals.offer(
            id=new_id(), person=person, wanted=offered, by=work.cast.sara, at=clock.now()
        )
    leave(work, "nora")
    html = work.text(PAGE, "jonas")
    assert "1 henvisning venter" in html
    assert "Sara" in html
    assert "Zahra" not in html


@pytest.mark.parametrize("who", ["sara", "nora", "amina", "mehmet"])
def test_only_whoever_leads_sees_it(work, who):
    work.text(PAGE, who, 403)


def test_a_legal_case_is_there_as_well(work):
    case = work.case(by="lars", person=work.person(by="lars"), kind=CaseKind.LEGAL)
    leave(work, "lars")
    assert str(case.pk) in work.text(PAGE, "jonas")
