"""The municipality's policy with two goals, and Sofia's bench."""

import uuid

import pytest

from favn.kit import clock
from favn.policy import actions as policy
from favn.policy.models import Plan
from tests.barometer.steps import Bench


@pytest.fixture
def goals(cast):
    """A public policy with a goal that is measured and one that is not."""
    with cast.acting(cast.birgitte):
        plan = policy.open_plan(
            id=uuid.uuid4(), slug="politik", title="Inklusionspolitik", first_year=2025,
            last_year=2028, by=cast.birgitte, at=clock.now(),
        )  # fmt: skip
        Plan.objects.filter(pk=plan.pk).update(public_since=clock.now())
        return [
            policy.add_goal(
                id=uuid.uuid4(), plan=plan, number=number, title=title, focus="", note="",
                by=cast.birgitte, at=clock.now(),
            )
            for number, title in (("1", "Flere unge i gang"), ("7", "Færre i fattigdom"))
        ]  # fmt: skip


@pytest.fixture
def bench(cast, goals):
    return Bench(cast, goals[0])


@pytest.fixture
def sofia(cast, bench):
    return cast.visit(cast.sofia)
