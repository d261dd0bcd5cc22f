"""What somebody who left carried is found by the leader, without a word of it, and given on."""

from datetime import time, timedelta

import pytest

from favn.centre.actions import cases, health
from favn.centre.choices import CaseKind, Work
from favn.centre.models import Appointment, Duty, Task
from favn.centre.queries.cases import left_open
from favn.kit import clock
from favn.kit.refusals import Refused
from favn.people.accounts.actions.leaving import end_access
from favn.people.accounts.models import Membership
from favn.people.accounts.roles import Area, Level
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


def test_where_nobody_works_with_health_the_page_says_what_to_do_first(work):
    loose_task(work, work.person())
    with work.acting("jonas"):
        nurses = [m.account for m in Membership.objects.owned() if m.may(Area.HEALTH, Level.WRITE)]
        Membership.objects.owned().filter(account__in=nurses).delete()
    html = work.text(PAGE, "jonas")
    assert "Ingen her arbejder med sundhed nu" in html
    assert "Giv opgaverne videre" not in html


def test_tasks_of_somebody_who_is_here_are_not_taken(work):
    join(work.cast, "rita", work.cast.medborgerhuset, "nurse", None)
    task = loose_task(work, work.person())
    form = {"left": str(work.cast.nora.pk), "to": str(work.cast.rita.pk)}
    assert work.post(PAGE, "jonas", **form).status_code == 409
    assert work.again(task, "nora").owner == work.cast.nora


def test_a_colleague_of_health_takes_over_the_duty_with_its_times(work):
    join(work.cast, "rita", work.cast.medborgerhuset, "nurse", None)
    row = duty(work)
    give(work, row, work.person())
    with work.acting("rita"), pytest.raises(Refused, match="selv vagten"):
        health.take_duty(duty=row, by=work.cast.rita, at=clock.now())
    leave(work, "nora")
    assert "1 tid er givet" in work.text(PAGE, "jonas")
    assert "Nora arbejder ikke med sundhed her mere" in work.text("/sundhed/", "rita")
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


def beside(work):
    """Sara's case, in which Tove wrote a task and left."""
    case = work.case()
    task = work.task(case, "KANARIE ring", by="tove")
    leave(work, "tove")
    return case, task


def test_a_task_in_a_colleagues_case_is_found_and_done_by_whoever_has_the_case(work):
    case, task = beside(work)
    html = work.text(PAGE, "jonas")
    assert "1 opgave i en kollegas sag" in html
    assert str(case.pk) in html
    assert "KANARIE" not in html
    assert f"/opgaver/{task.pk}/" in work.text(f"/sager/{case.pk}/")
    work.text(f"/opgaver/{task.pk}/", "siv", 404)
    assert work.post(f"/opgaver/{task.pk}/gjort/").status_code == 302
    row = work.again(task)
    assert row.done_at
    assert row.owner == work.cast.sara
    form = {"verb": "close", "version": "1", "ending": "helped"}
    assert work.post(f"/sager/{case.pk}/", **form).status_code == 302
    assert work.again(case).closed_at


def test_it_is_taken_over_or_moved_as_well(work):
    _case, task = beside(work)
    assert "Overtag opgaven" in work.text(f"/opgaver/{task.pk}/")
    assert work.post(f"/opgaver/{task.pk}/", verb="take").status_code == 302
    assert work.again(task).owner == work.cast.sara
    assert "Overtag opgaven" not in work.text(f"/opgaver/{task.pk}/")


def test_whoever_moves_it_has_it(work):
    _case, task = beside(work)
    form = {"verb": "move", "version": "1", "due_on": TOMORROW.isoformat()}
    assert work.post(f"/opgaver/{task.pk}/", **form).status_code == 302
    row = work.again(task)
    assert (row.owner, row.due_on) == (work.cast.sara, TOMORROW)


