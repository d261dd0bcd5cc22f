"""Medborgerhuset's calendar, Jonas's browser, and a browser that nobody signed in to."""

import pytest

from tests.gatherings.steps import Calendar


@pytest.fixture
def calendar(cast):
    return Calendar(cast)


@pytest.fixture
def jonas(cast):
    return cast.visit(cast.jonas)


@pytest.fixture
def guest(cast):
    return cast.visit()
