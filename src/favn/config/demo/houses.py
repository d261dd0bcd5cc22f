"""What the two houses offer and when: activities, a week that is never empty, topics.

Names of activities and topics are those of the published report, as common nouns.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time

from favn.centre.models import Activity, Slot, Topic
from favn.config.demo.fixed import CLOSED_YEAR, known_id
from favn.config.demo.people import AMINA, JONAS, LEILA, MEDBORGERHUSET, NABOERNE, NADIA, Person
from favn.kit.tenancy import current


@dataclass(frozen=True, slots=True)
class Offer:
    """An activity: guests per meeting in the invented years, and its hours by weekday."""

    slug: str
    name: str
    guests: float
    week: tuple[tuple[int, int, int], ...]
    since: date


@dataclass(frozen=True, slots=True)
class House:
    """An association's house as data. `topics` are (slug, name, weight), most asked for first."""

    slug: str
    offers: tuple[Offer, ...]
    topics: tuple[tuple[str, str, float], ...]
    visits: float
    guidances: float
    cards: int
    desk: tuple[Person, ...]
    leader: Person


@dataclass(slots=True)
class Furnished:
    """A house whose activities, slots and topics are written."""

    house: House
    activities: dict[str, Activity]
    topics: dict[str, Topic]
    slots: dict[int, list[Slot]] = field(default_factory=lambda: defaultdict(list))
    guests: Mapping[object, float] = field(default_factory=dict)

    def slots_on(self, day: date) -> list[Slot]:
        """The timetable's slots of a day."""
        return [slot for slot in self.slots[day.isoweekday()] if slot.first_on <= day]


OPENED = date(CLOSED_YEAR, 1, 1)
LATER = date(CLOSED_YEAR + 1, 1, 1)
HOLIDAYS = "ferieaktiviteter"
COLLECTIVE = "kollektiv-raadgivning"

MEDBORGERHUSETS = House(
    MEDBORGERHUSET,
    (
        Offer("lektiecafe", "Lektie- og netværkscafé", 5.0,
              ((1, 15, 18), (2, 16, 19), (3, 17, 20), (4, 15, 18), (7, 15, 18)), OPENED),
        Offer("jobraadgivning", "Jobrådgivning", 1.6, ((1, 9, 12), (3, 9, 12)), OPENED),
        Offer("indfoedsretskursus", "Indfødsretskursus", 3.0, ((1, 18, 21),), OPENED),
        Offer(HOLIDAYS, "Ferieaktiviteter for børn", 9.0, (), OPENED),
        Offer(COLLECTIVE, "Kollektiv rådgivning", 3.4,
              ((2, 9, 12), (4, 9, 12)), OPENED),
        Offer("yoga", "Yoga", 2.6, ((2, 19, 21), (5, 9, 11), (7, 9, 11)), OPENED),
        Offer("systuen", "Systuen", 3.8,
              ((1, 12, 15), (2, 12, 16), (4, 12, 15), (5, 11, 14), (6, 13, 17)), OPENED),
        Offer("madklub", "Madklub", 5.0, ((3, 12, 15), (5, 14, 17)), LATER),
        Offer("ungecafe", "Ungecafé", 5.0, ((4, 18, 21), (5, 17, 21), (6, 17, 21)), LATER),
        Offer("familiecafe", "Familiecafé", 4.6,
              ((3, 15, 17), (6, 9, 13), (7, 11, 15), (7, 18, 21)), LATER),
    ),
    (
        ("e-boks-og-breve", "E-boks og breve", 27),
        ("mitid-og-telefon", "MitID og telefon", 17),
        ("netbank-og-oekonomi", "Netbank og økonomi", 13),
        ("skemaer-og-ansoegninger", "Skemaer og ansøgninger", 11),
        ("jobsoegning-og-fagforening", "Jobsøgning og fagforening", 9),
        ("bolig", "Bolig", 7),
        ("sundhed", "Sundhed", 6),
        ("uddannelse", "Uddannelse", 4),
        ("rejsekort", "Rejsekort", 3),
        ("andet", "Andet", 3),
    ),
    visits=24.5, guidances=2.9, cards=400, desk=(AMINA, NADIA, JONAS), leader=JONAS,
)  # fmt: skip
NABOERNES = House(
    NABOERNE,
    (
        Offer("faellesspisning", "Fællesspisning", 8.0, ((3, 17, 20), (5, 17, 20)), OPENED),
        Offer("cykelvaerksted", "Cykelværksted", 2.2, ((2, 15, 18), (6, 10, 14)), OPENED),
        Offer("sprogcafe", "Sprogcafé", 4.0, ((1, 16, 18), (4, 16, 18), (7, 14, 16)), OPENED),
    ),
    (("breve", "Breve", 5), ("digital-hjaelp", "Digital hjælp", 4), ("andet", "Andet", 2)),
    visits=6.5, guidances=0.7, cards=70, desk=(LEILA, NADIA), leader=LEILA,
)  # fmt: skip
HOUSES = (MEDBORGERHUSETS, NABOERNES)


def furnish(house: House) -> Furnished:
    """Write what the present tenant's house offers."""
    activities = {offer.slug: _activity(house, offer) for offer in house.offers}
    topics = {
        slug: Topic.objects.create(
            id=known_id(house.slug, "topic", slug),
            organisation_id=current(),
            slug=slug,
            name=name,
            rank=rank,
        )
        for rank, (slug, name, _weight) in enumerate(house.topics, 1)
    }
    done = Furnished(house, activities, topics)
    done.guests = {activities[offer.slug].pk: offer.guests for offer in house.offers}
    for offer in house.offers:
        for weekday, starts, ends in offer.week:
            slot = _slot(house, activities[offer.slug], offer, (weekday, starts, ends))
            done.slots[weekday].append(slot)
    return done


def _activity(house: House, offer: Offer) -> Activity:
    return Activity.objects.create(
        id=known_id(house.slug, "activity", offer.slug),
        organisation_id=current(),
        slug=offer.slug,
        name=offer.name,
        is_counselling=offer.slug == COLLECTIVE,
    )


def _slot(house: House, activity: Activity, offer: Offer, when: tuple[int, int, int]) -> Slot:
    weekday, starts, ends = when
    return Slot.objects.create(
        id=known_id(house.slug, "slot", offer.slug, weekday, starts),
        organisation_id=current(),
        activity=activity,
        weekday=weekday,
        starts=time(starts),
        ends=time(ends),
        first_on=offer.since,
    )
