"""Who signed up: a name, one contact way, how many, and a place in the line."""

from datetime import datetime

from django.db import models
from django.utils.translation import gettext as _

from favn.gatherings.choices import HOLDS, LIVE, SEAT_LOOKS, Seat, Way
from favn.gatherings.models.coded import Coded
from favn.gatherings.models.events import Gathering
from favn.kit.encryption import UnloggedTextField
from favn.people.organisations.models import Organisation, OwnedRecord
from favn.people.persons.choices import LANGUAGES


class SignUp(Coded):
    """One sign-up for one or several persons; its words go some days after, its number stays."""

    gathering = models.ForeignKey(Gathering, on_delete=models.PROTECT, related_name="signups")
    number = models.PositiveIntegerField()
    """Its place in the line; nobody gets a number twice."""
    name = UnloggedTextField(default="")
    way = models.CharField(max_length=10, choices=Way.choices)
    contact = UnloggedTextField(default="")
    persons = models.PositiveSmallIntegerField(default=1)
    needs_interpreter = models.BooleanField(default=False)
    language = models.CharField(max_length=8, choices=LANGUAGES, blank=True)
    access = UnloggedTextField(default="")
    """What makes it possible to take part, such as a ramp."""
    children = UnloggedTextField(default="")
    """First names and ages of the children, where it is for them; the name is the parent's."""
    parent_yes_at = models.DateTimeField(null=True, blank=True)
    parent_yes = models.TextField(blank=True)
    """The words a parent said yes to."""
    party = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    """The association they come from, where the staff or an invitation says so."""
    state = models.CharField(max_length=10, choices=Seat.choices)
    offered_until = models.DateTimeField(null=True, blank=True)
    signed_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    along = ("gathering__host", "gathering__kind", "party")

    class Meta(Coded.Meta):
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["gathering", "number"], name="sign_up_number_once")
        ]

    class Privacy:
        ordinary = (
            "id", "organisation", "gathering", "number", "way", "persons", "state",
            "offered_until", "token_hash", "signed_at", "left_at", "erased_at", "version", "party",
            "parent_yes_at", "parent_yes",
        )  # fmt: skip
        identifying = ("name", "contact", "children", "language", "needs_interpreter")
        sensitive = ("access",)
        kept = "14 days after the last meeting, then counts"

    def __str__(self) -> str:
        return f"{self.gathering_id} {self.number}"

    @property
    def look(self) -> str:
        """How its state is marked beside its word."""
        return SEAT_LOOKS.get(Seat(self.state), "neutral")

    @property
    def holds(self) -> int:
        """How many seats it takes."""
        return self.persons if self.state in HOLDS else 0

    @property
    def is_live(self) -> bool:
        """Whether it has a seat, an offer or a place in the line."""
        return self.state in LIVE

    @property
    def shown_name(self) -> str:
        """The name, or that it was erased."""
        return self.name or _("(slettet)")

    @property
    def at_door(self) -> str:
        """How the door's list names it: the association, or the children and their parent."""
        if self.children:
            return _("%(children)s (%(parent)s)") % {
                "children": self.children, "parent": self.shown_name,
            }  # fmt: skip
        return f"{self.party.name}: {self.shown_name}" if self.party else self.shown_name

    def has_offer_at(self, moment: datetime) -> bool:
        """Whether a seat is offered and may still be taken."""
        return (
            self.state == Seat.OFFERED
            and self.offered_until is not None
            and moment < self.offered_until
        )

    @property
    def actor_label(self) -> str:
        """What history calls whoever signed up; never by name."""
        return _("Den tilmeldte selv")


class SignUpTry(OwnedRecord):
    """A public form was sent from somewhere; of the address only a keyed hash stays for an hour."""

    bucket = models.CharField(max_length=32)
    at = models.DateTimeField()

    class Meta(OwnedRecord.Meta):
        indexes = [models.Index(fields=["organisation", "bucket", "at"])]

    class Border:
        stays_inside = True

    class Privacy:
        ordinary = ("id", "organisation", "at")
        identifying = ("bucket",)
        kept = "1 hour"

    def __str__(self) -> str:
        return f"{self.at}"
