"""Today's page: one tap counts one guest, is undone, comes late, and stays in its own house."""

from datetime import timedelta

import pytest

from favn.centre.choices import Source, Void
from favn.centre.models import Participation, Session, Visit
from favn.gatherings import actions as gatherings
from favn.kit.models import History
from favn.kit.tenancy import acting_for
from tests.cast import TODAY, new_id
from tests.gatherings.steps import Calendar

YESTERDAY = TODAY - timedelta(days=1)


def page(desk, address="/i-dag/"):
    return desk.client.get(address).content.decode()


def test_the_page_has_a_button_for_the_door_and_for_each_session(desk):
    html = page(desk)
    assert "Besøg" in html
    assert html.index("Ved døren") < html.index("Sprogcafé")
    assert html.count('name="press"') == 3


def test_a_tap_at_the_door_counts_a_visit_and_offers_to_undo_it(desk):
    answer = desk.tap()
    (visit,) = desk.rows(Visit)
    assert (visit.on, visit.source, visit.card) == (TODAY, Source.DESK, None)
    assert answer.url == f"/i-dag/?talt=visit:{visit.pk}"
    assert "Fortryd" in page(desk, answer.url)


def test_a_tap_on_a_session_counts_a_participation_and_no_visit(desk):
    desk.tap(desk.session())
    (row,) = desk.rows(Participation)
    assert row.session.activity.name == "Sprogcafé"
    assert desk.rows(Visit) == []


def test_the_session_is_opened_once_however_many_come(desk):
    for _ in range(3):
        desk.tap(desk.session())
    assert len(desk.rows(Session)) == 1
    assert len(desk.rows(Participation)) == 3


def test_the_same_form_twice_makes_one_record(desk):
    pk = str(new_id())
    desk.tap(id=pk)
    desk.tap(id=pk)
    assert len(desk.rows(Visit)) == 1
    with acting_for(desk.cast.medborgerhuset.pk):
        assert History.objects.get_queryset().filter(verb="count").count() == 1


def test_undo_takes_the_tap_out_and_twice_is_the_same(desk):
    desk.tap()
    pk = desk.rows(Visit)[0].pk
    for _ in range(2):
        desk.client.post("/i-dag/fortryd/", {"logbook": "visit", "id": pk})
    (visit,) = desk.rows(Visit)
    assert visit.void == Void.UNDONE
    assert "Fortryd" not in page(desk, f"/i-dag/?talt=visit:{pk}").split("<template")[0]


def test_what_a_colleague_counted_is_not_undone_but_corrected(desk):
    desk.tap()
    pk = desk.rows(Visit)[0].pk
    answer = desk.cast.visit(desk.cast.jonas).post(
        "/i-dag/fortryd/", {"logbook": "visit", "id": pk}, follow=True
    )
    assert "kun fortryde det, du selv har talt" in answer.content.decode()
    assert desk.rows(Visit)[0].voided_at is None


def test_a_day_that_was_forgotten_is_counted_late_with_its_hour(desk):
    desk.tap(on=YESTERDAY.isoformat(), hour="9")
    (visit,) = desk.rows(Visit)
    assert (visit.on, visit.hour, visit.source) == (YESTERDAY, 9, Source.LATE)


def test_a_late_visit_without_an_hour_is_told_what_is_missing(desk):
    answer = desk.tap(on=YESTERDAY.isoformat())
    assert answer.status_code == 422
    assert "Vælg, hvornår på dagen det var." in answer.content.decode()
    assert desk.rows(Visit) == []


def test_a_late_participation_gets_the_hour_of_its_session(desk):
    week_ago = TODAY - timedelta(days=7)
    desk.tap(desk.session(on=week_ago), on=week_ago.isoformat(), hour="3")
    (row,) = desk.rows(Participation)
    assert (row.on, row.hour) == (week_ago, 13)


@pytest.mark.parametrize("day", ["2030-01-01", "2020-01-01"])
def test_a_day_out_of_reach_leads_back_to_today_with_a_sentence(desk, day):
    answer = desk.client.get("/i-dag/", {"dag": day}, follow=True)
    assert answer.redirect_chain == [("/i-dag/", 302)]
    assert "Dagen" in answer.content.decode()


def test_a_day_that_is_no_day_is_not_found(desk):
    assert desk.client.get("/i-dag/", {"dag": "i går"}).status_code == 404


def test_an_unknown_and_a_foreign_session_look_the_same(desk):
    foreign = desk.session(house="naboerne")
    for press in (foreign, f"participation:{new_id()}"):
        assert desk.tap(press).status_code == 404
        assert desk.tap(press, json=True).status_code == 404
    assert desk.rows(Participation) == []


def test_the_id_of_a_foreign_row_is_not_found_and_nothing_moves(desk):
    leila = desk.cast.visit(desk.cast.leila)
    desk.tap(client=leila)
    (theirs,) = desk.rows(Visit, desk.cast.naboerne)
    assert desk.tap(id=str(theirs.pk)).status_code == 404
    undo = {"logbook": "visit", "id": theirs.pk}
    assert desk.client.post("/i-dag/fortryd/", undo).status_code == 404
    assert desk.rows(Visit) == []
    assert desk.rows(Visit, desk.cast.naboerne)[0].voided_at is None


def test_a_tap_meant_for_another_organisation_is_refused_with_a_sentence(desk):
    answer = desk.tap(json=True, organisation=str(desk.cast.naboerne.pk))
    assert answer.status_code == 422
    assert "anden organisation" in answer.json()["refused"]
    assert desk.rows(Visit) == []


