"""The doors of cases: who may come in, and the one case or conversation an address names."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from favn.centre.models import Case, Conversation
from favn.centre.queries import cases as queries
from favn.centre.queries.cases import Seen
from favn.kit import clock
from favn.kit.attempts import found
from favn.people.accounts import lookups
from favn.people.accounts.door import Request, requires
from favn.people.accounts.roles import Area, Level

counts = requires(Area.CASES, Level.COUNT, about_persons=True)
"""Whoever carries cases, and whoever leads them: the latter opens a person with a reason first."""
writes = requires(Area.CASES, Level.WRITE, about_persons=True)


def the_case(request: Request, pk: UUID) -> Seen:
    """A case of one's house, written down as looked at; foreign and unknown are 404."""
    seen = found(queries.case_seen(pk, request.membership, clock.now()))
    lookups.note(persons=[seen.case.person_id])
    return seen


def my_case(request: Request, pk: UUID) -> Case:
    """A case one writes in. Raises Http404, and PermissionDenied where it is somebody else's."""
    seen = the_case(request, pk)
    if not seen.may_write:
        raise PermissionDenied(_("Kun den, der har sagen, skriver i den."))
    return seen.case


def case_to_write_in(request: Request, pk: UUID, talk: UUID) -> Case:
    """A case one writes in, or one that was given away and holds this conversation of one's own.

    Raises Http404, and PermissionDenied where neither is so.
    """
    seen, row = the_case(request, pk), queries.conversation_with(talk)
    is_own = row is not None and row.case_id == pk and row.by_id == request.account.pk
    return seen.case if is_own else my_case(request, pk)


def my_talk(request: Request, pk: UUID, case: Case | None) -> Conversation | None:
    """One's own conversation in a case, or None where none stands yet.

    Raises Http404 where the id is of another case, and PermissionDenied where a colleague wrote it.
    """
    row = queries.conversation_with(pk)
    if row is None:
        return None
    if row.case_id != (case.pk if case else None):
        found(None)
    if row.by_id != request.account.pk:
        raise PermissionDenied(_("Kun den, der har skrevet samtalen, retter i den."))
    return row
