"""The doors of these pages: who may open persons, and the one person an address names."""

from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from favn.people.accounts import door
from favn.people.accounts.door import Request
from favn.people.accounts.roles import Area, Level
from favn.people.accounts.whom import the_person
from favn.people.persons.models import Person

__all__ = ["must_keep_privacy", "reads", "the_person", "ways_with", "writes"]

reads = door.requires(Area.PERSONS, Level.READ, about_persons=True)
writes = door.requires(Area.PERSONS, Level.WRITE, about_persons=True)


def must_keep_privacy(request: Request) -> None:
    """Raise PermissionDenied where the role does not extract and erase."""
    if not request.membership.may(Area.PRIVACY, Level.WRITE):
        raise PermissionDenied(_("Din rolle udleverer og sletter ikke personer."))


def ways_with(request: Request, person: Person) -> list[tuple[Any, str]]:
    """What other rooms can do with a person, as far as the role reaches: name and address."""
    every = import_string(settings.FAVN_OF_PERSON)
    return [
        (one.title, reverse(one.url_name, args=[person.pk]))
        for one in every
        if request.membership.may(one.area, one.level)
    ]
