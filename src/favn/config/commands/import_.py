"""favn import: registrations, a committee paper or a list of associations from a file."""

import argparse
from pathlib import Path

from favn.config import cli

EXAMPLES = """Examples:
  favn import visits besog.csv --organisation medborgerhuset --dry-run
  favn import visits besog.csv --organisation medborgerhuset

  favn import visits bagdor.csv --organisation medborgerhuset --source bagdøren

  favn import undo besog.csv --organisation medborgerhuset

  favn import paper status-2025.docx --organisation sundhavn --plan handleplan --dry-run

  favn import associations foreninger.xlsx --organisation sundhavn --dry-run

The file has one line per tap or per count, with the columns
  slags (besøg, deltagelse, vejledning); dato; tid; aktivitet or emne; antal
A row that looks like one already there is not counted again. Where two doors each kept a list of
the same days, give each list its own --source, the same one each time; then both count.
The dry run names every line that cannot be read; nothing is written before all can.
A list of associations (XLSX, CSV, or JSON by HSDS 3) waits for a look: whether two are the same is
decided on its page, and a list that was taken can be taken back there.
A paper (DOCX, PDF with text, plain text) waits for review; the plan is changed on its page.
"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Read a file, or take a file back that was read; into and out of whose books."""
    parser.add_argument("what", choices=["visits", "undo", "paper", "associations"])
    parser.add_argument("file", type=Path)
    parser.add_argument("--organisation", metavar="SLUG", help="needed where there are several")
    parser.add_argument("--source", metavar="NAME", default="", help="which list, of several")
    parser.add_argument("--plan", metavar="SLUG", help="of a paper; needed where there are several")
    parser.add_argument("--year", type=int, help="of a paper that does not name its year itself")
    parser.add_argument("--dry-run", action="store_true", help="read and tell, write nothing")
    parser.epilog = EXAMPLES


def run(options: argparse.Namespace) -> int:
    """Exit 1 where a line was refused; then nothing has been written."""
    cli.start_django()
    from favn.config.importing import import_visits, take_back  # noqa: PLC0415 - needs Django

    with cli.in_english():
        if options.what == "paper":
            return _paper(options)
        if options.what == "associations":
            return _associations(options)
        if options.what == "undo":
            return take_back(options.file, options.organisation)
        source, dry_run = options.source, options.dry_run
        return import_visits(options.file, options.organisation, source=source, dry_run=dry_run)


def _paper(options: argparse.Namespace) -> int:
    from favn.config.importing_papers import import_paper  # noqa: PLC0415 - needs Django

    return import_paper(
        options.file,
        options.organisation,
        options.plan,
        year=options.year,
        dry_run=options.dry_run,
    )


def _associations(options: argparse.Namespace) -> int:
    from favn.config.importing_lists import import_associations  # noqa: PLC0415 - needs Django

    return import_associations(options.file, options.organisation, dry_run=options.dry_run)
