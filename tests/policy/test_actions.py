"""Sending, answering and taking back: each side writes its own, nothing goes out unapproved."""

import uuid
from datetime import date

import pytest

from favn.kit import clock, history
from favn.kit.models import History, Release
from favn.kit.records import ForeignTenant
from favn.kit.refusals import Conflict, Refused, Taken
from favn.policy import actions, queries
from favn.policy.choices import Stage, State, Status
from favn.policy.models import Count, CountAnswer, CountDuty, CountLine, CountSending, StatusText
from favn.policy.rules import quarter
from tests.cast import TODAY
from tests.policy.steps import (
    FIGURES,
    OTHER,
    Q4,
    accept,
    ask,
    ask_back,
    at,
    initiative,
    send,
    sheet,
    standing,
    visits,
    withdraw,
)


def numbers(found):
    return {number.figure.id: number.value for number in found}


def test_sending_writes_lines_the_ledger_and_history(houses, duty):
    count = send(houses, duty, note="Ferieuge i oktober")
    with houses.acting(houses.jonas):
        lines = {line.figure: line for line in CountLine.objects.owned()}
        releases = {r.pk: (r.figure, r.value, r.period) for r in Release.objects.owned()}
        told = history.of(count).get()
    assert {k: v.value for k, v in lines.items()} == {"centre.visits": 3, "centre.guidances": 0}
    assert releases[lines["centre.visits"].release_id] == ("centre.visits", 3, "2026-Q4")
    assert lines["centre.visits"].snapshot
    assert (told.verb, told.changes["values"]) == (
        "send", [{}, {"centre.visits": 3, "centre.guidances": 0}],
    )  # fmt: skip
    with houses.acting(houses.jonas):
        sending = CountSending.objects.owned().get()
    assert (sending.note, sending.by, sending.number) == ("Ferieuge i oktober", "Jonas", 1)
    assert (sending.version, count.note) == (count.version, "")


def test_a_quarter_that_runs_is_sent_as_far_as_today_and_still_owed(houses, duty):
    count = send(houses, duty)
    assert count.through == TODAY
    assert standing(houses, duty).is_preliminary
    assert standing(houses, duty).is_owed


def test_a_quarter_is_whole_from_its_last_day(houses, duty, settings):
    settings.TODAY = date(2026, 12, 31)
    assert send(houses, duty).is_final
    assert not standing(houses, duty).is_owed


def test_the_same_form_twice_is_sent_once(houses, duty):
    form, seen = uuid.uuid4(), sheet(houses, duty)
    first = send(houses, duty, id=form, sheet=seen)
    visits(houses, 1)
    again = send(houses, duty, id=form, sheet=seen)
    assert first.pk == again.pk
    assert again.version == 1
    with houses.acting(houses.jonas):
        assert CountLine.objects.owned().count() == len(FIGURES)


def test_a_number_that_moved_sends_nothing_and_says_old_and_new(houses, duty):
    seen = sheet(houses, duty)
    visits(houses, 2)
    with pytest.raises(Conflict, match=r"Registrerede besøg: du så 3, nu er der 5\."):
        send(houses, duty, sheet=seen)
    with houses.acting(houses.jonas):
        assert not Count.objects.owned().exists()
        assert not Release.objects.owned().exists()


def test_every_number_must_be_approved(houses, duty):
    seen = sheet(houses, duty)
    half = actions.Sheet(seen.version, seen.seen, ["centre.visits"])
    with pytest.raises(Refused, match="Vejledninger"):
        send(houses, duty, sheet=half)


def test_the_second_of_two_who_send_gets_a_conflict(houses, duty):
    seen = sheet(houses, duty)
    send(houses, duty, sheet=seen)
    visits(houses, 1)
    late = sheet(houses, duty, version=seen.version)
    with pytest.raises(Conflict, match="En anden har gemt"):
        send(houses, duty, sheet=late)
    assert numbers(standing(houses, duty).sent)["centre.visits"] == 3


def test_a_quarter_that_has_not_begun_cannot_be_sent(houses, row):
    later = ask(houses, row, first=quarter(2027, 1), last=quarter(2027, 1))
    with pytest.raises(Refused, match="ikke begyndt"):
        send(houses, later, quarter(2027, 1), sheet=sheet(houses, later, quarter(2027, 1), 0))


def test_unchanged_numbers_are_not_sent_again(houses, duty):
    send(houses, duty)
    with pytest.raises(Refused, match="de samme"):
        send(houses, duty)


def test_a_preliminary_count_is_sent_again_when_the_quarter_is_over(houses, duty, settings):
    accept(houses, send(houses, duty))
    settings.TODAY = date(2027, 1, 4)
    again = send(houses, duty)
    assert again.is_final
    assert standing(houses, duty).stage == Stage.SENT


