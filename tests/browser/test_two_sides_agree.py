"""A need meets an offer: put forward, answered by both; and two sheets beside each other."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from favn.config.demo.agreements import FIRST
from favn.config.demo.fixed import known_id
from tests.browser.walk import DESKTOP, PHONE, become, picture

ALIGNED = f"/samarbejder/{known_id('cooperation', 'Fest i gården')}/"
AGREED = f"/samarbejder/{known_id('cooperation', 'Byens musikdag')}/"
OURS = "/vores/"
PAGES = {
    None: ["/foreningerne/sundhavn/behov/"],
    "Vær Freja Dahlgaard": [
        "/samarbejder/", "/samarbejder/ny/", "/samarbejder/behov/", "/samarbejder/forslag/",
        "/samarbejder/slags/", "/samarbejder/behov/nyt/", "/samarbejder/talt/2026/", ALIGNED,
        f"{ALIGNED}ark/", f"{ALIGNED}afstemt/", f"{ALIGNED}aftale/ny/", AGREED,
        f"{AGREED}aftale/", f"/samarbejder/klar/{known_id('Kulturforvaltningen')}/",
    ],
    "Vær Mehmet Aydın": [OURS],
}  # fmt: skip
EVERY = [(who, path) for who, paths in PAGES.items() for path in paths]


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize(("who", "path"), EVERY, ids=[path for _, path in EVERY])
def test_a_page_fits_and_can_be_used_by_all(visitor, who, path, size):
    page = visitor(size)
    complaints = []
    page.on("console", lambda message: complaints.append(message.text)
            if message.type == "error" else None)  # fmt: skip
    if who:
        become(page, who)
    page.goto(path)
    picture(page, f"{size['width']}-{path.strip('/').replace('/', '_')}")
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    found = [(v["id"], v["nodes"][0]["html"][:120]) for v in Axe().run(page).response["violations"]]
    assert found == []
    assert complaints == []


def test_without_scripts_a_need_finds_its_offer_and_both_say_yes(visitor):
    freja, mehmet = visitor(DESKTOP, scripts=False), visitor(PHONE, scripts=False)
    become(freja, "Vær Freja Dahlgaard")
    become(mehmet, "Vær Mehmet Aydın")
    freja.goto("/samarbejder/forslag/")
    freja.get_by_role("button", name="Læg frem for begge Sal til fællesspisning").click()
    mehmet.goto(OURS)
    mehmet.get_by_role("link", name="Sal til fællesspisning – Skolekøkken med spisesal").click()
    mehmet.get_by_label("Vil gerne tale om det").check()
    mehmet.get_by_role("button", name="Send svaret").click()
    freja.get_by_role("link", name="Sal til fællesspisning – Skolekøkken med spisesal").click()
    freja.get_by_label("Vil gerne tale om det").check()
    freja.get_by_role("button", name="Send svaret").click()
    freja.get_by_role("button", name="Begynd at afstemme forventninger").click()
    assert freja.locator("h1").inner_text() == "Sal til fællesspisning"
    mehmet.goto(OURS)
    assert mehmet.get_by_role("link", name="Sal til fællesspisning", exact=True).count() >= 1


def test_what_differs_stands_out_before_an_agreement(visitor):
    page = visitor(DESKTOP)
    become(page, "Vær Freja Dahlgaard")
    page.goto(f"{ALIGNED}afstemt/")
    text = page.locator("main").inner_text()
    assert FIRST["money"] in text
    assert "Tallene er forskellige" in text
