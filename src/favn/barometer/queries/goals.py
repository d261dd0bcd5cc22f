"""The barometer by goal: what was observed, and a count of its indicators by word.

A goal never gets a word of its own. A goal nothing measures says so.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from favn.barometer.choices import Word
from favn.barometer.layers import evidence, observed
from favn.barometer.layers.series import Series
from favn.barometer.models import Indicator
from favn.barometer.queries.register import indicators
from favn.barometer.queries.series import series_of
from favn.kit.tenancy import acting_for
from favn.people.organisations.choices import Kind
from favn.people.organisations.models import Organisation
from favn.policy import queries as policy


@dataclass(frozen=True, slots=True)
class Read:
    """An indicator as a card shows it; `short` is why there is no word, where there is none."""

    series: Series
    first: str
    word: Word
    short: str

    @property
    def said(self) -> str:
        """The word as it is written."""
        return str(self.word.label)


@dataclass(frozen=True, slots=True)
class GoalCard:
    """A goal with its indicators; `tally` counts them by word, words without one left out."""

    id: UUID
    number: str
    title: str
    note: str
    reads: tuple[Read, ...]

    @property
    def anchor(self) -> str:
        """Where it stands on the barometer's page."""
        return f"maal-{self.id}"

    @property
    def tally(self) -> list[tuple[Word, int]]:
        """So many of each word."""
        counted = Counter(read.word for read in self.reads)
        return [(word, counted[word]) for word in Word if counted[word]]


@dataclass(frozen=True, slots=True)
class Barometer:
    """A plan's goals in order, and the indicators of no goal."""

    slug: str
    title: str
    cards: tuple[GoalCard, ...]

    @property
    def tally(self) -> list[tuple[Word, int]]:
        """Over all its goals."""
        counted = Counter(read.word for card in self.cards for read in card.reads)
        return [(word, counted[word]) for word in Word if counted[word]]

    @property
    def reasons(self) -> list[tuple[str, int]]:
        """Why there is no word, so many of each, the most frequent first."""
        reads = [read for card in self.cards for read in card.reads]
        return Counter(read.short for read in reads if read.short).most_common()


def read(rows: Iterable[Indicator]) -> list[tuple[Indicator, Read]]:
    """Each indicator with its first sentence and its word."""
    kept = list(rows)
    found = series_of(kept)
    return [(row, _read(one)) for row, one in zip(kept, found, strict=True)]


def _read(series: Series) -> Read:
    judged = evidence.evidence(series)
    return Read(series, observed.first(series), judged.word, judged.short)


def barometers(*, is_public: bool) -> list[Barometer]:
    """One per plan that has goals and an indicator under one of them; the newest plan first.

    To the public only plans that are public themselves, so that no other plan's goals are told.
    """
    by_goal: dict[UUID | None, list[Read]] = {}
    for row, one in read(indicators(is_public=is_public)):
        by_goal.setdefault(row.goal_id, []).append(one)
    return [
        Barometer(plan.slug, plan.title, tuple(_cards(goals, by_goal)))
        for plan, goals in policy.goals_by_plan()
        if any(goal.pk in by_goal for goal in goals) and (plan.public_since or not is_public)
    ]


def _cards(goals: Iterable[Any], by_goal: dict[UUID | None, list[Read]]) -> list[GoalCard]:
    """Every goal, also those that nothing measures."""
    return [
        GoalCard(goal.pk, goal.number, goal.title, goal.note, tuple(by_goal.get(goal.pk, ())))
        for goal in goals
    ]


def loose(*, is_public: bool) -> list[Read]:
    """Indicators of no goal, and to the public those whose goal stands in a plan not public."""
    rows = indicators(is_public=is_public)
    if is_public:
        rows = rows.filter(Q(goal=None) | Q(goal__plan__public_since=None))
    else:
        rows = rows.filter(goal=None)
    return [one for _row, one in read(rows)]


def public_goal(indicator: Indicator) -> str:
    """The goal's words where its plan is public; else nothing."""
    goal: Any = indicator.goal
    return str(goal) if goal is not None and goal.plan.public_since else ""


def shows_barometer(house: Organisation) -> bool:
    """Whether an organisation has published an indicator."""
    with acting_for(house.pk):
        return indicators_for_all().exists()


def indicators_for_all() -> QuerySet[Indicator]:
    """What the present tenant has published in its barometer; only a municipality has one."""
    return indicators(is_public=True).filter(organisation__kind=Kind.MUNICIPALITY)


def goals_to_choose() -> list[tuple[str, list[tuple[str, str]]]]:
    """Plans with their goals, as a form offers them."""
    return [
        (plan.title, [(str(goal.pk), str(goal)) for goal in goals])
        for plan, goals in policy.goals_by_plan()
    ]