def test_a_correction_must_be_accepted_again(houses, duty):
    accept(houses, send(houses, duty))
    visits(houses, 1)
    send(houses, duty)
    found = standing(houses, duty, houses.birgitte)
    assert found.stage == Stage.SENT
    assert numbers(found.sent)["centre.visits"] == 4
    assert numbers(found.accepted_numbers)["centre.visits"] == 3


def test_only_the_association_reads_its_live_numbers(houses, duty):
    with houses.acting(houses.birgitte), pytest.raises(ForeignTenant):
        queries.live_values(duty, Q4)


def test_the_municipality_sees_no_draft(houses, duty):
    with houses.acting(houses.jonas):
        actions.save_draft(
            duty=duty, period=Q4, version=0, note="Vent", by=houses.jonas, at=clock.now()
        )
    assert standing(houses, duty).stage == Stage.DRAFT
    assert standing(houses, duty, houses.birgitte).count is None


def test_a_draft_saved_twice_is_one_and_an_old_page_conflicts(houses, duty):
    keep = {"duty": duty, "period": Q4, "by": houses.jonas, "at": clock.now()}
    with houses.acting(houses.jonas):
        actions.save_draft(**keep, version=0, note="Vent")
        assert actions.save_draft(**keep, version=0, note="Vent").version == 1
        with pytest.raises(Conflict):
            actions.save_draft(**keep, version=0, note="Noget andet")


def test_a_draft_becomes_the_count_and_a_sent_one_has_no_draft(houses, duty):
    keep = {"duty": duty, "period": Q4, "by": houses.jonas, "at": clock.now()}
    with houses.acting(houses.jonas):
        draft = actions.save_draft(**keep, version=0, note="Vent")
    assert send(houses, duty).pk == draft.pk
    with houses.acting(houses.jonas), pytest.raises(Refused, match="er sendt"):
        actions.save_draft(**keep, version=2, note="Mere")


def test_accepting_keeps_the_municipalitys_own_copy(houses, duty):
    answer = accept(houses, send(houses, duty))
    assert answer.values["centre.visits"]["value"] == 3
    assert answer.values["centre.visits"]["snapshot"]
    assert standing(houses, duty).stage == Stage.ACCEPTED


def test_accepting_twice_with_one_form_is_one_answer(houses, duty):
    count, form = send(houses, duty), uuid.uuid4()
    with houses.acting(houses.birgitte):
        for _ in range(2):
            actions.accept(id=form, count=count, version=1, by=houses.birgitte, at=clock.now())
        assert CountAnswer.objects.owned().count() == 1


def test_the_second_who_answers_hears_who_was_first(houses, duty):
    count = send(houses, duty)
    ask_back(houses, count)
    with pytest.raises(Conflict, match="Birgitte har svaret imens: spurgt tilbage"):
        accept(houses, count)


def test_an_answer_to_an_old_version_is_a_conflict(houses, duty):
    old = send(houses, duty)
    visits(houses, 1)
    send(houses, duty)
    with pytest.raises(Conflict, match="nye tal"):
        accept(houses, old)


def test_asked_back_is_sent_again_and_then_accepted(houses, duty):
    ask_back(houses, send(houses, duty))
    assert standing(houses, duty).stage == Stage.ASKED_BACK
    assert standing(houses, duty).answer.question == "Hvorfor er tallet så højt?"
    accept(houses, send(houses, duty, note="Det er rigtigt"))
    assert standing(houses, duty).stage == Stage.ACCEPTED


def test_withdrawing_hides_the_numbers_from_the_municipality(houses, duty):
    count = send(houses, duty)
    accept(houses, count)
    withdraw(houses, count)
    seen = standing(houses, duty, houses.birgitte)
    assert (seen.stage, seen.sent, seen.accepted_numbers, seen.lines) == (
        Stage.WITHDRAWN, [], [], (),
    )  # fmt: skip
    assert seen.count.withdrawn_reason == "Talt dobbelt i november"
    assert seen.count.withdrawn_at
    assert seen.is_owed


def test_withdrawing_twice_is_once_and_an_old_page_conflicts(houses, duty):
    count = send(houses, duty)
    same = {"version": 1, "reason": "Forkert", "by": houses.jonas, "at": clock.now()}
    with houses.acting(houses.jonas):
        actions.withdraw(count=count, **same)
        assert actions.withdraw(count=count, **same).version == 2
        assert History.objects.get_queryset().filter(verb="withdraw").count() == 1
        with pytest.raises(Refused, match="allerede trukket"):
            actions.withdraw(count=count, **same | {"version": 2, "reason": "Andet"})


def test_a_withdrawal_of_an_old_version_is_a_conflict(houses, duty):
    send(houses, duty)
    visits(houses, 1)
    count = send(houses, duty)
    with houses.acting(houses.jonas), pytest.raises(Conflict):
        actions.withdraw(count=count, version=1, reason="x", by=houses.jonas, at=clock.now())


