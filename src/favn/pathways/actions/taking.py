"""The row a verb changes, ours until the end of the transaction, as somebody saw it."""

from typing import Any, TypeVar

from django.db import models
from django.utils.translation import gettext as _

from favn.kit.refusals import Conflict

R = TypeVar("R", bound=models.Model)


def taken(row: R, version: int) -> R:
    """The row as it is now, locked. Raises Conflict where somebody changed it since it was shown.

    Whoever changes it counts `version` up and saves it.
    """
    rows: Any = type(row)._default_manager
    found: Any = rows.owned().select_for_update().get(pk=row.pk)
    if found.version != version:
        raise Conflict(
            _("En anden har ændret det, siden du åbnede siden. Se, hvad der står nu, og prøv igen.")
        )
    found.version += 1
    kept: R = found
    return kept
