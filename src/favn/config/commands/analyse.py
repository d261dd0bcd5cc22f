"""favn analyse: trends, years to parity and shares of a table in a file, without a database."""

import argparse
import json
from collections.abc import Callable
from importlib import import_module
from math import inf
from pathlib import Path
from typing import Any, Literal

from favn.config import cli

LARGEST = 20 * 1024 * 1024
UNITS = ("percent", "percentage_points", "index_points", "count", "dkk")
BETTER: dict[str, Literal[-1, 0, 1]] = {"more": 1, "less": -1, "unsaid": 0}
MODULES = {"trend": "trends", "parity": "parities", "proportions": "proportions"}
EXAMPLES = """Examples:
  favn analyse trend ledighed.csv --unit percentage_points --better less --json
  favn analyse parity karakterer.csv --claim 17
  favn analyse parity boernehave.csv --reference flertal --json
  favn analyse proportions unge-15-19.csv --reference danske --json
  favn analyse trend alle-indikatorer.csv --only indikator=ledighed

The first line of the file names its columns, in English or Danish; others are ignored.
  trend        date, value; and where they are known group, base, version
  parity       date and gap; or date, value, reference; or date, group, value with --reference
  proportions  base and hits, or base and share (percent); and date, group, version
date is 2011, 2011-02, 2011-02-28 or 28-02-2011; version is the definition a value follows.
Cells are parted by comma, semicolon or tab; 12,5 and 12.5 are both read; – means missing.

The keys of --json stand in docs/analyse.md. Exit 2 where nothing could be computed, with the
reason; 1 where some series were refused.
"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """What of which file, and what the written rule needs to know."""
    parser.add_argument("analysis", choices=list(MODULES))
    parser.add_argument("file", type=Path)
    parser.add_argument("--reference", metavar="GROUP", help="the group others are compared with")
    parser.add_argument("--only", metavar="COLUMN=TEXT", help="use only the lines that hold it")
    parser.add_argument("--unit", choices=UNITS, help="of the values; without it no word is given")
    parser.add_argument("--better", choices=list(BETTER), default="unsaid", help="what is progress")
    parser.add_argument(
        "--minimum", type=float, default=0.0, metavar="N", help="the least change that counts"
    )
    parser.add_argument("--level", type=float, default=0.95, help="of the intervals (0.95)")
    parser.add_argument("--register", action="store_true", help="all were counted, none sampled")
    parser.add_argument("--claim", type=float, metavar="YEARS", help="printed years to check")
    parser.add_argument("--json", action="store_true", help="machine-readable")
    parser.epilog = EXAMPLES


def run(options: argparse.Namespace) -> int:
    """Print what the table carries; what it does not, with the reason."""
    from favn.statistics.reasons import Refused  # noqa: PLC0415 - keeps the help quick

    _sensible(options)
    try:
        facts = _facts(options)
    except Refused as refused:
        facts = _nothing(options.analysis, refused)
    print(
        json.dumps(facts, ensure_ascii=False, indent=2, allow_nan=False)
        if options.json
        else _words(facts)
    )
    if not facts["refused"]:
        return cli.DONE
    return cli.NO if facts.get("series") else cli.WRONG_CALL


def _sensible(options: argparse.Namespace) -> None:
    """Raises CommandError where a number cannot be meant so."""
    if not 0.5 <= options.level <= 0.9999:
        raise cli.CommandError("--level is from 0.5 to 0.9999, as 0.95.", cli.WRONG_CALL)
    if not 0 <= options.minimum < inf:
        raise cli.CommandError("--minimum is zero or more.", cli.WRONG_CALL)
    if options.claim is not None and not 0 < options.claim < inf:
        raise cli.CommandError("--claim is a number of years above zero.", cli.WRONG_CALL)


def _facts(options: argparse.Namespace) -> dict[str, Any]:
    """The facts of one analysis. Raises Refused, or CommandError without a file."""
    from favn.statistics.analyses import series  # noqa: PLC0415 - keeps the help quick
    from favn.statistics.evidence import Coverage, Rule  # noqa: PLC0415
    from favn.statistics.units import Unit  # noqa: PLC0415

    coverage = Coverage.REGISTER if options.register else Coverage.SAMPLE
    rule = Rule(BETTER[options.better], options.minimum, options.level, coverage)
    unit = Unit(options.unit) if options.unit else None
    asked = series.Asked(rule, unit, options.reference, options.claim)
    module = import_module(f"favn.statistics.analyses.{MODULES[options.analysis]}")
    answer: Callable[[object, series.Asked], dict[str, Any]] = module.of
    return answer(series.read(_bytes(options.file), _only(options.only)), asked)


def _only(text: str | None) -> tuple[str, str] | None:
    """The column and the text of --only."""
    if text is None:
        return None
    column, sign, wanted = text.partition("=")
    if not sign:
        raise cli.CommandError("Write --only as COLUMN=TEXT.", cli.WRONG_CALL)
    return column.strip(), wanted.strip()


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST:
            raise cli.CommandError("The file is over 20 MB: divide it.", cli.WRONG_CALL)
        return path.read_bytes()
    except OSError as error:
        raise cli.CommandError(f"{path} cannot be opened.", cli.WRONG_CALL) from error


def _nothing(analysis: str, refused: Any) -> dict[str, Any]:
    """The facts of a table that as a whole could not be used."""
    from favn.statistics.analyses.series import refusal  # noqa: PLC0415 - keeps the help quick

    return {"analysis": analysis, "series": [], "refused": [refusal(refused)]}


def _words(facts: dict[str, Any]) -> str:
    """For reading; every refusal with its reason."""
    from favn.config import analysis_words  # noqa: PLC0415 - keeps the help quick

    return analysis_words.of(facts)
