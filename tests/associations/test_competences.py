"""The competence catalogue: what each association teaches and wants to learn, kept by themselves.

That it is a catalogue for members only is the report's (centre-annual-report-2023, Alliance).
"""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from favn.associations.queries import network as queries
from favn.associations.rules.catalogue import answers, stems
from tests.associations.steps import Network, form_of
from tests.cast import TODAY, join, new_id


@pytest.fixture
def two(network):
    """Two associations: one teaches board work, the other wants to learn it."""
    board = network.subject("Bestyrelsesarbejde")
    sang, dans = network.join("Sangkredsen"), network.join("Dansekredsen", "Viborg")
    network.says(sang, board, level="Har holdt tre kurser", text="Unge i ungdomsbestyrelser",
                 ask="Ayan Nur, ayan@x.example")  # fmt: skip
    network.says(dans, board, "learn")
    return sang, dans


def test_members_write_their_own_lines(network, cast):
    network.subject("Fundraising")
    row = network.join("Sangkredsen")
    nobody, link = cast.visit(), network.link(row)
    page = nobody.get(f"{link}kompetence/")
    subject = page.context["form"].fields["subject"].choices[1][0]
    typed = form_of(page, way="teach", subject=subject, level="Vi har søgt ti puljer")
    answers_ = [nobody.post(f"{link}kompetence/", typed) for _ in range(2)]
    assert [a.status_code for a in answers_] == [302, 302]
    assert nobody.get(link).content.decode().count("Vi har søgt ti puljer") == 1
    again = form_of(nobody.get(f"{link}kompetence/"), way="teach", subject=subject)
    late = nobody.post(f"{link}kompetence/", again)
    assert late.status_code == 422
    assert "allerede skrevet om det emne" in late.content.decode()


def test_a_line_is_written_anew_and_taken_off(network, cast, two):
    sang, _dans = two
    nobody, link = cast.visit(), network.link(sang)
    with network.open():
        (line,) = queries.competences_of(sang)
    page = f"{link}kompetence/{line.pk}/"
    assert nobody.post(page, form_of(nobody.get(page), level="Fire kurser")).status_code == 302
    assert "Fire kurser" in nobody.get(link).content.decode()
    assert nobody.post(page, {"verb": "off"}).status_code == 302
    with network.open():
        assert not queries.competences_of(sang).exists()


def test_somebody_elses_line_is_not_ones_own(network, cast, two):
    sang, dans = two
    with network.open():
        (theirs,) = queries.competences_of(dans)
    page = f"{network.link(sang)}kompetence/{theirs.pk}/"
    assert cast.visit().get(page).status_code == 404
    assert cast.visit().post(page, {"verb": "off"}).status_code == 404


def test_whom_to_ask_is_shown_to_members_alone(network, cast, mikkel, two):
    _sang, dans = two
    nobody, link = cast.visit(), network.link(dans)
    assert "ayan@x.example" in nobody.get(f"{link}kompetencer/").content.decode()
    assert "ayan@x.example" in mikkel.get("/netvaerk/kompetencer/").content.decode()
    for who in (None, cast.birgitte, cast.leila, cast.amina):
        answer = cast.visit(who).get("/netvaerk/kompetencer/")
        assert b"ayan@x.example" not in answer.content
    public = cast.visit().get("/foreningsnetvaerk/medborgerhuset/")
    assert b"ayan@x.example" not in public.content


def test_one_sees_whom_one_could_learn_from(network, cast, two):
    _sang, dans = two
    page = cast.visit().get(network.link(dans)).content.decode()
    assert "Hvem kan I lære af?" in page
    assert "Sangkredsen, Odense: Har holdt tre kurser" in page


@pytest.mark.parametrize(
    ("words", "finds"),
    [
        ("bestyrelse", True), ("BESTYRELSER", True), ("ungdom", True), ("kursus", False),
        ("kurser", True), ("odense", True), ("regnskab", False), ("", True),
    ],
)  # fmt: skip
def test_it_is_searched_by_stem_and_inside_compounds(network, mikkel, two, words, finds):
    page = mikkel.get("/netvaerk/kompetencer/", {"q": words, "vej": "teach"}).content.decode()
    assert ("Har holdt tre kurser" in page) == finds


def test_a_choice_that_does_not_exist_chooses_nothing(mikkel, two):
    page = mikkel.get("/netvaerk/kompetencer/?vej=stjaele&emne=Findes+ikke")
    assert page.status_code == 200
    assert "Har holdt tre kurser" in page.content.decode()


def test_what_nobody_teaches_stands_first(network, mikkel, two):
    _sang, dans = two
    network.says(dans, network.subject("Regnskab"), "learn")
    page = mikkel.get("/netvaerk/kompetencer/")
    assert [(row.subject, row.is_gap) for row in page.context["balance"]] == [
        ("Regnskab", True), ("Bestyrelsesarbejde", False),
    ]  # fmt: skip


def test_a_line_says_how_old_it_is(network, mikkel, two, settings):
    settings.TODAY = TODAY + timedelta(days=500)
    page = mikkel.get("/netvaerk/kompetencer/").content.decode()
    assert "for 16 måneder siden" in page


def test_who_left_is_not_in_the_catalogue(network, mikkel, two):
    network.leave(two[0], date(2026, 11, 1))
    assert "Har holdt tre kurser" not in mikkel.get("/netvaerk/kompetencer/").content.decode()


def test_a_subject_stands_once_and_what_is_under_a_retired_one_stays(network, mikkel, two):
    page = "/netvaerk/kompetencer/"
    twice = {"verb": "subject", "id": new_id(), "name": "  bestyrelsesARBEJDE "}
    assert mikkel.post(page, twice).status_code == 422
    with network.open():
        subject = queries.subjects().get()
    assert mikkel.post(page, {"verb": "retire", "subject": subject.pk}).status_code == 302
    assert "Har holdt tre kurser" in mikkel.get(page).content.decode()
    with network.open():
        assert not queries.subjects().exists()
    assert mikkel.post(page, twice).status_code == 302


def test_an_empty_catalogue_says_what_belongs_there(mikkel):
    assert "Kartoteket er tomt" in mikkel.get("/netvaerk/kompetencer/").content.decode()


def test_another_house_has_its_own_catalogue(network, cast, two):
    join(cast, "olga", cast.naboerne, "network", None)
    olga = cast.visit(cast.olga)
    assert "Bestyrelsesarbejde" not in olga.get("/netvaerk/kompetencer/").content.decode()
    theirs = Network(cast, cast.naboerne, cast.olga)
    assert theirs.subject("Bestyrelsesarbejde")


@given(st.text(max_size=30))
def test_every_text_answers_its_own_words(text):
    assert answers(stems(text), [text])
