"""Gatherings of the demo: what is on at the association and the municipality, and who came before.

The year that is closed carries the network's printed numbers: 4 meetings with 113 participants,
1 webinar and 5 seminars with 89. Names and contacts are invented.
"""

from datetime import date, datetime, time, timedelta

from favn.config.demo.fixed import CLOSED_YEAR, known_id
from favn.config.demo.people import BIRGITTE, JONAS, MEDBORGERHUSET, NABOERNE, SUNDHAVN
from favn.config.demo.places import account_of
from favn.gatherings import actions
from favn.gatherings.actions import Asked, Called, Facts, Hours, Plan, Wish
from favn.gatherings.choices import Answer, Help, Reached, Way
from favn.gatherings.models import Gathering, Invitation, Kind
from favn.gatherings.queries import meetings_of
from favn.gatherings.rules.children import PARENT_YES
from favn.kit import clock
from favn.kit.history import Actor
from favn.kit.tenancy import acting_for
from favn.kit.workdays import ONE_DAY
from favn.people.organisations.actions import add_party
from favn.people.organisations.models import Organisation

NETWORK = (28, 31, 26, 28)
"""Participants of the four network meetings; together the printed 113."""
SEMINARS = (17, 21, 14, 19, 18)
"""Participants of the five seminars; together the printed 89."""
PARTIES = ("Somalisk Kvindeforening", "Café Kanel", "Eritreas Venner", "Nordhavnens Lektiehjælp")
SUBJECTS = (
    "Vision", "Strategi", "Handlingsplan", "Fundraising", "Ledelse og roller", "Samarbejdsplan",
    "Budget og regnskab", "Opfølgning og evaluering",
)  # fmt: skip
COMERS = (
    ("Hodan", "hodan@eksempel.invalid", 2), ("Piotr", "20 11 22 33", 1),
    ("Fatma", "fatma@eksempel.invalid", 3), ("Duc", "duc@eksempel.invalid", 1),
    ("Amal", "40 55 66 77", 2), ("Ioana", "ioana@eksempel.invalid", 1),
)  # fmt: skip


CHILDREN = (
    ("Hodan", "20 22 33 44", 2, "Ali 8 år, Sara 10 år"), ("Piotr", "20 11 22 33", 1, "Zofia 9 år"),
)  # fmt: skip


class Calendar:
    """One house writing its gatherings."""

    def __init__(self, house: Organisation, by: Actor) -> None:
        self.house, self.by, self.now = house, by, clock.now()
        self.kinds = {k.slug: k for k in actions.first_kinds(by=by, at=self.now)}

    def kind(self, slug: str) -> Kind:
        """One of the first kinds."""
        return self.kinds[slug]

    def make(self, name: str, facts: Facts, hours: Hours, at: datetime) -> Gathering:
        """One, announced where its day lies ahead of `at`."""
        row = actions.make(
            id=known_id("gathering", self.house.slug, name), facts=facts, hours=hours, by=self.by,
            at=at,
        )  # fmt: skip
        return actions.announce(gathering=row, by=self.by, at=at)

    def sign_up(self, row: Gathering, comers: int) -> None:
        """The first so many people."""
        for name, contact, persons in COMERS[:comers]:
            way = Way.MAIL if "@" in contact else Way.PHONE
            actions.sign_up(
                id=known_id("sign-up", row.pk, name), gathering=row,
                wish=Wish(name, way, contact, persons), at=self.now, by=self.by,
            )  # fmt: skip


def write(organisations: dict[str, Organisation]) -> str:
    """All of it; what was made, in a sentence."""
    parties = [add_party(id=known_id("party", name), name=name) for name in PARTIES]
    house, city = organisations[MEDBORGERHUSET], organisations[SUNDHAVN]
    with acting_for(house.pk):
        calendar = Calendar(house, account_of(JONAS))
        held = _closed_year(calendar, organisations[NABOERNE])
        _association(calendar)
        _missed(calendar, parties)
    with acting_for(city.pk):
        own = Calendar(city, account_of(BIRGITTE))
        _municipality(own, parties)
        _course(own, parties)
    return f"{held} gatherings of {CLOSED_YEAR} as printed, and what is on now in two houses"


