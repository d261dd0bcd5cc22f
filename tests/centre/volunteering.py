"""What the project leader and the volunteers do, in words that the tests share."""

import uuid
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from favn.centre.actions import hours as log
from favn.centre.actions import role_register, rota, shifts, trades, volunteers
from favn.centre.actions.role_register import Facts
from favn.centre.actions.rota import Line
from favn.centre.actions.shift_letters import link_of, post_letters
from favn.centre.actions.volunteers import Told, Yes
from favn.centre.choices import Item
from favn.centre.queries import shifts as known
from favn.centre.queries import volunteers as people
from favn.kit import clock
from favn.people.persons import actions as persons
from favn.people.persons.actions import Wanted
from favn.people.persons.actions.consents import Said
from favn.people.persons.choices import Act, How

SITE = "https://favn.example"
SOON = date(2026, 11, 24)
"""The Tuesday after the cast's Thursday."""
AFTERNOON = (time(14), time(17))


def moment(day, hour=10):
    return timezone.make_aware(datetime.combine(day, time(hour)))


class Volunteering:
    """One house's volunteers; `who` leads them."""

    def __init__(self, cast, who="vera"):
        self.cast, self.by = cast, getattr(cast, who)
        self.house = getattr(cast, self.by.email.split("@")[1].split(".")[0])
        self.roles = {}

    @contextmanager
    def open(self):
        with self.cast.acting(self.by):
            yield

    def do(self, verb, *, at=None, **what):
        with self.open():
            return verb(by=self.by, at=at or clock.now(), **what)

    def alone(self, verb, *, at=None, **what):
        """What somebody does whom nobody signed in."""
        with self.open():
            return verb(at=at or clock.now(), **what)

    def count(self, model, **which):
        with self.open():
            return model.objects.owned().filter(**which).count()

    def only(self, model, **which):
        with self.open():
            return model.objects.owned().get(**which)

    # Roles and people

    def role(self, name="Lektiehjælper", *needs, children=False, wanted=True):
        facts = Facts(name, "Én linje om rollen.", needs, children, wanted)
        row = self.do(role_register.add_role, id=uuid.uuid4(), facts=facts)
        self.roles[name] = row
        return row

    def person(self, name, *purposes, **more):
        more.setdefault("email", f"{name.split()[0].lower()}@x.example")
        person = self.do(persons.add_person, id=uuid.uuid4(), wanted=Wanted(name, **more))
        for purpose in purposes:
            self.says(person, purpose)
        return person

    def says(self, person, purpose="volunteer", act=Act.GIVEN, at=None):
        said = Said(purpose, act, How.SPOKEN)
        return self.do(persons.say, id=uuid.uuid4(), person=person, said=said, at=at)

    def newcomer(self, name, *, guest=False, path=False, wishes=(), **more):
        """Brought in from their page, and not yet talked with."""
        return self.do(
            volunteers.bring_in, id=uuid.uuid4(), person=self.person(name, **more),
            was_guest=guest, wishes=wishes, yes=Yes(How.SPOKEN, path),
        )  # fmt: skip

    def talked(self, who, most=4, at=None):
        day = clock.local_day(at or clock.now())
        told = Told(who.called, who.came, None, day, most)
        return self.do(volunteers.write_down, who=who, version=who.version, told=told, at=at)

    def add(self, name, *roles, days=0, most=4, **more):
        """A volunteer in these roles, whose list is whole, since so many days."""
        at = moment(clock.today() - timedelta(days=days), 9) if days else None
        who = self.talked(self.newcomer(name, **more), most, at)
        for item in {item for role in roles for item in role.items}:
            self.see(who, item, at=at)
        for role in roles:
            self.do(
                volunteers.begin_role, who=who, role=role, version=self.again(who).version, at=at
            )
        return self.again(who)

    def see(self, who, item=Item.CERTIFICATE, on=None, at=None):
        day = on or clock.local_day(at or clock.now())
        return self.do(volunteers.see, who=who, item=item, on=day, at=at)

    def again(self, who):
        with self.open():
            return people.volunteer_with(who.pk)

    # Shifts

    def shift(self, role, on=SOON, hours=AFTERNOON, places=1):
        """One shift, as it stands now."""
        line = Line(role, on.isoweekday(), *hours, places)
        row = self.do(rota.add_shift, id=uuid.uuid4(), line=line, on=on, at=moment(on, 0))
        return self.manned(row)

    def line(self, role, on=SOON, hours=AFTERNOON, places=1, slot=None, first_on=None):
        line = Line(role, on.isoweekday(), *hours, places, slot)
        begins = first_on or clock.today()
        return self.do(rota.add_line, id=uuid.uuid4(), line=line, first_on=begins)

    def regular(self, line, who, first_on=None):
        return self.do(
            rota.add_regular, id=uuid.uuid4(), rota=line, who=who,
            first_on=first_on or clock.today(),
        )  # fmt: skip

    def on(self, line, day=SOON):
        """The line's shift on a day, as it stands now."""
        with self.open():
            return known.shift_with(line.shift_id(day), day)

    def manned(self, shift):
        shift = getattr(shift, "shift", shift)
        with self.open():
            return known.shift_with(shift.pk, shift.on)

    def take(self, manned, who, at=None):
        with self.open():
            return shifts.take(manned=manned, who=who, by=who, at=at or clock.now())

    def asks(self, manned, who):
        return self.alone(shifts.ask_swap, id=uuid.uuid4(), manned=manned, who=who)

    def accept(self, call, who):
        with self.open():
            return shifts.accept(call=call, who=who, by=who, at=clock.now())

    def offers(self, call, who, back):
        return self.alone(trades.offer, id=uuid.uuid4(), call=call, back=back, who=who)

    def agrees(self, trade, who):
        with self.open():
            return trades.agree(trade=trade, by=who, at=clock.now())

    def names(self, shift):
        with self.open():
            return self.manned(shift).names

    def settle(self, at=None):
        return self.do(log.settle, at=at)

    # Letters and pages

    def post(self):
        return self.alone(post_letters, site=SITE)

    def own(self, who):
        """The address of somebody's own page."""
        with self.open():
            link = link_of(who, clock.now())
            return people.own_address(link, self.house.slug)
