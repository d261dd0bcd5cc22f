"""Cooperation days, network days, courses, lectures and outings: typed wrongly, over New Year, and
again next year, each year with its own numbers.
"""

from datetime import date, timedelta

import pytest

from favn.gatherings import actions, queries
from favn.gatherings.models import Gathering, Letter
from favn.kit import clock, figures
from favn.statistics.figures import Edition, Period
from tests.cast import TODAY, new_id
from tests.gatherings.steps import Calendar, filled

LIST = "/arrangementer/"
OLD, NEW = date(2026, 12, 30), date(2027, 1, 8)
KINDS = ("samarbejdsdag", "netvaerksdag", "kursus", "foredrag", "udflugt")


def page_of(row, tail=""):
    return f"{LIST}{row.pk}/{tail}"


def told(calendar, year):
    """Kind → meetings held and participations of a year."""
    with calendar.cast.acting(calendar.by):
        asked = [("gatherings.held", "kind"), ("gatherings.participations", "kind")]
        held, came = figures.values(
            asked, calendar.house.pk, Period(year), edition=Edition.INTERNAL
        )
    heads = {row.key: row.value for row in came.rows}
    return {row.key: (row.value, heads.get(row.key, 0)) for row in held.rows if row.value}


def counted(jonas, calendar, row, heads, number=0):
    door = f"{LIST}gang/{calendar.meeting(row, number).pk}/"
    sent = filled(jonas.get(door), "heads", heads=heads, verb="heads")
    assert jonas.post(door, sent).status_code == 302


@pytest.fixture
def days(calendar, settings):
    """Move the house's clock; the calendar writes at the same moment."""

    def to(day):
        settings.TODAY = day
        return clock.now()

    return to


# Typed wrongly


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"title": ""}, "Skriv"),
        ({"title": "x" * 121}, "Teksten er for lang."),
        ({"purpose": "x" * 201}, "Teksten er for lang."),
        ({"on": "9999-12-31"}, "Det årstal kan ikke passe."),
        ({"on": "31-02-2027"}, "Skriv dagen som"),
        ({"times": 53}, "Skriv et helt tal fra 1 til 52."),
        ({"seats": 0}, "Skriv et helt tal"),
        ({"kroner": -1}, "Skriv et helt tal"),
        ({"ends": "17:00"}, "Mødet slutter, når det begynder."),
        ({"kind": "foreign"}, "Vælg fra listen."),
        ({"host": str(new_id())}, "Vælg fra listen."),
        ({"opens_on": "2026-12-10", "closes_on": "2026-12-01"}, "lukker, før den åbner"),
        ({"languages": ["xx"]}, ""),
        ({"online_link": "x\x00"}, "tegn, der ikke kan gemmes"),
    ],
)
def test_what_cannot_be_held_is_told_and_nothing_is_made(calendar, jonas, cast, typed, said):
    """A kind of another house is not in the list."""
    if typed.get("kind") == "foreign":
        typed = {"kind": str(Calendar(cast, "leila").kinds["netvaerksdag"].pk)}
    whole = {"title": "Netværksdag", "kind": str(calendar.kinds["netvaerksdag"].pk),
             "purpose": "Mød hinanden.", "on": "2026-12-20", "starts": "17:00", "ends": "19:00",
             "place": "Salen"}  # fmt: skip
    answer = jonas.post(f"{LIST}ny/", filled(jonas.get(f"{LIST}ny/"), **(whole | typed)))
    assert answer.status_code == 422
    assert said in answer.content.decode()
    with cast.acting(calendar.by):
        assert not Gathering.objects.owned().exists()


def test_what_is_to_come_is_not_moved_to_a_day_that_has_gone_and_nobody_is_written_to(
    calendar, jonas, letterbox
):
    """2016 for 2026: everybody would be told of it."""
    row = calendar.gathering(kind="netvaerksdag")
    calendar.sign_up(row)
    page = f"{LIST}gang/{calendar.meeting(row).pk}/ret/"
    for on in ("2016-11-30", "9999-12-31", ""):
        answer = jonas.post(page, filled(jonas.get(page), on=on, verb="move"))
        assert answer.status_code == 422
    assert letterbox.to("hodan@x.example") == []
    assert calendar.meeting(row).on == TODAY + timedelta(days=5)


def test_the_day_of_what_has_been_is_put_right_without_a_letter(calendar, jonas):
    row = calendar.over(kind="netvaerksdag")
    calendar.staff_sign_up(row)
    page = f"{LIST}gang/{calendar.meeting(row).pk}/ret/"
    on = str(TODAY - timedelta(days=8))
    assert jonas.post(page, filled(jonas.get(page), on=on, verb="move")).status_code == 302
    with calendar.cast.acting(calendar.by):
        assert not Letter.objects.owned().filter(why="moved").exists()


