"""What people write when they come: sealed in the database, opened for whoever keeps the list."""

import pytest
from django.db import connection

from favn.gatherings.models import FollowUp, Invitation, SignUp
from favn.kit.encryption import keys
from favn.people.accounts.models import Lookup
from tests.gatherings.steps import filled

WORDS = (
    "Hodan",
    "hodan@x.example",
    "En rampe",
    "Barbara",
    "44 55 66 77",
    "Vil gerne med næste gang",
)


def everything(*models):
    """Every cell of the tables, as the database holds them."""
    with connection.cursor() as cursor:
        for model in models:
            cursor.execute(f'SELECT * FROM "{model._meta.db_table}"')
            yield from (str(cell) for row in cursor.fetchall() for cell in row)


@pytest.fixture
def evening(calendar, jonas):
    """Somebody signed up with a need, somebody invited by phone, and a call that was made."""
    row = calendar.gathering()
    page = f"/arrangementer/{row.pk}"
    form = jonas.get(f"{page}/tilmeldte/")
    typed = filled(form, name="Hodan", contact="hodan@x.example", access="En rampe", verb="add")
    assert jonas.post(f"{page}/tilmeldte/", typed).status_code == 302
    form = jonas.get(f"{page}/invitationer/")
    typed = filled(form, name="Barbara", contact="44 55 66 77", verb="invite")
    assert jonas.post(f"{page}/invitationer/", typed).status_code == 302
    return row


def test_no_word_of_theirs_stands_in_the_database(evening, calendar):
    with calendar.cast.acting(calendar.by):
        held = "\n".join(everything(SignUp, Invitation, FollowUp))
    assert held.count("v1.") >= 7
    assert [word for word in WORDS if word in held] == []


def test_whoever_keeps_the_list_reads_it_and_no_look_up_is_written(cast, evening, jonas):
    page = jonas.get(f"/arrangementer/{evening.pk}/tilmeldte/").content.decode()
    assert "Hodan" in page
    assert "En rampe" in page
    assert "Barbara" in jonas.get(f"/arrangementer/{evening.pk}/invitationer/").content.decode()
    with cast.acting(cast.jonas):
        assert Lookup.objects.owned().count() == 0


def test_without_the_key_file_the_list_says_so_and_takes_nothing(evening, jonas, calendar, guest):
    keys.place().unlink()
    answer = jonas.get(f"/arrangementer/{evening.pk}/tilmeldte/")
    assert answer.status_code == 503
    assert "Nøglen til de beskyttede oplysninger mangler" in answer.content.decode()
    assert jonas.get("/arrangementer/").status_code == 200
