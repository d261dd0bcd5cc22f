"""favn import: registrations from a file, the whole file or nothing."""

import argparse
from pathlib import Path

from favn.config import cli

EXAMPLES = """Examples:
  favn import visits besog.csv --organisation medborgerhuset --dry-run
  favn import visits besog.csv --organisation medborgerhuset

  favn import visits bagdor.csv --organisation medborgerhuset --source bagdøren

  favn import undo besog.csv --organisation medborgerhuset

The file has one line per tap or per count, with the columns
  slags (besøg, deltagelse, vejledning); dato; tid; aktivitet or emne; antal
A row that looks like one already there is not counted again. Where two doors each kept a list of
the same days, give each list its own --source, the same one each time; then both count.
The dry run names every line that cannot be read; nothing is written before all can.
"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Read a file, or take a file back that was read; into and out of whose books."""
    parser.add_argument("what", choices=["visits", "undo"])
    parser.add_argument("file", type=Path)
    parser.add_argument("--organisation", metavar="SLUG", help="needed where there are several")
    parser.add_argument("--source", metavar="NAME", default="", help="which list, of several")
    parser.add_argument("--dry-run", action="store_true", help="read and tell, write nothing")
    parser.epilog = EXAMPLES


def run(options: argparse.Namespace) -> int:
    """Exit 1 where a line was refused; then nothing has been written."""
    cli.start_django()
    from favn.config.importing import import_visits, take_back  # noqa: PLC0415 - needs Django

    with cli.in_english():
        if options.what == "undo":
            return take_back(options.file, options.organisation)
        source, dry_run = options.source, options.dry_run
        return import_visits(options.file, options.organisation, source=source, dry_run=dry_run)
