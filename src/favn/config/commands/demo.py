"""favn demo: an invented world around published figures, served on this machine only."""

import argparse
import os
import time

from favn.config import cli
from favn.config.commands import serve


def arguments(parser: argparse.ArgumentParser) -> None:
    """Build only, or start over."""
    parser.add_argument("--no-serve", action="store_true", help="build the world and stop")
    parser.add_argument("--fresh", action="store_true", help="throw the old demo world away first")
    parser.add_argument("--port", type=int, default=8000)
    parser.epilog = (
        "Examples:\n  favn demo\n  favn demo --no-serve\n  favn demo --fresh --port 8080\n\n"
        "FAVN_TODAY=2026-12-24 favn demo --fresh   shows the world on another day"
    )


def run(options: argparse.Namespace) -> int:
    """Build the world where it is missing, then serve it on loopback."""
    os.environ["FAVN_DEMO"] = "1"
    cli.start_django()
    started = time.monotonic()
    prepare(fresh=options.fresh)
    print(f"The demo world stands ({time.monotonic() - started:.1f} s).", flush=True)
    if options.no_serve:
        return cli.DONE
    print(f"Favn answers on http://localhost:{options.port}/  (stop with Ctrl-C)", flush=True)
    serve.serve(f"127.0.0.1:{options.port}", serve_workers())
    return cli.DONE


def serve_workers() -> int:
    """One process for SQLite, two for PostgreSQL."""
    from django.conf import settings  # noqa: PLC0415 - needs Django loaded

    return 1 if "sqlite" in str(settings.DATABASES["default"]["ENGINE"]) else 2


def refuse_real_data() -> None:
    """The demo lets anybody on this machine be anybody, so it never stands beside real data."""
    from favn.people.organisations.models import Organisation  # noqa: PLC0415 - needs Django

    if Organisation.objects.filter(is_demo=False, is_tenant=True).exists():
        raise cli.CommandError(
            "This folder holds organisations that are not the demo's. Set FAVN_HOME to another"
            " folder, for example FAVN_HOME=var/demo favn demo."
        )


def prepare(*, fresh: bool) -> None:
    """Migrate and fill; nothing happens where the world stands already."""
    from django.core.management import call_command  # noqa: PLC0415 - needs Django loaded

    from favn.config.demo.world import CannotBuild, build, forget  # noqa: PLC0415

    if fresh:
        forget()
    cli.checked()
    call_command("migrate", interactive=False, verbosity=0)
    refuse_real_data()
    try:
        build(tell=lambda line: print(f"  {line}", flush=True))
    except CannotBuild as error:
        raise cli.CommandError(str(error)) from error
