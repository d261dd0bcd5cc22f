"""A screen that was left, with scripts: it is covered, keeps what was typed, and opens again."""

import pytest

from tests.browser.conftest import PASSWORD
from tests.browser.walk import DESKTOP, PHONE


@pytest.fixture(params=[PHONE, DESKTOP], ids=["phone", "desktop"])
def amina(request, chromium, real_house):
    """Amina signed in, on a page with a field, in a browser whose clock the test moves."""
    context = chromium.new_context(viewport=request.param, locale="da-DK", base_url=real_house)
    page = context.new_page()
    page.set_default_timeout(30_000)
    page.clock.install()
    page.goto("/konto/login/")
    page.locator("[name=login]").fill("amina@huset.example")
    page.locator("[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="Log ind", exact=True).click()
    page.wait_for_url("**/i-dag/")
    page.goto("/kort/")
    yield page
    context.close()


def test_it_is_covered_after_the_roles_minutes_and_what_was_typed_waits(amina):
    page, cover = amina, amina.locator("dialog.fv-cover")
    page.locator("[name=code]").fill("ABCD EFGH")
    page.clock.fast_forward("29:00")
    assert not cover.is_visible()
    with page.expect_response("**/laas/"):
        page.clock.fast_forward("02:00")
    assert cover.is_visible()
    assert not page.locator("[name=code]").is_visible()
    page.keyboard.press("Escape")
    assert cover.is_visible()
    with page.context.expect_page() as opened:
        cover.get_by_role("link", name="Lås op").click()
    other = opened.value
    other.wait_for_url("**/reauthenticate/**")
    other.locator("[name=password]").fill(PASSWORD)
    other.get_by_role("button", name="Fortsæt").click()
    other.get_by_role("heading", name="Skærmen er låst op").wait_for()
    other.close()
    page.evaluate("window.dispatchEvent(new Event('focus'))")
    cover.wait_for(state="hidden")
    assert page.locator("[name=code]").input_value() == "ABCD EFGH"


def test_a_tab_that_was_left_locks_nothing_while_one_writes_in_another(amina):
    """One clock, which is moved for both."""
    left, here = amina, amina.context.new_page()
    here.goto("/kort/")
    for _ in range(3):
        here.clock.fast_forward("15:00")
        here.locator("[name=code]").press_sequentially("A")
    assert not here.locator("dialog.fv-cover").is_visible()
    assert not left.locator("dialog.fv-cover").is_visible()
