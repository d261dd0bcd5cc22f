"""A house's published reports at one address: each once, how it begins, to read and to take away.

`/rapport/<organisation>/`. An edition that was corrected is behind the newest, and may be cited.
"""

import re
from datetime import date

import pytest

from tests.publishing.papers import begin, freeze, words, write

LIBRARY = "/rapport/medborgerhuset/"


@pytest.fixture
def report(houses):
    report = begin(houses, houses.jonas, title="Vores år", year=2025)
    write(
        houses, houses.jonas, report, "Vi fik **nye gulve**, og mange kom.\n\nMere står nedenfor."
    )
    return report


def library(houses, who=None, address=LIBRARY):
    return words(houses.visit(who).get(address).content.decode())


def test_a_house_that_has_published_nothing_has_no_library(houses, report):
    assert houses.visit().get(LIBRARY).status_code == 404


def test_a_report_stands_with_its_year_its_beginning_and_two_ways_to_take_it_away(houses, report):
    freeze(houses, houses.jonas, report)
    page = library(houses)
    assert "Om 2025. Udgave 1" in page
    assert "Vi fik nye gulve, og mange kom." in page
    assert "Mere står nedenfor" not in page
    raw = houses.visit().get(LIBRARY).content.decode()
    taken = re.findall(r'href="(/rapport/[^"]+\.(?:pdf|docx))"', raw)
    assert len(taken) == 2
    for address in taken:
        assert houses.visit().get(address).status_code == 200


def test_a_beginning_is_cut_after_forty_words(houses, report):
    write(houses, houses.jonas, report, " ".join(f"ord{n}" for n in range(60)))
    freeze(houses, houses.jonas, report)
    assert "ord39 …" in library(houses)
    assert "ord40" not in library(houses)


@pytest.mark.parametrize("text", ["- et punkt\n- et til", "# Kun en overskrift"])
def test_a_report_that_does_not_begin_with_words_stands_without_any(houses, report, text):
    write(houses, houses.jonas, report, text)
    freeze(houses, houses.jonas, report)
    assert "Om 2025. Udgave 1" in library(houses)


def test_an_edition_that_was_corrected_stands_behind_the_newest(houses, report):
    freeze(houses, houses.jonas, report)
    write(houses, houses.jonas, report, "Vi fik nye lofter.")
    freeze(houses, houses.jonas, report)
    page = library(houses)
    assert page.count("Om 2025.") == 1
    assert "Vi fik nye lofter." in page
    assert "Vi fik nye gulve" not in page
    assert page.index("Tidligere udgaver") < page.index("Udgave 1,")


def test_an_edition_for_the_house_or_a_funder_is_not_in_the_library(houses, report):
    freeze(houses, houses.jonas, report)
    inside = begin(houses, houses.jonas, title="Kun til os", edition="internal")
    write(houses, houses.jonas, inside, "Det kniber.")
    freeze(houses, houses.jonas, inside)
    assert "Kun til os" not in library(houses)
    assert "Kun til os" not in library(houses, houses.jonas)


def test_another_house_has_a_library_of_its_own(houses, report):
    freeze(houses, houses.jonas, report)
    theirs = begin(houses, houses.leila, title="Naboernes år")
    write(houses, houses.leila, theirs, "Haven blev færdig.")
    freeze(houses, houses.leila, theirs)
    assert "Naboernes år" not in library(houses)
    assert "Vores år" not in library(houses, address="/rapport/naboerne/")
    assert "Haven blev færdig." in library(houses, address="/rapport/naboerne/")


def test_next_year_the_new_report_comes_first_and_the_old_one_stays(houses, report, settings):
    freeze(houses, houses.jonas, report)
    settings.TODAY = date(2027, 1, 4)
    new = begin(houses, houses.jonas, title="Vores år", year=2026)
    write(houses, houses.jonas, new, "Nu er gulvene et år gamle.")
    freeze(houses, houses.jonas, new)
    page = library(houses)
    assert page.index("Om 2026.") < page.index("Om 2025.")


def test_who_reads_can_ask_for_the_next_where_there_is_a_newsletter(houses, report):
    freeze(houses, houses.jonas, report)
    assert "Få det næste på mail" not in library(houses)
    letter = begin(houses, houses.jonas, kind="letter", title="Nyt fra huset")
    for title in ("Siden sidst", "Det sker", "Et tal"):
        write(houses, houses.jonas, letter, "Vi har fået nye gulve.", title=title)
    freeze(houses, houses.jonas, letter)
    page = library(houses)
    assert "Nyhedsbreve" in page
    assert "Få det næste på mail" in page