def test_a_task_of_a_colleague_who_is_here_stays_theirs(work):
    case = work.case()
    task = work.task(case, by="tove")
    work.text(f"/opgaver/{task.pk}/", "sara", 404)
    assert f"/opgaver/{task.pk}/" not in work.text(f"/sager/{case.pk}/")


def test_a_case_given_on_takes_the_tasks_of_those_who_left_with_it(work):
    case, task = beside(work)
    form = {"verb": "give", "version": "1", "to": str(work.cast.siv.pk)}
    assert work.post(f"/sager/{case.pk}/", **form).status_code == 302
    assert work.again(task, "siv").owner == work.cast.siv


def other_role(work, name):
    """Somebody stays here, in the door alone."""
    who = getattr(work.cast, name)
    with work.acting(name):
        house = work.cast.medborgerhuset
        Membership.objects.create(organisation=house, account=who, role="desk")
        Membership.objects.owned().filter(account=who).exclude(role="desk").delete()


def test_who_keeps_another_role_here_carries_no_case_and_no_draft_any_more(work):
    case = work.case(by="siv", person=work.person(by="siv"))
    kept = work.case()
    work.talk(kept, by="tove", count=False)
    other_role(work, "siv")
    other_role(work, "tove")
    assert str(case.pk) in work.text(PAGE, "jonas")
    with work.acting():
        assert left_open(kept) == (0, 0)


def test_a_legal_case_without_law_in_the_role_is_carried_by_nobody(work):
    case = work.case(by="lars", person=work.person(by="lars"), kind=CaseKind.LEGAL)
    with work.acting("lars"):
        Membership.objects.owned().filter(account=work.cast.lars).update(role="counsellor")
    assert str(case.pk) in work.text(PAGE, "jonas")


def test_what_a_nurse_had_is_taken_over_when_she_is_in_the_door_alone(work):
    join(work.cast, "rita", work.cast.medborgerhuset, "nurse", None)
    task, row = loose_task(work, work.person()), duty(work)
    give(work, row, work.person("Omar Said"))
    other_role(work, "nora")
    html = work.text(PAGE, "jonas")
    assert "1 opgave uden sag" in html
    assert "1 tid er givet" in html
    form = {"left": str(work.cast.nora.pk), "to": str(work.cast.rita.pk)}
    assert work.post(PAGE, "jonas", **form).status_code == 302
    assert work.again(task, "rita").owner == work.cast.rita
    assert "Nora arbejder ikke med sundhed her mere" in work.text("/sundhed/", "rita")
    work.post("/sundhed/", "rita", verb="take", duty=str(row.pk))
    assert work.again(row, "rita").who == work.cast.rita


def test_times_of_a_day_that_is_past_are_found_and_answered(work):
    join(work.cast, "rita", work.cast.medborgerhuset, "nurse", None)
    row, own = duty(work), duty(work, "rita")
    give(work, row, work.person())
    leave(work, "nora")
    with work.acting("rita"):
        both = Duty.objects.owned().filter(pk__in=[row.pk, own.pk])
        both.update(on=TODAY - timedelta(days=9))
    assert "1 tid er givet" in work.text(PAGE, "jonas")
    assert str(row.pk) in work.text("/sundhed/", "rita")
    work.post("/sundhed/", "rita", verb="take", duty=str(row.pk))
    html = work.text("/sundhed/", "rita")
    assert "Tider, der mangler et svar" in html
    assert "Gamle tider" not in html
    with work.acting("rita"):
        booked = Appointment.objects.owned().get()
    work.post(f"/sundhed/aftale/{booked.pk}/", "rita", verb="no_show")
    assert work.again(booked, "rita").state == "no_show"
    assert "1 tid er givet" not in work.text(PAGE, "jonas")


def test_the_page_claims_no_more_than_it_knows(work):
    html = work.text(PAGE, "jonas")
    assert "Ingen, der er rejst, står med sager, opgaver, tider, henvisninger eller forløb." in html
