"""Every address declares who may open it, and the documentation says the same."""

import pytest
from django.urls import reverse

from favn.config import documents
from favn.config.menu import ITEMS
from favn.people.accounts.roles import ROLES, Area


def test_every_page_declares_its_access():
    undeclared = [route for route, access in documents.own_addresses() if access is None]
    assert undeclared == []


@pytest.mark.parametrize("name", list(documents.pages()))
def test_generated_documentation_is_up_to_date(name):
    assert name not in documents.differing(), "run `favn docs`"


@pytest.mark.parametrize("role", ROLES, ids=lambda r: r.key)
def test_a_role_has_a_home_it_may_open_and_at_most_seven_entries(role):
    assert reverse(role.home)
    entries = [item for item in ITEMS if role.may(item.area, item.level)]
    assert 1 <= len(entries) <= 7


def test_every_area_is_reached_by_somebody():
    assert {grant.area for role in ROLES for grant in role.grants} == set(Area)
