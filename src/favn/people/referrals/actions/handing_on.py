"""What waits for somebody who left, and nobody here can send again, goes to a colleague, unread."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F

from favn.kit import history
from favn.kit.refusals import must
from favn.people.accounts.models import Account
from favn.people.accounts.queries import able_here
from favn.people.accounts.roles import Area
from favn.people.accounts.rules import why_not_given, why_not_take_over
from favn.people.referrals import queries
from favn.people.referrals.models import Referral


@transaction.atomic
def give_referrals(
    *, left: Account, to: Account, by: Account, at: datetime, but: Collection[UUID] = ()
) -> int:
    """How many. `but` are those that go with something else. Raises Refused."""
    must(why_not_take_over(able=to.pk in able_here(Area.PERSONS)))
    rows = queries.left_to_give().filter(to=left).exclude(pk__in=but).order_by("pk")
    number = sum(carry_on(row, left=left, to=to, by=by, at=at) for row in rows)
    must(why_not_given(number))
    return number


def carry_on(row: Referral, *, left: Account, to: Account, by: Account, at: datetime) -> bool:
    """It waits for a colleague now; False where it does not wait for the one who left any more."""
    waits = Referral.objects.owned().filter(pk=row.pk, to=left, state__in=queries.ON_THE_WAY)
    if not waits.update(to=to, version=F("version") + 1):
        return False
    history.note("hand-on", row, by=by, at=at, changes={"to": [left.name, to.name]})
    return True
