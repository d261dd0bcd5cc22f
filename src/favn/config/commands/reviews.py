"""favn reviews: on the day both sides of an agreement are reminded to say what happened."""

import argparse
from typing import Any
from uuid import UUID

from favn.config.site import Itself, ask_site, round_of_all

MOST = 1000


def arguments(parser: argparse.ArgumentParser) -> None:
    """--site: where the house is reached, for the links in letters."""
    ask_site(parser)
    parser.epilog = (
        "Examples:\n  favn reviews --site https://favn.example\n"
        "  15 7 * * *  favn reviews --site https://favn.example     every morning\n\n"
        "Each side is reminded once of each day, and not at all when it has answered. A letter no\n"
        "mail server takes waits and leaves with favn letters."
    )


def run(options: argparse.Namespace) -> int:
    """One round for every organisation; 1 where a mail server did not take a letter."""
    return round_of_all(options, _round)


def _round(house: UUID, slug: str, site: str) -> int:
    """One organisation; how many sides no letter reached."""
    from django.urls import reverse  # noqa: PLC0415 - needs Django loaded

    from favn.associations.actions.reminders import remind_of_reviews  # noqa: PLC0415
    from favn.kit import clock  # noqa: PLC0415
    from favn.kit.tenancy import acting_for  # noqa: PLC0415
    from favn.people.accounts import mail  # noqa: PLC0415
    from favn.people.accounts.choices import Reached  # noqa: PLC0415

    def link_of(entry: Any, token: str) -> str:
        return site + reverse("associations:link-place", args=[slug, token])

    def page_of(review: Any) -> str:
        keys = [review.cooperation_id, review.pk]
        return site + reverse("associations:house-review", args=keys)

    with acting_for(house):
        at = clock.now()
        told = remind_of_reviews(link_of=link_of, page_of=page_of, by=Itself(house), at=at)
        mail.leave(*told, at=at, most=MOST)
    sent = sum(letter.is_sent for letter in told)
    unknown = sum(letter.reached == Reached.NO_ADDRESS for letter in told)
    failed = len(told) - sent - unknown
    print(
        f"{slug}: {sent} sides reminded, {failed} not reached,"
        f" {unknown} without anybody to write to."
    )
    return failed
