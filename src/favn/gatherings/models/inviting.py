"""Who is invited by name, what they answered, and the kind call to those who did not come."""

from datetime import datetime
from uuid import UUID

from django.db import models
from django.utils.translation import gettext as _

from favn.gatherings.choices import Answer, Help, Reached
from favn.gatherings.models.events import Gathering, Meeting
from favn.gatherings.models.signups import SignUp
from favn.kit.encryption import UnloggedTextField
from favn.people.organisations.models import Organisation, OwnedRecord


class Invitation(OwnedRecord):
    """One party or person is asked; a link of their own holds the answer."""

    gathering = models.ForeignKey(Gathering, on_delete=models.PROTECT, related_name="invitations")
    party = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    name = UnloggedTextField(default="")
    sent_to = UnloggedTextField(default="")
    phone = UnloggedTextField(default="")
    code_hash = models.CharField(max_length=64)
    invited_at = models.DateTimeField()
    invited_by = models.CharField(max_length=120)
    answer = models.CharField(max_length=10, choices=Answer.choices, blank=True)
    who_comes = UnloggedTextField(default="")
    persons = models.PositiveSmallIntegerField(default=0)
    answered_at = models.DateTimeField(null=True, blank=True)
    signup = models.OneToOneField(
        SignUp, null=True, blank=True, on_delete=models.PROTECT, related_name="invitation"
    )
    """The seats that a yes took."""
    nudged_at = models.DateTimeField(null=True, blank=True)
    erased_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta(OwnedRecord.Meta):
        ordering = ["invited_at"]
        indexes = [models.Index(fields=["organisation", "code_hash"])]

    class Border:
        stays_inside = True

    class Privacy:
        ordinary = (
            "id", "organisation", "gathering", "party", "code_hash", "invited_at", "answer",
            "persons", "answered_at", "nudged_at", "erased_at", "version",
        )  # fmt: skip
        identifying = ("name", "sent_to", "phone", "invited_by", "who_comes", "signup")
        kept = "14 days after the last meeting, then party and answer"

    def __str__(self) -> str:
        return f"{self.gathering_id} {self.party_id}"

    @property
    def shown_name(self) -> str:
        """The party, or the person."""
        return self.party.name if self.party else self.name or _("(slettet)")

    @property
    def actor_id(self) -> UUID:
        """Whose key history keeps."""
        return self.id

    @property
    def actor_label(self) -> str:
        """What history calls whoever answers by the link."""
        return _("Den inviterede selv")


class FollowUp(OwnedRecord):
    """Somebody was expected and did not come: who calls, by when, and how the call went."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="follow_ups")
    signup = models.ForeignKey(
        SignUp, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    invitation = models.ForeignKey(
        Invitation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    party = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    due_on = models.DateField()
    who = UnloggedTextField()
    """Who has promised to call."""
    reached = models.CharField(max_length=10, choices=Reached.choices, blank=True)
    said = UnloggedTextField(default="")
    offered = models.CharField(max_length=10, choices=Help.choices, blank=True)
    offered_text = UnloggedTextField(default="")
    called_at = models.DateTimeField(null=True, blank=True)
    called_by = models.CharField(max_length=120, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    done_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta(OwnedRecord.Meta):
        ordering = ["due_on"]
        indexes = [models.Index(fields=["organisation", "done_at", "due_on"])]

    class Border:
        stays_inside = True

    class Privacy:
        ordinary = (
            "id", "organisation", "meeting", "invitation", "party", "due_on", "reached", "offered",
            "called_at", "tries", "done_at", "version",
        )  # fmt: skip
        identifying = ("signup", "who", "said", "offered_text", "called_by")
        kept = "12 months, then the party and how the call went"

    def __str__(self) -> str:
        return f"{self.meeting_id} {self.due_on}"

    @property
    def whom(self) -> str:
        """Whom to call."""
        if self.party:
            return self.party.name
        row = self.invitation or self.signup
        return row.shown_name if row else _("(slettet)")

    @property
    def contact(self) -> str:
        """Where they are reached."""
        if self.signup and self.signup.contact:
            return str(self.signup.contact)
        row = self.invitation
        return str(row.phone or row.sent_to) if row else ""

    def is_late_at(self, moment: datetime) -> bool:
        """Whether the day has passed without a call that was brought to an end."""
        return self.done_at is None and self.due_on < moment.date()
