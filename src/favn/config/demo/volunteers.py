"""Volunteers of the demo: some twenty in every state, and a rota where next week two places lack.

All invented, addresses end in `.invalid`. One waits for a swap, one has written and waits for an
answer. A second association has two volunteers of its own.
"""

from dataclasses import dataclass, field
from datetime import datetime, time, timedelta

from django.utils.text import slugify

from favn.centre.actions import hours, path, role_register, rota, shifts, volunteers
from favn.centre.actions.hours import Given
from favn.centre.actions.role_register import Facts
from favn.centre.actions.rota import Line
from favn.centre.actions.volunteers import Signed, Told, Yes
from favn.centre.choices import Item, OnTheWay, StopWhy
from favn.centre.models import Rota, Slot, Volunteer, VolunteerRole
from favn.centre.queries import shifts as known
from favn.centre.queries import volunteers as people
from favn.config.demo.fixed import dice, known_id, moment
from favn.config.demo.people import BO, MEDBORGERHUSET, NABOERNE, NANNA
from favn.config.demo.places import account_of
from favn.kit import clock
from favn.kit.tenancy import acting_for
from favn.people.accounts.models import Account
from favn.people.organisations.models import Organisation
from favn.people.persons import actions as persons
from favn.people.persons.actions import Wanted
from favn.people.persons.choices import How

ROLES = (
    ("Lektiehjælper", "Hjælper børn og unge med lektier om eftermiddagen.", True, ()),
    ("Mentor", "Følger en, der vil videre mod job eller uddannelse.", False, ("secrecy",)),
    ("Rådgiver", "Svarer på spørgsmål om breve, regler og rettigheder.", False,
     ("secrecy", "introduction")),
    ("Jurist", "Giver gratis juridisk rådgivning en aften om ugen.", False, ("secrecy",)),
    ("Sundhedsfrivillig", "Taler med gæster om helbred sammen med sygeplejersken.", False,
     ("secrecy", "introduction")),
    ("Madklub", "Laver mad til alle, der kommer, og dækker bord.", False, ()),
    ("Yogalærer", "Leder en rolig time for kvinder.", False, ()),
    ("Børn og unge", "Leger, spiller og tager på ture.", True, ("introduction",)),
)  # fmt: skip
"""Name, line, whether it is with children, and what it needs besides."""
LINES = (
    ("Lektiehjælper", 2, (15, 18), 2),
    ("Lektiehjælper", 4, (15, 18), 2),
    ("Rådgiver", 1, (10, 13), 1),
    ("Rådgiver", 3, (16, 19), 1),
    ("Jurist", 4, (17, 20), 1),
    ("Sundhedsfrivillig", 3, (17, 20), 1),
    ("Madklub", 2, (16, 20), 3),
    ("Yogalærer", 5, (10, 11), 1),
    ("Børn og unge", 6, (11, 15), 2),
)
"""Role, weekday, hours and places of what comes every week."""
REGULAR = (
    ("Karim Belal", "Lektiehjælper", False), ("Ingrid Kjær", "Lektiehjælper", False),
    ("Sahra Abdi", "Lektiehjælper", True), ("Torben Friis", "Lektiehjælper", False),
    ("Lene Mørk", "Rådgiver", False), ("Samira Farah", "Rådgiver", True),
    ("Kasper Juhl", "Jurist", False), ("Rana Ibrahim", "Sundhedsfrivillig", True),
    ("Gülsüm Arslan", "Madklub", True), ("Nasrin Kazemi", "Madklub", True),
    ("Luul Hersi", "Madklub", True), ("Oksana Tkach", "Yogalærer", True),
    ("Mikkel Storm", "Børn og unge", False), ("Yordanos Abraha", "Børn og unge", True),
)  # fmt: skip
"""Those who have a shift of the rota every week: name, role, and whether they came as guests."""
SPARE = (
    ("Bente Ulrik", "Lektiehjælper", False), ("Amina Cabdi", "Madklub", True),
    ("Fadumo Warsame", "Lektiehjælper", True), ("Zeinab Osman", "Rådgiver", True),
)  # fmt: skip
"""Those who take a shift when they can."""
MODELS = ("Sahra Abdi", "Gülsüm Arslan", "Nasrin Kazemi", "Samira Farah")
QUIET, STOPPED = "Henning Dam", "Birthe Langkjær"
UNDER_WAY, TO_TALK, WROTE = "Emil Rask", "Halima Yusuf", "Sofie Brandt"
AT = {"Lektiehjælper": "lektiecafe", "Madklub": "madklub", "Yogalærer": "yoga"}
"""Role → the activity whose sessions its shifts follow, where they have the same hours."""
BEGAN, MONTHS = 430, 14
"""Days since the first of them began, and months of hours before the rota of now."""


