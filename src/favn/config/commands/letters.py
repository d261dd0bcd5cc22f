"""favn letters: what waits for a mail server leaves, in every room."""

import argparse
from uuid import UUID

from favn.config.site import ask_site, round_of_all

MOST = 1000
"""Letters of each room in one round."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """--site: where the house is reached, for the links in letters."""
    ask_site(parser)
    parser.epilog = (
        "Examples:\n  favn letters --site https://favn.example\n"
        "  */10 * * * *  favn letters --site https://favn.example     every ten minutes\n\n"
        "A letter leaves when somebody presses; what no mail server took then leaves here. It may\n"
        "run as often as one likes, and beside itself: each letter leaves once."
    )


def run(options: argparse.Namespace) -> int:
    """One round for every organisation; 1 where a mail server did not take a letter."""
    return round_of_all(options, _round)


def _round(house: UUID, slug: str, site: str) -> int:
    """One organisation; how many letters did not leave."""
    from favn.gatherings.actions import post_letters as of_gatherings  # noqa: PLC0415
    from favn.kit import clock  # noqa: PLC0415 - needs Django loaded
    from favn.kit.tenancy import acting_for  # noqa: PLC0415
    from favn.pathways.actions.posting import post_letters as of_mentoring  # noqa: PLC0415
    from favn.people.accounts import mail  # noqa: PLC0415
    from favn.publishing.actions.news import post_letters as of_news  # noqa: PLC0415

    with acting_for(house):
        at = clock.now()
        done = [
            mail.leave(at=at, most=MOST),
            of_gatherings(site=site, at=at, most=MOST),
            of_mentoring(site=site, at=at, most=MOST),
            of_news(site=site, at=at, most=MOST),
        ]
    sent: int = sum(sent for sent, _failed in done)
    failed: int = sum(failed for _sent, failed in done)
    print(f"{slug}: {sent} letters left, {failed} did not.")
    return failed
