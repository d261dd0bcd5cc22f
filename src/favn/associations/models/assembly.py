"""A general assembly: when, its agenda, who may vote, what was voted, and the minutes."""

from datetime import date, timedelta

from django.db import models
from django.utils.timezone import localtime

from favn.associations.choices import Seat
from favn.associations.choices.membership import STAGE_LOOKS, ItemKind, Outcome, Stage
from favn.associations.models.board import Bylaws
from favn.associations.models.members import Member
from favn.kit.encryption import UnloggedTextField
from favn.people.accounts.mail import Carried
from favn.people.organisations.keeping import Ends
from favn.people.organisations.models import OwnedRecord


class Assembly(OwnedRecord):
    """One assembly. The statutes that hold for it are those it was called under."""

    title = models.CharField(max_length=120)
    starts_at = models.DateTimeField()
    place = models.CharField(max_length=200)
    is_extraordinary = models.BooleanField(default=False)
    bylaws = models.ForeignKey(Bylaws, on_delete=models.PROTECT, related_name="+")
    stage = models.CharField(max_length=10, choices=Stage.choices, default=Stage.PLANNED)
    called_at = models.DateTimeField(null=True, blank=True)
    called_late = models.BooleanField(default=False)
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    led_by = UnloggedTextField(default="")
    written_by = UnloggedTextField(default="")
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.CharField(max_length=120, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta(OwnedRecord.Meta):
        ordering = ["-starts_at"]

    class Border:
        stays_inside = True

    class Privacy:
        ordinary = (
            "id", "organisation", "title", "starts_at", "place", "is_extraordinary", "bylaws",
            "stage", "called_at", "called_late", "opened_at", "closed_at", "approved_at", "version",
        )  # fmt: skip
        identifying = ("led_by", "written_by", "approved_by")
        kept = "unlimited: the minutes of an association"

    def __str__(self) -> str:
        return self.title

    @property
    def on(self) -> date:
        """The local day it is held."""
        return localtime(self.starts_at).date()

    @property
    def look(self) -> str:
        """How its stage is marked beside its word."""
        return STAGE_LOOKS[Stage(self.stage)]

    @property
    def last_notice(self) -> date:
        """The last day it may be called."""
        return self.on - timedelta(days=self.bylaws.notice_days)

    @property
    def last_proposal(self) -> date:
        """The last day a proposal may come in."""
        return self.on - timedelta(days=self.bylaws.proposal_days)

    @property
    def paid_by(self) -> date:
        """The last day a fee may be paid and still give a vote."""
        return self.on - timedelta(days=self.bylaws.paid_days)

    @property
    def listed_late(self) -> bool:
        """Whether the list of voters was frozen after the day of the meeting."""
        return self.opened_at is not None and localtime(self.opened_at).date() > self.on

    @property
    def leader(self) -> str:
        """Who led the meeting; encrypted until asked for."""
        return str(self.led_by)

    @property
    def writer(self) -> str:
        """Who wrote the minutes; encrypted until asked for."""
        return str(self.written_by)


class AgendaItem(OwnedRecord):
    """One numbered item: what it asks, what was said, and what was voted."""

    assembly = models.ForeignKey(Assembly, on_delete=models.PROTECT, related_name="items")
    number = models.PositiveSmallIntegerField()
    """Its place on the agenda; 0 for a proposal that came too late to be on it."""
    kind = models.CharField(max_length=10, choices=ItemKind.choices)
    title = models.CharField(max_length=160)
    text = models.TextField(blank=True)
    seat = models.CharField(max_length=12, choices=Seat.choices, blank=True)
    seats = models.PositiveSmallIntegerField(default=1)
    proposed_by = UnloggedTextField(default="")
    received_on = models.DateField(null=True, blank=True)
    minutes = models.TextField(blank=True)
    voters = models.PositiveIntegerField(null=True, blank=True)
    """Votes in the room when it was voted on, proxies too."""
    votes_for = models.PositiveIntegerField(null=True, blank=True)
    votes_against = models.PositiveIntegerField(null=True, blank=True)
    votes_blank = models.PositiveIntegerField(null=True, blank=True)
    verdict = models.CharField(max_length=10, choices=Outcome.choices, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta(OwnedRecord.Meta):
        ordering = ["number", "received_on"]
        indexes = [models.Index(fields=["organisation", "assembly", "number"])]

    class Border:
        stays_inside = True

    class Privacy:
        ordinary = (
            "id", "organisation", "assembly", "number", "kind", "title", "text", "seat", "seats",
            "received_on", "minutes", "voters", "votes_for", "votes_against", "votes_blank",
            "verdict", "version",
        )  # fmt: skip
        identifying = ("proposed_by",)
        kept = "unlimited: the minutes of an association"

    def __str__(self) -> str:
        return f"{self.number}. {self.title}" if self.number else self.title

    @property
    def proposer(self) -> str:
        """Who sent the proposal in; encrypted until asked for."""
        return str(self.proposed_by)

    @property
    def is_voted(self) -> bool:
        """Whether it asks for votes for and against."""
        return self.kind in (ItemKind.VOTE, ItemKind.STATUTES)

    @property
    def is_election(self) -> bool:
        """Whether somebody is elected."""
        return self.kind == ItemKind.ELECTION


class Candidate(OwnedRecord):
    """Somebody who stands for a seat, the votes they got, and whether they were elected."""

    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="candidates")
    name = UnloggedTextField()
    votes = models.PositiveIntegerField(null=True, blank=True)
    is_elected = models.BooleanField(default=False)

    class Meta(OwnedRecord.Meta):
        ordering = ["-is_elected", "-votes"]
        indexes = [models.Index(fields=["organisation", "item"])]

    class Border:
        stays_inside = True

    class Privacy:
        ordinary = ("id", "organisation", "item", "votes", "is_elected")
        identifying = ("name",)
        kept = "unlimited: the minutes of an association"

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def called(self) -> str:
        """Their name; encrypted until asked for."""
        return str(self.name)


class Voter(OwnedRecord):
    """One member on the list of those who may vote, as it was frozen when the assembly began."""

    assembly = models.ForeignKey(Assembly, on_delete=models.PROTECT, related_name="voters")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    came_at = models.DateTimeField(null=True, blank=True)
    went_at = models.DateTimeField(null=True, blank=True)
    proxy = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="votes_for"
    )
    """Who votes for them while they are away."""

    class Meta(OwnedRecord.Meta):
        ordering = ["member__number"]
        constraints = [
            models.UniqueConstraint(fields=["assembly", "member"], name="voter_once"),
        ]

    class Border:
        stays_inside = True

    class Privacy:
        ordinary = ("id", "organisation", "assembly", "came_at", "went_at")
        identifying = ("member", "proxy")
        kept = "5 years after the assembly; the number who voted stands in the minutes"
        ends = Ends("assembly__starts_at", months=60)

    def __str__(self) -> str:
        return str(self.member_id)

    @property
    def is_here(self) -> bool:
        """Whether they are in the room."""
        return self.came_at is not None and self.went_at is None


class Notice(Carried):
    """The notice of an assembly to one member: by mail, or somebody must bring it on paper."""

    assembly = models.ForeignKey(Assembly, on_delete=models.CASCADE, related_name="notices")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")

    class Meta(Carried.Meta):
        ordering = ["member__number"]
        constraints = [
            models.UniqueConstraint(fields=["assembly", "member"], name="noticed_once"),
        ]

    class Border:
        stays_inside = True

    class Privacy:
        ordinary = ("id", "organisation", "assembly", "mail", "reached")
        identifying = ("member",)
        kept = "5 years after the assembly"
        ends = Ends("assembly__starts_at", months=60)

    def __str__(self) -> str:
        return f"{self.member_id} {self.reached}"
