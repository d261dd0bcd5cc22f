"""The stories of an edition as they may be shown today: the words, or why they are gone."""

from collections.abc import Sequence
from dataclasses import replace

from django.utils import translation
from django.utils.translation import gettext as _

from favn.kit import clock
from favn.kit.tenancy import acting_for
from favn.publishing.models import FrozenEdition
from favn.publishing.queries import LANGUAGE
from favn.publishing.queries import stories as queries
from favn.publishing.written import Written


def told_in(chapters: Sequence[Written], edition: FrozenEdition) -> list[Written]:
    """The chapters, with every story's own title and words as frozen, or why they are gone."""
    asked = [(c.story, c.number) for c in chapters if c.story]
    if not asked:
        return list(chapters)
    with acting_for(edition.organisation_id), translation.override(LANGUAGE):
        found = queries.as_frozen(asked, queries.places_of(edition.edition), clock.today())
        gone = _(
            "Her stod en historie. Den er taget ud, fordi samtykket ikke gælder mere. Udgaver, der"
            " er trykt eller hentet før, kan vi ikke kalde tilbage."
        )
        nothing = (_("En historie, der er taget ud"), gone)
        return [_told(c, found.get(c.story) or nothing) if c.story else c for c in chapters]


def _told(chapter: Written, words: tuple[str, str]) -> Written:
    return replace(chapter, title=words[0], text=words[1])
