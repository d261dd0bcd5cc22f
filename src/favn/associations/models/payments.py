"""Money that came: by a file from the payment provider, or written by hand."""

from django.db import models

from favn.associations.choices.membership import Means
from favn.kit.encryption import UnloggedTextField
from favn.people.organisations.models import OwnedRecord


class PaymentFile(OwnedRecord):
    """One file, read whole. It waits, is taken in one go, and can be taken back.

    `faults` is [[line, sentence]]; `notes` are sentences about the file.
    """

    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    notes = models.JSONField(default=list)
    faults = models.JSONField(default=list)
    read_at = models.DateTimeField()
    read_by = models.CharField(max_length=120)
    taken_at = models.DateTimeField(null=True, blank=True)
    taken_by = models.CharField(max_length=120, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta(OwnedRecord.Meta):
        ordering = ["-read_at"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "sha256"], name="payment_file_once")
        ]

    class Border:
        stays_inside = True

    class Privacy:
        ordinary = (
            "id", "organisation", "name", "sha256", "notes", "faults", "read_at", "taken_at",
            "undone_at",
        )  # fmt: skip
        identifying = ("read_by", "taken_by")
        kept = "5 years after the year"

    def __str__(self) -> str:
        return self.name


class Payment(OwnedRecord):
    """Some money on one day. It stands in the accounts once it is placed on a fee."""

    file = models.ForeignKey(
        PaymentFile, null=True, blank=True, on_delete=models.CASCADE, related_name="lines"
    )
    line = models.PositiveIntegerField(null=True, blank=True)
    means = models.CharField(max_length=6, choices=Means.choices)
    paid_on = models.DateField()
    amount = models.DecimalField(max_digits=8, decimal_places=2)
    currency = models.CharField(max_length=3)
    payer = UnloggedTextField(default="")
    message = UnloggedTextField(default="")
    sender = UnloggedTextField(default="")
    """The mail address or phone number that the provider told."""
    mark = models.CharField(max_length=64, blank=True)
    """Tells the same payment in two files; from the provider's own id where there is one."""
    fee = models.ForeignKey(
        "associations.Fee", null=True, blank=True, on_delete=models.PROTECT,
        related_name="payments",
    )  # fmt: skip
    placed_at = models.DateTimeField(null=True, blank=True)
    placed_by = models.CharField(max_length=120, blank=True)
    voided_at = models.DateTimeField(null=True, blank=True)
    void_because = UnloggedTextField(default="")

    class Meta(OwnedRecord.Meta):
        ordering = ["paid_on", "line"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "mark"], name="payment_mark_once",
                condition=models.Q(fee__isnull=False, voided_at=None) & ~models.Q(mark=""),
            )
        ]  # fmt: skip
        indexes = [models.Index(fields=["organisation", "fee"])]

    class Border:
        stays_inside = True

    class Privacy:
        ordinary = (
            "id", "organisation", "file", "line", "means", "paid_on", "amount", "currency", "fee",
            "placed_at", "voided_at",
        )  # fmt: skip
        identifying = ("payer", "message", "sender", "mark", "placed_by", "void_because")
        kept = "5 years after the year; the words about who paid go with the member"

    def __str__(self) -> str:
        return f"{self.paid_on} {self.amount}"

    @property
    def who_paid(self) -> str:
        """The name the provider told; encrypted until asked for."""
        return str(self.payer)

    @property
    def said(self) -> str:
        """What was written with the payment; encrypted until asked for."""
        return str(self.message)

    @property
    def reached_at(self) -> str:
        """The sender's address or number; encrypted until asked for."""
        return str(self.sender)
