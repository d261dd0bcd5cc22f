"""The day's list: everything entered, counted or not, and nobody else's."""

from datetime import timedelta

from favn.centre import actions
from favn.centre.choices import Void
from favn.kit.tenancy import acting_for
from tests.cast import NOW, TODAY


def page(desk, **query):
    return desk.client.get("/indtastninger/", query).content.decode()


def test_an_empty_day_says_what_will_stand_here(desk):
    assert "Ingen indtastninger her" in page(desk)


def test_all_three_kinds_stand_with_hour_source_and_a_way_to_correct(desk):
    desk.visit()
    desk.tap(desk.session())
    desk.tap(desk.topic())
    html = page(desk)
    for words in ("13–14", "Besøg", "Sprogcafé", "Vejledning: E-boks og breve", "Skranken"):
        assert words in html
    assert html.count("/indtastninger/visit/") == 1
    assert "3 tæller med" in html


def test_what_was_taken_out_stands_with_its_reason_and_does_not_count(desk):
    visit = desk.visit()
    with acting_for(desk.cast.medborgerhuset.pk):
        actions.void(entry=visit, why=Void.TWICE, by=desk.cast.amina, at=NOW)
    desk.visit()
    html = page(desk)
    assert "Talt to gange" in html
    assert "1 tæller med" in html
    assert "1 er taget ud og tæller ikke med" in html
    assert "Alle (1)" in html
    assert "Besøg (1)" in html


def test_one_kind_alone(desk):
    desk.visit()
    desk.tap(desk.topic())
    html = page(desk, slags="guidance")
    assert "Vejledning: E-boks" in html
    assert "/indtastninger/visit/" not in html
    assert "Besøg (1)" in html


def test_another_day_and_a_day_that_is_no_day(desk):
    yesterday = TODAY - timedelta(days=1)
    desk.visit(on=yesterday)
    assert "/indtastninger/visit/" not in page(desk)
    assert "/indtastninger/visit/" in page(desk, dag=yesterday.isoformat())
    assert desk.client.get("/indtastninger/", {"dag": "31-31"}).status_code == 404


def test_the_neighbours_see_nothing_of_it(desk):
    visit = desk.visit()
    html = desk.cast.visit(desk.cast.leila).get("/indtastninger/").content.decode()
    assert str(visit.pk) not in html
    assert "Ingen indtastninger her" in html


def test_a_long_day_is_turned_page_by_page(desk):
    for _ in range(51):
        desk.visit()
    assert page(desk).count("/indtastninger/visit/") == 50
    assert page(desk, side="2").count("/indtastninger/visit/") == 1


def test_three_rows_ask_the_database_as_often_as_one(desk):
    for press in ("visit", desk.session(), desk.topic()):
        desk.tap(press)
    few = desk.queries("/indtastninger/")
    for press in ("visit", desk.session("sy"), desk.topic("mitid")) * 2:
        desk.tap(press)
    assert desk.queries("/indtastninger/") == few > 2


def test_nothing_is_said_of_what_was_taken_out_where_nothing_was(desk):
    desk.visit()
    assert "taget ud" not in page(desk)


def test_a_day_to_come_leads_back_to_today_with_a_sentence(desk):
    tomorrow = (TODAY + timedelta(days=1)).isoformat()
    answer = desk.client.get("/indtastninger/", {"dag": tomorrow})
    assert answer.url == "/indtastninger/"
    assert "Dagen ligger i fremtiden" in desk.client.get(answer.url).content.decode()


def test_a_day_too_old_to_register_can_still_be_looked_at(desk):
    assert desk.client.get("/indtastninger/", {"dag": "2023-05-02"}).status_code == 200
