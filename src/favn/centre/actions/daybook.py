"""The verbs of the day: write its page, stand on the list of who is here, and leave it."""

from datetime import date, datetime
from uuid import UUID, uuid5

from django.db import transaction
from django.utils.translation import gettext as _

from favn.centre.models import DayPage, InHouse
from favn.centre.rules import daybook as rules
from favn.kit import clock, history
from favn.kit.history import Actor
from favn.kit.refusals import Conflict, insert, must
from favn.kit.tenancy import current


@transaction.atomic
def write_page(
    *, on: date, version: int, happened: str, handed_on: str, by: Actor, at: datetime
) -> DayPage:
    """Write a day's page on the version that was shown; 0 where none stood.

    Raises Refused where the day is long past, and Conflict where somebody else wrote meanwhile.
    """
    must(rules.why_not_write(on, clock.day_of(at)))
    stands = DayPage.objects.owned().select_for_update().filter(on=on).first()
    if stands and (stands.happened, stands.handed_on) == (happened, handed_on):
        return stands
    if (stands.version if stands else 0) != version:
        raise Conflict(_written_meanwhile(stands))
    row = stands or DayPage(id=page_id(on), organisation_id=current(), on=on, version=0)
    row.happened, row.handed_on, row.version = happened, handed_on, version + 1
    row.written_by, row.written_at = by.actor_label, at
    if stands:
        row.save()
    elif (first := insert(row)) is not None:
        raise Conflict(_written_meanwhile(first))
    history.note("write", row, by=by, at=at)
    return row


def page_id(on: date) -> UUID:
    """The id of a day's page, so that two who begin it at once begin one."""
    return uuid5(current(), on.isoformat())


def _written_meanwhile(row: DayPage | None) -> str:
    who = row.written_by if row else _("En anden")
    return _("%(who)s har skrevet imens. Din tekst står stadig i felterne.") % {"who": who}


@transaction.atomic
def arrive(*, id: UUID, name: str, persons: int, by: Actor, at: datetime) -> InHouse:
    """Somebody chooses to be seen until they leave, and tonight at the latest. Raises Refused."""
    must(rules.why_not_arrive(name, persons))
    row = InHouse(id=id, organisation_id=current(), on=clock.day_of(at), name=name.strip())
    row.persons = persons
    if stands := insert(row):
        return stands
    history.note("arrive", row, by=by, at=at)
    return row


@transaction.atomic
def leave(*, row: InHouse, by: Actor, at: datetime) -> None:
    """They have gone, and so has the name."""
    history.note("go-home", row, by=by, at=at)
    row.delete()
