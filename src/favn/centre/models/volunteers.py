"""Volunteers: the roles there are, who wrote, who is one, what was seen, and what they do.

Who writes on the public page is a claim: a row of its own until the project leader takes it in as
a person of the house, or does not. A certificate is seen on a day by somebody, and never kept.
"""

import uuid
from datetime import date, datetime, timedelta
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from favn.centre.choices import (
    CERTIFICATE_HOLDS,
    STAGE_LOOKS,
    Came,
    Item,
    OnTheWay,
    Stage,
    StopWhy,
)
from favn.kit.encryption import EncryptedTextField
from favn.people.accounts import links
from favn.people.accounts.choices import Ended
from favn.people.accounts.models import Account
from favn.people.organisations.models import OwnedRecord
from favn.people.persons.models import Person


class VolunteerRole(OwnedRecord):
    """Something volunteers do in the house, in one line, and what must be in place before."""

    slug = models.SlugField(max_length=60)
    name = models.CharField(_("navn"), max_length=80)
    about = models.CharField(_("hvad man gør"), max_length=160)
    needs = models.JSONField(_("kræver"), default=list)
    """Keys of `Item`; with children a certificate always."""
    is_with_children = models.BooleanField(_("er sammen med børn"), default=False)
    is_wanted = models.BooleanField(_("vi søger"), default=True)
    """Whether everybody may read that the house looks for more."""
    rank = models.PositiveSmallIntegerField(default=100)
    retired_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta(OwnedRecord.Meta):
        ordering = ["rank", "name"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "slug"], name="volunteer_role_once")
        ]

    class Privacy:
        ordinary = (
            "id", "organisation", "slug", "name", "about", "needs", "is_with_children",
            "is_wanted", "rank", "retired_at", "version",
        )  # fmt: skip
        kept = "unlimited"

    def __str__(self) -> str:
        return self.name

    @property
    def items(self) -> list[Item]:
        """What must be in place, in the order of the list."""
        needed = {*self.needs, *([Item.CERTIFICATE] if self.is_with_children else [])}
        return [item for item in Item if item in needed]

    @property
    def item_words(self) -> str:
        """The same in words."""
        return ", ".join(str(item.label) for item in self.items)


