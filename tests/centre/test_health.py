"""Health checks: half hours given once, evenings, checks that count, notes nobody else reads."""

from datetime import time, timedelta

import pytest
from django.db import IntegrityError, transaction

from favn.centre.actions import health as actions
from favn.centre.actions.health import Held
from favn.centre.choices import Booking
from favn.centre.models import Appointment, Duty, HealthCheck, HealthTopic, Note, Task
from favn.kit import clock, history
from favn.kit.models import Change
from favn.kit.refusals import Refused
from favn.people.accounts.models import Lookup
from favn.people.persons import actions as persons
from favn.people.persons.actions.consents import Said
from favn.people.persons.choices import Act, How
from favn.people.persons.models import Person
from tests.cast import TODAY, join, new_id
from tests.centre.casework import page

TOMORROW = TODAY + timedelta(days=1)
WORDS = "Sover tre timer om natten"


def duty(work, who="nora", on=TOMORROW, starts=time(17), ends=time(19), **more):
    with work.acting(who):
        return actions.plan_duty(
            id=new_id(), on=on, starts=starts, ends=ends, with_volunteer="",
            by=getattr(work.cast, who), at=clock.now(), **more,
        )  # fmt: skip


def give(work, row, person, starts=time(17)):
    with work.acting():
        return actions.give(
            id=new_id(), duty=row, starts=starts, person=person, needs="Ryggen",
            by=work.cast.sara, at=clock.now(),
        )  # fmt: skip


def hold(work, person, who="nora", appointment=None, on=TODAY, **more):
    with work.acting(who):
        held = Held(on, more.pop("topics", ("pain", "mind")), text=WORDS)
        return actions.hold_check(
            id=new_id(), person=person, held=held, by=getattr(work.cast, who), at=clock.now(),
            appointment=appointment,
        )  # fmt: skip


def health(person):
    return f"/personer/{person.pk}/sundhed/"


def checked(**more):
    start = {"verb": "hold", "id": str(new_id()), "topics": ["pain"], "on": TODAY.isoformat()}
    return start | more


def test_a_duty_holds_its_half_hours(work):
    row = duty(work, ends=time(18, 45))
    assert row.half_hours() == [time(17), time(17, 30), time(18)]
    assert row.is_evening
    html = work.text("/sundhed/", "nora")
    assert html.count("Ledig") == 3
    assert "Aften" in html


@pytest.mark.parametrize(
    ("field", "sentence"),
    [
        ({"on": "2026-11-18"}, "Dagen er gået"),
        ({"starts": "19:00", "ends": "19:15"}, "mindst en halv time"),
        ({"starts": "25:00"}, "Skriv klokken"),
        ({"ends": ""}, "Skriv klokken"),
        ({"on": "x"}, "Skriv dagen"),
        ({"id": "x"}, "Siden er for gammel"),
    ],
)
def test_a_duty_that_cannot_be_is_refused(work, field, sentence):
    form = {"verb": "plan", "id": str(new_id()), "on": TOMORROW.isoformat(), "starts": "17:00"}
    answer = work.post("/sundhed/", "nora", **form | {"ends": "20.00"} | field)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    with work.acting("nora"):
        assert not Duty.objects.exists()


def test_nobody_is_on_duty_twice_at_once(work):
    duty(work)
    with pytest.raises(Refused, match="allerede en vagt"):
        duty(work, starts=time(18, 30), ends=time(20))
    duty(work, starts=time(19), ends=time(20))


def test_the_counsellor_gives_a_half_hour_and_the_nurse_sees_for_whom(work):
    row, person = duty(work), work.person()
    form = {"id": str(new_id()), "at": f"{row.pk}|17:30", "needs": "Ryggen"}
    for _ in range(2):
        assert work.post(f"/personer/{person.pk}/tid/", **form).status_code == 302
    html = work.text("/sundhed/", "nora")
    assert "Zahra Rezai" in html
    assert html.count("Ledig") == 3
    assert "Ryggen" in work.text(health(person), "nora")
    assert "Nora" in work.text(f"/personer/{person.pk}/tid/")


