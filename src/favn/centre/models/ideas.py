"""The box for ideas: whether it is open, and each idea with what became of it.

Whoever writes leaves no name. The words are sealed, as people write about themselves; what
everybody may read is the title and the answer that the house writes.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from favn.centre.choices import IdeaState
from favn.kit.encryption import UnloggedTextField
from favn.people.organisations.models import OwnedRecord


class IdeaBox(OwnedRecord):
    """Whether everybody may write to the house."""

    is_open = models.BooleanField(default=False)

    class Meta(OwnedRecord.Meta):
        constraints = [models.UniqueConstraint(fields=["organisation"], name="idea_box_once")]

    class Privacy:
        ordinary = ("id", "organisation", "is_open")
        kept = "unlimited"

    def __str__(self) -> str:
        return "open" if self.is_open else "closed"


class Idea(OwnedRecord):
    """One idea, in whatever language it came; `title` and `answer` are the house's own words."""

    words = UnloggedTextField()
    language = models.CharField(max_length=40, blank=True)
    came_on = models.DateField()
    title = models.CharField(_("overskrift"), max_length=120, blank=True)
    state = models.CharField(max_length=10, choices=IdeaState.choices, default=IdeaState.NEW)
    answer = models.CharField(_("svar"), max_length=500, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    is_shown = models.BooleanField(default=False)
    removed_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta(OwnedRecord.Meta):
        ordering = ["-came_on", "id"]
        indexes = [models.Index(fields=["organisation", "state"])]

    class Privacy:
        ordinary = (
            "id", "organisation", "language", "came_on", "title", "state", "answer", "answered_on",
            "is_shown", "removed_at", "version",
        )  # fmt: skip
        sensitive = ("words",)
        kept = _("3 år")

    def __str__(self) -> str:
        return self.title or f"{self.came_on}"
