"""The centre's year: the same numbers as the figures' own pages, in each edition."""

import pytest

from tests.publishing.taps import guidances, visits

YEAR = "/aar/2026/"


def test_the_year_leads_into_every_number(houses):
    visits(houses, 3, cards=2)
    guidances(houses, "brev", 2)
    page = houses.visit(houses.jonas).get(YEAR)
    text = page.content.decode()
    assert page.context["year"].values["visits"].total == 3
    for figure in ("visits", "participations", "guidances", "guests", "participants"):
        assert f"/tal/centre.{figure}@medborgerhuset/2026/" in text


def test_the_finding_is_a_sentence_from_the_same_cells(houses):
    visits(houses, 3)
    assert "Flest kom i november: 3 besøg" in houses.visit(houses.jonas).get(YEAR).content.decode()


def test_an_empty_year_says_so(houses):
    assert "Der er ikke talt noget" in houses.visit(houses.jonas).get(YEAR).content.decode()


def test_the_other_house_has_its_own_year(houses):
    visits(houses, 3)
    assert houses.visit(houses.leila).get(YEAR).context["year"].values["visits"].total == 0


@pytest.mark.parametrize("year", [1999, 2027])
def test_a_year_outside_the_books_is_not_found(houses, year):
    assert houses.visit(houses.jonas).get(f"/aar/{year}/").status_code == 404


def test_the_funders_edition_holds_small_numbers_of_persons_back(houses):
    visits(houses, 3, cards=3)
    page = houses.visit(houses.jonas).get(YEAR, {"udgave": "funder"})
    assert page.context["year"].values["guests"].total is None
    assert page.context["year"].values["visits"].total == 3


def test_who_has_no_figures_in_their_role_stays_outside(houses):
    assert houses.visit(houses.birgitte).get(YEAR).status_code == 403
    assert houses.visit().get(YEAR).status_code == 302


@pytest.mark.parametrize("number", [1, 3])
def test_the_year_asks_the_database_no_more_for_more(houses, number, django_assert_max_num_queries):
    visits(houses, number)
    jonas = houses.visit(houses.jonas)
    jonas.get(YEAR)
    with django_assert_max_num_queries(12):
        jonas.get(YEAR)
