"""A health check or a counted conversation is put right, taken out of the count, counted again.

Always with a reason, as in the logbooks; the row and its history stay. A correction a person asks
for (GDPR article 16) needs no yes to a case: a wrong note may be put right after it was taken back.
"""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from favn.centre.actions.conversations import Talk, rewrite
from favn.centre.actions.health import Held
from favn.centre.choices import Void
from favn.centre.models import Conversation, ConversationTopic, HealthCheck, HealthTopic, Note
from favn.centre.queries import cases as queries
from favn.centre.queries import health
from favn.centre.rules import cases as rules
from favn.centre.rules.health import why_not_hold
from favn.kit import history, store
from favn.kit.refusals import Conflict, must
from favn.kit.tenancy import current
from favn.people.accounts.models import Account
from favn.people.persons import actions as persons
from favn.people.persons import rules as words
from favn.people.persons.models import Person

Row = HealthCheck | Conversation


@dataclass(frozen=True, slots=True)
class Right:
    """Why something is put right, on which version, and whether the person asked for it."""

    version: int
    reason: str
    asked: bool = False


@transaction.atomic
def correct_check(
    *, check: HealthCheck, held: Held, right: Right, by: Account, at: datetime
) -> HealthCheck:
    """Put right the day, the topics and the note of a check. Raises Refused, Conflict."""
    must(why_not_hold(len(held.topics)))
    _may_write(check.person, check.on, held.on, held.text, right, at)
    _take(check, right.version)
    _mark(check)
    before = check.on
    check.on, check.is_evening = held.on, held.is_evening
    check.kept_until = health.kept_until(check.on, by)
    check.save()
    _retopic(check, held.topics)
    note = Note.objects.owned().get(held=check)
    note.text, note.kept_until = words.tidy(held.text), check.kept_until
    note.save(update_fields=["text", "kept_until"])
    _mark(check)
    _told("correct", check, right, before, by=by, at=at)
    return check


def _retopic(check: HealthCheck, topics: tuple[str, ...]) -> None:
    HealthTopic.objects.owned().filter(held=check).delete()
    HealthTopic.objects.bulk_create(
        HealthTopic(
            organisation_id=current(), held=check, topic=topic, year=check.year, month=check.month
        )
        for topic in sorted(set(topics))
    )


@transaction.atomic
def correct_talk(
    *, row: Conversation, talk: Talk, right: Right, by: Account, at: datetime
) -> Conversation:
    """Put right the numbers and the note of a counted conversation. Raises Refused, Conflict."""
    must(rules.why_not_count(len(talk.topics), talk.areas))
    _may_write(row.person, row.on, talk.on, talk.text, right, at)
    _take(row, right.version)
    _mark(row)
    before = row.on
    rewrite(row, talk)
    _mark(row)
    _told("correct", row, right, before, by=by, at=at)
    return row


def _may_write(
    person: Person | None, stood: date, on: date, text: str, right: Right, at: datetime
) -> None:
    """A day that stays is not asked about again; the yes is, unless the person asks. Raises."""
    must(rules.why_not_keep(on if on != stood else at.date(), text, today=at.date()))
    if person is None:
        return
    persons.held(person)
    must(rules.why_not_note(allowed=right.asked or queries.is_allowed(person, at.date())))


def _told(verb: str, row: Row, right: Right, before: date, *, by: Account, at: datetime) -> None:
    """A line in history with the reason; that the person asked is part of it."""
    asked = _("Personen bad om det.") if right.asked else ""
    moved = {"on": [before.isoformat(), row.on.isoformat()]} if row.on != before else {}
    reason = " ".join(part for part in (asked, right.reason) if part)
    history.note(verb, row, by=by, at=at, changes=moved, reason=reason)


@transaction.atomic
def void(*, row: Row, version: int, why: Void, by: Account, at: datetime) -> Row:
    """Take it out of the count; it stays to be read. Raises Refused, Conflict."""
    is_draft = isinstance(row, Conversation) and row.is_draft
    must(rules.why_not_void(is_draft=is_draft, is_void=row.voided_at is not None))
    _take(row, version)
    row.voided_at, row.void = at, why
    row.save(update_fields=["voided_at", "void"])
    _mark(row)
    history.note("void", row, by=by, at=at, changes={"void": ["", str(why)]})
    return row


@transaction.atomic
def restore(*, row: Row, version: int, by: Account, at: datetime) -> Row:
    """Count it again. Raises Refused, Conflict."""
    must(rules.why_not_restore(is_void=row.voided_at is not None))
    _take(row, version)
    before, row.voided_at, row.void = row.void, None, ""
    row.save(update_fields=["voided_at", "void"])
    _mark(row)
    history.note("restore", row, by=by, at=at, changes={"void": [before, ""]})
    return row


def _take(row: Row, version: int) -> None:
    """The row is ours until the end of the transaction, as it was seen. Raises Conflict."""
    rows = type(row).objects.owned().filter(pk=row.pk, version=version)
    if not rows.update(version=version + 1):
        raise Conflict(_("En anden har ændret det imens. Se, hvad der står nu."))
    row.version = version + 1


def _mark(row: Row) -> None:
    """Let the store read the row's month again, of its topics too."""
    topics = HealthTopic if isinstance(row, HealthCheck) else ConversationTopic
    for table in (row._meta.label_lower, topics._meta.label_lower):
        store.mark_months(table, row.organisation_id, [(row.year, row.month)])
