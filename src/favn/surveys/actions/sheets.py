"""Writes questionnaires: a draft is changed piece by piece, and publishing freezes it.

Every change of a draft names the revision it was made on; where somebody else was first it is a
Conflict and nothing is lost.
"""

import hashlib
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from favn.kit import history
from favn.kit.history import Actor
from favn.kit.refusals import Conflict, Refused, insert, must, standing
from favn.kit.tenancy import current
from favn.surveys import queries, rules
from favn.surveys.choices import Asks
from favn.surveys.models import Question, Questionnaire, Version
from favn.surveys.rules.sheet import Item, Section, Sheet, as_json, sheet_of
from favn.surveys.rules.versions import why_not_publish


@transaction.atomic
def make_questionnaire(
    *, id: UUID, key: str, title: str, purpose: str, asks: Asks, by: Actor, at: datetime
) -> Questionnaire:
    """A new questionnaire with an empty first draft, once per `id`. Raises Refused, Taken."""
    row = Questionnaire(id=id, organisation_id=current(), key=key, title=title, purpose=purpose)
    row.asks, row.made_at = asks, at
    if stands := standing(row):
        return stands
    if queries.questionnaire_named(key):
        raise Refused(_("Der er allerede et spørgeskema med det navn. Giv det et andet."))
    if stands := insert(row, then=lambda made: _first(made, at)):
        return stands
    history.note("make", row, by=by, at=at)
    return row


@transaction.atomic
def change_questionnaire(
    *,
    questionnaire: Questionnaire,
    revision: int,
    title: str,
    purpose: str,
    by: Actor,
    at: datetime,
) -> Questionnaire:
    """Another title, or another reason for asking. Raises Conflict."""
    rows = Questionnaire.objects.owned().filter(pk=questionnaire.pk, revision=revision)
    if not rows.update(title=title, purpose=purpose, revision=revision + 1):
        raise Conflict(_changed_meanwhile())
    changes = {"title": [questionnaire.title, title], "purpose": [questionnaire.purpose, purpose]}
    questionnaire.refresh_from_db()
    history.note("change", questionnaire, by=by, at=at, changes=changes)
    return questionnaire


@transaction.atomic
def begin_version(*, questionnaire: Questionnaire, by: Actor, at: datetime) -> Version:
    """A draft with what was published last; where there is a draft, that one. Raises Refused."""
    if draft := queries.draft_of(questionnaire):
        return draft
    last = queries.last_published(questionnaire)
    must(rules.why_not_begin(last is None))
    assert last
    carried = _undecided(last.sheet)
    row = _draft(questionnaire, last.number + 1, as_json(carried), at)
    history.note("begin", row, by=by, at=at)
    return row


def _undecided(sheet: Sheet) -> Sheet:
    """What was said of the last change says nothing of the next."""
    sections = tuple(
        replace(s, items=tuple(replace(i, is_comparable=None) for i in s.items))
        for s in sheet.sections
    )
    return replace(sheet, sections=sections)


def _first(questionnaire: Questionnaire, at: datetime) -> None:
    _draft(questionnaire, 1, {}, at)


def _draft(questionnaire: Questionnaire, number: int, content: Any, at: datetime) -> Version:
    row = Version(organisation_id=current(), questionnaire=questionnaire, number=number)
    row.content, row.begun_at = content, at
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        raise Conflict(_changed_meanwhile()) from error
    return row


def write_whole(
    *, version: Version, revision: int, sheet: Sheet, by: Actor, at: datetime
) -> Version:
    """Replace a draft's whole content, with new identities for questions that have none.

    For rooms that bring a questionnaire of their own. `sheet`'s questions name an identity by its
    UUID; unknown ones are made, of that kind and key. Raises Refused, Conflict.
    """
    return _rewrite(version, revision, lambda _before: sheet, by=by, at=at)


def add_section(
    *, version: Version, revision: int, section: Section, by: Actor, at: datetime
) -> Version:
    """A new section at the end, once per key. Raises Refused, Conflict."""
    if version.sheet.section(section.key):
        return version

    def change(sheet: Sheet) -> Sheet:
        return replace(sheet, sections=(*sheet.sections, section))

    return _rewrite(version, revision, change, by=by, at=at)


def change_section(
    *, version: Version, revision: int, section: Section, by: Actor, at: datetime
) -> Version:
    """Other words for a section. Raises Refused, Conflict."""
    return _rewrite(version, revision, lambda sheet: sheet.with_section(section), by=by, at=at)


def remove_section(
    *, version: Version, revision: int, key: str, by: Actor, at: datetime
) -> Version:
    """Take an empty section away. Raises Refused where it has questions, Conflict."""

    def change(sheet: Sheet) -> Sheet:
        found = sheet.section(key)
        if found and found.items:
            raise Refused(_("Flyt eller tag spørgsmålene ud først."))
        return replace(sheet, sections=tuple(s for s in sheet.sections if s.key != key))

    return _rewrite(version, revision, change, by=by, at=at)


def add_question(
    *, version: Version, revision: int, section: str, item: Item, by: Actor, at: datetime
) -> Version:
    """A new question, with an identity of its own, at the end of a section; once per identity.

    Raises Refused, Conflict.
    """
    if version.sheet.item(item.question):
        return version

    def change(sheet: Sheet) -> Sheet:
        home = sheet.section(section)
        if home is None:
            raise Refused(_("Afsnittet er der ikke mere. Åbn siden igen."))
        return sheet.with_section(replace(home, items=(*home.items, item)))

    return _rewrite(version, revision, change, by=by, at=at)


