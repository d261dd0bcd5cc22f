"""Turns and contacts of somebody who left go to a colleague; whoever gives them reads no word.

What they were counted as stays: a year's numbers hang on no colleague.
"""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from favn.kit.refusals import must
from favn.pathways.models import Following, Turn
from favn.pathways.queries import left_behind as queries
from favn.people.accounts.actions.handing_on import hand_on
from favn.people.accounts.models import Account
from favn.people.accounts.queries import able_here
from favn.people.accounts.roles import Area
from favn.people.accounts.rules import why_not_given, why_not_take_over
from favn.people.referrals import actions as referrals


@transaction.atomic
def give_turns(*, left: Account, to: Account, by: Account, at: datetime) -> int:
    """The open turns of somebody who left, with the referrals they began by; how many.

    Raises Refused.
    """
    turns = queries.turns_left().filter(owner=left, referral__isnull=False)
    keys = list(turns.values_list("referral_id", flat=True))
    number = _given(queries.turns_left(), Area.PROGRAMME, left=left, to=to, by=by, at=at)
    referrals.carry_on(keys, left=left, to=to, by=by, at=at)
    return number


def give_contacts(*, left: Account, to: Account, by: Account, at: datetime) -> int:
    """The open contacts of somebody who left; how many. Raises Refused."""
    return _given(queries.contacts_left(), Area.SCHEMES, left=left, to=to, by=by, at=at)


@transaction.atomic
def _given(
    rows: QuerySet[Turn] | QuerySet[Following], area: Area, *, left: Account, to: Account,
    by: Account, at: datetime,
) -> int:  # fmt: skip
    must(why_not_take_over(able=to.pk in able_here(area)))
    number = hand_on(rows, left=left, to=to, by=by, at=at)
    must(why_not_given(number))
    return number