def test_a_time_is_given_without_a_yes_but_no_word_about_health_is_written(work):
    row, person = duty(work), work.person(case=False)
    address = f"/personer/{person.pk}/tid/"
    html = work.text(address)
    assert "Hvad handler det om?" not in html
    assert f"/personer/{person.pk}/samtykke/?formaal=case&amp;videre={address}" in html
    typed = {"id": str(new_id()), "at": f"{row.pk}|17:30", "needs": "Ryggen"}
    answer = work.post(address, **typed)
    assert answer.status_code == 422
    html = answer.content.decode()
    assert "Personen skal først sige ja til rådgivning og sag" in html
    assert 'value="Ryggen"' in html
    assert work.post(address, **typed | {"needs": ""}).status_code == 302
    with work.acting():
        assert [one.needs for one in Appointment.objects.owned()] == [""]


def test_a_yes_taken_back_in_another_window_stops_the_words_of_an_appointment(work):
    row, person = duty(work), work.person()
    with work.acting():
        who = {"by": work.cast.sara, "at": clock.now()}
        said = Said("case", Act.WITHDRAWN, How.SPOKEN)
        persons.say(id=new_id(), person=person, said=said, **who)
    with pytest.raises(Refused, match="der må ikke skrives mere"):
        give(work, row, person)
    with work.acting():
        assert not Appointment.objects.owned().exists()


def test_a_half_hour_is_never_given_twice(work):
    row, one, other = duty(work), work.person(), work.person("Huda Nasser")
    give(work, row, one)
    with pytest.raises(Refused, match="optaget"):
        give(work, row, other)
    form = {"id": str(new_id()), "at": f"{row.pk}|17:00"}
    assert work.post(f"/personer/{other.pk}/tid/", **form).status_code == 422


def test_the_database_itself_refuses_a_second_person_in_a_half_hour(work):
    row, one, other = duty(work), work.person(), work.person("Huda Nasser")
    give(work, row, one)
    with work.acting(), transaction.atomic(), pytest.raises(IntegrityError):
        twice = {"organisation": work.cast.medborgerhuset, "duty": row, "starts": time(17)}
        Appointment.objects.create(person=other, **twice)


def test_a_half_hour_that_is_past_is_not_given(work):
    row, person = duty(work, on=TODAY, starts=time(0), ends=time(23, 59)), work.person()
    with pytest.raises(Refused, match="Tiden er gået"):
        give(work, row, person, starts=time(0))


def test_a_cancelled_half_hour_is_free_again(work):
    row, person = duty(work), work.person()
    booked = give(work, row, person)
    assert work.post(f"/sundhed/aftale/{booked.pk}/", "nora", verb="cancelled").status_code == 302
    give(work, row, work.person("Huda Nasser"))
    assert work.again(booked).state == Booking.CANCELLED


def test_a_duty_with_appointments_stays(work):
    row = duty(work)
    booked = give(work, row, work.person())
    answer = work.post("/sundhed/", "nora", verb="remove", duty=str(row.pk))
    assert answer.status_code == 422
    work.post(f"/sundhed/aftale/{booked.pk}/", "nora", verb="cancelled")
    assert work.post("/sundhed/", "nora", verb="remove", duty=str(row.pk)).status_code == 302
    assert work.again(row) is None


def test_another_nurses_and_another_houses_times_are_unknown(work, cast):
    join(cast, "rita", cast.medborgerhuset, "nurse", None)
    row = duty(work)
    booked = give(work, row, work.person())
    assert "Zahra" not in work.text("/sundhed/", "rita")
    assert "Optaget" in work.text("/sundhed/", "rita")
    address = f"/sundhed/aftale/{booked.pk}/"
    assert work.post(address, "rita", verb="no_show").status_code == 404
    assert work.post("/sundhed/", "rita", verb="remove", duty=str(row.pk)).status_code == 404
    assert work.client("kian").get(f"/personer/{booked.person_id}/tid/").status_code == 404


