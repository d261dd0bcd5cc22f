"""The doors of these pages: who may open persons, and the one person an address names."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from favn.people.accounts import door
from favn.people.accounts.door import Request
from favn.people.accounts.roles import Area, Level
from favn.people.accounts.whom import the_person

__all__ = ["must_keep_privacy", "reads", "the_person", "writes"]

reads = door.requires(Area.PERSONS, Level.READ, about_persons=True)
writes = door.requires(Area.PERSONS, Level.WRITE, about_persons=True)


def must_keep_privacy(request: Request) -> None:
    """Raise PermissionDenied where the role does not extract and erase."""
    if not request.membership.may(Area.PRIVACY, Level.WRITE):
        raise PermissionDenied(_("Din rolle udleverer og sletter ikke personer."))
