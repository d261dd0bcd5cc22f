"""favn trial: a promise tried here and now, with the figure it came to."""

import argparse
import json
import os
from importlib import import_module
from typing import Any

from favn.config import cli

EXAMPLES = """Examples:
  favn trial crash --kills 50
  favn trial border
  favn trial lock --writers 20
  favn trial sqlite-version
  favn trial totp-replay --workers 4
  favn trial paper --outloud /path/to/outloud
  favn trial authz --quick
  favn trial authz --only /personer/
  favn trial audit-gap --kills 50
  favn trial tamper
  favn trial canary --quick

Each prints one JSON line and exits 1 where the figure misses its bound. `paper` reads the papers of
the present FAVN_HOME and writes nothing there; the others use a temporary folder, and with
--database-url make, and drop, a PostgreSQL database of their own beside the one named. With
FAVN_TRIAL_FROM they copy an empty database that is up to date instead of migrating a new one.

authz      every address × every role and nobody, GET and POST, against the table of roles: status,
           what a refused request wrote, and every sealed word that an answer shows
audit-gap  kill −9 while persons are read; each answer with a name must have its row of the log
tamper     every sealed field changed and moved in every way; also says what cannot be noticed
canary     a word of its own in every field, then every byte left behind is searched for them;
           --also FOLDER searches one more folder: PostgreSQL's data, read as its database and its
           log. `python scripts/with_postgres.py favn trial canary` knows the folder by itself
"""
ON_A_DATABASE = ("crash", "border", "lock", "totp-replay", "authz", "audit-gap", "tamper", "canary")
QUICK = ("authz", "tamper", "canary")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which promise, and how hard to try it."""
    trials = parser.add_subparsers(dest="trial", metavar="TRIAL", required=True)
    made = {name: trials.add_parser(name, help=says) for name, says in TRIALS.items()}
    for name in ("crash", "audit-gap"):
        made[name].add_argument("--kills", type=int, default=10)
        made[name].add_argument("--clients", type=int, default=4)
    made["paper"].add_argument(
        "--outloud", metavar="PROGRAM", default="", help="where outloud stands"
    )
    made["lock"].add_argument("--writers", type=int, default=20)
    made["lock"].add_argument("--taps", type=int, default=50, help="of each writer")
    made["totp-replay"].add_argument("--workers", type=int, default=4)
    made["authz"].add_argument("--only", metavar="BEGINNING", default="", help="of the addresses")
    made["canary"].add_argument(
        "--also", metavar="FOLDER", default=os.environ.get("FAVN_DATABASE_FOLDER", ""),
        help="search this too; otherwise FAVN_DATABASE_FOLDER",
    )  # fmt: skip
    for name in QUICK:
        made[name].add_argument("--quick", action="store_true", help="a small world, less of each")
    for name in ON_A_DATABASE:
        made[name].add_argument(
            "--database-url",
            default=postgresql_of_the_environment(),
            help="a PostgreSQL address; without it SQLite",
        )
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.epilog = EXAMPLES


TRIALS = {
    "crash": "kill the server under load; nothing may be lost",
    "border": "try every way into another tenant's rows",
    "sqlite-version": "only a sound SQLite library may serve",
    "paper": "outside checkers read every paper of this home",
    "lock": "many write at once; none may fail",
    "totp-replay": "one code before many servers; one lets in",
    "authz": "every address as every role; only what the table says may open",
    "audit-gap": "kill the server while persons are read; every answer has its look-up",
    "tamper": "change and move every sealed text; none may be read wrong",
    "canary": "words about persons in no file and no letter",
}
"""Each trial is a module of the same name, whose `run` takes the options of the command."""


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
    module = import_module(f"favn.config.trials.{cli.module_of(options.trial)}")
    chosen = {k: v for k, v in vars(options).items() if k not in {"command", "trial"}}
    result: dict[str, Any] = module.run(**chosen)
    return result
