"""May a plan be corrected, or an initiative be renumbered, merged, split or taken over now?

Each answer is a sentence, or nothing. Pure: nothing is read here.
"""

from collections.abc import Collection, Iterable
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

HIGHEST_NUMBER = 9999


def why_not_new_number(number: int, now: int, used: Collection[int], free: int) -> str | None:
    """A number leads to one initiative for ever: also one that was given up is never given again.

    `used` are all numbers of the plan, present and former; its own present one is `now`.
    """
    if number == now:
        return _("Indsatsen har allerede nummer %(number)s. Skriv et andet.") % {"number": now}
    if not 1 <= number <= HIGHEST_NUMBER:
        return _("Skriv nummeret som et helt tal fra 1 til 9999.")
    if number in used:
        return _(
            "Nummer %(number)s er eller har været en anden indsats, og gamle numre skal blive ved"
            " med at føre det rigtige sted hen. Nummer %(free)s er ledigt."
        ) % {"number": number, "free": free}
    return None


def why_not_merge(
    row: UUID, into: UUID, *, into_merged: bool, same_plan: bool, owes: bool
) -> str | None:
    """Into another of the same plan that is itself alive, so that no ring can come about."""
    if row == into:
        return _("En indsats kan ikke lægges sammen med sig selv. Vælg en anden.")
    if not same_plan:
        return _("De to indsatser står i hver sin plan. Vælg en indsats i samme plan.")
    if into_merged:
        return _("Den indsats er selv lagt ind i en anden. Vælg den, den er lagt ind i.")
    if owes:
        return _(
            "Foreninger er bedt om tal til indsatsen. Stop optællingerne først, og bed om dem"
            " under den indsats, den går ind i."
        )
    return None


def why_not_live(merged: bool) -> str | None:
    """What was merged goes on elsewhere and is not changed any more."""
    if not merged:
        return None
    return _("Indsatsen er lagt ind i en anden. Ret den, den er lagt ind i.")


def why_not_take_over(old: UUID | None, new: UUID) -> str | None:
    """From one office to another."""
    if old == new:
        return _("Forvaltningen ejer allerede indsatsen. Vælg en anden.")
    return None


FAR = 10
"""Years around its plan within which an initiative is likely."""


def why_not_far(days: Iterable[date | None], years: tuple[int, int]) -> str | None:
    """It may reach out of its plan, but not so far that a year is mistyped."""
    likely = range(years[0] - FAR, years[1] + FAR + 1)
    if all(day is None or day.year in likely for day in days):
        return None
    return _("Dagen ligger over ti år fra planens år. Er årstallet rigtigt?")


def why_not_on(on: date, today: date) -> str | None:
    """What has happened has a day that has come."""
    if on <= today:
        return None
    return _("Dagen ligger i fremtiden. Skriv den dag, det skete.")
