"""favn figure: one number with what it rests on."""

import argparse
import json
from typing import Any

from favn.config import cli

EXAMPLES = """Examples:
  favn figure 'centre.visits@medborgerhuset/2023?by=month'
  favn figure centre.visits --organisation medborgerhuset --year 2023
  favn figure centre.guidances --organisation medborgerhuset --year 2023 --by topic --json
  favn figure centre.participations --organisation medborgerhuset --period 2026-Q4 --edition funder

Without --edition the figure is public: breakdowns of persons are protected.
"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """What, whose, when, how."""
    parser.add_argument(
        "figure", help="for example centre.visits, see `favn figures`; or a whole address, quoted"
    )
    parser.add_argument("--organisation", metavar="SLUG")
    when = parser.add_mutually_exclusive_group()
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
        with cli.in_english():
            facts = files.facts(reading(address_of(options), options.edition))
            words = in_words(facts)
    except FigureError as error:
        raise cli.CommandError(str(error), cli.WRONG_CALL) from error
    print(json.dumps(facts, ensure_ascii=False, indent=2) if options.json else words)
    return cli.DONE


def address_of(options: argparse.Namespace) -> Any:
    """The address, written whole or put together from the options. Raises FigureError."""
    from favn.statistics.figures import Address, FigureError, Period  # noqa: PLC0415

    period = options.year or options.period
    if "@" in options.figure:
        if options.organisation or period or options.by:
            raise FigureError("The address says whose, when and by what; leave the options out.")
        return Address.parse(options.figure)
    if not (options.organisation and period):
        raise FigureError(
            "Say whose and when: --organisation SLUG and --year Y or --period P, or a whole"
            " address such as 'centre.visits@medborgerhuset/2023?by=month'."
        )
    return Address(options.figure, options.organisation, Period.parse(period), options.by)


def reading(address: Any, edition_name: str) -> Any:
    """The figure at an address. Whoever runs the command holds the whole database."""
    from favn.kit import figures  # noqa: PLC0415 - needs Django loaded
    from favn.people.organisations.models import Organisation  # noqa: PLC0415
    from favn.publishing.queries import Reading  # noqa: PLC0415
    from favn.statistics.figures import Edition, FigureError  # noqa: PLC0415

    organisation = Organisation.objects.filter(slug=address.organisation).first()
    if organisation is None:
        known = ", ".join(Organisation.objects.values_list("slug", flat=True)) or "none yet"
        raise FigureError(f"There is no organisation “{address.organisation}”. Known: {known}.")
    edition = Edition(edition_name)
    value = figures.value(
        address.figure, organisation.pk, address.period, by=address.by, edition=edition
    )
    return Reading(organisation, address, (edition,), edition, value=value)


def in_words(facts: dict[str, Any]) -> str:
    """A few lines for a person; the reasons of what was withheld stand under the numbers."""
    shown = "withheld" if facts["value"] is None else f"{facts['value']} {facts['unit']}"
    lines = [f"{facts['title']}, {facts['organisation']}, {facts['period']}: {shown}"]
    for cell in facts["cells"]:
        value = f"withheld ({cell['withheld']})" if cell["value"] is None else cell["value"]
        lines.append(f"  {cell['label']}: {value}")
    lines += reasons(facts)
    lines += [facts["definition"], f"Base: {facts['base']}"]
    lines.append(f"Edition {facts['edition']}, snapshot {facts['snapshot']}, {facts['as_of']}")
    return "\n".join(lines)


def reasons(facts: dict[str, Any]) -> list[str]:
    """Each reason for withholding once, its key as in JSON and its sentence."""
    from favn.kit.templatetags.kit import withheld_because  # noqa: PLC0415 - needs Django loaded

    cells = (cell["withheld"] for cell in facts["cells"])
    keys = dict.fromkeys(key for key in (*facts["withheld"], *cells) if key)
    return [f"Withheld ({key}): {withheld_because(key)}" for key in keys]
