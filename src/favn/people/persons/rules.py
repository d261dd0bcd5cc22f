"""What may be written about a person, and when they may move a step, be merged or be asked."""

import re
import unicodedata
from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from favn.kit.templatetags.kit import plain_day
from favn.people.persons.choices import BY_PURPOSE, Act, Tier

LONGEST_NAME = 120
LONGEST_NOTE = 1000
JOINERS = "\u200c\u200d"
"""Persian and Indian names need them; other signs that are not seen are taken away."""
CPR = re.compile(r"\b(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])\d\d[- ]?\d{4}\b")
OLDEST = 120
Patterns = tuple[tuple[str, tuple[int, int, int]], ...]
KEPT: Patterns = ((r"(\d{4})-(\d{1,2})-(\d{1,2})", (1, 2, 3)),)
TYPED: Patterns = (*KEPT, (r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})", (3, 2, 1)))
"""How a day of birth is kept, and how people type it; and where its year, month and day stand."""


def tidy(text: str) -> str:
    """Words as they are kept: one form of each letter, nothing that turns or hides what follows."""
    plain = unicodedata.normalize("NFC", text)
    kept = (s for s in plain if s in JOINERS or unicodedata.category(s) not in {"Cf", "Cs", "Co"})
    lines = "".join(kept).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    whole = (" ".join(_seen(line).split()) for line in lines)
    return "\n".join(whole).strip()


def _seen(line: str) -> str:
    return "".join(" " if unicodedata.category(sign) == "Cc" else sign for sign in line)


def why_not_named(name: str) -> str | None:
    """A name has at least one letter or digit, and an end."""
    if not any(sign.isalnum() for sign in name):
        return _("Skriv personens navn. Ét navn er nok.")
    if len(name) > LONGEST_NAME:
        return _("Navnet er for langt. Skriv højst %(most)s tegn.") % {"most": LONGEST_NAME}
    if "\n" in name:
        return _("Skriv navnet på én linje.")
    return why_not_noted(name)


def why_not_noted(*texts: str) -> str | None:
    """No note is endless, and a CPR number stands nowhere."""
    if any(len(text) > LONGEST_NOTE for text in texts):
        return _("Teksten er for lang. Skriv højst %(most)s tegn.") % {"most": LONGEST_NOTE}
    return why_not_cpr(*texts)


def why_not_cpr(*texts: str) -> str | None:
    """A CPR number stands nowhere, however long the text may be."""
    if any(CPR.search(text) for text in texts):
        return _("Det ligner et CPR-nummer. Favn gemmer ikke CPR-numre. Slet det, og prøv igen.")
    return None


def born(typed: str, today: date) -> str:
    """A birth as it is kept: “1987”, “1987-04-02” or “”. Raises ValueError with a sentence."""
    text = typed.strip()
    if not text:
        return ""
    found = _day(text)
    year = found.year if found else int(text) if re.fullmatch(r"\d{4}", text) else None
    if year is None:
        raise ValueError(_("Skriv fødselsåret, for eksempel 1987, eller dagen som 02-04-1987."))
    if (found or date(year, 1, 1)) > today or year < today.year - OLDEST:
        raise ValueError(_("Fødselsåret kan ikke være rigtigt. Skriv det med fire cifre."))
    return found.isoformat() if found else str(year)


def born_in_words(born: str) -> str:
    """A birth as people read it: “1987”, “2. apr. 1987” or “”; other words as they are."""
    day = _day(born, KEPT)
    return plain_day(day) if day else born


def born_to_type(born: str) -> str:
    """A birth as the form shows it to be put right: “1987”, “02-04-1987” or “”."""
    day = _day(born, KEPT)
    return f"{day:%d-%m-%Y}" if day else born


def _day(text: str, patterns: Patterns = TYPED) -> date | None:
    for pattern, order in patterns:
        if found := re.fullmatch(pattern, text):
            try:
                return date(*(int(found[n]) for n in order))
            except ValueError:
                return None
    return None


def why_not_raise(tier: str, *, may_write_case: bool) -> str | None:
    """A case needs that the person said yes to it."""
    if tier == Tier.CASE:
        return _("Personen har allerede en sag.")
    if not may_write_case:
        return _("Personen skal først sige ja til rådgivning og sag. Skriv samtykket ned her.")
    return None


def why_not_lower(tier: str, *, rows: int) -> str | None:
    """The step back is open as long as nothing was written in the case."""
    if tier != Tier.CASE:
        return _("Personen har ingen sag.")
    if rows:
        return _("Der står noget i sagen (%(rows)s). Slet det først, eller slet hele personen.") % {
            "rows": rows
        }
    return None


def why_not_link(owner: UUID | None, person: UUID) -> str | None:
    """A card leads to one person at most."""
    if owner is not None and owner != person:
        return _("Kortet hører til en anden person. Løsn det der først.")
    return None


def why_not_merge(one: UUID, other: UUID, *, gone: bool) -> str | None:
    """Two present records of one person, and not one with itself."""
    if one == other:
        return _("Det er den samme registrering. Vælg en anden person.")
    if gone:
        return _("Den ene er allerede samlet med en anden. Åbn den, der står nu.")
    return None


def why_not_apart(*, undone: bool, survivor_gone: bool, is_newest: bool) -> str | None:
    """A merge is undone once, and the newest first: each is undone on what it was made on."""
    if undone:
        return _("Registreringerne er allerede skilt ad.")
    if survivor_gone:
        return _("Personen er selv samlet med en anden siden. Skil de to ad først.")
    if not is_newest:
        return _("Personen er samlet med endnu en siden. Skil den nyeste ad først.")
    return None


def why_not_again(*, erased: bool) -> str | None:
    """Whoever was erased does not come back by a form that is sent again."""
    if erased:
        return _("Personen er slettet. Skal personen skrives op igen, så åbn en ny side.")
    return None


def why_not_touch(*, gone: bool) -> str | None:
    """Nothing is written on a record that stands behind another."""
    if gone:
        return _(
            "Personen er samlet med en anden registrering. Åbn den, der står nu, og skriv der."
        )
    return None


def why_not_consent(purpose: str, act: str, recipient: str, *, stands: bool) -> str | None:
    """A recipient where one must be named; nothing is taken back that was never given."""
    if BY_PURPOSE[purpose].needs_recipient and not recipient:
        return _("Skriv, hvem det gælder, for eksempel navnet på stedet eller hjælperen.")
    if act == Act.WITHDRAWN and not stands:
        return _("Der er intet ja at trække tilbage.")
    return None


def why_not_open(tried: int, most: int) -> str | None:
    """How often a wrong code may be typed from one place before it must wait."""
    if tried >= most:
        return _("Der er skrevet for mange forkerte koder herfra. Vent ti minutter, og prøv igen.")
    return None


def stricter(one: str, other: str, order: Collection[str]) -> str:
    """Of two ways to be reached, the one that disturbs less."""
    ranked = list(order)
    return max(one, other, key=ranked.index)
