"""What is on, for everybody: this week, the next, later; by place and language."""

from datetime import timedelta

import pytest

from favn.gatherings import actions
from favn.gatherings.models import Meeting
from favn.kit import kept
from tests.cast import TODAY
from tests.gatherings.steps import Calendar

PAGE = "/tag-del/medborgerhuset/"


def test_an_empty_list_says_what_will_stand_there(guest, cast):
    assert "Der sker ikke noget lige nu" in guest.get(PAGE).content.decode()


def test_a_count_at_a_draft_publishes_nothing(calendar, guest):
    row = calendar.draft("Kladde", days=0)
    calendar.do(actions.hold, meeting=calendar.meeting(row))
    assert calendar.now(row).state == "held"
    assert guest.get(f"{PAGE}kladde/").status_code == 404
    for page in (PAGE, f"{PAGE}kalender.ics"):
        assert "Kladde" not in guest.get(page).content.decode()


def test_weeks_come_in_order_and_a_course_stands_once_in_each(calendar, guest):
    calendar.gathering("Fest", days=2)
    calendar.gathering("Foredrag", days=7)
    calendar.gathering("Kursus", days=8, times=6)
    parts = guest.get(PAGE).context["parts"]
    told = [
        (title, [(e.shown.gathering.title, e.more) for e in entries]) for title, entries in parts
    ]
    assert told == [
        ("Denne uge", [("Fest", 0)]),
        ("Næste uge", [("Foredrag", 0), ("Kursus", 0)]),
        ("Senere", [("Kursus", 4)]),
    ]


def test_it_is_chosen_by_week_place_and_language(calendar, guest):
    calendar.gathering("Fest", days=2, area="Nord", languages=("da", "so"))
    calendar.gathering("Foredrag", days=7, area="Syd", languages=("tr",))

    def titles(query):
        parts = guest.get(PAGE + query).context["parts"]
        return [e.shown.gathering.title for _title, entries in parts for e in entries]

    assert titles("?uge=denne") == ["Fest"]
    assert titles("?uge=naeste") == ["Foredrag"]
    assert titles("?omraade=Syd") == ["Foredrag"]
    assert titles("?sprog=so") == ["Fest"]
    assert titles("?sprog=xx&uge=aldrig") == ["Fest", "Foredrag"]
    assert "Intet passer" in guest.get(PAGE + "?sprog=so&omraade=Syd").content.decode()


def test_drafts_and_yesterday_are_not_there_and_what_was_called_off_says_so(calendar, guest):
    calendar.draft("Kladde")
    calendar.over("I går", days_ago=1)
    row = calendar.gathering("Foredrag")
    calendar.do(actions.cancel, gathering=row, reason="Syg.")
    page = guest.get(PAGE).content.decode()
    assert "Kladde" not in page
    assert "I går" not in page
    assert "Aflyst" in page


def test_few_seats_and_none_are_told(calendar, guest):
    few, full = calendar.gathering("Fest", seats=10), calendar.gathering("Kursus", seats=1)
    calendar.staff_sign_up(few, persons=9)
    calendar.staff_sign_up(full)
    page = guest.get(PAGE).content.decode()
    assert "Få pladser" in page
    assert "Venteliste" in page


def test_each_house_shows_its_own(cast, calendar, guest):
    calendar.gathering("Fest hos os")
    Calendar(cast, "leila").gathering("Fest hos dem")
    assert "hos dem" not in guest.get(PAGE).content.decode()
    assert "Fest hos dem" in guest.get("/tag-del/naboerne/").content.decode()
    assert guest.get("/tag-del/naboerne/fest-hos-os/").status_code == 404
    assert guest.get("/tag-del/ukendt/").status_code == 404


def test_the_public_page_tells_what_one_needs_and_says_where_to_sign_up(calendar, guest):
    calendar.gathering(
        seats=3, has_interpreter=True, has_child_care=True, kroner=1250, languages=("da", "ar"),
        co_hosts=(calendar.party(),), online_link="https://hemmelig.example",
    )  # fmt: skip
    page = guest.get(f"{PAGE}samtalesalon/").content.decode()
    for words in ("Havnegade 12", "Café Kanel", "dansk, arabisk", "1.250 kr.", "Der er tolk",
                  "Der er 3 pladser tilbage", "kl. 17.00–20.00", "Meld dig til"):  # fmt: skip
        assert words in page, words
    assert "hemmelig" not in page


@pytest.mark.django_db(transaction=True)
def test_a_sign_up_marks_the_kept_page_so_that_seats_are_true(calendar):
    row = calendar.gathering(seats=3)
    before = kept.versions().get(calendar.house.pk)
    calendar.sign_up(row)
    assert kept.versions().get(calendar.house.pk) != before


def test_three_thousand_meetings_are_shown_page_by_page(calendar, guest):
    row = calendar.gathering("Kursus")
    with calendar.cast.acting(calendar.by):
        Meeting.objects.bulk_create(
            Meeting(
                organisation=calendar.house, gathering=row, on=TODAY + timedelta(days=n % 300),
                starts="10:00", ends="11:00", year=2026, month=11,
            )
            for n in range(3_000)
        )  # fmt: skip
    page = guest.get(PAGE)
    assert page.context["count"] == 3_001
    assert len(page.context["page"]) == 3
