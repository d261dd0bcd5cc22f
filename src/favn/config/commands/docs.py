"""favn docs: the pages of the documentation that are written from the code."""

import argparse

from favn.config import cli


def arguments(parser: argparse.ArgumentParser) -> None:
    """--check."""
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if they differ")
    parser.epilog = "Examples:\n  favn docs\n  favn docs --check"


def run(options: argparse.Namespace) -> int:
    """Write, or tell which pages differ."""
    cli.start_django()
    from favn.config import documents  # noqa: PLC0415 - needs Django loaded

    if not options.check:
        documents.write()
        return cli.DONE
    stale = documents.differing()
    for name in stale:
        print(f"docs/generated/{name} differs from the code; run `favn docs`.")
    return cli.NO if stale else cli.DONE
