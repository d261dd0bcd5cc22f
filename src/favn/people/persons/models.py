"""What is known of somebody: a card without a name, or a person with a name and what they allow.

A person's words are encrypted; what must be grouped (tier, language, dates) is not. `counted_as`
is the number statistics know a person by: it stands nowhere else than here and on the rows that
are counted, so that an erased person stays one of the counted and nobody's.
"""

import secrets
import uuid
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from favn.kit.encryption import EncryptedTextField
from favn.kit.records import OwnedManager, OwnedQuerySet
from favn.people.organisations.models import OwnedRecord
from favn.people.persons import rules
from favn.people.persons.choices import (
    LANGUAGES,
    PURPOSE_CHOICES,
    Act,
    Contact,
    How,
    Kin,
    Tier,
    Why,
)

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 26
"""26 characters of 30 carry 127 bits: nobody finds a card by trying."""
SECRET = 16
"""16 characters carry 78 bits: enough for a code that lives a day and opens once."""


def new_code(length: int = LENGTH) -> str:
    """A random code without letters and digits that look alike."""
    return "".join(secrets.choice(ALPHABET) for _ in range(length))


def cleaned_code(typed: str) -> str:
    """What a hand scanner or a person typed, without spaces and dashes, in capitals."""
    return "".join(typed.upper().replace("-", "").split())


def grouped(code: str) -> str:
    """A code in groups of four, as it is printed."""
    return " ".join(code[i : i + 4] for i in range(0, len(code), 4))


class PersonQuerySet(OwnedQuerySet["Person"]):
    """Words about persons that chain like a sentence."""

    def present(self) -> Self:
        """Without those merged into another, and those of whom only a law keeps something."""
        return self.filter(merged_into=None, held_until=None)


class PersonManager(OwnedManager["Person"]):
    """The border, then the words above."""

    _queryset_class = PersonQuerySet  # type: ignore[assignment]

    def present(self) -> PersonQuerySet:
        """The present tenant's persons, each once."""
        return self.owned().present()  # type: ignore[attr-defined, no-any-return]


