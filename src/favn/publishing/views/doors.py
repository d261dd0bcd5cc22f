"""The doors of the reports: what the house owns; everything else is 404."""

from collections.abc import Callable
from typing import TypeVar
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest

from favn.kit.refusals import Conflict, Refused, Taken
from favn.publishing import queries
from favn.publishing.models import Chapter, FrozenEdition, Report

R = TypeVar("R")
DONE, CONFLICTED, REFUSED = 302, 409, 422


def found(record: R | None) -> R:
    """The record, or 404: unknown and foreign look the same."""
    if record is None:
        raise Http404
    return record


def the_report(key: UUID) -> Report:
    """One of the house's own reports."""
    return found(queries.report_with(key))


def the_chapter(report: Report, key: UUID) -> Chapter:
    """One of its chapters."""
    return found(queries.chapter_with(report, key))


def the_edition(key: UUID) -> FrozenEdition:
    """One of the house's own frozen editions."""
    return found(queries.edition_with(key))


def tried(request: HttpRequest, verb: Callable[[], str | None]) -> int:
    """Do it; the status of the answer, and the sentence in the page's messages."""
    try:
        sentence = verb()
    except Refused as refused:
        messages.error(request, str(refused))
        return REFUSED
    except Conflict as conflict:
        messages.warning(request, str(conflict))
        return CONFLICTED
    except Taken as taken:
        raise Http404 from taken
    if sentence is None:
        return REFUSED
    if sentence:
        messages.success(request, sentence)
    return DONE
