"""The day book hands a day on to the next; the list of who is here is empty every morning."""

import re
from datetime import timedelta

import pytest
from django.db import connection

from favn.centre.models import DayPage, InHouse
from favn.kit import clock
from favn.people.register.due import every_clock
from tests.cast import TODAY, new_id


def words(answer):
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", answer.content.decode())


@pytest.fixture
def amina(cast):
    return cast.visit(cast.amina)


def write(client, happened="Vandrør sprang", handed_on="Ring til VVS", version=0, day=""):
    data = {"happened": happened, "handed_on": handed_on, "version": version}
    return client.post(f"/dagbog/{day}", data)


def test_a_day_is_handed_on_to_the_next(amina, settings):
    assert write(amina).status_code == 302
    settings.TODAY = TODAY + timedelta(days=1)
    told = words(amina.get("/dagbog/"))
    assert "Givet videre fra i går" in told
    assert "Ring til VVS" in told
    assert "Vandrør sprang" not in told


def test_no_names_are_asked_for_and_the_page_is_sealed(amina):
    assert "Skriv ingen navne på gæster." in words(amina.get("/dagbog/"))
    write(amina)
    with connection.cursor() as cursor:
        cursor.execute("SELECT happened, handed_on FROM centre_daypage")
        raw = str(cursor.fetchall())
    assert "Vandrør" not in raw
    assert "VVS" not in raw


def test_two_who_write_at_once_lose_nothing(cast, amina):
    write(amina, "Først")
    late = write(cast.visit(cast.jonas), "Så")
    assert late.status_code == 409
    told = late.content.decode()
    assert "Først" in told
    assert "Så" in told
    assert write(amina, "Først", version=0).status_code == 302  # the same words once more


def test_a_page_is_written_for_a_week_and_then_stands(amina):
    day = f"?dag={(TODAY - timedelta(days=8)).isoformat()}"
    assert write(amina, day=day).status_code == 422
    assert "over en uge gammel" in words(amina.get(f"/dagbog/{day}"))
    ahead = f"?dag={(TODAY + timedelta(days=1)).isoformat()}"
    assert write(amina, day=ahead).status_code == 422


def test_somebody_stands_on_the_list_until_they_leave(cast, amina):
    amina.post("/i-huset/", {"verb": "arrive", "id": new_id(), "name": "Yusra", "persons": 3})
    told = words(amina.get("/i-huset/"))
    assert "Yusra" in told
    assert '<span class="fv-digits">3</span>' in told
    with cast.acting(cast.amina):
        key = InHouse.objects.get_queryset().get().pk
    amina.post("/i-huset/", {"verb": "leave", "guest": key})
    assert "Ingen har skrevet sig på i dag." in words(amina.get("/i-huset/"))
    with cast.acting(cast.amina):
        assert InHouse.objects.get_queryset().count() == 0


def test_yesterdays_names_are_not_shown_and_go_with_the_night(cast, amina, settings):
    amina.post("/i-huset/", {"verb": "arrive", "id": new_id(), "name": "Yusra", "persons": 1})
    settings.TODAY = TODAY + timedelta(days=1)
    assert "Yusra" not in words(amina.get("/i-huset/"))
    [night] = [one for one in every_clock() if one.key == "in-house"]
    with cast.acting(cast.amina):
        assert night.end(clock.now()) == 1
        assert InHouse.objects.get_queryset().count() == 0


def test_a_page_goes_after_thirteen_months(cast, amina):
    write(amina)
    [pages] = [one for one in every_clock() if one.key == "day-pages"]
    with cast.acting(cast.amina):
        assert pages.end(clock.now()) == 0
        DayPage.objects.owned().update(on=TODAY - timedelta(days=420))
        assert pages.end(clock.now()) == 1


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"name": ""}, "Skriv et fornavn."),
        ({"persons": "0"}, "persons"),
        ({"persons": "x"}, "antal"),
    ],
)
def test_a_list_holds_first_names_and_numbers(amina, wrong, told):
    data = {"verb": "arrive", "id": new_id(), "name": "Yusra", "persons": 1, **wrong}
    answer = amina.post("/i-huset/", data)
    assert answer.status_code == 422
    assert told in answer.content.decode()


def test_another_house_sees_neither(cast, amina):
    write(amina)
    amina.post("/i-huset/", {"verb": "arrive", "id": new_id(), "name": "Yusra", "persons": 1})
    other = cast.visit(cast.leila)
    assert "Vandrør" not in words(other.get("/dagbog/"))
    assert "Yusra" not in words(other.get("/i-huset/"))
    with cast.acting(cast.amina):
        key = InHouse.objects.get_queryset().get().pk
    assert other.post("/i-huset/", {"verb": "leave", "guest": key}).status_code == 404


def test_the_day_leads_to_both(amina):
    told = words(amina.get("/i-dag/"))
    assert "/dagbog/" in told
    assert "/i-huset/" in told
