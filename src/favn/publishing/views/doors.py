"""The doors of the reports: what the house owns; everything else is 404."""

from uuid import UUID

from favn.kit.attempts import found
from favn.publishing import queries
from favn.publishing.models import Chapter, FrozenEdition, Report


def the_report(key: UUID) -> Report:
    """One of the house's own reports."""
    return found(queries.report_with(key))


def the_chapter(report: Report, key: UUID) -> Chapter:
    """One of its chapters."""
    return found(queries.chapter_with(report, key))


def the_edition(key: UUID) -> FrozenEdition:
    """One of the house's own frozen editions."""
    return found(queries.edition_with(key))
