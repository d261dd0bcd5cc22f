"""Sundhavn's directory with a few associations, and Freja who keeps it."""

import pytest

from tests.associations.steps import Directory


@pytest.fixture
def directory(cast):
    return Directory(cast)


@pytest.fixture
def freja(cast, directory):
    return cast.visit(cast.freja)
