"""What people do with the directory, in words that the tests share."""

import re
import uuid
from contextlib import contextmanager
from datetime import timedelta

from favn.associations import actions, queries
from favn.associations.actions import Profile, board, contacts, errands
from favn.associations.actions import freshness as freshness_
from favn.associations.actions.errands import Wish
from favn.associations.models import Errand
from favn.kit import clock
from favn.kit.tenancy import acting_for
from favn.people.organisations.queries import offices
from tests.cast import join, organisation

DIRECTORY = "/foreninger/"


class Directory:
    """One municipality's directory: writes in it the short way."""

    def __init__(self, cast, house=None, by=None):
        self.cast, self.house = cast, house or cast.sundhavn
        self.by = by or cast.freja

    @contextmanager
    def open(self):
        with acting_for(self.house.pk):
            yield

    def add(self, name, *, party=None, months_ago=None, board=(), **said):
        with self.open():
            row = actions.add_entry(
                id=uuid.uuid4(), profile=Profile(name=name, **said), party=party, by=self.by,
                at=clock.now(),
            )  # fmt: skip
            if months_ago is not None:
                at = clock.now() - timedelta(days=round(30.5 * months_ago))
                freshness_.confirm(entry=row, version=1, by=self.by, who="Formanden", at=at)
        for person in board:
            self.seat(row, person)
        return row

    def seat(self, row, name, seat="member", **said):
        member = board.Member(seat, name, clock.today(), **said)
        with self.open():
            return board.seat(id=uuid.uuid4(), entry=row, member=member, by=self.by, at=clock.now())

    def entry(self, slug):
        with self.open():
            return queries.entry_with(slug)

    def asks(self, row, kind="room", subject="Et lokale om tirsdagen", **said):
        text = said.pop("text", "Vi er 20 og mødes fast.")
        wish = Wish(kind, subject, text, **({"email": "x@x.example"} | said))
        with self.open():
            return errands.send(
                id=uuid.uuid4(), wish=wish, entry=row, link=None, by=self.by, at=clock.now()
            )

    def errand(self, pk):
        with self.open():
            return Errand.objects.owned().select_related("entry").get(pk=pk)

    def knows(self, row, holder, office=0, about="Sprogcafé"):
        with self.open():
            return contacts.know(
                id=uuid.uuid4(), entry=row, unit=offices()[office], holder=holder,
                since=clock.today(), about=about, by=self.by, at=clock.now(),
            )  # fmt: skip


def elsewhere(cast):
    """Another municipality, with somebody who keeps its directory."""
    house = organisation("nordby", "Nordby Kommune", "municipality")
    join(cast, "gro", house, "leisure", None)
    return Directory(cast, house, cast.gro)


def form_of(page, **typed):
    """What a browser would send from the form of a page, with something typed over it."""
    form = page.context["form"]
    said = {name: form[name].value() for name in form.fields}
    return {n: v for n, v in (said | typed).items() if v not in (None, "", False)}


def mailed_link(letterbox, address):
    """The address in the newest letter to somebody."""
    return re.search(r"http://[^/]+(/foreningerne/\S+)", letterbox.to(address)[-1])[1]
