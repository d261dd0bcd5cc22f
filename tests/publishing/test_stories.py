"""A story stands where those in it said yes, as long as they do, and nowhere once one stops."""

import re
from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from docx import Document as WordFile
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from pypdf import PdfReader

from favn.publishing.actions.stories import let_go
from favn.publishing.choices import Place
from favn.publishing.models import Chapter, StoryWords
from favn.publishing.queries.stories import run_out
from favn.publishing.rules.stories import why_not_show
from tests.cast import NOW, TODAY, new_id
from tests.publishing import papers
from tests.publishing.papers import begin, freeze, pdf_words, words

WORDS = "Jeg kom med ét brev. Nu brygger jeg kaffen."
PUBLIC = "/historier/medborgerhuset/"


class Teller:
    """Jonas, who writes stories down."""

    def __init__(self, cast):
        self.cast, self.client = cast, cast.visit(cast.jonas)

    def tell(self, title="Kaffen", text=WORDS):
        data = {"id": new_id(), "title": title, "text": text}
        answer = self.client.post("/historier/", data)
        assert answer.status_code == 302, words(answer.content.decode())
        return f"/historier/{data['id']}/"

    def do(self, story, verb, status=302, **data):
        answer = self.client.post(story, {"verb": verb, "id": new_id(), **data})
        assert answer.status_code == status, words(answer.content.decode())
        return answer.content.decode()

    def yes(self, story, *places, status=302, until="2028-01-01", **more):
        data = {"whose": "self", "given": "paper", "given_on": TODAY.isoformat(), "until": until}
        data["seen"] = self.seen(story)
        return self.do(story, "consent", status, **{**data, "places": list(places), **more})

    def seen(self, story):
        html = self.client.get(story).content.decode()
        found = re.search(r'name="seen" value="([^"]+)"', html)
        return found[1] if found else "1-"

    def consent_of(self, story):
        html = self.client.get(story).content.decode()
        return re.search(
            r'name="verb" value="withdraw"><input type="hidden" name="consent" value="([^"]+)"',
            html,
        )[1]

    def link(self, story):
        self.do(story, "link", consent=self.consent_of(story))
        html = self.client.get(story).content.decode()
        return re.search(r"<code>https?://[^/]+(/samtykke/[^<]+)</code>", html)[1]

    def place(self, story, report, status=302):
        return self.do(story, "place", status, report=report.pk)


@pytest.fixture
def teller(houses):
    return Teller(houses)


def shown(houses):
    return words(houses.visit().get(PUBLIC).content.decode())


def test_a_story_stands_nowhere_until_somebody_said_yes(houses, teller):
    story = teller.tell()
    assert WORDS not in shown(houses)
    report = begin(houses, houses.jonas)
    assert "Der er ikke skrevet et samtykke ned." in teller.place(story, report, 422)
    teller.yes(story, "web")
    assert WORDS in shown(houses)
    assert "Samtykket gælder ikke her" in teller.place(story, report, 422)
    teller.yes(story, "web", "year", instead_of=teller.consent_of(story))
    teller.place(story, report)
    assert WORDS in papers.preview(houses, houses.jonas, report)


def test_one_no_is_a_no(houses, teller):
    story = teller.tell()
    teller.yes(story, "web", "year")
    teller.yes(story, "year", whose="other")
    assert WORDS not in shown(houses)


def test_taking_it_back_by_ones_own_link_ends_it_everywhere_at_once(houses, teller):
    story = teller.tell()
    teller.yes(story, "web", "year")
    report = papers.written(houses, houses.jonas, "Forord")
    teller.place(story, report)
    edition = freeze(houses, houses.jonas, report)
    address = f"/rapport/medborgerhuset/{report.slug}/{edition.number}"
    anybody = houses.visit()
    assert WORDS in anybody.get(f"{address}/").content.decode()
    assert WORDS in pdf_words(anybody.get(f"{address}.pdf").content)
    assert WORDS not in str(edition.chapters)
    library = anybody.get("/rapport/medborgerhuset/").content.decode()
    assert "1 historie, fortalt af" in library
    assert WORDS not in library, "the beginning of a report is never a story"
    link = teller.link(story)
    assert WORDS in anybody.get(link).content.decode()
    assert anybody.post(link).status_code == 302
    assert "Samtykket er trukket tilbage." in anybody.get(link).content.decode()
    assert WORDS not in shown(houses)
    assert (
        "/historier/medborgerhuset/" not in anybody.get("/rapport/medborgerhuset/").content.decode()
    )
    for told in (anybody.get(f"{address}/").content.decode(),
                 pdf_words(anybody.get(f"{address}.pdf").content)):  # fmt: skip
        assert WORDS not in told
        assert "kan vi ikke kalde tilbage" in told
    assert WORDS not in papers.preview(houses, houses.jonas, report)
    desk = houses.visit(houses.jonas).get(f"/rapporter/{report.pk}/").content.decode()
    assert "En historie er faldet ud af rapporten. Samtykket er trukket tilbage." in desk
    assert "af personen selv" in teller.client.get(story).content.decode()
    with houses.acting(houses.jonas):
        assert [row.text for row in StoryWords.objects.get_queryset()] == [""]