def change_question(
    *, version: Version, revision: int, item: Item, by: Actor, at: datetime
) -> Version:
    """Other words for the same question. Raises Refused, Conflict."""
    return _rewrite(version, revision, lambda sheet: sheet.with_item(item), by=by, at=at)


def retire(*, version: Version, revision: int, question: str, by: Actor, at: datetime) -> Version:
    """No longer ask a question; earlier versions and their answers keep it.

    Raises Refused, Conflict.
    """

    def change(sheet: Sheet) -> Sheet:
        home = sheet.home_of(question)
        if home is None:
            return sheet
        kept = tuple(i for i in home.items if i.question != question)
        return sheet.with_section(replace(home, items=kept))

    return _rewrite(version, revision, change, by=by, at=at)


def move(
    *, version: Version, revision: int, what: str, up: bool, by: Actor, at: datetime
) -> Version:
    """A section (by key) or a question (by identity) one place up or down.

    A question at the edge of its section goes on into the next. Raises Refused, Conflict.
    """
    step = -1 if up else 1

    def change(sheet: Sheet) -> Sheet:
        if sheet.section(what):
            keys = [s.key for s in sheet.sections]
            return replace(sheet, sections=_moved(sheet.sections, keys.index(what), step))
        return _moved_question(sheet, what, step)

    return _rewrite(version, revision, change, by=by, at=at)


def _moved(row: tuple[Any, ...], place: int, step: int) -> tuple[Any, ...]:
    """The row with one part a step along; at the end it stays."""
    there = place + step
    if not 0 <= there < len(row):
        return row
    parts = list(row)
    parts[place], parts[there] = parts[there], parts[place]
    return tuple(parts)


def _moved_question(sheet: Sheet, question: str, step: int) -> Sheet:
    home = sheet.home_of(question)
    if home is None:
        return sheet
    place = [i.question for i in home.items].index(question)
    if 0 <= place + step < len(home.items):
        return sheet.with_section(replace(home, items=_moved(home.items, place, step)))
    there = sheet.sections.index(home) + step
    if not 0 <= there < len(sheet.sections):
        return sheet
    item, other = home.items[place], sheet.sections[there]
    left = replace(home, items=tuple(i for i in home.items if i is not item))
    items = (item, *other.items) if step > 0 else (*other.items, item)
    return sheet.with_section(left).with_section(replace(other, items=items))


@transaction.atomic
def publish(*, version: Version, revision: int, by: Actor, at: datetime) -> Version:
    """Freeze a draft, so that it can be asked; published twice is published.

    Raises Refused with everything that must be mended, and Conflict.
    """
    row = _locked(version)
    if row.is_published:
        return row
    if row.revision != revision:
        raise Conflict(_changed_meanwhile())
    before = queries.previous_of(row)
    must(" ".join(why_not_publish(row.sheet, before.sheet if before else None)))
    row.published_at, row.published_by, row.fingerprint = at, by.actor_label, digest(row.content)
    row.save(update_fields=["published_at", "published_by", "fingerprint"])
    history.note("publish", row, by=by, at=at)
    return row


def digest(content: Any) -> str:
    """The fingerprint of a stored sheet."""
    text = json.dumps(content, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


@transaction.atomic
def _rewrite(
    version: Version, revision: int, change: Callable[[Sheet], Sheet], *, by: Actor, at: datetime
) -> Version:
    row = _locked(version)
    must(rules.why_not_edit(row.is_published))
    if row.revision != revision:
        raise Conflict(_changed_meanwhile())
    content = as_json(change(row.sheet))
    if content == as_json(row.sheet):
        return row
    _identities(row, sheet_of(content))
    row.content, row.revision = content, revision + 1
    row.save(update_fields=["content", "revision"])
    history.note("change", row, by=by, at=at)
    return row


def _identities(row: Version, sheet: Sheet) -> None:
    """Every question has an identity of its kind; new ones are made here. Raises Refused."""
    rows = Question.objects.owned().filter(questionnaire=row.questionnaire_id)
    known = {str(q.pk): q for q in rows}
    keys = {q.key: q for q in known.values()}
    for item in sheet:
        stands = known.get(item.question)
        if stands and (stands.kind, stands.key) != (item.kind, item.key):
            raise Refused(_("Et spørgsmål beholder sin slags. Tag det ud, og tilføj et nyt."))
        if stands is None:
            if item.key in keys:
                raise Refused(
                    _("Et andet spørgsmål har allerede navnet %(key)s.") % {"key": item.key}
                )
            keys[item.key] = _identity(row, item)


def _identity(row: Version, item: Item) -> Question:
    made = Question(id=UUID(item.question), organisation_id=current(), key=item.key)
    made.questionnaire_id, made.kind, made.born_in = row.questionnaire_id, item.kind, row.number
    insert(made)
    return made


def _locked(version: Version) -> Version:
    rows = Version.objects.owned().select_for_update(of=("self",))
    return rows.select_related("questionnaire").get(pk=version.pk)


def _changed_meanwhile() -> str:
    return _(
        "En anden har ændret udgaven imens. Se, hvordan den står nu, og gem igen, hvis din"
        " ændring stadig skal gælde."
    )
