"""Links that still work, claims that wait, and entries that should be asked again."""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from favn.associations.choices import Claimed
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


def wrong_claims() -> QuerySet[Claim]:
    """Those who said that it is not them, and the office has not decided."""
    rows = Claim.objects.owned().filter(kind=Claimed.NOT_ME, decided_at=None)
    return rows.exclude(link=None).order_by()


def wrong_addresses() -> set[tuple[UUID, str]]:
    """Entry and address, casefolded, where whoever is reached says that it is not them."""
    pairs = wrong_claims().values_list("entry", "link__sent_to")
    return {(entry, sent_to.casefold()) for entry, sent_to in pairs}


def is_wrong(entry: Entry, address: str) -> bool:
    """Whether whoever has an address said that it is not them, and nobody has decided."""
    return (entry.pk, address.casefold()) in wrong_addresses()


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
    """Those one can write to and has not written to lately; nobody who said it is not them."""
    wrong = wrong_claims().filter(entry=OuterRef("pk"), link__sent_to__iexact=OuterRef("email"))
    rows = due_entries(today).exclude(email="").exclude(pk__in=asked_lately(now))
    return rows.exclude(Exists(wrong))
