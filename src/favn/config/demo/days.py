"""Invented days of last year and this one: lighter than 2023, a little busier each year.

Every day is thrown with dice of its own, so a day is the same whenever the world is built.
"""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from random import Random
from uuid import UUID

from favn.centre import actions
from favn.centre.actions import Tap
from favn.centre.choices import Source
from favn.centre.imports.meetings import plain, session_of
from favn.centre.models import Session
from favn.config.demo import calendar
from favn.config.demo.fixed import CLOSED_YEAR, about, dice, moment, thrown_id
from favn.config.demo.houses import HOLIDAYS, Furnished
from favn.kit.tenancy import current
from favn.people.persons.models import ALPHABET, LENGTH, Card

VISITS_WITH_CARD = 0.45
PARTICIPATIONS_WITH_CARD = 0.6
GROWTH = 0.08
"""More guests than the year before, counted from two years after the closed one."""
LONGEST_GROWTH = 5
HOURS = range(9, 21)
BY_HOUR = (3, 6, 8, 8, 7, 8, 9, 9, 7, 6, 4, 2)


@dataclass(frozen=True, slots=True)
class Cards:
    """A house's cards in the order they were given out, a few of them used again and again."""

    cards: list[Card]
    given_on: list[date]
    weights: list[float]

    def one(self, throw: Random, day: date) -> Card | None:
        """A card that existed on that day."""
        known = bisect_right(self.given_on, day)
        if not known:
            return None
        return throw.choices(self.cards[:known], cum_weights=self.weights[:known])[0]


def give_cards(house: Furnished, first: date, last: date) -> Cards:
    """Write the house's cards, most of them given out in the first months."""
    throw = dice(house.house.slug, "cards", first)
    span = max((last - first).days, 0)
    after = (int(span * throw.random() ** 2) for _ in range(house.house.cards))
    days = [first + timedelta(days=n) for n in sorted(after)]
    cards = [_card(throw, day) for day in days]
    Card.objects.bulk_create(cards)
    weights = [throw.paretovariate(1.1) for _ in cards]
    return Cards(cards, days, list(accumulate(weights)))


def _card(throw: Random, day: date) -> Card:
    code = "".join(throw.choices(ALPHABET, k=LENGTH))
    given = moment(day, 10)
    return Card(id=thrown_id(throw), organisation_id=current(), code=code, issued_at=given)


def first_day(today: date) -> date:
    """Invented days begin with last year, or after the closed year where that was last year."""
    return date(max(today.year - 1, CLOSED_YEAR + 1), 1, 1)


def fill(house: Furnished, cards: Cards, first: date, until: date) -> int:
    """Write all open days from `first` up to, but without, `until`; how many rows."""
    sessions: dict[UUID, Session] = {}
    taps: list[Tap] = []
    for year in range(first.year, until.year + 1):
        for day in calendar.open_days(year):
            if first <= day < until:
                taps += day_of(house, cards, day, calendar.busyness(day), sessions)
    actions.record_many(taps=taps, source=Source.DESK, sessions=sessions.values())
    return len(taps)


def day_of(
    house: Furnished, cards: Cards, day: date, busy: float, sessions: dict[UUID, Session]
) -> Iterator[Tap]:
    """One day's rows; the sessions they belong to are put into `sessions`."""
    throw = dice(house.house.slug, day)
    pace = busy * (1 + GROWTH * min(day.year - CLOSED_YEAR - 2, LONGEST_GROWTH))
    known: list[UUID] = []
    for _ in range(about(throw, house.house.visits * pace)):
        card = _shown(throw, cards, day, VISITS_WITH_CARD)
        known += [card] if card else []
        hour = throw.choices(HOURS, BY_HOUR)[0]
        yield Tap("visit", thrown_id(throw), day, hour, card=card)
    for meeting in _meetings(house, day):
        for _ in range(about(throw, house.guests[meeting.activity_id] * pace**0.5)):
            sessions[meeting.pk] = meeting
            yield _participation(throw, cards, meeting, known)
    for _ in range(about(throw, house.house.guidances * pace) if day.weekday() < 6 else 0):
        yield _guidance(throw, house, day)


def _meetings(house: Furnished, day: date) -> list[Session]:
    """The day's sessions, with the children's in school holidays."""
    every = [session_of(slot, day) for slot in house.slots_on(day)]
    holidays = house.activities.get(HOLIDAYS)
    if holidays and calendar.is_school_holiday(day):
        every.append(plain(holidays, day, 10))
    return every


def _participation(throw: Random, cards: Cards, meeting: Session, known: list[UUID]) -> Tap:
    """Whoever shows a card at a session has mostly shown it at the door."""
    card = _shown(throw, cards, meeting.on, PARTICIPATIONS_WITH_CARD)
    if card and known:
        card = throw.choice(known)
    hour = throw.randrange(meeting.starts.hour, meeting.ends.hour)
    return Tap("participation", thrown_id(throw), meeting.on, hour, meeting.pk, card)


def _guidance(throw: Random, house: Furnished, day: date) -> Tap:
    topics = house.house.topics
    slug = throw.choices(topics, [weight for *_, weight in topics])[0][0]
    hour = throw.randrange(9, 18)
    return Tap("guidance", thrown_id(throw), day, hour, house.topics[slug].pk)


def _shown(throw: Random, cards: Cards, day: date, share: float) -> UUID | None:
    card = cards.one(throw, day) if throw.random() < share else None
    return card.pk if card else None
