"""May this be done to a report now? A sentence for the one who asks, or None."""

import re
from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

FIRST_YEAR = 2000
HELP = re.compile(r"\[[^\[\]\n]{3,}\](?!\()")
"""What a new report says to the one who writes; a link has its address right behind it."""


def why_not_year(year: int, this_year: int) -> str | None:
    """A report is about a year that has been, is, or comes next."""
    if FIRST_YEAR <= year <= this_year + 1:
        return None
    return _("Skriv et år fra %(first)s til %(last)s.") % {
        "first": FIRST_YEAR,
        "last": this_year + 1,
    }


def why_not_freeze(texts: Sequence[str], problems: Sequence[str]) -> str | None:
    """An edition needs words, and every number in it must be known."""
    if not any(text.strip() for text in texts):
        return _("Der står ikke noget i rapporten endnu. Skriv mindst ét kapitel.")
    if left := next((match for text in texts for match in HELP.finditer(text)), None):
        return _("Der står stadig en hjælpetekst i rapporten: %(text)s. Skriv over den.") % {
            "text": left[0]
        }
    if not problems:
        return None
    told = ngettext(
        "%(count)s tal kan ikke slås op. Ret det, og prøv igen: %(first)s",
        "%(count)s tal kan ikke slås op. Ret dem, og prøv igen. Det første: %(first)s",
        len(problems),
    )
    return told % {"count": len(problems), "first": problems[0]}


def why_not_remove(is_foreword: bool) -> str | None:
    """The foreword stays; it may be empty."""
    return _("Forordet kan ikke fjernes. Lad det stå tomt.") if is_foreword else None
