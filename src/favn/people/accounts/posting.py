"""Letters that are decided in one transaction and leave after it: each once, again where it failed.

A room keeps a row of `Posted` for each letter, and says what it holds when it leaves: the address
and the words are read then, so that whoever was erased meanwhile is written to no more.
"""

import smtplib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, ClassVar, Generic, TypeVar

from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import models, transaction
from django.db.models import F, Q

from favn.people.accounts.choices import Post
from favn.people.organisations.keeping import Ends
from favn.people.organisations.models import OwnedRecord

MOST_TRIES = 5
AT_ONCE = 40
"""Letters a page sends while somebody waits for it; the rest leave with the next round."""
MAIL_SECONDS = 5
FOR_GOOD = 500
GIVEN_UP = timedelta(minutes=10)
"""Whoever took a letter and has said nothing since has broken off; another may send it."""


class Posted(OwnedRecord):
    """One letter on its way: what makes it the same letter, and what became of it."""

    once = models.CharField(max_length=80)
    """What makes it the same letter, so that it is written once."""
    state = models.CharField(max_length=10, choices=Post.choices, default=Post.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    decided_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True, blank=True)
    """Since when somebody is sending it."""
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta(OwnedRecord.Meta):
        abstract = True
        ordering: ClassVar[list[str]] = ["decided_at", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["organisation", "once"], name="%(app_label)s_post_once")
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["organisation", "state"])]

    class Privacy:
        ordinary: tuple[str, ...] = (
            "id", "organisation", "once", "state", "tries", "decided_at", "taken_at", "sent_at",
        )  # fmt: skip
        kept = "1 year"
        ends = Ends("decided_at", months=12)

    @classmethod
    def free(cls, at: datetime) -> Any:
        """Those that wait, and that nobody is sending at that moment."""
        nobody = Q(taken_at=None) | Q(taken_at__lte=at - GIVEN_UP)
        rows = cls.objects.owned().filter(nobody, state=Post.WAITING, tries__lt=MOST_TRIES)
        return rows.order_by("decided_at", "pk")

    def went(self, at: datetime) -> None:
        """It goes no further; in the transaction that says so."""


P = TypeVar("P", bound=Posted)
MessageOf = Callable[[P, BaseEmailBackend], EmailMessage | None]
"""A letter and the open server → what is sent, or None where there is no address for it."""
IsDue = Callable[[P], bool]
"""Whether what a letter says is still so, and may still be said."""


def always(_letter: Posted) -> bool:
    """Whatever was written is sent."""
    return True


def post(
    kind: type[P], message_of: MessageOf[P], *, at: datetime, most: int = AT_ONCE,
    is_due: IsDue[P] = always,
) -> tuple[int, int]:  # fmt: skip
    """Send what waits, at most so many; how many left, and how many a server did not take.

    What is not due any more when it would leave is dropped.
    """
    keys = list(kind.free(at).values_list("pk", flat=True)[:most])
    if not keys:
        return 0, 0
    server = get_connection(timeout=MAIL_SECONDS)
    try:
        server.open()
    except OSError:  # Nobody is there; no letter has used up a try.
        return 0, len(keys)
    try:
        done = _all_sent(kind, keys, _Round(message_of, is_due, at, server))
    finally:
        _shut(server)
    return done.count(Post.SENT), done.count(Post.WAITING) + done.count(Post.FAILED)


@dataclass(frozen=True, slots=True)
class _Round(Generic[P]):
    """What one round sends letters with."""

    message_of: MessageOf[P]
    is_due: IsDue[P]
    at: datetime
    server: BaseEmailBackend


def _all_sent(kind: type[P], keys: list[Any], now: _Round[P]) -> list[Post | None]:
    """What became of each. A server that goes away is asked no more: the rest wait, untried."""
    done: list[Post | None] = []
    try:
        done += (_sent(kind, key, now) for key in keys)
    except _Away:
        done += [Post.WAITING] * (len(keys) - len(done))
    return done


def _shut(server: BaseEmailBackend) -> None:
    """A server that is gone cannot be said goodbye to."""
    try:
        server.close()
    except OSError:
        return


def _sent(kind: type[P], key: Any, now: _Round[P]) -> Post | None:
    """What became of it; None where another process sends it: two never do."""
    at = now.at
    if not kind.free(at).order_by().filter(pk=key).update(tries=F("tries") + 1, taken_at=at):
        return None
    letter: P = kind.objects.owned().get(pk=key)
    try:
        state = _left(letter, now)
    except OSError as error:
        _keep(letter, _tried(letter), at)
        raise _Away from error
    _keep(letter, state, at)
    return state


def _left(letter: P, now: _Round[P]) -> Post:
    """Raises OSError where the server itself is gone."""
    if not now.is_due(letter):
        return Post.DROPPED
    message = now.message_of(letter, now.server)
    return _reached(letter, message) if message else Post.NO_ADDRESS


@transaction.atomic
def _keep(letter: Posted, state: Post, at: datetime) -> None:
    letter.state, letter.taken_at = state, None
    letter.sent_at = at if state == Post.SENT else None
    letter.save(update_fields=["state", "taken_at", "sent_at"])
    if state != Post.WAITING:
        letter.went(at)


class _Away(Exception):
    """The server answers nobody any more."""


def _reached(letter: Posted, message: EmailMessage) -> Post:
    """Raises OSError where the server itself is gone."""
    try:
        message.send()
    except smtplib.SMTPRecipientsRefused as error:  # For good from 500 on (RFC 5321, 4.2.1).
        is_final = all(code >= FOR_GOOD for code, _said in error.recipients.values())
        return Post.FAILED if is_final else _tried(letter)
    except smtplib.SMTPResponseException:
        return _tried(letter)
    except ValueError:  # No address a letter can be written to.
        return Post.FAILED
    return Post.SENT


def _tried(letter: Posted) -> Post:
    return Post.FAILED if letter.tries >= MOST_TRIES else Post.WAITING