def _closed_year(calendar: Calendar, other: Organisation) -> int:
    """Held and counted as heads without names, as they were printed."""
    rows = [("netvaerksmoede", f"Netværksmøde {n}", heads) for n, heads in enumerate(NETWORK, 1)]
    rows += [("seminar", f"Seminar {n}", heads) for n, heads in enumerate(SEMINARS, 1)]
    rows.append(("webinar", "Webinar om aktivt medborgerskab", 0))
    for number, (kind, title, heads) in enumerate(rows):
        day = date(CLOSED_YEAR, 1 + number, 12)
        facts = Facts(
            calendar.kind(kind), f"{title} {CLOSED_YEAR}", "Foreninger deler erfaringer.",
            other if number % 2 else calendar.house, place="Huset i byen", takes_signups=False,
        )  # fmt: skip
        before = datetime.combine(day - ONE_DAY, time(9), tzinfo=calendar.now.tzinfo)
        row = calendar.make(title, facts, Hours(day, time(17), time(20)), before)
        meeting = meetings_of(row)[0]
        if heads:
            actions.count_walk_ins(
                meeting=meeting, heads=heads, shown=0, by=calendar.by, at=calendar.now
            )
        else:
            actions.hold(meeting=meeting, by=calendar.by, at=calendar.now)
    return len(rows)


def _association(calendar: Calendar) -> None:
    """What is on: few seats, a waiting list, a course, a party, and one called off."""
    today, house = clock.today(), calendar.house
    salon = Facts(
        calendar.kind("samtalesalon"), "Samtalesalon: At høre til",
        "Mød andre, og tal om at høre til.",
        house, "Vi sidder ved små borde med te og kage. En vært hjælper samtalen på vej.",
        "Havnegade 12, stuen", area="Havnen", languages=("da", "ar", "en"), has_interpreter=True,
        has_child_care=True, seats=12,
    )  # fmt: skip
    hours = Hours(today + timedelta(days=2), time(16), time(18, 30))
    calendar.sign_up(calendar.make("salon", salon, hours, calendar.now), 6)
    outing = Facts(
        calendar.kind("udflugt"), "Tur til teatret", "Se et stykke sammen med andre.", house,
        place="Vi mødes i caféen", area="Havnen", languages=("da", "so"), kroner=25, seats=7,
    )  # fmt: skip
    hours = Hours(today + timedelta(days=5), time(18), time(22))
    calendar.sign_up(calendar.make("outing", outing, hours, calendar.now), 6)
    course = Facts(
        calendar.kind("kursus"), "Kursus til indfødsretsprøven",
        "Øv dig til prøven sammen med andre.",
        house, place="Havnegade 12, 1. sal", area="Havnen", seats=20,
    )  # fmt: skip
    hours = Hours(today + timedelta(days=8), time(17), time(19), times=6)
    calendar.sign_up(calendar.make("course", course, hours, calendar.now), 4)
    party = Facts(
        calendar.kind("fest"), "Husets fødselsdag", "Fejr huset med mad og musik.", house,
        place="Havnegade 12", area="Havnen", takes_signups=False, languages=("da", "en"),
    )  # fmt: skip
    calendar.make(
        "party", party, Hours(today + timedelta(days=16), time(15), time(21)), calendar.now
    )
    _holidays(calendar)
    talk = Facts(
        calendar.kind("foredrag"), "Foredrag om sund mad", "Hør om mad, der er god for kroppen.",
        house, place="Biblioteket i Nord", area="Nord", languages=("da", "tr"),
    )  # fmt: skip
    hours = Hours(today + timedelta(days=4), time(10), time(11, 30))
    row = calendar.make("talk", talk, hours, calendar.now)
    actions.cancel(gathering=row, reason="Oplægsholderen er syg.", by=calendar.by, at=calendar.now)


def _holidays(calendar: Calendar) -> None:
    """A day of the holidays for children: each with a name to call and a parent's yes."""
    swim = Facts(
        calendar.kind("ferieaktivitet"), "Svømmetur for børn",
        "Tag i svømmehallen sammen, når skolen holder fri.", calendar.house,
        "For børn fra 7 til 12 år, som kan svømme. To voksne er med. Husk badetøj og madpakke.",
        "Vi mødes i caféen", area="Havnen", languages=("da", "ar"), for_children=True, seats=14,
    )  # fmt: skip
    hours = Hours(clock.today() + timedelta(days=11), time(10), time(14))
    row = calendar.make("swim", swim, hours, calendar.now)
    for name, contact, persons, children in CHILDREN:
        actions.sign_up(
            id=known_id("sign-up", row.pk, name), gathering=row, at=calendar.now, by=calendar.by,
            wish=Wish(name, Way.PHONE, contact, persons, children=children,
                      parent_yes=str(PARENT_YES)),
        )  # fmt: skip


