"""What those who left carried of the programme and the schemes: for whoever leads, without a name.

Left is also who has another role here now that no longer carries it. Nothing here writes.
"""

from typing import Any

from django.db.models import QuerySet

from favn.pathways.models import Following, Turn
from favn.people.accounts.queries import able_here
from favn.people.accounts.roles import Area


def turns_left() -> QuerySet[Turn]:
    """Turns that have not ended, of somebody who is here, carried by nobody who may."""
    rows = Turn.objects.owned().filter(ended_on=None, person__isnull=False)
    return _left(rows, Area.PROGRAMME).order_by("referred_on", "pk")


def contacts_left() -> QuerySet[Following]:
    """Contacts of a scheme that have not ended, followed by nobody who may."""
    rows = Following.objects.owned().filter(ended_on=None).select_related("scheme")
    return _left(rows, Area.SCHEMES).order_by("contacted_on", "pk")


def _left(rows: QuerySet[Any], area: Area) -> QuerySet[Any]:
    """Of those that somebody carried: what a list that was read in has no owner never had."""
    carried = rows.filter(owner__isnull=False).select_related("owner")
    return carried.exclude(owner__in=able_here(area))
