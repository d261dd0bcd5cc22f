"""Sundhavn's directory with a few associations, and Freja who keeps it."""

import pytest

from tests.associations.checking import Checks
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
