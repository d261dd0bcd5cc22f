"""favn trial: a promise tried here and now, with the figure it came to."""

import argparse
import json
import os
from typing import Any

from favn.config import cli

EXAMPLES = """Examples:
  favn trial crash --kills 50
  favn trial border
  favn trial lock --writers 20
  favn trial sqlite-version
  favn trial totp-replay --workers 4
  favn trial paper --outloud /path/to/outloud

Each prints one JSON line and exits 1 where the figure misses its bound. `paper` reads the papers of
the present FAVN_HOME and writes nothing there; the others use a temporary folder, and with
--database-url make, and drop, a PostgreSQL database of their own beside the one named.
"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which promise, and how hard to try it."""
    trials = parser.add_subparsers(dest="trial", metavar="TRIAL", required=True)
    crash = trials.add_parser("crash", help="kill the server under load; nothing may be lost")
    crash.add_argument("--kills", type=int, default=10)
    crash.add_argument("--clients", type=int, default=4)
    border = trials.add_parser("border", help="try every way into another tenant's rows")
    trials.add_parser("sqlite-version", help="only a sound SQLite library may serve")
    paper = trials.add_parser("paper", help="outside checkers read every paper of this home")
    paper.add_argument("--outloud", metavar="PROGRAM", default="", help="where outloud stands")
    lock = trials.add_parser("lock", help="many write at once; none may fail")
    lock.add_argument("--writers", type=int, default=20)
    lock.add_argument("--taps", type=int, default=50, help="of each writer")
    replay = trials.add_parser("totp-replay", help="one code before many servers; one lets in")
    replay.add_argument("--workers", type=int, default=4)
    for trial in (crash, border, lock, replay):
        trial.add_argument(
            "--database-url",
            default=postgresql_of_the_environment(),
            help="a PostgreSQL address; without it SQLite",
        )
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.epilog = EXAMPLES


def postgresql_of_the_environment() -> str:
    """FAVN_DATABASE_URL where it names PostgreSQL; a trial never touches one's own SQLite file."""
    url = os.environ.get("FAVN_DATABASE_URL", "")
    return url if url.startswith("postgres") else ""


def run(options: argparse.Namespace) -> int:
    """Print the figure; exit 1 where it misses its bound."""
    result = tried(options)
    print(json.dumps(result, ensure_ascii=False))
    return cli.DONE if result["holds"] else cli.NO


def tried(options: argparse.Namespace) -> dict[str, Any]:
    """Run the trial that was asked for; each loads only what it needs."""
    if options.trial == "sqlite-version":
        from favn.config.trials import sqlite_version  # noqa: PLC0415

        return sqlite_version.run()
    if options.trial == "paper":
        from favn.config.trials import paper  # noqa: PLC0415

        return paper.run(outloud=options.outloud)
    if options.trial == "border":
        from favn.config.trials import border  # noqa: PLC0415

        return border.run(database_url=options.database_url)
    if options.trial == "lock":
        from favn.config.trials import lock  # noqa: PLC0415

        return lock.run(
            writers=options.writers, taps=options.taps, database_url=options.database_url
        )
    if options.trial == "totp-replay":
        from favn.config.trials import totp_replay  # noqa: PLC0415

        return totp_replay.run(workers=options.workers, database_url=options.database_url)
    from favn.config.trials import crash  # noqa: PLC0415

    return crash.run(
        kills=options.kills, clients=options.clients, database_url=options.database_url
    )
