"""May a course, a run of it, or what somebody went through in it, be written like this?"""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from favn.kit.templatetags.kit import when

MOST_LETTERS = 120
"""Of a subject's title."""


def why_not_subjects(titles: Sequence[str]) -> str | None:
    """A course has at least one subject, and each is a title and no text."""
    if not titles:
        return _("Skriv mindst ét emne, et på hver linje.")
    if any(len(title) > MOST_LETTERS for title in titles):
        return _("Et emne er for langt. Skriv højst 120 tegn på hver linje.")
    return None


def why_not_begin(begins_on: date, first_done: date | None) -> str | None:
    """Nothing was gone through before the run began."""
    if first_done and first_done < begins_on:
        return _("Et emne er gennemført %(day)s, før holdet begynder. Ret en af dagene.") % {
            "day": when(first_done)
        }
    return None


def why_not_end(on: date, begins_on: date) -> str | None:
    """What has not begun is not over; its day can be changed."""
    if on < begins_on:
        return _("Holdet begynder først %(day)s. Ret dagen, hvis den er forkert.") % {
            "day": when(begins_on)
        }
    return None


def why_not_complete(on: date, today: date, begins_on: date, last: date | None) -> str | None:
    """A subject is gone through while the run lasts, and while the party is in it (until `last`).

    It may be written down afterwards.
    """
    if on > today:
        return _("Dagen er ikke kommet endnu.")
    if on < begins_on:
        return _("Holdet begyndte først %(day)s. Skriv en dag fra da af.") % {
            "day": when(begins_on)
        }
    if last and on > last:
        return _("Foreningen var med til og med %(day)s. Skriv den dag eller en tidligere.") % {
            "day": when(last)
        }
    return None
