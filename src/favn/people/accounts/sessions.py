"""Django's sessions in the database, encrypted, found with a query that is written once.

A session holds what was typed when the screen locked, and a new authenticator before it is
confirmed: nobody who reads the file may read those.
"""

import re
from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from allauth.usersessions.models import UserSession
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import CharField, DateTimeField, QuerySet
from django.utils import timezone

from favn.kit.prepared import Prepared
from favn.kit.tenancy import reading_unowned
from favn.people.accounts import sealing

IN_PATH = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
HELD = "held"
"""Where a session keeps what was sent as its screen locked."""


def _with_key(key: str, now: object) -> QuerySet[Session]:
    return Session.objects.filter(session_key=key, expire_date__gt=now)


SESSIONS = Prepared(_with_key, key=CharField(), now=DateTimeField())


class SessionStore(DatabaseStore):
    """As Django's: read at every request, never cached, so that ending a session ends it now."""

    def encode(self, session_dict: dict[str, Any]) -> str:
        """As Django's, sealed."""
        return sealing.session_sealed(super().encode(session_dict))

    def decode(self, session_data: bytes | str) -> dict[str, Any]:
        """What was kept; nothing where it cannot be read, so that one signs in again."""
        try:
            return super().decode(sealing.session_opened(str(session_data)))
        except sealing.Unreadable:
            return {}

    def is_empty(self) -> bool:
        """As Django's, but a key that is known no more does not end what the browser holds by now.

        A request that was under way when the key changed would else delete the cookie of the new.
        """
        return super().is_empty() and self.modified

    def _get_session_from_db(self) -> Session | None:
        """The session of this key until it runs out; a key without one is forgotten."""
        with reading_unowned():
            found = SESSIONS(key=self.session_key, now=timezone.now())
        if not found:
            self._session_key = None
        return found[0] if found else None


@transaction.atomic
def sweep(*, at: datetime) -> int:
    """Sessions that ran out go, and the lines of those that are no more; how many sessions."""
    gone = Session.objects.filter(expire_date__lt=at).delete()[0]
    UserSession.objects.exclude(session_key__in=Session.objects.values("session_key")).delete()
    return gone


def forget_held(keys: Collection[UUID]) -> None:
    """Throw away what waits behind locked screens to be sent to a page that names one of `keys`.

    For the erasure of a person: the keys of all their rows. Every session is opened for it, as
    nothing outside says what waits in it.
    """
    store, named = SessionStore(), {str(key) for key in keys}
    for row in Session.objects.all():
        data = store.decode(row.session_data)
        if named.intersection(IN_PATH.findall(data.get(HELD, {}).get("path", ""))):
            del data[HELD]
            Session.objects.filter(pk=row.pk).update(session_data=store.encode(data))
