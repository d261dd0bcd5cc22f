"""What came of the pairs, as each side tells it, with the bounds of those who did not answer.

A share stands with how many were asked and answered, and with the lowest and highest possible
share of all whose turn had come, asked or not (`surveys.rules.shares`). Answers overlap: one may be
in job and in education. Who is to be asked, and who has not answered, stands in `unanswered`.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from favn.pathways.choices.mentoring import Side
from favn.pathways.choices.outcomes import OPEN_FOR, QUESTIONS, VERSION, Moment, Said
from favn.pathways.models import Letter, Outcome, Pair, Participant
from favn.pathways.queries import pool
from favn.people.accounts.choices import Post
from favn.surveys.rules.shares import Cell, Tally, cell


@dataclass(frozen=True, slots=True)
class Share:
    """One question to one side: how many said yes, of how many, and what the silent could change.

    `new` are those who say yes now and did not at the start.
    """

    question: str
    side: str
    cell: Cell
    tally: Tally
    new: int

    @property
    def label(self) -> str:
        """The question in words."""
        return str(QUESTIONS[self.question])


@dataclass(frozen=True, slots=True)
class Together:
    """One question where both sides of a pair answered: how they agree and disagree."""

    question: str
    both_yes: int
    only_mentor: int
    only_mentee: int
    neither: int

    @property
    def label(self) -> str:
        """The question in words."""
        return str(QUESTIONS[self.question])

    @property
    def disagree(self) -> int:
        """Pairs where one says yes and the other does not."""
        return self.only_mentor + self.only_mentee


def asked_in(year: int, moment: Moment, today: date) -> QuerySet[Outcome]:
    """Those asked at a moment about pairs that ended in a year, and whose day has come.

    At the start: about pairs that began that year.
    """
    rows = Outcome.objects.owned().filter(moment=moment, due_on__lte=today)
    if moment == Moment.START:
        return rows.filter(pair__started_on__year=year)
    return rows.filter(pair__ended_on__year=year)


def years_with_answers(today: date) -> list[int]:
    """Years in which a pair somebody is asked about began or ended, and this; newest first."""
    due = Outcome.objects.owned().filter(due_on__lte=today).order_by()
    days = set(due.values_list("pair__started_on", flat=True))
    days |= set(due.values_list("pair__ended_on", flat=True))
    return sorted({today.year} | {day.year for day in days if day}, reverse=True)


def in_version(rows: Sequence[Outcome]) -> tuple[int, list[Outcome]]:
    """The newest version among rows, and those asked in it; answers to other words stay out."""
    newest = max((row.version for row in rows), default=VERSION)
    return newest, [row for row in rows if row.version == newest]


def starts_of(rows: Sequence[Outcome]) -> dict[tuple[UUID, str], Outcome]:
    """(pair, side) → what the same ones said at the start."""
    pairs = {row.pair_id for row in rows}
    found = Outcome.objects.owned().filter(moment=Moment.START, pair__in=pairs)
    return {(row.pair_id, row.side): row for row in found}


def shares(
    rows: Sequence[Outcome], starts: dict[tuple[UUID, str], Outcome] | None = None
) -> list[Share]:
    """Every question for each side, the mentee's own answer first."""
    before = starts or {}
    return [
        _share(question, side, [row for row in rows if row.side == side], before)
        for question in QUESTIONS
        for side in (Side.MENTEE, Side.MENTOR)
    ]


def _share(
    question: str, side: str, rows: list[Outcome], before: dict[tuple[UUID, str], Outcome]
) -> Share:
    said = [row.said(question) for row in rows]
    yes, no, unsure = (said.count(key) for key in (Said.YES, Said.NO, Said.UNSURE))
    away = sum(not row.is_answered for row in rows)
    tally = Tally(yes + no, unsure, 0, len(rows) - yes - no - unsure - away, away)
    new = sum(_is_new(row, before.get((row.pair_id, row.side)), question) for row in rows)
    return Share(question, side, cell("yes", yes, tally), tally, new)


def _is_new(row: Outcome, start: Outcome | None, question: str) -> bool:
    """A yes now and a no at the start, to the same words."""
    if start is None or start.version != row.version:
        return False
    return (start.said(question), row.said(question)) == (Said.NO, Said.YES)


