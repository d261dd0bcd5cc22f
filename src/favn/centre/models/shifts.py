"""Shifts: the rota that repeats, each shift, who stands on it, who asks whom, and the hours.

A shift of the rota exists from the day somebody touches it; until then the rota promises it, and
its id is the same for everybody. Hours are a logbook: corrected with history, never silently.
"""

import uuid
from datetime import date
from typing import Any, ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from favn.centre.choices import Asking, Holds, Uncounted, Written
from favn.centre.models.timetable import Slot
from favn.centre.models.volunteers import Volunteer, VolunteerRole
from favn.centre.rules.shifts import hours_words
from favn.kit import clock
from favn.kit.encryption import UnloggedTextField
from favn.people.accounts.posting import Posted
from favn.people.organisations.models import OwnedRecord
from favn.people.persons.models import Person


class Rota(OwnedRecord):
    """A shift that comes again every week; with a slot it follows that session's exceptions."""

    role = models.ForeignKey(VolunteerRole, on_delete=models.PROTECT, related_name="rotas")
    slot = models.ForeignKey(
        Slot, null=True, blank=True, on_delete=models.PROTECT, related_name="rotas"
    )
    weekday = models.PositiveSmallIntegerField(
        validators=[MinValueValidator(1), MaxValueValidator(7)]
    )
    starts = models.TimeField()
    ends = models.TimeField()
    places = models.PositiveSmallIntegerField(default=1)
    first_on = models.DateField()
    last_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta(OwnedRecord.Meta):
        ordering = ["weekday", "starts"]

    class Privacy:
        ordinary = (
            "id", "organisation", "role", "slot", "weekday", "starts", "ends", "places", "first_on",
            "last_on", "version",
        )  # fmt: skip
        kept = "unlimited"

    def __str__(self) -> str:
        return f"{self.role} {self.weekday} {self.starts:%H.%M}"

    @property
    def weekday_name(self) -> str:
        """The day of the week in words."""
        return str(WEEKDAYS[self.weekday - 1])

    def shift_id(self, on: date) -> uuid.UUID:
        """The id of its shift on a day, the same whoever asks."""
        return uuid.uuid5(self.pk, on.isoformat())

    def meets_on(self, on: date) -> bool:
        """Whether it promises a shift that day."""
        is_over = self.last_on is not None and self.last_on < on
        return self.weekday == on.isoweekday() and self.first_on <= on and not is_over


class Shift(OwnedRecord):
    """One shift on one day; `note` is what its volunteers read where it is called off."""

    role = models.ForeignKey(VolunteerRole, on_delete=models.PROTECT, related_name="shifts")
    rota = models.ForeignKey(
        Rota, null=True, blank=True, on_delete=models.PROTECT, related_name="shifts"
    )
    on = models.DateField()
    starts = models.TimeField()
    ends = models.TimeField()
    places = models.PositiveSmallIntegerField(default=1)
    off_at = models.DateTimeField(null=True, blank=True)
    note = UnloggedTextField(default="")
    """Sealed: why a shift falls away is often that somebody is ill."""
    sequence = models.PositiveSmallIntegerField(default=0)
    """Grows with each change, so that whoever saw an older one is told so."""

    class Meta(OwnedRecord.Meta):
        ordering = ["on", "starts"]
        indexes = [models.Index(fields=["organisation", "on"])]

    class Privacy:
        ordinary = (
            "id", "organisation", "role", "rota", "on", "starts", "ends", "places", "off_at",
            "sequence",
        )  # fmt: skip
        sensitive = ("note",)
        kept = "unlimited"

    def __str__(self) -> str:
        return f"{self.on} {self.starts:%H.%M}"

    def seat_id(self, volunteer: Volunteer) -> uuid.UUID:
        """The id of one volunteer's place on it."""
        return uuid.uuid5(self.pk, volunteer.pk.hex)

    @property
    def minutes(self) -> int:
        """How long it lasts."""
        return (self.ends.hour - self.starts.hour) * 60 + self.ends.minute - self.starts.minute