class Volunteer(OwnedRecord):
    """One person as a volunteer of the house, from the first talk until they stop."""

    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.CASCADE, related_name="volunteering"
    )
    called = EncryptedTextField(_("kaldes"), default="")
    """The name that others on the rota read; the first one, unless they say otherwise."""
    came = models.CharField(_("hvordan"), max_length=8, choices=Came.choices, default=Came.SELF)
    stage = models.CharField(_("trin"), max_length=8, choices=Stage.choices, default=Stage.TALK)
    wishes = models.JSONField(_("vil gerne"), default=list)
    """Slugs of the roles they wish."""
    most_shifts = models.PositiveSmallIntegerField(_("vagter om måneden, højst"), default=4)
    """Above it nobody asks them to stand in for others."""
    signed_on = models.DateField(_("skrev"))
    leader = models.ForeignKey(
        Account, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    """Whom they can turn to by name."""
    talk_on = models.DateField(_("samtale aftalt til"), null=True, blank=True)
    talked_on = models.DateField(_("talt med"), null=True, blank=True)
    note = EncryptedTextField(_("note fra samtalen"), default="")
    left_on = models.DateField(_("stoppet"), null=True, blank=True)
    left_why = models.CharField(_("hvorfor"), max_length=8, choices=StopWhy.choices, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta(OwnedRecord.Meta):
        ordering = ["signed_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "person"],
                condition=Q(left_on=None),
                name="volunteer_once",
            )
        ]
        indexes = [models.Index(fields=["organisation", "stage", "signed_on"])]

    class Border:
        stays_inside = True

    class Privacy:
        ordinary = (
            "id", "organisation", "came", "stage", "most_shifts", "signed_on", "talk_on",
            "talked_on", "left_on", "left_why", "version",
        )  # fmt: skip
        identifying = ("person", "called", "wishes", "leader")
        sensitive = ("note",)
        person = "person"
        unsaid = ("version",)
        told: ClassVar[dict[str, str]] = {"wishes": "wish_words"}
        rows = _("Frivillig")
        kept = _("12 måneder efter, at man er stoppet")

    def __str__(self) -> str:
        return f"{self.stage} {self.pk.hex[:4].upper()}"

    @property
    def about_persons(self) -> tuple[uuid.UUID, ...]:
        """Whose record is read when an encrypted field is opened."""
        return (self.person_id,) if self.person_id else ()

    @property
    def actor_id(self) -> uuid.UUID:
        """Whose key history keeps."""
        return self.id

    @property
    def actor_label(self) -> str:
        """What history calls somebody who comes by their own link."""
        return gettext("Den frivillige selv")

    @property
    def name(self) -> str:
        """The whole name, for the staff."""
        return self.person.name if self.person else gettext("(slettet)")

    @property
    def wish_words(self) -> str:
        """The roles they wish, by name; one that is gone keeps its old word."""
        rows = VolunteerRole.objects.owned().filter(slug__in=self.wishes)
        names = dict(rows.values_list("slug", "name"))
        return ", ".join(names.get(slug, slug) for slug in self.wishes)

    @property
    def look(self) -> str:
        """How the stage is marked."""
        return STAGE_LOOKS[self.stage]

    @property
    def is_left(self) -> bool:
        """Whether they have stopped."""
        return self.stage == Stage.LEFT


class Interest(OwnedRecord):
    """Somebody who wrote on the public page, until they are taken in or it is put away."""

    name = EncryptedTextField()
    contact = EncryptedTextField(default="")
    is_mail = models.BooleanField(default=False)
    about = EncryptedTextField(default="")
    wishes = models.JSONField(default=list)
    language = models.CharField(max_length=8, blank=True)
    """The language the page was read in."""
    consent_version = models.PositiveSmallIntegerField()
    consent_wording = models.TextField()
    """The words they said yes to, in the language they read; both go to the person's ledger."""
    signed_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)
    volunteer = models.OneToOneField(
        Volunteer, null=True, blank=True, on_delete=models.SET_NULL, related_name="interest"
    )

    class Meta(OwnedRecord.Meta):
        ordering = ["signed_at"]
        indexes = [models.Index(fields=["organisation", "settled_at", "signed_at"])]

    class Border:
        stays_inside = True

    class Privacy:
        ordinary = (
            "id", "organisation", "is_mail", "consent_version", "consent_wording", "signed_at",
            "settled_at",
        )  # fmt: skip
        identifying = ("name", "contact", "about", "wishes", "language", "volunteer")
        kept = "60 days without an answer; its words go when somebody is taken in"

    def __str__(self) -> str:
        return f"{self.signed_at:%Y-%m-%d}"

    @property
    def actor_id(self) -> uuid.UUID:
        """Whose key history keeps."""
        return self.id

    @property
    def actor_label(self) -> str:
        """What history calls whoever wrote; never by name."""
        return gettext("Den, der skrev")


class Checked(OwnedRecord):
    """One thing of the checklist that was in place on a day, and who saw it."""

    volunteer = models.ForeignKey(Volunteer, on_delete=models.CASCADE, related_name="checks")
    item = models.CharField(_("hvad"), max_length=12, choices=Item.choices)
    on = models.DateField(_("dag"))
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")

    class Meta(OwnedRecord.Meta):
        ordering = ["item"]
        constraints = [
            models.UniqueConstraint(fields=["volunteer", "item"], name="volunteer_check_once")
        ]

    class Border:
        stays_inside = True

    class Privacy:
        ordinary = ("id", "organisation", "item", "on")
        identifying = ("volunteer", "by")
        person = "volunteer__person"
        rows = _("Frivillig: det, huset har set")
        kept = _("så længe man er frivillig, og 12 måneder efter")

    def __str__(self) -> str:
        return f"{self.item} {self.on}"

    def holds_on(self, day: date) -> bool:
        """Whether it still counts that day; a certificate has an end."""
        last = self.on + timedelta(days=CERTIFICATE_HOLDS)
        return self.on <= day and (self.item != Item.CERTIFICATE or day <= last)


