"""A committee is heard about other committees' cases; none is an answer, and silence is not."""

import uuid
from io import BytesIO

import pytest
from pypdf import PdfReader

from favn.policy.models import Hearing
from tests.policy.round_steps import close, committee, hand_in, open_round
from tests.policy.steps import neighbour

TYPED = {"verb": "hear", "case": "Ny skolestruktur", "on": "2026-04-14",
         "word": "Udvalget beder om tolke til møderne.", "outcome": ""}  # fmt: skip


@pytest.fixture
def social(houses):
    return committee(houses, "Socialudvalget")


@pytest.fixture
def children(houses):
    return committee(houses, "Børneudvalget")


@pytest.fixture
def round_(houses, plan, row):
    return open_round(houses, plan)


@pytest.fixture
def page(round_, social, children):
    return f"/planen/runden/2026/udvalg/{social.pk}/"


@pytest.fixture
def birgitte(houses):
    return houses.visit(houses.birgitte)


def typed(children, **more):
    return TYPED | {"id": str(uuid.uuid4()), "case_of": str(children.pk)} | more


def paper(client):
    reader = PdfReader(BytesIO(client.get("/planen/status/2026.pdf").content))
    text = " ".join(" ".join(page.extract_text().split()) for page in reader.pages)
    return text.replace("\xad ", "")


def only(houses):
    with houses.acting(houses.birgitte):
        return Hearing.objects.owned().get()


def test_silence_is_said_and_is_not_none(birgitte, page):
    assert "ikke oplyst, om det er hørt" in birgitte.get(page).content.decode()


def test_none_is_an_answer_and_stands_in_the_paper(birgitte, page):
    """Known answer: an integration committee had 0 cases in 2012/13, and its report says so."""
    assert birgitte.post(page, {"verb": "none-heard"}).status_code == 302
    assert "0 sager: Ingen andre udvalg har hørt udvalget i 2026." in (
        birgitte.get(page).content.decode()
    )
    assert "0 sager: Ingen andre udvalg har hørt udvalget i 2026." in paper(birgitte)


def test_a_hearing_stands_with_case_whose_day_word_and_outcome(birgitte, page, children, houses):
    answer = birgitte.post(page, typed(children))
    assert answer["Location"].endswith("#hoeringer")
    body = birgitte.get(page).content.decode()
    for said in ("Ny skolestruktur", "Børneudvalget, hørt 14. apr. 2026", "tolke til møderne"):
        assert said in body
    assert "Hvad der blev af det, er ikke oplyst endnu." in body
    one = f"/planen/hoering/{only(houses).pk}/"
    known = typed(children, outcome="Der er bestilt tolke.", version="1")
    assert birgitte.post(one, known).status_code == 302
    assert "Hvad der blev af det: Der er bestilt tolke." in birgitte.get(page).content.decode()
    text = paper(birgitte)
    assert "Udtalelse fra Socialudvalget" in text
    assert "Ny skolestruktur (Børneudvalget, 14. april 2026)" in text
    assert "Der er bestilt tolke." in text
    assert "1 høring" in birgitte.get("/planen/runden/2026/").content.decode()


def test_none_is_taken_back_by_the_first_hearing(birgitte, page, children):
    birgitte.post(page, {"verb": "none-heard"})
    birgitte.get(page)  # the sentence of what was just done is read once
    birgitte.post(page, typed(children))
    assert "0 sager:" not in birgitte.get(page).content.decode()
    answer = birgitte.post(page, {"verb": "none-heard"})
    assert answer.status_code == 422
    assert "Der står allerede høringer for året" in answer.content.decode()


def test_the_same_form_twice_is_one_hearing(birgitte, page, children, houses):
    sent = typed(children)
    for _ in range(2):
        assert birgitte.post(page, sent).status_code == 302
    assert only(houses).case == "Ny skolestruktur"


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"case": ""}, "Skriv sagens titel."),
        ({"case_of": ""}, "Vælg det udvalg, sagen hører til."),
        ({"on": "2025-04-14"}, "Udtalelsen handler om 2026. Skriv en dag i det år."),
        ({"on": "i april"}, "Skriv dagen som dag-måned-år"),
        ({"word": " "}, "Skriv udvalgets ord til sagen."),
    ],
)
def test_what_is_missing_is_said_and_what_was_typed_stands(
    birgitte, page, children, changes, sentence
):
    answer = birgitte.post(page, typed(children) | changes)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert "Ny skolestruktur" in answer.content.decode() or "case" in changes


def test_a_committees_own_case_is_no_hearing(birgitte, page, social, children):
    assert birgitte.post(page, typed(social)).status_code == 422


def test_the_second_of_two_sees_both(birgitte, page, children, houses):
    birgitte.post(page, typed(children))
    one = f"/planen/hoering/{only(houses).pk}/"
    birgitte.post(one, typed(children, outcome="Det første", version="1"))
    answer = birgitte.post(one, typed(children, outcome="Det andet", version="1"))
    assert answer.status_code == 409
    assert "Det første" in answer.content.decode()
    assert "Det andet" in answer.content.decode()


def test_what_is_frozen_stays(birgitte, houses, page, children, round_, row):
    birgitte.post(page, typed(children))
    hand_in(houses, round_, row)
    close(houses, round_)
    for verb in (typed(children), {"verb": "none-heard"}):
        assert birgitte.post(page, verb).status_code == 422
    one = f"/planen/hoering/{only(houses).pk}/"
    assert birgitte.post(one, typed(children, outcome="For sent", version="1")).status_code == 422


def test_offices_read_and_neighbours_see_nothing(birgitte, houses, page, children):
    birgitte.post(page, typed(children))
    one = f"/planen/hoering/{only(houses).pk}/"
    rasmus = houses.visit(houses.rasmus)
    assert "Ny skolestruktur" in rasmus.get(page).content.decode()
    assert rasmus.post(page, typed(children)).status_code == 403
    assert rasmus.get(one).status_code == 403
    signe = neighbour(houses)
    assert [signe.get(address).status_code for address in (page, one)] == [404, 404]
