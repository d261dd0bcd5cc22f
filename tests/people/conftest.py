"""The cast, in a house with a few pages about persons."""

import pytest

from tests.people.steps import Register


@pytest.fixture
def pages(settings, houses):
    """The cast, where rooms have pages about persons (`tests.people.pages`)."""
    settings.ROOT_URLCONF = "tests.people.pages"
    return houses


@pytest.fixture
def register(cast):
    """Medborgerhuset's persons, and Sara's browser."""
    return Register(cast)
