"""May a case be opened, written in or closed now? Each answers with a sentence, or with nothing."""

from datetime import date

from django.utils.translation import gettext as _

from favn.centre.choices import CaseKind, Profession, Work
from favn.centre.rules.desk import why_not_enter
from favn.people.accounts.roles import Area
from favn.people.persons.choices import Tier
from favn.people.persons.rules import CPR

LONGEST_NOTE = 20_000
"""Characters of one note: some eight printed pages."""
FURTHEST = 730
"""Days ahead a deadline may lie."""
AREA_OF: dict[str, Area] = {
    Profession.SOCIAL: Area.CASES,
    Profession.LEGAL: Area.LAW,
    Profession.HEALTH: Area.HEALTH,
}
"""The area of the table of roles that opens a profession's notes."""


def area_of_kind(kind: str) -> Area:
    """The area of the table of roles that a case of some kind belongs to."""
    return Area.LAW if kind == CaseKind.LEGAL else Area.CASES


def why_not_open(tier: str, *, allowed: bool) -> str | None:
    """A case stands on the person's yes to it, today and not only when it was opened."""
    if allowed:
        return None
    if tier != Tier.CASE:
        return _("Personen skal først sige ja til rådgivning og sag. Det skrives under Samtykker.")
    return why_not_note(allowed=allowed)


def why_not_note(*, allowed: bool) -> str | None:
    """Nothing more is written about somebody who took their yes back, or whose yes has run out."""
    if not allowed:
        return _(
            "Personen siger ikke ja til rådgivning og sag nu, så der må ikke skrives mere. Spørg"
            " personen igen, og skriv svaret under Samtykker. Bliver det et nej, så slut sagen."
        )
    return None


def why_not_change(*, closed: bool) -> str | None:
    """What has ended is opened again before somebody changes it."""
    if closed:
        return _("Sagen er sluttet. Åbn den igen, før du skriver.")
    return None


def why_not_write(*, closed: bool, allowed: bool) -> str | None:
    """A case is written in while it is open and the person says yes to it."""
    return why_not_change(closed=closed) or why_not_note(allowed=allowed)


def why_not_keep(on: date, text: str, *, today: date) -> str | None:
    """A conversation belongs to a day that has begun, and a note has an end."""
    if len(text) > LONGEST_NOTE:
        return _("Notatet er for langt. Skriv højst %(most)s tegn.") % {"most": LONGEST_NOTE}
    if CPR.search(text):
        return _("Det ligner et CPR-nummer. Favn gemmer ikke CPR-numre. Slet det, og prøv igen.")
    return why_not_enter(on, today=today)


def why_not_count(topics: int, areas: int | None) -> str | None:
    """A conversation is counted once it says what it was about."""
    if not topics:
        return _("Vælg mindst ét emne.")
    if not areas:
        return _("Skriv, hvor mange lovområder samtalen handlede om.")
    return None


def why_not_due(due_on: date, kind: str, *, today: date) -> str | None:
    """A deadline lies ahead, and not further than anybody plans."""
    if kind not in Work.values:
        return _("Vælg fra listen.")
    if due_on < today:
        return _("Dagen er gået. Vælg en dag, der kommer.")
    if (due_on - today).days > FURTHEST:
        return _("Dagen ligger mere end to år frem. Se efter, om året er rigtigt.")
    return None


def why_not_move(*, done: bool) -> str | None:
    """What is done has no deadline any more."""
    return _("Opgaven er gjort. Skriv først, at den ikke er det.") if done else None


def why_not_give(*, closed: bool, own_drafts: int) -> str | None:
    """Whoever gives a case away leaves no draft of their own that only they could finish."""
    if own_drafts and not closed:
        return _("Du har en kladde i sagen. Tæl eller slet din kladde først, og giv så sagen.")
    return why_not_change(closed=closed)


def why_not_carry(*, able: bool) -> str | None:
    """Nobody is given a case who has left the house, or whose role does not reach it."""
    if not able:
        return _("Kollegaen kan ikke tage sagen. Hent siden igen, og vælg en anden.")
    return None


def why_not_close(closed: bool, open_tasks: int = 0, drafts: int = 0) -> str | None:
    """Nothing is left behind when a case ends."""
    if closed:
        return _("Sagen er allerede sluttet.")
    if open_tasks or drafts:
        return _("Der er åbne opgaver eller kladder i sagen. Gør dem færdige først.")
    return None


def why_not_void(*, is_draft: bool, is_void: bool) -> str | None:
    """What counts can be taken out, once."""
    if is_draft:
        return _("Det er en kladde, og den tæller ikke. Slet den i stedet.")
    return _("Det er allerede taget ud af optællingen.") if is_void else None


def why_not_restore(*, is_void: bool) -> str | None:
    """Only what was taken out can be counted again."""
    return None if is_void else _("Det tæller allerede med.")


def why_not_drop(is_draft: bool) -> str | None:
    """Only what was never counted may go."""
    if not is_draft:
        return _("Samtalen er talt med. Ret den i stedet.")
    return None
