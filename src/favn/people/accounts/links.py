"""Links by mail: a secret in an address opens one thing without an account, until it ends.

A room adds a kind of link with one declaration, and names in it what the link opens:

    class SeatLink(Link):
        entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="seat_links")
        opens = ("entry",)              a newer link to the same entry ends the older one
        lives = timedelta(days=90)      unless the room sets `expires_at` itself
        said = {Ended.NEWER: _("…")}    its own words for how it ended; the rest stand here
        what_now = _("Bed %(who)s …")   what to do then; %(who)s is the house

        class Privacy(Link.Privacy):
            ordinary = (*Link.Privacy.ordinary, "entry")

An action gives it with `send` (by mail, which leaves when the view says `mail.leave`) or `give` (by
hand), and ends it with `end`; `withdraw` is for one that went astray. Its pages stand at
`…<slug:organisation>/<str:token>/…` behind `door.by_link(SeatLink, "why without an account")`, the
only place that reads a secret from an address. They get the link: `link.entry`,
`link.at("room:page")`; history is written `by=link`.
"""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from typing import Any, ClassVar, Self, TypeVar
from uuid import UUID

from django.conf import settings
from django.db import models, transaction
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from favn.kit import clock, history
from favn.kit.history import Actor
from favn.kit.records import OwnedQuerySet
from favn.kit.refusals import Taken, standing
from favn.kit.templatetags.kit import when
from favn.kit.tokens import fingerprint
from favn.people.accounts import mail
from favn.people.accounts.choices import Ended, Reached
from favn.people.accounts.mail import Carried, Mail
from favn.people.organisations.keeping import Ends
from favn.people.organisations.models import OwnedRecord

SECRET_BYTES = 24
"""192 bits: nobody finds one by trying."""
AddressOf = Callable[[str], str]
"""Secret → the whole address it opens."""
SAID: Mapping[Ended, str | Promise] = {
    Ended.NEWER: gettext_lazy("Der er sendt et nyere link."),
    Ended.USED: gettext_lazy("Linket er brugt. Det virker kun én gang."),
    Ended.WITHDRAWN: gettext_lazy("Linket er trukket tilbage."),
    Ended.WRONG: gettext_lazy("Nogen har sagt, at linket kom til en forkert."),
    Ended.LATE: gettext_lazy("Linket virkede til og med %(day)s."),
}


class Opened(OwnedRecord):
    """A row that a secret in an address opens; the secret itself is never kept."""

    token_hash = models.CharField(max_length=64, blank=True)
    """Empty where no secret was ever given out."""

    along: ClassVar[tuple[str, ...]] = ()
    """What its pages read along with it, as for select_related."""
    is_own: ClassVar[bool] = False
    """Whether whoever comes opens what is their own, so that nobody looks anybody up."""
    secret = ""
    """As it stood in the address of the page that is being answered."""

    class Meta(OwnedRecord.Meta):
        abstract = True
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["organisation", "token_hash"])
        ]

    @classmethod
    def opened_by(cls, secret: str) -> Self | None:
        """What a secret opens in the present tenant, also where it has ended; None for a guess."""
        known = cls.spelt(secret)
        wanted = fingerprint(known)
        rows = cls.findable().filter(token_hash=wanted)
        row = rows.select_related("organisation", *cls.along).first()
        if row is None or not hmac.compare_digest(row.token_hash, wanted):
            return None
        row.secret = known
        return row

    @classmethod
    def findable(cls) -> OwnedQuerySet[Self]:
        """The rows a secret may open at all."""
        return cls.objects.owned()

    @classmethod
    def spelt(cls, secret: str) -> str:
        """A secret as it was given out; codes that people type are written in several ways."""
        return secret

    def why_ended(self, moment: datetime) -> Ended | None:
        """Why it opens nothing at that moment; None while it works."""
        return None

    def at(self, page: str, *more: object) -> str:
        """The address of one of its pages, on the page that is being answered."""
        return reverse(page, args=[*self.args, *more])

    @property
    def noted(self) -> str:
        """What the log says beside it, for a kind that is not known by what it opens."""
        return ""

    @property
    def args(self) -> tuple[str, str]:
        """What begins every address of its pages."""
        return self.organisation.slug, self.secret

    @property
    def actor_id(self) -> UUID:
        """Whose key history keeps."""
        return self.id

    @property
    def actor_label(self) -> str:
        """What history calls whoever comes by it: nobody knows who it is."""
        return _("Et link")


