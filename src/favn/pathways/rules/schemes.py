"""Guide schemes: may this step be taken now, and how far a contact came."""

from datetime import date

from django.utils.translation import gettext as _

from favn.pathways.choices.schemes import AFTER_START, Ending, Step, Words

LONGEST = 120
FIRST_YEAR = 2000


def why_not_contact(
    words: Words, who: str, whom: str, on: date, *, has_person: bool, today: date
) -> str | None:
    """A contact has a day that has been, and the sides its kind of scheme names."""
    if on > today:
        return _("Kontakten kan ikke ligge ude i fremtiden. Ret dagen.")
    if on.year < FIRST_YEAR:
        return _("Året kan ikke være rigtigt. Skriv dagen, I fik kontakt.")
    if without := _why_not_sides(words, who, whom, has_person=has_person):
        return without
    if max(len(who), len(whom)) > LONGEST:
        return _("Teksten er for lang. Skriv højst %(most)s tegn.") % {"most": LONGEST}
    return None


def _why_not_sides(words: Words, who: str, whom: str, *, has_person: bool) -> str | None:
    """The sides that a kind of scheme names are named."""
    if words.is_named and not has_person:
        return _("Vælg personen først. Et jobmatch begynder på personens side.")
    if words.is_two and not (who.strip() and whom.strip()):
        return _("Skriv både foreningen og virksomheden.")
    if words.is_named and not whom.strip():
        return _("Skriv, hvilken virksomhed det er.")
    return None


def why_not_step(
    to: str, on: date, *, days: dict[Step, date | None], ended: bool, today: date
) -> str | None:
    """One step on, on a day that has been and not before the step in front of it."""
    if ended:
        return _("Det er slut. Skriv en ny kontakt, hvis de prøver igen.")
    if to not in {Step.AGREED, Step.STARTED}:
        return _("Vælg det næste trin.")
    if days[Step(to)] is not None:
        return _("Trinnet er allerede skrevet.")
    if on > today:
        return _("Dagen ligger ude i fremtiden. Skriv den, når den er her.")
    return _why_not_between(Step(to), on, days)


def _why_not_between(to: Step, on: date, days: dict[Step, date | None]) -> str | None:
    """A step lies after those in front of it and before those behind it, whichever was written."""
    order = list(Step)
    before = [day for s in order[: order.index(to)] if (day := days[s]) is not None]
    after = [day for s in order[order.index(to) + 1 :] if (day := days[s]) is not None]
    if before and on < max(before):
        return _("Trinnet ligger før det trin, der kom først. Ret dagen.")
    if after and on > min(after):
        return _("Trinnet ligger efter det trin, der kom bagefter. Ret dagen.")
    return None


def why_not_correct(
    days: dict[Step, date | None], *, ended_on: date | None, ending: str, today: date
) -> str | None:
    """The days as they were, each after the one in front, and still fitting how it ended."""
    first, last = days[Step.CONTACTED], days[Step.STARTED]
    if first is None or first.year < FIRST_YEAR:
        return _("Året kan ikke være rigtigt. Skriv dagen, I fik kontakt.")
    known = [day for day in (*days.values(), ended_on) if day is not None]
    if max(known) > today:
        return _("Dagen ligger ude i fremtiden. Skriv den, når den er her.")
    if known != sorted(known):
        return _("Dagene ligger ikke i rækkefølge. Hvert trin kommer efter det, der står over det.")
    if ending and (ending in AFTER_START) != (last is not None):
        return _("Slutningen passer ikke til, hvor langt det kom. Vælg en anden.")
    return None


def why_not_end(
    ending: str, on: date, *, days: dict[Step, date | None], ended: bool, today: date
) -> str | None:
    """It ends once, after its last step, in a way that fits how far it came."""
    if ended:
        return _("Det er allerede slut.")
    if ending not in Ending.values:
        return _("Vælg, hvordan det sluttede.")
    if (ending in AFTER_START) != (days[Step.STARTED] is not None):
        return _("Slutningen passer ikke til, hvor langt det kom. Vælg en anden.")
    if on > today:
        return _("Dagen ligger ude i fremtiden. Skriv den, når den er her.")
    if on < max(day for day in days.values() if day is not None):
        return _("Det kan ikke slutte før sit sidste trin. Ret dagen.")
    return None


def reached(agreed_on: date | None, started_on: date | None) -> Step:
    """The farthest step. Who began had agreed, whether or not somebody wrote it down."""
    if started_on is not None:
        return Step.STARTED
    return Step.AGREED if agreed_on is not None else Step.CONTACTED