class Person(OwnedRecord):
    """Somebody with a name; everything but the name may be empty."""

    tier = models.CharField(_("trin"), max_length=10, choices=Tier.choices, default=Tier.NAMED)
    name = EncryptedTextField(_("navn"))
    also_known_as = EncryptedTextField(_("også kendt som"), default="")
    born = EncryptedTextField(_("født"), default="")
    born_is_guess = models.BooleanField(_("fødselsår er et skøn"), default=False)
    phone = EncryptedTextField(_("telefon"), default="")
    email = EncryptedTextField(_("mail"), default="")
    address = EncryptedTextField(_("adresse"), default="")
    address_is_protected = models.BooleanField(_("beskyttet adresse"), default=False)
    contact = models.CharField(
        _("kontakt"), max_length=10, choices=Contact.choices, default=Contact.CALL
    )
    safe_contact = EncryptedTextField(_("pas på ved kontakt"), default="")
    language = models.CharField(_("sprog"), max_length=8, choices=LANGUAGES, blank=True)
    more_languages = models.JSONField(_("flere sprog"), default=list, blank=True)
    needs_interpreter = models.BooleanField(_("har brug for tolk"), default=False)
    interpreter_language = models.CharField(
        _("tolkens sprog"), max_length=8, choices=LANGUAGES, blank=True
    )
    interpreter_note = EncryptedTextField(_("om tolken"), default="")
    counted_as = models.UUIDField(default=uuid.uuid4, editable=False)
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged"
    )
    held_until = models.DateField(_("gemt efter loven til"), null=True, blank=True, editable=False)
    created_at = models.DateTimeField(_("oprettet"))
    last_contact_on = models.DateField(_("sidste kontakt"))
    touched_at = models.DateTimeField(editable=False)
    version = models.PositiveIntegerField(default=1)

    objects: ClassVar[PersonManager] = PersonManager()

    class Meta(OwnedRecord.Meta):
        indexes = [
            models.Index(fields=["organisation", "touched_at"]),
            models.Index(fields=["organisation", "last_contact_on"]),
        ]

    class Privacy:
        ordinary = (
            "organisation", "tier", "created_at", "last_contact_on", "touched_at", "version",
            "contact", "needs_interpreter", "address_is_protected", "born_is_guess", "held_until",
        )  # fmt: skip
        identifying = (
            "id", "name", "also_known_as", "born", "phone", "email", "counted_as", "merged_into",
            "language", "more_languages", "interpreter_language",
        )  # fmt: skip
        sensitive = ("address", "safe_contact", "interpreter_note")
        person = "id"
        unsaid = ("counted_as", "merged_into", "touched_at", "version")
        veiled: ClassVar[dict[str, str]] = {"address": "address_is_protected"}
        rows = _("Om dig")
        kept = _("24 måneder efter sidste kontakt")
        clock = ("last_contact_on", 24)
        spared: ClassVar[dict[str, Any]] = {
            "also_known_as": "", "phone": "", "email": "", "address": "", "safe_contact": "",
            "interpreter_note": "", "language": "", "more_languages": list,
            "needs_interpreter": False, "interpreter_language": "", "address_is_protected": False,
        }  # fmt: skip

    def __str__(self) -> str:
        return f"Person {self.pk.hex[:4].upper()}"

    @property
    def about_persons(self) -> tuple[uuid.UUID, ...]:
        """Whose record is read when an encrypted field is opened."""
        return (self.pk,)

    @property
    def birth(self) -> str:
        """The year or day of birth as every page and paper says it; nothing where none stands."""
        told = rules.born_in_words(self.born)
        if not told or not self.born_is_guess:
            return told
        return _now("%(born)s (et skøn)") % {"born": told}

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Mark the moment, by the machine's own clock, so that the search reads it again."""
        self.touched_at = timezone.now()
        if (named := kwargs.get("update_fields")) is not None:
            kwargs["update_fields"] = {*named, "touched_at"}
        super().save(*args, **kwargs)


class Card(OwnedRecord):
    """One guest's card. Lost card: a new one, and a new life in the numbers."""

    code = models.CharField(_("kode"), max_length=40, default=new_code)
    issued_at = models.DateTimeField(_("udstedt"))
    retired_at = models.DateTimeField(_("spærret"), null=True, blank=True)
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="cards"
    )

    class Meta(OwnedRecord.Meta):
        constraints = [
            models.UniqueConstraint(fields=["organisation", "code"], name="card_code_once")
        ]

    class Border:
        stays_inside = True

    class Privacy:
        ordinary = ("organisation", "issued_at", "retired_at")
        identifying = ("id", "code", "person")
        person = "person"
        erased = {"person": None, "code": new_code, "retired_at": timezone.now}
        unsaid = ("code",)
        rows = _("Kort")
        kept = _("13 måneder efter sidste besøg")

    def __str__(self) -> str:
        return f"…{self.code[-4:]}"

    @property
    def grouped_code(self) -> str:
        """The code in groups of four, as it is printed."""
        return grouped(self.code)


def card_with(code: str) -> QuerySet[Card]:
    """The present tenant's card in use with this code, or nothing."""
    return Card.objects.owned().filter(code=cleaned_code(code), retired_at=None)


def is_blocked(code: str) -> bool:
    """Whether this code was a card of the present tenant once, and was blocked as lost."""
    return Card.objects.owned().filter(code=cleaned_code(code), retired_at__isnull=False).exists()


