"""favn match: who goes with whom, from two tables and a file of rules, without a database."""

import argparse
import json
from pathlib import Path
from typing import Any

from favn.config import cli

LARGEST = 20 * 1024 * 1024
TABLES = (".csv", ".xlsx")
EXAMPLES = """Examples:
  favn match mentees.csv mentorer.csv --rules regler.toml
  favn match mentees.csv mentorer.csv --rules regler.toml --json
  favn match mentees.csv mentorer.csv --rules regler.toml --stable --out plan.xlsx

PEOPLE are those who each get one of the OTHERS. The first line of both files names the columns:
id (or nr); and where they are known since (or siden: 2026-05-01), wishes (or ønsker: ids, the
dearest first), locked (or fast: an id), forbidden (or ikke: ids); OTHERS also capacity (or
pladser). All other columns are facts that the rules name. A cell may hold several things, parted
by comma, semicolon or bar; an empty one fits everybody. The rules are TOML:

  points_for_a_pair = 20

  [[rule]]                # both must say one of the same; kind = "apart": they must not
  fact = "by"

  [[criterion]]           # points for each thing both say, up to enough
  fact = "sprog"
  points = 3
  enough = 2

docs/matching.md has files to try, and the keys of --json. Exit 1 where nobody can be matched; 2
where a file cannot be read.
"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Two tables, the rules, and what is wanted of them."""
    parser.add_argument("people", type=Path, metavar="PEOPLE.csv")
    parser.add_argument("others", type=Path, metavar="OTHERS.csv")
    parser.add_argument("--rules", type=Path, required=True, metavar="RULES.toml")
    parser.add_argument("--stable", action="store_true", help="the plan that wishes would choose")
    parser.add_argument(
        "--prove", action="store_true", help="work the bound out again without the solver"
    )
    parser.add_argument("--out", type=Path, metavar="FILE", help="the plan as .xlsx or .csv")
    parser.add_argument("--json", action="store_true", help="machine-readable")
    parser.epilog = EXAMPLES


def run(options: argparse.Namespace) -> int:
    """Print the plan, its proof, and what would help whoever is left."""
    from favn.config import matching_facts, matching_words  # noqa: PLC0415 - keeps the help quick
    from favn.statistics.matching import MatchingError  # noqa: PLC0415

    if options.out and options.out.suffix.casefold() not in TABLES:
        raise cli.CommandError("--out ends in .xlsx or .csv.", cli.WRONG_CALL)
    try:
        facts = _facts(options)
    except MatchingError as error:
        raise cli.CommandError(str(error), cli.WRONG_CALL) from error
    print(
        json.dumps(facts, ensure_ascii=False, indent=2, allow_nan=False)
        if options.json
        else matching_words.of(facts)
    )
    if options.out:
        _write(options.out, matching_facts.table(facts))
    return cli.DONE if facts["pairs"] else cli.NO


def _facts(options: argparse.Namespace) -> dict[str, Any]:
    """Everything there is to say. Raises MatchingError, or CommandError without a file."""
    from favn.config import matching_facts  # noqa: PLC0415 - keeps the help quick
    from favn.statistics.matching_files import File, question_of  # noqa: PLC0415
    from favn.statistics.matching_rules import book_of  # noqa: PLC0415

    book = book_of(_bytes(options.rules))
    people, others = (File(path.name, _bytes(path)) for path in (options.people, options.others))
    read = question_of(people, others, book)
    return matching_facts.of(read, stable=options.stable, prove=options.prove)


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST:
            raise cli.CommandError(f"{path} is over 20 MB: divide it.", cli.WRONG_CALL)
        return path.read_bytes()
    except OSError as error:
        raise cli.CommandError(f"{path} cannot be opened.", cli.WRONG_CALL) from error


def _write(path: Path, rows: list[list[str | int | float]]) -> None:
    """The plan as a workbook or a table that spreadsheets open. Raises CommandError."""
    from favn.config import matching_facts  # noqa: PLC0415 - keeps the help quick

    as_book = path.suffix.casefold() == ".xlsx"
    content = matching_facts.workbook(rows) if as_book else matching_facts.csv_of(rows)
    try:
        path.write_bytes(content)
    except OSError as error:
        raise cli.CommandError(f"{path} cannot be written.", cli.WRONG_CALL) from error
