"""What waits for somebody who left, and nobody here can send again, goes to a colleague, unread."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction

from favn.kit.refusals import must
from favn.people.accounts.actions.handing_on import hand_on
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
    rows = queries.left_to_give().exclude(pk__in=but)
    number = hand_on(rows, "to", left=left, to=to, by=by, at=at)
    must(why_not_given(number))
    return number


def carry_on(
    keys: Collection[UUID], *, left: Account, to: Account, by: Account, at: datetime
) -> None:
    """Of those, what still waits for the one who left waits for a colleague now."""
    waiting = Referral.objects.owned().filter(pk__in=keys, state__in=queries.ON_THE_WAY)
    hand_on(waiting, "to", left=left, to=to, by=by, at=at)