def together(rows: Iterable[Outcome]) -> list[Together]:
    """Every question, of the pairs where both sides said yes or no."""
    sides: dict[UUID, dict[str, Outcome]] = defaultdict(dict)
    for row in rows:
        sides[row.pair_id][row.side] = row
    both = [pair for pair in sides.values() if len(pair) == 2]
    return [_together(question, both) for question in QUESTIONS]


def _together(question: str, both: list[dict[str, Outcome]]) -> Together:
    said = [(pair[Side.MENTEE].said(question), pair[Side.MENTOR].said(question)) for pair in both]
    clear = [two for two in said if set(two) <= {Said.YES, Said.NO}]
    yes, no = str(Said.YES), str(Said.NO)
    return Together(
        question, clear.count((yes, yes)), clear.count((no, yes)), clear.count((yes, no)),
        clear.count((no, no)),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reached:
    """How those whose turn had come were asked; whoever answered counts once, by how they did."""

    in_all: int
    themselves: int
    by_phone: int
    silent: int
    """Written to, and no answer."""
    unasked: int
    """No letter could go, and nobody has called."""


def reached(rows: Sequence[Outcome]) -> Reached:
    """The same rows by how each was asked and answered; the four parts sum to all."""
    told = [row for row in rows if row.is_answered]
    by_phone = sum(row.by_staff for row in told)
    waits = [row.pk for row in rows if not row.is_answered]
    sent = Letter.objects.owned().filter(outcome__in=waits, state=Post.SENT)
    silent = sent.order_by().values("outcome").distinct().count()
    return Reached(len(rows), len(told) - by_phone, by_phone, silent, len(waits) - silent)


@dataclass(frozen=True, slots=True)
class Beside:
    """One question at one moment as both tell it."""

    label: str
    mentee: str
    mentor: str
    differ: bool


@dataclass(frozen=True, slots=True)
class MomentOf:
    """Both sides of a pair at one moment, beside each other."""

    title: str
    mentee: Outcome | None
    mentor: Outcome | None
    lines: list[Beside]

    @property
    def sides(self) -> list[Outcome]:
        """The rows there are, the mentee's first."""
        return [row for row in (self.mentee, self.mentor) if row]


def side_by_side(pair: Pair, today: date) -> list[MomentOf]:
    """Every moment of a pair that has come, in order, with where the two disagree."""
    rows = Outcome.objects.owned().filter(pair=pair, due_on__lte=today)
    at: dict[str, dict[str, Outcome]] = defaultdict(dict)
    for row in rows.select_related("participant__person", "pair__mentee__person"):
        at[row.moment][row.side] = row
    return [
        MomentOf(str(m.label), two.get(Side.MENTEE), two.get(Side.MENTOR), _lines(two))
        for m in Moment
        if (two := at.get(m))
    ]


def _lines(two: dict[str, Outcome]) -> list[Beside]:
    """Every question either has answered."""
    found = []
    for question, label in QUESTIONS.items():
        said = [two[side].said(question) if side in two else "" for side in Side]
        if any(said):
            words = [str(Said(one).label) if one else "–" for one in said]
            differ = set(said) == {Said.YES, Said.NO}
            found.append(Beside(str(label), words[0], words[1], differ))
    return found


def due_for(who: Participant, today: date) -> list[Outcome]:
    """What somebody is asked now and has not answered, the latest moment first."""
    rows = open_now(today).filter(participant=who, answered_at=None)
    latest = rows.select_related(*BOTH).order_by("-due_on")[:3]
    return [row for row in latest if pool.may_be_asked_how(row, today)]


BOTH = ("pair__mentee__person", "pair__mentor__person", "participant__person",
        "participant__network")  # fmt: skip


def open_now(today: date) -> QuerySet[Outcome]:
    """Those that may be answered today."""
    return Outcome.objects.owned().filter(due_on__lte=today, due_on__gte=today - OPEN_FOR)


def outcome_with(pk: UUID) -> Outcome | None:
    """One of the present tenant's."""
    return Outcome.objects.owned().filter(pk=pk).select_related(*BOTH).first()
