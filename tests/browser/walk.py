"""What a person does on a page, in words that the journeys share."""

from pathlib import Path

PICTURES = Path(__file__).parents[2] / "var" / "pictures"
PHONE = {"width": 360, "height": 740}
DESKTOP = {"width": 1280, "height": 900}


def become(page, name: str) -> None:
    """Choose a person on the start page."""
    page.goto("/")
    page.get_by_role("button", name=name).click()


def picture(page, name: str) -> None:
    """Keep a picture to look at."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=PICTURES / f"{name}.png", full_page=True)
