"""Django's sessions in the database, encrypted, found with a query that is written once.

A session holds what was typed when the screen locked, and a new authenticator before it is
confirmed: nobody who reads the file may read those.
"""

from typing import Any

from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.contrib.sessions.models import Session
from django.db.models import CharField, DateTimeField, QuerySet
from django.utils import timezone

from favn.kit.prepared import Prepared
from favn.kit.tenancy import reading_unowned
from favn.people.accounts import sealing


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

    def _get_session_from_db(self) -> Session | None:
        """The session of this key until it runs out; a key without one is forgotten."""
        with reading_unowned():
            found = SESSIONS(key=self.session_key, now=timezone.now())
        if not found:
            self._session_key = None
        return found[0] if found else None
