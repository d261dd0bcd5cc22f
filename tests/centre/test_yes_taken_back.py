"""A yes to counselling that is taken back: nothing more is written, and no typed word is lost."""

from datetime import timedelta

import pytest

from favn.centre.actions import cases as actions
from favn.centre.models import Case, Conversation, HealthCheck, Note, Task
from favn.kit import clock
from favn.kit.refusals import Refused
from favn.people.persons import actions as persons
from favn.people.persons.actions.consents import Said
from favn.people.persons.choices import Act, How
from tests.cast import TODAY, new_id
from tests.centre.casework import SECRET, page

NO_MORE = "der må ikke skrives mere"


@pytest.fixture
def case(work):
    return work.case()


def answer(work, person, act=Act.WITHDRAWN, until=None):
    with work.acting():
        said = Said("case", act, How.SPOKEN, until=until)
        persons.say(id=new_id(), person=person, said=said, by=work.cast.sara, at=clock.now())


def number(work, model):
    with work.acting():
        return model.objects.owned().count()


def talk(case, pk=None):
    return page(case, f"samtale/{pk or new_id()}/")


def test_no_word_more_is_kept_and_the_page_says_so_before_one_types(work, case):
    answer(work, case.person)
    html = work.text(page(case))
    assert NO_MORE in html
    assert "Ny samtale" not in html
    assert "Ny opgave eller frist" not in html
    html = work.text(talk(case))
    assert NO_MORE in html
    assert "<textarea" not in html


@pytest.mark.parametrize("verb", ["keep", "count"])
def test_what_was_typed_before_one_knew_stays_on_the_page_and_is_not_kept(work, case, verb):
    address = talk(case)
    work.text(address)
    answer(work, case.person)
    reply = work.post(address, verb=verb, **work.typed(text="Tre siders ord"))
    assert reply.status_code == 422
    html = reply.content.decode()
    assert "Tre siders ord" in html
    assert "Det er ikke gemt" in html
    assert number(work, Conversation) == 0
    answer(work, case.person, Act.GIVEN)
    assert work.post(address, verb=verb, **work.typed(text="Tre siders ord")).status_code == 302


def test_a_draft_that_saves_itself_says_that_it_no_longer_does(work, case):
    address = talk(case)
    assert work.post(address, json=True, **work.typed(text="Før")).status_code == 200
    answer(work, case.person)
    reply = work.post(address, json=True, **work.typed(1, text="Før og efter"))
    assert reply.status_code == 422
    assert NO_MORE in reply.json()["said"]
    with work.acting():
        assert Note.objects.owned().get().text == "Før"
    answer(work, case.person, Act.GIVEN)
    again = work.post(address, json=True, **work.typed(1, text="Før og efter"))
    assert again.json()["fields"] == {"version": 2}


def test_a_draft_begun_before_is_read_by_its_writer_and_can_go(work, case):
    draft = work.talk(case, count=False)
    answer(work, case.person)
    html = work.text(talk(case, draft.pk))
    assert SECRET in html
    assert "<textarea" not in html
    assert "/samtale-uden-navn/" in html
    assert work.post(talk(case, draft.pk), verb="drop").status_code == 302
    assert number(work, Conversation) == 0


def test_what_was_counted_before_stays_and_is_not_rewritten(work, case):
    done = work.talk(case)
    answer(work, case.person)
    assert SECRET in work.text(page(case))
    reply = work.post(talk(case, done.pk), verb="count", **work.typed(done.version, text="Nyt"))
    assert reply.status_code == 422
    assert work.note_text(done) == SECRET


def test_a_new_case_and_a_new_task_are_refused_and_a_task_may_be_done(work, case):
    task = work.task(case)
    answer(work, case.person)
    with pytest.raises(Refused, match=NO_MORE):
        work.case(case.person)
    form = {"id": str(new_id()), "kind": "task", "what": "Ring igen", "due_on": TODAY.isoformat()}
    reply = work.post(page(case), verb="task", **form)
    assert reply.status_code == 422
    assert "Ring igen" in reply.content.decode()
    assert number(work, Task) == 1
    assert work.post(f"/opgaver/{task.pk}/gjort/").status_code == 302
    assert work.again(task).done_at is not None
    assert NO_MORE in work.text(f"/personer/{case.person.pk}/ny-sag/")
    assert number(work, Case) == 1


def test_the_case_may_end_and_go_to_a_colleague_but_not_begin_again(work, case):
    answer(work, case.person)
    with work.acting():
        who = {"by": work.cast.sara, "at": clock.now()}
        row = actions.give_case(case=case, version=1, to=work.member("tove"), **who)
        row = actions.close_case(case=row, version=row.version, ending="done", **who)
        with pytest.raises(Refused, match=NO_MORE):
            actions.reopen_case(case=row, version=row.version, **who)


def test_a_yes_that_has_run_out_is_no_yes(work, settings):
    person = work.person(case=False)
    answer(work, person, Act.GIVEN, until=TODAY + timedelta(days=7))
    with work.acting():
        persons.raise_to_case(person=person, by=work.cast.sara, at=clock.now())
    case = work.case(work.again(person))
    settings.TODAY = TODAY + timedelta(days=8)
    assert NO_MORE in work.text(page(case))
    assert work.post(talk(case), verb="keep", **work.typed()).status_code == 422


def test_a_yes_of_another_person_or_to_another_purpose_does_not_help(work, case):
    work.person("Anden")
    answer(work, case.person)
    with work.acting():
        said = Said("contact", Act.GIVEN, How.SPOKEN)
        who = {"by": work.cast.sara, "at": clock.now()}
        persons.say(id=new_id(), person=case.person, said=said, **who)
    with pytest.raises(Refused, match=NO_MORE):
        work.talk(case)


def test_a_talk_without_a_name_needs_no_yes(work, case):
    answer(work, case.person)
    form = work.typed()
    assert work.post(f"/samtale-uden-navn/{new_id()}/", verb="count", **form).status_code == 302
    assert number(work, Note) == 0


def test_no_health_check_is_written_either_and_its_words_stay_on_the_page(work, case):
    address = f"/personer/{case.person.pk}/sundhed/"
    assert "Nyt sundhedstjek" in work.text(address, "nora")
    answer(work, case.person)
    html = work.text(address, "nora")
    assert NO_MORE in html
    assert "Nyt sundhedstjek" not in html
    form = {"id": str(new_id()), "topics": ["pain"], "text": "Ondt i knæet"}
    reply = work.post(address, "nora", verb="hold", on=TODAY.isoformat(), **form)
    assert reply.status_code == 422
    assert "Ondt i knæet" in reply.content.decode()
    assert number(work, HealthCheck) == 0


def test_the_neighbours_yes_and_no_are_their_own(work, case):
    answer(work, case.person)
    theirs = work.case(work.person("Deres", by="kian"), by="kian")
    work.talk(theirs, by="kian")
    with work.acting("kian"):
        assert Conversation.objects.owned().count() == 1
