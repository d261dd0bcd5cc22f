"""A wave: one version asked of some by a deadline; their letters, and what they answered.

Whoever is asked has a name and an address, given by the room that asks, and that room's own key of
them; nothing here points at a person or a party. Names and answers are encrypted. While somebody
answers there is one `Reply`; each time it is sent it leaves a `Submission`, which stays.
"""

from datetime import date, datetime, timedelta
from typing import ClassVar
from uuid import UUID

from django.db import models
from django.db.models import Q
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from favn.kit import clock
from favn.kit.encryption import EncryptedTextField, UnloggedTextField
from favn.kit.records import OwnedQuerySet
from favn.people.accounts.choices import Ended
from favn.people.accounts.links import Link
from favn.people.organisations.keeping import Ends
from favn.people.organisations.models import OwnedRecord
from favn.surveys.choices import (
    Errand,
    Ref,
    Said,
)
from favn.surveys.models.sheets import Question, Version
from favn.surveys.rules import LINK_LIVES

ANSWERS_KEPT_MONTHS = 60
"""After the deadline; what was printed of them by then stands where it was printed."""


class Wave(OwnedRecord):
    """One round of answers to one published version; locked when it is closed."""

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="waves")
    title = models.CharField(max_length=120)
    room = models.CharField(max_length=60, blank=True)
    """The room above that opened it, in that room's own words; empty for one opened here."""
    deadline = models.DateTimeField()
    """The first moment that is too late: midnight after the last day, in Danish time."""
    opened_at = models.DateTimeField()
    opened_by = models.CharField(max_length=120)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.CharField(max_length=120, blank=True)
    fingerprint = models.CharField(max_length=64, blank=True)
    """Of everything that had been sent when it was closed."""
    revision = models.PositiveIntegerField(default=1)

    class Meta(OwnedRecord.Meta):
        ordering = ["-opened_at"]
        indexes = [models.Index(fields=["organisation", "room"])]

    class Privacy:
        ordinary = (
            "id", "organisation", "version", "title", "room", "deadline", "opened_at", "closed_at",
            "fingerprint", "revision",
        )  # fmt: skip
        identifying = ("opened_by", "closed_by")
        kept = "unlimited; names 5 years"
        ends = Ends("deadline", months=60, empties=("opened_by", "closed_by"))

    def __str__(self) -> str:
        return self.title

    @property
    def is_closed(self) -> bool:
        """Whether it is locked."""
        return self.closed_at is not None

    @property
    def is_emptied(self) -> bool:
        """Whether its answers have been let go."""
        return self.last_day < clock.months_before(clock.today(), ANSWERS_KEPT_MONTHS)

    @property
    def last_day(self) -> date:
        """The last local day on time."""
        return localtime(self.deadline - timedelta(seconds=1)).date()

    @property
    def links_end(self) -> datetime:
        """When links stop showing what was sent."""
        return self.deadline + LINK_LIVES


class Asked(OwnedRecord):
    """Somebody who owes an answer in a wave."""

    wave = models.ForeignKey(Wave, on_delete=models.PROTECT, related_name="asked")
    position = models.PositiveIntegerField()
    ref = models.CharField(max_length=10, choices=Ref.choices, default=Ref.NONE)
    ref_id = models.UUIDField(null=True, blank=True)
    """The asking room's own key of them; this room never looks it up."""
    name = UnloggedTextField()
    """Rooms about protected persons give a code here, never their name."""
    mail = UnloggedTextField(default="")

    class Meta(OwnedRecord.Meta):
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["wave", "ref", "ref_id"],
                condition=~Q(ref_id=None),
                name="asked_once_in_a_wave",
            )
        ]

    class Privacy:
        ordinary = ("id", "organisation", "wave", "position", "ref")
        identifying = ("ref_id", "name", "mail")
        kept = "5 years after the deadline"
        ends = Ends("wave__deadline", months=ANSWERS_KEPT_MONTHS)

    def __str__(self) -> str:
        return f"{self.wave_id} {self.position}"

    @property
    def actor_id(self) -> UUID:
        """Whose key history keeps."""
        return self.id

    @property
    def actor_label(self) -> str:
        """What history calls whoever answers by link; never by name."""
        return _("Et svarlink")


