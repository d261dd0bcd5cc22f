"""May an errand be sent, moved on, decided like this? A sentence, or nothing."""

from django.utils.translation import gettext as _

from favn.associations.choices import ERRAND_MOVES, Decision, ErrandKind, ErrandState


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


def why_not_decided(decision: str, answer: str, reason: str) -> str | None:
    """A no without a reason cannot be learned from, nor complained about."""
    if not answer.strip():
        return _("Skriv svaret til foreningen.")
    if decision in (Decision.REFUSED, Decision.PARTLY) and not reason.strip():
        return _("Skriv begrundelsen. Et nej uden grund kan ingen bruge.")
    return None