def test_after_a_withdrawal_it_is_sent_anew_on_the_same_row(houses, duty):
    count = send(houses, duty)
    accept(houses, count)
    withdraw(houses, count)
    again = send(houses, duty)
    assert (again.pk, again.state) == (count.pk, State.SENT)
    seen = standing(houses, duty, houses.birgitte)
    assert seen.accepted is None
    assert {line.version for line in seen.lines} == {again.version}
    with houses.acting(houses.jonas):
        assert [line.verb for line in history.of(count)][::-1] == ["send", "withdraw", "send"]


def test_the_municipality_cannot_change_the_associations_row(houses, duty):
    count = send(houses, duty)
    with houses.acting(houses.birgitte):
        seen = Count.objects.get_queryset().get(pk=count.pk)
        with pytest.raises(ForeignTenant):
            seen.save()


def test_asking_for_persons_per_quarter_is_refused(houses, row):
    with pytest.raises(Refused, match="ét kalenderår"):
        ask(houses, row, figures=("centre.visits", "centre.guests"))


def test_asking_twice_with_one_form_makes_one_duty(houses, row):
    wish = actions.Wish(FIGURES, Q4, Q4)
    asked = {"id": uuid.uuid4(), "initiative": row, "association": houses.medborgerhuset}
    with houses.acting(houses.birgitte):
        for _ in range(2):
            actions.ask_for_count(**asked, wish=wish, by=houses.birgitte, at=at())
        assert CountDuty.objects.owned().count() == 1


def test_somebody_elses_id_is_taken(houses, plan):
    with houses.acting(houses.leila), pytest.raises(Taken):
        actions.open_plan(
            id=plan.pk, slug="p", title="P", first_year=2026, last_year=2026, by=houses.leila,
            at=at(),
        )  # fmt: skip


def test_an_answers_id_cannot_be_used_for_another_count(houses, plan, duty):
    form, other = uuid.uuid4(), ask(houses, initiative(houses, plan, 8))
    counts = [send(houses, asked) for asked in (duty, other)]
    with houses.acting(houses.birgitte):
        same = {"id": form, "version": 1, "by": houses.birgitte, "at": clock.now()}
        actions.accept(count=counts[0], **same)
        with pytest.raises(Taken):
            actions.accept(count=counts[1], **same)


def test_a_stopped_duty_owes_nothing_more(houses, duty):
    stop = {"by": houses.birgitte, "at": clock.now(), "reason": "Aftalen er slut"}
    with houses.acting(houses.birgitte):
        actions.stop_asking(duty=duty, **stop)
        with pytest.raises(Refused, match="allerede stoppet"):
            actions.stop_asking(duty=duty, **stop)
    assert standing(houses, duty) is None


def write(houses, row, text, version, status=Status.RUNNING):
    with houses.acting(houses.birgitte):
        return actions.write_status(
            initiative=row, year=2026, status=status, text=text, version=version,
            by=houses.birgitte, at=clock.now(),
        )  # fmt: skip


def test_status_is_written_with_its_date(houses, row):
    text = write(houses, row, "I gang siden maj.", 0)
    assert (text.version, text.written_on, row.status_on) == (1, TODAY, TODAY)
    assert write(houses, row, "I gang siden juni.", 1).version == 2


def test_the_same_status_twice_is_one_text(houses, row):
    write(houses, row, "I gang.", 0)
    assert write(houses, row, "I gang.", 0).version == 1
    with houses.acting(houses.birgitte):
        assert StatusText.objects.owned().count() == 1


def test_two_who_write_status_get_a_conflict(houses, row):
    write(houses, row, "I gang.", 0)
    with pytest.raises(Conflict, match="Birgitte har skrevet status imens"):
        write(houses, row, "Noget andet.", 0)


def test_an_initiative_comes_once_per_id(houses, plan):
    one = initiative(houses, plan, 9, "Én", OTHER)
    with houses.acting(houses.birgitte):
        again = actions.add_initiative(
            id=one.pk, plan=plan, number=9, title="Én", owner=houses.units[OTHER],
            by=houses.birgitte, at=at(),
        )  # fmt: skip
    assert again.pk == one.pk


def test_the_same_number_of_the_same_quarter_is_asked_for_once(houses, row):
    ask(houses, row)
    with pytest.raises(Refused, match="allerede bedt om"):
        ask(houses, row, figures=("centre.visits",))
    assert ask(houses, row, figures=("centre.participations",))
    assert ask(houses, row, association=houses.naboerne)


def test_what_was_stopped_can_be_asked_for_again(houses, row):
    first = ask(houses, row)
    with houses.acting(houses.birgitte):
        actions.stop_asking(duty=first, by=houses.birgitte, at=at(), reason="forkert")
    assert ask(houses, row).pk != first.pk
