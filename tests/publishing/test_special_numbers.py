"""Counselling and health in a report: what the writer may not see exactly is protected."""

import re

import pytest

from tests.cast import TODAY
from tests.centre.casework import Casework
from tests.publishing.papers import preview, written

TOPICS = "centre.counselling_topics@medborgerhuset/2025?by=topic"
CLIENTS = "centre.clients@medborgerhuset/2025"
WHOLE = "centre.conversations@medborgerhuset/2025"


@pytest.fixture
def year(houses):
    """2025: twenty talks about housing, twelve about work, three about violence; one person."""
    work = Casework(houses)
    case = work.case()
    for topic, times in (("housing", 20), ("work", 12), ("violence", 3)):
        for _ in range(times):
            work.talk(case, topics=(topic,), areas=1, on=TODAY.replace(year=2025))
    return houses


@pytest.mark.parametrize("edition", ["internal", "funder", "public"])
def test_the_leaders_report_has_the_number_and_only_large_parts(year, edition):
    text = f"Vi holdt {{{{{WHOLE}}}}} samtaler.\n\n{{{{{TOPICS} | tabel}}}}\n\n{{{{{CLIENTS}}}}}"
    report = written(year, year.jonas, text, edition=edition)
    words = " ".join(re.sub(r"<[^>]+>", " ", preview(year, year.jonas, report)).split())
    assert "Vi holdt 35 samtaler" in words
    assert "findes ikke" not in words
    assert re.search(r"Bolig 20\b", words)
    for topic in ("Vold", "Beskæftigelse"):
        assert re.search(rf"{topic}\D*holdt tilbage", words), topic


def test_nobody_of_another_house_places_them(year):
    report = written(year, year.leila, f"{{{{{WHOLE}}}}}")
    assert "findes ikke, eller tallet er ikke delt med jer" in preview(year, year.leila, report)