class Relation(OwnedRecord):
    """Somebody around a person: of the household, or a helper who comes along or calls for them.

    Whoever has a record of their own is pointed at; of others only the name and phone are kept.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="relations")
    other = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="related_to"
    )
    kind = models.CharField(_("forhold"), max_length=10, choices=Kin.choices)
    name = EncryptedTextField(_("navn"))
    phone = EncryptedTextField(_("telefon"), default="")
    note = EncryptedTextField(_("bemærkning"), default="")
    lives_along = models.BooleanField(_("bor sammen med personen"), default=False)
    comes_along = models.BooleanField(_("kommer med som hjælper"), default=False)
    calls_for = models.BooleanField(_("ringer på personens vegne"), default=False)
    ended_on = models.DateField(_("slut"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta(OwnedRecord.Meta):
        indexes = [models.Index(fields=["organisation", "person"])]

    class Privacy:
        ordinary = (
            "id", "organisation", "kind", "lives_along", "comes_along", "calls_for", "ended_on",
            "version",
        )  # fmt: skip
        identifying = ("person", "other", "name", "phone")
        sensitive = ("note",)
        person = "person"
        mentions = ("other",)
        unsaid = ("version",)
        rows = _("Familie og hjælpere")
        kept = _("så længe personen er her")

    def __str__(self) -> str:
        return str(self.get_kind_display())

    @property
    def about_persons(self) -> tuple[uuid.UUID, ...]:
        """Whose record is read when an encrypted field is opened."""
        return (self.person_id,)


class Merge(OwnedRecord):
    """Two records of one person became one: what moved, so that it can be moved back."""

    survivor = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="merges")
    loser = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="merged_by"
    )
    """None once it is erased: what the merge wrote in the ledger counts no more than before."""
    at = models.DateTimeField(_("samlet"))
    by_id = models.UUIDField()
    by_label = models.CharField(max_length=120)
    version = models.PositiveIntegerField()
    moved = models.JSONField(default=dict)
    before = EncryptedTextField(default="")
    undone_at = models.DateTimeField(_("skilt ad igen"), null=True, blank=True)

    class Meta(OwnedRecord.Meta):
        ordering = ["-at"]

    class Privacy:
        ordinary = ("id", "organisation", "at", "version", "moved", "undone_at")
        identifying = ("survivor", "loser", "by_id", "by_label")
        sensitive = ("before",)
        person = "survivor"
        mentions = ("loser",)
        unsaid = ("loser", "by_id", "by_label", "version", "moved", "before")
        stays = True
        rows = _("Samlede registreringer")
        kept = _("så længe personen er her")

    def __str__(self) -> str:
        return f"{self.loser_id} → {self.survivor_id}"

    @property
    def about_persons(self) -> tuple[uuid.UUID, ...]:
        """Whose record is read when an encrypted field is opened."""
        return (self.survivor_id, *([self.loser_id] if self.loser_id else []))


class Consent(OwnedRecord):
    """One line of the ledger: what a person said about one purpose, in which words. Never changed.

    What stands is the newest line of a purpose and recipient; a line that a merge wrote counts no
    more once the merge is undone.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="consents")
    purpose = models.CharField(_("formål"), max_length=20, choices=PURPOSE_CHOICES)
    wording_version = models.PositiveSmallIntegerField(_("udgave af teksten"))
    wording = models.TextField(_("tekst"))
    recipient = EncryptedTextField(_("modtager"), default="", blank=True)
    act = models.CharField(_("svar"), max_length=10, choices=Act.choices)
    how = models.CharField(_("hvordan"), max_length=10, choices=How.choices)
    at = models.DateTimeField(_("hvornår"))
    until = models.DateField(_("gælder til"), null=True, blank=True)
    by_id = models.UUIDField(null=True)
    by_label = models.CharField(max_length=120)
    merge = models.ForeignKey(
        Merge, null=True, blank=True, on_delete=models.SET_NULL, related_name="consents"
    )
    position = models.PositiveIntegerField()

    class Meta(OwnedRecord.Meta):
        ordering = ["position"]
        indexes = [models.Index(fields=["organisation", "person"])]

    class Privacy:
        ordinary = (
            "id", "organisation", "purpose", "wording_version", "wording", "act", "how", "at",
            "until", "merge", "position",
        )  # fmt: skip
        identifying = ("person", "by_id", "by_label")
        sensitive = ("recipient",)
        person = "person"
        unsaid = ("by_id", "by_label", "merge", "position")
        rows = _("Samtykker")
        kept = _("så længe personen er her")

    def __str__(self) -> str:
        return f"{self.purpose}: {self.act}"

    @property
    def about_persons(self) -> tuple[uuid.UUID, ...]:
        """Whose record is read when an encrypted field is opened."""
        return (self.person_id,)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Append only. Raises TypeError where a line would be changed."""
        if not self._state.adding:
            raise TypeError("A line of the consent ledger is never changed; append another.")
        super().save(*args, **kwargs)


class OwnPageCode(OwnedRecord):
    """A code the staff gave a person for their own page: opens once, before it ends.

    Of the closed words it opens those alone that the giver wrote: whoever gives a code and keeps
    it reads nothing new.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="page_codes")
    code_hash = models.CharField(max_length=64)
    given_by_id = models.UUIDField()
    given_by_role = models.CharField(max_length=20)
    issued_at = models.DateTimeField(_("givet"))
    until = models.DateTimeField(_("gælder til"))
    used_at = models.DateTimeField(_("brugt"), null=True, blank=True)

    class Meta(OwnedRecord.Meta):
        constraints = [
            models.UniqueConstraint(fields=["organisation", "code_hash"], name="page_code_once")
        ]

    class Privacy:
        ordinary = ("id", "organisation", "given_by_role", "issued_at", "until", "used_at")
        identifying = ("person", "given_by_id")
        sensitive = ("code_hash",)
        person = "person"
        unsaid = ("code_hash", "given_by_id", "given_by_role")
        stays = True
        rows = _("Koder til egen side")
        kept = _("30 dage efter, at den blev givet")
        clock = ("until", 1)

    def __str__(self) -> str:
        return f"{self.issued_at:%Y-%m-%d}"


