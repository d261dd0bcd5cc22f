"""A story over New Year: what ends with the year, what last year's report keeps, and what is typed
wrong; the other house and its reports are never within reach.
"""

from datetime import date, timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from favn.kit import clock
from favn.publishing.actions.stories import let_go
from favn.publishing.models import Chapter, Consent, ConsentLink, Story, StoryWords
from favn.publishing.queries.stories import run_out
from tests.cast import new_id
from tests.publishing import papers
from tests.publishing.papers import begin, freeze
from tests.publishing.test_stories import WORDS, Teller, photo, shown

LAST_DAY, NEW_YEAR = date(2026, 12, 31), date(2027, 1, 1)


@pytest.fixture
def teller(houses):
    return Teller(houses)


def public(houses, report, edition):
    address = f"/rapport/medborgerhuset/{report.slug}/{edition.number}/"
    return houses.visit().get(address).content.decode()


def test_a_yes_to_the_end_of_the_year_ends_with_it_in_the_report_of_the_year_too(
    houses, teller, settings
):
    ends, goes_on = teller.tell(), teller.tell("Haven", "Jeg planter løg.")
    teller.yes(ends, "web", "year", until=LAST_DAY.isoformat())
    teller.yes(goes_on, "web", "year", until="2027-12-31")
    report = papers.written(houses, houses.jonas, "Forord", year=2026)
    for story in (ends, goes_on):
        teller.place(story, report)
    edition = freeze(houses, houses.jonas, report)
    settings.TODAY = LAST_DAY
    assert WORDS in shown(houses)
    assert WORDS in public(houses, report, edition)
    settings.TODAY = NEW_YEAR
    told = public(houses, report, edition)
    assert WORDS not in shown(houses) + told
    assert "Jeg planter løg." in shown(houses)
    assert "Jeg planter løg." in told
    assert WORDS not in papers.preview(houses, houses.jonas, report)
    desk = teller.client.get(f"/rapporter/{report.pk}/").content.decode()
    assert "Samtykket er udløbet." in desk
    later = freeze(houses, houses.jonas, report)
    assert [c["story"] for c in later.chapters if c.get("story")] == [goes_on.split("/")[2]]


def test_a_yes_given_anew_in_the_new_year_brings_last_years_report_back_as_it_was(
    houses, teller, settings
):
    story = teller.tell()
    teller.yes(story, "year", until=LAST_DAY.isoformat())
    report = papers.written(houses, houses.jonas, "Forord", year=2026)
    teller.place(story, report)
    edition = freeze(houses, houses.jonas, report)
    settings.TODAY = NEW_YEAR
    assert WORDS not in public(houses, report, edition)
    again = {"given_on": NEW_YEAR.isoformat(), "instead_of": teller.consent_of(story)}
    teller.yes(story, "year", **again)
    assert WORDS in public(houses, report, edition)
    at = clock.now() + timedelta(days=60)
    with houses.acting(houses.jonas):
        assert let_go(run_out(at), at) == 0


def test_the_same_story_stands_in_both_years_reports_with_the_words_of_each(
    houses, teller, settings
):
    story = teller.tell()
    teller.yes(story, "year", until="2027-12-31")
    old = papers.written(houses, houses.jonas, "Forord", year=2025)
    teller.place(story, old)
    first = freeze(houses, houses.jonas, old)
    settings.TODAY = date(2027, 1, 8)
    teller.do(story, "write", version=1, title="Kaffen", text="Nu ler jeg.", is_read="on")
    new = papers.written(houses, houses.jonas, "Forord", year=2026, title="Året efter")
    teller.place(story, new)
    second = freeze(houses, houses.jonas, new)
    assert WORDS in public(houses, old, first)
    assert "Nu ler jeg." not in public(houses, old, first)
    assert "Nu ler jeg." in public(houses, new, second)
    assert WORDS not in public(houses, new, second)
    teller.do(story, "withdraw", consent=teller.consent_of(story))
    assert WORDS not in public(houses, old, first)
    assert "Nu ler jeg." not in public(houses, new, second)


