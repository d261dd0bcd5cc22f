"""The doors of these pages: who may open persons, and the one person an address names."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from favn.kit.attempts import found
from favn.people.accounts import door, lookups
from favn.people.accounts.door import Request
from favn.people.accounts.roles import Area, Level
from favn.people.persons import queries
from favn.people.persons.models import Person

reads = door.requires(Area.PERSONS, Level.READ, about_persons=True)
writes = door.requires(Area.PERSONS, Level.WRITE, about_persons=True)


def the_person(pk: UUID, *, purpose: str = "") -> Person:
    """The person of an address, written down as looked at; foreign and unknown are 404.

    Whoever was merged into another is shown as the one who stands.
    """
    person = found(queries.person_with(pk))
    lookups.note(persons=(person.pk,), purpose=purpose)
    return person


def must_keep_privacy(request: Request) -> None:
    """Raise PermissionDenied where the role does not extract and erase."""
    if not request.membership.may(Area.PRIVACY, Level.WRITE):
        raise PermissionDenied(_("Din rolle udleverer og sletter ikke personer."))
