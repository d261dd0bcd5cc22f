"""favn gatherings: reminders, offers that ran out, letters that wait, words kept no longer."""

import argparse
from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from favn.config import cli


@dataclass(frozen=True, slots=True)
class Round:
    """The round as an actor: history says that nobody pressed a button."""

    actor_id: UUID
    actor_label: str = "Favn, af sig selv"


def arguments(parser: argparse.ArgumentParser) -> None:
    """--site: where the house is reached, for the links in letters."""
    parser.add_argument(
        "--site", required=True, metavar="ADDRESS", help="how every address of the house begins"
    )
    parser.epilog = (
        "Examples:\n  favn gatherings --site https://favn.example\n"
        "  */10 * * * *  favn gatherings --site https://favn.example     every ten minutes\n\n"
        "It may run as often as one likes: each letter is written once."
    )


def run(options: argparse.Namespace) -> int:
    """One round for every organisation; 1 where a mail server did not take a letter."""
    return every_house(options, _round)


def every_house(options: argparse.Namespace, once: Callable[[UUID, str, str], int]) -> int:
    """`once` for each organisation's key, name in addresses and site; it answers what failed."""
    if not options.site.startswith(("http://", "https://")):
        raise cli.CommandError("--site is an address such as https://favn.example", cli.WRONG_CALL)
    cli.start_django()
    from favn.people.organisations.models import Organisation  # noqa: PLC0415 - needs Django

    failed = 0
    for house in Organisation.objects.filter(is_tenant=True):
        failed += once(house.pk, house.slug, options.site.rstrip("/"))
    return cli.NO if failed else cli.DONE


def _round(house: UUID, slug: str, site: str) -> int:
    """One organisation; how many letters did not leave."""
    from favn.gatherings import actions  # noqa: PLC0415 - needs Django loaded
    from favn.kit import clock  # noqa: PLC0415
    from favn.kit.tenancy import acting_for  # noqa: PLC0415

    with acting_for(house):
        done = actions.nightly(by=Round(house), at=clock.now())
        sent, failed = actions.post_letters(site=site, at=clock.now(), most=1000)
    print(
        f"{slug}: {done.reminded} reminders and {done.nudged} nudges decided,"
        f" {done.lapsed} offers went on, {sent} letters left, {failed} did not,"
        f" {done.erased} rows without names now."
    )
    return failed
