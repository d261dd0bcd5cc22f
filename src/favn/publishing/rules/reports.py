"""May this be done to a report now? A sentence for the one who asks, or None."""

import re
from collections.abc import Sequence
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from favn.publishing.choices import Written

FIRST_YEAR = 2000
MOST_NUMBERS = 10
SHORTEST_ANSWER = 10
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


def hindrances(chapters: Sequence[tuple[str, str]], problems: Sequence[str]) -> list[str]:
    """All that stands in the way of freezing, a sentence each; `chapters` are title and text.

    An edition needs words, nobody's help may be left in it, and every number must be known.
    """
    if not any(text.strip() for _title, text in chapters):
        return [_("Der står ikke noget i rapporten endnu. Skriv mindst ét kapitel.")]
    return [*_helps(chapters), *problems]


def _helps(chapters: Sequence[tuple[str, str]]) -> list[str]:
    """The chapters with words left in them that were meant for the writer."""
    left = [(title, HELP.findall(text)) for title, text in chapters]
    told = _("“%(title)s”: Der står stadig %(count)s. Skriv over dem: %(texts)s")
    return [
        told % {
            "title": title,
            "count": ngettext("%(n)s hjælpetekst", "%(n)s hjælpetekster", len(texts))
            % {"n": len(texts)},
            "texts": " ".join(dict.fromkeys(texts)),
        }
        for title, texts in left
        if texts
    ]  # fmt: skip


def why_not_freeze(found: Sequence[str]) -> str | None:
    """All hindrances in one answer, so that nobody has to try once for each."""
    if not found:
        return None
    said = ngettext(
        "Rapporten kan ikke fryses endnu. Ret det her, og prøv igen: %(all)s",
        "Rapporten kan ikke fryses endnu. Der er %(count)s ting at rette: %(all)s",
        len(found),
    )
    return said % {"count": len(found), "all": " ".join(found)}


def how_far(text: str, is_written: bool) -> Written:
    """Missing until somebody has written; begun while it holds help for the writer or nothing."""
    if not is_written:
        return Written.MISSING
    return Written.BEGUN if HELP.search(text) or not text.strip() else Written.DONE


def why_not_write(is_own_only: bool, unit_id: UUID | None, own: UUID | None) -> str | None:
    """Who writes for one office or committee writes in its chapters alone."""
    if not is_own_only or (unit_id is not None and unit_id == own):
        return None
    return _("Kapitlet er ikke jeres. Bed redaktøren om at give jer det.")


def why_not_answer(answer: str) -> str | None:
    """An answer is a reason, and not a click."""
    if len(answer.strip()) >= SHORTEST_ANSWER:
        return None
    return _("Skriv, hvorfor det er rigtigt, så andre kan forstå det.")


def why_not_remove(is_foreword: bool) -> str | None:
    """The foreword stays; it may be empty."""
    return _("Forordet kan ikke fjernes. Lad det stå tomt.") if is_foreword else None


def why_not_choose(number: int) -> str | None:
    """A year in numbers is one to ten of them."""
    if 1 <= number <= MOST_NUMBERS:
        return None
    if number == 0:
        return _("Vælg mindst ét tal.")
    return _("Vælg højst %(most)s tal. Du har valgt %(number)s.") % {
        "most": MOST_NUMBERS,
        "number": number,
    }


def why_not_write_here(*, is_answer: bool) -> str | None:
    """What is written once for several reports is written in its own place."""
    if not is_answer:
        return None
    return _(
        "Teksten skrives ét sted for flere rapporter: under Ét svar til flere, eller Historier."
    )
