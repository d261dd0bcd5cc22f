"""favn directory: the public directory of associations in the Open Referral standard (HSDS 3.0)."""

import argparse
from pathlib import Path

from favn.config import cli
from favn.config.site import ask_site, site_of


def arguments(parser: argparse.ArgumentParser) -> None:
    """Whose, where the house is reached, and where to."""
    parser.add_argument("--organisation", metavar="SLUG", help="needed where there are several")
    ask_site(parser)
    parser.add_argument("--out", type=Path, metavar="FILE", help="a file; the screen without it")
    parser.epilog = (
        "Examples:\n  favn directory --site https://favn.example --out foreninger.json\n\n"
        "Only those that said yes to be shown are in it, with what everybody may see; the same\n"
        "stands at /foreningerne/<organisation>/hsds.json. Another house takes it in with\n"
        "  favn import associations foreninger.json"
    )


def run(options: argparse.Namespace) -> int:
    """The file, or the screen."""
    site = site_of(options)
    cli.start_django()
    from favn.config.importing_lists import write_directory  # noqa: PLC0415 - needs Django

    return write_directory(options.organisation, site, options.out)
