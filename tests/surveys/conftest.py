"""The municipality's questionnaire, published, asked of three associations, and one link."""

import pytest

from tests.surveys import steps


@pytest.fixture
def check(cast):
    return steps.questionnaire(cast)


@pytest.fixture
def version(cast, check):
    return steps.published(cast, check)


@pytest.fixture
def wave(cast, version):
    return steps.open_wave(cast, version)


@pytest.fixture
def page(cast, wave):
    return steps.link(cast, wave)


@pytest.fixture
def anybody(cast):
    return cast.visit()
