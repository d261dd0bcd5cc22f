"""The box for ideas: written without a name in any language, and answered where all can see it."""

import re

import pytest

from favn.centre.models import Idea
from favn.kit import clock
from favn.people.register.due import every_clock
from tests.cast import new_id

HERE = "/ideer/medborgerhuset/"


def words(answer):
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", answer.content.decode())


@pytest.fixture
def house(cast):
    """Jonas, who has opened the box."""
    client = cast.visit(cast.jonas)
    client.post("/ideer/", {"verb": "open"})
    return client


def put(client, said="لنفتح مساء السبت", **more):
    data = {"id": new_id(), "words": said, "language": "arabisk", "web": "", **more}
    return data["id"], client.post(HERE, data)


def say(house, key, **more):
    data = {"verb": "say", "version": 1, "state": "done", "title": "Åbent lørdag aften",
            "answer": "Vi har åbent til 21.", "is_shown": "on", **more}  # fmt: skip
    return house.post(f"/ideer/{key}/", data)


def test_a_box_that_nobody_has_opened_does_not_exist(cast):
    assert cast.visit().get(HERE).status_code == 404
    assert put(cast.visit())[1].status_code == 404
    assert "Idékassen er lukket" in words(cast.visit(cast.jonas).get("/ideer/"))


def test_an_idea_comes_in_any_language_and_is_answered_for_all(cast, house):
    key, answer = put(cast.visit())
    assert answer.status_code == 302
    assert "Tak. Vi læser alle idéer." in words(cast.visit().get(answer["Location"]))
    assert "لنفتح مساء السبت" in words(house.get("/ideer/"))
    assert "Her kommer svarene" in words(cast.visit().get(HERE))
    assert say(house, key).status_code == 302
    told = words(cast.visit().get(HERE))
    for said in ("Åbent lørdag aften", "Vi har åbent til 21.", "Det er gjort"):
        assert said in told
    assert "لنفتح مساء السبت" not in told


def test_what_is_not_marked_to_be_shown_is_not(cast, house):
    key, _answer = put(cast.visit())
    say(house, key, is_shown="")
    assert "Åbent lørdag aften" not in words(cast.visit().get(HERE))


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"title": ""}, "Skriv en overskrift og et svar"),
        ({"state": "new"}, "Vælg, hvad der blev af idéen"),
        ({"state": "not", "answer": "", "is_shown": ""}, "Skriv, hvorfor I ikke gør det."),
    ],
)
def test_an_answer_that_says_nothing_is_refused(cast, house, wrong, told):
    key, _answer = put(cast.visit())
    answer = say(house, key, **wrong)
    assert answer.status_code == 422
    assert told in answer.content.decode()


def test_two_answers_at_once_are_one(cast, house):
    key, _answer = put(cast.visit())
    say(house, key)
    assert say(house, key, title="En anden").status_code == 409


def test_machines_are_thanked_and_kept_out(cast, house):
    anybody = cast.visit()
    assert put(anybody, "Køb ure", web="http://ure.example")[1].status_code == 302
    links = "Se https://a.example og https://b.example"
    assert put(anybody, links)[1].status_code == 422
    assert put(anybody, "hm")[1].status_code == 422
    assert put(anybody, "a" * 2001)[1].status_code == 422
    with cast.acting(cast.jonas):
        assert Idea.objects.get_queryset().count() == 0


def test_a_flood_is_stopped_for_the_day(cast, house):
    with cast.acting(cast.jonas):
        for _ in range(100):
            Idea(organisation=cast.medborgerhuset, words="x", came_on=clock.today()).save()
    assert "usædvanligt mange" in put(cast.visit())[1].content.decode()


def test_sent_twice_it_is_one_idea(cast, house):
    key, _answer = put(cast.visit())
    put(cast.visit(), id=key)
    with cast.acting(cast.jonas):
        assert Idea.objects.get_queryset().count() == 1


def test_what_is_no_idea_goes_with_its_words(cast, house):
    key, _answer = put(cast.visit())
    house.post(f"/ideer/{key}/", {"verb": "remove"})
    assert house.get(f"/ideer/{key}/").status_code == 404
    with cast.acting(cast.jonas):
        assert Idea.objects.get_queryset().get().words == ""


def test_after_three_years_it_is_gone(cast, house):
    put(cast.visit())
    [ideas] = [one for one in every_clock() if one.key == "ideas"]
    with cast.acting(cast.jonas):
        assert ideas.end(clock.now()) == 0
        Idea.objects.owned().update(came_on="2023-11-01")
        assert ideas.end(clock.now()) == 1


def test_another_house_has_its_own_box(cast, house):
    key, _answer = put(cast.visit())
    assert cast.visit(cast.leila).get(f"/ideer/{key}/").status_code == 404
    assert cast.visit().get("/ideer/naboerne/").status_code == 404
    assert cast.visit(cast.mehmet).post("/ideer/", {"verb": "close"}).status_code == 403
