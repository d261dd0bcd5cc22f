"""Grants and what they ask for: what is promised, the next deadline, and what is missing.

The house's own rows, for those with reports in their role.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from favn.people.accounts.models import Membership
from favn.people.organisations.models import Organisation
from favn.publishing import rules
from favn.publishing.models import (
    FrozenEdition,
    Funding,
    OwedReport,
    Promise,
    Question,
    QuestionAsked,
    Report,
    SharedAnswer,
)
from favn.publishing.queries.placed import found_in, problems_in
from favn.publishing.queries.reports import chapters_of
from favn.statistics.figures import Edition

MINUTES_OF_HOURS, MINUTES_OF_DAYS = 120, 48 * 60


def fundings() -> list[Funding]:
    """The house's grants, those that run longest first."""
    return list(Funding.objects.owned().select_related("party"))


def funding_with(key: UUID) -> Funding | None:
    """One of the house's own grants, or None."""
    return Funding.objects.owned().select_related("party").filter(pk=key).first()


def parties(own: Organisation) -> list[Organisation]:
    """Who may stand as a funder: everybody in the shared directory but the house itself."""
    return list(Organisation.objects.exclude(pk=own.pk))


def promises_of(funding: Funding) -> list[Promise]:
    """What the grant promises."""
    return list(Promise.objects.owned().filter(funding=funding, removed_at=None))


def questions_of(funding: Funding) -> list[Question]:
    """What the grant asks in words."""
    asked = QuestionAsked.objects.owned().filter(funding=funding, stopped_at=None)
    rows = Question.objects.owned().filter(asked__in=asked)
    return list(rows.distinct())


def questions() -> list[Question]:
    """Every question that may be asked."""
    return list(Question.objects.owned().filter(retired_at=None))


def question_with(key: UUID) -> Question | None:
    """One of the house's own questions, or None."""
    return Question.objects.owned().filter(pk=key).first()


def answer_of(question: Question, year: int) -> SharedAnswer | None:
    """What is answered about a year; None where nobody has begun."""
    return SharedAnswer.objects.owned().filter(question=question, year=year).first()


# What is owed


@dataclass(frozen=True, slots=True)
class Owing:
    """One report that is owed: how far it is, and what it lacks. `sent` is oldest first."""

    owed: OwedReport
    report: Report | None
    sent: tuple[FrozenEdition, ...]
    missing: tuple[str, ...]
    today: date

    @property
    def is_sent(self) -> bool:
        """Whether an edition was frozen to be sent."""
        return bool(self.sent)

    @property
    def days_left(self) -> int:
        """Days until it is due; below 0 it is late."""
        return (self.owed.due_on - self.today).days

    @property
    def is_late(self) -> bool:
        """Whether it is due and not sent."""
        return self.days_left < 0 and not self.is_sent

    @property
    def took(self) -> str:
        """The time from its opening to its first sending, as the clock goes; empty before that."""
        if self.report is None or not self.sent:
            return ""
        gone = self.sent[0].frozen_at - self.report.opened_at
        return minutes_in_words(max(int(gone.total_seconds() // 60), 0))


def minutes_in_words(minutes: int) -> str:
    """“47 minutter”, “5 timer”, “12 dage”: coarse, for it is the clock's time and not work."""
    if minutes < MINUTES_OF_HOURS:
        return _("%(n)s minutter") % {"n": minutes}
    if minutes < MINUTES_OF_DAYS:
        return _("%(n)s timer") % {"n": minutes // 60}
    return _("%(n)s dage") % {"n": minutes // (24 * 60)}


def owings(membership: Membership, today: date, funding: Funding | None = None) -> list[Owing]:
    """Every report that is owed, the first due first; of one grant where it is named."""
    rows = OwedReport.objects.owned().filter(removed_at=None).select_related("funding")
    rows = rows.filter(funding=funding) if funding else rows
    owed = list(rows)
    reports = {r.owed_id: r for r in Report.objects.owned().filter(owed__in=owed)}
    sent: defaultdict[UUID, list[FrozenEdition]] = defaultdict(list)
    editions = FrozenEdition.objects.owned().filter(report__in=reports.values())
    for edition in editions.defer("chapters", "values").order_by("number"):
        sent[edition.report_id].append(edition)
    unanswered = _unanswered(owed)
    return [
        _owing(
            row, report, sent[report.pk] if report else [], unanswered[row.pk], membership, today
        )
        for row in owed
        for report in [reports.get(row.pk)]
    ]


def _owing(
    owed: OwedReport,
    report: Report | None,
    sent: list[FrozenEdition],
    unanswered: list[str],
    membership: Membership,
    today: date,
) -> Owing:
    missing = unanswered
    if sent:
        missing = []
    elif report is not None:
        missing = missing_in(report, membership)
    return Owing(owed, report, tuple(sent), tuple(missing), today)


def missing_in(report: Report, membership: Membership) -> list[str]:
    """What stands in the way of sending a report that is begun, a sentence each."""
    chapters = chapters_of(report)
    texts = [chapter.text for chapter in chapters]
    found = found_in(texts, membership, Edition(report.edition))
    problems = problems_in(texts, {address: one.placed for address, one in found.items()})
    return rules.hindrances([(c.title, c.text) for c in chapters], problems)


def _unanswered(owed: Iterable[OwedReport]) -> defaultdict[UUID, list[str]]:
    """By owed report: each question that it asks and nobody has answered for its year."""
    asked: defaultdict[UUID, list[Question]] = defaultdict(list)
    rows = QuestionAsked.objects.owned().filter(stopped_at=None).select_related("question")
    for one in rows:
        asked[one.funding_id].append(one.question)
    written = set(
        SharedAnswer.objects.owned().exclude(written_at=None).values_list("question_id", "year")
    )
    told: defaultdict[UUID, list[str]] = defaultdict(list)
    for row in owed:
        for question in asked[row.funding_id]:
            if (question.pk, row.period.year) not in written:
                said = {"question": question.words, "year": row.period.year}
                told[row.pk].append(_("“%(question)s” er ikke besvaret for %(year)s.") % said)
    return told


def owed_with(key: UUID) -> OwedReport | None:
    """One of the house's own owed reports that stands, or None."""
    rows = OwedReport.objects.owned().filter(pk=key, removed_at=None)
    return rows.select_related("funding").first()


def promise_with(funding: Funding, key: UUID) -> Promise | None:
    """A promise of a grant that stands, or None."""
    return Promise.objects.owned().filter(funding=funding, pk=key, removed_at=None).first()


@dataclass(frozen=True, slots=True)
class Use:
    """A report that shows a shared answer; `is_sent` where it stands in an edition for good."""

    report: Report
    is_sent: bool


def uses_of(answer: SharedAnswer) -> list[Use]:
    """The reports that show an answer: open ones as it stands, sent ones as it stood."""
    rows = Report.objects.owned().filter(chapters__answer=answer, chapters__removed_at=None)
    reports = list(rows.distinct())
    sent = set(
        FrozenEdition.objects.owned().filter(report__in=reports).values_list("report_id", flat=True)
    )
    return [Use(report, report.pk in sent) for report in reports]
