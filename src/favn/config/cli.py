"""The `favn` command. `favn COMMAND --help` shows examples.

Exit codes: 0 done, 1 the answer is no (a check failed, rows were refused), 2 the call was wrong,
3 the machine lacks something, 130 stopped with Ctrl-C. Django is loaded only by the commands that
need it.
"""

import argparse
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module

DONE, NO, WRONG_CALL, MISSING, STOPPED = 0, 1, 2, 3, 130

COMMANDS: tuple[tuple[str, str], ...] = (
    ("demo", "build the demo world and serve it on this machine"),
    ("serve", "serve Favn"),
    ("migrate", "bring the database up to date and draw the tenant border"),
    ("account", "make an account with a role in an organisation, or end its role"),
    ("figures", "list every figure and its definition"),
    ("figure", "one figure of one organisation and period"),
    ("check-claims", "recompute the figures of a table from their own data"),
    ("import", "read registrations from a file"),
    ("directory", "the public directory of associations in the Open Referral standard"),
    ("keys", "the keys of encrypted fields: age, a new one, rows written anew"),
    ("retention", "end what is due: persons, look-ups, codes; meant for every night"),
    ("analyse", "what a table in a file carries: trends, years to parity, shares"),
    ("match", "who goes with whom: the best plan of two tables under stated rules"),
    ("compare", "a frozen report beside numbers printed elsewhere"),
    ("store", "rebuild the statistics store from the database"),
    ("errands", "colleagues are reminded of errands to look at again; run it every morning"),
    ("reviews", "who agreed on something is asked on the day what came of it; run it nightly"),
    ("gatherings", "reminders, waiting lists and letters of gatherings; run it often"),
    ("mentoring", "reminders and letters of mentors and mentees; run it often"),
    ("letters", "what waits for a mail server leaves, in every room; run it often"),
    ("volunteers", "hours, reminders and letters of volunteers; run it often"),
    ("docs", "write the generated pages of the documentation"),
    ("trial", "try a promise and print its figure"),
)


class CommandError(Exception):
    """Ends the command with one sentence."""

    def __init__(self, sentence: str, code: int = NO) -> None:
        super().__init__(sentence)
        self.code = code


def parser(only: str | None = None) -> argparse.ArgumentParser:
    """The whole grammar; with `only`, just that command's options are loaded."""
    top = argparse.ArgumentParser(
        prog="favn",
        description="Favn: the shared workspace for inclusion work.",
        epilog="Examples:\n  favn demo\n"
        "  favn figure 'centre.visits@medborgerhuset/2023?by=month' --json\n"
        "  favn import visits besog.csv --dry-run",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = top.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for name, help_text in COMMANDS:
        sub = commands.add_parser(
            name,
            help=help_text,
            description=help_text,
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        if name == only:
            import_module(f"favn.config.commands.{module_of(name)}").arguments(sub)
    return top


def module_of(command: str) -> str:
    """`import` is a word of Python's own, and a module has no dash in its name."""
    return "import_" if command == "import" else command.replace("-", "_")


def main(argv: Sequence[str] | None = None) -> None:
    """Run one command and leave with its code; Ctrl-C is an answer and no fault."""
    try:
        code = run(list(sys.argv[1:] if argv is None else argv))
    except KeyboardInterrupt:
        code = STOPPED
    sys.exit(code)


def run(words: list[str]) -> int:
    """The command's exit code; errors are one sentence on standard error."""
    only = next((word for word in words if not word.startswith("-")), None)
    options = parser(only).parse_args(words)
    module = import_module(f"favn.config.commands.{module_of(options.command)}")
    command: Callable[[argparse.Namespace], int] = module.run
    try:
        return command(options)
    except CommandError as error:
        print(f"favn: {error}", file=sys.stderr)
        return error.code
    except BrokenPipeError:
        return DONE
    except Exception as error:
        if type(error).__name__ in ("OperationalError", "ProgrammingError") and is_empty(error):
            print(
                "favn: the database is empty; run `favn migrate` or `favn demo`.", file=sys.stderr
            )
            return MISSING
        raise


def is_empty(error: Exception) -> bool:
    """Whether a table is missing, in SQLite's words or PostgreSQL's."""
    return "no such table" in str(error) or "does not exist" in str(error)


def start_django() -> None:
    """Load the house; a refusal to start ends in its sentence."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "favn.config.settings")
    import django  # noqa: PLC0415 - loading Django takes most of a command's start
    from django.core.exceptions import ImproperlyConfigured  # noqa: PLC0415

    from favn.config.environment import SettingError  # noqa: PLC0415

    try:
        django.setup()
    except (ImproperlyConfigured, SettingError) as error:
        raise CommandError(str(error), MISSING) from error


@contextmanager
def in_english() -> Iterator[None]:
    """Sentences of the house in the language of the commands; what people named stays as it is."""
    from django.utils import translation  # noqa: PLC0415 - needs Django loaded

    with translation.override("en"):
        yield


def checked() -> None:
    """Refuse to go on where a system check fails, for example a SQLite that may corrupt."""
    from django.core.exceptions import ImproperlyConfigured  # noqa: PLC0415
    from django.core.management import call_command  # noqa: PLC0415
    from django.core.management.base import SystemCheckError  # noqa: PLC0415

    try:
        call_command("check", databases=["default"], verbosity=0)
    except (SystemCheckError, ImproperlyConfigured) as error:
        raise CommandError(str(error), MISSING) from error


if __name__ == "__main__":
    main()
