"""favn figure: one number with what it rests on."""

import argparse
import json
from typing import Any

from favn.config import cli

EXAMPLES = """Examples:
  favn figure centre.visits --organisation medborgerhuset --year 2023
  favn figure centre.guidances --organisation medborgerhuset --year 2023 --by topic --json
  favn figure centre.participations --organisation medborgerhuset --period 2026-Q4 --edition funder

Without --edition the figure is public: breakdowns of persons are protected.
"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """What, whose, when, how."""
    parser.add_argument("id", help="for example centre.visits; see `favn figures`")
    parser.add_argument("--organisation", required=True, metavar="SLUG")
    when = parser.add_mutually_exclusive_group(required=True)
    when.add_argument("--year", metavar="Y", help="a calendar year")
    when.add_argument("--period", metavar="P", help="2026, 2026-Q4 or 2026-11")
    parser.add_argument("--by", metavar="DIM", help="a dimension of the figure")
    parser.add_argument("--edition", choices=["internal", "funder", "public"], default="public")
    parser.add_argument("--json", action="store_true", help="machine-readable")
    parser.epilog = EXAMPLES


def run(options: argparse.Namespace) -> int:
    """Print the figure; exit 2 where it cannot be asked that way."""
    cli.start_django()
    from favn.publishing import files  # noqa: PLC0415 - needs Django loaded
    from favn.statistics.figures import FigureError  # noqa: PLC0415

    try:
        facts = files.facts(asked(options))
    except FigureError as error:
        raise cli.CommandError(str(error), cli.WRONG_CALL) from error
    print(json.dumps(facts, ensure_ascii=False, indent=2) if options.json else in_words(facts))
    return cli.DONE


def asked(options: argparse.Namespace) -> Any:
    """The reading that was asked for. Whoever runs the command holds the whole database."""
    from favn.kit import figures  # noqa: PLC0415 - needs Django loaded
    from favn.people.organisations.models import Organisation  # noqa: PLC0415
    from favn.publishing.queries import Reading  # noqa: PLC0415
    from favn.statistics.figures import Address, Edition, FigureError, Period  # noqa: PLC0415

    organisation = Organisation.objects.filter(slug=options.organisation).first()
    if organisation is None:
        known = ", ".join(Organisation.objects.values_list("slug", flat=True)) or "none yet"
        raise FigureError(f"There is no organisation “{options.organisation}”. Known: {known}.")
    period = Period.parse(options.year or options.period)
    address = Address(options.id, options.organisation, period, options.by)
    edition = Edition(options.edition)
    value = figures.value(options.id, organisation.pk, period, by=options.by, edition=edition)
    return Reading(organisation, address, (edition,), edition, value=value)


def in_words(facts: dict[str, Any]) -> str:
    """A few lines for a person."""
    shown = "withheld" if facts["value"] is None else facts["value"]
    lines = [f"{facts['title']}, {facts['organisation']}, {facts['period']}: {shown}"]
    lines[0] += f" {facts['unit']}" if facts["value"] is not None else ""
    for cell in facts["cells"]:
        value = "withheld" if cell["value"] is None else cell["value"]
        lines.append(f"  {cell['label']}: {value}")
    lines += [facts["definition"], f"Base: {facts['base']}"]
    lines.append(f"Edition {facts['edition']}, snapshot {facts['snapshot']}, {facts['as_of']}")
    return "\n".join(lines)
