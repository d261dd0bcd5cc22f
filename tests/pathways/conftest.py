"""Ida's network in Sundhavn, her browser, and a browser that nobody signed in to."""

import pytest

from tests.pathways.mentoring import Mentoring


@pytest.fixture
def network(cast):
    return Mentoring(cast)


@pytest.fixture
def ida(cast, network):
    return cast.visit(cast.ida)


@pytest.fixture
def guest(cast):
    return cast.visit()


@pytest.fixture
def moving(settings):
    """Move the clock to another day."""

    def to(day):
        settings.TODAY = day

    return to
