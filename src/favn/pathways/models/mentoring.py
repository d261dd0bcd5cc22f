"""Local networks with their partners, those who sign up, and those who are in the pool.

Who signs up by the public page is a claim: a row of its own until a coordinator takes it in as a
person, or does not. In the pool somebody is a person with a name; nothing of a case stands here.
"""

import uuid
from datetime import date, datetime
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from favn.kit.encryption import EncryptedTextField
from favn.pathways.choices.mentoring import (
    NETWORK_LOOKS,
    STANDING_LOOKS,
    Gender,
    Goal,
    LeftWhy,
    NetworkState,
    PartnerRole,
    Side,
    Standing,
    Times,
    Trade,
)
from favn.pathways.rules import mentoring as rules
from favn.people.accounts.choices import Reached
from favn.people.accounts.mail import Carried
from favn.people.organisations.models import Organisation, OwnedRecord
from favn.people.persons.choices import LANGUAGES
from favn.people.persons.models import Person

NAMES = dict(LANGUAGES)
"""Language → its name, in the reader's language when it is shown."""
OTHER = "other"
"""A language that is on no list: it names nothing that two can have in common."""


def begun(label: object) -> str:
    """A label as it stands inside a sentence; names in it keep their letters."""
    text = str(label)
    return text[:1].lower() + text[1:]


class Network(OwnedRecord):
    """Mentoring in one city, and what it can take on."""

    slug = models.SlugField(max_length=60)
    name = models.CharField(_("navn"), max_length=80)
    city = models.CharField(_("by"), max_length=80)
    state = models.CharField(max_length=8, choices=NetworkState.choices, default=NetworkState.OPEN)
    since = models.DateField()
    why = models.CharField(max_length=300, blank=True)
    """Why it was cut down or closed, as everybody may read it."""
    heir = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="heirs"
    )
    """Which network took over its pairs when it closed."""
    silent_weeks = models.PositiveSmallIntegerField(default=4)
    """After so many weeks without a meeting a pair is silent."""
    version = models.PositiveIntegerField(default=1)

    class Meta(OwnedRecord.Meta):
        ordering = ["state", "name"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "slug"], name="mentor_network_once")
        ]

    class Privacy:
        ordinary = (
            "id", "organisation", "slug", "name", "city", "state", "since", "why", "heir",
            "silent_weeks", "version",
        )  # fmt: skip
        kept = "unlimited"

    def __str__(self) -> str:
        return self.name

    @property
    def look(self) -> str:
        """How its state is marked beside its word."""
        return NETWORK_LOOKS[NetworkState(self.state)]

    @property
    def is_closed(self) -> bool:
        """Whether it takes nobody any more."""
        return self.state == NetworkState.CLOSED


