"""A locked screen opened with one's own short code: phone and desktop, without scripts too."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PASSWORD
from tests.browser.test_passkeys import menu, shown
from tests.browser.walk import DESKTOP, PHONE, posted
from tests.people.test_second_factor import code_for

PIN = "730591"


@pytest.fixture(params=[("vera", True), ("vilma", False)], ids=["scripts", "no scripts"])
def somebody(request, chromium, real_house):
    """Somebody signed in with a password and the first code of an app."""
    who, scripts = request.param
    context = chromium.new_context(
        viewport=PHONE, locale="da-DK", base_url=real_house, java_script_enabled=scripts
    )
    page = context.new_page()
    page.set_default_timeout(30_000)
    page.goto("/konto/login/")
    page.locator("[name=login]").fill(f"{who}@huset.example")
    page.locator("[name=password]").fill(PASSWORD)
    posted(page.get_by_role("button", name="Log ind", exact=True))
    page.goto("/konto/2fa/totp/activate/")
    for _try in range(2):  # A code may run out between being read and being sent.
        if "recovery-codes" not in page.url:
            page.locator("[name=code]").fill(code_for(page.locator(".fv-code").text_content()))
            posted(page.get_by_role("main").get_by_role("button").first)
    assert "recovery-codes" in page.url
    yield page
    context.close()


def looked_at(page, name):
    """At both widths; never wider than the window."""
    for size in (PHONE, DESKTOP):
        page.set_viewport_size(size)
        if page.evaluate("1 + 1") == 2:
            shown(page, name)


def press(page, name):
    page.get_by_role("main").get_by_role("button", name=name).click()


def lock(page):
    menu(page).get_by_role("button", name="Lås skærmen").click()


def test_a_code_is_chosen_and_opens_the_screen_and_five_wrong_ones_ask_for_more(somebody):
    page = somebody
    page.goto("/konto/2fa/")
    page.get_by_role("link", name="Vælg eller fjern koden").click()
    looked_at(page, "pin-vaelg")
    for field, pin in (("pin", "1234"), ("again", "1234")):
        page.locator(f"[name={field}]").fill(pin)
    press(page, "Gem koden")
    expect(page.get_by_text("for let at gætte").first).to_be_visible()
    looked_at(page, "pin-for-let")
    for field in ("pin", "again"):
        page.locator(f"[name={field}]").fill(PIN)
    press(page, "Gem koden")
    expect(page.get_by_text("Du har en skærmkode")).to_be_visible()
    looked_at(page, "pin-valgt")
    page.goto("/konto/sessioner/")
    lock(page)
    page.wait_for_url("**/laas/kode/**")
    page.locator("[name=pin]").fill("111222")
    press(page, "Lås op")
    expect(page.get_by_text("Koden er forkert").first).to_be_visible()
    looked_at(page, "pin-laast")
    page.locator("[name=pin]").fill(PIN)
    press(page, "Lås op")
    page.wait_for_url("**/konto/sessioner/")
    lock(page)
    for _ in range(5):
        page.locator("[name=pin]").fill("111222")
        press(page, "Lås op")
    page.wait_for_url("**/reauthenticate/**")
    expect(page.get_by_role("link", name=re.compile("skærmkode"))).to_have_count(0)
    looked_at(page, "pin-lukket")
    page.locator("[name=password]").fill(PASSWORD)
    press(page, "Fortsæt")
    page.wait_for_url("**/konto/sessioner/")
