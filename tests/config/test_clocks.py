"""Every table that promises a time keeps it: rows past it go, younger ones and others' stay."""

import re
from datetime import timedelta
from itertools import count
from uuid import uuid4

import pytest
from django.db import models

from favn.associations.models import Match, Member, Wish
from favn.config.clocks import CLOCKS, NAMES
from favn.config.commands.retention import Night
from favn.kit import clock
from favn.kit.models import History
from favn.kit.tenancy import acting_for
from favn.people.organisations.keeping import Ends, ending
from favn.people.organisations.models import Organisation
from favn.people.register import actions as register
from tests.cast import NOW, TODAY

ENDING = list(ending())


ASIDE = {"Finding": {"entry"}, "Wish": {"entry"}}
"""What a row must have though its field may be empty: one of two sides."""
days = count(1)


def another_day():
    """Some tables have one row a day."""
    return TODAY - timedelta(days=next(days))


def plain(field, house, values):
    """A value that fits a field; what it points at is made too."""
    if isinstance(field, models.ForeignKey):
        known = {Organisation: house}
        return known.get(field.related_model) or made(field.related_model, house, **values)
    if field.choices:
        return field.flatchoices[0][0]
    kinds = {
        models.UUIDField: uuid4, models.DateTimeField: lambda: NOW, models.DateField: another_day,
        models.BooleanField: lambda: False, models.JSONField: dict, models.TimeField: NOW.time,
        models.TextField: lambda: "ord", models.IntegerField: lambda: next(days),
    }  # fmt: skip
    for kind, value in kinds.items():
        if isinstance(field, kind):
            return value()
    return uuid4().hex[: field.max_length]


def made(model, house, **values):
    """A row with only what it must have; `a__b` is a value of what its `a` points at."""
    row = model()
    below = {}
    for path, value in values.items():
        name, _dot, rest = path.partition("__")
        if rest:
            below.setdefault(name, {})[rest] = value
        else:
            setattr(row, name, value)
    for field in model._meta.local_fields:
        is_lacking = not field.has_default() and not field.null and not field.blank
        is_lacking |= field.name in ASIDE.get(model.__name__, ())
        if field.name not in values and (is_lacking or field.name in below):
            setattr(row, field.name, plain(field, house, below.get(field.name, {})))
    row.save(force_insert=True)
    return row


def moment(model, path, day):
    *steps, last = path.split("__")
    for step in steps:
        model = model._meta.get_field(step).related_model
    is_moment = isinstance(model._meta.get_field(last), models.DateTimeField)
    return NOW.replace(year=day.year, month=day.month, day=day.day) if is_moment else day


@pytest.mark.parametrize(("model", "ends"), ENDING, ids=lambda one: getattr(one, "__name__", ""))
def test_a_row_goes_when_its_time_is_over_and_not_before(model, ends, cast):
    last = clock.months_before(TODAY, ends.months) - timedelta(days=ends.days)
    only = {name.removesuffix("__in"): v[0] if name.endswith("__in") else v
            for name, v in ends.only.items()}  # fmt: skip
    only |= dict.fromkeys(ends.empties, "ord")
    rows = {}
    for house in (cast.sundhavn, cast.medborgerhuset):
        with acting_for(house.pk):
            rows[house] = [
                made(model, house, **{ends.since: moment(model, ends.since, day)}, **only).pk
                for day in (last - timedelta(days=1), last)
            ]
    with acting_for(cast.sundhavn.pk):
        clock_of = next(one for one in CLOCKS if one.key == model._meta.label_lower)
        assert clock_of.end(NOW) == 1
        old, young = rows[cast.sundhavn]
        there = {row.pk: row for row in model.objects.owned().filter(pk__in=(old, young))}
        assert young in there
        if ends.empties:
            assert [getattr(there[old], name) for name in ends.empties] == [""] * len(ends.empties)
            assert any(getattr(there[young], name) for name in ends.empties)
        else:
            assert old not in there
        assert clock_of.end(NOW) == 0
    with acting_for(cast.medborgerhuset.pk):
        assert model.objects.owned().filter(pk__in=rows[cast.medborgerhuset]).count() == 2


def test_every_table_that_ends_by_itself_has_a_name_on_the_page():
    assert sorted(NAMES) == sorted(model._meta.label_lower for model, _ends in ENDING)


@pytest.mark.parametrize(("model", "ends"), ENDING, ids=lambda one: getattr(one, "__name__", ""))
def test_the_time_that_is_promised_is_the_time_that_is_kept(model, ends):
    """In the words of `kept`: “2 years” are 24 months."""
    number, unit = re.search(r"(\d+) (hour|day|year)", model.Privacy.kept).groups()
    promised = {"hour": ends.hours, "day": ends.days, "year": ends.months / 12}[unit]
    assert promised == int(number)


def test_a_wish_on_which_a_suggestion_rests_waits_for_it(cast):
    long_ago = clock.months_before(TODAY, 30)
    with acting_for(cast.sundhavn.pk):
        match = made(Match, cast.sundhavn, need__expires_on=long_ago, offer__expires_on=long_ago)
        assert Ends("expires_on", months=24).rows(Wish, NOW).count() == 0
        match.delete()
        assert Ends("expires_on", months=24).rows(Wish, NOW).count() == 2


def test_a_night_ends_lines_of_the_log_and_forgets_members_who_left_a_year_ago(cast):
    year_ago, long_ago = clock.months_before(TODAY, 12), NOW - timedelta(days=800)
    with acting_for(cast.medborgerhuset.pk):
        here = cast.medborgerhuset
        left = [
            made(Member, here, name="Yasmin Noor", left_on=day, joined_on=day)
            for day in (year_ago - timedelta(days=1), year_ago)
        ]
        lines = [made(History, here, organisation_id=here.pk, at=at) for at in (long_ago, NOW)]
        done = register.keep_clocks(by=Night(), at=NOW).done
        assert (done["members"], done["history"]) == (1, 1)
        assert [Member.objects.get(pk=m.pk).called for m in left] == ["", "Yasmin Noor"]
        assert [History.objects.filter(pk=h.pk).exists() for h in lines] == [False, True]