def test_a_story_stands_once_in_a_report_however_many_windows_put_it_in(houses, teller):
    story = teller.tell()
    teller.yes(story, "year")
    report = papers.written(houses, houses.jonas, "Forord")
    teller.place(story, report)
    assert "står allerede" in teller.place(story, report, 422)
    assert papers.preview(houses, houses.jonas, report).count(WORDS) == 1


def test_a_story_that_was_taken_out_and_put_in_anew_is_not_brought_back_beside_itself(
    houses, teller
):
    story = teller.tell()
    teller.yes(story, "year")
    report = papers.written(houses, houses.jonas, "Forord")
    teller.place(story, report)
    first = papers.chapter_of(houses, houses.jonas, report, "Historie")
    address, out = f"/rapporter/{report.pk}/", {"chapter": first.pk}
    assert teller.client.post(address, {"verb": "remove", **out}).status_code == 302
    teller.place(story, report)
    answer = teller.client.post(address, {"verb": "restore", **out})
    assert answer.status_code == 422
    assert "står allerede" in answer.content.decode()
    assert papers.preview(houses, houses.jonas, report).count(WORDS) == 1


def test_a_yes_that_is_sent_twice_is_written_once(houses, teller):
    story, key = teller.tell(), new_id()
    teller.yes(story, "web")
    more = {"id": key, "instead_of": teller.consent_of(story)}
    teller.yes(story, "web", "year", **more)
    teller.yes(story, "web", "year", **more)
    with houses.acting(houses.jonas):
        assert Consent.objects.owned().count() == 2


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"until": ""}, "Skriv dagen"),
        ({"until": "9999-12-31"}, "fra 1800 til 2199"),
        ({"until": "2199-12-31"}, "højst 10 år"),
        ({"given_on": "2026-01-01", "until": "2036-12-31"}, "højst 10 år"),
        ({"given_on": "0001-01-01"}, "fra 1800 til 2199"),
        ({"given_on": "1801-01-01"}, "højst 10 år"),
        ({"whose": "everybody"}, "Vælg fra listen"),
        ({"given": ""}, "Vælg fra listen"),
        ({"places": ["web", "moon"]}, "moon"),
        ({"whose": "parent", "grown_on": "2126-06-01"}, "kan ikke være rigtig"),
        ({"whose": "parent", "grown_on": "9999-12-31"}, "fra 1800 til 2199"),
        ({"whose": "parent", "grown_on": "0001-01-01"}, "fra 1800 til 2199"),
        ({"whose": "parent", "grown_on": "1999-06-01"}, "højst til dagen før"),
        ({"seen": ""}, "Siden er for gammel"),
        ({"id": "x"}, "Siden er for gammel"),
        ({"instead_of": str(new_id())}, "Vælg fra listen"),
    ],
)
def test_an_absurd_consent_is_refused_with_a_sentence_and_nothing_is_written(
    houses, teller, wrong, told
):
    story = teller.tell()
    teller.yes(story, "web")
    places = wrong.get("places", ["web"])
    more = {name: said for name, said in wrong.items() if name != "places"}
    assert told in teller.yes(story, *places, status=422, **more)
    with houses.acting(houses.jonas):
        assert Consent.objects.owned().count() == 1


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"title": " "}, "Skriv noget her"),
        ({"text": ""}, "Skriv noget her"),
        ({"title": "x" * 121}, "højst 120 tegn"),
        ({"text": "x" * 8001}, "højst 8000 tegn"),
        ({"text": "Hendes nummer er 010190-1234."}, "CPR-nummer"),
        ({"title": "010190-1234"}, "CPR-nummer"),
        ({"text": "Et\x00tegn"}, "ikke kan gemmes"),
        ({"version": "0"}, ""),
        ({"version": ""}, "Siden er for gammel"),
    ],
)
def test_words_that_cannot_be_a_story_are_refused_new_and_old(houses, teller, wrong, told):
    form = {"id": new_id(), "title": "Kaffen", "text": WORDS, **wrong}
    if "version" not in wrong:
        answer = teller.client.post("/historier/", form)
        assert answer.status_code == 422
        assert told in answer.content.decode()
    story = teller.tell()
    old = {"version": 1, "title": "Kaffen", "text": WORDS} | wrong
    assert told in teller.do(story, "write", 422, **old)
    with houses.acting(houses.jonas):
        assert StoryWords.objects.owned().count() == 1
        assert Story.objects.owned().count() == 1


