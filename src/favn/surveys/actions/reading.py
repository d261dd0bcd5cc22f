"""A questionnaire from a file: kept for a look, then taken as a new one or into a draft."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from favn.kit import history
from favn.kit.history import Actor
from favn.kit.refusals import must
from favn.kit.tenancy import current
from favn.people.organisations.models import Organisation
from favn.surveys import queries
from favn.surveys.actions.sheets import begin_version, make_questionnaire, write_whole
from favn.surveys.choices import CHOSEN, Asks
from favn.surveys.models import Question, Questionnaire, ReadForm
from favn.surveys.rules.sheet import Item, Sheet, as_json, key_from
from favn.surveys.rules.xlsform import name_of

Remarks = dict[str, list[list[Any]]]


@dataclass(frozen=True, slots=True)
class Whole:
    """A file as it was read; `remarks` by kind, each [line, what, sentence]."""

    name: str
    sha256: str
    title: str
    sheet: Sheet
    remarks: Remarks


@transaction.atomic
def keep_form(*, whole: Whole, by: Actor, at: datetime) -> ReadForm:
    """Keep a file for a look; no questionnaire is touched. The same file again is the one kept."""
    list(Organisation.objects.select_for_update().filter(pk=current()))
    if stands := ReadForm.objects.owned().filter(sha256=whole.sha256).first():
        return stands
    row = ReadForm(id=uuid4(), organisation_id=current(), name=whole.name[:200])
    row.sha256, row.title, row.content = whole.sha256, whole.title, as_json(whole.sheet)
    row.remarks, row.read_at, row.read_by = whole.remarks, at, by.actor_label
    row.save(force_insert=True)
    history.note("read-form", row, by=by, at=at)
    return row


@transaction.atomic
def take_form(
    *, form: ReadForm, title: str, purpose: str, asks: Asks, by: Actor, at: datetime
) -> Questionnaire:
    """A new questionnaire whose first draft asks what the file asks. Twice makes one.

    Raises Refused where the file has faults.
    """
    row = _waiting(form)
    if row.questionnaire:
        return row.questionnaire
    taken = {one.key for one in queries.questionnaires()}
    made = make_questionnaire(
        id=uuid4(), key=key_from(title, taken), title=title, purpose=purpose, asks=asks, by=by,
        at=at,
    )  # fmt: skip
    draft = begin_version(questionnaire=made, by=by, at=at)
    write_whole(version=draft, revision=draft.revision, sheet=row.sheet, by=by, at=at)
    return _taken(row, made, by, at)


@transaction.atomic
def take_form_into(
    *, form: ReadForm, questionnaire: Questionnaire, by: Actor, at: datetime
) -> Questionnaire:
    """The draft of a questionnaire asks what the file asks: a question with a known name is the
    same one, and keeps what the standard has no place for. Raises Refused, Conflict.
    """
    row = _waiting(form)
    if row.questionnaire:
        return row.questionnaire
    draft = begin_version(questionnaire=questionnaire, by=by, at=at)
    sheet = adopted(row.sheet, draft.sheet, _identities(questionnaire))
    write_whole(version=draft, revision=draft.revision, sheet=sheet, by=by, at=at)
    return _taken(row, questionnaire, by, at)


def _waiting(form: ReadForm) -> ReadForm:
    row = ReadForm.objects.owned().select_for_update(of=("self",)).get(pk=form.pk)
    must(_("Filen har fejl. Ret dem, og læs den igen.") if row.faults else None)
    return row


def _taken(row: ReadForm, made: Questionnaire, by: Actor, at: datetime) -> Questionnaire:
    row.questionnaire, row.taken_at = made, at
    row.save(update_fields=["questionnaire", "taken_at"])
    history.note("take-form", row, by=by, at=at)
    return made


def _identities(questionnaire: Questionnaire) -> dict[str, Question]:
    """Name in a file → the identity it stands for."""
    rows = Question.objects.owned().filter(questionnaire=questionnaire)
    return {name_of(row.key): row for row in rows}


def adopted(sheet: Sheet, stands: Sheet, identities: dict[str, Question]) -> Sheet:
    """The sheet with the identities its names stand for, conditions too; where the kind is not the
    same the name is refused when it is written.
    """
    known = {
        item.question: str(identities[item.key].pk)
        for item in sheet
        if item.key in identities and identities[item.key].kind == item.kind
    }
    keys = {str(row.pk): row.key for row in identities.values()}
    sections = tuple(
        replace(s, items=tuple(_items(s.items, known, keys, stands))) for s in sheet.sections
    )
    return replace(sheet, sections=sections)


def _items(
    items: tuple[Item, ...], known: dict[str, str], keys: dict[str, str], stands: Sheet
) -> Iterator[Item]:
    for item in items:
        gate = item.condition
        if gate and gate.question in known:
            gate = replace(gate, question=known[gate.question])
        identity = known.get(item.question)
        if identity is None:
            yield replace(item, condition=gate)
            continue
        same = replace(item, condition=gate, question=identity, key=keys[identity])
        before = stands.item(identity)
        yield _kept(same, before) if before else same


def _kept(item: Item, before: Item) -> Item:
    """With what a file cannot say, as it stood before."""
    kept = replace(
        item, why=before.why, may_unknown=before.may_unknown,
        may_irrelevant=before.may_irrelevant, unit=before.unit,
    )  # fmt: skip
    if item.kind in CHOSEN:
        return kept
    is_same = (item.lowest, item.highest) == (before.lowest, before.highest)
    ends = {name: getattr(item, name) or getattr(before, name) for name in ("low_end", "high_end")}
    return replace(kept, bands=before.bands if is_same else (), help=item.help or before.help,
                   **ends)  # fmt: skip


@transaction.atomic
def discard_form(*, form: ReadForm, by: Actor, at: datetime) -> None:
    """Throw away what was read; a questionnaire made of it stays."""
    history.note("discard-form", form, by=by, at=at, changes={"name": [form.name, ""]})
    form.delete()
