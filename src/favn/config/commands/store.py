"""favn store: read every registration into the statistics store again."""

import argparse

from favn.config import cli


def arguments(parser: argparse.ArgumentParser) -> None:
    """--rebuild."""
    parser.add_argument("--rebuild", action="store_true", required=True)
    parser.epilog = "Example (the numbers must come out equal):\n  favn store --rebuild"


def run(options: argparse.Namespace) -> int:
    """Mark every month of every tenant; the next reader fills the store."""
    cli.start_django()
    from favn.kit import store  # noqa: PLC0415 - needs Django loaded
    from favn.people.organisations.models import Organisation  # noqa: PLC0415

    for organisation in Organisation.objects.filter(is_tenant=True):
        store.rebuild(organisation.pk)
        print(f"{organisation.name}: every month will be read again")
    return cli.DONE
