"""A task of one's own: moved to another day, and taken back where it was called done by a slip."""

from datetime import timedelta

import pytest

from favn.centre.actions import cases as actions
from favn.centre.choices import Ending
from favn.kit import clock, history
from tests.cast import TODAY, new_id

SOON = TODAY + timedelta(days=5)


def address(task):
    return f"/opgaver/{task.pk}/"


def done(work, task):
    return work.post(f"{address(task)}gjort/", fra="min-dag")


def test_a_deadline_is_moved_from_the_day_and_the_case(work):
    task = work.task(work.case())
    assert address(task) in work.text("/min-dag/")
    assert address(task) in work.text(f"/sager/{task.case_id}/")
    form = {"verb": "move", "version": "1", "due_on": SOON.isoformat()}
    assert work.post(address(task), **form).status_code == 302
    assert work.again(task).due_on == SOON
    with work.acting():
        line = history.of(task)[0]
    assert (line.verb, line.changes) == ("move", {"due_on": [TODAY.isoformat(), SOON.isoformat()]})


@pytest.mark.parametrize(
    ("field", "status", "sentence"),
    [
        ({"due_on": "2026-01-02"}, 422, "Dagen er gået"),
        ({"due_on": ""}, 422, "Vælg en dag"),
        ({"due_on": "i morgen"}, 422, "Skriv dagen"),
        ({"due_on": "2099-01-01"}, 422, "mere end to år"),
        ({"version": "7"}, 409, "En anden har ændret det"),
        ({"version": "x"}, 422, "Siden er for gammel"),
    ],
)
def test_bad_input_moves_nothing(work, field, status, sentence):
    task = work.task(work.case())
    form = {"verb": "move", "version": "1", "due_on": SOON.isoformat()} | field
    answer = work.post(address(task), **form)
    assert answer.status_code == status
    assert sentence in answer.content.decode()
    assert work.again(task).due_on == TODAY


def test_what_was_called_done_by_a_slip_waits_again(work):
    task = work.task(work.case())
    done(work, task)
    assert "Gjort i dag" in work.text("/min-dag/")
    assert "Ikke gjort alligevel" in work.text(address(task))
    assert work.post(address(task), verb="undo").status_code == 302
    assert work.again(task).done_at is None
    assert "Gjort i dag" not in work.text("/min-dag/")


def test_what_is_done_is_not_moved(work):
    task = work.task(work.case())
    done(work, task)
    form = {"verb": "move", "version": "1", "due_on": SOON.isoformat()}
    assert work.post(address(task), **form).status_code == 422


def test_nothing_comes_back_into_a_closed_case(work):
    case = work.case()
    task = work.task(case)
    done(work, task)
    with work.acting():
        actions.close_case(
            case=case, version=1, ending=Ending.HELPED, by=work.cast.sara, at=clock.now()
        )
    answer = work.post(address(task), verb="undo")
    assert answer.status_code == 422
    assert "Sagen er sluttet" in answer.content.decode()
    assert work.again(task).done_at


@pytest.mark.parametrize(("who", "status"), [("tove", 404), ("nora", 404), ("amina", 403)])
def test_somebody_elses_task_is_unknown(work, who, status):
    task = work.task(work.case())
    work.text(address(task), who, status)


def test_all_that_lacks_in_a_conversation_is_said_at_once(work):
    case = work.case()
    form = work.typed(topics=None, areas="", verb="count")
    answer = work.post(f"/sager/{case.pk}/samtale/{new_id()}/", **form)
    assert answer.status_code == 422
    html = answer.content.decode()
    assert "Vælg mindst ét emne" in html
    assert "Skriv, hvor mange lovområder" in html
