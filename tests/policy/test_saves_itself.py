"""A draft saves itself while one writes: by account and by answer link, and overwrites nobody."""

import pytest

from favn.policy.choices import Said
from tests.policy.round_steps import close, hand_in, keep, link, open_round, owed
from tests.policy.steps import OTHER, OWN, initiative

PAGE = "/planen/runden/2026/7/"
TYPED = {"verb": "draft", "version": "0", "draft_version": "0", "status": "", "text": "Vi har"}
HANDED_IN = {"verb": "hand-in", "status": "running"}


@pytest.fixture
def round_(houses, plan, row):
    return open_round(houses, plan)


@pytest.fixture(params=["account", "link"])
def place(request, houses, round_):
    """A browser and the page where it writes: signed in, and by the mailed link."""
    if request.param == "account":
        return houses.visit(houses.rasmus), PAGE
    return houses.visit(), f"{link(houses, round_, OWN)}7/"


def by_script(place, **typed):
    client, page = place
    return client.post(page, TYPED | typed, headers={"Accept": "application/json"})


def test_what_is_typed_is_kept_and_the_page_goes_on_from_it(place, houses, round_, row):
    first = by_script(place)
    assert first.status_code == 200
    assert first.json()["said"].startswith("Gemt kl. ")
    assert first.json()["fields"] == {"draft_version": 1}
    second = by_script(place, text="Vi har holdt", draft_version="1")
    assert second.json()["fields"] == {"draft_version": 2}
    found = owed(houses, round_, row)
    assert (found.said, found.draft.text) == (Said.DRAFT, "Vi har holdt")


def test_half_a_draft_without_name_or_status_is_kept_too(place, houses, round_, row):
    assert by_script(place, text="", status="running", who="").status_code == 200
    assert owed(houses, round_, row).draft.status == "running"


def test_the_same_text_twice_is_one_draft(place):
    by_script(place)
    again = by_script(place)
    assert (again.status_code, again.json()["fields"]) == (200, {"draft_version": 1})


def test_another_tab_or_colleague_is_said_and_never_overwritten(place, houses, round_, row):
    keep(houses, round_, row, "Kollegaens ord", by=houses.birgitte)
    answer = by_script(place, text="Mine ord")
    assert answer.status_code == 409
    assert "Birgitte har skrevet i kladden imens" in answer.json()["said"]
    assert owed(houses, round_, row).draft.text == "Kollegaens ord"


def test_the_button_then_shows_both_texts(place, houses, round_, row):
    keep(houses, round_, row, "Kollegaens ord", by=houses.birgitte)
    client, page = place
    answer = client.post(page, TYPED | {"text": "Mine ord", "who": "Grethe Lind"})
    assert answer.status_code == 409
    body = answer.content.decode()
    assert "Sådan står kladden nu" in body
    assert "Kollegaens ord" in body
    assert "Mine ord" in body


def test_handing_in_throws_no_colleagues_draft_away(place, houses, round_, row):
    keep(houses, round_, row, "Kollegaens ord", by=houses.birgitte)
    client, page = place
    mine = TYPED | HANDED_IN | {"text": "Mine ord", "who": "Grethe Lind"}
    answer = client.post(page, mine)
    assert answer.status_code == 409
    assert "Kollegaens ord" in answer.content.decode()
    assert owed(houses, round_, row).text is None
    assert owed(houses, round_, row).draft.text == "Kollegaens ord"
    assert client.post(page, mine | {"draft_version": "1"}).status_code == 302
    assert owed(houses, round_, row).draft is None


def test_handing_in_overtakes_ones_own_save(place, houses, round_, row):
    """The page saved itself a moment before the button was pressed, and does not know it yet."""
    who = {"who": "Grethe Lind"}
    assert by_script(place, text="Vi har", **who).status_code == 200
    client, page = place
    answer = client.post(page, TYPED | HANDED_IN | who | {"text": "Vi har holdt møder."})
    assert answer.status_code == 302
    assert owed(houses, round_, row).text.text == "Vi har holdt møder."


def test_what_is_wrong_is_said_and_nothing_is_kept(place, houses, round_, row):
    answer = by_script(place, text="x" * 4001)
    assert answer.status_code == 422
    assert "Kort den ned til 4.000 tegn" in answer.json()["said"]
    assert owed(houses, round_, row).draft is None


def test_the_page_carries_the_script_and_works_without(place):
    client, page = place
    body = client.get(page).content.decode()
    assert 'data-saves="draft"' in body
    assert "kit/saving" in body
    assert "Gem som kladde" in body


def test_after_handing_in_a_save_that_comes_late_makes_no_draft(place, houses, round_, row):
    by_script(place)
    hand_in(houses, round_, row)
    late = by_script(place, text="Vi har holdt", draft_version="1")
    assert late.status_code == 409
    assert owed(houses, round_, row).draft is None


def test_when_the_round_closes_the_script_is_told(place, houses, round_, row):
    hand_in(houses, round_, row)
    close(houses, round_)
    answer = by_script(place, text="For sent")
    assert answer.status_code in (410, 422)
    assert "lukket" in answer.json()["said"] or "virker ikke mere" in answer.json()["said"]


def test_an_office_saves_no_other_offices_draft(houses, plan, round_):
    initiative(houses, plan, number=8, title="Åbne døre", unit=OTHER)
    rasmus, page = houses.visit(houses.rasmus), "/planen/runden/2026/8/"
    assert by_script((rasmus, page)).status_code == 403
    assert by_script((houses.visit(), f"{link(houses, round_, OWN)}8/")).status_code == 404
