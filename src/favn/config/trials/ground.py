"""The ground a trial stands on: its own home and database, and the smallest house to tap in."""

import os
import re
import secrets
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID, uuid4

from favn.config import cli

PASSWORD = "en-lang-adgangskode-til-afproevning"  # noqa: S105 - of an invented account
START = "FAVN_TRIAL_FROM"
LETTERS = "bcdfghjklmnpqrstvwxz"
WORD = re.compile(f"Kan[{LETTERS}]{{12}}")
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
def throw_away(database_url: str = "", *, demo: bool = False) -> Iterator[Path]:
    """A temporary FAVN_HOME with an empty, migrated database; gives the folder.

    Without an address it is SQLite. On PostgreSQL a database of its own is made beside the one in
    the address, so the role must be allowed to make databases. With `demo` the people of the demo
    may sign in there. FAVN_TRIAL_FROM names an empty database that is up to date (a SQLite file,
    or one beside that in the address); a copy is quicker than migrating.
    """
    home = Path(tempfile.mkdtemp(prefix="favn-trial-"))
    for name in OWN_SETTINGS:
        os.environ.pop(name, None)
    os.environ["FAVN_HOME"] = str(home)
    if demo:
        os.environ["FAVN_DEMO"] = "1"
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
    """A database of one's own: the SQLite file itself, or a new one on the same server."""
    start = os.environ.get(START, "")
    if url.startswith("sqlite:"):
        if start:
            shutil.copyfile(start, url.removeprefix("sqlite:///"))
        yield url
        return
    name = f"favn_trial_{uuid4().hex[:12]}"
    on_server(url, f'CREATE DATABASE "{name}"' + (f' TEMPLATE "{start}"' if start else ""))
    try:
        yield urlsplit(url)._replace(path=f"/{name}").geturl()
    finally:
        on_server(url, f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def on_server(url: str, statement: str) -> None:
    """One statement on the PostgreSQL server of an address, outside any transaction."""
    import psycopg  # noqa: PLC0415 - only installed where PostgreSQL is used

    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(statement.encode())


def _migrated() -> None:
    cli.start_django()
    from django.core.management import call_command  # noqa: PLC0415 - needs Django loaded

    with redirect_stdout(sys.stderr):
        cli.checked()
        if not os.environ.get(START):
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

    account = invited("doer", "desk")
    organisation = organisation_of(account)
    with acting_for(organisation, account.pk):
        session = _session_today(organisation)
    keys = tuple(signed_in(account) for _browser in range(browsers))
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


def invited(name: str, role: str) -> Any:
    """An account with a role in the house of the trial, which is made where it is missing."""
    from favn.people.accounts.actions import NewAccount, invite  # noqa: PLC0415

    return invite(
        NewAccount(
            email=f"{name}@afproevning.example",
            name=name.capitalize(),
            organisation="afproevning",
            organisation_name="Afprøvningshuset",
            role=role,
            password=PASSWORD,
        )
    )


def organisation_of(account: Any) -> UUID:
    """Where somebody works."""
    from favn.people.accounts.queries import memberships_of  # noqa: PLC0415

    return memberships_of(account)[0].organisation_id


def word() -> str:
    """A word that stands nowhere else: letters alone, so that no rule takes it for a number.

    WORD finds it again.
    """
    return "Kan" + "".join(secrets.choice(LETTERS) for _place in range(12))


def number() -> str:
    """A telephone number that stands nowhere else."""
    return str(4_000_000_000_000_000 + secrets.randbelow(10**15))


def signed_in(account: Any, membership: Any = None) -> str:
    """The key of a new session, as signing in with both steps would leave it; acting as chosen."""
    from django.conf import settings  # noqa: PLC0415 - needs Django loaded
    from django.contrib.auth import login  # noqa: PLC0415
    from django.http import HttpRequest  # noqa: PLC0415

    from favn.people.accounts.sessions import SessionStore  # noqa: PLC0415

    request = HttpRequest()
    request.session = SessionStore()
    login(request, account, backend=settings.AUTHENTICATION_BACKENDS[0])
    request.session["account_authentication_methods"] = [{"method": "mfa", "at": time.time()}]
    request.session["account_authentication_methods_user"] = str(account.pk)
    if membership is not None:
        request.session["membership"] = str(membership)
    request.session.save()
    return str(request.session.session_key)


def world(*, whole: bool) -> None:
    """The demo world; or of it what people wrote, without the years of counting."""
    from django.db import transaction  # noqa: PLC0415 - needs Django loaded

    from favn.config.demo import places, world  # noqa: PLC0415
    from favn.kit import clock  # noqa: PLC0415
    from favn.kit.encryption import upkeep  # noqa: PLC0415

    if whole:
        world.build()
        return
    upkeep.first_key([], clock.today())
    with transaction.atomic():
        organisations = places.settle()
        _houses(organisations)
        _across(organisations)
    for organisation in organisations.values():
        world.read_once(organisation)


def _houses(organisations: dict[str, Any]) -> None:
    """Their rooms, and what is written in the first of them."""
    from favn.config.demo import (  # noqa: PLC0415 - needs Django loaded
        casework,
        houses,
        network,
        people,
        places,
        programme,
        register,
        schemes,
        society,
    )
    from favn.kit.tenancy import acting_for  # noqa: PLC0415

    for house in houses.HOUSES:
        with acting_for(organisations[house.slug].pk):
            houses.furnish(house)
    with acting_for(organisations[people.MEDBORGERHUSET].pk):
        register.write(places.account_of(people.SALMA), [])
        for room in (casework, society, network, schemes):
            room.write()
        programme.write(people.MEDBORGERHUSET)


def _across(organisations: dict[str, Any]) -> None:
    """What is written in several houses, and between them."""
    from favn.config.demo import (  # noqa: PLC0415 - needs Django loaded
        checks,
        directory,
        gatherings,
        house_life,
        mentoring,
        programme,
        reports,
        surveys,
        volunteers,
    )

    for room in (directory, gatherings, house_life, surveys, checks):
        room.write(organisations)
    for room in (mentoring, volunteers, reports):
        room.write(organisations, is_sketch=True)
    programme.refer_across(organisations)
