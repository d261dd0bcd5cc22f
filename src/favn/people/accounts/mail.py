"""Mail: written in the transaction that makes a letter needed, and sent after it.

    row.carry(mail.write(to, "Subject", "room/letters/x.txt", words, at=at))     in an action
    mail.leave(row, at=clock.now())                                              in the view, after

What waits lies sealed with its words; when it has left, or never can, the words go. The rows it
was written for (`Carried`) are told what became of it.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import cache
from typing import Any
from uuid import uuid4

from django.apps import apps
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.db import models
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from favn.kit.encryption import UnloggedTextField
from favn.kit.tenancy import current
from favn.people.accounts.choices import NOT_REACHED, REACHED_LOOKS, Post, Reached
from favn.people.accounts.posting import AT_ONCE, Posted, post
from favn.people.organisations.keeping import Ends
from favn.people.organisations.models import OwnedRecord

WENT = {
    Post.SENT: Reached.SENT,
    Post.FAILED: Reached.FAILED,
    Post.NO_ADDRESS: Reached.NO_ADDRESS,
    Post.DROPPED: Reached.DROPPED,
}
"""How far a letter is when it goes no further → what its rows are told."""
WORDS = ("to", "subject", "text", "reply_to")


class Mail(Posted):
    """One letter with its words, until it has left."""

    to = UnloggedTextField(default="")
    """One address, or several with commas."""
    subject = UnloggedTextField(default="")
    text = UnloggedTextField(default="")
    reply_to = UnloggedTextField(default="")

    class Border:
        stays_inside = True

    class Privacy(Posted.Privacy):
        identifying = WORDS
        kept = "30 days; the words until it has left"
        ends = Ends("decided_at", days=30, only={"state__in": [*WENT]})

    def __str__(self) -> str:
        return f"{self.state} {self.decided_at:%Y-%m-%d}"

    def went(self, at: datetime) -> None:
        """Forget the words, and tell every row that it was written for."""
        for name in WORDS:
            setattr(self, name, "")
        self.save(update_fields=WORDS)
        for kind in carriers():
            for row in kind.objects.owned().filter(mail=self):
                row.went(WENT[Post(self.state)], at)


class Carried(OwnedRecord):
    """A row that a letter is written for; it says what became of it when the letter is long gone.

    Several rows may share one letter.
    """

    mail = models.ForeignKey(
        Mail, null=True, blank=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )
    reached = models.CharField(max_length=10, choices=Reached.choices, blank=True)
    """Empty where nothing was to be mailed."""

    class Meta(OwnedRecord.Meta):
        abstract = True

    def carry(self, letter: Mail | None) -> None:
        """Before it is saved: its letter waits, or there was nobody to write to."""
        self.mail = letter
        self.reached = Reached.WAITING if letter else Reached.NO_ADDRESS

    def went(self, reached: Reached, at: datetime) -> None:
        """What became of its letter."""
        self.reached = reached
        self.save(update_fields=["reached"])

    @property
    def is_sent(self) -> bool:
        """Whether a mail server took it and nobody said that it came back."""
        return self.reached == Reached.SENT

    @property
    def is_on_its_way(self) -> bool:
        """Whether it left or will."""
        return self.reached in {Reached.SENT, Reached.WAITING}

    @property
    def is_missed(self) -> bool:
        """Whether somebody must find another way."""
        return self.reached in NOT_REACHED

    @property
    def look(self) -> str:
        """How what became of it is marked."""
        return REACHED_LOOKS.get(self.reached, "error")


@cache
def carriers() -> tuple[type[Carried], ...]:
    """Every kind of row that a letter is written for."""
    return tuple(kind for kind in apps.get_models() if issubclass(kind, Carried))


def write(
    to: str | Sequence[str], subject: str, template: str, words: dict[str, Any], *, at: datetime,
    reply_to: str = "",
) -> Mail | None:  # fmt: skip
    """Write a letter that leaves after the transaction; None where there is nobody to write to.

    `template` is a template of text. In Danish, whatever the sender reads in.
    """
    addresses = [to] if isinstance(to, str) else list(to)
    if not any(addresses):
        return None
    with translation.override("da"):
        text = render_to_string(template, words)
    row = Mail(organisation_id=current(), to=", ".join(addresses), subject=subject, text=text)
    row.once, row.decided_at, row.reply_to = uuid4().hex, at, reply_to
    row.save(force_insert=True)
    return row


def leave(*rows: Carried, at: datetime, most: int = AT_ONCE) -> tuple[int, int]:
    """Send what waits in the present organisation, at most so many; how many left, and how many a
    server did not take. `rows` read afterwards how theirs went.

    To be called when what was decided is written: no server is waited for with anything held.
    """
    done = post(Mail, _message, at=at, most=most)
    for row in rows:
        row.refresh_from_db(fields=["reached"])
    return done


def _message(letter: Mail, server: BaseEmailBackend) -> EmailMessage:
    reply_to = [letter.reply_to] if letter.reply_to else []
    return EmailMessage(
        letter.subject, letter.text, None, letter.to.split(", "), connection=server,
        reply_to=reply_to,
    )  # fmt: skip


def drop(rows: Iterable[Carried], *, at: datetime) -> None:
    """Letters that still wait for these rows are not sent."""
    keys = [row.mail_id for row in rows if row.reached == Reached.WAITING and row.mail_id]
    for letter in Mail.objects.owned().filter(pk__in=keys, state=Post.WAITING):
        letter.state = Post.DROPPED
        letter.save(update_fields=["state"])
        letter.went(at)


def told(row: Carried, to: str) -> str:
    """Why a letter has not left, in a sentence; empty where it has."""
    said = {
        Reached.WAITING: _(
            "Mailen til %(to)s er skrevet, men mailserveren svarer ikke. Den går af sig selv."
        ),
        Reached.FAILED: _("Mailserveren tog ikke mailen til %(to)s. Se, om adressen passer."),
        Reached.NO_ADDRESS: _("Der er ingen mailadresse at skrive til."),
        Reached.DROPPED: _("Mailen til %(to)s blev ikke sendt. Der var ikke brug for den mere."),
    }  # fmt: skip
    return said[Reached(row.reached)] % {"to": to} if row.reached in said else ""


def told_of(rows: Sequence[Carried]) -> str:
    """How many letters have left, wait, and reached nobody; in a sentence or three."""
    sent = sum(row.is_sent for row in rows)
    waiting = sum(row.is_on_its_way for row in rows) - sent
    missed = len(rows) - sent - waiting
    said = [ngettext("%(n)s brev er sendt.", "%(n)s breve er sendt.", sent) % {"n": sent}]
    if waiting:
        told = ngettext(
            "%(n)s venter og går af sig selv.", "%(n)s venter og går af sig selv.", waiting
        )
        said.append(told % {"n": waiting})
    if missed:
        told = ngettext("%(n)s fik det ikke.", "%(n)s fik det ikke.", missed)
        said.append(told % {"n": missed})
    return " ".join(said)