class OwnPageTry(OwnedRecord):
    """One wrong code for an own page. The bucket is a keyed hash that means nothing after a day."""

    bucket = models.CharField(max_length=32)
    at = models.DateTimeField()

    class Meta(OwnedRecord.Meta):
        indexes = [models.Index(fields=["organisation", "bucket", "at"])]

    class Privacy:
        ordinary = ("id", "organisation", "bucket", "at")
        kept = "one hour"

    def __str__(self) -> str:
        return self.bucket


class Erasure(OwnedRecord):
    """That somebody was erased, when and why; nothing about whom but a number nobody can read.

    After a backup was restored it tells whom to erase again.
    """

    person_id = models.UUIDField()
    at = models.DateTimeField()
    why = models.CharField(max_length=10, choices=Why.choices)
    by_id = models.UUIDField(null=True)
    by_label = models.CharField(max_length=120)
    tally = models.JSONField(default=dict)
    held_until = models.DateField(null=True)
    """Where a law keeps part of it: until when. A later line then tells that it went too."""

    class Meta(OwnedRecord.Meta):
        ordering = ["-at"]

    class Privacy:
        ordinary = ("id", "organisation", "person_id", "at", "why", "tally", "held_until")
        identifying = ("by_id", "by_label")
        kept = "5 years"

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d} {self.why}"


class RetentionRun(OwnedRecord):
    """What the clocks took away on one day, and what they only propose; no word about whom."""

    on = models.DateField()
    at = models.DateTimeField()
    by_label = models.CharField(max_length=120)
    done = models.JSONField(default=dict)

    class Meta(OwnedRecord.Meta):
        ordering = ["-on"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "on"], name="retention_run_once_a_day")
        ]

    class Privacy:
        ordinary = ("id", "organisation", "on", "at", "by_label", "done")
        kept = "24 months"

    def __str__(self) -> str:
        return f"{self.on}"