def test_staff_take_it_back_as_well(houses, teller):
    story = teller.tell()
    teller.yes(story, "web")
    teller.do(story, "withdraw", consent=teller.consent_of(story))
    assert WORDS not in shown(houses)
    assert "Historien er slettet" in teller.yes(story, "web", status=422)


def test_a_yes_that_has_run_out_counts_no_more(houses, teller, settings):
    story = teller.tell()
    teller.yes(story, "web", "year", until=TODAY.isoformat())
    report = papers.written(houses, houses.jonas, "Forord")
    teller.place(story, report)
    edition = freeze(houses, houses.jonas, report)
    settings.TODAY = TODAY + timedelta(days=1)
    assert WORDS not in shown(houses)
    page = houses.visit().get(f"/rapport/medborgerhuset/{report.slug}/{edition.number}/")
    assert WORDS not in page.content.decode()


def test_thirty_days_after_a_yes_ran_out_the_words_go_unless_it_was_given_anew(houses, teller):
    old, renewed = teller.tell(), teller.tell("Haven")
    for story in (old, renewed):
        teller.yes(story, "web", until=TODAY.isoformat())
    teller.yes(renewed, "web", instead_of=teller.consent_of(renewed))
    with houses.acting(houses.jonas):
        for days, left in ((30, 2), (31, 1)):
            at = NOW + timedelta(days=days)
            let_go(run_out(at), at)
            rows = StoryWords.objects.owned()
            assert [row.text for row in rows].count(WORDS) == left


def test_an_edition_keeps_the_words_it_was_frozen_with(houses, teller):
    story = teller.tell()
    teller.yes(story, "year")
    report = papers.written(houses, houses.jonas, "Forord")
    teller.place(story, report)
    edition = freeze(houses, houses.jonas, report)
    teller.do(story, "write", version=1, title="Kaffen", text="Andre ord.")
    told = teller.client.get(f"/rapporter/udgave/{edition.pk}/").content.decode()
    assert WORDS in told
    assert "Andre ord." not in papers.preview(houses, houses.jonas, report)
    teller.do(story, "write", version=2, title="Kaffen", text="Andre ord.", is_read="on")
    assert "Andre ord." in papers.preview(houses, houses.jonas, report)
    assert WORDS in teller.client.get(f"/rapporter/udgave/{edition.pk}/").content.decode()
    late = teller.do(story, "write", 409, version=1, title="Kaffen", text="Tredje ord.")
    assert "En anden har skrevet imens" in late


def test_a_yes_is_to_the_words_that_were_heard_and_to_new_ones_by_ones_own_link(houses, teller):
    story = teller.tell()
    teller.yes(story, "web")
    link = teller.link(story)
    teller.do(story, "write", version=1, title="Kaffen", text="Det sagde jeg aldrig.")
    assert "Det sagde jeg aldrig." not in shown(houses)
    assert "Teksten er skrevet om" in teller.client.get(story).content.decode()
    asked = houses.visit().get(link).content.decode()
    assert "Ja, den må stå med de nye ord" in asked
    # What was written while they read is not what they said yes to.
    teller.do(story, "write", version=2, title="Kaffen", text="Det heller ikke.")
    houses.visit().post(link, {"verb": "again", "version": "2"})
    assert "Det heller ikke." not in shown(houses)
    houses.visit().post(link, {"verb": "again", "version": "3"})
    assert "Det heller ikke." in shown(houses)


def test_the_words_are_sealed(houses, teller):
    teller.tell()
    with connection.cursor() as cursor:
        cursor.execute("SELECT title, text FROM publishing_storywords")
        raw = str(cursor.fetchall())
    assert "brev" not in raw
    assert "Kaffen" not in raw


def photo(kind="JPEG"):
    """A picture that says where it was taken."""
    out, exif = BytesIO(), Image.Exif()
    exif[0x010E] = "Hemmeligt sted"
    exif[0x0112] = 6  # lying on its side
    Image.new("RGB", (2000, 1000), "teal").save(out, kind, exif=exif)
    return out.getvalue()


