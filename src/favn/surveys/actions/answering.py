"""Keeps what somebody writes as they go, sends it, and keeps every version that was sent.

A section is saved on what it said when it was shown: two tabs on different sections never disturb
each other, and two on the same one are told. What was sent stands until something else is sent.
"""

import hashlib
import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from favn.kit import history
from favn.kit.refusals import Conflict, must
from favn.kit.tenancy import current
from favn.surveys import queries, rules
from favn.surveys.choices import Kind, Said
from favn.surveys.models import Answer, Asked, Reply, Submission, Wave
from favn.surveys.rules import answering
from favn.surveys.rules.answering import Value
from favn.surveys.rules.sheet import Section, Sheet


def mark_of(values: Mapping[str, Value], questions: Any = None) -> str:
    """What tells whether these values have changed; only those of `questions` where given."""
    kept = {k: v for k, v in values.items() if questions is None or k in questions}
    text = json.dumps(answering.as_stored(kept), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def section_mark(section: Section, values: Mapping[str, Value]) -> str:
    """What tells whether a section's answers have changed since they were shown."""
    return mark_of(values, {item.question for item in section.items})[:16]


@transaction.atomic
def keep(
    *,
    asked: Asked,
    section: Section,
    typed: Mapping[str, Value | None],
    seen: str,
    at: datetime,
) -> dict[str, Value]:
    """Save what was typed in a section; None takes an answer away. Returns all that stands now.

    `seen` is the section's mark as shown. Raises Refused after the deadline, and Conflict where
    other answers came meanwhile.
    """
    must(why_not_answer(asked, at))
    must(_why_not_typed(section, typed))
    row = _locked(asked, at)
    before = queries.values_of(row)
    after = {k: v for k, v in (before | dict(typed)).items() if v is not None}
    if after == before:
        return before
    if section_mark(section, before) != seen:
        raise Conflict(_answered_meanwhile())
    _write(row, after, at)
    return after


def _why_not_typed(section: Section, typed: Mapping[str, Value | None]) -> str | None:
    """Only answers that the section's questions can have."""
    items = {item.question: item for item in section.items}
    for question, value in typed.items():
        if question not in items or (value and not answering.fits(items[question], value)):
            return _("Et af svarene passer ikke til sit spørgsmål. Åbn siden igen.")
    return None


def _write(row: Reply, values: Mapping[str, Value], at: datetime) -> None:
    row.values = json.dumps(answering.as_stored(values), ensure_ascii=False)
    row.revision, row.saved_at = row.revision + 1, at
    row.save(update_fields=["values", "revision", "saved_at"])


@transaction.atomic
def choose_language(*, asked: Asked, language: str, at: datetime) -> None:
    """Read the questions in another language; empty follows the page. Raises Refused."""
    must(why_not_answer(asked, at))
    row = _locked(asked, at)
    known = ("", *asked.wave.version.sheet.languages)
    if language in known and row.language != language:
        row.language = language
        row.save(update_fields=["language"])


@transaction.atomic
def hand_in(*, asked: Asked, seen: str, who: str, at: datetime) -> Submission:
    """Send what stands; the same again is sent once, other answers are a correction.

    `seen` is the mark of everything as it was summed up. Raises Refused where answers are missing
    or the deadline has passed, and Conflict where an answer changed after it was summed up.
    """
    must(why_not_answer(asked, at, settle=True))
    row = _locked(asked, at)
    sheet, values = asked.wave.version.sheet, queries.values_of(row)
    must(rules.why_not_send(len(answering.missing(sheet, values))))
    said = answering.counted(sheet, values)
    last, mark = queries.standing_of(asked), mark_of(said)
    if last and last.fingerprint == mark:
        return last
    if mark_of(values) != seen:
        raise Conflict(_answered_meanwhile())
    return _sent(asked, sheet, said, last, mark, who=who, at=at)


def _sent(
    asked: Asked,
    sheet: Sheet,
    said: Mapping[str, Value],
    last: Submission | None,
    mark: str,
    *,
    who: str,
    at: datetime,
) -> Submission:
    if last:
        last.is_standing = False
        last.save(update_fields=["is_standing"])
    row = Submission(organisation_id=current(), asked=asked, sent_at=at, fingerprint=mark)
    row.number, row.who = (last.number + 1 if last else 1), who
    row.save(force_insert=True)
    rows = [_answer(row, item.question, item.kind, said.get(item.question)) for item in sheet]
    Answer.objects.bulk_create([r for r in rows if r])
    history.note("correct" if last else "send", asked, by=asked, at=at)
    return row


def _answer(to: Submission, question: str, kind: Kind, value: Value | None) -> Answer | None:
    if value is None:
        return None
    row = Answer(organisation_id=current(), submission=to, said=value.said)
    row.question_id, row.number, row.chosen = question, value.number, list(value.chosen)
    if value.said == Said.ANSWER and kind == Kind.DATE:
        row.on = date.fromisoformat(value.words)
    elif value.words:
        row.words = value.words
    return row


def why_not_answer(asked: Asked, at: datetime, *, settle: bool = False) -> str | None:
    """Whether answers are still taken in their wave, as it stands now.

    With `settle` nobody can close the wave before what follows is written.
    """
    rows = Wave.objects.owned()
    wave = (rows.select_for_update() if settle else rows).get(pk=asked.wave_id)
    return rules.why_not_answer(wave.deadline, at, is_closed=wave.is_closed)


def _locked(asked: Asked, at: datetime) -> Reply:
    """Their reply, while nobody else writes in it; made the first time."""
    list(Asked.objects.owned().select_for_update().filter(pk=asked.pk).values_list("pk"))
    if row := Reply.objects.owned().filter(asked=asked).first():
        return row
    row = Reply(organisation_id=current(), asked=asked, saved_at=at)
    row.save(force_insert=True)
    return row


def _answered_meanwhile() -> str:
    return _(
        "Svarene er ændret et andet sted imens, måske i en anden fane. Det, du har skrevet, står"
        " stadig i felterne. Se, hvad der står nu, og gem igen, hvis dit skal gælde."
    )
