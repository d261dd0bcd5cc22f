"""The nation-wide network: member associations, the years they were in it, and what they know."""

from datetime import date, timedelta
from typing import Any, ClassVar, Self
from uuid import UUID

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from favn.associations.choices import Freshness
from favn.associations.choices.membership import Standing, Way
from favn.associations.rules.freshness import freshness, since_words
from favn.kit import clock
from favn.kit.encryption import UnloggedTextField
from favn.kit.records import OwnedManager, OwnedQuerySet
from favn.people.accounts.choices import Ended
from favn.people.accounts.links import Link
from favn.people.organisations.keeping import Ends
from favn.people.organisations.models import Organisation, OwnedRecord


class NetworkQuerySet(OwnedQuerySet["NetworkMember"]):
    """Words about member associations that chain like a sentence."""

    def on(self, day: date) -> Self:
        """Those that were in the network on a day."""
        stays = models.Q(left_on=None) | models.Q(left_on__gt=day)
        return self.filter(stays, joined_on__lte=day)

    def living(self) -> Self:
        """Those that have not left."""
        return self.filter(left_on=None)


class NetworkManager(OwnedManager["NetworkMember"]):
    """The border, then the words above."""

    _queryset_class = NetworkQuerySet  # type: ignore[assignment]

    def present(self) -> NetworkQuerySet:
        """The present tenant's own network, those that left too."""
        return self.owned()  # type: ignore[return-value]


class NetworkMember(OwnedRecord):
    """One association in one tenant's network; it sees its own row where it has accounts."""

    party = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    name = models.CharField(max_length=160)
    municipality = models.CharField(max_length=40)
    about = models.TextField(blank=True)
    website = models.URLField(blank=True)
    is_public = models.BooleanField(default=False)
    """Whether the association wants to be named to everybody."""
    contact = UnloggedTextField(default="")
    email = UnloggedTextField(default="")
    phone = UnloggedTextField(default="")
    joined_on = models.DateField()
    left_on = models.DateField(null=True, blank=True)
    left_because = models.CharField(max_length=200, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects: ClassVar[NetworkManager] = NetworkManager()

    class Meta(OwnedRecord.Meta):
        ordering = ["name"]
        indexes = [models.Index(fields=["organisation", "left_on"])]

    class Border:
        addressed_to = "party"

    class Privacy:
        ordinary = (
            "id", "organisation", "party", "name", "municipality", "about", "website", "is_public",
            "joined_on", "left_on", "left_because", "confirmed_at", "version",
        )  # fmt: skip
        identifying = ("contact", "email", "phone")
        kept = "unlimited; whom to reach 5 years after the association left"
        ends = Ends("left_on", months=60, empties=("contact", "email", "phone"))

    def __str__(self) -> str:
        return self.name

    @property
    def reached_at(self) -> tuple[str, str, str]:
        """Name, mail and phone of whom one writes to; encrypted until asked for."""
        return self.contact, self.email, self.phone

    @property
    def freshness(self) -> Freshness:
        """How far one may trust what the association says of itself."""
        return freshness(self.confirmed_at, clock.today())

    @property
    def since(self) -> str:
        """“Bekræftet for 14 måneder siden.”"""
        return since_words(self.confirmed_at, clock.today())

    @property
    def actor_id(self) -> UUID:
        """Whose key history keeps where the association writes by itself."""
        return self.id

    @property
    def actor_label(self) -> str:
        """What history calls it."""
        return _("%(who)s selv") % {"who": self.name}


class NetworkLink(Link):
    """Opens the network's pages for one member association without an account, until it ends."""

    member = models.ForeignKey(NetworkMember, on_delete=models.CASCADE, related_name="links")

    opens = along = ("member",)
    lives = timedelta(days=400)
    said: ClassVar = {Ended.WITHDRAWN: gettext_lazy("Foreningen er ikke med i netværket mere.")}
    what_now = gettext_lazy("Bed %(who)s om et nyt, hvis jeres forening er med i netværket.")

    class Border:
        stays_inside = True

    class Privacy(Link.Privacy):
        ordinary = (*Link.Privacy.ordinary, "member")


class MembershipYear(OwnedRecord):
    """That an association was in the network at the end of a year, or is today: what is counted.

    Written anew by every change; `month` is when it came, or January where it came before.
    """

    member = models.ForeignKey(NetworkMember, on_delete=models.CASCADE, related_name="years")
    year = models.PositiveSmallIntegerField()
    month = models.PositiveSmallIntegerField()
    municipality = models.CharField(max_length=40)
    standing = models.CharField(max_length=8, choices=Standing.choices)
    is_first = models.CharField(max_length=3, default="no")
    """“yes” for one association of each municipality, so that places can be counted."""

    class Meta(OwnedRecord.Meta):
        ordering = ["year", "month"]
        constraints = [
            models.UniqueConstraint(fields=["member", "year"], name="membership_year_once")
        ]
        indexes = [models.Index(fields=["organisation", "year", "month"])]

    class Border:
        stays_inside = True

    class Privacy:
        ordinary = (
            "id", "organisation", "member", "year", "month", "municipality", "standing", "is_first",
        )  # fmt: skip
        statistical: ClassVar[dict[str, str]] = {
            "place": "municipality", "standing": "standing", "is_first": "is_first",
        }  # fmt: skip
        labels: ClassVar[dict[str, Any]] = {"standing": Standing}
        counted: ClassVar[dict[str, Any]] = {}
        kept = "unlimited; it is what the network's size is counted from"

    def __str__(self) -> str:
        return f"{self.year} {self.municipality}"


class Subject(OwnedRecord):
    """Something one can teach or learn; a word of the catalogue's own register."""

    name = models.CharField(max_length=80)
    is_retired = models.BooleanField(default=False)

    class Meta(OwnedRecord.Meta):
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "name"], name="subject_once")
        ]

    class Border:
        stays_inside = True

    class Privacy:
        ordinary = ("id", "organisation", "name", "is_retired")
        kept = "unlimited"

    def __str__(self) -> str:
        return self.name


class Competence(OwnedRecord):
    """What one association can teach of a subject, or wants to learn, in its own words."""

    member = models.ForeignKey(NetworkMember, on_delete=models.CASCADE, related_name="competences")
    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="competences")
    way = models.CharField(max_length=6, choices=Way.choices)
    level = models.CharField(max_length=200, blank=True)
    """How far they are, in words: “har holdt tre kurser”."""
    text = models.TextField(blank=True)
    ask = UnloggedTextField(default="")
    """Whom to ask, with a way to reach them; shown to members alone."""
    said_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta(OwnedRecord.Meta):
        ordering = ["subject__name", "way"]
        constraints = [
            models.UniqueConstraint(fields=["member", "subject", "way"], name="competence_once")
        ]

    class Border:
        stays_inside = True

    class Privacy:
        ordinary = (
            "id", "organisation", "member", "subject", "way", "level", "text", "said_at", "version",
        )  # fmt: skip
        identifying = ("ask",)
        kept = "as long as the association is in the network"

    def __str__(self) -> str:
        return f"{self.subject_id} {self.way}"

    @property
    def asked(self) -> str:
        """Whom to ask; encrypted until asked for."""
        return str(self.ask)

    @property
    def freshness(self) -> Freshness:
        """How far it may be trusted."""
        return freshness(self.said_at, clock.today())

    @property
    def since(self) -> str:
        """“Bekræftet for 14 måneder siden.”"""
        return since_words(self.said_at, clock.today())
