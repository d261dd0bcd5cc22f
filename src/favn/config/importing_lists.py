"""Reading a list of associations from the command line, and the directory out as a file.

A list waits for a look on its page, as one that was sent in there: whether two are the same
association is decided by a person, never here.
"""

import hashlib
import json
import sys
from pathlib import Path

from django.urls import reverse

from favn.associations.actions import lists as actions
from favn.associations.imports import Unreadable, read, whole
from favn.associations.queries.standard import all_organizations
from favn.config import cli
from favn.config.importing import CommandLine
from favn.config.importing_papers import whose
from favn.kit import clock
from favn.kit.tenancy import acting_for


def import_associations(file: Path, slug: str | None, *, dry_run: bool) -> int:
    """Read, tell, and keep for a look. The command's exit code; 1 where it cannot be read."""
    house = whose(slug)
    with acting_for(house.pk):
        try:
            data = file.read_bytes()
            sheet = read(data)
        except (Unreadable, OSError) as error:
            raise cli.CommandError(f"{file.name}: {error}") from error
        told = whole(file.name, hashlib.sha256(data).hexdigest(), sheet)
        _tell(told)
        if not dry_run:
            row = actions.keep(whole=told, by=CommandLine(), at=clock.now())
            print(f"It waits for a look at {reverse('associations:list', args=[row.pk])}")
    return cli.DONE


def _tell(told: actions.Whole) -> None:
    """What each line would do, and the faults by line."""
    faulty = [line for line in told.lines if line.faults]
    doubted = [line for line in told.lines if line.doubts and not line.faults]
    for line in faulty:
        print(f"! line {line.number}: {' '.join(line.faults)}", file=sys.stderr)
    for line in doubted:
        names = ", ".join(str(doubt[2]) for doubt in line.doubts)
        print(f"? line {line.number}: {line.said.get('name', '')} – {names}", file=sys.stderr)
    for note in told.notes:
        print(f"! {note}", file=sys.stderr)
    new = len(told.lines) - len(faulty) - len(doubted)
    print(f"{new} new associations, {len(doubted)} doubts to decide, {len(faulty)} lines at fault")


def write_directory(slug: str | None, site: str, out: Path | None) -> int:
    """The public directory in the Open Referral standard, to a file or to the screen."""
    house = whose(slug)
    with acting_for(house.pk):
        address = site + reverse("associations:public", args=[house.slug])
        text = json.dumps(all_organizations(house.name, address), ensure_ascii=False, indent=1)
    if out is None:
        print(text)
    else:
        out.write_text(text, encoding="utf-8")
    return cli.DONE
