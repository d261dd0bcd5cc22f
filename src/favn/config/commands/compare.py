"""favn compare: a frozen report beside numbers that were printed elsewhere."""

import argparse
from pathlib import Path
from typing import Any
from uuid import UUID

from favn.config import cli

EXAMPLES = """Examples:
  favn compare figures.csv --organisation medborgerhuset --report centrets-aar-2023 --only dw2023-
  favn compare trykt.csv --organisation sundhavn --report status-2025 --dry-run

The file is CSV with the columns id, what, value and, where you have them, period, unit, qualifier
(exact, less_than, at_least, approx), place and reason. A place is an address in the report, as
  centre.visits@medborgerhuset/2023
  centre.participations@medborgerhuset/2023?by=activity | kun Systuen
  tabel: Indtægter / Fonde
For the demo's reports the places are known by id. The report's page shows the last file loaded.
"""


class CommandLine:
    """Whoever runs the command holds the whole database; history says that it was a command."""

    actor_id = UUID(int=0)
    actor_label = "favn compare"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which file, and which edition of which report."""
    parser.add_argument("file", type=Path)
    parser.add_argument("--organisation", metavar="SLUG", required=True)
    parser.add_argument("--report", metavar="SLUG", required=True, help="as in its address")
    parser.add_argument("--edition", type=int, help="its number; without it the newest")
    parser.add_argument("--only", metavar="PREFIX", default="", help="ids that begin so")
    parser.add_argument("--dry-run", action="store_true", help="print, and keep nothing")
    parser.epilog = EXAMPLES


def run(options: argparse.Namespace) -> int:
    """Print how many of each grade and each number by name; exit 2 where something is unknown."""
    cli.start_django()
    from favn.kit.tenancy import acting_for  # noqa: PLC0415 - needs Django loaded
    from favn.people.organisations.models import Organisation  # noqa: PLC0415
    from favn.publishing.comparing import NotAList  # noqa: PLC0415

    house = Organisation.objects.filter(slug=options.organisation, is_tenant=True).first()
    if house is None:
        raise cli.CommandError(f"There is no organisation “{options.organisation}”.", 2)
    try:
        with cli.in_english(), acting_for(house.pk):
            return _compare(options, house)
    except (OSError, UnicodeDecodeError, NotAList) as error:
        raise cli.CommandError(f"{options.file}: {error}", cli.WRONG_CALL) from error


def _compare(options: argparse.Namespace, house: Any) -> int:
    from favn.config.demo import printed  # noqa: PLC0415 - needs Django loaded
    from favn.publishing import comparing, papers  # noqa: PLC0415

    edition = _edition(options)
    places = {row.id: row for row in printed.rows()} if house.is_demo else {}
    lines = options.file.read_text(encoding="utf-8-sig").splitlines()
    rows = comparing.read(lines, places, options.only)
    book = comparing.Book(papers.placed_in(edition), papers.written_in(edition))
    for text in told(comparing.compared(rows, book)):
        print(text)
    if not options.dry_run:
        _keep(edition, options.file.name, rows)
    return cli.DONE


def _edition(options: argparse.Namespace) -> Any:
    from favn.publishing.models import FrozenEdition  # noqa: PLC0415 - needs Django loaded

    found = FrozenEdition.objects.owned().filter(report__slug=options.report)
    if options.edition:
        found = found.filter(number=options.edition)
    if (edition := found.select_related("report", "organisation").first()) is None:
        raise cli.CommandError(f"“{options.report}” has no such frozen edition.", cli.WRONG_CALL)
    return edition


def told(lines: list[Any]) -> list[str]:
    """How many of each grade, then each number by name under its grade."""
    from favn.publishing.comparing import GRADES, counted, typed  # noqa: PLC0415 - needs Django

    many = counted(lines)
    out = [", ".join(f"{GRADES[grade]}: {n}" for grade, n in many.items())]
    out += [f"Typed into the report, not counted by Favn: {n}"] if (n := typed(lines)) else []
    for grade in many:
        out += [f"\n{GRADES[grade]}"] if many[grade] else []
        out += [_line(line) for line in lines if line.grade == grade]
    return out


def _line(line: Any) -> str:
    row = line.printed
    told = f"  {row.id}: {row.what} ({row.period}): printed {row.value or '–'} {row.unit}"
    given = f", here {line.given}" if line.given else ""
    return f"{told}{given}{f'. {line.why}' if line.why else ''}"


def _keep(edition: Any, name: str, rows: list[Any]) -> None:
    from favn.kit import clock  # noqa: PLC0415 - needs Django loaded
    from favn.publishing import actions  # noqa: PLC0415

    actions.load_comparison(
        edition=edition, source=name, rows=[row.as_json() for row in rows],
        by=CommandLine(), at=clock.now(),
    )  # fmt: skip
