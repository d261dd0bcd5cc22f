"""favn migrate: the database up to date, the tenant border drawn."""

import argparse

from favn.config import cli


def arguments(parser: argparse.ArgumentParser) -> None:
    """No options."""
    parser.epilog = "Example:\n  favn migrate"


def run(options: argparse.Namespace) -> int:
    """Migrate; the border is renewed after every migration."""
    cli.start_django()
    from django.core.management import call_command  # noqa: PLC0415 - needs Django loaded

    cli.checked()
    call_command("migrate", interactive=False, verbosity=1)
    return cli.DONE
