"""The verbs of a paper: keep it for review, take its lines into the plan, and take it all back.

A paper is taken in one transaction through the plan's own verbs; a line that was not chosen leaves
nothing. The status text it writes says that it was inferred, and where the paper breaks off.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from favn.kit import history
from favn.kit.history import Actor
from favn.kit.refusals import Conflict, Refused, must
from favn.kit.tenancy import current
from favn.people.organisations.models import Organisation, Unit
from favn.policy.actions.plan import CHANGEABLE, add_initiative, change_initiative
from favn.policy.actions.statuses import still_open
from favn.policy.models import Initiative, StatusText, UploadedLine, UploadedPaper
from favn.policy.models.papers import Effect
from favn.policy.queries import papers as queries

OUTCOME = (
    "effect", "initiative", "title_before", "version_after", "history_after", "wrote_text",
)  # fmt: skip
"""What a line keeps of having been taken."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A line to be taken as it was seen: `seen` is its initiative's version, 0 where it had none.

    `owner` is needed only where the initiative is new.
    """

    line: UploadedLine
    number: int
    title: str
    owner: Unit | None
    seen: int


@transaction.atomic
def keep_paper(
    *, paper: UploadedPaper, lines: Sequence[UploadedLine], by: Actor, at: datetime
) -> UploadedPaper:
    """Keep a paper and its lines for review; the plan is untouched.

    The same file once more is the paper that stands.
    """
    # One at a time: two who send the same file at once would both find none.
    list(Organisation.objects.select_for_update().filter(pk=current()))
    if stands := queries.paper_of(paper.plan, paper.sha256):
        return stands
    paper.read_at, paper.read_by = at, by.actor_label
    paper.save(force_insert=True)
    UploadedLine.objects.bulk_create(lines)
    history.note("read", paper, by=by, at=at, changes={"lines": ["", str(len(lines))]})
    return paper


@transaction.atomic
def take_paper(
    *, paper: UploadedPaper, choices: Sequence[Choice], by: Actor, at: datetime
) -> UploadedPaper:
    """Take the chosen lines into the plan, all or none. The same form twice takes them once.

    Raises Refused where a line cannot stand in the plan, and Conflict where its initiative is
    another than the one that was seen.
    """
    must(None if choices else _("Sæt flueben ved mindst én linje."))
    waiting = UploadedPaper.objects.owned().filter(pk=paper.pk, taken_at=None)
    if not waiting.update(taken_at=at, taken_by=by.actor_label, undone_at=None):
        paper.refresh_from_db()
        return paper
    paper.refresh_from_db()
    stands = queries.by_number(paper.plan)
    told = queries.texts_of_year(paper.plan, paper.year)
    for choice in choices:
        row = _placed(choice, stands.get(choice.number), by=by, at=at)
        if choice.line.text and row.pk not in told:
            choice.line.wrote_text = _tell_year(choice.line, row, by=by, at=at)
        _outcome(choice.line, row)
    history.note("take", paper, by=by, at=at, changes={"lines": ["", str(len(choices))]})
    return paper


def _placed(choice: Choice, stands: Initiative | None, *, by: Actor, at: datetime) -> Initiative:
    """The initiative a line belongs to: made, given the paper's title, or as it stands."""
    line = choice.line
    if (stands.version if stands else 0) != choice.seen:
        raise Conflict(
            _("Indsats %(number)s er ændret, siden du åbnede siden. Se linjen igen, og tag den så.")
            % {"number": choice.number}
        )
    if stands is None:
        if choice.owner is None:
            raise Refused(_("Vælg en forvaltning til linje %(n)s.") % {"n": choice.number})
        line.effect = Effect.NEW
        return add_initiative(
            id=uuid4(), plan=line.paper.plan, number=choice.number, title=choice.title,
            owner=choice.owner, summary=_whole_title(line, choice), by=by, at=at,
        )  # fmt: skip
    line.effect = Effect.SAME if stands.title == choice.title else Effect.TITLE
    if line.effect == Effect.SAME:
        return stands
    line.title_before = stands.title
    return _retitled(stands, choice.title, by=by, at=at)


def _whole_title(line: UploadedLine, choice: Choice) -> str:
    """The paper's own title where another, often a shorter one, was written instead."""
    differs = line.title and line.title != choice.title
    return _("I papiret: “%(title)s”") % {"title": line.title[:1900]} if differs else ""


def _retitled(row: Initiative, title: str, *, by: Actor, at: datetime) -> Initiative:
    values = {name: getattr(row, name) for name in CHANGEABLE} | {"title": title}
    return change_initiative(initiative=row, version=row.version, by=by, at=at, **values)


