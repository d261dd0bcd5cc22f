"""A conversation is kept as a draft while one writes, counted when it is done, put right later.

Its numbers and its note are written in one transaction and carry one version, so that two windows
on the same note never overwrite each other.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from favn.centre.actions.cases import as_it_is
from favn.centre.choices import CaseKind, Setting
from favn.centre.models import Case, Conversation, ConversationTopic, Note
from favn.centre.queries import cases as queries
from favn.centre.rules import cases as rules
from favn.kit import history, store
from favn.kit.refusals import Conflict, insert, must
from favn.kit.tenancy import current
from favn.people.accounts.models import Account, Membership
from favn.people.persons import actions as persons
from favn.people.persons import rules as words

OTHER_WINDOW = _("Der er skrevet i notatet i et andet vindue. Se, hvad der står nu, og saml det.")
TOPICS = ConversationTopic._meta.label_lower


@dataclass(frozen=True, slots=True)
class Talk:
    """What stands about one conversation: its numbers, and the words of the note."""

    on: date
    kind: CaseKind
    setting: Setting = Setting.PERSON
    topics: tuple[str, ...] = ()
    areas: int | None = None
    interpreter: bool = False
    helper: bool = False
    text: str = ""


@transaction.atomic
def keep_talk(
    *, id: UUID, case: Case | None, talk: Talk, version: int, by: Membership, at: datetime
) -> Conversation:
    """Keep what is typed; a new conversation is a draft until `count_talk`.

    `version` is the one that was seen, 0 where none stood. Raises Refused, Conflict.
    """
    must(rules.why_not_keep(talk.on, talk.text, today=at.date()))
    if case:
        persons.held(case.person)
        must(queries.why_not_write(as_it_is(case), at.date()))
    row = _taken(id, version) or _new(id, case, by.account)
    must(None if row.is_draft else rules.why_not_count(len(talk.topics), talk.areas))
    marks = _months(row)
    _write(row, talk)
    if row.case:
        _keep_note(row, row.case, talk.text, by, at)
    _mark(row, marks)
    return row


@transaction.atomic
def count_talk(
    *, id: UUID, case: Case | None, talk: Talk, version: int, by: Membership, at: datetime
) -> Conversation:
    """The conversation is done and counts from now on. Raises Refused, Conflict."""
    must(rules.why_not_count(len(talk.topics), talk.areas))
    row = keep_talk(id=id, case=case, talk=talk, version=version, by=by, at=at)
    verb = "count-talk" if row.is_draft else "revise"
    if row.is_draft:
        row.is_draft = False
        row.counted_as = row.person.counted_as if row.person else None
        row.save(update_fields=["is_draft", "counted_as"])
        _mark(row, set())
        if row.person:
            persons.met(person=row.person, at=at)
    history.note(verb, row, by=by.account, at=at)
    return row


def rewrite(row: Conversation, talk: Talk) -> None:
    """Write other numbers and another note, of whoever wrote them first."""
    _write(row, talk)
    note = queries.note_of(row)
    if note:
        note.text = words.tidy(talk.text)
        note.save(update_fields=["text"])


@transaction.atomic
def drop_draft(*, row: Conversation, by: Account, at: datetime) -> None:
    """A draft nobody needs goes with its note. What is counted stays. Raises Refused, Conflict."""
    must(rules.why_not_drop(row.is_draft))
    _taken(row.pk, row.version)
    history.note("drop", row, by=by, at=at)
    row.delete()


def _taken(id: UUID, version: int) -> Conversation | None:
    """The conversation as it was seen, ours until the end; None where none stands."""
    row = queries.conversation_with(id)
    if row is None and version == 0:
        return None
    rows = Conversation.objects.owned().filter(pk=id, version=version)
    if not rows.update(version=version + 1):
        raise Conflict(OTHER_WINDOW)
    if row:
        row.version = version + 1
    return row


def _new(id: UUID, case: Case | None, by: Account) -> Conversation:
    row = Conversation(id=id, organisation_id=current(), case=case, by=by, version=1)
    row.person = case.person if case else None
    return row


def _write(row: Conversation, talk: Talk) -> None:
    """The numbers, and one row for each topic."""
    row.on, row.kind, row.setting, row.areas = talk.on, talk.kind, talk.setting, talk.areas
    row.interpreter, row.helper = talk.interpreter, talk.helper
    if not row._state.adding:
        row.save()
    elif insert(row):
        raise Conflict(OTHER_WINDOW)
    wanted, stands = set(talk.topics), {one.topic: one for one in row.topics.all()}
    month = {"year": row.year, "month": row.month}
    gone = [stands[topic].pk for topic in stands.keys() - wanted]
    ConversationTopic.objects.owned().filter(pk__in=gone).delete()
    ConversationTopic.objects.owned().filter(conversation=row).update(**month)
    ConversationTopic.objects.bulk_create(
        ConversationTopic(organisation_id=current(), conversation=row, topic=topic, **month)
        for topic in sorted(wanted - stands.keys())
    )


def _keep_note(row: Conversation, case: Case, text: str, by: Membership, at: datetime) -> None:
    """The words, in the profession of the one who writes."""
    note = queries.note_of(row)
    if note is None:
        note = Note(organisation_id=current(), person=case.person, case=case, conversation=row)
        note.profession, note.author, note.at = queries.profession_of(by), by.account, at
    note.text = words.tidy(text)
    note.save()


def _months(row: Conversation) -> set[tuple[int, int]]:
    """The month a counted conversation stands in before it is changed."""
    return set() if row.is_draft else {(row.year, row.month)}


def _mark(row: Conversation, before: set[tuple[int, int]]) -> None:
    """Let the store read the months again that a counted conversation left and came to."""
    if row.is_draft:
        return
    months = sorted(before | {(row.year, row.month)})
    for table in (Conversation._meta.label_lower, TOPICS):
        store.mark_months(table, row.organisation_id, months)


@dataclass(frozen=True, slots=True)
class Loaded:
    """One conversation of before, as a number: nobody's name, no note."""

    id: UUID
    on: date
    kind: CaseKind
    counted_as: UUID | None
    topics: tuple[str, ...]
    areas: int
    interpreter: bool = False
    setting: Setting = Setting.PERSON


@transaction.atomic
def load_counted(*, rows: Iterable[Loaded]) -> int:
    """Write conversations of before as numbers; the answer is how many. Raises Refused."""
    every = list(rows)
    for one in every:
        must(rules.why_not_count(len(one.topics), one.areas))
    made = [_loaded(one) for one in every]
    Conversation.objects.bulk_create(made, batch_size=500)
    ConversationTopic.objects.bulk_create(
        (
            ConversationTopic(
                organisation_id=current(), conversation=row, topic=topic, year=row.year,
                month=row.month,
            )
            for row, one in zip(made, every, strict=True)
            for topic in one.topics
        ),
        batch_size=500,
    )  # fmt: skip
    months = sorted({(row.year, row.month) for row in made})
    for table in (Conversation._meta.label_lower, TOPICS):
        store.mark_months(table, current(), months)
    return len(made)


def _loaded(one: Loaded) -> Conversation:
    return Conversation(
        id=one.id, organisation_id=current(), on=one.on, year=one.on.year, month=one.on.month,
        kind=one.kind, setting=one.setting, areas=one.areas, interpreter=one.interpreter,
        counted_as=one.counted_as, is_draft=False,
    )  # fmt: skip
