"""One person's answer in two windows at once: heard one after the other, on both databases."""

from contextlib import contextmanager

import pytest
from django.db import transaction

from favn.centre.actions import cases
from favn.centre.choices import Work
from favn.kit import clock
from favn.people.persons import actions, queries
from favn.people.persons.actions.consents import Said
from favn.people.persons.choices import Act, How
from favn.people.persons.models import Consent
from tests.cast import TODAY, new_id
from tests.windows import Window, beside

committing = pytest.mark.django_db(transaction=True)


@pytest.fixture
def samira(transactional_db, register):
    person = register.add("Samira Yusuf")
    register.say(person)
    return person


def answer(register, person, act):
    said = Said("case", act, How.SPOKEN)
    return actions.say(id=new_id(), person=person, said=said, **register.who())


@contextmanager
def first(register, person, act):
    """Somebody answers, and the transaction is not over before the block is."""
    with register.acting(), transaction.atomic():
        answer(register, person, act)
        yield


def meanwhile(register, person, act, verb) -> Window:
    """A window that does something while an answer is on its way; it has ended afterwards."""
    return beside(first(register, person, act), Window(register.acting, verb))


def lines(register, person):
    with register.acting():
        return [(one.act, one.position) for one in reversed(queries.ledger(person))]


@committing
def test_taken_back_in_two_windows_it_is_taken_back_once(register, samira):
    window = meanwhile(
        register, samira, Act.WITHDRAWN, lambda: answer(register, samira, Act.WITHDRAWN)
    )
    assert window.said is not None
    assert "intet ja at trække tilbage" in window.said
    assert lines(register, samira) == [("given", 1), ("withdrawn", 2)]


@committing
def test_a_yes_and_a_no_at_once_stand_in_the_order_they_were_heard(register, samira):
    meanwhile(register, samira, Act.DECLINED, lambda: answer(register, samira, Act.GIVEN))
    assert lines(register, samira) == [("given", 1), ("declined", 2), ("given", 3)]
    with register.acting():
        assert queries.consent_stands(samira, "case", on=TODAY)


@committing
def test_what_is_written_while_the_yes_is_taken_back_is_refused(register, samira):
    def write():
        cases.add_task(
            id=new_id(), person=samira, case=None, kind=Work.TASK, what="Ring til lægen",
            due_on=TODAY, by=register.cast.sara, at=clock.now(),
        )  # fmt: skip

    window = meanwhile(register, samira, Act.WITHDRAWN, write)
    assert window.said is not None
    assert "der må ikke skrives mere" in window.said


@committing
def test_two_persons_never_wait_for_each_other(register, samira):
    other = register.add("Fatuma Farah")
    meanwhile(register, samira, Act.DECLINED, lambda: answer(register, other, Act.GIVEN))
    assert [act for act, _ in lines(register, other)] == ["given"]
    with register.acting():
        assert Consent.objects.count() == 3