def test_a_picture_loses_what_the_camera_hid_in_it(houses, teller):
    story = teller.tell()
    given = photo()
    assert b"Hemmeligt sted" in given
    file = SimpleUploadedFile("ferie.jpg", given)
    teller.do(story, "picture", picture=file, says="Et bord med kopper")
    kept = teller.client.get(f"{story}billede.jpg").content
    assert b"Hemmeligt sted" not in kept
    with Image.open(BytesIO(kept)) as opened:
        assert dict(opened.getexif()) == {}
        assert opened.size == (800, 1600)


def test_a_picture_is_shown_only_with_its_own_yes(houses, teller):
    story = teller.tell()
    file = SimpleUploadedFile("a.jpg", photo())
    teller.do(story, "picture", picture=file, says="Et bord med kopper")
    teller.yes(story, "web")
    address = f"/historier/medborgerhuset/{story.split('/')[2]}.jpg"
    assert houses.visit().get(address).status_code == 404
    assert "<img" not in shown(houses)
    teller.yes(story, "web", has_picture="on", instead_of=teller.consent_of(story))
    assert houses.visit().get(address)["Content-Type"] == "image/jpeg"
    assert 'alt="Et bord med kopper"' in shown(houses)


def pictures_in(content):
    """What a PDF says of its pictures, and how many there are."""
    reader = PdfReader(BytesIO(content))
    drawn = sum(len(page.images) for page in reader.pages)
    return drawn, papers.alternative_texts(reader.trailer["/Root"]["/StructTreeRoot"])


@pytest.fixture
def with_picture(houses, teller):
    """A story with a picture that may stand in a public report, in a frozen one."""
    story = teller.tell()
    file = SimpleUploadedFile("a.jpg", photo())
    teller.do(story, "picture", picture=file, says="Et bord med kopper")
    teller.yes(story, "year", has_picture="on")
    report = papers.written(houses, houses.jonas, "Forord")
    teller.place(story, report)
    return story, report, freeze(houses, houses.jonas, report)


def test_a_picture_stands_on_paper_with_what_is_seen_on_it(houses, with_picture):
    _story, report, edition = with_picture
    address = f"/rapport/medborgerhuset/{report.slug}/{edition.number}"
    anybody = houses.visit()
    assert pictures_in(anybody.get(f"{address}.pdf").content) == (1, {"Et bord med kopper"})
    opened = WordFile(BytesIO(anybody.get(f"{address}.docx").content))
    (shape,) = opened.inline_shapes
    assert shape._inline.docPr.get("descr") == "Et bord med kopper"
    html = anybody.get(f"{address}/").content.decode()
    (src,) = re.findall(r'<img src="([^"]+)" alt="Et bord med kopper"', html)
    assert anybody.get(src)["Content-Type"] == "image/jpeg"
    own = houses.visit(houses.mehmet).get(f"/rapporter/udgave/{edition.pk}/").content.decode()
    (src,) = re.findall(r'<img src="([^"]+)" alt="Et bord med kopper"', own)
    assert houses.visit(houses.mehmet).get(src)["Content-Type"] == "image/jpeg"
    assert houses.visit(houses.leila).get(src).status_code == 404


def test_a_picture_is_asked_for_again_each_time_paper_is_printed(houses, teller, with_picture):
    story, report, edition = with_picture
    address = f"/rapport/medborgerhuset/{report.slug}/{edition.number}"
    html = houses.visit().get(f"{address}/").content.decode()
    (src,) = re.findall(r'<img src="([^"]+\.jpg)"', html)
    teller.yes(story, "year", instead_of=teller.consent_of(story))  # the words, and no picture
    assert pictures_in(houses.visit().get(f"{address}.pdf").content) == (0, set())
    assert WORDS in pdf_words(houses.visit().get(f"{address}.pdf").content)
    assert houses.visit().get(src).status_code == 404
    later = freeze(houses, houses.jonas, report)
    assert "".join(chapter.get("picture", "") for chapter in later.chapters) == ""


def test_an_edition_never_shows_another_picture_than_the_one_it_was_frozen_with(
    houses, teller, with_picture
):
    story, report, edition = with_picture
    other = SimpleUploadedFile("b.png", photo("PNG"))
    teller.do(story, "picture", picture=other, says="En hund")
    address = f"/rapport/medborgerhuset/{report.slug}/{edition.number}"
    assert "<img" not in papers.words(houses.visit().get(f"{address}/").content.decode())
    assert "En hund" not in papers.preview(houses, houses.jonas, report)
    again = SimpleUploadedFile("b.png", photo("PNG"))
    teller.do(story, "picture", picture=again, says="En hund", is_seen="on")
    assert "En hund" in papers.preview(houses, houses.jonas, report)


