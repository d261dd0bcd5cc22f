"""The work of somebody who left goes to a colleague, unread, and each row of it once."""

from datetime import datetime
from typing import Any

from django.db.models import F, QuerySet

from favn.kit import history
from favn.people.accounts.models import Account


def hand_on(
    rows: QuerySet[Any], field: str = "owner", *, left: Account, to: Account, by: Account,
    at: datetime,
) -> int:  # fmt: skip
    """Those of `rows` whose `field` is the one who left; how many.

    What another leader gave a moment ago stays where it is.
    """
    number, theirs = 0, rows.filter(**{field: left})
    for row in theirs.order_by("pk"):
        if theirs.filter(pk=row.pk).update(**{field: to, "version": F("version") + 1}):
            number += 1
            history.note("hand-on", row, by=by, at=at, changes={field: [left.name, to.name]})
    return number
