"""The doors of the room: records of the present organisation, everything else is 404."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from favn.kit.attempts import found
from favn.people.accounts.door import Request, refusal, requires
from favn.people.accounts.roles import Area, Level
from favn.surveys import queries
from favn.surveys.models import Questionnaire, Version, Wave
from favn.surveys.rules.sheet import Item, Section

looks = requires(Area.SURVEYS, Level.COUNT)
reads = requires(Area.SURVEYS, Level.READ)
writes = requires(Area.SURVEYS, Level.WRITE)


def may_write(request: Request) -> bool:
    """Whether the membership edits questionnaires and opens waves."""
    return request.membership.may(Area.SURVEYS, Level.WRITE)


def may_read(request: Request) -> bool:
    """Whether the membership reads who answered what."""
    return request.membership.may(Area.SURVEYS, Level.READ)


def sees_exact(request: Request) -> bool:
    """Whether the membership sees numbers of persons as they are."""
    return request.membership.may(Area.SURVEYS, Level.CODED)


def only_writers(request: Request) -> None:
    """A page that all may read, but only some may change. Raises PermissionDenied."""
    if not may_write(request):
        raise PermissionDenied(refusal(request.membership))


def the_questionnaire(pk: UUID) -> Questionnaire:
    """A questionnaire of the present organisation."""
    return found(queries.questionnaire_with(pk))


def the_version(pk: UUID, number: int) -> Version:
    """One version of it."""
    return found(queries.version_of(the_questionnaire(pk), number))


def the_wave(pk: UUID) -> Wave:
    """A wave of the present organisation."""
    return found(queries.wave_with(pk))


def the_wave_to_read(pk: UUID) -> Wave:
    """A wave whose answers are read here. Raises PermissionDenied where a room above asked them.

    Such a room may promise that nobody reads the other side's answers before giving their own.
    """
    row = the_wave(pk)
    if row.room:
        raise PermissionDenied(
            _("Svarene læses dér, hvor runden er åbnet. Her ses kun, hvem der mangler.")
        )
    return row


def the_section(version: Version, key: str) -> Section:
    """A section of a version."""
    return found(version.sheet.section(key))


def the_item(version: Version, question: UUID) -> Item:
    """A question of a version."""
    return found(version.sheet.item(str(question)))