def test_a_newsletter_takes_a_story_with_its_own_yes_until_it_ends(houses, teller, settings):
    story = teller.tell()
    teller.yes(story, "web", "year")
    letter = papers.written(houses, houses.jonas, "Siden sidst", year=2026, kind="letter",
                            chapter="Siden sidst")  # fmt: skip
    assert "Samtykket gælder ikke her: Nyhedsbrevet." in teller.place(story, letter, 422)
    until = TODAY + timedelta(days=9)
    again = teller.consent_of(story)
    teller.yes(story, "web", "letter", until=until.isoformat(), instead_of=again)
    teller.place(story, letter)
    for title in ("Det sker", "Et tal"):
        papers.write(houses, houses.jonas, letter, "Kom og spis med.", title=title)
    edition = freeze(houses, houses.jonas, letter)
    address = f"/rapport/medborgerhuset/{letter.slug}/{edition.number}/"
    assert WORDS in houses.visit().get(address).content.decode()
    listed = words(houses.visit().get("/rapport/medborgerhuset/").content.decode())
    assert "Nyhedsbreve" in listed
    settings.TODAY = until + timedelta(days=1)
    assert WORDS not in houses.visit().get(address).content.decode()
    settings.TODAY = TODAY
    assert houses.visit().post(teller.link(story)).status_code == 302
    assert "kan vi ikke kalde tilbage" in houses.visit().get(address).content.decode()
    assert WORDS not in papers.preview(houses, houses.jonas, letter)


@pytest.mark.parametrize("content", [b"", b"GIF89a", b"%PDF-1.7", b"<svg onload=x>", photo()[:300]])
def test_what_is_no_picture_is_refused(houses, teller, content):
    story = teller.tell()
    file = SimpleUploadedFile("a.jpg", content)
    teller.do(story, "picture", 422, picture=file, says="Noget")


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"until": "2026-01-01"}, "en dag, der ikke er gået"),
        ({"until": "2040-01-01"}, "højst 10 år"),
        ({"given_on": "2026-12-24"}, "Dagen er ikke kommet endnu"),
        ({"places": []}, "Vælg mindst ét sted"),
    ],
)
def test_a_consent_that_cannot_be_is_refused(teller, wrong, told):
    story = teller.tell()
    places = wrong.get("places", ["web"])
    more = {name: said for name, said in wrong.items() if name != "places"}
    assert told in teller.yes(story, *places, status=422, **more)


def test_no_number_is_placed_in_a_story(teller):
    data = {"id": new_id(), "title": "Tal", "text": "{{centre.visits@medborgerhuset/2025}}"}
    assert teller.client.post("/historier/", data).status_code == 422


def test_another_house_and_other_roles_see_nothing(houses, teller):
    story = teller.tell()
    teller.yes(story, "web")
    other = houses.visit(houses.leila)
    assert other.get(story).status_code == 404
    assert other.get(f"{story}billede.jpg").status_code == 404
    assert houses.visit().get("/historier/naboerne/").status_code == 200
    assert WORDS not in houses.visit().get("/historier/naboerne/").content.decode()
    for who, said in ((houses.mehmet, 403), (houses.sara, 403), (houses.birgitte, 404)):
        assert houses.visit(who).get(story).status_code == said
    with houses.acting(houses.leila):
        assert Chapter.objects.get_queryset().filter(story__isnull=False).count() == 0


DAY = st.integers(-5, 5).map(lambda n: TODAY + timedelta(days=n))


class Said:
    def __init__(self, places, until, withdrawn, replaced, picture):
        self.places, self.until, self.has_picture = places, until, picture
        self.withdrawn_at, self.replaced_at = withdrawn, replaced


YES = st.builds(
    Said, st.lists(st.sampled_from(Place), unique=True), DAY, st.sampled_from([None, 1]),
    st.sampled_from([None, 1]), st.booleans(),
)  # fmt: skip


@given(st.lists(YES, max_size=4), st.sampled_from(Place), st.booleans())
def test_a_story_stands_where_and_only_where_everybody_says_yes(said, place, picture):
    standing = [yes for yes in said if not yes.replaced_at]
    may = bool(standing) and all(
        not yes.withdrawn_at and yes.until >= TODAY and place in yes.places
        and (yes.has_picture or not picture)
        for yes in standing
    )  # fmt: skip
    assert (why_not_show(said, [place], TODAY, picture=picture) is None) is may
