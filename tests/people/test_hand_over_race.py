"""A yes taken back while something is handed over: nobody over there reads what was taken back."""

from contextlib import contextmanager

import pytest
from django.db import transaction

from favn.kit.tenancy import acting_for
from favn.people.persons.actions.consents import Said
from favn.people.persons.choices import Act, How
from favn.people.referrals import queries
from favn.people.referrals.actions import hand_over
from favn.people.referrals.choices import Standing
from favn.people.referrals.models import HandOver
from favn.people.register.actions import say
from tests.cast import new_id
from tests.windows import Window, beside

THERE = "Naboerne i Nord"
committing = pytest.mark.django_db(transaction=True)


@pytest.fixture
def huda(transactional_db, register):
    person = register.add("Huda Nasser")
    register.say(person, "referral", recipient=THERE)
    return person


def withdraw(register, person):
    said = Said("referral", Act.WITHDRAWN, How.SPOKEN, THERE)
    say(id=new_id(), person=person, said=said, **register.who())


def send(register, person):
    hand_over(
        id=new_id(), person=person, to=register.cast.naboerne, agreed=["name"],
        errand="Vil gerne øve dansk", **register.who(),
    )  # fmt: skip


@contextmanager
def not_done(register, verb, person):
    with register.acting(), transaction.atomic():
        verb(register, person)
        yield


def read_there(register):
    with acting_for(register.cast.naboerne.pk, register.cast.kian.pk):
        return len(queries.open_to_us())


@committing
def test_what_is_handed_over_while_the_yes_is_taken_back_is_refused(register, huda):
    first = not_done(register, withdraw, huda)
    window = beside(first, Window(register.acting, lambda: send(register, huda)))
    assert window.said is not None
    assert "sige ja" in window.said
    assert read_there(register) == 0


@committing
def test_a_yes_taken_back_while_it_is_handed_over_ends_it(register, huda):
    first = not_done(register, send, huda)
    window = beside(first, Window(register.acting, lambda: withdraw(register, huda)))
    assert window.said is None
    assert read_there(register) == 0
    with register.acting():
        row = HandOver.objects.owned().get()
        assert (row.state, row.said) == (Standing.REVOKED, "")
