"""What came of the pairs, as each side tells it, with the bounds of those who did not answer.

A share stands with how many were asked and answered, and with the lowest and highest possible
share of all who were asked (`surveys.rules.shares`). Answers overlap: one may be in job and in
education. Only the pairs of the chosen network and the year they ended in are asked about.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from favn.pathways.choices.mentoring import Side
from favn.pathways.choices.outcomes import QUESTIONS, Moment, Said
from favn.pathways.models import Outcome, Pair, Participant
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
    starts = [(row, before.get((row.pair_id, row.side))) for row in rows]
    new = sum(
        row.said(question) == Said.YES and start is not None and start.said(question) == Said.NO
        for row, start in starts
    )
    return Share(question, side, cell("yes", yes, tally), tally, new)


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


def of_pair(pair: Pair) -> list[Outcome]:
    """Every moment of a pair, both sides."""
    rows = Outcome.objects.owned().filter(pair=pair)
    return list(rows.select_related("participant"))


def due_for(who: Participant, today: date) -> list[Outcome]:
    """What somebody is asked now and has not answered, the latest moment first."""
    rows = Outcome.objects.owned().filter(participant=who, answered_at=None, due_on__lte=today)
    needs = ("pair__mentee__person", "pair__mentor__person", "participant")
    return list(rows.select_related(*needs).order_by("-due_on")[:3])


def outcome_with(pk: UUID) -> Outcome | None:
    """One of the present tenant's."""
    return Outcome.objects.owned().filter(pk=pk).select_related("participant", "pair").first()
