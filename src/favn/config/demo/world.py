"""Builds the demo world where it does not stand, and takes it away again.

Two associations and a municipality, invented around one closed year of published figures. All of
it is written in one transaction, so there is never half a world.
"""

import shutil
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connections, transaction

from favn.centre.models import LOGBOOKS, Session
from favn.config.demo import (
    agreements,
    barometer,
    casework,
    checks,
    closed_plan,
    closed_year,
    counselling,
    days,
    directory,
    gatherings,
    house_life,
    initiatives,
    live,
    local,
    mentoring,
    network,
    places,
    plan,
    programme,
    register,
    reports,
    rounds,
    schemes,
    society,
    surveys,
    volunteers,
)
from favn.config.demo.fixed import CLOSED_YEAR
from favn.config.demo.houses import HOUSES, MEDBORGERHUSETS, House, furnish
from favn.config.demo.people import MEDBORGERHUSET, PEOPLE, SALMA, SUNDHAVN
from favn.kit import clock, planner, store
from favn.kit.encryption import upkeep
from favn.kit.tenancy import acting_for
from favn.people.accounts import mail
from favn.people.organisations.models import Organisation
from favn.people.persons.models import Card

Tell = Callable[[str], None]
NOWHERE = "django.core.mail.backends.dummy.EmailBackend"


class CannotBuild(RuntimeError):
    """The demo world cannot stand here; the sentence says why."""


def stands() -> bool:
    """Whether it has been built."""
    return Organisation.objects.filter(slug=MEDBORGERHUSET, is_demo=True).exists()


def build(tell: Tell = lambda line: None) -> None:
    """Build the world; nothing happens where it stands. Raises CannotBuild."""
    if stands():
        return
    if clock.today().year <= CLOSED_YEAR:
        raise CannotBuild(f"The demo world begins after {CLOSED_YEAR}; choose a later FAVN_TODAY.")
    if Organisation.objects.exists():
        raise CannotBuild(
            "This database holds real organisations; give the demo its own FAVN_HOME."
        )
    upkeep.first_key([], clock.today())
    with transaction.atomic():
        organisations = places.settle()
        tell(f"{len(organisations)} organisations, {len(PEOPLE)} people to be")
        for house in HOUSES:
            with acting_for(organisations[house.slug].pk):
                _fill(house, tell)
        tell(mentoring.write(organisations))  # before its pairs are counted to the city
        sent = plan.write(organisations, organisations[SUNDHAVN])
        tell(f"{len(initiatives.LINES)} initiatives, {sent} quarterly counts sent")
        tell(rounds.write(organisations[SUNDHAVN]))
        closed = closed_plan.write(organisations[SUNDHAVN])
        tell(f"{closed} initiatives of a closed policy, kept apart")
        tell(f"{barometer.write(organisations[SUNDHAVN])} indicators of its goals")
        tell(directory.write(organisations))
        tell(gatherings.write(organisations))
        tell(house_life.write(organisations))
        tell(reports.write(organisations))
        tell(surveys.write(organisations))
        tell(programme.refer_across(organisations))
        tell(agreements.write(organisations[SUNDHAVN], organisations[MEDBORGERHUSET]))
        tell(local.write(organisations[SUNDHAVN]))
        tell(checks.write(organisations))
        tell(volunteers.write(organisations))
    for organisation in organisations.values():
        _letters_left(organisation)
        read_once(organisation)


def _letters_left(organisation: Organisation) -> None:
    """What was written in the demo's past left long ago, and to nobody."""
    by, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, NOWHERE
    try:
        with acting_for(organisation.pk):
            mail.leave(at=clock.now(), most=10_000)
    finally:
        settings.EMAIL_BACKEND = by


def read_once(organisation: Organisation) -> None:
    """Fill the statistics store now, so that nobody's first page waits for it."""
    for year in (CLOSED_YEAR, clock.today().year - 1, clock.today().year):
        store.refreshed(organisation.pk, year)


def _fill(house: House, tell: Tell) -> None:
    """One association's house: the closed year, the invented years, this week."""
    today = clock.today()
    furnished = furnish(house)
    if house is MEDBORGERHUSETS:
        rows = closed_year.fill(furnished) + counselling.closed_year(house.slug)
        closed_year.remember_print()
        tell(f"{house.slug}: {rows} registrations that equal the figures printed for {CLOSED_YEAR}")
        planner.learn(Session, *LOGBOOKS.values())
    first = days.first_day(today)
    cards = days.give_cards(furnished, first, today)
    rows = days.fill(furnished, cards, first, live.week_start(today))
    size = 1.0 if house is MEDBORGERHUSETS else 0.2
    rows += counselling.later_years(house.slug, first, today, size)
    planner.learn(Card, Session, *LOGBOOKS.values())
    week = live.Week(furnished, cards)
    tapped = week.fill()
    live.put_right(week, house.leader)
    live.plan_ahead(furnished, house.leader)
    tell(f"{house.slug}: {programme.write(house.slug)}")
    if house is MEDBORGERHUSETS:
        number = register.write(places.account_of(SALMA), cards.cards[:2])
        tell(f"{house.slug}: {number} invented persons, some of them written down twice")
        tell(f"{house.slug}: {casework.write()}")
        tell(f"{house.slug}: {society.write()}")
        tell(f"{house.slug}: {network.write()}")
        tell(f"{house.slug}: {schemes.write()}")
    tell(f"{house.slug}: {rows} invented since {first:%d.%m.%Y}, {tapped} tapped this week")


def forget() -> None:
    """Delete the demo world with its store and keys. Raises CannotBuild where others live here."""
    file = Path(str(settings.DATABASES["default"]["NAME"]))
    is_file = connections["default"].vendor == "sqlite"
    if is_file and not file.exists():
        return
    if _has_others():
        raise CannotBuild("This database holds real organisations; they are never deleted here.")
    if is_file:
        connections.close_all()
        for ending in ("", "-wal", "-shm"):
            Path(f"{file}{ending}").unlink(missing_ok=True)
    else:
        call_command("migrate", interactive=False, verbosity=0)
        call_command("flush", interactive=False, verbosity=0)
    for place in (settings.FAVN_STORE, settings.FAVN_KEYS):
        shutil.rmtree(place, ignore_errors=True)


def _has_others() -> bool:
    """Whether an organisation lives here that is not of the demo."""
    table = Organisation._meta.db_table
    present = table in connections["default"].introspection.table_names()
    return present and Organisation.objects.filter(is_demo=False, is_tenant=True).exists()
