"""The doors of the reports: what the house owns; everything else is 404."""

from uuid import UUID

from django.core.exceptions import PermissionDenied

from favn.kit.attempts import found
from favn.people.accounts.door import Request
from favn.people.accounts.roles import Area, Scope
from favn.publishing import queries, rules
from favn.publishing.models import Chapter, FrozenEdition, Report


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
