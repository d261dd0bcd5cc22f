"""Stories of people in the house, and the consents that say where each may stand and until when.

The words are kept apart from a frozen edition, which only points at them: when a consent ends, the
story goes from every page at once, and the edition says that something stood there.
"""

from datetime import timedelta
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from favn.kit.encryption import UnloggedTextField
from favn.people.accounts.links import Link
from favn.people.organisations.keeping import Ends
from favn.people.organisations.models import OwnedRecord
from favn.publishing.choices import Given, Whose


class Story(OwnedRecord):
    """One story; names are never asked for. `picture` is a JPEG in base64, drawn anew."""

    picture = UnloggedTextField(null=True, blank=True)
    picture_says = UnloggedTextField(blank=True)
    """What is to be seen, for those who do not see it."""
    picture_put_at = models.DateTimeField(null=True, blank=True)
    """When the picture that is there came; nobody saw it before."""
    picture_changed_at = models.DateTimeField(null=True, blank=True)
    """When another picture took the first one's place; an earlier yes was to an earlier one."""
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    """When its words were deleted."""
    version = models.PositiveIntegerField(default=1)

    class Meta(OwnedRecord.Meta):
        ordering = ["-made_at"]

    class Privacy:
        ordinary = (
            "id", "organisation", "made_at", "ended_at", "version", "picture_put_at",
            "picture_changed_at",
        )  # fmt: skip
        sensitive = ("picture", "picture_says")
        kept = _("til et ja er taget tilbage eller løb ud for 30 dage siden")

    def __str__(self) -> str:
        return f"{self.made_at:%Y-%m-%d}"


class StoryWords(OwnedRecord):
    """The title and words of a story in one version; an edition points at the one it froze."""

    story = models.ForeignKey(Story, on_delete=models.PROTECT, related_name="words")
    number = models.PositiveIntegerField()
    title = UnloggedTextField()
    text = UnloggedTextField()
    written_at = models.DateTimeField()
    written_by = models.CharField(max_length=120)

    class Meta(OwnedRecord.Meta):
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["story", "number"], name="story_words_once")]

    class Privacy:
        ordinary = ("id", "organisation", "story", "number", "written_at")
        identifying = ("written_by",)
        sensitive = ("title", "text")
        kept = _("til et ja er taget tilbage eller løb ud for 30 dage siden")

    def __str__(self) -> str:
        return f"{self.story_id} {self.number}"


class Consent(OwnedRecord):
    """What one of those whom a story is about said yes to. Never who they are.

    `places` are `choices.Place`; `replaced_at` says that a newer yes stands in its stead.
    """

    story = models.ForeignKey(Story, on_delete=models.PROTECT, related_name="consents")
    whose = models.CharField(max_length=10, choices=Whose.choices)
    given = models.CharField(max_length=10, choices=Given.choices)
    given_on = models.DateField()
    has_picture = models.BooleanField(default=False)
    places = models.JSONField(default=list)
    is_on_web = models.BooleanField(default=False)
    """Whether the home page is one of them, so that the database can be asked."""
    until = models.DateField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    by_themselves = models.BooleanField(default=False)
    said_to = models.PositiveIntegerField(default=1)
    """The version of the words that they heard; newer ones stand nowhere until they heard them."""
    said_to_picture = models.CharField(max_length=16, blank=True)
    """Which picture they saw, and what it says (`drawn.mark`); another is not shown."""
    replaced_at = models.DateTimeField(null=True, blank=True)

    class Meta(OwnedRecord.Meta):
        ordering = ["given_on", "id"]

    class Privacy:
        ordinary = (
            "id", "organisation", "story", "whose", "given", "given_on", "has_picture", "places",
            "is_on_web", "until", "withdrawn_at", "by_themselves", "replaced_at",
            "said_to", "said_to_picture",
        )  # fmt: skip
        kept = "5 years after its last day"
        ends = Ends("until", months=60)

    def __str__(self) -> str:
        return f"{self.whose} {self.until}"


class ConsentLink(Link):
    """Opens one's own consent: to see what one said yes to, and to take it back."""

    consent = models.ForeignKey(Consent, on_delete=models.CASCADE, related_name="links")

    opens: ClassVar[tuple[str, ...]] = ("consent",)
    along: ClassVar[tuple[str, ...]] = ("consent__story",)
    is_own: ClassVar[bool] = True
    lives: ClassVar[timedelta] = timedelta(days=365 * 5)

    class Meta(Link.Meta):
        pass

    class Privacy(Link.Privacy):
        ordinary = (*Link.Privacy.ordinary, "consent")
