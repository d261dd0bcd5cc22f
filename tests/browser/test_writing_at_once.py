"""Who writes before the page's script has come is saved all the same, in words and in ticks."""

import pytest
from playwright.sync_api import expect

from tests.browser.walk import DESKTOP, become


@pytest.fixture
def late(visitor):
    """A new conversation in a case, whose script is held back until one lets it come."""
    page = visitor(DESKTOP)
    become(page, "Vær Salma Rahimi")
    page.goto("/sager/")
    page.locator("main tbody a").first.click()
    page.held = []

    def hold(route):
        page.held.append(route)

    page.route("**/saving*.js", hold)
    page.get_by_role("link", name="Ny samtale").first.click(no_wait_after=True)
    page.get_by_label("Notat").wait_for()
    return page


def test_words_from_before_the_script_are_saved(late):
    late.get_by_label("Notat").fill("Hun har fået et brev om sin bolig.")
    late.held[0].continue_()
    expect(late.locator("[data-saved]")).to_contain_text("Gemt kl.")


def test_a_tick_from_before_the_script_is_saved(late):
    late.get_by_label("Bolig").check()
    late.held[0].continue_()
    expect(late.locator("[data-saved]")).to_contain_text("Gemt kl.")


def test_a_page_on_which_nothing_was_written_saves_nothing(late):
    sent = []
    late.on("request", lambda request: sent.append(request.method))
    late.held[0].continue_()
    late.wait_for_timeout(2_500)
    assert "POST" not in sent
    late.get_by_label("Bolig").check()
    expect(late.locator("[data-saved]")).to_contain_text("Gemt kl.")
