"""What everybody, other associations and the office see of one entry, as data."""

import pytest

from favn.associations import queries
from favn.associations.choices import Audience

PAGE = "/foreningerne/sundhavn/"


@pytest.fixture
def entry(directory):
    row = directory.add(
        "Somalisk Kvindeforening", is_public=True, contact_name="Hodan", email="h@x.example",
        contact_shown=Audience.NETWORK, rooms_wanted="Et køkken",
    )  # fmt: skip
    directory.seat(row, "Hodan Ali", "chair", shown=Audience.PUBLIC, agreed=True)
    directory.seat(row, "Ayan Nur", shown=Audience.NETWORK, agreed=True)
    directory.seat(row, "Sahra Abdi", shown=Audience.PUBLIC, agreed=False)
    return row


@pytest.mark.parametrize(
    ("audience", "seen", "hidden"),
    [
        (Audience.PUBLIC, ["Hodan Ali"], ["Ayan Nur", "Sahra Abdi", "h@x.example", "køkken"]),
        (Audience.NETWORK, ["Hodan Ali", "Ayan Nur", "h@x.example", "køkken"], ["Sahra Abdi"]),
        (Audience.OFFICE, ["Hodan Ali", "Ayan Nur", "Sahra Abdi", "h@x.example"], []),
    ],
)
def test_each_audience_sees_what_is_meant_for_it(directory, entry, audience, seen, hidden):
    with directory.open():
        told = str(queries.facts_of(entry, audience).items)
    assert [word for word in seen if word not in told] == []
    assert [word for word in hidden if word in told] == []
    assert "Bestyrelsesmedlem" in told


def test_the_public_page_shows_only_those_who_said_yes(directory, entry, cast):
    directory.add("Vil ikke vises")
    everybody = cast.visit()
    page = everybody.get(PAGE).content.decode()
    assert "Somalisk Kvindeforening" in page
    assert "Vil ikke vises" not in page
    assert "Vil ikke vises" not in everybody.get(PAGE, {"q": "vises"}).content.decode()
    assert everybody.get(f"{PAGE}vil-ikke-vises/").status_code == 404
    page = everybody.get(f"{PAGE}{entry.slug}/").content.decode()
    assert "Hodan Ali" in page
    assert "Ayan Nur" not in page
    assert "h@x.example" not in page


def test_a_stale_entry_says_how_old_it_is(directory, cast):
    directory.add("Gammel Forening", is_public=True, months_ago=14)
    page = cast.visit().get(PAGE).content.decode()
    assert "Bør bekræftes" in page
    assert "Bekræftet af foreningen for 14 måneder siden." in page


def test_an_association_that_closed_is_not_shown(directory, entry, cast):
    with directory.open():
        type(entry).objects.owned().update(closed_on="2026-01-01")
    assert "Somalisk Kvindeforening" not in cast.visit().get(PAGE).content.decode()
