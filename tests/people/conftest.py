"""The cast, in a house with a few pages about persons."""

import pytest


@pytest.fixture
def pages(settings, houses):
    """The cast, where rooms have pages about persons (`tests.people.pages`)."""
    settings.ROOT_URLCONF = "tests.people.pages"
    return houses
