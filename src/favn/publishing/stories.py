"""The stories of an edition as they may be shown today: words and picture, or why they are gone."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from django.utils import translation
from django.utils.translation import gettext as _

from favn.kit import clock
from favn.kit.tenancy import acting_for
from favn.publishing import drawn
from favn.publishing.models import FrozenEdition
from favn.publishing.queries import LANGUAGE
from favn.publishing.queries import stories as queries
from favn.publishing.queries.stories import AsFrozen
from favn.publishing.written import Written

PictureAt = Callable[[str], str]
"""Where a page finds the picture of a story, by its id."""


def told_in(
    chapters: Sequence[Written], edition: FrozenEdition, picture_at: PictureAt | None = None
) -> list[Written]:
    """The chapters, with every story's own title and words as frozen, or why they are gone.

    A picture stands where everybody on it says yes today, and only the one that was frozen.
    """
    asked = [(c.story, c.number) for c in chapters if c.story]
    if not asked:
        return list(chapters)
    with acting_for(edition.organisation_id), translation.override(LANGUAGE):
        places = queries.places_of(edition.report, edition.edition)
        found = queries.as_frozen(asked, places, clock.today())
        gone = _(
            "Her stod en historie. Den er taget ud, fordi samtykket ikke gælder mere. Udgaver, der"
            " er trykt eller hentet før, kan vi ikke kalde tilbage."
        )
        nothing = AsFrozen(_("En historie, der er taget ud"), gone, None)
        return [
            _told(c, found.get(c.story, nothing), picture_at) if c.story else c for c in chapters
        ]


def _told(chapter: Written, told: AsFrozen, picture_at: PictureAt | None) -> Written:
    shown = told.picture
    if shown is not None and drawn.mark(shown.jpeg, shown.says) != chapter.picture:
        shown = None
    if shown is not None and picture_at is not None:
        shown = replace(shown, href=picture_at(chapter.story))
    return replace(chapter, title=told.title, text=told.text, shown=shown)
