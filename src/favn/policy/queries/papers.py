"""Papers that were read for a plan, and what of the plan their lines would meet.

Everybody who may write the plan sees all of its papers; nobody else does.
"""

from typing import Any
from uuid import UUID

from django.db.models import Count, Q

from favn.kit import history
from favn.policy.models import Initiative, Plan, StatusText, UploadedLine, UploadedPaper


def papers(plan: Plan) -> list[UploadedPaper]:
    """The plan's papers, newest first, each with `n_lines` and `n_taken`."""
    rows = UploadedPaper.objects.owned().filter(plan=plan)
    taken = Count("lines", filter=~Q(lines__effect=""))
    return list(rows.annotate(n_lines=Count("lines"), n_taken=taken))


def paper_with(key: UUID) -> UploadedPaper | None:
    """A paper of the present tenant, or None."""
    return UploadedPaper.objects.owned().select_related("plan").filter(pk=key).first()


def paper_of(plan: Plan, sha256: str) -> UploadedPaper | None:
    """The paper these very bytes were read into, or None."""
    return UploadedPaper.objects.owned().filter(plan=plan, sha256=sha256).first()


def lines_of(paper: UploadedPaper) -> list[UploadedLine]:
    """The paper's lines in its own order."""
    rows = UploadedLine.objects.owned().filter(paper=paper)
    return list(rows.select_related("initiative"))


def by_number(plan: Plan) -> dict[int, Initiative]:
    """The plan's initiatives by their number."""
    rows = Initiative.objects.owned().filter(plan=plan).select_related("owner")
    return {row.number: row for row in rows}


def texts_of_year(plan: Plan, year: int) -> dict[UUID, StatusText]:
    """What is written already about a year, by initiative."""
    rows = StatusText.objects.owned().filter(initiative__plan=plan, year=year)
    return {row.initiative_id: row for row in rows}


def plans() -> list[Plan]:
    """The present tenant's plans, newest first."""
    return list(Plan.objects.owned())


def changed_since(lines: list[UploadedLine]) -> list[tuple[Initiative, str]]:
    """Initiatives of taken lines that somebody has touched since the paper, and who."""
    found = []
    for line in lines:
        row = line.initiative
        if row is None:
            continue
        later = _later(line, row)
        if later is not None or row.version != line.version_after or _is_used(line, row):
            found.append((row, later or ""))
    return found


def _later(line: UploadedLine, row: Initiative) -> str | None:
    """Who wrote in the initiative's history since; counted, because two may write in one moment."""
    told = list(history.of(row).values_list("actor_label", flat=True))
    return told[0] if len(told) > line.history_after else None


def _is_used(line: UploadedLine, row: Initiative) -> bool:
    """Whether anything else points at an initiative that the paper made, or rewrote its text."""
    if line.effect != "new":
        return _rewritten(line, row)
    if row.status_on is not None or _rewritten(line, row):
        return True
    for relation in Initiative._meta.related_objects:
        model: Any = relation.related_model
        rows = model._default_manager.filter(**{relation.field.name: row})
        if model is StatusText and line.wrote_text:
            rows = rows.exclude(year=line.paper.year)
        if model is UploadedLine:
            rows = rows.exclude(pk=line.pk)
        if rows.exists():
            return True
    return False


def _rewritten(line: UploadedLine, row: Initiative) -> bool:
    if not line.wrote_text:
        return False
    text = StatusText.objects.owned().filter(initiative=row, year=line.paper.year).first()
    return text is None or text.version != 1
