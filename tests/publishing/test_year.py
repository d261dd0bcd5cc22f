"""The centre's year: the same numbers as the figures' own pages, in each edition."""

from datetime import date

import pytest

from favn.centre.models import Topic
from tests.cast import NOW, TODAY
from tests.publishing.taps import LAST_YEAR, guidances, visits

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


def test_from_the_year_it_is_one_step_to_the_paper(houses):
    visits(houses, 1)
    assert 'href="/rapporter/"' in houses.visit(houses.jonas).get(YEAR).content.decode().split(
        "<main"
    )[1]  # fmt: skip


def test_an_empty_year_says_so(houses):
    assert "Der er ikke talt noget" in houses.visit(houses.jonas).get(YEAR).content.decode()


def test_the_other_house_has_its_own_year(houses):
    visits(houses, 3)
    assert houses.visit(houses.leila).get(YEAR).context["year"].values["visits"].total == 0


@pytest.mark.parametrize("year", [1999, 2027])
def test_a_year_outside_the_books_is_not_found(houses, year):
    assert houses.visit(houses.jonas).get(f"/aar/{year}/").status_code == 404


def test_the_funders_edition_holds_small_numbers_of_persons_back(houses):
    visits(houses, 3, on=LAST_YEAR, cards=3)
    page = houses.visit(houses.jonas).get("/aar/2025/", {"udgave": "funder"})
    assert page.context["year"].values["guests"].total is None
    assert page.context["year"].values["guests"].withheld == ("total_too_few",)
    assert page.context["year"].values["visits"].total == 3


@pytest.mark.parametrize("edition", ["funder", "public"])
def test_persons_of_a_year_that_has_not_ended_are_for_the_house_itself(houses, edition):
    visits(houses, 7, cards=7)
    visits(houses, 7, on=LAST_YEAR, cards=7)
    jonas = houses.visit(houses.jonas)
    page = jonas.get(YEAR, {"udgave": edition})
    assert page.context["year"].values["guests"].total is None
    assert page.context["year"].values["participants"].withheld == ("open_year",)
    assert "et år, der ikke er slut" in page.content.decode()
    assert jonas.get(YEAR).context["year"].values["guests"].total == 7
    over = jonas.get("/aar/2025/", {"udgave": edition})
    assert over.context["year"].values["guests"].total == 7


def test_a_year_without_cards_has_no_number_of_people_and_no_zero(houses):
    visits(houses, 4)
    page = houses.visit(houses.jonas).get(YEAR).content.decode()
    assert "Ikke registreret i 2026: forskellige gæster." in page
    assert '<span class="fv-unit">besøg</span>' in page
    assert '<span class="fv-unit">forskellige gæster</span>' not in page


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


def test_a_month_to_come_is_not_drawn_as_a_month_without_guests(houses):
    visits(houses, 1)
    months = houses.visit(houses.jonas).get(YEAR).context["months"]
    assert [row.key for row in months] == [f"{month:02}" for month in range(1, 12)]


def test_a_year_nobody_counted_in_does_not_exist(houses):
    visits(houses, 1)
    assert houses.visit(houses.jonas).get("/aar/2025/").status_code == 404


OCTOBER, OCTOBER_THEN = date(2026, 10, 20), date(2025, 10, 20)


def beside(houses):
    """The rows of the comparison by the figure's unit."""
    page = houses.visit(houses.jonas).get(YEAR)
    return {str(row["unit"]): row for row in page.context["beside"]["rows"]}, page.content.decode()


def test_the_open_year_stands_beside_the_same_whole_months_of_last_year(houses):
    for on, number in ((OCTOBER, 3), (TODAY, 5), (OCTOBER_THEN, 1), (LAST_YEAR, 4)):
        visits(houses, number, on=on)
    guidances(houses, "brev", 1, on=OCTOBER)
    guidances(houses, "brev", 3, on=OCTOBER_THEN)
    rows, page = beside(houses)
    assert "Januar–oktober 2026 ved siden af de samme måneder i 2025" in page
    visit, guidance = rows["besøg"], rows["vejledninger"]
    assert (visit["now"], visit["then"], visit["difference"]) == ("3", "1", "2 flere")
    assert (guidance["now"], guidance["then"], guidance["difference"]) == ("1", "3", "2 færre")


def test_each_number_of_the_comparison_opens_to_its_months(houses):
    visits(houses, 2, on=OCTOBER)
    visits(houses, 2, on=OCTOBER_THEN)
    row = beside(houses)[0]["besøg"]
    assert row["difference"] == "lige mange"
    for address in (row["now_url"], row["then_url"]):
        assert "by=month" in address
        assert houses.visit(houses.jonas).get(address).status_code == 200
    assert "/2025/" in row["then_url"]


def test_a_year_without_entries_is_not_a_year_of_zeros(houses):
    visits(houses, 3, on=OCTOBER)
    rows, page = beside(houses)
    assert (rows["besøg"]["then"], rows["besøg"]["difference"]) == ("ikke registreret", "–")
    assert rows["deltagelser"]["now"] == "ikke registreret"
    assert "flere</td>" not in page


def test_counting_that_began_later_last_year_is_not_compared(houses):
    visits(houses, 3, on=date(2026, 5, 5))
    visits(houses, 1, on=OCTOBER_THEN)
    difference = beside(houses)[0]["besøg"]["difference"]
    assert difference == "kan ikke sammenlignes: talt fra oktober sidste år"


def test_persons_are_never_compared_across_years(houses):
    visits(houses, 9, on=OCTOBER, cards=9)
    visits(houses, 9, on=OCTOBER_THEN, cards=9)
    assert set(beside(houses)[0]) == {"besøg", "deltagelser", "vejledninger"}


@pytest.mark.parametrize("edition", ["internal", "funder", "public"])
def test_events_are_compared_in_every_edition_and_lead_into_the_same_one(houses, edition):
    visits(houses, 1, on=OCTOBER)
    page = houses.visit(houses.jonas).get(YEAR, {"udgave": edition})
    (row, *_) = page.context["beside"]["rows"]
    assert row["now"] == "1"
    assert f"udgave={edition}" in row["now_url"]


def test_in_january_there_is_no_whole_month_to_compare(houses, settings):
    visits(houses, 3, on=date(2026, 1, 5))
    settings.TODAY = date(2026, 1, 15)
    page = houses.visit(houses.jonas).get(YEAR)
    assert page.context["beside"]["rows"] == []
    assert "når januar er slut" in page.content.decode()


def test_a_year_that_is_over_is_not_put_beside_another(houses):
    visits(houses, 3, on=LAST_YEAR)
    assert houses.visit(houses.jonas).get("/aar/2025/").context["beside"] is None


def test_a_topic_that_was_retired_at_new_year_keeps_its_name_in_last_years_numbers(houses):
    """In a house that counts no guests at its door: its years are years all the same."""
    guidances(houses, "brev", 2, on=LAST_YEAR)
    guidances(houses, "mitid", 1)
    with houses.acting(houses.jonas):
        Topic.objects.owned().filter(slug="brev").update(retired_at=NOW)
    last, now = (houses.visit(houses.jonas).get(f"/aar/{year}/") for year in (2025, 2026))
    assert "E-boks og breve" in last.content.decode()
    assert "E-boks og breve" not in now.content.decode()
    assert last.context["year"].values["guidances"].total == 2
    for page in (last, now):
        assert "Der er ikke talt noget" not in page.content.decode()
        assert "Ingen besøg er talt endnu" not in page.content.decode()
    assert houses.visit(houses.leila).get("/aar/2025/").status_code == 404