class Link(Opened, Carried):
    """Opens something for whoever has it, from the day it was made until it ends.

    Where it is mailed, `reached` says whether it left.
    """

    sent_to = models.EmailField(blank=True)
    """Empty where it was given by hand."""
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=120)
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_why = models.CharField(max_length=10, choices=Ended.choices, blank=True)

    opens: ClassVar[tuple[str, ...]] = ()
    """The fields that say what it opens."""
    lives: ClassVar[timedelta] = timedelta(days=60)
    said: ClassVar[Mapping[Ended, str | Promise]] = {}
    what_now: ClassVar[str | Promise] = gettext_lazy(
        "Bed %(who)s om et nyt link. Det, I har skrevet, er der endnu."
    )

    class Meta(Opened.Meta):
        abstract = True
        ordering: ClassVar[list[str]] = ["-made_at"]

    class Privacy:
        ordinary: tuple[str, ...] = (
            "id", "organisation", "token_hash", "made_at", "expires_at", "ended_at", "ended_why",
            "mail", "reached",
        )  # fmt: skip
        identifying: tuple[str, ...] = ("sent_to", "made_by")
        kept = "1 year after it ended"
        ends = Ends("expires_at", months=12)

    def __str__(self) -> str:
        return f"{self.pk} {self.made_at:%Y-%m-%d}"

    @classmethod
    def living(cls) -> OwnedQuerySet[Self]:
        """Those that nothing has ended, though their day may have passed."""
        return cls.objects.owned().filter(ended_at=None)

    @property
    def subject(self) -> dict[str, Any]:
        """What it opens, as a filter."""
        return {name: getattr(self, name) for name in self.opens}

    def why_ended(self, moment: datetime) -> Ended | None:
        """What ended it, or that its day has passed; to the second."""
        if self.ended_at:
            return Ended(self.ended_why)
        return Ended.LATE if moment >= self.expires_at else None

    def older(self) -> OwnedQuerySet[Self]:
        """The living ones to the same that a newer one ends."""
        rows = type(self).living().filter(**self.subject, made_at__lte=self.made_at)
        return rows.exclude(pk=self.pk)

    def went(self, reached: Reached, at: datetime) -> None:
        """What became of its letter; one that left ends the older links, and no other does."""
        super().went(reached, at)
        if reached == Reached.SENT:
            end(self.older(), Ended.NEWER, at=at)

    def how_ended(self, why: Ended) -> str:
        """The sentence the page says then."""
        return str(self.said.get(why, SAID[why])) % {"day": when(self.last_day)}

    @property
    def told(self) -> str:
        """How it ended, empty where nothing has ended it; for whoever gave it."""
        return self.how_ended(Ended(self.ended_why)) if self.ended_at else ""

    @property
    def made_on(self) -> date:
        """The local day it was made."""
        return localtime(self.made_at).date()

    @property
    def last_day(self) -> date:
        """The last local day it works."""
        return localtime(self.expires_at - timedelta(seconds=1)).date()

    @property
    def whose(self) -> str:
        """The address it was sent to, enough for its owner to know it: h…n@mail.dk."""
        who, _at, domain = self.sent_to.partition("@")
        return f"{who[:1]}…{who[-1:] if len(who) > 2 else ''}@{domain}"


L = TypeVar("L", bound=Link)


def lock(row: Opened, secret: str = "") -> str:
    """A new secret for a row that is about to be saved, told this once, or one that can be made
    again.
    """
    secret = secret or secrets.token_urlsafe(SECRET_BYTES)
    row.token_hash = fingerprint(secret)
    return secret


def derived(what: str, key: UUID) -> str:
    """A secret that follows from a row's key and the host's own: 43 letters, 256 bits.

    A letter that did not leave is written again with the same address, and the database never
    holds it. Nobody finds one by trying.
    """
    digest = hmac.digest(settings.SECRET_KEY.encode(), f"{what}|{key}".encode(), hashlib.sha256)
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")


@transaction.atomic
def give(link: Link, *, by: Actor, at: datetime) -> str:
    """Write a new link, end the older ones to the same, and tell its secret this once."""
    end(type(link).living().filter(**link.subject), Ended.NEWER, at=at)
    secret = _begun(link, by, at)
    link.save(force_insert=True)
    history.note("give-link", link, by=by, at=at, reason=link.noted)
    return secret


def _begun(link: Link, by: Actor, at: datetime) -> str:
    """Fill in a new link before it is saved; its secret."""
    secret = lock(link)
    link.made_at, link.made_by = at, by.actor_label
    link.expires_at = link.expires_at or clock.end_of(localtime(at).date() + type(link).lives)
    return secret


@transaction.atomic
def send(link: L, letter: Callable[[str], Mail | None], *, by: Actor, at: datetime) -> L:
    """Write a link and the letter that tells its secret, once per its id.

    The letter leaves after the transaction (`mail.leave`), and ends the older links when it has
    left. Raises Taken where the id is that of a link to something else.
    """
    if stands := standing(link):
        if stands.subject != link.subject:
            raise Taken(str(link.pk))
        return stands
    secret = _begun(link, by, at)
    link.carry(letter(secret))
    link.save(force_insert=True)
    history.note("give-link", link, by=by, at=at, reason=link.noted)
    return link


def end(rows: models.QuerySet[Any], why: Ended, *, at: datetime) -> int:
    """End links that nothing has ended yet, and send none that waits; how many that were."""
    living = rows.filter(ended_at=None)
    mail.drop(living.filter(reached=Reached.WAITING), at=at)
    return living.update(ended_at=at, ended_why=why)


@transaction.atomic
def withdraw(rows: models.QuerySet[Any], *, by: Actor, at: datetime) -> int:
    """Take links back that went astray; how many that were."""
    for row in rows.filter(ended_at=None):
        history.note("withdraw-link", row, by=by, at=at, reason=row.noted)
    return end(rows, Ended.WITHDRAWN, at=at)


def used(row: Opened, *, at: datetime) -> None:
    """Remember that it was opened, once a local day; in history alone, as opening is reading."""
    morning = clock.end_of(localtime(at).date() - timedelta(days=1))
    if not history.of(row).filter(verb="open", at__gte=morning).exists():
        history.note("open", row, by=row, at=at, reason=row.noted)
