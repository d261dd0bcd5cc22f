"""A parent says yes for a child until the child is of age, and from 15 on along with the child."""

from datetime import date

import pytest

from favn.publishing.actions import stories
from favn.publishing.models import Consent
from favn.publishing.rules.stories import why_not_for_child
from tests.cast import NOW, TODAY, new_id

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
    said = why_not_for_child(grown_on, UNTIL, has_own=has_own)
    assert said is None if told is None else told in said


def test_the_childs_own_yes_is_written_down_first_and_the_childs_day_is_not_kept(houses):
    page = "/historier/{}/"
    jonas = houses.visit(houses.jonas)
    with houses.acting(houses.jonas):
        story = stories.tell(id=new_id(), title="Kaffen", text="Ord.", by=houses.jonas, at=NOW)
    data = {
        "verb": "consent", "given": "paper", "given_on": TODAY.isoformat(), "places": ["web"],
        "until": UNTIL.isoformat(), "whose": "parent", "grown_on": "2028-01-01",
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
