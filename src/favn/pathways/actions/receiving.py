"""A person whom another organisation handed over is received: written down here, and referred."""

from datetime import date, datetime
from uuid import UUID, uuid5

from django.db import transaction

from favn.kit.tenancy import current
from favn.pathways.actions.programme import refer
from favn.pathways.models import Turn
from favn.pathways.queries.programme import received
from favn.people.accounts.models import Account
from favn.people.organisations.models import Organisation
from favn.people.persons import actions as persons
from favn.people.persons.actions import Wanted
from favn.people.persons.models import Person
from favn.people.referrals.models import HandOver


@transaction.atomic
def receive(
    *,
    id: UUID,
    row: HandOver,
    person: Person | None,
    wanted: Wanted,
    on: date,
    years: int | None,
    by: Account,
    at: datetime,
) -> Turn:
    """A turn from a hand-over, once, of a person who is here or is written down now.

    Where a colleague was first, the turn that stands is the answer. Nothing of the hand-over is
    copied but what was typed. Raises Refused, Taken, KeyMissing.
    """
    _one_at_a_time()
    if stands := received(row):
        return stands
    who = person or persons.add_person(id=uuid5(id, "person"), wanted=wanted, by=by, at=at)
    return refer(
        id=id, person=who, on=on, years=years, place=row.sender, by=by, at=at,
        handed_over=row.pk,
    )  # fmt: skip


def _one_at_a_time() -> None:
    """Whoever else of the house receives somebody waits until this is done.

    The house's own row is held: that of the hand-over is another organisation's, and only read.
    """
    Organisation.objects.select_for_update(no_key=True).only("pk").get(pk=current())
