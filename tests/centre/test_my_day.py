"""My day: what is due first, what waits, and no name before one opens it."""

from datetime import timedelta

import pytest

from favn.centre.choices import Work
from favn.centre.models import Task
from favn.kit import clock
from favn.people.referrals import actions as referrals
from favn.people.referrals.actions import Offer
from favn.people.referrals.choices import Way
from tests.cast import TODAY, new_id
from tests.centre.casework import page

DAY = "/min-dag/"


def task(work, case, **more):
    form = {"verb": "task", "id": str(new_id()), "kind": "deadline", "what": "Klag over afslaget"}
    return work.post(page(case), **form | more)


def late(work, row, days=1):
    with work.acting():
        Task.objects.filter(pk=row.pk).update(due_on=TODAY - timedelta(days=days))


def test_an_empty_day_says_what_belongs_here(work):
    assert "Her står dine opgaver med deres frist" in work.text(DAY)


@pytest.mark.parametrize(("who", "reads"), [("sara", True), ("signe", False)])
def test_no_page_is_offered_that_the_role_would_be_refused(cast, who, reads):
    client = cast.visit(getattr(cast, who))
    assert ("/raadgivning/tal/" in client.get(DAY).content.decode()) is reads
    assert (client.get("/raadgivning/tal/").status_code == 200) is reads


def test_what_is_overdue_stands_first_and_the_oldest_on_top(work):
    case = work.case()
    work.task(case, "Den, der kommer", TODAY + timedelta(days=3))
    late(work, work.task(case, "En dag over"), 1)
    late(work, work.task(case, "Ti dage over"), 10)
    html = work.text(DAY)
    places = [html.index(what) for what in ("Ti dage over", "En dag over", "Den, der kommer")]
    assert places == sorted(places)
    assert html.count("Overskredet") == 3


def test_nobody_is_named_on_an_open_screen(work):
    work.task(work.case())
    html = work.text(DAY)
    assert "Z. R." in html
    assert "Zahra" not in html


def test_a_task_is_done_from_here_and_stays_done(work):
    row = work.task(work.case())
    for _ in range(2):
        assert work.post(f"/opgaver/{row.pk}/gjort/", fra="min-dag").url == DAY
    assert work.again(row).done_at
    assert f"/opgaver/{row.pk}/gjort/" not in work.text(DAY)


def test_a_deadline_in_working_days_skips_the_weekend(work):
    case = work.case()
    assert task(work, case, within="3").status_code == 302
    with work.acting():
        assert Task.objects.owned().get().due_on == TODAY + timedelta(days=5)


def test_a_deadline_on_a_holiday_says_when_it_must_be_done(work):
    case = work.case()
    task(work, case, due_on="2026-12-25")
    html = work.text(page(case))
    assert "skal nås 23. dec. 2026" in html


@pytest.mark.parametrize(
    ("field", "sentence"),
    [
        ({}, "Vælg en dag, eller et antal arbejdsdage"),
        ({"due_on": "2026-11-18"}, "Dagen er gået"),
        ({"due_on": "2029-01-01"}, "mere end to år frem"),
        ({"due_on": "31-02-2026"}, "Skriv dagen som"),
        ({"within": "7"}, "Vælg fra listen"),
        ({"within": "3", "what": " "}, "Skriv, hvad der skal ske"),
        ({"within": "3", "what": "cpr 010190-1234"}, "CPR-nummer"),
        ({"within": "3", "kind": "x"}, "Vælg fra listen"),
    ],
)
def test_bad_input_is_said(work, field, sentence):
    answer = task(work, work.case(), **field)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    with work.acting():
        assert not Task.objects.owned().exists()


def test_somebody_elses_task_is_unknown(work):
    row = work.task(work.case())
    for name in ("tove", "siv", "nora", "kian"):
        assert work.post(f"/opgaver/{row.pk}/gjort/", name).status_code == 404
    assert work.again(row).done_at is None


def test_what_a_colleague_sends_is_there_at_once(work):
    person = work.person()
    with work.acting():
        referrals.offer(
            id=new_id(), person=person, by=work.cast.sara, at=clock.now(),
            wanted=Offer(Way.INSIDE, "Ondt i ryggen", work.cast.nora),
        )  # fmt: skip
    html = work.text(DAY, "nora")
    assert "Henvist til dig" in html
    assert "Z. R." in html
    assert "Ondt i ryggen" not in html
    assert "Henvist til dig" not in work.text(DAY, "ida")


def test_a_draft_waits_here_until_it_is_counted(work):
    talk = work.talk(work.case(), count=False)
    assert "Samtaler, du ikke er færdig med" in work.text(DAY)
    work.talk(work.again(talk.case), id=talk.pk, version=talk.version)
    assert "Samtaler, du ikke er færdig med" not in work.text(DAY)


@pytest.mark.parametrize("name", ["amina", "jonas", "mehmet", "leila", "birgitte", "rasmus"])
def test_who_opens_no_persons_has_no_such_day(work, name):
    work.text(DAY, name, 403)


def test_kinds_of_work_are_said_in_words(work):
    case = work.case()
    work.task(case, "Ring til lægehuset", TODAY + timedelta(days=2), kind=Work.DOCTOR)
    assert "Kontakt lægen" in work.text(page(case))
