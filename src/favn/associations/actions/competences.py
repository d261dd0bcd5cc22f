"""Subjects of the catalogue, and what an association says it can teach and wants to learn."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from favn.associations.models import Competence, NetworkMember, Subject
from favn.kit import history
from favn.kit.history import Actor
from favn.kit.refusals import Conflict, Refused, insert, must, standing
from favn.kit.tenancy import current


@dataclass(frozen=True, slots=True)
class Knowing:
    """What is said about one subject."""

    subject: Subject
    way: str
    level: str = ""
    text: str = ""
    ask: str = ""


@transaction.atomic
def add_subject(*, id: UUID, name: str, by: Actor, at: datetime) -> Subject:
    """A new word of the register, once per `id` and name. Raises Refused, Taken."""
    row = Subject(id=id, organisation_id=current(), name=" ".join(name.split()))
    if stands := standing(row):
        return stands
    must(None if any(sign.isalpha() for sign in row.name) else _("Skriv emnets navn."))
    same = row.name.casefold()
    known = next((s for s in Subject.objects.owned() if s.name.casefold() == same), None)
    if known is not None and known.is_retired:
        known.is_retired = False
        known.save(update_fields=["is_retired"])
        return known
    must(_("Emnet står der allerede.") if known else None)
    if stands := insert(row):
        return stands
    history.note("add", row, by=by, at=at, changes={"name": ["", row.name]})
    return row


@transaction.atomic
def retire_subject(*, subject: Subject, by: Actor, at: datetime) -> Subject:
    """No longer offered to choose from; what stands under it stays."""
    row = Subject.objects.owned().select_for_update().get(pk=subject.pk)
    if not row.is_retired:
        row.is_retired = True
        row.save(update_fields=["is_retired"])
        history.note("end", row, by=by, at=at, changes={"name": [row.name, ""]})
    return row


@transaction.atomic
def say(*, id: UUID, member: NetworkMember, knows: Knowing, by: Actor, at: datetime) -> Competence:
    """One line of the catalogue, once per `id`; one subject goes once each way.

    Raises Refused, Taken.
    """
    row = Competence(
        id=id, organisation_id=current(), member=member, subject=knows.subject, way=knows.way,
        level=knows.level, text=knows.text, ask=knows.ask, said_at=at,
    )  # fmt: skip
    if stands := standing(row):
        return stands
    same = Competence.objects.owned().filter(member=member, subject=knows.subject, way=knows.way)
    if same.exists():
        raise Refused(_("I har allerede skrevet om det emne. Ret det, der står."))
    if stands := insert(row):
        return stands
    history.note("add", row, by=by, at=at, changes={"way": ["", str(knows.way)]})
    return row


@transaction.atomic
def say_anew(
    *, competence: Competence, version: int, knows: Knowing, by: Actor, at: datetime
) -> Competence:
    """Write a line anew, or say that it still holds; both make it fresh. Raises Conflict."""
    row = Competence.objects.owned().select_for_update().get(pk=competence.pk)
    if row.version != version:
        raise Conflict(_("En anden fra foreningen har rettet imens. Se, hvad der står nu."))
    row.level, row.text, row.ask, row.said_at = knows.level, knows.text, knows.ask, at
    row.version += 1
    row.save(update_fields=["level", "text", "ask", "said_at", "version"])
    history.note("change", row, by=by, at=at)
    return row


@transaction.atomic
def unsay(*, competence: Competence, by: Actor, at: datetime) -> None:
    """Take a line off the catalogue; twice is once."""
    row = Competence.objects.owned().select_for_update().filter(pk=competence.pk).first()
    if row is not None:
        history.note("remove", row, by=by, at=at, changes={"way": [str(row.way), ""]})
        row.delete()
