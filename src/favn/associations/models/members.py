"""The association's own members, what they owe for a year, and the money that came.

A member is no guest and no client: the register stands apart from the register of persons, and
nothing links the two. Names and ways to reach people are encrypted.
"""

from datetime import date
from decimal import Decimal
from typing import ClassVar, Self

from django.db import models

from favn.associations.choices.membership import (
    FEE_LOOKS,
    SETTLED,
    FeeLetterKind,
    FeeState,
    LeftBecause,
    MemberKind,
    Origin,
)
from favn.associations.models.payments import Payment
from favn.associations.rules.fees import state_of
from favn.associations.rules.references import spaced
from favn.kit.encryption import UnloggedTextField
from favn.kit.records import OwnedManager, OwnedQuerySet
from favn.people.accounts.mail import Carried
from favn.people.organisations.keeping import Ends
from favn.people.organisations.models import OwnedRecord


class MemberQuerySet(OwnedQuerySet["Member"]):
    """Words about members that chain like a sentence."""

    def known(self) -> Self:
        """Without those that were erased."""
        return self.filter(erased_at=None)

    def living(self) -> Self:
        """Those who have not left."""
        return self.known().filter(left_on=None)

    def on(self, day: date) -> Self:
        """Those who were members on a day."""
        stays = models.Q(left_on=None) | models.Q(left_on__gt=day)
        return self.known().filter(stays, joined_on__lte=day)


class MemberManager(OwnedManager["Member"]):
    """The border, then the words above."""

    _queryset_class = MemberQuerySet  # type: ignore[assignment]

    def known(self) -> MemberQuerySet:
        """The present tenant's members who were not erased."""
        return self.owned().known()  # type: ignore[attr-defined, no-any-return]


class Member(OwnedRecord):
    """One member. After erasure only the number is left, for the payments that law keeps."""

    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=12, choices=MemberKind.choices)
    name = UnloggedTextField(default="")
    email = UnloggedTextField(default="")
    phone = UnloggedTextField(default="")
    origin = models.CharField(max_length=8, choices=Origin.choices)
    joined_on = models.DateField()
    agreed_at = models.DateTimeField(null=True, blank=True)
    """When they said yes to stand in the register."""
    news = models.BooleanField(default=False)
    """Whether they also want to be written to about other things than the fee and the assembly."""
    left_on = models.DateField(null=True, blank=True)
    left_because = models.CharField(max_length=10, choices=LeftBecause.choices, blank=True)
    erased_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects: ClassVar[MemberManager] = MemberManager()

    class Meta(OwnedRecord.Meta):
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "number"], name="member_number_once")
        ]
        indexes = [models.Index(fields=["organisation", "left_on"])]

    class Border:
        stays_inside = True

    class Privacy:
        ordinary = (
            "id", "organisation", "number", "kind", "origin", "joined_on", "agreed_at", "news",
            "left_on", "left_because", "erased_at", "version",
        )  # fmt: skip
        identifying = ("name", "email", "phone")
        kept = "5 years after they left, for the accounts; name and ways to reach them 1 year"
        ends = Ends("left_on", months=60)

    def __str__(self) -> str:
        return str(self.number)

    @property
    def called(self) -> str:
        """Their name; encrypted until asked for."""
        return str(self.name)

    @property
    def mail(self) -> str:
        """Their mail address; encrypted until asked for."""
        return str(self.email)

    @property
    def telephone(self) -> str:
        """Their phone number; encrypted until asked for."""
        return str(self.phone)


class FeeYear(OwnedRecord):
    """What one year's membership costs, and how it is paid."""

    year = models.PositiveSmallIntegerField()
    amount = models.DecimalField(max_digits=8, decimal_places=2)
    currency = models.CharField(max_length=3, default="DKK")
    due_on = models.DateField()
    how = models.CharField(max_length=300)
    """Where one pays, in a sentence, such as the number of a payment service."""
    opened_at = models.DateTimeField()

    class Meta(OwnedRecord.Meta):
        ordering = ["-year"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "year"], name="fee_year_once")
        ]

    class Privacy:
        ordinary = (
            "id", "organisation", "year", "amount", "currency", "due_on", "how", "opened_at",
        )  # fmt: skip
        kept = "5 years after the year"

    def __str__(self) -> str:
        return str(self.year)


