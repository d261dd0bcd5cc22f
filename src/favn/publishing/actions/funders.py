"""The verbs of a grant: write it down, promise, owe a report, ask and answer, open the report.

What is counted and what is answered belongs to the house; a grant only names it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from favn.kit import history
from favn.kit.history import Actor
from favn.kit.models import EditionName
from favn.kit.refusals import Conflict, insert, must, standing
from favn.kit.tenancy import current
from favn.people.organisations.models import Organisation
from favn.publishing.actions.reports import open_report
from favn.publishing.choices import ReportKind
from favn.publishing.models import (
    Funding,
    OwedReport,
    Promise,
    Question,
    QuestionAsked,
    Report,
    SharedAnswer,
)
from favn.publishing.rules import funders as rules
from favn.publishing.written import Written
from favn.statistics.figures import Period

UNANSWERED = "[Skriv svaret her. Det kommer med i hver rapport, der spørger om det.]"
"""Data, not a text of the screen: reports are written in Danish."""


@dataclass(frozen=True, slots=True)
class Letter:
    """What a grant's letter says; `ore` is the whole amount, `party` stands in the directory."""

    funder: str
    purpose: str
    ore: int
    first_on: date
    last_on: date
    party: Organisation | None = None
    reference: str = ""


@transaction.atomic
def take_on(*, id: UUID, letter: Letter, by: Actor, at: datetime) -> Funding:
    """A grant that the house has received; once per `id`. Raises Refused, Taken."""
    _must_be_possible(letter)
    row = Funding(id=id, organisation_id=current(), **_values(letter))
    if stands := insert(row):
        return stands
    history.note("add", row, by=by, at=at, changes={"ore": [None, letter.ore]})
    return row


@transaction.atomic
def change_funding(
    *, funding: Funding, version: int, letter: Letter, by: Actor, at: datetime
) -> Funding:
    """What the letter says, put right. Raises Refused, Conflict."""
    _must_be_possible(letter)
    values = _values(letter)
    before = {name: getattr(funding, name) for name in values}
    if before == values and funding.version >= version:
        return funding
    rows = Funding.objects.owned().filter(pk=funding.pk, version=version)
    if not rows.update(**values, version=version + 1):
        raise Conflict(_("En anden har rettet bevillingen imens. Se, hvad der står nu, og gem."))
    told = {name: [_told(before[name]), _told(value)] for name, value in values.items()}
    history.note("correct", funding, by=by, at=at, changes=told)
    funding.refresh_from_db()
    return funding


def _must_be_possible(letter: Letter) -> None:
    must(rules.why_not_ore(letter.ore))
    must(rules.why_not_days(letter.first_on, letter.last_on))


def _values(letter: Letter) -> dict[str, Any]:
    """The letter as fields of a grant."""
    return {field.name: getattr(letter, field.name) for field in fields(Letter)}


def _told(value: Any) -> Any:
    """A value as history keeps it."""
    return value if isinstance(value, (int, str)) or value is None else str(value)


@transaction.atomic
def promise(
    *,
    id: UUID,
    funding: Funding,
    words: str,
    target: int,
    due_on: date,
    by: Actor,
    at: datetime,
    counted_by: tuple[str, str, str] = ("", "", ""),
) -> Promise:
    """A number that is promised by a day. `counted_by` is a figure's id, and the part meant of it:
    the breakdown and its key; empty where nothing in the house counts it. Raises Refused, Taken.
    """
    must(rules.why_not_promise(target, due_on, funding.first_on))
    row = Promise(id=id, organisation_id=current(), funding=funding, words=words, target=target)
    row.due_on = due_on
    row.figure, row.by, row.part = counted_by
    if stands := insert(row):
        return stands
    history.note("promise", row, by=by, at=at, changes={"target": [None, target]})
    return row


@transaction.atomic
def drop_promise(*, row: Promise, by: Actor, at: datetime) -> None:
    """A promise that was written down wrong; it stays in history."""
    if Promise.objects.owned().filter(pk=row.pk, removed_at=None).update(removed_at=at):
        history.note("remove", row, by=by, at=at)


@transaction.atomic
def owe(
    *, id: UUID, funding: Funding, period: Period, due_on: date, by: Actor, at: datetime
) -> OwedReport:
    """A report that the grant asks for. Raises Refused, Taken."""
    must(rules.why_not_owe(period, funding.first_on, funding.last_on))
    row = OwedReport(id=id, organisation_id=current(), funding=funding, about=str(period))
    row.due_on = due_on
    if stands := insert(row):
        return stands
    history.note("owe", row, by=by, at=at, changes={"due_on": ["", due_on.isoformat()]})
    return row


