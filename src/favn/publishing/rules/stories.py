"""May a story stand in a place today, and may a consent be written so? A sentence, or nothing.

Everybody a story is about must have said yes; one no is a no.
"""

from collections.abc import Collection, Iterable
from datetime import date, datetime
from typing import Protocol

from django.utils.translation import gettext as _

from favn.kit import clock
from favn.people.persons.rules import why_not_cpr
from favn.publishing.choices import Place

LONGEST_YEARS = 10
GROWN_YEARS = 18


class Yes(Protocol):
    """What one of those it is about has said."""

    places: Collection[str]
    has_picture: bool
    until: date
    withdrawn_at: datetime | None
    replaced_at: datetime | None


class Heard(Protocol):
    """What words and which picture somebody's yes is about."""

    said_to: int
    said_to_picture: str
    replaced_at: datetime | None


def why_not_show(
    consents: Iterable[Yes], places: Collection[Place], today: date, *, picture: bool = False
) -> str | None:
    """Why a story, or its picture, may stand in none of these places today; None where it may."""
    said = [yes for yes in consents if yes.replaced_at is None]
    if not said:
        return _("Der er ikke skrevet et samtykke ned.")
    if any(yes.withdrawn_at for yes in said):
        return _("Samtykket er trukket tilbage.")
    if any(yes.until < today for yes in said):
        return _("Samtykket er udløbet.")
    if picture and not all(yes.has_picture for yes in said):
        return _("Samtykket gælder ikke billedet.")
    if not any(all(place in yes.places for yes in said) for place in places):
        names = ", ".join(str(place.label) for place in places)
        return _("Samtykket gælder ikke her: %(places)s.") % {"places": names}
    return None


def why_not_heard(consents: Iterable[Heard], words: int) -> str | None:
    """Why these words may stand nowhere: somebody said yes to others."""
    if any(yes.replaced_at is None and yes.said_to < words for yes in consents):
        return _("Teksten er skrevet om, siden der blev sagt ja. Spørg igen om de nye ord.")
    return None


def why_not_to_now(*, had_words: bool, had_picture: bool) -> str | None:
    """Nobody heard or saw on a day what was made after it."""
    if had_words and had_picture:
        return None
    return _(
        "Teksten eller billedet er ændret efter den dag. Skriv den dag, de sagde ja til det, der"
        " står nu, eller fjern krydset."
    )


def is_picture_seen(consents: Iterable[Heard], picture: str) -> bool:
    """Whether everybody who said yes to a picture said it to this one."""
    return all(yes.said_to_picture == picture for yes in consents if yes.replaced_at is None)


def why_not_consent(
    given_on: date, until: date, places: Collection[str], today: date
) -> str | None:
    """A yes is given on a day that has been, to some place, and ends one day."""
    if given_on > today:
        return _("Dagen er ikke kommet endnu. Skriv den dag, der blev sagt ja.")
    if until < today:
        return _("Samtykket skal gælde til en dag, der ikke er gået.")
    if until.year > LONGEST_YEARS and clock.months_before(until, 12 * LONGEST_YEARS) > given_on:
        return _("Et samtykke gælder højst %(n)s år. Spørg igen til den tid.") % {
            "n": LONGEST_YEARS
        }
    return None if places else _("Vælg mindst ét sted, historien må stå.")


def why_not_for_child(
    grown_on: date | None, until: date, *, has_own: bool, today: date
) -> str | None:
    """A parent says yes until the child is of age, and from 15 on only along with the child.

    Fifteen is the rule of thumb of the Danish data protection authority.
    """
    if grown_on is None:
        return _("Skriv, hvornår barnet fylder 18. Så længe kan en forælder sige ja.")
    if until >= grown_on:
        return _("Barnet fylder 18 inden da. En forælders ja gælder højst til dagen før.")
    if clock.months_before(grown_on, 12 * GROWN_YEARS) > today:
        return _("Dagen kan ikke være rigtig: Barnet er ikke født endnu. Skriv den rigtige dag.")
    if until >= clock.months_before(grown_on, 36) and not has_own:
        return _(
            "Barnet er eller bliver 15 inden da og skal så også selv sige ja. Skriv først barnets"
            " eget ja ned, eller vælg en dag, før barnet fylder 15."
        )
    return None


def why_not_tell(title: str, text: str) -> str | None:
    """A story is words: no number is placed in it, and nobody's own number stands in it."""
    if "{{" in text or "}}" in text:
        return _("Der kan ikke sættes tal ind i en historie. Skriv dem i et andet kapitel.")
    return why_not_cpr(title, text)


def why_not_place(*, stands: bool) -> str | None:
    """A story stands once in a report."""
    return _("Historien står allerede i rapporten.") if stands else None


def why_not_change(*, is_ended: bool) -> str | None:
    """What was deleted is not written again."""
    return (
        _("Historien er slettet. Skriv en ny, og spørg om et nyt samtykke.") if is_ended else None
    )
