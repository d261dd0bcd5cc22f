"""What a person does on a page, in words that the journeys share."""

import time
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Error

PICTURES = Path(__file__).parents[2] / "var" / "pictures"
PHONE = {"width": 360, "height": 740}
DESKTOP = {"width": 1280, "height": 900}


def become(page, name: str) -> None:
    """Choose a person on the start page."""
    page.goto("/")
    page.get_by_role("button", name=name).click()


def picture(page, name: str) -> None:
    """Keep a picture to look at; a busy Chromium may refuse a tall one the first time."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    try:
        page.screenshot(path=PICTURES / f"{name}.png", full_page=True)
    except Error:
        page.screenshot(path=PICTURES / f"{name}.png", full_page=True)


def becomes(ask: Callable[[], object], expected: object, seconds: float = 15) -> bool:
    """Whether the answer comes to be what is expected; a tap is sent behind the page."""
    end = time.monotonic() + seconds
    while ask() != expected and time.monotonic() < end:
        time.sleep(0.2)
    return ask() == expected