@transaction.atomic
def drop_owed(*, row: OwedReport, by: Actor, at: datetime) -> None:
    """A report that is not asked for after all. Raises Refused where it is begun."""
    rows = OwedReport.objects.owned().select_for_update().filter(pk=row.pk, removed_at=None)
    if rows.first() is None:
        return
    must(rules.why_not_remove_owed(is_opened=Report.objects.owned().filter(owed=row).exists()))
    rows.update(removed_at=at)
    history.note("remove", row, by=by, at=at)


@transaction.atomic
def add_question(*, id: UUID, words: str, by: Actor, at: datetime) -> Question:
    """A question that funders ask in words. Raises Refused where it stands already, and Taken."""
    row = Question(id=id, organisation_id=current(), words=words.strip())
    if stands := standing(row):
        return stands
    others = Question.objects.owned().values_list("words", flat=True)
    must(rules.why_not_question(words, others.iterator()))
    if stands := insert(row):
        return stands
    history.note("add", row, by=by, at=at, changes={"words": ["", row.words]})
    return row


@transaction.atomic
def ask(*, funding: Funding, question: Question, by: Actor, at: datetime) -> None:
    """The grant asks that question; asked twice it is asked once."""
    row, is_new = QuestionAsked.objects.owned().get_or_create(
        organisation_id=current(), funding=funding, question=question
    )
    stopped = QuestionAsked.objects.owned().filter(pk=row.pk).exclude(stopped_at=None)
    if stopped.update(stopped_at=None) or is_new:
        history.note("ask", row, by=by, at=at)


@transaction.atomic
def stop_asking(*, funding: Funding, question: Question, by: Actor, at: datetime) -> None:
    """The grant asks it no more; what was answered stands."""
    rows = QuestionAsked.objects.owned().filter(funding=funding, question=question)
    for row in rows.filter(stopped_at=None):
        QuestionAsked.objects.owned().filter(pk=row.pk).update(stopped_at=at)
        history.note("stop-asking", row, by=by, at=at)


@transaction.atomic
def write_answer(
    *, question: Question, year: int, version: int, text: str, by: Actor, at: datetime
) -> SharedAnswer:
    """Answer a question about one year, on the version that was shown; 0 where none stood.

    Raises Conflict where somebody else wrote meanwhile.
    """
    row, text = answer_to(question=question, year=year), text.replace("\r\n", "\n")
    if row.text == text and row.version >= version and row.written_at is not None:
        return row
    signed: dict[str, Any] = {"written_by": by.actor_label, "written_at": at}
    rows = SharedAnswer.objects.owned().filter(pk=row.pk, version=max(version, 1))
    if not rows.update(text=text, **signed, version=max(version, 1) + 1):
        who = row.written_by or _("En anden")
        raise Conflict(
            _("%(who)s har skrevet imens. Din tekst står stadig i feltet.") % {"who": who}
        )
    history.note("write", row, by=by, at=at)
    row.refresh_from_db()
    return row


def answer_to(*, question: Question, year: int) -> SharedAnswer:
    """The house's one answer about a year, begun where nobody has written it."""
    rows = SharedAnswer.objects.owned()
    row, _is_new = rows.get_or_create(
        organisation_id=current(), question=question, year=year, defaults={"text": UNANSWERED}
    )
    return row


@transaction.atomic
def open_funder_report(
    *,
    id: UUID,
    owed: OwedReport,
    title: str,
    chapters: Sequence[Written],
    questions: Sequence[Question],
    by: Actor,
    at: datetime,
) -> Report:
    """Begin the report that is owed, in the funder's edition; one report for each, however often.

    The questions are put, with their one answer, behind the second of the chapters. Raises Taken.
    """
    list(OwedReport.objects.owned().select_for_update().filter(pk=owed.pk))
    if stands := Report.objects.owned().filter(owed=owed).first():
        return stands
    year = owed.period.year
    rows = [(question, answer_to(question=question, year=year)) for question in questions]
    asked = [Written(question.words, "", answer=row.pk) for question, row in rows]
    report = open_report(
        id=id, title=title, year=year, kind=ReportKind.FUNDER, edition=EditionName.FUNDER,
        chapters=[*chapters[:2], *asked, *chapters[2:]], by=by, at=at,
    )  # fmt: skip
    Report.objects.owned().filter(pk=report.pk).update(owed=owed)
    report.owed = owed
    return report
