"""Conversations and health checks as numbers: 2023 as it was printed, and invented years after it.

2023 adds up to the printed annual report (centre-annual-report-2023, “Rådgivning i tal”): 1,502
conversations with 684 persons, topics 55/31/25/21/21 percent, 257 checks with 101 persons. The
report's bands of areas of law overlap (1–2, 2–3, 3–4: 61/25/14 percent); here each conversation has
one number, and in bands that do not overlap the numbers give the same shares. How the 1,502 fall on
social and legal help, and the topics printed without a share, are invented.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from random import Random
from uuid import UUID

from favn.centre.actions.conversations import Loaded, load_counted
from favn.centre.actions.health import LoadedCheck, load_held
from favn.centre.choices import CaseKind, Complaint, Setting, Subject
from favn.config.demo import calendar
from favn.config.demo.fixed import CLOSED_YEAR, about, dice, thrown_id
from favn.kit import clock

CONVERSATIONS, CLIENTS = 1_502, 684
CHECKS, CHECKED = 257, 101
PRINTED_TOPICS = {
    Subject.ECONOMY: 55,
    Subject.WORK: 31,
    Subject.FAMILY: 25,
    Subject.HOUSING: 21,
    Subject.HEALTH: 21,
}
"""Percent of all conversations; one conversation may have several topics."""
TOPICS = {
    Subject.ECONOMY: 826,
    Subject.WORK: 466,
    Subject.FAMILY: 376,
    Subject.HOUSING: 315,
    Subject.HEALTH: 315,
    Subject.RESIDENCE: 90,
    Subject.COMPLAINT: 75,
    Subject.EDUCATION: 60,
    Subject.VIOLENCE: 30,
}
PRINTED_BANDS = {"1–2": 61, "3": 25, "4 eller flere": 14}
AREAS = {1: 640, 2: 276, 3: 376, 4: 168, 5: 42}
KINDS = {CaseKind.SOCIAL: 0.62, CaseKind.ECONOMY: 0.2, CaseKind.LEGAL: 0.14, CaseKind.JOB: 0.04}
HEALTH_TOPICS = {
    Complaint.CONTACT: 108,
    Complaint.WEIGHT: 84,
    Complaint.MEDICINE: 61,
    Complaint.PAIN: 44,
    Complaint.MIND: 37,
}
"""The report ranks these five and gives no shares; the counts keep the order."""
SPARRING = 38


def closed_year(slug: str) -> int:
    """The printed year of one house; how many rows."""
    throw = dice(slug, "counselling", CLOSED_YEAR)
    talks = list(_talks(throw, CLOSED_YEAR, CONVERSATIONS, CLIENTS))
    checks = list(_checks(throw, CLOSED_YEAR, CHECKS, CHECKED))
    return load_counted(rows=talks) + load_held(rows=checks)


def later_years(slug: str, first: date, today: date, size: float = 1.0) -> int:
    """Invented years from `first` to today, a little more each year; how many rows.

    `size` is how large the house is beside the one of the report.
    """
    done = 0
    for year in range(first.year, today.year + 1):
        throw = dice(slug, "counselling", year)
        grown = size * (1 + 0.06 * (year - CLOSED_YEAR))
        past = _past(year, today)
        talks = about(throw, CONVERSATIONS * grown * past)
        done += load_counted(rows=_talks(throw, year, talks, max(1, int(talks * 0.46))))
        done += load_counted(rows=_sparring(throw, year, about(throw, SPARRING * grown * past)))
        checks = about(throw, CHECKS * grown * past)
        done += load_held(rows=_checks(throw, year, checks, max(1, int(checks * 0.4))))
    return done


def _past(year: int, today: date) -> float:
    """How much of a year has been."""
    if year < today.year:
        return 1.0
    return max((today - date(year, 1, 1)).days, 1) / 365


def _days(throw: Random, year: int, count: int) -> list[date]:
    """Weekdays on which the house was open, busy ones more often, none that is to come."""
    days = [d for d in calendar.open_days(year) if d.weekday() < 5 and d < clock.today()]
    days = days or [date(year, 1, 1)]
    return sorted(throw.choices(days, [calendar.busyness(day) for day in days], k=count))


def _persons(throw: Random, count: int, persons: int) -> list[UUID]:
    """So many different persons over so many meetings; some come often."""
    known = [thrown_id(throw) for _ in range(min(persons, count))]
    often = [throw.paretovariate(1.4) for _ in known]
    found = [*known, *throw.choices(known, often, k=count - len(known))] if known else []
    throw.shuffle(found)
    return found


def _dealt(
    throw: Random, weights: dict[Subject | Complaint, int], count: int, of: int
) -> list[tuple[str, ...]]:
    """Topics dealt out over meetings so that each has one at least and every topic its share."""
    cards: list[str] = []
    for topic, number in weights.items():
        cards += [str(topic)] * round(number * count / of)
    cards += [str(next(iter(weights)))] * max(0, count - len(cards))
    hands: list[list[str]] = [[] for _ in range(count)]
    for place, card in enumerate(cards):
        hand = hands[place % count]
        if card not in hand:
            hand.append(card)
    throw.shuffle(hands)
    return [tuple(hand) for hand in hands]


def _areas(throw: Random, count: int) -> list[int]:
    """Numbers of areas of law in the shares of the printed year."""
    cards: list[int] = []
    for areas, number in AREAS.items():
        cards += [areas] * round(number * count / CONVERSATIONS)
    cards = (cards + [1] * count)[:count]
    throw.shuffle(cards)
    return cards


def _talks(throw: Random, year: int, count: int, persons: int) -> Iterator[Loaded]:
    rows = zip(
        _days(throw, year, count),
        _persons(throw, count, persons),
        _dealt(throw, TOPICS, count, CONVERSATIONS),  # type: ignore[arg-type]
        _areas(throw, count),
        throw.choices(list(KINDS), list(KINDS.values()), k=count),
        strict=True,
    )
    for day, person, topics, areas, kind in rows:
        interpreter = throw.random() < 0.2
        yield Loaded(thrown_id(throw), day, kind, person, topics, areas, interpreter)


def _sparring(throw: Random, year: int, count: int) -> Iterator[Loaded]:
    for day in _days(throw, year, count):
        topic: Sequence[str] = throw.choice([("work",), ("housing",), ("health",)])
        yield Loaded(
            thrown_id(throw), day, CaseKind.SOCIAL, None, tuple(topic), 1,
            setting=Setting.CASEWORKER,
        )  # fmt: skip


def _checks(throw: Random, year: int, count: int, persons: int) -> Iterator[LoadedCheck]:
    rows = zip(
        _days(throw, year, count),
        _persons(throw, count, persons),
        _dealt(throw, HEALTH_TOPICS, count, CHECKS),  # type: ignore[arg-type]
        strict=True,
    )
    for day, person, topics in rows:
        yield LoadedCheck(thrown_id(throw), day, person, topics, throw.random() < 0.35)
