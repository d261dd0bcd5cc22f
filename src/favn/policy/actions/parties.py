"""Partners, suppliers, companies and those who get support: who joins in, and who withdraws."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from favn.kit import history
from favn.kit.history import Actor
from favn.kit.refusals import Refused, insert, must, standing
from favn.kit.tenancy import current
from favn.people.organisations.models import Organisation
from favn.policy.choices import Hand
from favn.policy.models import Initiative, Part
from favn.policy.rules import parties


@transaction.atomic
def join_in(
    *,
    id: UUID,
    initiative: Initiative,
    party: Organisation,
    hand: Hand,
    by: Actor,
    at: datetime,
    since: date | None = None,
) -> Part:
    """A party takes part in an initiative, once per `id`; `since` where the day is known.

    Raises Refused where it already does, or where the day cannot be, and Taken.
    """
    row = Part(id=id, organisation_id=current(), initiative=initiative, party=party, hand=hand)
    row.since = since
    if stands := standing(row):
        return stands
    must(parties.why_not_since(since, at.date(), initiative.plan.first_year))
    if _live(row).exists():
        raise Refused(
            _("%(name)s står allerede som %(hand)s.")
            % {"name": party.name, "hand": str(hand.label).lower()}
        )
    if stands := insert(row):
        return stands
    history.note("join", initiative, by=by, at=at, changes={"part": ["", f"{party} ({hand})"]})
    return row


@transaction.atomic
def withdraw_part(*, part: Part, on: date, why: str, by: Actor, at: datetime) -> Part:
    """A party withdraws; it stays, with day and reason, so that it can be counted.

    Withdrawn twice is withdrawn once. Raises Refused.
    """
    row = _locked(part)
    if row is None or row.left_on:
        return part
    must(parties.why_not_withdraw(row.since, on, at.date()))
    row.left_on, row.why = on, why
    row.save(update_fields=["left_on", "why"])
    changes = {"left_on": ["", str(on)], "part": [f"{row.party} ({row.hand})", ""]}
    history.note("withdraw-part", row.initiative, by=by, at=at, changes=changes, reason=why)
    return row


@transaction.atomic
def come_back(*, part: Part, by: Actor, at: datetime) -> Part:
    """The withdrawal was a mistake: it never left. Raises Refused where it has joined again."""
    row = _locked(part)
    if row is None or not row.left_on:
        return part
    must(parties.why_not_back(_live(row).exists()))
    left, row.left_on, row.why = str(row.left_on), None, ""
    row.save(update_fields=["left_on", "why"])
    history.note("join", row.initiative, by=by, at=at, changes={"left_on": [left, ""]})
    return row


@transaction.atomic
def leave(*, part: Part, by: Actor, at: datetime) -> None:
    """Take off a party that was written by a mistake; that it stood there stays in history."""
    row = _locked(part)
    if row is None:
        return
    initiative, told = row.initiative, f"{row.party} ({row.hand})"
    row.delete()
    history.note("leave", initiative, by=by, at=at, changes={"part": [told, ""]})


def _locked(part: Part) -> Part | None:
    rows = Part.objects.owned().select_for_update(of=("self",))
    return rows.select_related("initiative", "party").filter(pk=part.pk).first()


def _live(row: Part) -> QuerySet[Part]:
    """The same party's part that stands now."""
    same = Part.objects.owned().filter(initiative=row.initiative, party=row.party, hand=row.hand)
    return same.filter(left_on=None).exclude(pk=row.pk)
