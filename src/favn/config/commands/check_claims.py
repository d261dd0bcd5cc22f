"""favn check-claims: do the figures in a table follow from their own data?"""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from favn.config import cli

EXAMPLES = """Examples:
  favn check-claims figures.csv
  favn check-claims figures.csv --words sentences.csv
  favn check-claims figures.csv --json > findings.json

The table has a heading row and a row per figure. Two columns are needed: name (or what, measure,
indicator, navn, måling) and value (or værdi, antal). Others are used where they are there: id,
unit, group, period, numerator, denominator, qualifier, source, section, status, note, words,
several, same_as, part_of, sum_of. docs/claims.md tells what each is for.

Exit code 0: no contradiction. 1: at least one contradiction. 2: the file holds no table of figures.
"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which table, and whether a machine reads the answer."""
    parser.add_argument("file", type=Path, help="a CSV file of figures")
    parser.add_argument(
        "--words", type=Path, metavar="FILE", help="a CSV file with id and the printed words"
    )
    parser.add_argument("--json", action="store_true", help="machine-readable")
    parser.epilog = EXAMPLES


def run(options: argparse.Namespace) -> int:
    """Print what was found and what holds; exit 1 where something contradicts itself."""
    from favn.statistics import claims  # noqa: PLC0415 - loaded with the command alone

    try:
        table = claims.read(content_of(options.file))
        if options.words:
            table = claims.with_words(table, content_of(options.words))
    except claims.ClaimsError as error:
        raise cli.CommandError(str(error), cli.WRONG_CALL) from error
    cli.start_django()
    from favn.publishing.danish import PHRASES  # noqa: PLC0415 - a room is entered when Django is there

    report = claims.check(table.claims, (*claims.RULES, PHRASES))
    with cli.in_english():
        told = facts(table, report)
    print(json.dumps(told, ensure_ascii=False, indent=2) if options.json else in_words(told))
    warn(table)
    return cli.NO if report.of(claims.Severity.CONTRADICTION) else cli.DONE


def content_of(path: Path) -> bytes:
    """What is in a file. Raises CommandError."""
    try:
        return path.read_bytes()
    except OSError as error:
        sentence = f"{path} cannot be opened: {error.strerror}."
        raise cli.CommandError(sentence, cli.WRONG_CALL) from error


def facts(table: Any, report: Any) -> dict[str, Any]:
    """Everything that was found, for a machine; documented in docs/claims.md."""
    from favn.publishing import claims as words  # noqa: PLC0415 - needs Django loaded

    return {
        "rows": len(table.claims),
        "columns": dict(table.known),
        "unknown_columns": list(table.unknown),
        "encoding": table.encoding,
        "problems": list(table.problems),
        "findings": [
            {**as_json(finding), "sentence": words.sentence(finding)} for finding in report.findings
        ],
        "held": [as_json(finding) for finding in report.held],
        "unused_rules": {rule.name: rule.needs for rule in report.unused},
        "cannot_judge": {key: str(text) for key, text in words.CANNOT.items()},
    }


def as_json(finding: Any) -> dict[str, Any]:
    """A finding as plain data."""
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "source": finding.source,
        "section": finding.section,
        "rows": list(finding.rows),
        "numbers": dict(finding.numbers),
    }


HEADINGS = {
    "contradiction": "Contradictions",
    "doubtful": "Doubtful",
    "unjudged": "Cannot be judged",
}


def in_words(told: dict[str, Any]) -> str:
    """The findings for a person, gravest first, and what the check did not do."""
    lines = [f"{told['rows']} figures read, {len(told['held'])} recomputed and hold."]
    for severity, heading in HEADINGS.items():
        found = [one for one in told["findings"] if one["severity"] == severity]
        lines += ["", f"{heading}: {len(found)}"] + [line for one in found for line in shown(one)]
    unused = (f"{name} (needs {needs})" for name, needs in told["unused_rules"].items())
    lines += ["", "Rules with nothing to work on here: " + ("; ".join(unused) or "none") + "."]
    lines += ["Never judged from a table: " + "; ".join(told["cannot_judge"].values()) + "."]
    return "\n".join(lines)


def shown(one: dict[str, Any]) -> list[str]:
    """A finding in two lines: where, and what."""
    rows = one["rows"]
    more = f" and {len(rows) - 6} more" if len(rows) > 6 else ""
    place = f" [{one['section']}]" if one["section"] else ""
    return [f"  {one['code']}: {', '.join(rows[:6])}{more}{place}", f"    {one['sentence']}"]


def warn(table: Any) -> None:
    """Say what in the file was not understood."""
    if table.unknown:
        print(f"Columns that are not used: {', '.join(table.unknown)}.", file=sys.stderr)
    if table.encoding != "utf-8":
        print(f"The file is not UTF-8; it was read as {table.encoding}.", file=sys.stderr)
    for problem in table.problems:
        print(f"favn: {problem}", file=sys.stderr)
