"""May an errand be sent, moved on, decided like this? A sentence, or nothing."""

from datetime import date

from django.utils.translation import gettext as _

from favn.associations.choices import ERRAND_MOVES, Decision, ErrandKind, ErrandState
from favn.kit.templatetags.kit import long_day

MOST_TRIES, MOST_IN_ALL = 10, 100
"""Forms from one address in ten minutes, and from all addresses in an hour."""


def why_not_try(from_here: int, in_all: int) -> str | None:
    """A form that everybody can send is not a way to bury those who answer."""
    if from_here >= MOST_TRIES:
        return _("Der er sendt mange henvendelser herfra. Vent ti minutter, og prøv igen.")
    if in_all >= MOST_IN_ALL:
        return _("Mange skriver lige nu. Vent en time, og prøv igen.")
    return None


def why_not_sent(
    kind: str, subject: str, text: str, amount: int | None, is_known: bool, name: str, email: str
) -> str | None:
    """Enough that somebody can answer, and no more."""
    if not subject.strip():
        return _("Skriv med få ord, hvad det handler om.")
    if not text.strip():
        return _("Skriv, hvad I beder om, og hvad det skal bruges til.")
    if kind == ErrandKind.SUPPORT and not amount:
        return _("Skriv, hvor mange kroner I søger.")
    if not is_known and not name.strip():
        return _("Skriv foreningens navn.")
    if not email.strip():
        return _("Skriv en mail, vi kan svare på.")
    return None


def why_not_moved(before: str, after: str) -> str | None:
    """An errand goes from one state to the next, and not past it."""
    if after in ERRAND_MOVES[ErrandState(before)]:
        return None
    return _("Henvendelsen er %(now)s og kan ikke blive %(then)s.") % {
        "now": str(ErrandState(before).label).lower(),
        "then": str(ErrandState(after).label).lower(),
    }


def what_next(decision: str, follow_up_on: date | None, today: date) -> list[str]:
    """What comes after an answer, in sentences for whoever asked; a day that is gone is no more
    promised.
    """
    after = {
        Decision.GRANTED: _("Vi skriver eller ringer til jer om det praktiske."),
        Decision.PARTLY: _("Vi skriver eller ringer til jer om den del, I fik ja til."),
        Decision.REFUSED: _("I kan skrive igen, hvis noget har ændret sig."),
        Decision.ADVISED: _("Prøv rådet, og skriv igen, hvis I går i stå."),
    }
    said = [after[Decision(decision)]]
    if follow_up_on and follow_up_on >= today:
        said.append(_("Vi vender tilbage til jer %(day)s.") % {"day": long_day(follow_up_on)})
    return said


def why_not_mailed(is_answered: bool) -> str | None:
    """Only an answer is mailed."""
    return None if is_answered else _("Gem svaret først. Så kan det sendes.")


def why_not_decided(
    decision: str, answer: str, reason: str, new_day: date | None, today: date
) -> str | None:
    """A no without a reason cannot be learned from, nor complained about; and the association is
    told when it hears again: `new_day` is None where that day stands as it did.
    """
    if new_day and new_day < today:
        return _("Dagen for opfølgning er gået. Vælg en dag, der kommer, eller lad den stå tom.")
    if not answer.strip():
        return _("Skriv svaret til foreningen.")
    if decision in (Decision.REFUSED, Decision.PARTLY) and not reason.strip():
        return _("Skriv begrundelsen. Et nej uden grund kan ingen bruge.")
    return None
