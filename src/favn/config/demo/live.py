"""The present week and today, tapped one by one through the desk's own verbs, with what went wrong.

Today is filled up to the present hour, so that somebody is in the house whenever one looks.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from favn.centre import actions
from favn.centre.actions import Tap
from favn.centre.choices import Source, Void
from favn.centre.models import Entry, Guidance, Participation, Session, Visit
from favn.centre.queries import promised
from favn.config.demo import calendar, days
from favn.config.demo.days import Cards
from favn.config.demo.fixed import about, dice, moment, thrown_id
from favn.config.demo.houses import Furnished
from favn.config.demo.people import Person
from favn.config.demo.places import account_of
from favn.kit import clock
from favn.people.accounts.models import Account
from favn.people.persons.models import Card

OPENS = 9
FEWEST = 3
QUIET = 0.5
"""How busy a closed day is made when it is this week: somebody should be there."""


class Week:
    """Taps this week's days of one house; keeps what was tapped, oldest first."""

    def __init__(self, house: Furnished, cards: Cards) -> None:
        self.house, self.cards = house, cards
        self.known: dict[UUID, Card] = {card.pk: card for card in cards.cards}
        self.topics = {topic.pk: topic for topic in house.topics.values()}
        self.sessions: dict[UUID, Session] = {}
        self.desk: list[Account] = [account_of(person) for person in house.house.desk]
        self.entries: list[Entry] = []

    def fill(self) -> int:
        """From Monday, or New Year's Day, to the present hour; how many rows."""
        today = clock.today()
        for day in (week_start(today) + timedelta(days=n) for n in range(7)):
            if day <= today:
                self._day(day)
        return len(self.entries)

    def _day(self, day: date) -> None:
        promised: dict[UUID, Session] = {}
        busy = max(calendar.busyness(day), QUIET)
        taps = list(days.day_of(self.house, self.cards, day, busy, promised))
        now = clock.now()
        if day == now.date():
            taps = [tap for tap in taps if tap.hour <= now.hour]
            so_far = sum(tap.kind == "visit" for tap in taps)
            taps += self._early(day, now.hour, FEWEST - so_far)
        for tap in sorted(taps, key=lambda tap: tap.hour):
            self.entries.append(self._tap(tap, promised))

    def _early(self, day: date, hour: int, missing: int) -> Iterable[Tap]:
        """Before the house has filled, those who wait at the door."""
        throw = dice(self.house.house.slug, day, "early")
        for _ in range(missing):
            yield Tap("visit", thrown_id(throw), day, min(hour, OPENS))

    def _tap(self, tap: Tap, promised: dict[UUID, Session]) -> Entry:
        throw = dice(tap.id)
        shared: dict[str, Any] = {
            "id": tap.id,
            "hour": tap.hour,
            "by": self.desk[0] if throw.random() < 0.6 else throw.choice(self.desk),
            "at": moment(tap.on, tap.hour, throw.randrange(60)),
            "source": Source.DESK,
        }
        if tap.kind == "guidance" and tap.target:
            return actions.log_guidance(topic=self.topics[tap.target], on=tap.on, **shared)
        shared["card"] = self.known[tap.card] if tap.card else None
        if tap.kind == "visit":
            return actions.count_visit(on=tap.on, **shared)
        session = self._opened(promised[tap.target or tap.id], shared["by"])
        return actions.count_participation(session=session, **shared)

    def _opened(self, session: Session, by: Account) -> Session:
        """The session as it stands once its first guest has come."""
        if session.pk not in self.sessions:
            self.sessions[session.pk] = self._open(session, by)
        return self.sessions[session.pk]

    def _open(self, session: Session, by: Account) -> Session:
        at = moment(session.on, session.starts.hour)
        slot = next((s for s in self.house.slots_on(session.on) if s.pk == session.slot_id), None)
        if slot:
            return actions.open_slot(slot=slot, on=session.on, by=by, at=at)
        return actions.add_session(
            id=session.pk,
            activity=session.activity,
            on=session.on,
            starts=session.starts,
            ends=session.ends,
            by=by,
            at=at,
        )


def week_start(today: date) -> date:
    """Monday, or New Year's Day where the year is younger than the week."""
    return max(today - timedelta(days=today.weekday()), date(today.year, 1, 1))


def plan_ahead(house: Furnished, leader: Person) -> None:
    """One session called off, one moved, and the days between Christmas and New Year closed."""
    by, today = account_of(leader), clock.today()
    ahead = [(day, slot) for day in _days_after(today) for slot in house.slots_on(day)]
    said: dict[str, Any] = {"by": by, "at": clock.now(), "seen": 0}
    (off_on, off), (moved_on, moved) = ahead[1], ahead[-1]
    actions.call_off(session=promised(off, off_on), note="Underviseren er syg.", **said)
    later = moved.ends.replace(hour=moved.ends.hour + 1)
    actions.move(
        session=promised(moved, moved_on), starts=moved.starts.replace(hour=moved.starts.hour + 1),
        ends=later, note="Vi begynder en time senere, fordi lokalet er lånt ud.", **said,
    )  # fmt: skip
    year = today.year if today < date(today.year, 12, 24) else today.year + 1
    actions.close_house(
        id=thrown_id(dice(house.house.slug, year, "closed")), first_on=date(year, 12, 24),
        last_on=date(year + 1, 1, 1), note="Juleferie. Vi åbner igen i januar.",
        by=by, at=clock.now(),
    )  # fmt: skip


def _days_after(today: date) -> list[date]:
    return [today + timedelta(days=n) for n in range(1, 6)]


def put_right(week: Week, leader: Person) -> None:
    """What was counted wrong this week, and how it was put right."""
    by, throw = account_of(leader), dice(week.house.house.slug, "wrong")
    visits = [entry for entry in week.entries if isinstance(entry, Visit)]
    meetings = [entry for entry in week.entries if isinstance(entry, Participation)]
    guidances = [entry for entry in week.entries if isinstance(entry, Guidance)]
    for entry, why, reason in zip(
        throw.sample(visits, min(3, len(visits) // 4)),
        (Void.TWICE, Void.WRONG, Void.UNDONE),
        ("Talt både i døren og på tavlen.", "En kollega på vej til møde.", ""),
        strict=False,
    ):
        actions.void(entry=entry, why=why, by=by, at=_evening(entry), reason=reason)
    for entry in _voided(visits)[:1]:
        actions.restore(entry=entry, by=by, at=_evening(entry), reason="Det var en gæst alligevel.")
    for meeting in meetings[:1]:
        _correct(meeting, {"hour": meeting.hour + 1}, by, "Kom først i den næste time.")
    for guidance in guidances[:1]:
        topic = next(t for t in week.topics.values() if t.pk != guidance.topic_id)
        _correct(guidance, {"topic": topic}, by, "Brevet kom i e-Boks.")


def _voided(entries: list[Visit]) -> list[Visit]:
    return [entry for entry in entries if entry.voided_at]


def _correct(entry: Entry, to: dict[str, Any], by: Account, reason: str) -> None:
    actions.correct(entry=entry, to=to, by=by, at=_evening(entry), reason=reason)


def _evening(entry: Entry) -> Any:
    return moment(entry.on, 20, about(dice(entry.pk), 20))