class Letter(Link):
    """One letter, or a link given by hand: what it opened, and whether it arrived."""

    asked = models.ForeignKey(Asked, on_delete=models.PROTECT, related_name="letters")
    press = models.UUIDField()
    """The form's id: the same form again writes to nobody twice."""
    errand = models.CharField(max_length=10, choices=Errand.choices)

    sent_to = UnloggedTextField(default="")
    """Whoever is asked may be anybody, so their address is sealed here too."""

    opens = ("asked",)
    along = ("asked__wave__version__questionnaire",)
    is_own = True
    said: ClassVar = {Ended.LATE: gettext_lazy("Fristen var %(day)s, og linket er lukket.")}
    what_now = gettext_lazy(
        "Brug det nyeste link, eller bed %(who)s om et nyt. Det, du har gemt, er der endnu."
    )

    class Meta(Link.Meta):
        constraints = [
            models.UniqueConstraint(fields=["press", "asked"], name="asked_written_once_a_press")
        ]

    class Privacy(Link.Privacy):
        kept = "1 year after the deadline"
        ends = Ends("asked__wave__deadline", months=12)
        ordinary = (
            *(name for name in Link.Privacy.ordinary if name != "expires_at"),
            "asked", "press", "errand",
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.errand} {self.reached}"

    @property
    def expires_at(self) -> datetime:  # type: ignore[override]
        """It follows the wave, whose deadline may be moved."""
        return self.asked.wave.links_end

    @property
    def last_day(self) -> date:
        """The last day one could answer; the link shows what was sent a while longer."""
        return self.asked.wave.last_day

    @property
    def actor_label(self) -> str:
        """What history calls whoever answers by link; never by name."""
        return _("Et svarlink")

    def older(self) -> OwnedQuerySet["Letter"]:
        """A link that was given by hand is ended by no letter."""
        return super().older().exclude(errand=Errand.HANDED)

    @property
    def is_handed(self) -> bool:
        """Whether somebody gave the link on by hand."""
        return self.errand == Errand.HANDED


class Reply(OwnedRecord):
    """What stands in somebody's fields, sent or not; all of it sealed, as it may be sensitive."""

    asked = models.OneToOneField(Asked, on_delete=models.PROTECT, related_name="reply")
    language = models.CharField(max_length=5, blank=True)
    """The language chosen for the questions; empty follows the language of the page."""
    values = EncryptedTextField(default="{}")
    revision = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField()

    class Meta(OwnedRecord.Meta):
        pass

    class Border:
        stays_inside = True

    class Privacy:
        ordinary = ("id", "organisation", "asked", "language", "revision", "saved_at")
        sensitive = ("values",)
        kept = "5 years after the deadline"
        ends = Ends("asked__wave__deadline", months=ANSWERS_KEPT_MONTHS)

    def __str__(self) -> str:
        return f"{self.asked_id} {self.revision}"


class Submission(OwnedRecord):
    """What was sent, the first time and each time it was corrected; only the last one counts."""

    asked = models.ForeignKey(Asked, on_delete=models.PROTECT, related_name="submissions")
    number = models.PositiveSmallIntegerField()
    is_standing = models.BooleanField(default=True)
    sent_at = models.DateTimeField()
    who = UnloggedTextField(default="")
    """The name that whoever sent it typed."""
    fingerprint = models.CharField(max_length=64)

    class Meta(OwnedRecord.Meta):
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["asked", "number"], name="submission_number_once"),
            models.UniqueConstraint(
                fields=["asked"], condition=Q(is_standing=True), name="submission_one_stands"
            ),
        ]

    class Border:
        stays_inside = True

    class Privacy:
        ordinary = (
            "id", "organisation", "asked", "number", "is_standing", "sent_at", "fingerprint",
        )  # fmt: skip
        identifying = ("who",)
        kept = "5 years after the deadline"
        ends = Ends("asked__wave__deadline", months=ANSWERS_KEPT_MONTHS)

    def __str__(self) -> str:
        return f"{self.asked_id} {self.number}"


class Answer(OwnedRecord):
    """One answer of a submission, to one identity. No row where nothing was said."""

    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="answers")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="answers")
    said = models.CharField(max_length=10, choices=Said.choices)
    number = models.FloatField(null=True, blank=True)
    chosen = models.JSONField(default=list)
    on = models.DateField(null=True, blank=True)
    words = EncryptedTextField(null=True, blank=True)

    class Meta(OwnedRecord.Meta):
        constraints = [
            models.UniqueConstraint(fields=["submission", "question"], name="answer_once")
        ]

    class Border:
        stays_inside = True

    class Privacy:
        ordinary = ("id", "organisation", "submission", "question", "said")
        sensitive = ("number", "chosen", "on", "words")
        kept = "5 years after the deadline"
        ends = Ends("submission__asked__wave__deadline", months=ANSWERS_KEPT_MONTHS)

    def __str__(self) -> str:
        return f"{self.submission_id} {self.question_id}"
