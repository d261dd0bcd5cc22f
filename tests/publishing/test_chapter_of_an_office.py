"""A chapter given to an office is written by its people, and by nobody else's."""

import re

import pytest

from favn.kit.models import History
from favn.kit.tenancy import acting_for
from favn.people.organisations.models import Unit
from tests.cast import join, new_id
from tests.policy.steps import OTHER, OWN
from tests.publishing import papers, plans
from tests.publishing.papers import begin, preview, words, write


@pytest.fixture
def report(houses):
    plans.opened(houses)
    join(houses, "sofie", houses.sundhavn, "office", houses.units[OTHER])
    return begin(houses, houses.birgitte, kind="status", by="office", year=2026)


def page(houses, who, report):
    answer = houses.visit(who).get(f"/rapporter/{report.pk}/")
    assert answer.status_code == 200
    return words(answer.content.decode())


def test_a_new_report_has_a_chapter_for_each_office_with_its_initiatives(houses, report):
    shown = preview(houses, houses.birgitte, report)
    assert "Indsatser i planen: Kulturforvaltningen" in shown
    assert "1. Åbne klubber" in shown
    assert papers.chapter_of(houses, houses.birgitte, report, OTHER).unit_id


def test_or_for_each_committee(houses, report):
    with acting_for(houses.sundhavn.pk):
        Unit.objects.create(organisation=houses.sundhavn, name="Kulturudvalget", kind="committee")
    other = begin(houses, houses.birgitte, kind="status", by="committee", year=2026)
    shown = page(houses, houses.birgitte, other)
    assert "Skrives af Kulturudvalget" in shown
    assert f"Skrives af {OTHER}" not in shown


def test_an_office_sees_its_own_chapter_and_no_other(houses, report):
    shown = page(houses, houses.rasmus, report)
    assert f"Skrives af {OWN}" in shown
    assert f"Skrives af {OTHER}" not in shown
    assert "Frys" not in shown
    assert "Tag kapitlet ud" not in shown
    listed = words(houses.visit(houses.rasmus).get("/rapporter/").content.decode())
    assert "Skriv jeres kapitel" in listed


def test_it_writes_there_and_the_editor_sees_it(houses, report):
    assert f"{OWN}</a></th><td>{OWN}</td><td>" in page(houses, houses.birgitte, report)
    assert "Mangler" in page(houses, houses.birgitte, report)
    assert write(houses, houses.rasmus, report, "Vi er i gang.", title=OWN).status_code == 302
    shown = page(houses, houses.birgitte, report)
    assert "Skrevet" in shown
    assert "Rasmus, i dag" in shown
    listed = words(houses.visit(houses.birgitte).get("/rapporter/").content.decode())
    assert f"Mangler: {OTHER}" in listed


@pytest.mark.parametrize("title", [OTHER, "Forord"])
def test_it_cannot_write_in_anybody_elses(houses, report, title):
    before = papers.chapter_of(houses, houses.birgitte, report, title)
    answer = write(houses, houses.rasmus, report, "stjålet", title=title)
    assert answer.status_code == 403
    assert "Kapitlet er ikke jeres" in answer.content.decode()
    here = f"/rapporter/{report.pk}/kapitel/{before.pk}"
    client = houses.visit(houses.rasmus)
    for path in ("tal/", "aarets-tal/"):
        assert client.get(f"{here}/{path}").status_code == 403
        assert client.post(f"{here}/{path}", {"version": 1}).status_code == 403
    assert papers.chapter_of(houses, houses.birgitte, report, title).text == before.text


@pytest.mark.parametrize("verb", ["change", "add", "freeze", "up", "remove", "give"])
def test_it_does_nothing_else_to_the_report(houses, report, verb):
    row = papers.chapter_of(houses, houses.birgitte, report, OWN)
    sent = {"verb": verb, "id": new_id(), "chapter": row.pk, "title": "x", "seen": "x"}
    answer = houses.visit(houses.rasmus).post(f"/rapporter/{report.pk}/", sent)
    assert answer.status_code == 403


def test_two_of_one_office_both_keep_what_they_typed(houses, report):
    join(houses, "ida", houses.sundhavn, "office", houses.units[OWN])
    write(houses, houses.rasmus, report, "Rasmus skrev", title=OWN, version=1)
    answer = write(houses, houses.ida, report, "Ida skrev", title=OWN, version=1)
    assert answer.status_code == 409
    shown = answer.content.decode()
    assert "Rasmus har skrevet" in shown
    assert "Ida skrev</textarea>" in shown
    assert "Frys" not in shown


def test_a_chapter_is_given_and_taken_back(houses, report):
    row = papers.chapter_of(houses, houses.birgitte, report)
    here, client = f"/rapporter/{report.pk}/", houses.visit(houses.birgitte)
    give = {"verb": "give", "chapter": row.pk, "unit": houses.units[OTHER].pk}
    for _ in range(2):
        assert client.post(here, give).status_code == 302
    assert write(houses, houses.sofie, report, "Sofies forord").status_code == 302
    client.post(here, give | {"unit": ""})
    assert write(houses, houses.sofie, report, "igen").status_code == 403
    assert papers.chapter_of(houses, houses.birgitte, report).text == "Sofies forord"
    with houses.acting(houses.birgitte):
        assert History.objects.get_queryset().filter(verb="give").count() == 2


def test_a_unit_of_another_house_is_no_choice(houses, report):
    row = papers.chapter_of(houses, houses.birgitte, report)
    sent = {"verb": "give", "chapter": row.pk, "unit": new_id()}
    answer = houses.visit(houses.birgitte).post(f"/rapporter/{report.pk}/", sent)
    assert answer.status_code == 422


def test_an_office_without_a_chapter_is_told_so(houses, report):
    houses.visit(houses.birgitte)
    other = papers.written(houses, houses.birgitte, "Ord", title="Uden kapitler")
    assert "Ingen kapitler er jeres endnu" in page(houses, houses.rasmus, other)


def test_an_office_answers_the_check_of_its_own_chapter_and_sees_no_other(houses, report):
    other = write(houses, houses.birgitte, report, "Der kom færre: 9 mod 7.", title=OTHER)
    own = write(houses, houses.rasmus, report, "Vi hjalp flere: 5 mod 8 året før.", title=OWN)
    assert (other.status_code, own.status_code) == (302, 302)
    address = f"/rapporter/{report.pk}/tjek/"
    html = houses.visit(houses.rasmus).get(address).content.decode()
    assert "5 mod 8" in html
    assert "9 mod 7" not in html
    every = houses.visit(houses.birgitte).get(address).content.decode()
    foreign = re.findall(r'name="key" value="(\w+)"', every)
    assert len(foreign) == 2
    answers = [
        houses.visit(houses.rasmus)
        .post(address, {"id": new_id(), "key": key, "answer": "Sådan er det talt."})
        .status_code
        for key in foreign
    ]
    assert sorted(answers) == [302, 404]
