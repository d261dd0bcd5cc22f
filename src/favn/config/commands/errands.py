"""favn errands: colleagues are reminded of the errands they meant to look at again today."""

import argparse
from uuid import UUID

from favn.config.site import Itself, ask_site, round_of_all


def arguments(parser: argparse.ArgumentParser) -> None:
    """--site: where the house is reached, for the links in letters."""
    ask_site(parser)
    parser.epilog = (
        "Examples:\n  favn errands --site https://favn.example\n"
        "  0 7 * * 1-5  favn errands --site https://favn.example     every working day at seven\n\n"
        "It may run as often as one likes: each day that was set is reminded of once."
    )


def run(options: argparse.Namespace) -> int:
    """One round for every organisation; 1 where a mail server did not take a letter."""
    return round_of_all(options, _round)


def _round(house: UUID, slug: str, site: str) -> int:
    """One organisation; how many letters did not leave."""
    from favn.associations.actions.errand_letters import remind_owners  # noqa: PLC0415
    from favn.kit import clock  # noqa: PLC0415 - needs Django loaded
    from favn.kit.tenancy import acting_for  # noqa: PLC0415
    from favn.people.accounts import mail  # noqa: PLC0415

    with acting_for(house):
        at = clock.now()
        letters = remind_owners(site=site, by=Itself(house), at=at)
        _left, failed = mail.leave(*letters, at=at)
    sent = sum(letter.is_sent for letter in letters)
    print(f"{slug}: {sent} colleagues reminded, {failed} letters did not leave.")
    return failed
