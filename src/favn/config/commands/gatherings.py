"""favn gatherings: reminders, offers that ran out, letters that wait, words kept no longer."""

import argparse
from uuid import UUID

from favn.config.site import Itself, ask_site, round_of_all


def arguments(parser: argparse.ArgumentParser) -> None:
    """--site: where the house is reached, for the links in letters."""
    ask_site(parser)
    parser.epilog = (
        "Examples:\n  favn gatherings --site https://favn.example\n"
        "  */10 * * * *  favn gatherings --site https://favn.example     every ten minutes\n\n"
        "It may run as often as one likes: each letter is written once."
    )


def run(options: argparse.Namespace) -> int:
    """One round for every organisation; 1 where a mail server did not take a letter."""
    return round_of_all(options, _round)


def _round(house: UUID, slug: str, site: str) -> int:
    """One organisation; how many letters did not leave."""
    from favn.gatherings import actions  # noqa: PLC0415 - needs Django loaded
    from favn.kit import clock  # noqa: PLC0415
    from favn.kit.tenancy import acting_for  # noqa: PLC0415

    with acting_for(house):
        done = actions.nightly(by=Itself(house), at=clock.now())
        sent, failed = actions.post_letters(site=site, at=clock.now(), most=1000)
    print(
        f"{slug}: {done.reminded} reminders and {done.nudged} nudges decided,"
        f" {done.lapsed} offers went on, {sent} letters left, {failed} did not,"
        f" {done.erased} rows without names now."
    )
    return failed