class Regular(OwnedRecord):
    """A volunteer who has a shift of the rota every week, from a day to a day."""

    rota = models.ForeignKey(Rota, on_delete=models.CASCADE, related_name="regulars")
    volunteer = models.ForeignKey(Volunteer, on_delete=models.CASCADE, related_name="regular")
    first_on = models.DateField(_("fra"))
    last_on = models.DateField(_("til"), null=True, blank=True)

    class Meta(OwnedRecord.Meta):
        ordering = ["first_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["rota", "volunteer"], condition=Q(last_on=None), name="regular_once"
            )
        ]

    class Border:
        stays_inside = True

    class Privacy:
        ordinary = ("id", "organisation", "rota", "first_on", "last_on")
        identifying = ("volunteer",)
        person = "volunteer__person"
        busy: ClassVar[dict[str, Any]] = {"last_on": None, "rota__last_on": None}
        rows = _("Frivillig: faste vagter")
        kept = _("så længe man er frivillig, og 12 måneder efter")

    def __str__(self) -> str:
        return f"{self.rota_id} {self.first_on}"

    def covers(self, on: date) -> bool:
        """Whether they have the shift that day."""
        return self.first_on <= on and (self.last_on is None or on <= self.last_on)


class Seat(OwnedRecord):
    """What one volunteer said about one shift; the last word stands."""

    shift = models.ForeignKey(Shift, on_delete=models.CASCADE, related_name="seats")
    volunteer = models.ForeignKey(Volunteer, on_delete=models.CASCADE, related_name="seats")
    holds = models.CharField(_("svar"), max_length=6, choices=Holds.choices, default=Holds.HAS)
    said_at = models.DateTimeField(_("hvornår"), null=True, blank=True)

    class Meta(OwnedRecord.Meta):
        ordering = ["said_at"]
        indexes = [models.Index(fields=["organisation", "shift"])]

    class Border:
        stays_inside = True

    class Privacy:
        ordinary = ("id", "organisation", "shift", "holds", "said_at")
        identifying = ("volunteer",)
        person = "volunteer__person"
        busy: ClassVar[dict[str, Any]] = {
            "holds": Holds.HAS, "shift__on__gte": clock.today, "shift__off_at": None,
        }  # fmt: skip
        rows = _("Frivillig: vagter")
        kept = _("så længe man er frivillig, og 12 måneder efter")

    def __str__(self) -> str:
        return f"{self.shift_id} {self.holds}"


class Call(OwnedRecord):
    """Others are asked to take a shift: instead of whoever has it, or where a place is empty.

    The first who says yes has it.
    """

    shift = models.ForeignKey(Shift, on_delete=models.CASCADE, related_name="calls")
    giver = models.ForeignKey(
        Volunteer, null=True, blank=True, on_delete=models.CASCADE, related_name="asked"
    )
    """Whose place it is; nobody's where the place is empty."""
    state = models.CharField(
        _("tilstand"), max_length=8, choices=Asking.choices, default=Asking.OPEN
    )
    asked_at = models.DateTimeField(_("spurgt"))
    taker = models.ForeignKey(
        Volunteer, null=True, blank=True, on_delete=models.SET_NULL, related_name="answered"
    )
    settled_at = models.DateTimeField(_("afgjort"), null=True, blank=True)

    class Meta(OwnedRecord.Meta):
        ordering = ["asked_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["shift"], condition=Q(state="open", giver=None), name="call_open_once"
            ),
            models.UniqueConstraint(
                fields=["shift", "giver"],
                condition=Q(state="open") & ~Q(giver=None),
                name="swap_open_once",
            ),
        ]
        indexes = [models.Index(fields=["organisation", "state"])]

    class Border:
        stays_inside = True

    class Privacy:
        ordinary = ("id", "organisation", "shift", "state", "asked_at", "settled_at")
        identifying = ("giver", "taker")
        person = ("giver__person", "taker__person")
        rows = _("Frivillig: bytte af vagter")
        kept = _("så længe man er frivillig, og 12 måneder efter")

    def __str__(self) -> str:
        return f"{self.shift_id} {self.state}"


