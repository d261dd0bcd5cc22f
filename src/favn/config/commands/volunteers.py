"""favn volunteers: hours of shifts that are over, reminders of tomorrow's, letters that wait."""

import argparse
from datetime import timedelta
from uuid import UUID

from favn.config.site import Itself, ask_site, round_of_all


def arguments(parser: argparse.ArgumentParser) -> None:
    """--site: where the house is reached, for the links in letters."""
    ask_site(parser)
    parser.epilog = (
        "Examples:\n  favn volunteers --site https://favn.example\n"
        "  */10 * * * *  favn volunteers --site https://favn.example     every ten minutes\n\n"
        "It may run as often as one likes: each hour is counted and each letter written once."
    )


def run(options: argparse.Namespace) -> int:
    """One round for every organisation; 1 where a mail server did not take a letter."""
    return round_of_all(options, _round)


def _round(house: UUID, slug: str, site: str) -> int:
    """One organisation; how many letters did not leave."""
    from favn.centre.actions import hours, path, shifts, volunteers  # noqa: PLC0415 - needs Django
    from favn.centre.actions.shift_letters import post_letters  # noqa: PLC0415
    from favn.kit import clock  # noqa: PLC0415
    from favn.kit.tenancy import acting_for  # noqa: PLC0415

    by = Itself(house)
    with acting_for(house):
        at = clock.now()
        swept = volunteers.sweep(at=at)
        counted = hours.settle(by=by, at=at)
        back = path.forget_taken_back(by=by, at=at)
        told = shifts.remind(on=clock.today() + timedelta(days=1), at=at)
        sent, failed = post_letters(site=site, at=at, most=1000)
    print(
        f"{slug}: {counted} shifts counted, {told} shifts of tomorrow reminded of, {back} steps"
        f" taken back, {swept} claims without words now, {sent} letters left, {failed} did not."
    )
    return failed