def test_a_script_gets_the_new_number_of_its_button(desk):
    desk.tap()
    pk = str(new_id())
    answer = desk.tap(json=True, id=pk)
    assert answer.status_code == 201
    assert answer.json() == {"id": pk, "on": TODAY.isoformat(), "count": 2}


@pytest.mark.parametrize(
    "fields",
    [
        {"press": "nonsense"},
        {"press": "visit", "id": "not-an-id"},
        {"press": "participation"},
        {"press": "visit", "tapped_at": "yesterday"},
        {"press": "visit", "tapped_at": "2026-11-19T10:00:00"},
        {"press": "visit", "hour": "24", "on": "2026-11-18"},
    ],
)
def test_bad_input_is_refused_with_a_sentence(desk, fields):
    answer = desk.tap(fields.pop("press"), json=True, **fields)
    assert answer.status_code == 422
    assert answer.json()["refused"]
    assert desk.rows(Visit) == []


def test_no_address_in_the_form_decides_where_one_is_sent(desk):
    answer = desk.tap(back="https://evil.example/")
    assert answer.url.startswith("/i-dag/")


@pytest.mark.parametrize("who", ["mehmet", "birgitte", "rasmus"])
def test_only_those_with_the_desk_may_open_it(desk, who):
    client = desk.cast.visit(getattr(desk.cast, who))
    assert client.get("/i-dag/").status_code == 403
    assert desk.tap(client=client).status_code == 403


def test_nobody_is_sent_to_sign_in(desk):
    answer = desk.tap(client=desk.cast.visit())
    assert (answer.status_code, answer.url.startswith("/konto/login/")) == (302, True)


def test_more_guests_do_not_ask_the_database_more(desk):
    desk.tap(desk.session())
    first = desk.queries("/i-dag/")
    for _ in range(2):
        desk.tap(desk.session("sy"))
        desk.tap()
    assert desk.queries("/i-dag/") == first > 2


def test_the_fullest_day_asks_the_rooms_at_most_eight_times(desk):
    """The bar of the house: eight; six here, one more for an undo, one for what has a list."""
    calendar = Calendar(desk.cast)
    calendar.gathering("Svømmetur", days=0)
    answer = desk.tap(desk.session())
    desk.tap(desk.session("sy"))
    asked = desk.rooms_asked(answer.url)
    assert 5 <= len(asked) <= 8, asked


def test_what_one_signed_up_for_leads_to_its_list_and_is_counted_by_name(desk):
    calendar = Calendar(desk.cast)
    row = calendar.gathering("Svømmetur", days=0)
    calendar.gathering("Teatertur", days=1)
    html = page(desk)
    assert "Tæl med navn" in html
    assert f"/arrangementer/gang/{calendar.meeting(row).pk}/" in html
    assert "Teatertur" not in html
    calendar.do(gatherings.cancel, gathering=calendar.now(row), reason="Storm.")
    assert "Tæl med navn" not in page(desk)


def test_another_session_outside_the_timetable(desk):
    form = desk.client.get("/i-dag/andet-hold/").context["form"]
    typed = {
        "id": str(form.initial["id"]),
        "activity": str(desk.cast.activities["sy@medborgerhuset"].pk),
        "on": TODAY.isoformat(),
        "starts": "19:00",
        "ends": "21:00",
    }
    for _ in range(2):
        answer = desk.client.post("/i-dag/andet-hold/", typed)
    (session,) = desk.rows(Session)
    assert answer.url == f"/i-dag/?dag={TODAY.isoformat()}"
    desk.tap(f"participation:{session.pk}")
    assert len(desk.rows(Participation)) == 1


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"ends": "18:00"}, "slutter, før det begynder"),
        ({"on": "2030-01-01"}, "ligger i fremtiden"),
        ({"starts": "sent"}, "Skriv klokkeslættet"),
        ({"activity": "00000000-0000-4000-8000-000000000000"}, "Aktivitet"),
    ],
)
def test_another_session_with_a_mistake_keeps_what_was_typed(desk, wrong, sentence):
    typed = {
        "id": str(new_id()),
        "activity": str(desk.cast.activities["sy@medborgerhuset"].pk),
        "on": TODAY.isoformat(),
        "starts": "19:17",
        "ends": "21:00",
    }
    answer = desk.client.post("/i-dag/andet-hold/", typed | wrong)
    html = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in html
    assert (wrong.get("starts") or "19:17") in html
    assert desk.rows(Session) == []


def test_another_session_of_a_foreign_activity_cannot_be_chosen(desk):
    typed = {
        "id": str(new_id()), "activity": str(desk.cast.activities["sy@naboerne"].pk),
        "on": TODAY.isoformat(), "starts": "19:00", "ends": "21:00",
    }  # fmt: skip
    assert desk.client.post("/i-dag/andet-hold/", typed).status_code == 422
    assert desk.rows(Session) == []


def test_the_same_meeting_is_not_added_twice(desk):
    for hour in ("19:00", "13:00"):
        for _ in range(2):
            typed = {
                "id": str(new_id()),
                "activity": str(desk.cast.activities["sy@medborgerhuset"].pk),
                "on": TODAY.isoformat(),
                "starts": hour,
                "ends": "21:00",
            }
            answer = desk.client.post("/i-dag/andet-hold/", typed)
        assert "står der allerede" in answer.content.decode()
    assert len(desk.rows(Session)) == 1


def test_beside_the_hour_of_a_past_day_stands_what_it_is_for(desk):
    sentence = "En deltagelse får holdets eget tidspunkt."
    day = f"?dag={YESTERDAY.isoformat()}"
    assert sentence in page(desk, f"/i-dag/{day}")
    assert sentence not in page(desk)
    assert sentence not in page(desk, f"/vejledning/{day}")
