"""What a person does on a page, and what everybody must be able to do with it, in words that the
journeys share."""

import os
import re
import time
from collections.abc import Callable
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Error

PICTURES = Path(__file__).parents[2] / "var" / "pictures"
PHONE = {"width": 360, "height": 740}
DESKTOP = {"width": 1280, "height": 900}
WANTS_PICTURES = os.environ.get("FAVN_PICTURES", "") not in ("", "0")
ONLY_FAULTS = {"resultTypes": ["violations"]}
"""Axe describes all that is in order too, which nobody reads and takes it most of its time."""


def become(page, name: str) -> None:
    """Choose a person on the start page."""
    page.goto("/")
    page.get_by_role("button", name=name).click()


def picture(page, name: str) -> None:
    """Keep a picture where FAVN_PICTURES asks for them; a busy Chromium may refuse a tall one the
    first time."""
    if not WANTS_PICTURES:
        return
    PICTURES.mkdir(parents=True, exist_ok=True)
    try:
        page.screenshot(path=PICTURES / f"{name}.png", full_page=True)
    except Error:
        page.screenshot(path=PICTURES / f"{name}.png", full_page=True)


def faults(page) -> list[tuple[str, str]]:
    """Each rule of accessibility that the page breaks, with the first piece that does."""
    found = Axe().run(page, options=ONLY_FAULTS).response["violations"]
    return [(v["id"], v["nodes"][0]["html"][:120]) for v in found]


def posted(button) -> None:
    """Press it and wait for the page that answers: what somebody else sees next hangs on it."""
    with button.page.expect_navigation():
        button.click()


def hangs_out(page) -> bool:
    """Whether something is wider than the screen. Asked once the page has come: Favn's pages
    forbid what Playwright's own waiting for an expression does from its second try on."""
    page.wait_for_load_state("domcontentloaded")
    wide: int = page.evaluate("document.documentElement.scrollWidth")
    return wide > page.viewport_size["width"]


def days_of_a_machine(page) -> list[str]:
    """What of the page's text is a day as machines write it, 1992-08-08; people read 8. aug."""
    text: str = page.evaluate("document.body.innerText")
    return re.findall(r"\b(?:19|20)\d\d-\d\d-\d\d\b", text)


def becomes(ask: Callable[[], object], expected: object, seconds: float = 60) -> bool:
    """Whether the answer comes to be what is expected; a tap is sent behind the page."""
    end = time.monotonic() + seconds
    while ask() != expected and time.monotonic() < end:
        time.sleep(0.2)
    return ask() == expected
