"""Who sits in the association's own board, since when and until when; and what its statutes ask."""

from datetime import date
from typing import ClassVar, Self

from django.db import models

from favn.associations.choices import Seat
from favn.associations.choices.membership import MemberKind
from favn.kit import clock
from favn.kit.encryption import UnloggedTextField
from favn.kit.records import OwnedManager, OwnedQuerySet
from favn.people.organisations.keeping import Ends
from favn.people.organisations.models import OwnedRecord


class BoardTermQuerySet(OwnedQuerySet["BoardTerm"]):
    """Words about terms that chain like a sentence."""

    def on(self, day: date) -> Self:
        """Those that ran on a day; who leaves on a day sits no more that day."""
        runs = models.Q(left_on=None) | models.Q(left_on__gt=day)
        return self.filter(runs, since__lte=day)


class BoardTermManager(OwnedManager["BoardTerm"]):
    """The border, then the words above."""

    _queryset_class = BoardTermQuerySet  # type: ignore[assignment]

    def on(self, day: date) -> BoardTermQuerySet:
        """The present tenant's board on a day."""
        return self.owned().on(day)  # type: ignore[attr-defined, no-any-return]


class BoardTerm(OwnedRecord):
    """One seat held by one person from one day to another. It is ended, never written over."""

    seat = models.CharField(max_length=12, choices=Seat.choices)
    name = UnloggedTextField(default="")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    """The day they are up for election; None where the statutes give no end."""
    left_on = models.DateField(null=True, blank=True)
    left_because = models.CharField(max_length=200, blank=True)
    agreed_on = models.DateField(null=True, blank=True)
    """When they said yes to be named to everybody."""
    assembly = models.ForeignKey(
        "associations.Assembly", null=True, blank=True, on_delete=models.PROTECT,
        related_name="terms",
    )  # fmt: skip
    """The assembly that elected them; None for a change between two, and for an employee's seat."""
    version = models.PositiveIntegerField(default=1)

    objects: ClassVar[BoardTermManager] = BoardTermManager()

    class Meta(OwnedRecord.Meta):
        ordering = ["since", "seat"]
        indexes = [models.Index(fields=["organisation", "left_on"])]

    class Privacy:
        ordinary = (
            "id", "organisation", "seat", "since", "until", "left_on", "left_because", "agreed_on",
            "assembly", "version",
        )  # fmt: skip
        identifying = ("name",)
        kept = "10 years after they left the board, so that one can tell who signed"
        ends = Ends("left_on", months=120)

    def __str__(self) -> str:
        return str(self.get_seat_display())

    @property
    def called(self) -> str:
        """Their name; encrypted until asked for."""
        return str(self.name)

    @property
    def is_overdue(self) -> bool:
        """Whether the time they were elected for is over, and nobody was elected after them."""
        return self.left_on is None and self.until is not None and self.until < clock.today()


class Bylaws(OwnedRecord):
    """What the statutes say of assemblies and board, from the day they were adopted."""

    adopted_on = models.DateField()
    notice_days = models.PositiveSmallIntegerField(default=28)
    proposal_days = models.PositiveSmallIntegerField(default=14)
    paid_days = models.PositiveSmallIntegerField(default=0)
    """How many days before the assembly the fee must be paid."""
    member_days = models.PositiveSmallIntegerField(default=0)
    """How many days before the assembly one must have become a member."""
    voting_kinds = models.JSONField(default=list)
    proxies_each = models.PositiveSmallIntegerField(default=0)
    """How many others one voter may vote for; 0 where the statutes know no proxies."""
    board_least = models.PositiveSmallIntegerField(default=5)
    board_most = models.PositiveSmallIntegerField(default=9)
    term_years = models.PositiveSmallIntegerField(default=2)
    has_employee = models.BooleanField(default=False)
    written_at = models.DateTimeField()

    class Meta(OwnedRecord.Meta):
        ordering = ["-adopted_on"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "adopted_on"], name="bylaws_once")
        ]

    class Border:
        stays_inside = True

    class Privacy:
        ordinary = (
            "id", "organisation", "adopted_on", "notice_days", "proposal_days", "paid_days",
            "member_days", "voting_kinds", "proxies_each", "board_least", "board_most",
            "term_years", "has_employee", "written_at",
        )  # fmt: skip
        kept = "unlimited"

    def __str__(self) -> str:
        return f"{self.adopted_on}"

    @property
    def voters(self) -> list[str]:
        """Who may vote, in words."""
        return [str(MemberKind(key).label) for key in self.voting_kinds if key in MemberKind]
