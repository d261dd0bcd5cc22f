"""Whose time is over, and the act that ends it."""

from datetime import date, time

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as some

from favn.centre.actions import count_visit
from favn.centre.models import Appointment, Case, Duty, Task
from favn.config.commands.retention import Night
from favn.kit.clock import months_before
from favn.people.persons import queries
from favn.people.persons.models import Erasure, Person
from favn.people.referrals.actions import Offer, move, offer
from favn.people.referrals.choices import State, Way
from favn.people.register import actions as retention
from tests.cast import NOW, TODAY, new_id


@pytest.fixture
def old(register):
    person = register.add("Carmen Delgado")
    with register.acting():
        person.last_contact_on = date(2024, 11, 18)
        person.save()
    return person


def test_nobody_is_due_and_the_page_says_what_will_stand_here(register):
    register.add("Samira Yusuf")
    assert "Når en persons frist er nået" in register.text("/personer/frister/")


def test_one_day_over_two_years_is_due_and_the_day_before_is_not(register, old):
    html = register.text("/personer/frister/")
    assert "Carmen Delgado" in html
    with register.acting():
        Person.objects.filter(pk=old.pk).update(last_contact_on=date(2024, 11, 19))
    html = register.text("/personer/frister/")
    due, soon = html.split("Når fristen inden for 30 dage", 1)
    assert "Carmen Delgado" not in due
    assert "Carmen Delgado" in soon


def test_the_page_says_how_long_each_kind_is_kept(register):
    html = register.text("/personer/frister/")
    for words in ("Kort", "Samtykker", "24 måneder efter sidste kontakt"):
        assert words in html


def test_those_ticked_are_erased_and_named_nowhere_after(register, old):
    answer = register.client.post("/personer/frister/", {"person": str(old.pk)}, follow=True)
    html = answer.content.decode()
    assert "Slettet: 1" in html
    assert "Fristen er nået" in html
    assert "Carmen" not in html
    with register.acting():
        assert Erasure.objects.get().why == "due"


def test_somebody_who_is_not_due_is_not_erased_here(register, old):
    other = register.add("Samira Yusuf")
    for sent in ({"person": str(other.pk)}, {"person": "x"}):
        assert register.client.post("/personer/frister/", sent).status_code == 404
    assert register.names() == ["Carmen Delgado", "Samira Yusuf"]


def test_without_a_tick_nothing_happens(register, old):
    answer = register.client.post("/personer/frister/", {}, follow=True)
    assert "Sæt kryds" in answer.content.decode()
    assert register.names() == ["Carmen Delgado"]


def test_the_manager_sees_days_and_no_names_and_may_erase(register, old):
    jonas = register.cast.visit(register.cast.jonas)
    html = register.text("/personer/frister/", client=jonas)
    assert "Carmen" not in html
    assert str(old) in html
    jonas.post("/personer/frister/", {"person": str(old.pk)})
    assert register.names() == []


def test_the_page_says_when_the_clocks_were_held_last_and_what_they_did(register, old):
    assert "Fristerne er ikke holdt endnu" in register.text("/personer/frister/")
    with register.acting():
        retention.keep_clocks(by=Night(), at=NOW)
    html = register.text("/personer/frister/", client=register.cast.visit(register.cast.jonas))
    assert "af favn retention" in html
    assert "personer" in html.split("Sidste nat")[1].split("Så længe gemmes det")[0]


def test_the_manager_finds_the_page_from_the_log(register):
    jonas = register.cast.visit(register.cast.jonas)
    assert 'href="/personer/frister/"' in register.text(reverse("log"), client=jonas)


def test_the_other_house_is_not_told(register, old):
    with register.acting():
        retention.keep_clocks(by=Night(), at=NOW)
    leila = register.cast.visit(register.cast.leila)
    assert "Fristerne er ikke holdt endnu" in register.text("/personer/frister/", client=leila)


