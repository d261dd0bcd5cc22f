"""Who has opened a person their role does not reach: for whom a room asks, and the leader's list.

A room asks `opening_of` where its own scope says no, and shows the person only where one runs;
every look-up until then carries the reason.
"""

from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet

from favn.people.accounts import lookups
from favn.people.accounts.models import Account, Opening


def opening_of(*, account: Account, person_id: UUID, at: datetime) -> Opening | None:
    """The account's opening of a person that runs at that moment; the look-up then says why."""
    rows = Opening.objects.owned().filter(account=account, person_id=person_id)
    found = rows.filter(at__lte=at, ends_at__gt=at).first()
    if found:
        lookups.note(persons=[person_id], opening=found)
    return found


KEPT = timedelta(days=5 * 366)
"""5 years."""


def old(at: datetime) -> QuerySet[Opening]:
    """Openings older than they may be kept."""
    return Opening.objects.owned().filter(at__lt=at - KEPT)


def openings() -> QuerySet[Opening]:
    """Every opening of the present organisation, newest first; for whoever looks after look-ups."""
    return Opening.objects.owned().select_related("account")
