"""The log of look-ups: what every page about persons answered, to whom, when and why.

The door keeps a sheet for each page declared with `about_persons=True` and commits it before the
answer leaves, also where the page raised. Records that are opened say so themselves
(`kit.looking.saw`); a page adds with `note` what only it knows.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404, HttpRequest

from favn.kit import clock, looking
from favn.kit.prepared import insert_with
from favn.people.accounts.choices import Look
from favn.people.accounts.models import LookedAt, Lookup, LookupReview, Opening
from favn.people.accounts.roles import BY_KEY

KEPT = timedelta(days=731)
"""24 months."""
LONGEST = 300
"""Characters of a purpose or criterion that are kept."""


@dataclass
class Sheet(looking.Sheet):
    """What the log will say of one answer; the door asks for it and writes it."""

    kind: Look = Look.READ
    criterion: str = ""
    purpose: str = ""
    opening: UUID | None = None
    status: int = 500


def note(
    kind: Look | None = None,
    *,
    persons: Iterable[UUID] = (),
    criterion: str = "",
    purpose: str = "",
    opening: Opening | None = None,
) -> None:
    """Say what this page is doing: the kind of look, whom it shows, what was searched for, why.

    Called in views and above; may be called more than once, later words win and persons add up.
    Without it a GET is READ and a POST is CHANGE. Raises looking.Unlogged where the page does not
    say that it is about persons; outside pages it does nothing.
    """
    looking.saw(*persons)
    sheet = looking.sheet()
    if not isinstance(sheet, Sheet):
        return
    sheet.kind = kind or sheet.kind
    sheet.criterion = criterion or sheet.criterion
    sheet.purpose = purpose or sheet.purpose
    if opening:
        sheet.opening, sheet.purpose = opening.pk, opening.reason or ""


@contextmanager
def watched(request: HttpRequest, access: Any) -> Iterator[Sheet]:
    """Around one view: its sheet, committed at the end where the page is about persons."""
    reads = request.method in {"GET", "HEAD", "OPTIONS"}
    sheet = Sheet(is_shut=not access.about_persons, kind=Look.READ if reads else Look.CHANGE)
    try:
        with looking.keeping(sheet):
            yield sheet
    except Http404:
        sheet.status = 404
        raise
    except PermissionDenied:
        sheet.status = 403
        raise
    finally:
        if access.about_persons:
            write(request, sheet)


def shut(stream: Iterable[bytes]) -> Iterator[bytes]:
    """What streams out after the log was written may open no further record."""
    chunks = iter(stream)
    while True:
        with looking.keeping(looking.Sheet(is_shut=True)):
            chunk = next(chunks, None)
        if chunk is None:
            return
        yield chunk


def write(request: Any, sheet: Sheet) -> Lookup:
    """Commit one line with its persons, or neither; whoever calls it answers only afterwards."""
    row = Lookup(
        organisation_id=request.membership.organisation_id,
        at=clock.now(),
        actor_id=request.account.actor_id,
        actor_label=request.account.actor_label,
        role=request.membership.role,
        kind=sheet.kind,
        page=request.resolver_match.view_name or request.resolver_match.route,
        status=sheet.status,
        purpose=sheet.purpose[:LONGEST] or None,
        criterion=sheet.criterion[:LONGEST] or None,
        opening_id=sheet.opening,
    )
    about = {"organisation_id": row.organisation_id, "lookup_id": row.pk}
    persons = {"id": [uuid4() for _ in sheet.opened], "person_id": list(sheet.opened)}
    insert_with(row, LookedAt, same=about, each=persons)
    return row


def lookups_of(*persons: UUID) -> QuerySet[Lookup]:
    """Every look-up of a person (and of the ids merged into them), newest first.

    Seen by whoever may see the person; only the present tenant's own. Answers that were refused
    stand too, with their status.
    """
    rows = LookedAt.objects.owned().filter(person_id__in=persons)
    return Lookup.objects.owned().filter(pk__in=rows.values("lookup"))


@dataclass(frozen=True, slots=True)
class Told:
    """A look-up as the person themself is told of it: no employee is named (C-579/21)."""

    at: datetime
    what: str
    role: str
    why: str
    is_beyond: bool
    """Opened by a role that does not reach the person."""


def told(*persons: UUID) -> list[Told]:
    """Who looked, when and why, newest first, in words for the person; refused ones left out."""
    return [
        Told(
            row.at,
            row.get_kind_display(),
            str(BY_KEY[row.role].name),
            row.purpose or "",
            row.opening_id is not None,
        )
        for row in shown_of(*persons)
    ]


def shown_of(*persons: UUID) -> QuerySet[Lookup]:
    """The look-ups that showed something. A form sent with a fault shows the page all the same."""
    return lookups_of(*persons).exclude(status__in=(403, 404))


@transaction.atomic
def forget_words(*persons: UUID) -> None:
    """Take out every word typed about these persons: searches, reasons, notes of the review.

    For the erasure of a person: that somebody looked stays, the words they typed go.
    """
    looked = LookedAt.objects.owned().filter(person_id__in=persons).values("lookup")
    LookupReview.objects.owned().filter(lookup__in=looked).update(note=None)
    lookups_of(*persons).update(criterion=None, purpose=None)
    Opening.objects.owned().filter(person_id__in=persons).update(reason=None)


def old(at: datetime) -> QuerySet[Lookup]:
    """Look-ups older than they may be kept."""
    return Lookup.objects.owned().filter(at__lt=at - KEPT)


@transaction.atomic
def remove_old(*, at: datetime) -> int:
    """Take out look-ups older than they may be kept; the answer is how many."""
    return old(at).delete()[1].get(Lookup._meta.label, 0)