def test_who_was_reminded_and_then_told_of_a_later_day_is_reminded_of_that_too(
    calendar, jonas, days
):
    row = calendar.gathering(kind="udflugt", days=1)
    calendar.sign_up(row)
    calendar.do(actions.nightly, at=clock.now())
    page = f"{LIST}gang/{calendar.meeting(row).pk}/ret/"
    assert jonas.post(page, filled(jonas.get(page), on=str(NEW), verb="move")).status_code == 302
    for _twice in range(2):
        calendar.do(actions.nightly, at=days(NEW - timedelta(days=1)))
    with calendar.cast.acting(calendar.by):
        assert Letter.objects.owned().filter(why="remind").count() == 2


# Over New Year


def test_a_course_over_new_year_is_counted_in_the_year_of_each_meeting(calendar, jonas, days):
    days(date(2026, 12, 1))
    row = calendar.gathering("Dansk", kind="kursus", days=22, times=4, at=clock.now())
    assert [str(calendar.meeting(row, n).on) for n in range(4)] == [
        "2026-12-23", "2026-12-30", "2027-01-06", "2027-01-13",
    ]  # fmt: skip
    days(date(2026, 12, 31))
    counted(jonas, calendar, row, 8)
    days(date(2027, 1, 20))
    for number, heads in ((1, 6), (2, 5), (3, 9)):
        counted(jonas, calendar, row, heads, number)
    assert told(calendar, 2026) == {"kursus": (2, 14)}
    assert told(calendar, 2027) == {"kursus": (2, 14)}
    assert calendar.now(row).state == "held"
    counted(jonas, calendar, row, 7, 1)
    assert told(calendar, 2026) == {"kursus": (2, 15)}, "put right in the new year"


def test_a_sign_up_over_new_year_is_open_to_the_last_minute_of_its_day(calendar, days, guest):
    days(date(2026, 12, 31))
    last = date(2026, 12, 31)
    row = calendar.gathering(kind="foredrag", days=8, closes_on=last, at=clock.now())
    page = f"/tag-del/medborgerhuset/{row.slug}/tilmeld/"
    typed = {"name": "Hodan", "contact": "40556677"}
    assert guest.post(page, filled(guest.get(page), **typed)).status_code == 302
    days(date(2027, 1, 1))
    late = guest.get(page)
    assert "Tilmeldingen lukkede torsdag 31. december 2026 ved midnat." in late.content.decode()
    assert guest.post(page, filled(late, **(typed | {"name": "Piotr"}))).status_code == 422
    assert calendar.states(row) == {"Hodan": "seated"}


# Again next year


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_day_next_year_begins_anew_and_each_year_has_its_numbers(
    calendar, jonas, guest, cast, days, kind
):
    theirs, leila = Calendar(cast, "leila"), cast.visit(cast.leila)
    days(date(2026, 12, 20))
    row = calendar.gathering(
        "Dagen", kind=kind, days=10, seats=2, closes_on=date(2026, 12, 28), at=clock.now(),
        co_hosts=(calendar.party(),),
    )  # fmt: skip
    calendar.sign_up(row, persons=2, at=clock.now())
    calendar.invite(row, at=clock.now())
    days(OLD)
    counted(jonas, calendar, row, 3)
    days(date(2027, 12, 1))
    again = filled(jonas.get(page_of(row, "igen/")), on="2027-12-29")
    for _twice in range(2):
        where = jonas.post(page_of(row, "igen/"), again)["Location"]
    new = calendar.now(Gathering(pk=where.rstrip("/").rpartition("/")[2]))
    assert (new.state, new.seats, new.closes_on, new.slug) == ("draft", 2, None, "dagen-2")
    assert jonas.post(page_of(new), {"verb": "announce"}).status_code == 302
    assert calendar.states(new) == {}
    with cast.acting(calendar.by):
        assert queries.invitations_of(new) == []
    join = f"/tag-del/medborgerhuset/{new.slug}/tilmeld/"
    typed = filled(guest.get(join), name="Piotr", contact="20112233", persons=2)
    assert guest.post(join, typed).status_code == 302
    days(date(2027, 12, 30))
    counted(jonas, calendar, new, 5)
    assert told(calendar, 2026) == {kind: (1, 3)}
    assert told(calendar, 2027) == {kind: (1, 5)}
    assert told(theirs, 2026) == told(theirs, 2027) == {}
    assert leila.get(page_of(new)).status_code == 404
    assert leila.post(page_of(new, "igen/"), again).status_code == 404
    calendar.do(actions.nightly, at=clock.now())
    assert list(calendar.states(row)) == [""], "last year's name is gone"
    past = [one.title for one in jonas.get(f"{LIST}?vis=holdte").context["page"]]
    assert past == ["Dagen", "Dagen"]
    assert told(calendar, 2026) == {kind: (1, 3)}