def _missed(calendar: Calendar, parties: list[Organisation]) -> None:
    """A network meeting last week: two came, one said yes and stayed away, and was called."""
    day = clock.today() - timedelta(days=7)
    before = calendar.now - timedelta(days=21)
    facts = Facts(
        calendar.kind("netvaerksmoede"), "Netværksmøde i november", "Planlæg året, der kommer.",
        calendar.house, place="Havnegade 12", seats=30,
    )  # fmt: skip
    row = calendar.make("november", facts, Hours(day, time(17), time(20)), before)
    answers = [_yes(calendar, row, party, before) for party in parties[:3]]
    meeting = meetings_of(row)[0]
    for answered in answers[:2]:
        if answered.signup:
            actions.came(
                meeting=meeting, signup=answered.signup, heads=2, by=calendar.by, at=calendar.now
            )
    away = answers[2]
    follow_up = actions.plan_call(
        meeting=meeting, signup=away.signup, invitation=away, due_on=clock.today(), who="Jonas",
        by=calendar.by, at=calendar.now,
    )  # fmt: skip
    told = Called(Reached.TALKED, "De kan ikke om aftenen.", Help.TIME, "Lørdag formiddag")
    actions.call(
        follow_up=follow_up, called=told, again_on=clock.today() + timedelta(days=3),
        version=follow_up.version, by=calendar.by, at=calendar.now,
    )  # fmt: skip


def _yes(calendar: Calendar, row: Gathering, party: Organisation, at: datetime) -> Invitation:
    """A party that was invited and said yes."""
    invited = actions.invite(
        id=known_id("invitation", row.pk, party.pk), gathering=row,
        asked=Asked(party, "", f"{party.slug[:20]}@eksempel.invalid"), by=calendar.by, at=at,
    )  # fmt: skip
    return actions.answer(
        invitation=invited, said=Answer.YES, who_comes="Forpersonen", persons=2,
        version=invited.version, at=at,
    )  # fmt: skip


def _municipality(calendar: Calendar, parties: list[Organisation]) -> None:
    """A cooperation day, and after it a network day, as the process asks for."""
    today = clock.today()
    for number, (kind, title, purpose) in enumerate(
        (
            ("samarbejdsdag", "Samarbejdsdag", "Foreninger og kommune lærer hinanden at kende."),
            ("netvaerksdag", "Netværksdag", "Find nogen at samarbejde med."),
        )
    ):
        facts = Facts(
            calendar.kind(kind), title, purpose, calendar.house, place="Rådhuset, sal B",
            area="Midtbyen", seats=60, languages=("da", "en"), has_interpreter=True,
            co_hosts=(parties[number],), closes_on=today + timedelta(days=12 + 14 * number),
        )  # fmt: skip
        hours = Hours(today + timedelta(days=13 + 14 * number), time(10), time(15))
        row = calendar.make(kind, facts, hours, calendar.now)
        for party in parties:
            contact = f"{party.slug[:20]}@eksempel.invalid"
            actions.invite(
                id=known_id("invitation", row.pk, party.pk), gathering=row,
                asked=Asked(party, "", contact), by=calendar.by, at=calendar.now,
            )  # fmt: skip


def _course(calendar: Calendar, parties: list[Organisation]) -> None:
    """The course of eight subjects, with three associations on their way through it."""
    by, now, today = calendar.by, calendar.now, clock.today()
    course = actions.add_course(
        id=known_id("course"), title="Stærk forening i otte emner",
        purpose="Foreninger bygger deres egne planer, emne for emne.", subjects=list(SUBJECTS),
        by=by, at=now,
    )  # fmt: skip
    run = actions.begin_run(
        id=known_id("run"), course=course, title="Foråret i Midtbyen",
        begins_on=today - timedelta(days=60), gathering=None, by=by, at=now,
    )  # fmt: skip
    for number, party in enumerate(parties[:3]):
        taking = actions.join_run(run=run, party=party, on=run.begins_on, by=by, at=now)
        for rank, subject in enumerate(list(course.subjects.all())[: 5 - number]):
            plan = Plan("Vi vil være 40 medlemmer om to år.") if rank % 2 == 0 else Plan()
            actions.complete(
                taking=taking, subject=subject, on=run.begins_on + timedelta(days=7 * rank),
                plan=plan, version=0, by=by, at=now,
            )  # fmt: skip
