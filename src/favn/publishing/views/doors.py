"""The doors of reports and grants: what the house owns; everything else is 404."""

from uuid import UUID

from django.core.exceptions import PermissionDenied

from favn.kit.attempts import found
from favn.people.accounts.door import Request, refusal
from favn.people.accounts.roles import Area, Level, Scope
from favn.publishing import queries, rules
from favn.publishing.models import Chapter, FrozenEdition, Funding, Question, Report
from favn.publishing.queries import funders


def the_report(key: UUID) -> Report:
    """One of the house's own reports."""
    return found(queries.report_with(key))


def the_chapter(report: Report, key: UUID) -> Chapter:
    """One of its chapters."""
    return found(queries.chapter_with(report, key))


def the_chapter_to_write(request: Request, report: Report, key: UUID) -> Chapter:
    """One of its chapters that this member may write in; 403 with a sentence where not."""
    row, member = the_chapter(report, key), request.membership
    only = member.kind.scope(Area.CHAPTERS) == Scope.UNIT
    if sentence := rules.why_not_write(only, row.unit_id, member.unit_id):
        raise PermissionDenied(sentence)
    return row


def the_edition(key: UUID) -> FrozenEdition:
    """One of the house's own frozen editions."""
    return found(queries.edition_with(key))


def the_funding(key: UUID) -> Funding:
    """One of the house's own grants."""
    return found(funders.funding_with(key))


def the_question(key: UUID) -> Question:
    """One of the house's own questions."""
    return found(funders.question_with(key))


def only_writers(request: Request) -> None:
    """A page that all with reports may read, but only some may change. Raises PermissionDenied."""
    if not request.membership.may(Area.REPORTS, Level.WRITE):
        raise PermissionDenied(refusal(request.membership))


def posted_id(request: Request, name: str) -> UUID:
    """An id that a form carries; 404 where it is none."""
    try:
        return UUID(request.POST.get(name, ""))
    except ValueError:
        return found(None)
