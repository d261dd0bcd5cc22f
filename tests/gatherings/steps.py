"""What people do with gatherings, in words that the tests share."""

import uuid
from datetime import datetime, time, timedelta

from django.utils import timezone

from favn.gatherings import actions, queries
from favn.gatherings.actions import Asked, Facts, Hours, Wish
from favn.gatherings.choices import Way
from favn.gatherings.models import SignUp
from favn.people.organisations.actions import add_party
from tests.cast import NOW

EVENING = (time(17), time(20))


def filled(answer, named="form", /, **typed):
    """What a browser would send: the fields as the page shows them, with what was typed."""
    form = answer.context[named]
    shown = {
        field.name: field.value()
        for field in form
        if field.value() is not None and field.value() is not False
    }
    return {key: value for key, value in (shown | typed).items() if value is not None}


class Calendar:
    """Jonas making gatherings the short way."""

    def __init__(self, cast, who="jonas"):
        self.cast, self.by = cast, getattr(cast, who)
        self.house = getattr(cast, self.by.email.split("@")[1].split(".")[0])
        self.kinds = {k.slug: k for k in self.do(actions.first_kinds)}

    def do(self, verb, *, at=NOW, **what):
        with self.cast.acting(self.by):
            return verb(by=self.by, at=at, **what)

    def alone(self, verb, *, at=NOW, **what):
        """What somebody without an account does."""
        with self.cast.acting(self.by):
            return verb(at=at, **what)

    def facts(self, title="Samtalesalon", kind="samtalesalon", **more):
        told = {"purpose": "Mød andre.", "place": "Havnegade 12"} | more
        return Facts(self.kinds[kind], title, host=told.pop("host", self.house), **told)

    def draft(self, title="Samtalesalon", days=5, times=1, at=NOW, **more):
        hours = Hours(at.date() + timedelta(days=days), *EVENING, times=times)
        return self.do(
            actions.make, id=uuid.uuid4(), facts=self.facts(title, **more), hours=hours, at=at
        )

    def gathering(self, title="Samtalesalon", days=5, **more):
        at = more.get("at", NOW)
        return self.do(actions.announce, gathering=self.draft(title, days, **more), at=at)

    def over(self, title="Netværksmøde", days_ago=7, **more):
        """Announced three weeks before today, and met some days ago."""
        before = NOW - timedelta(days=21)
        return self.gathering(title, days=21 - days_ago, at=before, **more)

    def sign_up(
        self, row, name="Hodan", contact="hodan@x.example", persons=1, at=NOW, said=None, **more
    ):
        way = Way.MAIL if "@" in contact else Way.PHONE
        return self.alone(
            actions.sign_up, id=uuid.uuid4(), gathering=row, at=at, **more,
            wish=Wish(name, way, contact, persons, **(said or {})),
        )  # fmt: skip

    def staff_sign_up(self, row, name="Hodan", persons=1, **more):
        return self.sign_up(row, name, persons=persons, by=self.by, **more)

    def party(self, name="Café Kanel"):
        return add_party(id=uuid.uuid5(uuid.NAMESPACE_DNS, name), name=name)

    def invite(self, row, name="Café Kanel", mail="kanel@x.example", at=NOW):
        return self.do(
            actions.invite, id=uuid.uuid4(), gathering=row, asked=Asked(self.party(name), "", mail),
            at=at,
        )  # fmt: skip

    def meeting(self, row, number=0):
        with self.cast.acting(self.by):
            return queries.meetings_of(row)[number]

    def states(self, row):
        with self.cast.acting(self.by):
            rows = SignUp.objects.owned().filter(gathering=row)
            return {one.name: one.state for one in rows}

    def now(self, row):
        """The row as it stands."""
        with self.cast.acting(self.by):
            return type(row).objects.owned().get(pk=row.pk)

    def heads(self, meeting):
        with self.cast.acting(self.by):
            return queries.at_meeting(meeting).came


def moment(day, hour, minute=0):
    return timezone.make_aware(datetime.combine(day, time(hour, minute)))