class Partner(OwnedRecord):
    """A party of the directory that a local network works with."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="partners")
    party = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=10, choices=PartnerRole.choices)
    since = models.DateField()
    ended_on = models.DateField(null=True, blank=True)

    class Meta(OwnedRecord.Meta):
        ordering = ["party__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["network", "party", "role"],
                condition=Q(ended_on=None),
                name="mentor_partner_once",
            )
        ]

    class Border:
        stays_inside = True

    class Privacy:
        ordinary = ("id", "organisation", "network", "party", "role", "since", "ended_on")
        kept = "unlimited"

    def __str__(self) -> str:
        return self.party.name


class Wishing(OwnedRecord):
    """What somebody says of themselves, as the matching reads it."""

    network = models.ForeignKey(Network, on_delete=models.PROTECT, related_name="+")
    side = models.CharField(_("side"), max_length=6, choices=Side.choices)
    languages = models.JSONField(_("sprog"), default=list)
    trade = models.CharField(_("fag"), max_length=10, choices=Trade.choices, blank=True)
    goals = models.JSONField(_("vil nå"), default=list)
    times = models.JSONField(_("kan mødes"), default=list)
    places = models.PositiveSmallIntegerField(_("plads til"), default=1)
    """How many a mentor can follow at once; a mentee has one mentor."""
    gender = models.CharField(_("køn"), max_length=6, choices=Gender.choices, blank=True)
    wants_woman = models.BooleanField(_("vil have en kvinde som mentor"), default=False)
    about = EncryptedTextField(_("med egne ord"), default="")
    """Shown to whoever is suggested; the form says so."""

    class Meta(OwnedRecord.Meta):
        abstract = True

    @property
    def is_mentor(self) -> bool:
        """Which of the two they are."""
        return self.side == Side.MENTOR

    @property
    def spoken(self) -> str:
        """Languages by name."""
        return ", ".join(str(NAMES[code]) for code in self.languages if code in NAMES)

    @property
    def goal_words(self) -> str:
        """What they want to come nearer, or can help with."""
        return ", ".join(begun(Goal(key).label) for key in self.goals if key in Goal)

    @property
    def time_words(self) -> str:
        """When they can meet."""
        return ", ".join(begun(Times(key).label) for key in self.times if key in Times)

    @property
    def trade_word(self) -> str:
        """Their field, or that it does not matter."""
        return str(Trade(self.trade).label) if self.trade else gettext("Alle fag")

    @property
    def facts(self) -> list[tuple[str, str]]:
        """(what, in words) that whoever is suggested may read."""
        goals = gettext("Kan hjælpe med") if self.is_mentor else gettext("Vil gerne nå")
        return [
            (gettext("Sprog"), self.spoken or "–"),
            (gettext("Fag"), self.trade_word),
            (goals, self.goal_words or "–"),
            (gettext("Kan mødes"), self.time_words or "–"),
        ]

    @property
    def all_facts(self) -> list[tuple[str, str]]:
        """The same, with what only the coordinator needs."""
        lines = self.facts
        if self.is_mentor:
            lines.append((gettext("Plads til"), str(self.places)))
        elif self.wants_woman:
            lines.append((gettext("Ønsker"), gettext("En mentor, der er kvinde")))
        return lines


WISHES = (
    "network", "side", "languages", "trade", "goals", "times", "places", "gender", "wants_woman",
    "about",
)  # fmt: skip
"""The fields a sign-up and somebody in the pool share."""


class Application(Wishing, Carried):
    """A sign-up by the public page, until a coordinator takes it in or puts it away."""

    name = EncryptedTextField()
    contact = EncryptedTextField(default="")
    is_mail = models.BooleanField(default=False)
    language = models.CharField(max_length=8, blank=True)
    """The language the page was read in."""
    consent_version = models.PositiveSmallIntegerField()
    consent_wording = models.TextField()
    """The words they said yes to, in the language they read; both go to the person's ledger."""
    signed_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)
    participant = models.OneToOneField(
        "Participant", null=True, blank=True, on_delete=models.SET_NULL, related_name="application"
    )

    class Meta(Wishing.Meta):
        ordering = ["signed_at"]
        indexes = [models.Index(fields=["organisation", "settled_at", "signed_at"])]

    class Border:
        stays_inside = True

    class Privacy:
        ordinary = (
            "id", "organisation", "network", "side", "places", "is_mail", "consent_version",
            "consent_wording", "signed_at", "settled_at", "mail", "reached",
        )  # fmt: skip
        identifying = (
            "name", "contact", "languages", "trade", "goals", "times", "gender", "wants_woman",
            "about", "language", "participant",
        )  # fmt: skip
        kept = "60 days without an answer; its words go when somebody is taken in"

    def __str__(self) -> str:
        return f"{self.side} {self.signed_at:%Y-%m-%d}"

    def let_go(self, at: datetime) -> None:
        """Its words go; that somebody signed up stays."""
        self.settled_at = at
        self.name, self.contact, self.about = "", "", ""
        self.languages, self.goals, self.times, self.trade, self.gender = [], [], [], "", ""
        self.save()

    def went(self, reached: Reached, at: datetime) -> None:
        """Who was told that the network closed is done with; whom no mail reached is called."""
        super().went(reached, at)
        if reached == Reached.SENT and self.settled_at is None:
            self.let_go(at)

    @property
    def actor_id(self) -> uuid.UUID:
        """Whose key history keeps."""
        return self.id

    @property
    def actor_label(self) -> str:
        """What history calls whoever signed up; never by name."""
        return gettext("Den tilmeldte selv")


