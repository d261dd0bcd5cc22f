"""A yes is to what stood on its day, title and caption too; and a child from 15 on says its own."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from favn.kit import clock
from favn.kit.refusals import Refused
from favn.publishing.actions import stories
from favn.publishing.actions.stories import Yes
from favn.publishing.models import Consent
from favn.publishing.queries.stories import stand_of
from favn.publishing.rules.stories import why_not_for_child
from tests.cast import NOW, TODAY, new_id
from tests.publishing import papers
from tests.publishing.papers import freeze, words
from tests.publishing.test_stories import PUBLIC, WORDS, Teller, photo

UNTIL = date(2027, 6, 1)


@pytest.mark.parametrize(
    ("grown_on", "has_own", "told"),
    [
        (None, True, "hvornår barnet fylder 18"),
        (date(2027, 6, 1), True, "højst til dagen før"),
        (date(2027, 6, 2), True, None),
        (date(2027, 6, 2), False, "også selv sige ja"),
        (date(2030, 6, 1), False, "også selv sige ja"),
        (date(2030, 6, 1), True, None),
        (date(2030, 6, 2), False, None),
    ],
)
def test_a_parents_yes_ends_when_the_child_is_of_age_and_needs_the_childs_own_from_15(
    grown_on, has_own, told
):
    said = why_not_for_child(grown_on, UNTIL, has_own=has_own, today=TODAY)
    assert said is None if told is None else told in said


def test_the_childs_own_yes_is_written_down_first_and_the_childs_day_is_not_kept(houses):
    page = "/historier/{}/"
    jonas = houses.visit(houses.jonas)
    with houses.acting(houses.jonas):
        story = stories.tell(id=new_id(), title="Kaffen", text="Ord.", by=houses.jonas, at=NOW)
    data = {
        "verb": "consent", "given": "paper", "given_on": TODAY.isoformat(), "places": ["web"],
        "until": UNTIL.isoformat(), "whose": "parent", "grown_on": "2028-01-01",
        "seen": "1-",
    }  # fmt: skip
    here = page.format(story.pk)
    refused = jonas.post(here, data | {"id": new_id()})
    assert refused.status_code == 422
    assert "også selv sige ja" in refused.content.decode()
    assert jonas.post(here, data | {"id": new_id(), "whose": "self"}).status_code == 302
    assert jonas.post(here, data | {"id": new_id()}).status_code == 302
    with houses.acting(houses.jonas):
        row = Consent.objects.owned().get(whose="parent")
        assert "2028" not in str(row.__dict__)


@pytest.fixture
def teller(houses):
    return Teller(houses)


def public(houses, address=PUBLIC):
    return houses.visit().get(address).content.decode()


def put(teller, story, says, **more):
    file = SimpleUploadedFile("a.jpg", photo())
    teller.do(story, "picture", picture=file, says=says, **more)


def test_a_title_that_nobody_said_yes_to_stands_in_no_edition(houses, teller):
    story = teller.tell()
    teller.yes(story, "web", "year")
    report = papers.written(houses, houses.jonas, "Forord")
    teller.place(story, report)
    address = (
        f"/rapport/medborgerhuset/{report.slug}/{freeze(houses, houses.jonas, report).number}/"
    )
    teller.do(story, "write", version=1, title="Jonas drak", text=WORDS)
    told = words(public(houses, address))
    assert "Jonas drak" not in told
    assert "Kaffen" in told
    assert "Jonas drak" not in public(houses)
    teller.do(story, "write", version=2, title="Haven", text=WORDS, is_read="on")
    assert "Haven" in public(houses)
    assert "Haven" not in public(houses, address)


def test_a_yes_to_a_picture_is_to_what_is_said_of_it_too(houses, teller):
    story = teller.tell()
    put(teller, story, "Et bord")
    teller.yes(story, "web", "year", has_picture="on")
    report = papers.written(houses, houses.jonas, "Forord")
    teller.place(story, report)
    address = (
        f"/rapport/medborgerhuset/{report.slug}/{freeze(houses, houses.jonas, report).number}/"
    )
    assert 'alt="Et bord"' in public(houses, address)
    put(teller, story, "Jonas fuld")
    assert "Jonas fuld" not in public(houses) + public(houses, address)
    put(teller, story, "En kande", is_seen="on")
    assert 'alt="En kande"' in public(houses)
    assert "En kande" not in public(houses, address)


def test_the_picture_of_a_story_that_stands_nowhere_is_found_nowhere(houses, teller):
    story = teller.tell()
    put(teller, story, "Et bord")
    teller.yes(story, "web", has_picture="on")
    picture = f"{PUBLIC.rstrip('/')}/{story.split('/')[2]}.jpg"
    assert houses.visit().get(picture).status_code == 200
    teller.do(story, "write", version=1, title="Kaffen", text="Andre ord.")
    assert houses.visit().get(picture).status_code == 404


def test_a_yes_is_to_the_words_and_the_picture_that_stood_on_its_day(houses, teller, settings):
    story = teller.tell()
    put(teller, story, "Et bord")
    settings.TODAY = TODAY + timedelta(days=2)
    teller.do(story, "write", version=1, title="Kaffen", text="Andre ord.")
    put(teller, story, "En kande")
    before, day = TODAY + timedelta(days=1), settings.TODAY
    for given_on in (before, TODAY - timedelta(days=9)):
        kept = said(houses, teller, story, given_on)
        assert (kept.said_to, kept.said_to_picture) == (1, "")
    assert "Andre ord." not in public(houses)
    kept = said(houses, teller, story, day)
    assert (kept.said_to, kept.said_to_picture) == (1, "")
    kept = said(houses, teller, story, day, is_to_now="on")
    assert (kept.said_to, bool(kept.said_to_picture)) == (2, True)
    settings.TODAY = day + timedelta(days=1)
    kept = said(houses, teller, story, settings.TODAY)
    assert (kept.said_to, bool(kept.said_to_picture)) == (2, True)


def test_a_yes_of_a_day_before_there_was_a_picture_is_to_none(houses, teller, settings):
    """Nobody saw on Monday what was put on on Friday, though they said it may be shown."""
    story = teller.tell()
    settings.TODAY = TODAY + timedelta(days=4)
    put(teller, story, "Et bord")
    early = said(houses, teller, story, TODAY)
    assert (early.said_to, early.said_to_picture) == (1, "")
    shown = public(houses)
    assert "Kaffen" in shown
    assert "Et bord" not in shown
    with houses.acting(houses.jonas), pytest.raises(Refused, match="ændret efter den dag"):
        stories.take_yes(
            id=new_id(), story=early.story, seen=stand_of(early.story),
            yes=Yes("other", "paper", TODAY, UNTIL, ["web"], True, is_to_now=True), by=houses.jonas,
            at=clock.now(),
        )  # fmt: skip
    seen = said(houses, teller, story, settings.TODAY, instead_of=early.pk)
    assert seen.said_to_picture
    assert 'alt="Et bord"' in public(houses)


def test_a_yes_of_the_day_the_words_were_rewritten_is_to_the_earlier_ones_unless_said(
    houses, teller
):
    story = teller.tell()
    teller.do(story, "write", version=1, title="Kaffen", text="Det sagde jeg aldrig.")
    kept = said(houses, teller, story, TODAY)
    assert kept.said_to == 1
    assert "Det sagde jeg aldrig." not in public(houses)
    assert "Teksten er skrevet om" in teller.client.get(story).content.decode()
    teller.yes(story, "web", is_to_now="on", instead_of=kept.pk)
    assert "Det sagde jeg aldrig." in public(houses)


@pytest.mark.parametrize("moved", ["words", "picture"])
def test_a_yes_of_an_earlier_day_is_not_to_what_stands_now(houses, teller, settings, moved):
    story = teller.tell()
    put(teller, story, "Et bord")
    settings.TODAY = TODAY + timedelta(days=1)
    if moved == "words":
        teller.do(story, "write", version=1, title="Kaffen", text="Andre ord.")
    else:
        put(teller, story, "En kande")
    told = teller.yes(story, "web", status=422, is_to_now="on", has_picture="on")
    assert "ændret efter den dag" in told
    with houses.acting(houses.jonas):
        assert not Consent.objects.owned().exists()


def test_where_nothing_was_changed_nobody_is_asked_which_words(houses, teller):
    story = teller.tell()
    put(teller, story, "Et bord")
    assert "som de står nu" not in teller.client.get(story).content.decode()
    teller.do(story, "write", version=1, title="Kaffen", text="Andre ord.")
    assert "som de står nu" in teller.client.get(story).content.decode()


def said(houses, teller, story, given_on, **more):
    """The consent as it is kept of a yes that was given on a day."""
    key = new_id()
    more = {"id": key, "given_on": given_on.isoformat(), "has_picture": "on"} | more
    teller.yes(story, "web", **more)
    with houses.acting(houses.jonas):
        return Consent.objects.owned().get(pk=key)


@pytest.mark.parametrize("moved", ["words", "picture"])
def test_a_yes_that_is_written_down_while_somebody_rewrites_is_asked_again(houses, teller, moved):
    story = teller.tell()
    seen = teller.seen(story)
    if moved == "words":
        teller.do(story, "write", version=1, title="Kaffen", text="Andre ord.")
    else:
        put(teller, story, "Et bord")
    data = {"whose": "other", "given": "paper", "given_on": TODAY.isoformat(), "places": ["web"],
            "until": UNTIL.isoformat(), "seen": seen}  # fmt: skip
    told = teller.do(story, "consent", 409, **data)
    assert "Historien er ændret imens" in told
    with houses.acting(houses.jonas):
        assert not Consent.objects.owned().exists()
    assert f'name="seen" value="{teller.seen(story)}"' in told
    assert UNTIL.isoformat() in told
    teller.do(story, "consent", **data | {"seen": teller.seen(story)})


@pytest.mark.parametrize("whose", ["parent", "other"])
def test_a_childs_own_yes_is_not_replaced_while_a_parents_rests_on_it(houses, teller, whose):
    story = teller.tell()
    teller.yes(story, "web", until=UNTIL.isoformat())
    own = teller.consent_of(story)
    if whose == "other":
        teller.yes(story, "web", until=UNTIL.isoformat(), whose="parent", grown_on="2028-01-01")
    more = {"until": UNTIL.isoformat(), "instead_of": own, "grown_on": "2028-01-01"}
    told = teller.yes(story, "web", status=422, whose=whose, **more)
    assert "også selv sige ja" in told
    with houses.acting(houses.jonas):
        assert not Consent.objects.owned().get(pk=own).replaced_at
    teller.yes(story, "web", whose=whose, **more | {"grown_on": "2035-01-01"})


def test_a_childs_own_yes_is_renewed_beside_a_parents(houses, teller):
    story = teller.tell()
    teller.yes(story, "web", until=UNTIL.isoformat())
    own = teller.consent_of(story)
    teller.yes(story, "web", until=UNTIL.isoformat(), whose="parent", grown_on="2028-01-01")
    teller.yes(story, "web", "year", until=UNTIL.isoformat(), instead_of=own)
    assert WORDS in public(houses)
