"""Invitations with their answers, and the calls that are owed."""

from uuid import UUID

from django.db.models import QuerySet

from favn.gatherings.models import FollowUp, Gathering, Invitation
from favn.people.organisations.models import Organisation

NEEDS = ("party", "gathering__host", "gathering__kind", "signup")


def invitations_of(gathering: Gathering) -> list[Invitation]:
    """Everybody invited to a gathering, by name."""
    rows = Invitation.objects.owned().filter(gathering=gathering).select_related("party", "signup")
    return sorted(rows, key=lambda row: row.shown_name.casefold())


def invitations_to(party: Organisation) -> list[Invitation]:
    """Everything a party was invited to, newest first. For floors above."""
    rows = Invitation.objects.owned().filter(party=party).select_related(*NEEDS)
    return list(rows.order_by("-invited_at"))


def unanswered(gathering: Gathering) -> list[Invitation]:
    """Who has not said yes, no or maybe."""
    return [row for row in invitations_of(gathering) if not row.answer]


def _calls() -> QuerySet[FollowUp]:
    return FollowUp.objects.owned().select_related(
        "meeting__gathering", "signup", "invitation__party", "party"
    )


def calls(*, is_done: bool = False) -> QuerySet[FollowUp]:
    """The organisation's kind calls: those owed, the oldest first; or those done, newest first."""
    rows = _calls()
    if is_done:
        return rows.exclude(done_at=None).order_by("-done_at", "pk")
    return rows.filter(done_at=None).order_by("due_on", "pk")


def follow_up_with(pk: UUID) -> FollowUp | None:
    """One call."""
    return _calls().filter(pk=pk).first()
