"""Accounts, memberships that say which role an account has where, and who looked at whom."""

import uuid
from datetime import datetime, timedelta
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from favn.kit import clock
from favn.kit.encryption import EncryptedTextField
from favn.kit.records import Record
from favn.people.accounts.choices import Ended, Look, Verdict
from favn.people.accounts.links import Link
from favn.people.accounts.roles import BY_KEY, CHOICES, Area, Level, Role
from favn.people.organisations.keeping import Ends
from favn.people.organisations.models import Organisation, OwnedRecord, Unit


class AccountManager(BaseUserManager["Account"]):
    """Makes accounts; used by allauth and by the demo world."""

    def create_user(self, email: str, password: str | None = None, **fields: object) -> "Account":
        """A new account; without a password nobody can sign in to it with one."""
        account = self.model(email=self.normalize_email(email), **fields)
        account.set_password(password)
        account.save(using=self._db)
        return account


class Account(AbstractBaseUser):
    """Somebody who can sign in. What they may do stands on their memberships."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    is_active = models.BooleanField(default=True)
    is_demo = models.BooleanField(default=False)
    ended_on = models.DateField(null=True, blank=True, editable=False)
    """When their last role ended; none for those who work somewhere."""
    ended_in = models.ForeignKey(
        Organisation, models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )
    """Where that was: the house whose clock lets their address go."""

    objects: ClassVar[AccountManager] = AccountManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Privacy:
        ordinary = ("is_active", "is_demo", "last_login", "ended_on", "ended_in")
        identifying = ("id", "email", "name")
        sensitive = ("password",)
        kept = "12 months after the last role ended; then the name beside what they wrote"

    def __str__(self) -> str:
        return self.name

    def get_session_auth_hash(self) -> str:
        """What a session stands by: another password or another address ends it."""
        said = f"{self.email}|{self.password}"
        return salted_hmac("favn.accounts.session", said, algorithm="sha256").hexdigest()

    @property
    def actor_id(self) -> uuid.UUID:
        """Who history names."""
        return self.id

    @property
    def actor_label(self) -> str:
        """How history names them."""
        return self.name


class Membership(OwnedRecord):
    """One account's role in one organisation, in one unit of it where the role has one."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=20, choices=CHOICES)
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT)

    class Meta(OwnedRecord.Meta):
        ordering = ["organisation__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "account", "role"], name="membership_once"
            )
        ]

    class Border:
        account = "account"

    class Privacy:
        ordinary = ("id", "organisation", "role", "unit")
        identifying = ("account",)
        kept = "as long as somebody works here"

    def __str__(self) -> str:
        return f"{self.account_id}: {self.role}"

    @property
    def kind(self) -> Role:
        """The role as data."""
        return BY_KEY[self.role]

    def may(self, area: Area, level: Level) -> bool:
        """Whether this membership reaches `level` in `area`."""
        return self.kind.may(area, level)


class Invitation(Link):
    """A colleague who may come: by its link they choose a password, or say yes with the one they
    have. Until then there is no account, so that nobody learns whether there was one elsewhere.
    """

    name = models.CharField(max_length=120)
    role = models.CharField(max_length=20, choices=CHOICES)
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT)
    asked_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")

    opens = ("sent_to",)
    along = ("unit",)
    lives = timedelta(days=14)
    said: ClassVar = {
        Ended.NEWER: gettext_lazy("Der er sendt en nyere invitation. Find den sidste mail."),
        Ended.USED: gettext_lazy("Invitationen er brugt. Den virker kun én gang."),
        Ended.WITHDRAWN: gettext_lazy("Invitationen er taget tilbage."),
        Ended.LATE: gettext_lazy("Invitationen virkede til og med %(day)s."),
    }
    what_now = gettext_lazy("Har du sagt ja, så log ind. Ellers bed %(who)s om en ny invitation.")

    class Meta(Link.Meta):
        indexes: ClassVar = [*Link.Meta.indexes, models.Index(fields=["organisation", "sent_to"])]

    class Border:
        stays_inside = True

    class Privacy(Link.Privacy):
        ordinary = (*Link.Privacy.ordinary, "role", "unit")
        identifying = (*Link.Privacy.identifying, "name", "asked_by")
        kept = "30 days after its last day"
        ends = Ends("expires_at", days=30)

    @property
    def kind(self) -> Role:
        """The role as data."""
        return BY_KEY[self.role]

    @property
    def is_late(self) -> bool:
        """Whether its last day has passed before anybody came."""
        return self.why_ended(clock.now()) == Ended.LATE

    @property
    def noted(self) -> str:
        """Who, and as what."""
        return f"{self.name}, {self.kind.name}"

    @property
    def actor_label(self) -> str:
        """What history calls whoever opens it."""
        return _("Link til %(name)s") % {"name": self.name}


class NewAddress(Link):
    """An address somebody wants to sign in with; it is theirs when they, signed in, open its link.

    It stands by the password and the address that were when it was asked for.
    """

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    stood = models.CharField(max_length=64)

    opens = ("account",)
    along = ("account",)
    lives = timedelta(days=1)
    said: ClassVar = {
        Ended.WITHDRAWN: gettext_lazy(
            "Linket gælder ikke mere: det er taget tilbage, eller adgangskoden er skiftet siden."
        ),
    }
    what_now = gettext_lazy(
        "Du logger ind med den adresse, du plejer. Under “Sådan logger du ind” kan du bede om et"
        " nyt link."
    )

    class Meta(Link.Meta):
        indexes: ClassVar = [*Link.Meta.indexes, models.Index(fields=["organisation", "account"])]

    class Border:
        stays_inside = True

    class Privacy(Link.Privacy):
        identifying = (*Link.Privacy.identifying, "account")
        sensitive = ("stood",)
        kept = "30 days after its last day"
        ends = Ends("expires_at", days=30)

    def why_ended(self, moment: datetime) -> Ended | None:
        """As any link; and nothing that was asked for before the password changed is done."""
        is_same = self.stood == self.account.get_session_auth_hash()
        return super().why_ended(moment) or (None if is_same else Ended.WITHDRAWN)

    @property
    def actor_label(self) -> str:
        """What history calls whoever opens it."""
        return _("Link til %(name)s") % {"name": self.account.name}


