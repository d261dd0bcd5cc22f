"""Reading a committee paper from the command line, for one municipality's plan.

Without `--dry-run` the paper waits for review on its page; the plan is changed only there, by
somebody who has looked.
"""

import sys
from pathlib import Path
from uuid import UUID

from favn.config import cli
from favn.config.importing import CommandLine
from favn.kit import clock
from favn.kit.tenancy import acting_for
from favn.people.organisations.models import Organisation
from favn.policy import imports
from favn.policy.imports import Paper, Planned
from favn.policy.models import Plan
from favn.policy.queries import papers as queries


def import_paper(
    file: Path, slug: str | None, plan: str | None, *, year: int | None, dry_run: bool
) -> int:
    """Read, tell, and keep for review. The command's exit code; 1 where it cannot be read."""
    organisation = whose(slug)
    with acting_for(organisation.pk):
        target = which(plan)
        try:
            paper = imports.read_paper(file.name, file.read_bytes())
        except (imports.Unreadable, OSError) as error:
            raise cli.CommandError(f"{file.name}: {error}") from error
        of = year or paper.year
        if of is None:
            raise cli.CommandError(f"{file.name} names no year. Say it with --year.")
        told(paper, _planned(paper, target, of))
        if not dry_run:
            kept(imports.keep(paper, target, year=of, by=CommandLine(), at=clock.now()).pk)
    return cli.DONE


def whose(slug: str | None) -> Organisation:
    """The municipality named, or the only one there is."""
    municipalities = Organisation.objects.filter(is_tenant=True, kind="municipality")
    found = list(municipalities.filter(slug=slug) if slug else municipalities)
    if len(found) == 1:
        return found[0]
    known = ", ".join(municipalities.values_list("slug", flat=True)) or "none yet"
    raise cli.CommandError(f"Say whose with --organisation. Known: {known}.", cli.WRONG_CALL)


def which(slug: str | None) -> Plan:
    """The plan named, or the only one there is."""
    plans = queries.plans()
    found = [plan for plan in plans if slug in (None, plan.slug)]
    if len(found) == 1:
        return found[0]
    known = ", ".join(plan.slug for plan in plans) or "none yet"
    raise cli.CommandError(f"Say which plan with --plan. Known: {known}.", cli.WRONG_CALL)


def _planned(paper: Paper, plan: Plan, year: int) -> list[Planned]:
    lines = imports.lines_of(paper, imports.row_of(paper, plan, year))
    return imports.dry_run(plan, lines, year)


def told(paper: Paper, planned: list[Planned]) -> None:
    """Every line with what it would do, and every doubt about it."""
    for note in paper.notes:
        print(f"! {imports.said(note)}", file=sys.stderr)
    for one in planned:
        line = one.line
        number = "–" if line.number is None else line.number
        print(f"{number}. {line.title or '–'} [{one.effect.label if one.effect else '?'}]")
        if line.status:
            print(f"   {line.get_status_display()}, udledt af “{line.because}”")
        for doubt in one.doubts:
            print(f"   ! {number}: {imports.said(doubt)}", file=sys.stderr)
    counted = imports.tally(planned)
    clear = sum(one.is_clear for one in planned)
    print(f"{len(planned)} lines read under {len(paper.offices)} offices, {clear} without doubt.")
    print(f"{counted['new']} new, {counted['title']} retitled, {counted['same']} as before.")


def kept(key: UUID) -> None:
    """Where somebody looks at it."""
    print(f"Kept for review at /planen/papirer/{key}/. The plan is untouched.")