@given(some.dates(date(2000, 1, 1), date(2100, 1, 1)), some.integers(1, 60))
def test_months_before_a_day_is_that_day_or_the_months_last(day, months):
    before = months_before(day, months)
    assert (day.year - before.year) * 12 + day.month - before.month == months
    assert before.day == day.day or (before.day < day.day and before.day >= 28)


# Contact, and whom somebody works with


def forgotten(register, person, on=date(2024, 1, 2)):
    """As if nobody had been in contact with them since that day."""
    with register.acting():
        Person.objects.filter(pk=person.pk).update(last_contact_on=on)


def was_in_contact(register, person) -> bool:
    return register.again(person).last_contact_on == TODAY


def test_an_answer_a_correction_and_an_opened_own_page_are_contact(register, old):
    register.say(old)
    assert was_in_contact(register, old)
    forgotten(register, old)
    form = register.typed("Carmen Delgado", version="1", phone="20112233")
    register.client.post(register.page(old, "ret/"), form)
    assert was_in_contact(register, old)
    sent = register.client.post(register.page(old, "egen-side/"), {"id": str(new_id())})
    forgotten(register, old)
    register.cast.visit().post("/min-side/medborgerhuset/", {"code": sent.context["code"]})
    assert was_in_contact(register, old)


def test_a_visit_with_their_card_is_contact_and_one_without_is_not(register, old):
    card = register.card(old)
    forgotten(register, old)
    with register.acting():
        card.refresh_from_db()
        count_visit(id=new_id(), on=TODAY, hour=13, **register.who())
        assert not was_in_contact(register, old)
        count_visit(id=new_id(), on=TODAY, hour=13, card=card, **register.who())
    assert was_in_contact(register, old)


def test_a_step_of_a_referral_is_contact(register, old):
    with register.acting():
        wanted = Offer(Way.IN, "Tandpine", place="Tandlægen")
        row = offer(id=new_id(), person=old, wanted=wanted, **register.who())
        forgotten(register, old)
        move(referral=row, version=1, to=State.ARRIVED, **register.who())
    assert was_in_contact(register, old)


@pytest.mark.parametrize("ended", [False, True])
def test_whoever_has_an_open_case_a_task_or_a_hand_over_is_not_due(register, old, ended):
    at = NOW if ended else None
    with register.acting():
        who = {"organisation": register.house, "person": old, "owner": register.cast.sara}
        rows = (
            Case(
                kind="social", origin="self", opened_at=NOW, closed_at=at,
                counted_as=old.counted_as, year=2026, month=11, **who,
            ),
            Task(kind="task", what="Ring", due_on=TODAY, created_at=NOW, done_at=at, **who),
        )  # fmt: skip
        for row in rows:
            row.save()
            assert (old in queries.due(TODAY).persons) == ended
            row.delete()


def test_whoever_has_an_appointment_ahead_is_not_due_until_it_is_over(register, old):
    with register.acting():
        for on, is_due in ((TODAY, False), (date(2026, 11, 18), True)):
            duty = Duty(organisation=register.house, who=register.cast.nora, on=on)
            duty.starts, duty.ends = time(9), time(10)
            duty.save()
            row = Appointment(organisation=register.house, duty=duty, person=old, starts=time(9))
            row.save()
            assert (old in queries.due(TODAY).persons) == is_due
            row.delete()


def test_somebody_tells_of_contact_and_the_time_begins_anew(register, old):
    soon = register.add("Samira Yusuf")
    forgotten(register, soon, date(2024, 12, 1))
    sent = {"person": [str(old.pk), str(soon.pk)], "verb": "contact"}
    html = register.client.post("/personer/frister/", sent, follow=True).content.decode()
    assert "kontakt i dag med 2" in html
    assert was_in_contact(register, old)
    assert was_in_contact(register, soon)
    assert register.client.post("/personer/frister/", sent).status_code == 404