class Participant(Wishing):
    """One person on one side of one network, from their sign-up until they leave."""

    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="mentoring"
    )
    called = EncryptedTextField(_("kaldes"), default="")
    """The name that whoever is suggested reads; the first one, unless they say otherwise."""
    standing = models.CharField(
        _("trin"), max_length=7, choices=Standing.choices, default=Standing.SIGNED
    )
    signed_on = models.DateField(_("tilmeldt"))
    waiting_since = models.DateField(_("venter siden"))
    """When they signed up; after a pair that was broken, that day."""
    interviewed_on = models.DateField(_("talt med"), null=True, blank=True)
    note = EncryptedTextField(_("koordinatorens note"), default="")
    needs_certificate = models.BooleanField(_("mentor skal have en attest"), default=False)
    certificate_seen_on = models.DateField(_("attest set"), null=True, blank=True)
    left_on = models.DateField(_("gået ud"), null=True, blank=True)
    left_why = models.CharField(max_length=8, choices=LeftWhy.choices, blank=True)
    counted_as = models.UUIDField(null=True, editable=False)
    version = models.PositiveIntegerField(default=1)

    class Meta(Wishing.Meta):
        ordering = ["waiting_since", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["network", "person", "side"],
                condition=Q(left_on=None) & ~Q(person=None),
                name="mentoring_side_once",
            )
        ]
        indexes = [models.Index(fields=["organisation", "side", "standing", "waiting_since"])]

    class Border:
        stays_inside = True

    class Privacy:
        ordinary = (
            "id", "organisation", "network", "side", "standing", "signed_on", "waiting_since",
            "interviewed_on", "left_on", "left_why", "places", "version", "needs_certificate",
            "certificate_seen_on",
        )  # fmt: skip
        identifying = (
            "person", "called", "languages", "trade", "goals", "times", "gender", "wants_woman",
            "counted_as",
        )  # fmt: skip
        sensitive = ("about", "note")
        captions: ClassVar[dict[str, Any]] = {"left_why": _("hvorfor det sluttede")}
        told: ClassVar[dict[str, str]] = {"goals": "goal_words", "times": "time_words"}
        closed = ("note",)
        writers: tuple[str, ...] = ()  # Which coordinator wrote it is not kept; they tell of it.
        person = "person"
        counted_as = "counted_as"
        erased: ClassVar[dict[str, Any]] = {
            "person": None, "called": "", "about": "", "note": "", "languages": list,
            "goals": list, "times": list, "trade": "", "gender": "", "wants_woman": False,
            "standing": Standing.LEFT, "certificate_seen_on": None,
        }  # fmt: skip
        unsaid = ("counted_as", "version")
        rows = _("Mentor eller mentee")
        kept = _("så længe personen er her, derefter kun som et tal")

    def __str__(self) -> str:
        return f"{self.side} {self.pk.hex[:4].upper()}"

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
        return gettext("Mentoren selv") if self.is_mentor else gettext("Menteen selv")

    @property
    def name(self) -> str:
        """The whole name, for the staff."""
        return self.person.name if self.person else gettext("(slettet)")

    @property
    def first_name(self) -> str:
        """What the other one reads."""
        return self.called or gettext("(slettet)")

    @property
    def look(self) -> str:
        """How the standing is marked."""
        return STANDING_LOOKS[Standing(self.standing)]

    @property
    def is_left(self) -> bool:
        """Whether they are out."""
        return self.standing == Standing.LEFT

    def has_certificate(self, today: date) -> bool:
        """Whether a certificate that was seen still counts."""
        return rules.holds(self.certificate_seen_on, today)


class Try(OwnedRecord):
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
