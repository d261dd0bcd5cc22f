"""The answer link: one office, one round, no account; used twice, forwarded, expired, foreign."""

import re
from datetime import timedelta

import pytest

from favn.kit import clock
from favn.kit.models import History
from favn.policy import actions
from favn.policy.choices import Said
from tests.cast import new_id
from tests.policy.round_steps import ask, close, hand_in, link, open_round, owed
from tests.policy.steps import OTHER, OWN, initiative


@pytest.fixture
def second(houses, plan):
    return initiative(houses, plan, number=8, title="Åbne døre", unit=OTHER)


@pytest.fixture
def round_(houses, plan, row, second):
    return open_round(houses, plan)


@pytest.fixture
def page(houses, round_):
    return link(houses, round_, OWN)


@pytest.fixture
def anybody(houses):
    return houses.visit()


def words(client, address):
    body = client.get(address).content.decode()
    main = body[body.index("<main") : body.index("</main>")]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


ANSWER = {
    "verb": "hand-in", "version": "0", "draft_version": "0", "status": "running",
    "text": "Vi er i gang.", "who": "Grethe Lind",
}  # fmt: skip


def test_it_shows_the_offices_own_initiatives_and_nothing_else(anybody, page):
    text = words(anybody, page)
    assert "7. Hverdagshjælp" in text
    assert "Åbne døre" not in text
    assert "Fristen er 10. dec. 2026. Linket virker til og med 10. dec. 2026." in text
    assert "sendt til kontor@sundhavn.example" in text
    assert anybody.get(f"{page}8/").status_code == 404


def test_an_answer_has_the_name_of_the_one_who_gave_it(anybody, houses, round_, row, page):
    assert anybody.post(f"{page}7/", ANSWER).status_code == 302
    found = owed(houses, round_, row)
    assert (found.said, found.text.written_by) == (Said.GIVEN, "Grethe Lind")
    assert "Alle jeres indsatser er afleveret" in words(anybody, page)


def test_the_name_is_typed_once(anybody, houses, plan, page):
    initiative(houses, plan, number=9, title="Fælles spisning")
    anybody.post(f"{page}7/", ANSWER)
    assert anybody.get(f"{page}9/").context["form"]["who"].value() == "Grethe Lind"


def test_without_a_name_it_is_not_handed_in(anybody, page):
    answer = anybody.post(f"{page}7/", ANSWER | {"who": ""})
    assert answer.status_code == 422
    assert "Skriv dit navn" in answer.content.decode()
    assert "Vi er i gang." in answer.content.decode()


def test_used_twice_it_shows_what_was_handed_in_and_takes_a_correction(anybody, houses, page):
    anybody.post(f"{page}7/", ANSWER)
    assert "Afleveret: I gang . Vi er i gang. Grethe Lind, i dag" in words(anybody, f"{page}7/")
    again = ANSWER | {"version": "1", "text": "Vi er færdige.", "status": "finished"}
    assert anybody.post(f"{page}7/", again).status_code == 302
    assert "Vi er færdige." in words(anybody, f"{page}7/")


def test_two_with_the_same_link_do_not_overwrite_each_other(anybody, page):
    anybody.post(f"{page}7/", ANSWER)
    answer = anybody.post(f"{page}7/", ANSWER | {"text": "Noget andet.", "who": "Per Holm"})
    assert answer.status_code == 409
    body = answer.content.decode()
    assert "Grethe Lind har skrevet status imens" in body
    assert "Noget andet." in body


def test_a_draft_needs_no_account_either(anybody, houses, round_, row, page):
    assert anybody.post(f"{page}7/", ANSWER | {"verb": "draft"}).status_code == 302
    assert owed(houses, round_, row).said == Said.DRAFT
    assert anybody.get(f"{page}7/").context["form"]["text"].value() == "Vi er i gang."


def test_a_newer_link_ends_the_older(anybody, houses, round_, page):
    newer = link(houses, round_, OWN)
    answer = anybody.get(page)
    assert answer.status_code == 410
    assert "sendt et nyere link" in answer.content.decode()
    assert anybody.get(newer).status_code == 200


def test_it_ends_to_the_second(anybody, houses, round_):
    page = link(houses, round_, OWN, until=clock.now() - timedelta(seconds=1))
    answer = anybody.get(page)
    assert answer.status_code == 410
    assert "Bed planens redaktør om et nyt link" in answer.content.decode()
    assert anybody.post(f"{page}7/", ANSWER).status_code == 410


def test_it_ends_with_the_round(anybody, houses, round_, row, second, page):
    hand_in(houses, round_, row)
    hand_in(houses, round_, second)
    close(houses, round_)
    answer = anybody.get(page)
    assert answer.status_code == 410
    assert "Statusrunden er lukket" in answer.content.decode()


@pytest.mark.parametrize(
    "address", ["/svar/sundhavn/gaet/", "/svar/ukendt/gaet/", "/svar/medborgerhuset/gaet/"]
)
def test_a_guess_is_not_found(anybody, page, address):
    assert anybody.get(address).status_code == 404


def test_a_link_is_of_its_own_municipality_only(anybody, page):
    token = page.rstrip("/").rpartition("/")[2]
    assert anybody.get(f"/svar/medborgerhuset/{token}/").status_code == 404


def test_forwarded_to_someone_signed_in_it_stays_the_links_page(houses, page):
    """A volunteer who gets the link sees the office's page, not their own menu."""
    amina = houses.visit(houses.amina)
    body = amina.get(page).content.decode()
    assert "7. Hverdagshjælp" in body
    assert "I dag</a>" not in body


def test_nobody_keeps_the_page_and_no_other_site_learns_its_address(anybody, page):
    answer = anybody.get(page)
    assert answer["Cache-Control"] == "no-store"
    assert answer["Referrer-Policy"] == "same-origin"


def test_opening_is_remembered_once_a_day(anybody, houses, page):
    anybody.get(page)
    anybody.get(page)
    with houses.acting(houses.birgitte):
        lines = History.objects.get_queryset().filter(table="policy.answerlink")
        assert [line.verb for line in lines] == ["open", "give-link"]


def test_the_editors_question_reaches_the_link(anybody, houses, round_, row, page):
    anybody.post(f"{page}7/", ANSWER)
    ask(houses, round_, row, "Hvor mange kom?")
    assert "spørger: Hvor mange kom?" in words(anybody, f"{page}7/")


def test_when_another_office_takes_over_the_draft_goes_along(
    anybody, houses, round_, row, second, page
):
    """The old office's link opens it no more; what was begun waits for the new one."""
    anybody.post(f"{page}7/", ANSWER | {"verb": "draft", "text": "Begyndt af os."})
    with houses.acting(houses.birgitte):
        actions.take_over(
            id=new_id(), initiative=row, version=row.version, unit=houses.units[OTHER],
            when=actions.Occasion(clock.today(), "ny ordning"), by=houses.birgitte,
            at=clock.now(),
        )  # fmt: skip
    assert anybody.get(f"{page}7/").status_code == 404
    assert anybody.post(f"{page}7/", ANSWER).status_code == 404
    assert "Forvaltningen ejer ingen indsatser" in words(anybody, page)
    newer = link(houses, round_, OTHER)
    assert "Begyndt af os." in anybody.get(f"{newer}7/").content.decode()
