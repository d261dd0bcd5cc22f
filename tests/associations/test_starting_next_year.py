"""The start checklists with absurd input, in two tabs, of one with two names, and a year later."""

import uuid
from datetime import date, timedelta

import pytest

from favn.associations.actions import sameness
from favn.associations.choices.starting import CARDS, OFFICE_AVOID, OFFICE_DO, OURS_AVOID, OURS_DO
from favn.associations.models import Finding
from favn.config.cli import parser
from favn.config.commands import retention
from favn.kit import clock
from tests.associations.pacts import HOUSE
from tests.associations.steps import elsewhere
from tests.associations.test_starting import answer
from tests.cast import TODAY


@pytest.fixture
def own(pacts):
    return f"{HOUSE}klar/{pacts.unit.pk}/"


@pytest.fixture
def theirs(pacts):
    return f"{HOUSE}kender/{pacts.ours.pk}/"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"known": ""}, "Vælg fra listen."),
        ({"known": "måske"}, "Vælg fra listen."),
        ({"text": "x" * 501}, "Teksten er for lang."),
        ({"text": "Ja\x00"}, "tegn, der ikke kan gemmes"),
        ({"id": "x"}, "Siden er for gammel."),
        ({"seen": "x"}, "Siden er for gammel."),
    ],
)
def test_what_cannot_be_is_told_and_nothing_is_written(pacts, own, freja, typed, said):
    wrong = freja.post(own, answer(freja.get(own), "actors", **typed))
    assert wrong.status_code == 422
    assert said in wrong.content.decode()
    with pacts.open():
        assert not Finding.objects.owned().exists()


def test_two_colleagues_on_one_point_are_told_and_both_texts_stand(pacts, own, freja, cast):
    mine, late = (answer(freja.get(own), "order", text=text) for text in ("Kultur", "Ingen"))
    assert freja.post(own, mine).status_code == 302
    conflict = freja.post(own, late)
    text = conflict.content.decode()
    assert conflict.status_code == 409
    assert "En kollega har skrevet imens." in text
    assert "Kultur" in text
    assert "Ingen" in text
    assert freja.post(own, answer(conflict, "order", text="Ingen")).status_code == 302
    with pacts.open():
        assert Finding.objects.owned().count() == 2
    assert "Ingen" in freja.get(own).content.decode()
    other = answer(freja.get(own), "goals")
    freja.post(own, answer(freja.get(own), "order", text="Igen"))
    assert freja.post(own, other).status_code == 302, "another point does not disturb"


def test_another_municipality_neither_sees_nor_writes_it(pacts, own, theirs, freja, cast):
    freja.post(theirs, answer(freja.get(theirs), "motive", text="Vil ses i byen"))
    sent = answer(freja.get(own), "actors")
    gro = cast.visit(elsewhere(cast).by)
    for page in (own, theirs):
        assert gro.get(page).status_code == 404
        assert gro.post(page, sent).status_code == 404
    foreign = cast.units["Rådgivningen"].pk
    assert freja.get(f"{HOUSE}klar/{foreign}/").status_code == 404
    with pacts.open():
        assert Finding.objects.owned().count() == 1


@pytest.fixture
def joined(pacts, freja):
    """What was found out about Huset before it and Medborgerhuset were found to be one."""
    twin = pacts.directory.add("Huset")
    page = f"{HOUSE}kender/{twin.pk}/"
    freja.post(page, answer(freja.get(page), "motive", text="Vil ses i byen"))
    row = pacts.cooperation(one=twin)
    with pacts.open():
        sameness.decide(
            id=uuid.uuid4(), one=pacts.ours, other=twin, is_same=True, likeness=None, why="",
            by=pacts.by, at=clock.now(),
        )  # fmt: skip
    return page, row


def test_what_was_known_of_one_that_was_joined_is_known_of_the_one_that_stands(
    pacts, theirs, freja, joined
):
    page, row = joined
    assert freja.get(page)["Location"] == theirs
    assert "Vil ses i byen" in freja.get(theirs).content.decode()
    talk = freja.get(f"{HOUSE}{row.pk}/").content.decode()
    assert theirs in talk
    assert "Der er 9 ting, I ikke har fundet ud af endnu." in talk


# A year later


def test_after_a_year_it_is_asked_whether_it_still_fits_and_after_two_it_is_gone(
    pacts, own, freja, moving, cast
):
    freja.post(own, answer(freja.get(own), "actors", text="To kolleger"))
    old = "Over et år gammelt."
    moving(date(2027, 11, 18))
    assert old not in freja.get(own).content.decode()
    moving(date(2027, 11, 19))
    text = freja.get(own).content.decode()
    assert old in text
    assert "19. nov. 2026" in text
    freja.post(own, answer(freja.get(own), "order"))
    again = answer(freja.get(own), "actors", text="Tre kolleger")
    assert freja.post(own, again).status_code == 302
    assert old not in freja.get(own).content.decode()
    moving(TODAY + timedelta(days=2 * 366))
    words = ["retention", "--organisation", "sundhavn"]
    assert retention.run(parser("retention").parse_args(words)) == 0
    with pacts.open():
        assert {row.text for row in Finding.objects.owned()} == {
            "Tre kolleger",
            "To kolleger i Kultur",
        }
    assert "2 af 5 er skrevet." in cast.visit(cast.freja).get(own).content.decode()


# Advice and cards


def test_each_sides_advice_and_the_cards_stand_where_one_begins_this_year_and_next(
    pacts, own, theirs, freja, mehmet, place, moving
):
    row = pacts.cooperation()
    for day in (TODAY, date(2027, 1, 8)):
        moving(day)
        for page in (own, theirs, f"{HOUSE}{row.pk}/"):
            text = freja.get(page).content.decode()
            assert all(str(one) in text for one in (*OFFICE_DO, *OFFICE_AVOID))
            assert all(str(card.text) in text for card in CARDS)
        text = mehmet.get(f"{place}{row.pk}/").content.decode()
        assert all(str(one) in text for one in (*OURS_DO, *OURS_AVOID))
        assert not any(str(one) in text for one in OFFICE_DO)
        assert not any(str(card.title) in text for card in CARDS)


def test_another_municipality_reads_the_same_advice_on_its_own_pages_and_opens_no_other(
    pacts, own, theirs, cast
):
    nordby = elsewhere(cast)
    gro, known = cast.visit(nordby.by), nordby.add("Fjordklubben")
    text = gro.get(f"{HOUSE}kender/{known.pk}/").content.decode()
    assert all(str(one) in text for one in (*OFFICE_DO, *OFFICE_AVOID))
    assert all(str(card.text) in text for card in CARDS)
    assert {gro.get(page).status_code for page in (own, theirs)} == {404}