class Trade(OwnedRecord):
    """Somebody takes the shift they are asked about, if the giver takes one of theirs instead.

    It is a yes that waits for the giver's own; with it both shifts change hands at once.
    """

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="trades")
    offerer = models.ForeignKey(Volunteer, on_delete=models.CASCADE, related_name="trades")
    back = models.ForeignKey(Shift, on_delete=models.CASCADE, related_name="+")
    """The shift of the offerer that the giver would take."""
    state = models.CharField(
        _("tilstand"), max_length=8, choices=Asking.choices, default=Asking.OPEN
    )
    offered_at = models.DateTimeField(_("tilbudt"))
    settled_at = models.DateTimeField(_("afgjort"), null=True, blank=True)

    class Meta(OwnedRecord.Meta):
        ordering = ["offered_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["call", "offerer", "back"],
                condition=Q(state="open"),
                name="trade_open_once",
            )
        ]

    class Border:
        stays_inside = True

    class Privacy:
        ordinary = ("id", "organisation", "call", "back", "state", "offered_at", "settled_at")
        identifying = ("offerer",)
        person = "offerer__person"
        rows = _("Frivillig: tilbud om at bytte vagt")
        kept = _("så længe man er frivillig, og 12 måneder efter")

    def __str__(self) -> str:
        return f"{self.call_id} {self.state}"


class Hours(OwnedRecord):
    """The time one volunteer gave on one day in one role; corrected, never silently edited."""

    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="volunteer_hours"
    )
    role = models.ForeignKey(VolunteerRole, on_delete=models.PROTECT, related_name="hours")
    shift = models.ForeignKey(
        Shift, null=True, blank=True, on_delete=models.SET_NULL, related_name="hours"
    )
    """Empty where it was written by hand."""
    on = models.DateField(_("dag"))
    year = models.PositiveSmallIntegerField(editable=False)
    month = models.PositiveSmallIntegerField(editable=False)
    minutes = models.PositiveSmallIntegerField(_("minutter"))
    counted_as = models.UUIDField(null=True, editable=False)
    voided_at = models.DateTimeField(null=True, blank=True)
    void = models.CharField(_("tæller ikke"), max_length=8, choices=Uncounted.choices, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta(OwnedRecord.Meta):
        ordering = ["-on"]
        indexes = [
            models.Index(fields=["organisation", "person"]),
            models.Index(fields=["organisation", "year", "month"]),
            models.Index(fields=["organisation", "on"]),
        ]

    class Border:
        stays_inside = True

    class Privacy:
        ordinary = (
            "id", "organisation", "role", "shift", "on", "year", "month", "minutes", "voided_at",
            "void", "version",
        )  # fmt: skip
        identifying = ("person", "counted_as")
        statistical: ClassVar[dict[str, str]] = {
            "role": "role__slug", "minutes": "minutes", "person": "counted_as",
        }  # fmt: skip
        measured = ("minutes",)
        labels: ClassVar[dict[str, Any]] = {"role": ("centre.VolunteerRole", "slug", "name")}
        counted: ClassVar[dict[str, Any]] = {"voided_at": None}
        person = "person"
        counted_as = "counted_as"
        erased: ClassVar[dict[str, Any]] = {"person": None, "shift": None}
        unsaid = ("counted_as", "version", "year", "month", "voided_at")
        rows = _("Frivillige timer")
        kept = _("12 måneder efter, at man er stoppet, derefter kun som et tal")

    def __str__(self) -> str:
        return f"{self.on} {self.minutes}"

    @property
    def words(self) -> str:
        """How long, in words."""
        return hours_words(self.minutes)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Year and month follow the day; they are stored because figures group by them."""
        self.year, self.month = self.on.year, self.on.month
        super().save(*args, **kwargs)


class ShiftLetter(Posted):
    """One letter to one volunteer, decided in the transaction that makes it needed, sent after it.

    The address and the words are read when it leaves, so an erased person is written to no more.
    """

    volunteer = models.ForeignKey(Volunteer, on_delete=models.CASCADE, related_name="letters")
    shift = models.ForeignKey(
        Shift, null=True, blank=True, on_delete=models.CASCADE, related_name="letters"
    )
    call = models.ForeignKey(
        Call, null=True, blank=True, on_delete=models.CASCADE, related_name="letters"
    )
    why = models.CharField(max_length=8, choices=Written.choices)

    class Border:
        stays_inside = True

    class Privacy(Posted.Privacy):
        ordinary = (*Posted.Privacy.ordinary, "shift", "call", "why")
        identifying = ("volunteer",)

    def __str__(self) -> str:
        return f"{self.why} {self.decided_at:%Y-%m-%d}"
