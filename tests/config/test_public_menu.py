"""The public menu: what an organisation has made public, asked about in one question."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from favn.config.menu import PUBLIC, shown_by
from favn.kit.tenancy import acting_for
from tests.associations.steps import Directory, Society
from tests.gatherings.steps import Calendar


def names(house):
    return [page.url_name for page in shown_by(house)]


@pytest.fixture
def town(cast):
    """An association with something on and a fee; a municipality with a directory."""
    Calendar(cast).gathering()
    Society(cast).year()
    Directory(cast).add("Boldklubben", is_public=True)
    return cast


def test_an_organisation_that_shows_nothing_has_no_entry(cast):
    assert names(cast.naboerne) == []


def test_what_is_public_stands_in_the_menu_in_its_order(town):
    assert names(town.medborgerhuset) == ["associations:become-member", "gatherings:public"]
    assert names(town.sundhavn) == ["associations:public"]


def test_an_entry_stands_exactly_where_its_page_has_a_row(town):
    for house in (town.medborgerhuset, town.naboerne, town.sundhavn):
        with acting_for(house.pk):
            asked_one_by_one = [page for page in PUBLIC if page.shows().exists()]
        assert shown_by(house) == asked_one_by_one


def test_the_whole_menu_is_one_question(town, django_assert_num_queries):
    for house in (town.medborgerhuset, town.naboerne, town.sundhavn):
        with django_assert_num_queries(1):
            shown_by(house)


def test_every_entry_leads_to_a_page(town):
    for house in (town.medborgerhuset, town.sundhavn):
        for name in names(house):
            assert town.visit().get(reverse(name, args=[house.slug])).status_code == 200, name


def test_a_page_asks_no_more_for_a_longer_menu(town):
    address = reverse("gatherings:public", args=["medborgerhuset"])
    stranger = town.visit()
    stranger.get(address)
    with CaptureQueriesContext(connection) as asked:
        page = stranger.get(address).content.decode()
    assert "Bliv medlem" in page
    about_the_menu = [q for q in asked.captured_queries if q["sql"].count("EXISTS(") >= len(PUBLIC)]
    assert len(about_the_menu) == 1
    assert len(asked) <= 5
