"""favn retention: end what is due, organisation by organisation; meant for every night."""

import argparse
from datetime import datetime
from typing import Any
from uuid import UUID

from favn.config import cli


class Night:
    """Whoever set the clock; history names the command."""

    actor_id = UUID(int=0)
    actor_label = "favn retention"


def arguments(parser: argparse.ArgumentParser) -> None:
    """--dry-run, --organisation."""
    parser.add_argument("--dry-run", action="store_true", help="say what is due and write nothing")
    parser.add_argument("--organisation", metavar="SLUG", help="only this one")
    parser.epilog = (
        "Examples:\n  favn retention --dry-run    what tonight would end\n"
        "  favn retention              end it; run twice it does nothing twice\n"
        "After a backup was restored, run it before anybody signs in: it erases again everybody\n"
        "who was erased since. Every night with systemd or cron: docs/retention.md."
    )


def run(options: argparse.Namespace) -> int:
    """One organisation after the other, each within its own border."""
    cli.start_django()
    from favn.kit import clock  # noqa: PLC0415 - needs Django loaded
    from favn.kit.tenancy import acting_for  # noqa: PLC0415

    at = clock.now()
    for house in _houses(options.organisation):
        with acting_for(house.pk), cli.in_english():
            lines = _dry(at) if options.dry_run else _done(at)
        print(f"{house.name}: {', '.join(lines) if lines else 'nothing is due'}")
    return cli.DONE


def _houses(slug: str | None) -> list[Any]:
    from favn.people.organisations.models import Organisation  # noqa: PLC0415 - needs Django

    rows = Organisation.objects.filter(is_tenant=True).order_by("name")
    found = list(rows.filter(slug=slug) if slug else rows)
    if slug and not found:
        raise cli.CommandError(f"There is no organisation “{slug}” here.")
    return found


def _dry(at: datetime) -> list[str]:
    from favn.people.persons import actions  # noqa: PLC0415 - needs Django loaded
    from favn.people.register import due  # noqa: PLC0415

    found = [f"{number} {title} due" for title, number in due.counted(at)]
    back = actions.back_again()
    return [*found, *([f"{len(back)} erased persons came back"] if back else []), *_proposed(at)]


def _done(at: datetime) -> list[str]:
    from favn.people.register import actions, due  # noqa: PLC0415 - needs Django loaded

    before = due.counted(at)
    row = actions.keep_clocks(by=Night(), at=at)
    ended = [f"{number} {title} ended" for title, number in before]
    ended += _members(at) + _sign_ups(at) + _sessions(at)
    again = row.done.get("again")
    return [*ended, *([f"{again} erased again today"] if again else []), *_proposed(at)]


def _members(at: datetime) -> list[str]:
    """Payments the law asks nothing about any more go; a network's new year begins."""
    from favn.associations.actions import fees, network  # noqa: PLC0415 - needs Django loaded
    from favn.kit import clock  # noqa: PLC0415

    number = fees.sweep(at=at)
    is_new = network.keep_up(today=clock.local_day(at))
    gone = [f"{number} payments older than five years ended"] if number else []
    return [*gone, *(["the network's coming year written"] if is_new else [])]


def _sessions(at: datetime) -> list[str]:
    """Sessions of sign-in that ran out, of the whole machine; the first house ends them all."""
    from favn.people.accounts.sessions import sweep  # noqa: PLC0415 - needs Django loaded

    number = sweep(at=at)
    return [f"{number} sessions of sign-in ended"] if number else []


def _sign_ups(at: datetime) -> list[str]:
    """Sign-ups of mentors and mentees that nobody took in lose their words."""
    from favn.pathways.actions.joining import sweep  # noqa: PLC0415 - needs Django loaded

    number = sweep(at=at)
    return [f"{number} sign-ups of mentoring without an answer ended"] if number else []


def _proposed(at: datetime) -> list[str]:
    """Persons a municipality must decide about itself."""
    from favn.kit import clock  # noqa: PLC0415 - needs Django loaded
    from favn.people.persons import queries  # noqa: PLC0415
    from favn.people.register import due  # noqa: PLC0415

    waiting = [] if due.may_erase() else queries.due(clock.local_day(at)).persons
    return [f"{len(waiting)} persons wait for an archive rule"] if waiting else []