class ScreenPin(Record):
    """A short code with which an account opens its own locked screen, and nothing else."""

    account = models.OneToOneField(Account, on_delete=models.CASCADE, related_name="screen_pin")
    sealed = models.TextField()
    set_at = models.DateTimeField()
    wrong = models.PositiveSmallIntegerField(default=0)
    """Tries since the last right one."""

    class Privacy:
        ordinary = ("id", "set_at", "wrong")
        identifying = ("account",)
        sensitive = ("sealed",)
        kept = "as long as the account"

    def __str__(self) -> str:
        return f"{self.account_id} since {self.set_at:%Y-%m-%d}"


class Opening(OwnedRecord):
    """A person opened by somebody whose role does not reach them: why, and until when."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT)
    person_id = models.UUIDField()
    reason = EncryptedTextField(null=True)
    at = models.DateTimeField()
    ends_at = models.DateTimeField()
    told = models.PositiveSmallIntegerField(default=0)
    """How many were told by mail; the page tells the rest."""

    class Meta(OwnedRecord.Meta):
        ordering = ["-at"]
        indexes = [
            models.Index(fields=["organisation", "account", "person_id"]),
            models.Index(fields=["organisation", "at"]),
        ]

    class Border:
        stays_inside = True

    class Privacy:
        ordinary = ("id", "organisation", "at", "ends_at", "told")
        identifying = ("account", "person_id")
        sensitive = ("reason",)
        kept = "5 years"

    def __str__(self) -> str:
        return f"{self.account_id}: {self.person_id} until {self.ends_at:%H.%M}"


class Lookup(OwnedRecord):
    """One page about persons that was asked for: by whom, when, what for, and how it was answered.

    Like history it points at nobody by foreign key, so that it never blocks a deletion. What was
    searched for, and why, may name a person; it is encrypted, and can be taken out alone.
    """

    at = models.DateTimeField()
    actor_id = models.UUIDField()
    actor_label = models.CharField(max_length=120)
    role = models.CharField(max_length=20)
    kind = models.CharField(max_length=10, choices=Look.choices)
    page = models.CharField(max_length=120)
    status = models.PositiveSmallIntegerField()
    criterion = EncryptedTextField(null=True)
    purpose = EncryptedTextField(null=True)
    opening = models.ForeignKey("Opening", null=True, on_delete=models.PROTECT)

    class Meta(OwnedRecord.Meta):
        ordering = ["-at"]
        indexes = [
            models.Index(fields=["organisation", "at"]),
            models.Index(fields=["organisation", "actor_id", "at"]),
        ]

    class Border:
        stays_inside = True

    class Privacy:
        ordinary = ("id", "organisation", "at", "role", "kind", "page", "status", "opening")
        identifying = ("actor_id", "actor_label")
        sensitive = ("criterion", "purpose")
        kept = "24 months"

    def __str__(self) -> str:
        return f"{self.kind} {self.page}"

    @property
    def role_name(self) -> str:
        """The role as people speak of it."""
        return str(BY_KEY[self.role].name) if self.role in BY_KEY else self.role

    @property
    def outcome(self) -> str:
        """How the page answered, in words."""
        if self.status in {403, 404}:
            return _("Afvist")
        return _("Fejl") if self.status >= 500 else _("Vist")


class LookedAt(OwnedRecord):
    """One person that a look-up opened or listed."""

    # A list writes fifty of these before it is shown. Their look-up holds the organisation, and the
    # border holds that they agree; to ask for it fifty times more is a third of the time.
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", db_index=False,
        db_constraint=False,
    )  # fmt: skip
    lookup = models.ForeignKey(Lookup, on_delete=models.CASCADE, related_name="persons")
    person_id = models.UUIDField()

    class Meta(OwnedRecord.Meta):
        indexes = [models.Index(fields=["organisation", "person_id"])]

    class Border:
        stays_inside = True

    class Privacy:
        ordinary = ("id", "organisation", "lookup")
        identifying = ("person_id",)
        kept = "24 months"

    def __str__(self) -> str:
        return f"{self.lookup_id}: {self.person_id}"


class LookupReview(OwnedRecord):
    """What somebody decided about one look-up that was drawn, or asked about."""

    lookup = models.OneToOneField(Lookup, on_delete=models.CASCADE, related_name="review")
    verdict = models.CharField(max_length=10, choices=Verdict.choices)
    note = EncryptedTextField(null=True)
    by = models.ForeignKey(Account, on_delete=models.PROTECT)
    at = models.DateTimeField()

    class Border:
        stays_inside = True

    class Privacy:
        ordinary = ("id", "organisation", "lookup", "verdict", "at")
        identifying = ("by",)
        sensitive = ("note",)
        kept = "24 months"

    def __str__(self) -> str:
        return f"{self.verdict}: {self.lookup_id}"
