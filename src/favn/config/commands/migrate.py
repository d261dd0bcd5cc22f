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
    first_key()
    return cli.DONE


def first_key() -> None:
    """The first key of encrypted fields, where nothing is encrypted yet; its place is said."""
    from favn.kit import clock  # noqa: PLC0415 - needs Django loaded
    from favn.kit.encryption import keys, upkeep  # noqa: PLC0415
    from favn.people.organisations.models import Organisation  # noqa: PLC0415

    houses = list(Organisation.objects.filter(is_tenant=True).values_list("pk", flat=True))
    if upkeep.first_key(houses, clock.today()):
        print(f"Made the first key of encrypted fields: {keys.place()}. Keep a copy elsewhere.")
