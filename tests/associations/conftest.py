"""Sundhavn's directory with a few associations, and Freja who keeps it."""

import pytest

from tests.associations.checking import Checks
from tests.associations.pacts import Pacts
from tests.associations.steps import Directory, Network, Society


@pytest.fixture
def directory(cast):
    return Directory(cast)


@pytest.fixture
def freja(cast, directory):
    return cast.visit(cast.freja)


@pytest.fixture
def checks(cast, directory):
    return Checks(cast, directory)


@pytest.fixture
def pacts(cast, directory):
    return Pacts(cast, directory)


@pytest.fixture
def mehmet(cast, pacts):
    """Medborgerhuset's chair, by the account."""
    return cast.visit(cast.mehmet)


@pytest.fixture
def society(cast):
    return Society(cast)


@pytest.fixture
def grete(cast, society):
    """The treasurer's browser."""
    return cast.visit(cast.grete)


@pytest.fixture
def chair(cast, society):
    """The chair's browser."""
    return cast.visit(cast.mehmet)


@pytest.fixture
def place(pacts):
    """Where Medborgerhuset's own pages begin, by account."""
    return f"/vores/{pacts.ours.pk}/"


@pytest.fixture
def moving(settings):
    """Move the clock to another day."""

    def to(day):
        settings.TODAY = day

    return to


@pytest.fixture
def network(cast):
    return Network(cast)


@pytest.fixture
def mikkel(cast, network):
    """The browser of whoever keeps the network."""
    return cast.visit(cast.mikkel)