@dataclass
class Desk:
    """One house writing its volunteers."""

    by: Account
    now: datetime
    roles: dict[str, VolunteerRole] = field(default_factory=dict)
    people: dict[str, Volunteer] = field(default_factory=dict)
    lines: list[Rota] = field(default_factory=list)

    def ago(self, days: int) -> datetime:
        """A moment so many days back."""
        return moment(clock.today() - timedelta(days=days), 10)

    def register(self, *names: str) -> None:
        """The roles of these names."""
        for name, about, children, needs in ROLES:
            if name in names:
                self.roles[name] = role_register.add_role(
                    id=known_id("volunteer-role", self.by.pk, name),
                    facts=Facts(name, about, needs, children), by=self.by, at=self.ago(BEGAN),
                )  # fmt: skip

    def newcomer(self, name: str, days: int, *, guest: bool, wishes: tuple[str, ...]) -> Volunteer:
        """Somebody with a mail, brought in from their page so many days ago."""
        at = self.ago(days)
        email = f"{slugify(name.split(maxsplit=1)[0])}.{dice('volunteer', name).randrange(100)}"
        person = persons.add_person(
            id=known_id("volunteer-person", name), by=self.by, at=at,
            wanted=Wanted(name, email=f"{email}@eksempel.invalid"),
        )  # fmt: skip
        return volunteers.bring_in(
            id=known_id("volunteer", name), person=person, was_guest=guest, by=self.by, at=at,
            wishes=wishes, yes=Yes(How.SPOKEN, guest),
        )  # fmt: skip

    def add(self, name: str, role: str, days: int, *, guest: bool) -> Volunteer:
        """A volunteer in a role since so many days, with all that it needs seen."""
        who = self.newcomer(name, days, guest=guest, wishes=(self.roles[role].slug,))
        self.talked(who, days)
        for item in self.roles[role].items:
            self.see(who, item, days)
        who = self.again(who)
        volunteers.begin_role(
            who=who, role=self.roles[role], version=who.version, by=self.by, at=self.ago(days)
        )
        who = self.again(who)
        if guest:
            path.take_step(who=who, step=OnTheWay.VOLUNTEER, by=self.by, at=self.ago(days))
        self.people[name] = who
        return who

    def talked(self, who: Volunteer, days: int) -> None:
        """The talk was so many days ago."""
        at = self.ago(days)
        told = Told(
            who.called, who.came, talked_on=clock.local_day(at), most_shifts=6,
            wishes=tuple(who.wishes),
        )  # fmt: skip
        volunteers.write_down(who=who, version=who.version, told=told, by=self.by, at=at)

    def see(self, who: Volunteer, item: Item, days: int) -> None:
        """Something of the list was in place so many days ago."""
        at = self.ago(days)
        volunteers.see(who=who, item=item, on=clock.local_day(at), by=self.by, at=at)

    def again(self, who: Volunteer) -> Volunteer:
        """As they stand now."""
        found = people.volunteer_with(who.pk)
        assert found is not None
        return found

    def line(self, role: str, weekday: int, span: tuple[int, int], places: int) -> Rota:
        """What comes every week since six weeks."""
        first = clock.today() - timedelta(days=42)
        begins, ends = map(time, span)
        held = Slot.objects.owned().filter(weekday=weekday, starts=begins, ends=ends)
        slot = held.filter(activity__slug=AT.get(role, "")).first()
        wanted = Line(self.roles[role], weekday, begins, ends, places, slot)
        row = rota.add_line(
            id=known_id("rota", role, weekday), line=wanted, first_on=first, by=self.by,
            at=self.ago(60),
        )  # fmt: skip
        self.lines.append(row)
        return row

    def gives(self, who: Volunteer, role: str, months: int) -> None:
        """Two or three afternoons a month, before the rota of now."""
        throw = dice("volunteer-hours", who.pk)
        for n in range(2 * months):
            on = clock.today() - timedelta(days=45 + 15 * n + throw.randrange(6))
            if on < who.signed_on:
                return
            given = Given(self.roles[role], on, 60 * throw.choice((2, 3, 3, 4)))
            hours.write(
                id=known_id("given", who.pk, n), who=who, given=given, by=self.by, at=self.now
            )


