"""The week of the house, kept by the manager."""

from datetime import timedelta

import pytest

from favn.centre.models import Activity, Slot, Topic
from favn.kit import history
from favn.kit.tenancy import acting_for
from tests.cast import TODAY, new_id

YESTERDAY = TODAY - timedelta(days=1)


@pytest.fixture
def jonas(desk):
    return desk.cast.visit(desk.cast.jonas)


def slot_typed(desk, **fields):
    typed = {
        "id": str(new_id()), "activity": str(desk.cast.activities["sy@medborgerhuset"].pk),
        "weekday": "4", "starts": "19:17", "ends": "21:00", "first_on": TODAY.isoformat(),
    }  # fmt: skip
    return {"verb": "slot"} | {f"slot-{name}": v for name, v in (typed | fields).items()}


def name_typed(verb, name, pk=None):
    return {"verb": verb, f"{verb}-id": str(pk or new_id()), f"{verb}-name": name}


def test_the_page_lists_the_week_the_activities_and_the_topics(desk, jonas):
    html = jonas.get("/ugeplan/").content.decode()
    for words in ("torsdag", "13.00–15.00", "Sprogcafé", "Systuen", "MitID"):
        assert words in html


def test_a_new_time_in_the_week_becomes_a_button(desk, jonas):
    typed = slot_typed(desk)
    for _ in range(2):
        assert jonas.post("/ugeplan/", typed).status_code == 302
    assert "19.17–21.00" in desk.client.get("/i-dag/").content.decode()
    assert len(desk.rows(Slot)) == 3


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"ends": "18:00"}, "slutter, før det begynder"),
        ({"starts": "kl 9"}, "Skriv klokkeslættet"),
        ({"first_on": "i morgen"}, "Skriv dagen som"),
        ({"weekday": "8"}, "Ugedag"),
    ],
)
def test_a_mistake_in_a_time_names_the_field_and_keeps_the_rest(desk, jonas, fields, sentence):
    answer = jonas.post("/ugeplan/", slot_typed(desk, **fields))
    html = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in html
    assert (fields.get("starts") or "19:17") in html
    assert len(desk.rows(Slot)) == 2


@pytest.mark.parametrize(("verb", "model"), [("activity", Activity), ("topic", Topic)])
def test_a_new_name_is_written_once_and_not_twice_alike(desk, jonas, verb, model):
    typed = name_typed(verb, "Fællesspisning")
    for _ in range(2):
        jonas.post("/ugeplan/", typed)
    answer = jonas.post("/ugeplan/", name_typed(verb, "fællesspisning"))
    assert answer.status_code == 422
    assert "Navnet er i brug" in answer.content.decode()
    assert "fællesspisning" in answer.content.decode()
    assert [row.name for row in desk.rows(model)].count("Fællesspisning") == 1


def test_a_topic_is_taken_out_of_use_and_in_again_with_history(desk, jonas):
    topic = desk.cast.topics["mitid@medborgerhuset"]
    jonas.post("/ugeplan/", {"verb": "retire", "of": "topic", "id": topic.pk})
    assert "MitID" not in desk.client.get("/vejledning/").content.decode()
    jonas.post("/ugeplan/", {"verb": "reuse", "of": "topic", "id": topic.pk})
    assert "MitID" in desk.client.get("/vejledning/").content.decode()
    with acting_for(desk.cast.medborgerhuset.pk):
        assert {line.verb for line in history.of(topic)} == {"retire", "reuse"}


def test_an_activity_in_the_week_stays_until_its_times_end(desk, jonas):
    activity = desk.cast.activities["cafe@medborgerhuset"]
    typed = {"verb": "retire", "of": "activity", "id": activity.pk}
    answer = jonas.post("/ugeplan/", typed, follow=True)
    assert "Slut dens tider først" in answer.content.decode()


def test_a_time_that_has_ended_is_no_button_but_its_days_stand(desk, jonas):
    slot = desk.cast.slots["cafe@medborgerhuset"]
    answer = jonas.post(f"/ugeplan/{slot.pk}/", {"seen": "", "last_on": YESTERDAY.isoformat()})
    assert answer.url == "/ugeplan/"
    assert "Sprogcafé" not in desk.client.get("/i-dag/").content.decode()
    week_ago = (TODAY - timedelta(days=7)).isoformat()
    assert "Sprogcafé" in desk.client.get("/i-dag/", {"dag": week_ago}).content.decode()


def test_the_second_who_ends_it_sees_what_stands_and_can_go_on(desk, jonas):
    address = f"/ugeplan/{desk.cast.slots['cafe@medborgerhuset'].pk}/"
    jonas.post(address, {"seen": "", "last_on": TODAY.isoformat()})
    late = jonas.post(address, {"seen": "", "last_on": "2026-12-24"})
    assert late.status_code == 409
    assert "En anden har rettet det samme imens" in late.content.decode()
    assert "2026-12-24" in late.content.decode()
    jonas.post(address, {"seen": TODAY.isoformat(), "last_on": "2026-12-24"})
    assert {str(slot.last_on) for slot in desk.rows(Slot)} == {"2026-12-24", "None"}


@pytest.mark.parametrize("last_on", ["2020-01-01", "aldrig"])
def test_an_end_that_cannot_be(desk, jonas, last_on):
    slot = desk.cast.slots["cafe@medborgerhuset"]
    answer = jonas.post(f"/ugeplan/{slot.pk}/", {"seen": "", "last_on": last_on})
    assert answer.status_code == 422
    assert last_on in answer.content.decode()


def test_foreign_unknown_and_nonsense_are_not_found(desk, jonas):
    foreign = desk.cast.slots["cafe@naboerne"].pk
    for pk in (foreign, new_id()):
        assert jonas.get(f"/ugeplan/{pk}/").status_code == 404
    topic = desk.cast.topics["brev@naboerne"].pk
    for typed in (
        {"verb": "retire", "of": "topic", "id": topic},
        {"verb": "retire", "of": "topic", "id": "x"},
        {"verb": "retire", "of": "person", "id": topic},
        {"verb": "explode", "of": "topic", "id": topic},
    ):
        assert jonas.post("/ugeplan/", typed).status_code == 404
    assert desk.rows(Topic, desk.cast.naboerne)[0].retired_at is None


@pytest.mark.parametrize("who", ["amina", "mehmet", "birgitte"])
def test_only_the_manager_opens_it(desk, who):
    client = desk.cast.visit(getattr(desk.cast, who))
    assert client.get("/ugeplan/").status_code == 403
    slot = desk.cast.slots["cafe@medborgerhuset"].pk
    assert client.get(f"/ugeplan/{slot}/").status_code == 403


def test_more_times_do_not_ask_the_database_more(desk, jonas):
    desk.client = jonas
    first = desk.queries("/ugeplan/")
    for hour in ("08:00", "09:00", "10:00"):
        jonas.post("/ugeplan/", slot_typed(desk, starts=hour, ends="12:00"))
    jonas.get("/ugeplan/")  # the message about what was saved is read once
    assert desk.queries("/ugeplan/") == first > 2
