"""Partners, suppliers and those who get support: parties who join in an initiative."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from favn.kit import history
from favn.kit.history import Actor
from favn.kit.refusals import Refused, insert, standing
from favn.kit.tenancy import current
from favn.people.organisations.models import Organisation
from favn.policy.choices import Hand
from favn.policy.models import Initiative, Part


@transaction.atomic
def join_in(
    *,
    id: UUID,
    initiative: Initiative,
    party: Organisation,
    hand: Hand,
    by: Actor,
    at: datetime,
) -> Part:
    """A party takes part in an initiative, once per `id`. Raises Refused where it already does."""
    row = Part(id=id, organisation_id=current(), initiative=initiative, party=party, hand=hand)
    if stands := standing(row):
        return stands
    if Part.objects.owned().filter(initiative=initiative, party=party, hand=hand).exists():
        raise Refused(
            _("%(name)s står allerede som %(hand)s.")
            % {"name": party.name, "hand": str(hand.label).lower()}
        )
    if stands := insert(row):
        return stands
    history.note("join", initiative, by=by, at=at, changes={"part": ["", f"{party} ({hand})"]})
    return row


@transaction.atomic
def leave(*, part: Part, by: Actor, at: datetime) -> None:
    """Take a party off an initiative; that it stood there stays in history."""
    row = Part.objects.owned().select_related("initiative", "party").filter(pk=part.pk).first()
    if row is None:
        return
    initiative, told = row.initiative, f"{row.party} ({row.hand})"
    row.delete()
    history.note("leave", initiative, by=by, at=at, changes={"part": [told, ""]})
