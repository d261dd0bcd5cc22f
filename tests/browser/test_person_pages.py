"""Every kind of page about persons, cases and referrals, found by its links: on a phone and a desk
it fits, fails no rule of accessibility, and everything on it is reached by the Tab key alone."""

import re
from collections.abc import Iterator

import pytest

from tests.browser.walk import DESKTOP, PHONE, become, faults, hangs_out, picture, posted

UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
OURS = re.compile(
    r"^/(personer|sager|henvisninger|overdragelser|sundhed|min-dag|boern-i-noed|konto/beyond)/"
)
STARTS = ("/personer/", "/sager/", "/sager/?vis=sluttede", "/henvisninger/", "/min-dag/")
WHO = {"counsellor": "Vær Salma Rahimi", "nurse": "Vær Karen Friis"}
SIZES = {"phone": PHONE, "desktop": DESKTOP}
AT_ONCE, MOST = 10, 40
"""Presses of Tab before it is asked what they reached, and how often; a field for a day is several
stops."""

UNREACHED = """seen => [...document.querySelectorAll(
  'a[href], button, input:not([type=hidden]), select, textarea, summary')]
  .filter(e => e.checkVisibility({visibilityProperty: true}) && !e.disabled && e.tabIndex >= 0)
  .filter(e => !(e.type === 'radio' && e.name && document.querySelector(
    `input[type=radio][name="${e.name}"][data-reached]`)))
  .filter(e => !e.hasAttribute('data-reached'))
  .map(e => e.outerHTML.slice(0, 120))"""
WATCH = """() => {
  window.reached = {count: 0, unseen: []};
  const drawn = one => one.boxShadow !== 'none'
    || (one.outlineStyle !== 'none' && parseFloat(one.outlineWidth) > 0);
  document.addEventListener('focusin', ({target: e}) => {
    if (e.hasAttribute('data-reached')) return;
    e.setAttribute('data-reached', '');
    window.reached.count += 1;
    const label = e.labels?.[0];
    const around = label ? getComputedStyle(label, '::before') : null;
    const shown = [getComputedStyle(e), around].some(one => one && drawn(one));
    if (!shown) window.reached.unseen.push(e.outerHTML.slice(0, 120));
  });
  document.activeElement?.blur();
}"""


def shape(path: str) -> str:
    """An address without whom it is about."""
    return UUID.sub("*", path)


def kinds(page) -> Iterator[str]:
    """Every kind of page that links lead to, from the lists on; each while it is open."""
    found, left = set(), [*STARTS]
    while left:
        path = left.pop(0)
        if shape(path) in found or len(found) > 60:
            continue
        answer = page.goto(path)
        if answer.status >= 400 or "text/html" not in answer.headers["content-type"]:
            continue
        found.add(shape(path))
        links = page.eval_on_selector_all("a[href]", "all => all.map(e => e.getAttribute('href'))")
        left += [
            one for one in links
            if OURS.match(one) and "papir" not in one and "fil=" not in one
        ]  # fmt: skip
        yield shape(path)


def reached_by_tab(page) -> list[str]:
    """Press Tab to the end of the page; what was focused without a sign of it."""
    page.evaluate(WATCH)
    before = -1
    for _ in range(MOST):
        if before == (count := page.evaluate("window.reached.count")):
            break
        before = count
        for _press in range(AT_ONCE):
            page.keyboard.press("Tab")
    unseen: list[str] = page.evaluate("window.reached.unseen")
    return unseen


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("who", WHO)
def test_every_kind_of_page_about_persons_can_be_used_by_all(visitor, who, size):
    page = visitor(SIZES[size])
    become(page, WHO[who])
    complaints, opened = {}, []
    for kind in kinds(page):
        opened.append(kind)
        name = kind.strip("/").replace("/", "_").replace("?", "_")
        complaints |= complaints_of(page, f"person-{who}-{size}-{name}")
    assert len(opened) > 8
    assert complaints == {}


def complaints_of(page, name) -> dict[str, tuple]:
    """What is wrong with the page that is open, by the name of its picture; nothing where it is
    sound.
    """
    picture(page, name)
    wide, broken = hangs_out(page), faults(page)
    unseen, unreached = reached_by_tab(page), page.evaluate(UNREACHED)
    found = (wide, broken, unseen[:4], unreached[:4])
    return {name: found} if any(found) else {}


@pytest.mark.parametrize("size", SIZES)
def test_so_can_a_case_without_a_yes_and_the_page_of_the_person_themselves(visitor, size):
    page = visitor(SIZES[size])
    become(page, WHO["counsellor"])
    page.goto("/sager/")
    page.locator("main table a").first.click()
    case = page.url
    person = page.get_by_role("link", name="Personens side").get_attribute("href")
    page.goto(f"{person}samtykke/")
    posted(page.get_by_role("button", name="Træk tilbage Rådgivning og sag"))
    page.goto(case)
    complaints = complaints_of(page, f"no-yes-{size}-case")
    page.goto(f"{case}samtale/5f0e4c52-8a63-4b4c-9a55-2f6f4b7d9e77/")
    complaints |= complaints_of(page, f"no-yes-{size}-talk")
    page.goto(person)
    complaints |= complaints_of(page, f"no-yes-{size}-person")
    page.get_by_role("button", name="Giv en kode til egen side").click()
    complaints |= complaints_of(page, f"own-{size}-code")
    given = re.search(r"\b(?:[2-9A-Z]{4} ){3}[2-9A-Z]{4}\b", page.locator("main").inner_text())
    guest = visitor(SIZES[size])
    guest.goto("/min-side/medborgerhuset/")
    complaints |= complaints_of(guest, f"own-{size}-door")
    guest.get_by_label("Din kode").fill(given.group())
    guest.get_by_role("button", name="Åbn min side").click()
    guest.get_by_role("heading", name="Koder til denne side").wait_for()
    complaints |= complaints_of(guest, f"own-{size}-page")
    page.goto(f"{person}samtykke/?formaal=case")
    page.get_by_label("Ja", exact=True).check()
    page.get_by_role("button", name="Gem svaret").click()
    assert complaints == {}
