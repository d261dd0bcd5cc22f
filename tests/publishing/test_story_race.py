"""Two put one story in a report at the same moment: it stands there once."""

import pytest

from favn.kit.refusals import Refused
from favn.publishing.actions import reports, stories
from favn.publishing.actions.stories import Yes
from favn.publishing.models import Chapter, Story
from favn.publishing.queries.stories import stand_of
from tests import cast as roll
from tests.cast import NOW, TODAY, new_id
from tests.hands import at_once, needs_two_writers
from tests.publishing import papers
from tests.publishing.test_story_consents import UNTIL

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def two_writers(transactional_db):
    needs_two_writers()


@pytest.fixture
def cast():
    return roll.assemble()


def test_a_story_that_is_placed_while_it_is_brought_back_stands_once(cast):
    def acting():
        return cast.acting(cast.jonas)

    who = {"by": cast.jonas, "at": NOW}
    report = papers.written(cast, cast.jonas, "Forord")
    with acting():
        story = stories.tell(id=new_id(), title="Kaffen", text="Ord.", **who)
        yes = Yes("self", "paper", TODAY, UNTIL, ["year", "web"])
        stories.take_yes(id=new_id(), story=story, yes=yes, seen=stand_of(story), **who)
        chapter = stories.place(id=new_id(), story=story, report=report, **who)
        reports.remove_chapter(chapter=chapter, **who)
        chapter = Chapter.objects.owned().get(pk=chapter.pk)
        held = Story.objects.owned().filter(pk=story.pk)

    def places():
        with acting():
            return stories.place(id=new_id(), story=story, report=report, **who)

    def brings_back():
        with acting():
            return reports.bring_back(chapter=chapter, **who)

    said = at_once(acting, held, places, brings_back)
    assert [type(one) for one in said if isinstance(one, Exception)] == [Refused]
    with acting():
        assert Chapter.objects.owned().filter(story=story, removed_at=None).count() == 1
