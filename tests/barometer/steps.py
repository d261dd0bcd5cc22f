"""What people do with the barometer, in words that the tests share."""

import uuid
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from favn.barometer import actions, queries
from favn.barometer.actions import Aim, Cell, Counting, Facts, Member
from favn.barometer.choices import Data, Measure, Part, Unit, Wish
from favn.barometer.models import Definition, Observation
from favn.barometer.rules import values
from favn.kit import clock
from tests.cast import join, organisation

MINORITY, MAJORITY = "Minoriteten", "Majoriteten"
YOUNG = {
    MINORITY: (("2010-10", "83,3", 3679), ("2011-10", "79,6", 3820), ("2012-10", "77,2", 3962)),
    MAJORITY: (("2010-10", "84,8", 11610), ("2011-10", "83,7", 11978), ("2012-10", "83,3", 12329)),
}
"""15–19-year-olds in or through youth education: an inclusion status of a city, 2013."""
KINDERGARTEN = {
    MINORITY: (("2011-02", "82"), ("2011-11", "84"), ("2012-11", "86,1")),
    MAJORITY: (("2011-02", "97"), ("2011-11", "96"), ("2012-11", "97,2")),
}
GRADES = (("2010", "92,7"), ("2011", "92,8"), ("2012", "93,1"))


class Bench:
    """Sofia at work: makes indicators the short way."""

    def __init__(self, cast, goal=None):
        self.cast, self.goal = cast, goal

    @property
    def by(self):
        return self.cast.sofia

    def do(self, verb, **what):
        with self.cast.acting(self.by):
            return verb(by=self.by, at=clock.now(), **what)

    def scheme(self, *members, title="Herkomst"):
        row = self.do(
            actions.add_scheme, id=uuid.uuid4(), slug=uuid.uuid4().hex[:8], title=title, note=""
        )
        for rank, (name, part) in enumerate(members):
            member = Member(name, Part(part), rank)
            self.do(actions.add_group, id=uuid.uuid4(), scheme=row, member=member)
        return row

    def two_groups(self):
        return self.scheme((MINORITY, "focus"), (MAJORITY, "beside"))

    def indicator(self, title="Børn i børnehave", slug="boernehave", **facts):
        goal = self.goal.pk if self.goal else None
        facts = {"goal_id": goal, "wish": Wish.UP} | facts
        told = Facts(title, **facts)
        return self.do(actions.add_indicator, id=uuid.uuid4(), slug=slug, facts=told)

    def define(self, row, unit=Unit.PERCENT, first=date(2000, 1, 1), **more):
        told = {"says": "Andelen af børn, der går i børnehave.", "source": "Registret"} | more
        counting = Counting(first, unit, **told)
        return self.do(actions.define, id=uuid.uuid4(), indicator=row, counting=counting)

    def observe(self, definition, time, value, base=None, group=None, **more):
        when, number = values.time(time), values.number(value)
        cell = Cell(number.value, number.decimals, base, **more)
        return self.do(
            actions.observe, id=uuid.uuid4(), definition=definition, group=group, on=when.on,
            precision=when.precision, cell=cell,
        )  # fmt: skip

    def series(self, definition, cells, group=None):
        for time, value, *base in cells:
            self.observe(definition, time, value, *base, group=group)

    def gap(self, cells, slug="boernehave", data=Data.REGISTER, public=True, **more):
        """A published indicator of the difference between two groups."""
        scheme = self.two_groups()
        row = self.indicator(slug=slug, measure=Measure.GAP, scheme=scheme, **more)
        definition = self.define(row, data=data)
        groups = {group.title: group for group in self.groups(scheme)}
        for name, its in cells.items():
            self.series(definition, its, groups[name])
        if public:
            self.do(actions.publish, indicator=row)
        return row

    def value(self, cells, unit=Unit.PERCENT, slug="tal", public=True, aims=(), **facts):
        """A published indicator of one line."""
        each = facts.pop("each", False)
        data = facts.pop("data", Data.UNKNOWN)
        row = self.indicator(title="Tal", slug=slug, **facts)
        definition = self.define(row, unit, data=data)
        self.series(definition, cells)
        for time, value in aims:
            when = values.time(time)
            aim = Aim(when.on, Decimal(value), when.precision, is_each_period=each)
            self.do(actions.set_target, id=uuid.uuid4(), definition=definition, aim=aim)
        if public:
            self.do(actions.publish, indicator=row)
        return row

    def groups(self, scheme):
        with self.cast.acting(self.by):
            return list(scheme.groups.all())

    def read(self, row):
        with self.cast.acting(self.by):
            return queries.series_of_one(row)

    def definition(self, row):
        with self.cast.acting(self.by):
            return Definition.objects.filter(indicator=row).last()

    def cells(self, row):
        with self.cast.acting(self.by):
            rows = Observation.objects.filter(definition__indicator=row, superseded_at=None)
            return list(rows.select_related("group"))


def cost(client, address) -> int:
    """How many queries a page takes; a session's first page also writes that it is used."""
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def neighbour(cast):
    """A browser of the analyst in another municipality, who must see nothing of Sundhavn's."""
    other = organisation("fjordby", "Fjordby Kommune", "municipality")
    join(cast, "signe", other, "analyst", None)
    return cast.visit(cast.signe)


def filled(answer, name="form", **typed) -> dict[str, str]:
    """The page's form as a browser would send it back, with some fields typed over."""
    sent = {field.name: field.value() for field in answer.context[name]}
    return {n: "" if v is None or v is False else str(v) for n, v in sent.items()} | typed


def outside_data(*parts: str) -> Path:
    """Real files of others, which lie beside the project and are no part of it."""
    for parent in Path(__file__).parents:
        found = parent / "shared" / "data"
        if found.is_dir():
            return found.joinpath(*parts)
    pytest.skip("the outside data (../shared/data) is not here")
