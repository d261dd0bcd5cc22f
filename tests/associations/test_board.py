"""The board: seven seats with one for the employees, terms with an end, and who sat when.

Seven members with an employee representative is the report's (centre-annual-report-2023, Board).
"""

from datetime import date

import pytest

from favn.associations.queries import own_board as queries
from favn.kit.refusals import Refused
from tests.associations.steps import Society, form_of
from tests.cast import TODAY, join

SEVEN = (
    ("chair", "Ane Holt"), ("deputy", "Bo Lund"), ("treasurer", "Cem Kaya"), ("member", "Dina Ali"),
    ("member", "Elias Berg"), ("member", "Fatma Nur"), ("employee", "Gry Dahl"),
)  # fmt: skip


@pytest.fixture
def seated(society):
    society.bylaws()
    return [society.seat(seat, name) for seat, name in SEVEN]


def names(society, day=None):
    with society.open():
        rows = queries.board_on(day) if day else queries.board_now()
        return [one.called for one in rows]


def test_an_empty_board_asks_for_the_statutes_first(society, chair):
    assert "Skriv først, hvad vedtægterne siger" in chair.get("/bestyrelse/").content.decode()
    typed = form_of(chair.get("/bestyrelse/ny/"), seat="chair", name="Ane Holt")
    assert chair.post("/bestyrelse/ny/", typed).status_code == 422


def test_seven_with_the_employees_own_seat(society, chair, seated):
    page = chair.get("/bestyrelse/").content.decode()
    assert all(name in page for _seat, name in SEVEN)
    assert "Medarbejdernes plads er tom" not in page
    with pytest.raises(Refused, match="Højst 7"):
        society.seat("member", "Hans Otte")
    assert society.seat("substitute", "Ida Suppleant")


def test_there_is_one_chair(society, seated):
    with pytest.raises(Refused, match="Forperson"):
        society.seat("chair", "En Til")


def test_a_seat_the_statutes_do_not_know_is_refused(society):
    society.bylaws(has_employee=False)
    with pytest.raises(Refused, match="medarbejderrepræsentant"):
        society.seat("employee", "Gry Dahl")


def test_who_leaves_stays_in_the_history_of_the_day(society, chair, seated):
    page = f"/bestyrelse/{seated[1].pk}/ud/"
    typed = form_of(chair.get(page), on="2026-06-01", because="Flyttede")
    assert chair.post(page, typed).status_code == 302
    assert chair.post(page, typed).status_code == 302
    assert "Bo Lund" not in names(society)
    assert "Bo Lund" in names(society, date(2026, 5, 31))
    assert "Bo Lund" not in names(society, date(2026, 6, 1))
    then = chair.get("/bestyrelse/?dag=2026-05-31").content.decode()
    assert "Bo Lund, Næstforperson" in then


def test_a_board_that_changed_overnight_keeps_the_old_one_in_view(society, chair, seated):
    page = chair.get("/bestyrelse/skift/")
    typed = form_of(
        page, on=str(TODAY), because="Trak sig samlet",
        leaving=[str(one.pk) for one in seated[:6]],
        seat_1="chair", name_1="Ny Formand", seat_2="treasurer", name_2="Ny Kasserer",
    )  # fmt: skip
    answers = [chair.post("/bestyrelse/skift/", typed) for _ in range(2)]
    assert answers[0].status_code == 302
    assert names(society) == ["Ny Formand", "Ny Kasserer", "Gry Dahl"]
    text = chair.get("/bestyrelse/").content.decode()
    assert "Bestyrelsen blev skiftet på én dag" in text
    assert "Ane Holt" in text
    assert "Vedtægterne siger mindst 5" in text
    with society.open():
        day, before = queries.overnight(TODAY)
        assert (day, len(before)) == (TODAY, 7)


def test_a_change_that_would_break_the_statutes_changes_nothing(society, chair, seated):
    typed = form_of(
        chair.get("/bestyrelse/skift/"), on=str(TODAY), because="x", leaving=[str(seated[3].pk)],
        seat_1="chair", name_1="To Formænd",
    )  # fmt: skip
    assert chair.post("/bestyrelse/skift/", typed).status_code == 422
    assert names(society) == [name for _seat, name in SEVEN]


def test_a_seat_without_a_name_is_said(society, chair, seated):
    typed = form_of(chair.get("/bestyrelse/skift/"), on=str(TODAY), because="x", seat_1="member")
    answer = chair.post("/bestyrelse/skift/", typed)
    assert answer.status_code == 422
    assert "Skriv både post og navn" in answer.content.decode()


def test_a_term_that_is_over_is_said(society, chair):
    society.bylaws()
    society.seat("chair", "Ane Holt", until=date(2026, 4, 1))
    assert "sidder længere, end de er valgt til" in chair.get("/bestyrelse/").content.decode()


@pytest.mark.parametrize(("since", "until"), [("2027-01-01", ""), ("2026-01-01", "2025-01-01")])
def test_a_term_begins_before_it_ends_and_not_tomorrow(society, chair, since, until):
    society.bylaws()
    page = chair.get("/bestyrelse/ny/")
    typed = form_of(page, seat="member", name="Ane Holt", since=since, until=until)
    assert chair.post("/bestyrelse/ny/", typed).status_code == 422


def test_everybody_sees_the_seats_and_only_the_names_that_may_be_seen(society, cast):
    society.bylaws()
    society.seat("chair", "Ane Holt", agreed=True)
    society.seat("treasurer", "Cem Kaya")
    page = cast.visit().get("/bestyrelsen/medborgerhuset/").content.decode()
    assert "Ane Holt" in page
    assert "Cem Kaya" not in page
    assert "Kasserer" in page
    assert cast.visit().get("/bestyrelsen/naboerne/").status_code == 404


def test_new_statutes_are_a_new_edition(society, chair):
    page = chair.get("/bestyrelse/vedtaegter/")
    typed = form_of(page, adopted_on="2024-04-01", notice_days=14, proposal_days=7)
    assert chair.post("/bestyrelse/vedtaegter/", typed).status_code == 302
    later = form_of(chair.get("/bestyrelse/vedtaegter/"), adopted_on="2026-04-01", notice_days=28)
    assert chair.post("/bestyrelse/vedtaegter/", later).status_code == 302
    with society.open():
        assert queries.bylaws_on(date(2025, 1, 1)).notice_days == 14
        assert queries.bylaws_on(TODAY).notice_days == 28


@pytest.mark.parametrize(
    "wrong",
    [{"board_least": 10}, {"proposal_days": 60}, {"adopted_on": "2027-01-01"}, {"notice_days": -1}],
)
def test_statutes_that_contradict_themselves_are_refused(society, chair, wrong):
    page = chair.get("/bestyrelse/vedtaegter/")
    assert chair.post("/bestyrelse/vedtaegter/", form_of(page, **wrong)).status_code == 422


def test_the_treasurer_reads_and_another_house_sees_nothing(society, cast, seated):
    grete = cast.visit(cast.grete)
    assert "Ane Holt" in grete.get("/bestyrelse/").content.decode()
    assert grete.get("/bestyrelse/skift/").status_code == 403
    join(cast, "olga", cast.naboerne, "chair", None)
    olga = cast.visit(cast.olga)
    assert "Ane Holt" not in olga.get("/bestyrelse/").content.decode()
    assert olga.get(f"/bestyrelse/{seated[0].pk}/ud/").status_code == 404
    assert names(Society(cast, cast.naboerne, cast.olga)) == []