def _tell_year(line: UploadedLine, row: Initiative, *, by: Actor, at: datetime) -> bool:
    """Write the paper's prose as the year's text, marked as read in; never an office's answer.

    The initiative's own status is left alone. Raises Refused where the year's paper is frozen.
    """
    year = line.paper.year
    still_open(row.plan_id, year)
    StatusText(
        organisation_id=current(),
        initiative=row,
        year=year,
        status=line.status,
        is_inferred=True,
        rests_on=line.because[:300],
        text="\n\n".join([line.text, *_remarks(line)]),
        written_on=at.date(),
        written_by=_("papiret %(name)s") % {"name": line.paper.name[:100]},
    ).save(force_insert=True)
    history.note("text", row, by=by, at=at, changes={"year": ["", str(year)]})
    return True


def _remarks(line: UploadedLine) -> list[str]:
    """What must be said beside the paper's own words."""
    said = [about for kind, about in line.doubts if kind == "cut_off"]
    return [_("[Papiret bryder af efter “%(words)s”.]") % {"words": words} for words in said]


def _outcome(line: UploadedLine, row: Initiative) -> None:
    line.initiative, line.version_after = row, row.version
    line.history_after = history.of(row).count()
    line.save(update_fields=OUTCOME)


@transaction.atomic
def take_back_paper(*, paper: UploadedPaper, by: Actor, at: datetime) -> UploadedPaper:
    """The plan as it was before the paper; the paper waits for review again.

    Raises Refused where anything of it was changed since. The same form twice does it once.
    """
    lines = [line for line in queries.lines_of(paper) if line.effect]
    for line in lines:
        line.paper = paper
    if paper.taken_at is None:
        return paper
    must(_why_not_back(queries.changed_since(lines)))
    taken = UploadedPaper.objects.owned().filter(pk=paper.pk, taken_at=paper.taken_at)
    if not taken.update(taken_at=None, taken_by="", undone_at=at):
        raise Conflict(_("En anden har taget papiret tilbage imens."))
    for line in lines:
        _back(line, by=by, at=at)
    history.note("take back", paper, by=by, at=at, changes={"lines": [str(len(lines)), ""]})
    paper.refresh_from_db()
    return paper


def _why_not_back(changed: list[tuple[Initiative, str]]) -> str | None:
    """What was worked on since is worth more than a tidy undo."""
    if not changed:
        return None
    row, who = changed[0]
    more = ngettext(
        "%(n)s indsats er brugt eller rettet siden, først %(first)s%(who)s. Ret resten på"
        " indsatserne selv.",
        "%(n)s indsatser er brugt eller rettet siden, først %(first)s%(who)s. Ret resten på"
        " indsatserne selv.",
        len(changed),
    ) % {"n": len(changed), "first": row, "who": f" ({who})" if who else ""}
    return _("Papiret kan ikke tages tilbage: %(why)s") % {"why": more}


def _back(line: UploadedLine, *, by: Actor, at: datetime) -> None:
    row, effect, before = line.initiative, line.effect, line.title_before
    wrote = line.wrote_text
    line.effect, line.initiative, line.title_before = "", None, ""
    line.version_after, line.history_after, line.wrote_text = 0, 0, False
    line.save(update_fields=OUTCOME)
    if row is None:
        return
    if wrote:
        StatusText.objects.owned().filter(initiative=row, year=line.paper.year).delete()
    if effect == Effect.TITLE:
        _retitled(row, before, by=by, at=at)
    elif effect == Effect.NEW:
        _remove(row, by=by, at=at)
    else:
        history.note("take back", row, by=by, at=at)


def _remove(row: Initiative, *, by: Actor, at: datetime) -> None:
    history.note("remove", row, by=by, at=at, changes={"title": [row.title, ""]})
    try:
        row.delete()
    except ProtectedError as error:
        raise Refused(
            _("Indsats %(row)s er i brug og kan ikke fjernes igen.") % {"row": row}
        ) from error


@transaction.atomic
def discard_paper(*, paper: UploadedPaper, by: Actor, at: datetime) -> None:
    """Throw away a paper that waits. Raises Refused where the plan has lines of it."""
    must(_("Tag papiret tilbage først.") if paper.taken_at else None)
    history.note("discard", paper, by=by, at=at, changes={"name": [paper.name, ""]})
    UploadedLine.objects.owned().filter(paper=paper).delete()
    paper.delete()
