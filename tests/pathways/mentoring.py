"""What a coordinator, a mentor and a mentee do, in words that the tests share."""

import uuid
from contextlib import contextmanager
from datetime import datetime, time, timedelta

from django.utils import timezone

from favn.kit import clock
from favn.pathways.actions import asking, joining, networks, pairs, plans, pool, runs
from favn.pathways.actions.asking import Answer
from favn.pathways.actions.joining import Wish
from favn.pathways.actions.pairs import Terms
from favn.pathways.actions.posting import post_letters
from favn.pathways.choices.mentoring import Side
from favn.pathways.choices.pairs import NoWhy, Says, Way
from favn.pathways.choices.pairs import Ruling as Kind
from favn.pathways.models import Network, Pair, Participant
from favn.pathways.queries import matching
from favn.pathways.queries import pairs as known
from favn.pathways.queries import pool as people
from favn.pathways.queries.links import live_link, own_address
from favn.people.persons import actions as persons
from favn.people.persons.actions import Wanted
from favn.people.persons.actions.consents import Said
from favn.people.persons.choices import Act, How

WISH = {"languages": ("da",), "times": ("daytime",), "goals": ("job",)}


def moment(day):
    return timezone.make_aware(datetime.combine(day, time(10)))


class Mentoring:
    """One house's network; `who` coordinates it."""

    def __init__(self, cast, who="ida", name="Sundhavn"):
        self.cast, self.by = cast, getattr(cast, who)
        slug = self.by.email.split("@")[1].split(".")[0]
        self.house = getattr(cast, slug)
        self.row = self.do(networks.open_network, id=uuid.uuid4(), name=name, city=name)

    @contextmanager
    def open(self):
        with self.cast.acting(self.by):
            yield

    def do(self, verb, *, at=None, **what):
        with self.open():
            return verb(by=self.by, at=at or clock.now(), **what)

    def again(self, row):
        """The row as it stands."""
        with self.open():
            if isinstance(row, Participant):
                return people.participant_with(row.pk)
            if isinstance(row, Pair):
                return known.pair_with(row.pk)
            return type(row).objects.owned().get(pk=row.pk)

    # People

    def person(self, name, says_yes=True, **more):
        person = self.do(persons.add_person, id=uuid.uuid4(), wanted=Wanted(name, **more))
        if says_yes:
            self.says(person)
        return person

    def says(self, person, act=Act.GIVEN):
        said = Said("mentoring", act, How.SPOKEN)
        return self.do(persons.say, id=uuid.uuid4(), person=person, said=said)

    def add(self, side, name, *, days=0, network=None, person=None, ready=True, **wish):
        """Somebody in the pool, who signed up so many days ago."""
        told = {key: wish.pop(key) for key in ("needs_certificate", "seen_on") if key in wish}
        mail = wish.pop("email", f"{uuid.uuid4().hex[:6]}@x.example")
        person = person or self.person(name, email=mail, **wish.pop("person_more", {}))
        at = moment(clock.today() - timedelta(days=days))
        row = self.do(
            joining.enter, id=uuid.uuid4(), person=person, network=network or self.row, side=side,
            wish=Wish(**WISH | wish), at=at,
        )  # fmt: skip
        if not ready:
            return row
        return self.do(
            pool.write_down, who=row, version=row.version, told=pool.Told(
                Wish(**WISH | wish), name.split()[0], clock.today(),
                needs_certificate=told.get("needs_certificate", False),
                certificate_seen_on=told.get("seen_on"),
            ),
        )  # fmt: skip

    def mentee(self, name="Hodan Warsame", **more):
        return self.add(Side.MENTEE, name, **more)

    def mentor(self, name="Karen Lund", **more):
        return self.add(Side.MENTOR, name, **more)

    # Plans

    def plan(self, network=None):
        """The network's draft, run."""
        row = self.do(plans.begin, id=uuid.uuid4(), network=network or self.row)
        return self.run(row)

    def run(self, plan):
        plan = self.fresh(plan)
        return self.do(runs.run, plan=plan, version=plan.version)

    def fresh(self, plan):
        with self.open():
            return matching.plan_with(plan.pk)

    def planned(self, plan):
        """(mentee, mentor) of the last run."""
        with self.open():
            rows = plan.pairs.select_related("mentee", "mentor")
            return {(row.mentee_id, row.mentor_id) for row in rows}

    def decide(self, plan, kind, mentee, mentor, why="De kender hinanden"):
        plan = self.fresh(plan)
        said = plans.Said(Kind(kind), mentee, mentor, why)
        return self.do(plans.decide, id=uuid.uuid4(), plan=plan, version=plan.version, said=said)

    # Pairs

    def asked(self, mentee=None, mentor=None):
        mentee, mentor = mentee or self.mentee(), mentor or self.mentor()
        return self.do(asking.ask, id=uuid.uuid4(), mentee=mentee, mentor=mentor, plan=None)

    def post(self):
        """What waits leaves."""
        with self.open():
            post_letters(site="https://favn.example", at=clock.now())

    def answers(self, pair, side, says=Says.YES, why=NoWhy.TIME):
        with self.open():
            pair = known.pair_with(pair.pk)
            who = pair.participant(side)
            said = Answer(says, why if says == Says.NO else "")
            return asking.answer(pair=pair, who=who, said=said, by=who, at=clock.now())

    def agreed(self, *both):
        pair = self.asked(*both)
        for side in Side:
            self.answers(pair, side)
        return self.again(pair)

    def started(self, *both, days_ago=0, **terms):
        """Two who began some days ago."""
        pair = self.agreed(*both)
        day = clock.today() - timedelta(days=days_ago)
        with self.open():
            Pair.objects.owned().filter(pk=pair.pk).update(asked_on=day)
        told = Terms(day, terms.get("planned_end"), terms.get("every_weeks", 2))
        self.do(pairs.start, pair=pair, terms=told, version=pair.version)
        return self.again(pair)

    def met(self, pair, days_ago=0, told_by="", way=Way.TOGETHER):
        on = clock.today() - timedelta(days=days_ago)
        return self.do(pairs.met, id=uuid.uuid4(), pair=pair, on=on, way=way, told_by=told_by)

    def page_of(self, who):
        """The address of somebody's own page."""
        with self.open():
            return own_address(live_link(who, clock.now()), self.house.slug)

    def count(self, model):
        with self.open():
            return model.objects.owned().count()


def other_network(mentoring, name):
    """One more network of the same house."""
    row = mentoring.do(networks.open_network, id=uuid.uuid4(), name=name, city=name)
    assert isinstance(row, Network)
    return row