class Fee(OwnedRecord):
    """What one member owes for one year, under a reference that is theirs alone."""

    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="fees")
    year = models.ForeignKey(FeeYear, on_delete=models.PROTECT, related_name="fees")
    reference = models.CharField(max_length=10)
    amount = models.DecimalField(max_digits=8, decimal_places=2)
    charged_at = models.DateTimeField()
    waived_at = models.DateTimeField(null=True, blank=True)
    waived_because = UnloggedTextField(default="")

    class Meta(OwnedRecord.Meta):
        ordering = ["member__number"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "member", "year"], name="fee_once"),
            models.UniqueConstraint(fields=["organisation", "reference"], name="reference_once"),
        ]

    class Border:
        stays_inside = True

    class Privacy:
        ordinary = (
            "id", "organisation", "member", "year", "reference", "amount", "charged_at",
            "waived_at",
        )  # fmt: skip
        identifying = ("waived_because",)
        kept = "5 years after the year"

    def __str__(self) -> str:
        return self.reference

    @property
    def in_words(self) -> str:
        """The reference as it is printed."""
        return spaced(self.reference)

    @property
    def standing(self) -> list[Payment]:
        """The payments that count; read with `prefetch_related("payments")`."""
        return [one for one in self.payments.all() if one.voided_at is None]

    @property
    def paid(self) -> Decimal:
        """What came in."""
        return sum((one.amount for one in self.standing), Decimal(0))

    @property
    def missing(self) -> Decimal:
        """What is still owed, never below zero."""
        return Decimal(0) if self.waived_at else max(Decimal(0), self.amount - self.paid)

    @property
    def state(self) -> FeeState:
        """How far it is paid."""
        amounts = (one.amount for one in self.standing)
        return state_of(self.amount, amounts, is_waived=self.waived_at is not None)

    @property
    def look(self) -> str:
        """How its state is marked beside its word."""
        return FEE_LOOKS[self.state]

    @property
    def is_settled(self) -> bool:
        """Whether nothing is owed."""
        return self.state in SETTLED


class FeeLetter(Carried):
    """A member was written to about a fee, or could not be."""

    fee = models.ForeignKey(Fee, on_delete=models.CASCADE, related_name="letters")
    kind = models.CharField(max_length=10, choices=FeeLetterKind.choices)
    press = models.UUIDField()
    """The form's id: the same form again writes to nobody twice."""
    at = models.DateTimeField()
    by = models.CharField(max_length=120)

    class Meta(Carried.Meta):
        ordering = ["-at"]
        constraints = [models.UniqueConstraint(fields=["fee", "press"], name="fee_letter_once")]

    class Border:
        stays_inside = True

    class Privacy:
        ordinary = ("id", "organisation", "fee", "kind", "press", "mail", "reached", "at")
        identifying = ("by",)
        kept = "5 years after the year"

    def __str__(self) -> str:
        return f"{self.kind} {self.at:%Y-%m-%d}"


class FormTry(OwnedRecord):
    """A form for everybody was sent; of the address only a keyed hash stays for an hour."""

    form = models.CharField(max_length=10)
    bucket = models.CharField(max_length=32)
    at = models.DateTimeField()

    class Meta(OwnedRecord.Meta):
        indexes = [models.Index(fields=["organisation", "at"])]

    class Border:
        stays_inside = True

    class Privacy:
        ordinary = ("id", "organisation", "form", "at")
        identifying = ("bucket",)
        kept = "1 hour"
        ends = Ends("at", hours=1)

    def __str__(self) -> str:
        return f"{self.at:%H:%M}"