def wide():
    """A small file that claims four hundred million dots."""
    out = BytesIO()
    Image.new("1", (20_000, 20_000)).save(out, "PNG")
    return out.getvalue()


def test_a_small_file_with_far_too_many_dots_is_too_big(teller):
    story = teller.tell()
    file = SimpleUploadedFile("a.png", wide())
    assert "for stort" in teller.do(story, "picture", 422, picture=file, says="Et bord")


def torn():
    """A picture whose camera wrote words where its width should stand."""
    given = photo()
    return given.replace(b"\x01\x0e\x00\x02", b"\x01\x00\x00\x02")


def test_a_camera_that_wrote_nonsense_is_no_fault_of_the_house(teller):
    story = teller.tell()
    file = SimpleUploadedFile("a.jpg", torn())
    teller.do(story, "picture", 422, picture=file, says="Et bord")


def test_another_house_neither_changes_it_nor_takes_it_into_its_own(houses, teller):
    story = teller.tell()
    teller.yes(story, "web", "year")
    consent = teller.consent_of(story)
    leila = houses.visit(houses.leila)
    for verb in ("write", "consent", "withdraw", "link", "place", "picture"):
        sent = {"verb": verb, "id": new_id(), "consent": consent, "version": 1, "title": "x",
                "text": "x"}  # fmt: skip
        assert leila.post(story, sent).status_code == 404
    theirs = begin(houses, houses.leila, title="Deres år")
    teller.place(story, theirs, 422)
    own = {"id": new_id(), "title": "Deres", "text": "Deres ord."}
    assert leila.post("/historier/", own).status_code == 302
    for verb in ("withdraw", "link"):
        answer = leila.post(f"/historier/{own['id']}/", {"verb": verb, "consent": consent})
        assert answer.status_code == 404
    taken = {"id": story.split("/")[2], "title": "Taget", "text": "Taget."}
    assert leila.post("/historier/", taken).status_code == 404
    assert WORDS in shown(houses)
    with houses.acting(houses.jonas):
        assert not ConsentLink.objects.owned().exists()
        assert not Chapter.objects.owned().filter(story__isnull=False).exists()


def test_one_storys_consent_is_not_taken_back_on_anothers_page(houses, teller):
    story, other = teller.tell(), teller.tell("Haven", "Jeg planter løg.")
    teller.yes(story, "web")
    teller.do(other, "withdraw", 404, consent=teller.consent_of(story))
    teller.do(other, "withdraw", 404, consent="x")
    teller.do(other, "everything", 404)
    assert WORDS in shown(houses)


def test_a_page_from_before_it_was_deleted_changes_nothing(houses, teller):
    story = teller.tell()
    teller.yes(story, "web", "year")
    report = begin(houses, houses.jonas)
    consent, seen = teller.consent_of(story), teller.seen(story)
    teller.do(story, "withdraw", consent=consent)
    told = teller.do(story, "write", 422, version=1, title="Kaffen", text=WORDS)
    assert "Historien er slettet" in told
    file = SimpleUploadedFile("a.jpg", photo())
    assert "slettet" in teller.do(story, "picture", 422, picture=file, says="Et bord")
    assert "slettet" in teller.yes(story, "web", status=422, seen=seen)
    assert "slettet" in teller.place(story, report, 422)
    teller.do(story, "withdraw", consent=consent)
    assert WORDS not in shown(houses)
