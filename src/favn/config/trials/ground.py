"""The ground a trial stands on: its own home and database, and the smallest house to tap in."""

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit
from uuid import UUID, uuid4

from favn.config import cli

PASSWORD = "en-lang-adgangskode-til-afproevning"  # noqa: S105 - of an invented account
OWN_SETTINGS = ("FAVN_TODAY", "FAVN_DEMO", "FAVN_DEBUG", "FAVN_HTTPS", "FAVN_SECRET_KEY")


@dataclass(frozen=True, slots=True)
class House:
    """One association with one account, one session today, and signed-in browsers."""

    organisation: UUID
    account: UUID
    session: UUID
    path: str
    browsers: tuple[str, ...]


@contextmanager
def throw_away(database_url: str = "") -> Iterator[Path]:
    """A temporary FAVN_HOME with an empty, migrated database; gives the folder.

    Without an address it is SQLite. On PostgreSQL a database of its own is made beside the one in
    the address, so the role must be allowed to make databases.
    """
    home = Path(tempfile.mkdtemp(prefix="favn-trial-"))
    for name in OWN_SETTINGS:
        os.environ.pop(name, None)
    os.environ["FAVN_HOME"] = str(home)
    try:
        with _database(database_url or f"sqlite:///{home / 'favn.sqlite3'}") as url:
            os.environ["FAVN_DATABASE_URL"] = url
            _migrated()
            try:
                yield home
            finally:
                close()
    finally:
        shutil.rmtree(home, ignore_errors=True)


@contextmanager
def _database(url: str) -> Iterator[str]:
    """An empty database: the SQLite file itself, or a new one on the same PostgreSQL server."""
    if url.startswith("sqlite:"):
        yield url
        return
    name = f"favn_trial_{uuid4().hex[:12]}"
    _on_server(url, f'CREATE DATABASE "{name}"')
    try:
        yield urlsplit(url)._replace(path=f"/{name}").geturl()
    finally:
        _on_server(url, f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def _on_server(url: str, statement: str) -> None:
    import psycopg  # noqa: PLC0415 - only installed where PostgreSQL is used

    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(statement.encode())


def _migrated() -> None:
    cli.start_django()
    from django.core.management import call_command  # noqa: PLC0415 - needs Django loaded

    with redirect_stdout(sys.stderr):
        cli.checked()
        call_command("migrate", interactive=False, verbosity=0)


def close() -> None:
    """Leave the database, so that what a killed server left is mended by the next one alone."""
    from django.db import connections  # noqa: PLC0415 - needs Django loaded

    connections.close_all()


def vendor() -> str:
    """`sqlite` or `postgresql`."""
    from django.db import connection  # noqa: PLC0415 - needs Django loaded

    return connection.vendor


def furnished(browsers: int) -> House:
    """Build the house and sign in that many browsers."""
    from django.urls import reverse  # noqa: PLC0415 - needs Django loaded

    from favn.kit.tenancy import acting_for  # noqa: PLC0415
    from favn.people.accounts.actions import NewAccount, invite  # noqa: PLC0415
    from favn.people.organisations.models import Organisation  # noqa: PLC0415

    account = invite(
        NewAccount(
            email="doer@afproevning.example",
            name="Prøve",
            organisation="afproevning",
            organisation_name="Afprøvningshuset",
            role="desk",
            password=PASSWORD,
        )
    )
    organisation = Organisation.objects.get(slug="afproevning").pk
    with acting_for(organisation, account.pk):
        session = _session_today(organisation)
    keys = tuple(_signed_in(account) for _browser in range(browsers))
    return House(organisation, account.pk, session, reverse("centre:count"), keys)


def _session_today(organisation: UUID) -> UUID:
    from datetime import time  # noqa: PLC0415

    from favn.centre.models import Activity, Session  # noqa: PLC0415 - needs Django loaded
    from favn.kit import clock  # noqa: PLC0415

    activity = Activity(organisation_id=organisation, slug="cafe", name="Café")
    activity.save()
    session = Session(organisation_id=organisation, activity=activity, on=clock.today())
    session.starts, session.ends = time(0, 0), time(23, 59)
    session.save()
    return session.pk


def _signed_in(account: object) -> str:
    """The key of a new session, as signing in through the page would leave it."""
    from django.conf import settings  # noqa: PLC0415 - needs Django loaded
    from django.contrib.auth import login  # noqa: PLC0415
    from django.http import HttpRequest  # noqa: PLC0415

    from favn.people.accounts.sessions import SessionStore  # noqa: PLC0415

    request = HttpRequest()
    request.session = SessionStore()
    login(request, account, backend=settings.AUTHENTICATION_BACKENDS[0])  # type: ignore[arg-type]
    request.session.save()
    return str(request.session.session_key)
