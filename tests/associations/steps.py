"""What people do with the directory, in words that the tests share."""

import uuid
from contextlib import contextmanager

from favn.associations import actions, queries
from favn.associations.actions import Profile
from favn.kit import clock
from favn.kit.tenancy import acting_for
from tests.cast import join, organisation

DIRECTORY = "/foreninger/"


class Directory:
    """One municipality's directory: adds associations the short way."""

    def __init__(self, cast, house=None, by=None):
        self.cast, self.house = cast, house or cast.sundhavn
        self.by = by or cast.freja

    @contextmanager
    def open(self):
        with acting_for(self.house.pk):
            yield

    def add(self, name, *, party=None, at=None, **said):
        with self.open():
            return actions.add_entry(
                id=uuid.uuid4(), profile=Profile(name=name, **said), party=party, by=self.by,
                at=at or clock.now(),
            )  # fmt: skip

    def entry(self, slug):
        with self.open():
            return queries.entry_with(slug)


def elsewhere(cast):
    """Another municipality, with somebody who keeps its directory."""
    house = organisation("nordby", "Nordby Kommune", "municipality")
    join(cast, "gro", house, "leisure", None)
    return Directory(cast, house, cast.gro)


def form_of(page, **typed):
    """What a browser would send from the first form of a page, with something typed over it."""
    form = page.context["form"]
    said = {name: form[name].value() for name in form.fields}
    return {n: v for n, v in (said | typed).items() if v not in (None, "", False)}
