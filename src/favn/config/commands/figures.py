"""favn figures: what can be counted, and how."""

import argparse
import json

from favn.config import cli


def arguments(parser: argparse.ArgumentParser) -> None:
    """--json."""
    parser.add_argument("--json", action="store_true", help="machine-readable")
    parser.epilog = "Examples:\n  favn figures\n  favn figures --json"


def run(options: argparse.Namespace) -> int:
    """Print the catalogue."""
    cli.start_django()
    from favn.kit.figures import catalogue  # noqa: PLC0415 - needs Django loaded

    with cli.in_english():
        rows = [
            {
                "id": figure.id,
                "title": str(figure.title),
                "unit": str(figure.unit),
                "counts": figure.counts,
                "definition": str(figure.definition),
                "base": str(figure.base),
                "by": list(figure.dimensions),
            }
            for figure in catalogue().values()
        ]
    if options.json:
        print(json.dumps(rows, ensure_ascii=False, indent=2))
        return cli.DONE
    for row in rows:
        print(f"{row['id']}\n  {row['title']} ({row['unit']})\n  {row['definition']}\n")
    return cli.DONE