class OneRole(OwnedRecord):
    """One role of one volunteer, from a day to a day."""

    volunteer = models.ForeignKey(Volunteer, on_delete=models.CASCADE, related_name="roles")
    role = models.ForeignKey(VolunteerRole, on_delete=models.PROTECT, related_name="held")
    begun_on = models.DateField(_("begyndt"))
    ended_on = models.DateField(_("slut"), null=True, blank=True)

    class Meta(OwnedRecord.Meta):
        ordering = ["begun_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["volunteer", "role"], condition=Q(ended_on=None), name="volunteer_in_role"
            )
        ]

    class Border:
        stays_inside = True

    class Privacy:
        ordinary = ("id", "organisation", "role", "begun_on", "ended_on")
        identifying = ("volunteer",)
        person = "volunteer__person"
        rows = _("Frivillig: roller")
        kept = _("så længe man er frivillig, og 12 måneder efter")

    def __str__(self) -> str:
        return f"{self.role} {self.begun_on}"


class PathStep(OwnedRecord):
    """A guest of the house took one step; written only where they said yes to be counted so."""

    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="path_steps"
    )
    step = models.CharField(_("skridt"), max_length=12, choices=OnTheWay.choices)
    on = models.DateField(_("dag"))
    year = models.PositiveSmallIntegerField(editable=False)
    month = models.PositiveSmallIntegerField(editable=False)
    counted_as = models.UUIDField(null=True, editable=False)
    voided_at = models.DateTimeField(null=True, blank=True)
    """Since they took their yes back."""

    class Meta(OwnedRecord.Meta):
        ordering = ["on"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "step"], condition=Q(voided_at=None), name="path_step_once"
            )
        ]
        indexes = [models.Index(fields=["organisation", "year", "month"])]

    class Border:
        stays_inside = True

    class Privacy:
        ordinary = ("id", "organisation", "step", "on", "year", "month", "voided_at")
        identifying = ("person", "counted_as")
        statistical: ClassVar[dict[str, str]] = {"step": "step", "person": "counted_as"}
        labels: ClassVar[dict[str, Any]] = {"step": OnTheWay}
        counted: ClassVar[dict[str, Any]] = {"voided_at": None}
        person = "person"
        counted_as = "counted_as"
        erased: ClassVar[dict[str, Any]] = {"person": None}
        captions: ClassVar[dict[str, Any]] = {"voided_at": _("taget tilbage")}
        unsaid = ("counted_as", "year", "month")
        rows = _("Vejen fra gæst til frivillig")
        kept = _("så længe personen er her, derefter kun som et tal")

    def __str__(self) -> str:
        return f"{self.step} {self.on}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Year and month follow the day; they are stored because figures group by them."""
        self.year, self.month = self.on.year, self.on.month
        super().save(*args, **kwargs)


class VolunteerLink(links.Link):
    """Opens one volunteer's own page, with their shifts and hours.

    The secret follows from the row's key and the host's own, so that a letter can be written again.
    """

    volunteer = models.ForeignKey(Volunteer, on_delete=models.CASCADE, related_name="links")

    opens = ("volunteer",)
    along = ("volunteer__person",)
    is_own = True
    lives = timedelta(days=365)
    said: ClassVar = {
        Ended.NEWER: _("Du har fået et nyere link."),
        Ended.WITHDRAWN: _("Du er ikke længere frivillig her."),
    }
    what_now = _("Ring til %(who)s, hvis du vil være med eller have et nyt link.")

    class Border:
        stays_inside = True

    class Privacy(links.Link.Privacy):
        identifying = (*links.Link.Privacy.identifying, "volunteer")

    def why_ended(self, moment: datetime) -> Ended | None:
        """Who has stopped has no page, whatever else ended the link."""
        return Ended.WITHDRAWN if self.volunteer.is_left else super().why_ended(moment)

    @property
    def code(self) -> str:
        """The secret itself."""
        return links.derived("centre|volunteer", self.pk)
