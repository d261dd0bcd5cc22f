"""The municipality's plan, what it asks Medborgerhuset for, and a few visits to count."""

import uuid

import pytest

from favn.policy import actions
from tests.policy.steps import ask, at, initiative, visits


@pytest.fixture
def plan(houses):
    with houses.acting(houses.birgitte):
        return actions.open_plan(
            id=uuid.uuid4(), slug="plan", title="Plan for fællesskab", first_year=2025,
            last_year=2027, by=houses.birgitte, at=at(),
        )  # fmt: skip


@pytest.fixture
def row(houses, plan):
    return initiative(houses, plan)


@pytest.fixture
def duty(houses, row):
    """Visits and guidances in the present quarter, asked of Medborgerhuset."""
    visits(houses, 3)
    return ask(houses, row)
