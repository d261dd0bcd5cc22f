"""Those who asked for the newsletter, and the letters that tell them a new one is out."""

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext as _

from favn.kit.encryption import UnloggedTextField
from favn.people.accounts import links
from favn.people.accounts.links import Opened
from favn.people.accounts.posting import Posted
from favn.people.organisations.keeping import Ends
from favn.publishing.choices import About, News
from favn.publishing.models.reports import FrozenEdition


class NewsReader(Opened):
    """An address that asked for the newsletter. It gets it once its owner said yes by the link.

    The secret follows from the row, so that each letter can carry the way out of it.
    """

    email = UnloggedTextField(default="")
    known_by = models.CharField(max_length=43, blank=True)
    """The address under the host's own key, so that nobody is written down twice."""
    asked_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    wants_letters = models.BooleanField(default=True)
    wants_reports = models.BooleanField(default=False)
    until = models.DateTimeField(null=True, blank=True)
    """When the row goes: where nobody said yes, and some time after they said no."""

    is_own: ClassVar[bool] = True

    class Meta(Opened.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "known_by"], condition=~models.Q(known_by=""),
                name="news_reader_once",
            )
        ]  # fmt: skip

    class Border:
        stays_inside = True

    class Privacy:
        ordinary = (
            "id", "organisation", "token_hash", "asked_at", "confirmed_at", "ended_at", "until",
            "wants_letters", "wants_reports",
        )  # fmt: skip
        identifying = ("email", "known_by")
        kept = "0 days after its last day, which lies a week after asking and a year after a no"
        ends = Ends("until", days=0)

    def __str__(self) -> str:
        return f"{self.asked_at:%Y-%m-%d}"

    @property
    def code(self) -> str:
        """The secret itself."""
        return links.derived("publishing|newsreader", self.pk)

    @property
    def is_reading(self) -> bool:
        """Whether the letter is sent to them."""
        return self.confirmed_at is not None and self.ended_at is None

    @property
    def chosen(self) -> list[About]:
        """What they are written to about."""
        return [about for about in About if getattr(self, about.value)]

    def waits_at(self, moment: datetime) -> bool:
        """Whether they asked and have not said yes yet."""
        is_late = self.until is not None and self.until <= moment
        return self.confirmed_at is None and self.ended_at is None and not is_late

    @property
    def actor_label(self) -> str:
        """What history calls whoever comes by the link."""
        return _("En læser af nyhedsbrevet")


class NewsLetter(Posted):
    """One letter to one reader: is it you who asked, or a newsletter is out."""

    reader = models.ForeignKey(
        NewsReader, null=True, blank=True, on_delete=models.SET_NULL, related_name="letters"
    )
    edition = models.ForeignKey(
        FrozenEdition, null=True, blank=True, on_delete=models.PROTECT, related_name="letters"
    )
    """Which newsletter is out; none where they are asked."""
    why = models.CharField(max_length=8, choices=News.choices)

    class Border:
        stays_inside = True

    class Privacy(Posted.Privacy):
        ordinary = (*Posted.Privacy.ordinary, "edition", "why")
        identifying = ("reader",)

    def __str__(self) -> str:
        return f"{self.why} {self.decided_at:%Y-%m-%d}"
