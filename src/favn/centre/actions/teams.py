"""A case follows its owner: when they work in another team, that team reads it, and the former no
more.
"""

from datetime import datetime

from django.db import transaction
from django.db.models import F

from favn.centre.models import Case
from favn.centre.queries.cases import team_of
from favn.kit import history
from favn.people.accounts.models import Account, Membership
from favn.people.accounts.roles import Area, Level
from favn.people.organisations.models import Unit


@transaction.atomic
def follow_owners(*, team: Unit, by: Account, at: datetime) -> int:
    """Open cases of a team whose owner carries cases here, and in this team no more, go to the
    owner's own; how many. What somebody left behind stays, to be given on.
    """
    places, number = _places(), 0
    for case in Case.objects.owned().filter(team=team, closed_at=None).order_by("pk"):
        theirs = places.get(case.owner_id, [])
        if not theirs or team.pk in {row.unit_id for row in theirs}:
            continue
        to = next((found for row in theirs if (found := team_of(row))), None)
        Case.objects.owned().filter(pk=case.pk).update(team=to, version=F("version") + 1)
        changes = {"team": [team.name, to.name if to else ""]}
        history.note("move", case, by=by, at=at, changes=changes)
        number += 1
    return number


def _places() -> dict[object, list[Membership]]:
    """Account → the roles by which it carries cases here."""
    found: dict[object, list[Membership]] = {}
    for row in Membership.objects.owned().filter(account__is_active=True).order_by("pk"):
        if row.may(Area.CASES, Level.WRITE):
            found.setdefault(row.account_id, []).append(row)
    return found
