"""Reading a file of registrations from the command line, for one organisation."""

import hashlib
import sys
from pathlib import Path
from uuid import UUID

from favn.centre import imports
from favn.config import cli
from favn.kit import clock
from favn.kit.tenancy import acting_for
from favn.people.organisations.models import Organisation

NOBODY = UUID(int=0)


class CommandLine:
    """Whoever has the machine; history names the command, not a person it cannot know."""

    actor_id = NOBODY
    actor_label = "favn import"


def import_visits(file: Path, slug: str | None, *, source: str = "", dry_run: bool) -> int:
    """Read, tell, and write where nothing was refused. The command's exit code."""
    organisation = whose(slug)
    with acting_for(organisation.pk):
        try:
            plan = imports.read_visits(file, today=clock.today(), source=source)
        except (imports.Unreadable, OSError) as error:
            raise cli.CommandError(f"{file.name}: {error}") from error
        told(plan)
        if plan.errors:
            return cli.NO
        if not dry_run:
            written(imports.apply(plan, by=CommandLine(), at=clock.now()))
    return cli.DONE


def take_back(file: Path, slug: str | None) -> int:
    """Take every row of a file out of the count again, whatever the file is called now."""
    organisation = whose(slug)
    try:
        digest = hashlib.sha256(file.read_bytes()).hexdigest()
    except OSError as error:
        raise cli.CommandError(f"{file} cannot be opened. Check that the path is right.") from error
    with acting_for(organisation.pk):
        read = [b for b in imports.batches() if b.sha256 == digest and b.undone_at is None]
        if not read:
            raise cli.CommandError(f"{file.name} has not been read into these books.")
        rows = sum(imports.undo(batch, by=CommandLine(), at=clock.now()) for batch in read)
    print(f"{rows} registrations taken back. Every figure of those months is as before.")
    return cli.DONE


def whose(slug: str | None) -> Organisation:
    """The organisation named, or the only association there is."""
    associations = Organisation.objects.filter(is_tenant=True, kind="association")
    found = list(associations.filter(slug=slug) if slug else associations)
    if len(found) == 1:
        return found[0]
    known = ", ".join(associations.values_list("slug", flat=True)) or "none yet"
    raise cli.CommandError(f"Say whose with --organisation. Known: {known}.", cli.WRONG_CALL)


def told(plan: imports.Plan) -> None:
    """What the file holds, and every line that cannot be read."""
    for error in plan.errors:
        print(f"line {error.line}: {error.sentence}", file=sys.stderr)
    print(f"{plan.lines} lines read, {len(plan.errors)} refused.")
    print(f"{len(plan.new) + len(plan.again)} registrations to add, {plan.already} there already.")
    if plan.alike:
        print(f"! {plan.alike}", file=sys.stderr)
        print("! Another list of the same days? Read it with --source NAME.", file=sys.stderr)
    if plan.without_hour:
        print(f"{plan.without_hour} lines name no hour; visits and guidances count as 12–13.")


def written(batch: object) -> None:
    """What became of it."""
    print("Nothing new." if batch is None else "Written. Every figure of those months is new.")
