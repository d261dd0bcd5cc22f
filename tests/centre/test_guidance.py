"""The guidance log: one tap on a topic, and no person anywhere."""

from datetime import timedelta

from favn.centre.choices import Source
from favn.centre.models import Guidance, Topic
from favn.kit.tenancy import acting_for
from favn.people.persons.models import Card
from tests.cast import TODAY, new_id


def test_tap_topic_tap_done(desk):
    answer = desk.tap(desk.topic())
    (row,) = desk.rows(Guidance)
    assert (row.topic.name, row.source) == ("E-boks og breve", Source.DESK)
    assert answer.url == f"/vejledning/?talt=guidance:{row.pk}"
    assert "Talt: Vejledning: E-boks og breve" in desk.client.get(answer.url).content.decode()


def test_undo_comes_back_to_the_same_page(desk):
    desk.tap(desk.topic())
    (row,) = desk.rows(Guidance)
    answer = desk.client.post("/i-dag/fortryd/", {"logbook": "guidance", "id": row.pk})
    assert answer.url == "/vejledning/"
    assert desk.rows(Guidance)[0].voided_at is not None


def test_no_field_and_no_column_can_hold_a_person(desk):
    html = desk.client.get("/vejledning/").content.decode()
    form = html.split('action="/i-dag/tael/"')[1].split("</form>")[0]
    assert 'type="text"' not in form
    points_at = {f.related_model for f in Guidance._meta.local_fields if f.is_relation}
    assert Card not in points_at
    assert {model.__name__ for model in points_at} == {"Organisation", "Topic", "ImportBatch"}


def test_a_card_sent_along_is_not_kept(desk):
    desk.tap(desk.topic(), card="ABCD")
    (row,) = desk.rows(Guidance)
    assert not hasattr(row, "card")


def test_six_topics_stand_first_and_the_rest_under_more(desk):
    house = desk.cast.medborgerhuset
    with acting_for(house.pk):
        for rank in range(2, 9):
            Topic.objects.create(organisation=house, slug=f"t{rank}", name=f"E{rank}", rank=rank)
    html = desk.client.get("/vejledning/").content.decode()
    before, after = html.split(">Mere<", 1)
    assert before.count('name="press"') == 6
    assert after.count('name="press"') == 3


def test_without_topics_the_page_says_who_writes_them(cast):
    html = cast.visit(cast.amina).get("/vejledning/").content.decode()
    assert "Ingen emner endnu" in html


def test_an_unknown_a_foreign_and_a_retired_topic_look_the_same(desk):
    retired = desk.cast.topics["mitid@medborgerhuset"]
    with acting_for(desk.cast.medborgerhuset.pk):
        Topic.objects.filter(pk=retired.pk).update(retired_at="2026-11-01T00:00Z")
    for press in (desk.topic(house="naboerne"), desk.topic("mitid"), f"guidance:{new_id()}"):
        assert desk.tap(press).status_code == 404
    assert desk.rows(Guidance) == []


def test_a_forgotten_day_needs_its_hour(desk):
    yesterday = (TODAY - timedelta(days=1)).isoformat()
    answer = desk.tap(desk.topic(), on=yesterday)
    html = desk.client.get(answer.url).content.decode()
    assert "Vælg, hvornår på dagen det var." in html
    desk.tap(desk.topic(), on=yesterday, hour="10")
    (row,) = desk.rows(Guidance)
    assert (row.hour, row.source) == (10, Source.LATE)


def test_more_guidances_do_not_ask_the_database_more(desk):
    desk.tap(desk.topic())
    first = desk.queries("/vejledning/")
    desk.tap(desk.topic())
    desk.tap(desk.topic("mitid"))
    assert desk.queries("/vejledning/") == first > 2