def test_a_check_counts_once_and_says_what_it_was_about(work):
    person = work.person()
    form = checked(topics=["pain", "mind"], text=WORDS)
    for _ in range(2):
        assert work.post(health(person), "nora", **form).status_code == 302
    with work.acting("nora"):
        row = HealthCheck.objects.owned().get()
        assert row.counted_as == person.counted_as
        assert HealthTopic.objects.owned().count() == 2
        assert Note.objects.owned().get().profession == "health"
    assert WORDS in work.text(health(person), "nora")


def test_a_check_in_an_appointment_says_that_the_person_came(work):
    row, person = duty(work), work.person()
    booked = give(work, row, person)
    form = checked(appointment=str(booked.pk))
    assert work.post(health(person), "nora", **form).status_code == 302
    assert work.again(booked).state == Booking.CAME
    with work.acting("nora"):
        assert HealthCheck.objects.owned().get().is_evening


def test_an_appointment_of_somebody_else_is_unknown(work):
    booked = give(work, duty(work), work.person())
    other = work.person("Huda Nasser")
    form = checked(appointment=str(booked.pk))
    assert work.post(health(other), "nora", **form).status_code == 404


@pytest.mark.parametrize(
    ("field", "sentence"),
    [
        ({"topics": []}, "Vælg mindst ét emne"),
        ({"topics": ["x"]}, "Vælg fra listen"),
        ({"on": "2026-11-20"}, "Dagen ligger i fremtiden"),
        ({"text": "cpr 010190-1234"}, "CPR-nummer"),
        ({"text": "a" * 20_001}, "for lang"),
        ({"id": "x"}, "Siden er for gammel"),
    ],
)
def test_bad_input_is_said_and_counts_nothing(work, field, sentence):
    answer = work.post(health(work.person()), "nora", **checked(**field))
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    with work.acting("nora"):
        assert not HealthCheck.objects.exists()


def test_without_the_persons_yes_no_word_is_written(work):
    person = work.person(case=False)
    answer = work.post(health(person), "nora", **checked())
    assert answer.status_code == 422
    assert "sige ja" in answer.content.decode()


def test_the_counsellor_sees_that_a_health_note_exists_and_whose_it_is(work):
    case = work.case()
    hold(work, case.person)
    html = work.text(page(case))
    assert "Sundhed" in html
    assert "Låst. Spørg Nora" in html
    assert WORDS not in html


def test_the_nurse_sees_that_a_case_note_exists_and_not_a_word(work):
    case = work.case()
    work.talk(case, text="Hun skylder husleje")
    html = work.text(health(case.person), "nora")
    assert "Låst. Spørg Sara" in html
    assert "husleje" not in html


@pytest.mark.parametrize(
    "name", ["sara", "lars", "ida", "jonas", "amina", "mehmet", "kian", "birgitte"]
)
def test_only_health_opens_health(work, name):
    person = work.person()
    hold(work, person)
    html = work.text(health(person), name, 403)
    assert WORDS not in html
    work.text("/sundhed/", name, 403)


def test_what_is_to_be_done_for_somebody_without_a_case(work):
    person = work.person()
    form = {"verb": "task", "id": str(new_id()), "kind": "letter", "what": "Brevet fra hospitalet"}
    assert work.post(health(person), "nora", **form, within="3").status_code == 302
    html = work.text("/min-dag/", "nora")
    assert "Brevet fra hospitalet" in html
    assert "Forklar brevet" in html
    with work.acting("nora"):
        assert Task.objects.owned().get().case_id is None


def test_today_the_nurse_sees_whom_she_meets_by_initials(work):
    row, person = duty(work, on=TODAY, starts=time(23), ends=time(23, 59)), work.person()
    with work.acting():
        Appointment.objects.create(
            organisation=work.cast.medborgerhuset, duty=row, person=person, starts=time(23)
        )
    html = work.text("/min-dag/", "nora")
    assert "Aftaler i dag" in html
    assert "23.00" in html
    assert "Zahra" not in html


# Put right, and taken over


def put_right(work, row, verb, who="nora", **form):
    return work.post(f"/sundhed/tjek/{row.pk}/", who, verb=verb, **form)


