"""May an entry be called this, and have this CVR number? A sentence, or nothing."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

CVR_WEIGHTS = (2, 7, 6, 5, 4, 3, 2, 1)


def why_not_named(name: str) -> str | None:
    """A name has letters; a row of signs cannot be found again."""
    if sum(sign.isalpha() for sign in name) < 2:
        return _("Skriv foreningens navn, som den selv skriver det.")
    return None


def why_not_cvr(cvr: str) -> str | None:
    """Eight digits whose weighted sum divides by 11 (Erhvervsstyrelsen's own check)."""
    if not cvr:
        return None
    if not (cvr.isdecimal() and len(cvr) == len(CVR_WEIGHTS)):
        return _("Et CVR-nummer har otte cifre. Lad feltet stå tomt, hvis I ikke har et.")
    if sum(w * int(d) for w, d in zip(CVR_WEIGHTS, cvr, strict=True)) % 11:
        return _("CVR-nummeret findes ikke. Se efter, om to cifre er byttet om.")
    return None


def why_not_adopted(on: date, today: date) -> str | None:
    """Statutes are adopted before they stand here."""
    return _("Dagen ligger i fremtiden. Skriv den dag, de blev vedtaget.") if on > today else None


def why_not_district(name: str, slug: str, known: Iterable[tuple[str, str]]) -> str | None:
    """Two areas of one name cannot be told apart."""
    if any(name.casefold() == n.casefold() or slug == s for n, s in known):
        return _("Området findes allerede.")
    return None
