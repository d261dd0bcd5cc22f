"""What commands that write letters and addresses share: where the house is reached from outside,
and who acts when nobody pressed a button.
"""

import argparse
from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from favn.config import cli


@dataclass(frozen=True, slots=True)
class Itself:
    """The house as an actor: history says that nobody pressed a button."""

    actor_id: UUID
    actor_label: str = "Favn, af sig selv"


def ask_site(parser: argparse.ArgumentParser) -> None:
    """--site: where the house is reached, for the links in letters."""
    parser.add_argument(
        "--site", required=True, metavar="ADDRESS", help="how every address of the house begins"
    )


def site_of(options: argparse.Namespace) -> str:
    """How every address begins, without a stroke at the end. Raises CommandError."""
    site: str = options.site
    if not site.startswith(("http://", "https://")):
        raise cli.CommandError("--site is an address such as https://favn.example", cli.WRONG_CALL)
    return site.rstrip("/")


def round_of_all(options: argparse.Namespace, one: Callable[[UUID, str, str], int]) -> int:
    """`one` round for each organisation: its key, its slug and the site → letters that did not go.

    Answers 1 where a mail server did not take a letter. Raises CommandError.
    """
    site = site_of(options)
    cli.start_django()
    from favn.people.organisations.models import Organisation  # noqa: PLC0415 - needs Django

    houses = Organisation.objects.filter(is_tenant=True).order_by("slug")
    failed = sum(one(house.pk, house.slug, site) for house in houses)
    return cli.NO if failed else cli.DONE
