"""Links that still work, claims that wait, and entries that should be asked again."""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import F, Q, QuerySet

from favn.associations.models import AskLink, Claim, Entry
from favn.associations.rules.freshness import ASKED_AFTER
from favn.people.accounts.choices import ON_ITS_WAY

AGAIN_AFTER = timedelta(days=21)
"""How long an association is left in peace after a letter."""


def waiting_claims() -> QuerySet[Claim]:
    """What was said and nobody has decided, the oldest first."""
    rows = Claim.objects.owned().filter(decided_at=None)
    return rows.select_related("entry", "link").order_by("at")


def claim_with(pk: UUID) -> Claim | None:
    """One claim by its key."""
    return Claim.objects.owned().select_related("entry", "link").filter(pk=pk).first()


def due_entries(today: date) -> QuerySet[Entry]:
    """Living entries nobody confirmed for a year, the longest unconfirmed first."""
    year, month = divmod(12 * today.year + today.month - 1 - ASKED_AFTER, 12)
    edge = date(year, month + 1, min(today.day, 28))
    rows = Entry.objects.present().living().select_related("district")
    rows = rows.filter(Q(confirmed_at=None) | Q(confirmed_at__date__lte=edge))
    return rows.order_by(F("confirmed_at").asc(nulls_first=True), "name")


def asked_lately(now: datetime) -> QuerySet[AskLink, UUID]:
    """Entries that got a letter less than three weeks ago, at the address they have now."""
    lately = AskLink.objects.owned().filter(made_at__gt=now - AGAIN_AFTER, reached__in=ON_ITS_WAY)
    return lately.filter(sent_to=F("entry__email")).order_by().values_list("entry", flat=True)


def askable(today: date, now: datetime) -> QuerySet[Entry]:
    """Those one can write to and has not written to lately."""
    return due_entries(today).exclude(email="").exclude(pk__in=asked_lately(now))