def write(organisations: dict[str, Organisation], *, is_sketch: bool = False) -> str:
    """Both houses; what was made, in a sentence. In a sketch nobody has given hours before now."""
    with acting_for(organisations[MEDBORGERHUSET].pk):
        desk = Desk(account_of(NANNA), clock.now())
        _fill(desk, 0 if is_sketch else MONTHS)
        counted = hours.settle(by=desk.by, at=desk.now)
    with acting_for(organisations[NABOERNE].pk):
        _small(Desk(account_of(BO), clock.now()))
    return f"{len(desk.people)} volunteers, {counted} shifts of five weeks, two empty next week"


def _fill(desk: Desk, months: int) -> None:
    desk.register(*(name for name, *_rest in ROLES))
    for n, (name, role, guest) in enumerate((*REGULAR, *SPARE)):
        who = desk.add(name, role, BEGAN - 12 * n, guest=guest)
        desk.gives(who, role, months)
    for name in MODELS:
        path.take_step(who=desk.people[name], step=OnTheWay.ROLE_MODEL, by=desk.by, at=desk.ago(40))
    _rota(desk)
    _next_week(desk)
    _others(desk)


def _rota(desk: Desk) -> None:
    """Every place has somebody who comes each week."""
    free = {role: [n for n, r, _guest in REGULAR if r == role] for role in desk.roles}
    for role, weekday, span, places in LINES:
        row = desk.line(role, weekday, span, places)
        names = free[role]
        for name in names[:places]:
            rota.add_regular(
                id=known_id("regular", row.pk, name), rota=row, who=desk.people[name],
                first_on=row.first_on, by=desk.by, at=desk.ago(50),
            )  # fmt: skip
        free[role] = names[places:] or names


def _next_week(desk: Desk) -> None:
    """Two said no in time, and one asks the others."""
    monday = clock.today() - timedelta(days=clock.today().isoweekday() - 8)
    every = known.shifts_between(monday, monday + timedelta(days=6))
    club = next(one for one in every if one.shift.role.name == "Madklub")
    law = next(one for one in every if one.shift.role.name == "Jurist")
    help_ = next(one for one in every if one.shift.role.name == "Lektiehjælper")
    for one in (club, law):
        who = one.seats[0].volunteer
        shifts.say_no(manned=one, who=who, by=who, at=desk.now)
    asks = help_.seats[0].volunteer
    shifts.ask_swap(id=known_id("swap"), manned=help_, who=asks, at=desk.ago(1))


def _others(desk: Desk) -> None:
    """One who has not come for long, one who stopped, and three on the way in."""
    desk.add(QUIET, "Rådgiver", 150, guest=False)
    stopped = desk.add(STOPPED, "Madklub", 300, guest=False)
    desk.gives(stopped, "Madklub", 6)
    stopped = desk.again(stopped)
    volunteers.leave(
        who=stopped, why=StopWhy.WORK, version=stopped.version, by=desk.by, at=desk.ago(20)
    )
    club = desk.roles["Børn og unge"].slug
    desk.talked(desk.newcomer(UNDER_WAY, 12, guest=False, wishes=(club,)), 9)
    desk.newcomer(TO_TALK, 4, guest=True, wishes=(desk.roles["Madklub"].slug,))
    signed = Signed(
        WROTE, "sofie.brandt@eksempel.invalid", is_mail=True,
        wishes=(desk.roles["Lektiehjælper"].slug,), about="Jeg læser til lærer og har tid tirsdag.",
    )  # fmt: skip
    volunteers.sign_up(id=known_id("interest"), signed=signed, at=desk.ago(3))


def _small(desk: Desk) -> None:
    """The other house: one role, one line, two people."""
    desk.register("Madklub")
    row = desk.line("Madklub", 3, (16, 19), 2)
    for n, name in enumerate(("Grethe Nordby", "Abdi Guled")):
        who = desk.add(name, "Madklub", 200 - 20 * n, guest=n == 1)
        rota.add_regular(
            id=known_id("regular", row.pk, name), rota=row, who=who, first_on=row.first_on,
            by=desk.by, at=desk.ago(50),
        )  # fmt: skip
    hours.settle(by=desk.by, at=desk.now)
