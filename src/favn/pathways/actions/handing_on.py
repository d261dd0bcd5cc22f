"""Turns and contacts of somebody who left go to a colleague; whoever gives them reads no word.

What they were counted as stays: a year's numbers hang on no colleague.
"""

from datetime import datetime

from django.db import transaction
from django.db.models import F, QuerySet

from favn.kit import history
from favn.kit.refusals import must
from favn.pathways.models import Following, Turn
from favn.pathways.queries import left_behind as queries
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
    rows = list(queries.turns_left().filter(owner=left).select_related("referral"))
    number = _given(queries.turns_left(), Area.PROGRAMME, left=left, to=to, by=by, at=at)
    for row in rows:
        if row.referral:
            referrals.carry_on(row.referral, left=left, to=to, by=by, at=at)
    return number


def give_contacts(*, left: Account, to: Account, by: Account, at: datetime) -> int:
    """The open contacts of somebody who left; how many. Raises Refused."""
    return _given(queries.contacts_left(), Area.SCHEMES, left=left, to=to, by=by, at=at)


@transaction.atomic
def _given(
    rows: QuerySet[Turn] | QuerySet[Following], area: Area, *, left: Account, to: Account,
    by: Account, at: datetime,
) -> int:  # fmt: skip
    """Each row once: what another leader gave a moment ago stays where it is."""
    must(why_not_take_over(able=to.pk in able_here(area)))
    number = 0
    for row in rows.filter(owner=left).order_by("pk"):
        is_left = type(row).objects.owned().filter(pk=row.pk, owner=left)
        if is_left.update(owner=to, version=F("version") + 1):
            number += 1
            history.note("hand-on", row, by=by, at=at, changes={"owner": [left.name, to.name]})
    must(why_not_given(number))
    return number
