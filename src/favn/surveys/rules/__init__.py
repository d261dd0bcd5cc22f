"""May anyone do this now? A sentence for the one who asked, or nothing."""

from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from favn.kit.templatetags.kit import when

LINK_LIVES = timedelta(days=90)
"""How long after the deadline a link still shows what was sent."""
MOST_ASKED = 10_000


def why_not_edit(is_published: bool) -> str | None:
    """A published version never changes."""
    if is_published:
        return _("Udgaven er udgivet og kan ikke ændres. Begynd en ny udgave.")
    return None


def why_not_begin(has_draft: bool) -> str | None:
    """One draft at a time."""
    if has_draft:
        return _("Der er allerede en kladde. Gør den færdig først.")
    return None


def why_not_open(last_day: date, today: date, *, is_published: bool, asked: int) -> str | None:
    """Only a published version, to somebody, with time to answer."""
    if not is_published:
        return _("Udgiv udgaven først. Så kan spørgsmålene ikke ændre sig, mens nogen svarer.")
    if last_day < today:
        return _("Sidste dag at svare er allerede gået. Vælg en senere dag.")
    if asked > MOST_ASKED:
        return _("En runde kan højst spørge 10.000.")
    return None


def why_not_answer(deadline: datetime, now: datetime, *, is_closed: bool) -> str | None:
    """Until the deadline, and as long as the wave is open."""
    if is_closed:
        return _("Runden er lukket. Der kan ikke svares mere.")
    if now >= deadline:
        last = (deadline - timedelta(seconds=1)).date()
        return _("Fristen var %(day)s. Der kan ikke svares mere.") % {"day": when(last)}
    return None


def why_not_send(missing: int) -> str | None:
    """Every question that is not optional is answered, be it with “ved ikke”."""
    if missing:
        return _("Der mangler svar på spørgsmål, der skal besvares. De står øverst på siden.")
    return None


def why_not_extend(last_day: date, present: date, today: date, *, is_closed: bool) -> str | None:
    """A deadline is only ever moved to a later day, while the wave is open."""
    if is_closed:
        return _("Runden er lukket.")
    if last_day <= present or last_day < today:
        return _("Vælg en dag, der ligger efter den nuværende frist og ikke er gået.")
    return None


def why_not_write(*, is_closed: bool) -> str | None:
    """Nobody is written to about a wave that is closed."""
    return _("Runden er lukket, så der sendes ingen breve.") if is_closed else None


def why_not_readdress(mail: str, shown: str) -> str | None:
    """The address that went wrong is not the one to try again."""
    if mail.casefold() == shown.casefold():
        return _("Det er den adresse, der står. Skriv en anden.")
    return None


def why_not_compare_waves(same_questionnaire: bool) -> str | None:
    """Only two waves of one questionnaire."""
    if not same_questionnaire:
        return _("De to runder har hver sit spørgeskema.")
    return None
