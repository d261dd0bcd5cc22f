"""The case: who reads it, what it shows, and what is done in it."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from favn.centre.actions import cases as actions
from favn.centre.choices import Ending, Origin
from favn.centre.models import Case, Task
from favn.kit import clock, history
from favn.kit.models import History
from favn.people.accounts.actions.openings import open_beyond
from favn.people.accounts.models import Lookup
from favn.people.persons import actions as persons
from favn.people.persons.actions.consents import Said
from favn.people.persons.choices import Act, How, Tier
from favn.people.persons.models import Person
from tests.cast import TODAY, new_id
from tests.centre.casework import SECRET, page

REASON = "Rådgiveren er syg, og der er frist i dag"


def beyond(work, who, person):
    with work.acting(who):
        account = getattr(work.cast, who)
        return open_beyond(
            id=new_id(), account=account, person=person, reason=REASON, at=clock.now()
        )


def test_the_page_says_who_what_is_due_and_when_one_last_talked(work):
    case = work.case()
    work.talk(case)
    work.task(case, "Klag over afslaget", TODAY + timedelta(days=4))
    html = work.text(page(case))
    assert "Zahra Rezai" in html
    assert "Næste frist: 23. nov. 2026." in html
    assert "Sidste samtale: i dag." in html
    assert SECRET in html
    assert "Klag over afslaget" in html


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("sara", 200),
        ("tove", 200),
        ("siv", 403),
        ("lars", 403),
        ("jonas", 403),
        ("nora", 403),
        ("ida", 403),
        ("amina", 403),
        ("mehmet", 403),
        ("kian", 404),
        ("leila", 404),
        ("birgitte", 403),
        ("rasmus", 403),
    ],
)
def test_only_the_owner_and_the_team_read_it(work, who, status):
    case = work.case()
    work.talk(case)
    html = work.text(page(case), who, status)
    assert (SECRET in html) == (status == 200)
    assert ("Zahra Rezai" in html) == (status == 200)


def test_the_team_reads_and_does_not_write(work):
    case = work.case()
    assert "Ny samtale" not in work.text(page(case), "tove")
    answer = work.post(page(case), "tove", verb="reopen")
    assert answer.status_code == 403
    assert work.client("tove").get(page(case, f"samtale/{new_id()}/")).status_code == 403


def test_a_colleague_is_told_whose_it_is_and_opens_it_with_a_reason(work):
    case = work.case()
    work.talk(case)
    shut = work.text(page(case), "siv", 403)
    assert "Sara har sagen" in shut
    assert f"/adgang/{case.person_id}/?next=/sager/{case.pk}/" in shut
    beyond(work, "siv", case.person)
    html = work.text(page(case), "siv")
    assert SECRET in html
    assert "Du læser en kollegas sag med en grund" in html
    assert "Ny samtale" not in html
    with work.acting("siv"):
        assert Lookup.objects.owned().first().purpose == REASON


def test_the_leader_reads_a_case_only_with_a_reason(work):
    case = work.case()
    work.talk(case)
    assert SECRET not in work.text(page(case), "jonas", 403)
    beyond(work, "jonas", case.person)
    assert SECRET in work.text(page(case), "jonas")


def test_every_look_stands_in_the_log_with_the_person(work):
    case = work.case()
    work.text(page(case))
    work.text(page(case), "siv", 403)
    with work.acting():
        rows = Lookup.objects.owned().filter(page="centre:case").order_by("at")
        assert [row.status for row in rows] == [200, 403]
        assert all(row.persons.get().person_id == case.person_id for row in rows)


def test_a_case_needs_the_persons_yes(work):
    person = work.person(case=False)
    address = f"/personer/{person.pk}/ny-sag/"
    form = {"id": str(new_id()), "kind": "social", "origin": "self", "about": "Gæld"}
    answer = work.post(address, **form)
    assert answer.status_code == 422
    assert "Personen skal først sige ja" in answer.content.decode()
    with work.acting():
        assert not Case.objects.exists()


def test_with_the_yes_a_case_opens_and_the_step_is_a_line_that_can_be_taken_back(work):
    person = work.person(case=False)
    with work.acting():
        persons.say(
            id=new_id(), person=person, said=Said("case", Act.GIVEN, How.SPOKEN),
            by=work.cast.sara, at=clock.now(),
        )  # fmt: skip
    address = f"/personer/{person.pk}/ny-sag/"
    assert "skal først sige ja" not in work.text(address)
    form = {"id": str(new_id()), "kind": "social", "origin": "self", "about": "Gæld"}
    for _ in range(2):
        assert work.post(address, **form).status_code == 302
    assert work.again(person).tier == Tier.CASE
    with work.acting():
        assert [line.verb for line in history.of(person)].count("raise") == 1


def test_the_way_to_a_yes_leads_back_to_the_case(work):
    person = work.person(case=False)
    address = f"/personer/{person.pk}/ny-sag/"
    answers = f"/personer/{person.pk}/samtykke/?formaal=case&videre={address}"
    assert answers.replace("&", "&amp;") in work.text(address)
    said = {"verb": "say", "id": str(new_id()), "purpose": "case", "act": "given", "how": "spoken"}
    assert work.post(answers, **said)["Location"] == address
    assert "skal først sige ja" not in work.text(address)


def test_a_case_is_opened_once_however_often_it_is_sent(work):
    person = work.person()
    form = {"id": str(new_id()), "kind": "legal", "origin": "municipality", "about": "Afslag"}
    for _ in range(2):
        answer = work.post(f"/personer/{person.pk}/ny-sag/", **form)
        assert answer.status_code == 302
    with work.acting():
        case = Case.objects.get()
        assert (case.origin, case.kind, case.about) == (Origin.MUNICIPALITY, "legal", "Afslag")
        assert case.team.name == "Rådgivningen"


@pytest.mark.parametrize(
    "field", [{"kind": "x"}, {"origin": ""}, {"id": "x"}, {"about": "a" * 301}, {"about": "\0"}]
)
def test_bad_input_is_said_and_opens_nothing(work, field):
    person = work.person()
    form = {"id": str(new_id()), "kind": "legal", "origin": "self", "about": "Afslag"} | field
    assert work.post(f"/personer/{person.pk}/ny-sag/", **form).status_code == 422
    with work.acting():
        assert not Case.objects.exists()


def test_foreign_persons_and_cases_are_unknown(work):
    case = work.case()
    theirs = work.person("Kians person", by="kian")
    assert work.client().get(f"/personer/{theirs.pk}/ny-sag/").status_code == 404
    assert work.client().get(f"/personer/{theirs.pk}/sager/").status_code == 404
    assert work.client("kian").get(f"/personer/{case.person_id}/sager/").status_code == 404
    for verb in ("task", "give", "close", "reopen"):
        assert work.post(page(case), "kian", verb=verb).status_code == 404


def test_a_persons_cases_say_whose_they_are_and_nothing_more(work):
    person = work.person()
    work.case(person, kind="economy")
    html = work.text(f"/personer/{person.pk}/sager/", "ida")
    assert "Låst sag" in html
    assert "Sara" in html
    assert "Økonomi og gæld" not in html
    assert "Økonomi og gæld" in work.text(f"/personer/{person.pk}/sager/")


def test_a_colleague_takes_over_with_the_open_tasks(work):
    case = work.case()
    task = work.task(case)
    form = {"verb": "give", "version": case.version, "to": str(work.cast.siv.pk)}
    assert work.post(page(case), **form).status_code == 302
    assert work.again(case).owner_id == work.cast.siv.pk
    assert work.again(task).owner_id == work.cast.siv.pk
    assert work.client("tove").get(page(case)).status_code == 403
    assert work.client("siv").get(page(case)).status_code == 200


def test_a_case_is_given_to_nobody_who_carries_none(work):
    case = work.case()
    for name in ("nora", "jonas", "kian"):
        form = {"verb": "give", "version": 1, "to": str(getattr(work.cast, name).pk)}
        assert work.post(page(case), **form).status_code == 422
    assert work.again(case).owner_id == work.cast.sara.pk


def test_a_case_with_open_tasks_is_not_closed(work):
    case = work.case()
    task = work.task(case)
    form = {"verb": "close", "version": case.version, "ending": "helped"}
    answer = work.post(page(case), **form)
    assert answer.status_code == 422
    assert "åbne opgaver" in answer.content.decode()
    work.post(f"/opgaver/{task.pk}/gjort/")
    assert work.post(page(case), **form).status_code == 302
    closed = work.again(case)
    assert closed.ending == Ending.HELPED
    assert "Sagen er sluttet" in work.text(page(case))
    assert work.post(page(case, f"samtale/{new_id()}/"), **work.typed()).status_code == 422
    assert work.post(page(case), verb="reopen").status_code == 302
    assert work.again(case).closed_at is None


def test_two_windows_on_one_case_do_not_overwrite_each_other(work):
    case = work.case()
    stale = {"verb": "close", "version": 7, "ending": "helped"}
    answer = work.post(page(case), **stale)
    assert answer.status_code == 409
    assert "En anden har ændret det imens" in answer.content.decode()


def test_history_says_what_was_done_and_no_word_of_it(work):
    case = work.case()
    work.talk(case)
    work.task(case)
    with work.acting():
        lines = History.objects.owned()
        said = " ".join(str(line.changes) + line.reason for line in lines)
        assert "Gæld" not in said
        assert SECRET not in said


def test_a_list_asks_the_database_as_often_for_ten_cases_as_for_one(work):
    case = work.case()
    work.talk(case)
    work.task(case)
    work.text("/sager/")
    asked = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as queries:
            assert "Mine sager" in work.text("/sager/")
        asked.append(len(queries.captured_queries))
        for n in range(9):
            work.task(work.case(work.person(f"Person {n}")))
    assert asked[0] == asked[1]


def test_the_list_shows_own_and_team_and_hides_the_rest(work):
    work.case(work.person("Mine Person"))
    work.case(work.person("Toves Person"), by="tove")
    work.case(work.person("Sivs Person"), by="siv")
    html = work.text("/sager/")
    assert html.index("Mine Person") < html.index("Toves Person")
    assert "Sivs Person" not in html
    assert "Mine Person" not in work.text("/sager/", "siv")
    assert work.text("/sager/", "kian").count("Person</bdi>") == 0


def test_what_is_overdue_stands_first(work):
    calm, late = work.case(work.person("Rolig")), work.case(work.person("Presset"))
    work.task(calm, due_on=TODAY + timedelta(days=1))
    with work.acting():
        Task.objects.filter(pk=work.task(late).pk).update(due_on=TODAY - timedelta(days=1))
    html = work.text("/sager/")
    assert html.index("Presset") < html.index("Rolig")
    assert html.count("Overskredet") == 1


@pytest.mark.parametrize("name", ["nora", "ida", "amina", "jonas", "mehmet", "birgitte"])
def test_who_carries_no_cases_has_no_list(work, name):
    work.text("/sager/", name, 403)


# Taken over


def given(work, case, to, who="sara", version=None):
    form = {"verb": "give", "version": version or work.again(case).version, "to": str(to.pk)}
    return work.post(page(case), who, **form)


def test_whoever_gives_a_case_away_finishes_their_draft_first(work):
    case = work.case()
    draft = work.talk(case, count=False)
    answer = given(work, case, work.cast.siv)
    assert answer.status_code == 422
    assert "Tæl eller slet din kladde først" in answer.content.decode()
    work.post(page(case, f"samtale/{draft.pk}/"), verb="drop")
    assert given(work, case, work.cast.siv).status_code == 302
    assert work.again(case).owner == work.cast.siv


def test_the_leader_gives_the_case_of_somebody_ill_to_a_colleague_and_history_names_it(work):
    case = work.case()
    draft = work.talk(case, count=False)
    assert given(work, case, work.cast.siv, "jonas").status_code == 403
    beyond(work, "jonas", case.person)
    assert "Giv sagen til en kollega" in work.text(page(case), "jonas")
    assert work.post(page(case), "jonas", verb="close").status_code == 403
    assert given(work, case, work.cast.siv, "jonas").status_code == 302
    assert work.again(case).owner == work.cast.siv
    with work.acting():
        line = history.of(case).filter(verb="give-case").get()
    assert line.actor_label == "Jonas"
    # Sara's own draft waits for her, although the case is not hers any more.
    address = page(case, f"samtale/{draft.pk}/")
    html = work.text(address)
    assert SECRET in html
    form = work.typed(draft.version)
    assert work.post(address, verb="count", **form).url == "/min-dag/"
    assert not work.again(draft).is_draft
    assert work.client().get(page(case, f"samtale/{new_id()}/")).status_code == 403


def test_a_colleague_with_a_reason_gives_no_case_away(work):
    case = work.case()
    beyond(work, "siv", case.person)
    assert given(work, case, work.cast.siv, "siv").status_code == 403


def test_a_task_that_is_written_or_done_is_contact(work):
    case = work.case()

    def forget():
        with work.acting():
            Person.objects.filter(pk=case.person_id).update(last_contact_on=date(2025, 1, 1))

    forget()
    row = work.task(case)
    assert work.again(case.person).last_contact_on == TODAY
    forget()
    with work.acting():
        actions.finish_task(task=row, by=work.cast.sara, at=clock.now())
    assert work.again(case.person).last_contact_on == TODAY
