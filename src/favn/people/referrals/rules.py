"""May a referral be made, moved or handed over now? Each answers with a sentence, or nothing."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from favn.people.referrals.choices import FIELDS, MOVES, NotSo, State, Way

LONGEST = 2000
SHORTEST_STREET = 3


def why_not_offer(way: str, *, has_colleague: bool, place: str, reason: str) -> str | None:
    """A referral says to whom and why."""
    if way == Way.INSIDE and not has_colleague:
        return _("Vælg den kollega, der skal tage over.")
    if way != Way.INSIDE and not place.strip():
        return _("Skriv, hvilket sted det er.")
    if not reason.strip():
        return _("Skriv kort, hvad der er brug for hjælp til.")
    if len(reason) > LONGEST:
        return _("Teksten er for lang. Skriv højst %(most)s tegn.") % {"most": LONGEST}
    return None


def why_not_to(*, here: bool) -> str | None:
    """Nobody is sent to a colleague who has left the house, or who opens no persons."""
    if not here:
        return _("Kollegaen kan ikke tage imod. Hent siden igen, og vælg en anden.")
    return None


def why_not_out(*, allowed: bool, place: str) -> str | None:
    """Nothing leaves the house without the person's yes to that very place."""
    if allowed:
        return None
    return _(
        "Personen skal først sige ja til, at huset giver noget videre til %(place)s."
        " Skriv samtykket ned under Samtykker."
    ) % {"place": place}


def why_not_move(before: str, after: str, not_so: str) -> str | None:
    """A step forward, or an end that says why."""
    if State(after) not in MOVES[State(before)]:
        return _("Henvisningen er allerede flyttet. Se, hvor den står nu.")
    if after == State.ENDED and not_so not in NotSo.values:
        return _("Vælg, hvorfor det ikke blev til noget.")
    return None


def why_not_agreed(fields: Iterable[str]) -> str | None:
    """Something, and only what may cross at all."""
    wanted = set(fields)
    if not wanted:
        return _("Vælg mindst ét felt, som personen har sagt ja til.")
    if wanted - FIELDS.keys():
        return _("Et af felterne må ikke gives videre.")
    return None


def why_not_print(*, allowed: bool, place: str) -> str | None:
    """A paper leaves the house only while the person says yes to that place."""
    if allowed:
        return None
    return _(
        "Personen siger ikke længere ja til, at huset giver noget videre til %(place)s."
        " Papiret kan ikke hentes. Spørg personen, og skriv svaret under Samtykker."
    ) % {"place": place}


def why_not_said(words: str, hidden: str) -> str | None:
    """A protected address crosses in no words, however it is typed; `hidden` is one a line."""
    if any(f" {part} " in f" {_plain(words)} " for part in _tellings(hidden)):
        return _("Teksten nævner den beskyttede adresse. Den må ikke gives videre. Slet den.")
    return None


def _tellings(address: str) -> set[str]:
    """What of an address tells where it is: each line, its street with number, the street alone."""
    found = set()
    for line in address.splitlines():
        street = _plain(line.split(",")[0])
        letters = " ".join(part for part in street.split() if not part[0].isdigit())
        found |= {_plain(line), street, letters}
    return {part for part in found if len(part) > SHORTEST_STREET}


def _plain(text: str) -> str:
    return " ".join("".join(s if s.isalnum() else " " for s in text.casefold()).split())
