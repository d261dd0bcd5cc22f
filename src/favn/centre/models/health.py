"""Health checks: who is on duty when, the half hours that are given away, and each check.

A check is a number with its topics; it outlives the person. Its words are a `Note` of the health
profession.
"""

from datetime import datetime, time, timedelta
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from favn.centre.choices import EVENING, HALF_HOUR, Booking, Complaint, Void
from favn.kit import clock
from favn.kit.encryption import EncryptedTextField, UnloggedTextField
from favn.people.accounts.models import Account
from favn.people.organisations.models import OwnedRecord
from favn.people.persons.choices import Tier
from favn.people.persons.models import Person


class Duty(OwnedRecord):
    """Somebody's hours on one day, in which half hours may be given away."""

    who = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    on = models.DateField(_("dag"))
    starts = models.TimeField(_("fra"))
    ends = models.TimeField(_("til"))
    with_volunteer = UnloggedTextField(_("sammen med"), default="")

    class Meta(OwnedRecord.Meta):
        ordering = ["on", "starts"]
        indexes = [models.Index(fields=["organisation", "on"])]

    class Border:
        stays_inside = True

    class Privacy:
        ordinary = ("id", "organisation", "on", "starts", "ends")
        identifying = ("who", "with_volunteer")
        kept = "24 months"

    def __str__(self) -> str:
        return f"{self.on} {self.starts:%H.%M}"

    @property
    def is_evening(self) -> bool:
        """Whether it begins in the evening."""
        return self.starts.hour >= EVENING

    def half_hours(self) -> list[time]:
        """The whole half hours of it, from the first on."""
        first = datetime.combine(self.on, self.starts)
        last = datetime.combine(self.on, self.ends) - timedelta(minutes=HALF_HOUR)
        number = int((last - first).total_seconds() // (HALF_HOUR * 60)) + 1
        return [(first + timedelta(minutes=HALF_HOUR * n)).time() for n in range(max(number, 0))]


class Appointment(OwnedRecord):
    """One half hour given to one person."""

    duty = models.ForeignKey(Duty, on_delete=models.PROTECT, related_name="appointments")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="appointments")
    starts = models.TimeField(_("klokken"))
    state = models.CharField(
        _("tilstand"), max_length=10, choices=Booking.choices, default=Booking.BOOKED
    )
    needs = EncryptedTextField(_("hvad det handler om"), default="")
    version = models.PositiveIntegerField(default=1)

    class Meta(OwnedRecord.Meta):
        ordering = ["duty__on", "starts"]
        indexes = [models.Index(fields=["organisation", "person"])]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "duty", "starts"],
                condition=~models.Q(state="cancelled"),
                name="half_hour_given_once",
            )
        ]

    class Border:
        stays_inside = True

    class Privacy:
        ordinary = ("id", "organisation", "duty", "starts", "state", "version")
        identifying = ("person",)
        sensitive = ("needs",)
        closed = ("needs",)
        writers = ("duty__who",)
        person = "person"
        busy: ClassVar[dict[str, Any]] = {"state": Booking.BOOKED, "duty__on__gte": clock.today}
        unsaid = ("version",)
        rows = _("Aftaler om sundhedstjek")
        kept = _("så længe personen er her")

    def __str__(self) -> str:
        return f"{self.starts:%H.%M} {self.state}"

    @property
    def about_persons(self) -> tuple[Any, ...]:
        """Whose record is read when an encrypted field is opened."""
        return (self.person_id,)


class HealthCheck(OwnedRecord):
    """One health check that was held, with its numbers."""

    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="health_checks"
    )
    by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    appointment = models.OneToOneField(
        Appointment, null=True, blank=True, on_delete=models.SET_NULL, related_name="check_held"
    )
    on = models.DateField(_("dag"))
    year = models.PositiveSmallIntegerField(editable=False)
    month = models.PositiveSmallIntegerField(editable=False)
    is_evening = models.BooleanField(_("om aftenen"), default=False)
    counted_as = models.UUIDField(null=True, editable=False)
    kept_until = models.DateField(_("gemmes efter loven til"), null=True, editable=False)
    voided_at = models.DateTimeField(_("taget ud"), null=True, blank=True)
    void = models.CharField(_("hvorfor taget ud"), max_length=10, choices=Void.choices, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta(OwnedRecord.Meta):
        ordering = ["-on"]
        indexes = [
            models.Index(fields=["organisation", "person"]),
            models.Index(fields=["organisation", "year", "month"]),
        ]

    class Border:
        stays_inside = True

    class Privacy:
        ordinary = (
            "id", "organisation", "on", "year", "month", "is_evening", "kept_until", "voided_at",
            "void", "version",
        )  # fmt: skip
        identifying = ("person", "by", "appointment", "counted_as")
        statistical: ClassVar[dict[str, str]] = {
            "evening": "is_evening", "person": "counted_as"
        }  # fmt: skip
        counted: ClassVar[dict[str, Any]] = {"voided_at": None}
        person = "person"
        tier = Tier.CASE
        counted_as = "counted_as"
        erased: ClassVar[dict[str, Any]] = {
            "person": None, "by": None, "appointment": None, "kept_until": None,
        }  # fmt: skip
        holds = "kept_until"
        unsaid = ("counted_as", "year", "month", "version")
        rows = _("Sundhedstjek")
        kept = _("5 år efter sidste notat (hos en læge 10), derefter kun som et tal")

    def __str__(self) -> str:
        return f"{self.on}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Year and month follow the day; they are stored because figures group by them."""
        self.year, self.month = self.on.year, self.on.month
        super().save(*args, **kwargs)


class HealthTopic(OwnedRecord):
    """One topic of one health check."""

    held = models.ForeignKey(HealthCheck, on_delete=models.CASCADE, related_name="topics")
    topic = models.CharField(_("emne"), max_length=10, choices=Complaint.choices)
    year = models.PositiveSmallIntegerField(editable=False)
    month = models.PositiveSmallIntegerField(editable=False)

    class Meta(OwnedRecord.Meta):
        ordering = ["topic"]
        indexes = [models.Index(fields=["organisation", "year", "month"])]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "held", "topic"], name="health_topic_once"
            )
        ]

    class Border:
        stays_inside = True

    class Privacy:
        ordinary = ("id", "organisation", "year", "month")
        identifying = ("held",)
        sensitive = ("topic",)
        statistical: ClassVar[dict[str, str]] = {"topic": "topic"}
        labels: ClassVar[dict[str, Any]] = {"topic": Complaint}
        counted: ClassVar[dict[str, Any]] = {"held__voided_at": None}
        closed = ("topic",)
        writers = ("held__by",)
        person = "held__person"
        holds = "held__kept_until"
        tier = Tier.CASE
        erased: ClassVar[dict[str, Any]] = {}
        unsaid = ("year", "month")
        rows = _("Emner i sundhedstjek")
        kept = _("så længe sundhedstjekket er her")

    def __str__(self) -> str:
        return self.topic