def test_a_check_is_put_right_with_its_reason_and_both_months_are_read_again(work):
    row = hold(work, work.person())
    with work.acting("nora"):
        Change.objects.get_queryset().delete()
    form = {"version": 1, "topics": ["medicine"], "text": "Sover bedre", "on": "2026-10-30"}
    assert put_right(work, row, "correct", **form).status_code == 422
    assert put_right(work, row, "correct", reason="wrong", **form).status_code == 302
    now = work.again(row, "nora")
    assert (now.on.isoformat(), now.version) == ("2026-10-30", 2)
    with work.acting("nora"):
        assert [one.topic for one in now.topics.all()] == ["medicine"]
        assert Note.objects.owned().get(held=now).text == "Sover bedre"
        assert history.of(now)[0].reason == "Skrevet forkert"
        marks = Change.objects.get_queryset().filter(table="centre.healthtopic")
        assert set(marks.values_list("month", flat=True)) == {10, 11}


def test_a_check_counted_twice_is_taken_out_and_its_note_stays(work):
    person = work.person()
    row = hold(work, person)
    form = {"version": 1, "why": "twice"}
    assert put_right(work, row, "void", **form).status_code == 302
    with work.acting("nora"):
        assert not HealthCheck.objects.owned().filter(**HealthCheck.Privacy.counted).exists()
        assert not HealthTopic.objects.owned().filter(**HealthTopic.Privacy.counted).exists()
    html = work.text(health(person), "nora")
    assert "Tæller ikke med" in html
    assert WORDS in html


def test_a_wrong_note_is_put_right_for_the_person_after_their_yes_was_taken_back(work):
    person = work.person()
    row = hold(work, person)
    with work.acting("nora"):
        said = Said("case", Act.WITHDRAWN, How.SPOKEN)
        who = {"by": work.cast.nora, "at": clock.now()}
        persons.say(id=new_id(), person=person, said=said, **who)
    form = {
        "version": 1,
        "topics": ["pain"],
        "text": "x",
        "on": TODAY.isoformat(),
        "reason": "other",
    }
    assert put_right(work, row, "correct", **form).status_code == 422
    assert put_right(work, row, "correct", asked="on", **form).status_code == 302


def test_only_the_one_who_held_it_puts_it_right(work):
    row = hold(work, work.person())
    join(work.cast, "otto", work.cast.medborgerhuset, "doctor", None)
    assert work.client("otto").get(f"/sundhed/tjek/{row.pk}/").status_code == 404
    assert work.client("sara").get(f"/sundhed/tjek/{row.pk}/").status_code == 403


def test_a_colleague_of_health_reads_it_with_a_reason_and_the_log_says_which(work):
    person = work.person()
    hold(work, person)
    join(work.cast, "otto", work.cast.medborgerhuset, "doctor", None)
    shut = work.text(health(person), "otto")
    assert WORDS not in shut
    assert f"/adgang/{person.pk}/" in shut
    reason = "Nora er syg, og lægen ringer"
    work.post(f"/adgang/{person.pk}/", "otto", id=str(new_id()), reason=reason)
    assert WORDS in work.text(health(person), "otto")
    with work.acting("otto"):
        assert Lookup.objects.owned().filter(page="centre:health").first().purpose == reason


def test_a_second_check_in_one_appointment_says_so_and_nothing_is_lost(work):
    person = work.person()
    row = give(work, duty(work), person)
    hold(work, person, appointment=row)
    answer = work.post(health(person), "nora", **checked(appointment=str(row.pk), text="Igen"))
    assert answer.status_code == 409
    html = answer.content.decode()
    assert "Aftalen har allerede et sundhedstjek" in html
    assert "Igen" in html


def test_a_time_that_is_given_is_contact(work):
    person = work.person()
    with work.acting():
        Person.objects.filter(pk=person.pk).update(last_contact_on=TODAY - timedelta(days=400))
    give(work, duty(work), person)
    assert work.again(person).last_contact_on == TODAY
