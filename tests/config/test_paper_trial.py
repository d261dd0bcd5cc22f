"""Outside checkers read every paper of a home; one that did not run is named, never passed over."""

import sys

import pytest

from favn.config import cli
from favn.config.trials import paper
from tests.publishing.papers import VISITS, freeze, written
from tests.publishing.taps import LAST_YEAR, visits


@pytest.fixture
def edition(houses, monkeypatch):
    monkeypatch.setattr(cli, "start_django", lambda: None)  # it is loaded already
    visits(houses, 3, on=LAST_YEAR)
    by_month = f"{VISITS}?by=month"
    places = (VISITS, f"{by_month} | graf", f"{by_month} | tabel")
    text = "\n\n".join(f"{{{{{place}}}}}" for place in places)
    return freeze(houses, houses.jonas, written(houses, houses.jonas, text))


def test_every_paper_is_read_and_outloud_is_said_not_to_have_run(edition):
    told = paper.run()
    name = f"{edition.report.slug}-1"
    assert told["page_validation"] == {name: {"ua1": True, "2a": True}}
    assert told["not_run"] == ["outloud"]
    assert told["outloud"].startswith("not run")
    assert told["holds"]


@pytest.mark.parametrize("program", ["/findes/ikke", sys.executable])
def test_a_program_that_is_not_outloud_did_not_run(edition, program):
    told = paper.run(outloud=program)
    assert told["not_run"] == ["outloud"]


def test_a_house_without_papers_is_told_how_to_get_some(houses, monkeypatch):
    monkeypatch.setattr(cli, "start_django", lambda: None)
    with pytest.raises(cli.CommandError, match="no frozen edition here") as refused:
        paper.run()
    assert refused.value.code == cli.MISSING


def test_a_paper_that_is_no_pdf_does_not_hold(edition):
    assert paper.read_by_page({"falsk": paper.papers().popitem()[1][:4000]}) == {
        "falsk": {"ua1": False, "2a": False}
    }
