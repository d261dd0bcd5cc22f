"""Sundhavn's directory with a few associations, and Freja who keeps it."""

import pytest

from tests.associations.checking import Checks
from tests.associations.pacts import Pacts
from tests.associations.steps import Directory


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
def place(pacts):
    """Where Medborgerhuset's own pages begin, by account."""
    return f"/vores/{pacts.ours.pk}/"


@pytest.fixture
def moving(settings):
    """Move the clock to another day."""

    def to(day):
        settings.TODAY = day

    return to
