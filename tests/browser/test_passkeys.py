"""Passkeys in a real browser with an authenticator: made, signed in with, unlocked with."""

import os

import pytest

from tests.browser.conftest import PASSWORD
from tests.browser.walk import DESKTOP, PHONE, hangs_out, posted

AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture(params=[PHONE, DESKTOP], ids=["phone", "desktop"])
def sara(request, chromium, real_house):
    """A page of a browser with an authenticator."""
    context = chromium.new_context(viewport=request.param, locale="da-DK", base_url=real_house)
    page = context.new_page()
    page.set_default_timeout(30_000)
    device = context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    device.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    yield page
    context.close()


def shown(page, name):
    """Look at the page where a folder for pictures is given; it must never be too wide."""
    assert not hangs_out(page), f"{name} is too wide"
    if folder := os.environ.get("FAVN_PICTURES"):
        size = page.viewport_size["width"]
        page.screenshot(path=f"{folder}/{name}-{size}.png", full_page=True)


def give_password(page):
    page.goto("/konto/login/")
    shown(page, "login")
    page.locator("[name=login]").fill(f"sara{page.viewport_size['width']}@huset.example")
    page.get_by_label("Adgangskode").fill(PASSWORD)
    page.get_by_role("button", name="Log ind", exact=True).click()


def menu(page):
    """The account's own menu; it is folded on a phone."""
    folded = page.locator("details.fv-account-folded summary")
    if folded.is_visible():
        folded.click()
        return page.locator(".fv-account-inside")
    return page.locator(".fv-account")


def test_a_passkey_is_made_and_then_signs_in_and_unlocks(sara):
    page = sara
    give_password(page)
    page.wait_for_url("**/konto/to-trin/**")
    shown(page, "to-trin")
    page.get_by_role("link", name="Lav en adgangsnøgle").click()
    shown(page, "ny-passkey")
    page.get_by_role("button", name="Lav adgangsnøgle").click()
    page.wait_for_url("**/recovery-codes/**")
    shown(page, "noedkoder")
    assert page.locator(".fv-codes code").count() == 10
    page.get_by_role("link", name="Jeg har gemt dem").click()
    page.wait_for_url("**/min-dag/**")
    menu(page).get_by_role("button", name="Lås skærmen").click()
    page.wait_for_url("**/reauthenticate/**")
    shown(page, "laast")
    page.get_by_role("link", name="Brug adgangsnøgle").click()
    page.get_by_role("button", name="Brug adgangsnøgle").click()
    page.wait_for_url("**/min-dag/**")
    posted(menu(page).get_by_role("button", name="Log ud"))
    page.goto("/konto/login/")
    page.get_by_role("button", name="Log ind med adgangsnøgle").click()
    page.wait_for_url("**/min-dag/**")
    page.goto("/konto/2fa/")
    shown(page, "saadan-logger-du-ind")
    page.goto("/konto/2fa/webauthn/")
    shown(page, "passkeys")
    page.goto("/konto/sessioner/")
    shown(page, "sessioner")
