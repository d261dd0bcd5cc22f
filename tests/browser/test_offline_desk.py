"""The desk without a network: taps wait on the device, are sent once each, and are never lost.

What counts is what another browser reads from the server afterwards.
"""

import re
import uuid

import pytest
from playwright.sync_api import Error, expect

from tests.browser.walk import become, becomes, picture

AMINA, JONAS, LEILA = "Vær Amina Warsame", "Vær Jonas Lindqvist", "Vær Leila Haddad"
COUNT = "**/i-dag/tael/"
WRONG_CLOCK = """
    const Right = Date;
    Date = class extends Right {
      constructor(...parts) { parts.length ? super(...parts) : super(Right.now() - 86400000); }
      static now() { return Right.now() - 86400000; }
    };
"""

KEPT = """async () => {
  const pages = await caches.open("favn-pages-1");
  const files = await caches.open("favn-files-1");
  const kept = await pages.match(location.pathname);
  return Boolean(kept && (await files.match("/static/centre/queue.js")));
}"""


def ready(page, path="/i-dag/"):
    page.goto(path)
    settled(page)


def settled(page):
    """The script has read its queue, and the worker has kept the page."""
    page.wait_for_selector("html[data-desk-ready]", state="attached")
    assert becomes(lambda: page.evaluate(KEPT), True)


def door(page):
    return page.locator('[data-counter="visit"]')


def number(page) -> int:
    return int(re.sub(r"\D", "", door(page).locator("[data-count]").inner_text()))


def tap(page, times=1):
    before = number(page)
    for done in range(1, times + 1):
        door(page).click()
        expect(door(page).locator("[data-count]")).to_have_text(
            re.compile(rf"^{before + done}$|^{f'{before + done:,}'.replace(',', '.')}$")
        )


def badge(page):
    return page.locator("[data-offline-badge]")


def try_again(page):
    """As the browser does when the network comes back; otherwise it is tried every 15 seconds."""
    page.evaluate("dispatchEvent(new Event('online'))")


class Line:
    """The line to the counting address; a route is never taken away while it answers."""

    def __init__(self, page) -> None:
        self.fault = None
        self.heard = []
        page.route(COUNT, self.carry)

    def carry(self, route):
        if self.fault == "answer lost":
            self.heard.append(route.fetch().status)
            route.abort()
        elif self.fault and self.fault in (route.request.post_data or ""):
            route.fulfill(status=500)
        elif self.fault == "server down":
            route.fulfill(status=503)
        elif self.fault == "cut":
            route.abort()
        else:
            route.continue_()


@pytest.fixture
def amina(visitor):
    page = visitor()
    become(page, AMINA)
    ready(page)
    return page


@pytest.fixture
def on_the_server(visitor):
    """What somebody else reads, without scripts."""
    other = visitor(scripts=False)
    become(other, JONAS)

    def read() -> int:
        other.goto("/i-dag/")
        return number(other)

    return read


def test_taps_made_without_a_network_survive_a_reload_and_are_sent_once_each(amina, on_the_server):
    before = on_the_server()
    amina.context.set_offline(True)
    tap(amina, 3)
    expect(badge(amina)).to_contain_text("3 venter")
    expect(door(amina)).to_contain_text("3 venter")
    picture(amina, "phone-offline")
    assert on_the_server() == before
    amina.reload()
    amina.wait_for_selector("html[data-desk-ready]", state="attached")
    assert number(amina) == before + 3
    tap(amina, 2)
    expect(badge(amina)).to_contain_text("5 venter")
    amina.context.set_offline(False)
    expect(badge(amina)).to_be_hidden()
    assert on_the_server() == before + 5
    try_again(amina)
    amina.reload()
    settled(amina)
    assert (number(amina), on_the_server()) == (before + 5, before + 5)


def test_undo_takes_away_what_was_not_yet_sent(amina, on_the_server):
    before = on_the_server()
    amina.context.set_offline(True)
    tap(amina, 2)
    amina.get_by_role("button", name="Fortryd").click()
    expect(badge(amina)).to_contain_text("1 venter")
    amina.context.set_offline(False)
    expect(badge(amina)).to_be_hidden()
    assert (number(amina), on_the_server()) == (before + 1, before + 1)


def test_undo_of_what_was_sent_reaches_the_server(amina, on_the_server):
    before = on_the_server()
    tap(amina)
    expect(badge(amina)).to_be_hidden()
    amina.get_by_role("button", name="Fortryd").click()
    expect(amina.locator("[data-undo-text]")).to_have_text("Fortrudt.")
    assert becomes(lambda: (number(amina), on_the_server()), (before, before))


def test_an_answer_that_got_lost_does_not_count_twice(amina, on_the_server):
    before = on_the_server()
    line = Line(amina)
    line.fault = "answer lost"
    tap(amina)
    expect(badge(amina)).to_contain_text("Uden net")
    expect(badge(amina)).to_contain_text("1 venter")
    assert (set(line.heard), on_the_server()) == ({201}, before + 1)
    line.fault = None
    try_again(amina)
    expect(badge(amina)).to_be_hidden()
    assert (number(amina), on_the_server()) == (before + 1, before + 1)


def test_undo_while_the_answer_is_lost_still_undoes(amina, on_the_server):
    before = on_the_server()
    line = Line(amina)
    line.fault = "answer lost"
    tap(amina)
    expect(badge(amina)).to_contain_text("Uden net")
    amina.get_by_role("button", name="Fortryd").click()
    line.fault = None
    try_again(amina)
    expect(badge(amina)).to_be_hidden()
    assert (number(amina), on_the_server()) == (before, before)


def test_a_server_in_trouble_is_asked_again(amina, on_the_server):
    before = on_the_server()
    line = Line(amina)
    line.fault = "server down"
    tap(amina, 2)
    expect(badge(amina)).to_contain_text("2 venter")
    line.fault = None
    try_again(amina)
    expect(badge(amina)).to_be_hidden()
    assert on_the_server() == before + 2


def test_one_tap_the_server_stumbles_over_does_not_hold_up_the_others(amina, on_the_server):
    before = on_the_server()
    line = Line(amina)
    line.fault = "press=participation"
    amina.context.set_offline(True)
    session = amina.locator('[data-counter^="participation:"]').first
    session.click()
    expect(session).to_contain_text("1 venter")
    tap(amina, 2)
    expect(badge(amina)).to_contain_text("3 venter")
    amina.context.set_offline(False)
    for _try in range(20):
        try_again(amina)
        amina.wait_for_timeout(250)
        if "1 venter" in badge(amina).inner_text():
            break
    expect(badge(amina)).to_contain_text("1 venter")
    expect(session).to_contain_text("1 venter")
    assert on_the_server() == before + 2
    line.fault = None
    try_again(amina)
    expect(badge(amina)).to_be_hidden()
    expect(session).not_to_contain_text("venter")


def test_signed_out_meanwhile_the_taps_wait_and_go_after_signing_in(amina, on_the_server):
    before = on_the_server()
    amina.context.set_offline(True)
    tap(amina, 3)
    amina.context.clear_cookies()
    amina.context.set_offline(False)
    expect(badge(amina)).to_contain_text("Log ind igen for at sende dem.")
    expect(badge(amina)).to_contain_text("3 venter")
    assert on_the_server() == before
    become(amina, AMINA)
    settled(amina)
    expect(badge(amina)).to_be_hidden()
    ready(amina)
    assert (number(amina), on_the_server()) == (before + 3, before + 3)


def test_what_the_server_refuses_is_shown_and_removed_by_a_person(amina, on_the_server):
    before = on_the_server()
    amina.get_by_label("Kort").fill("AAAA BBBB CCCC")
    amina.get_by_label("Kort").press("Enter")
    refused = amina.locator("[data-refused] li")
    expect(refused).to_contain_text("Kortet findes ikke her")
    expect(amina.get_by_label("Kort")).to_have_value("")
    expect(amina.locator("[data-undo-text]")).to_have_text("Ikke talt")
    picture(amina, "phone-refused")
    amina.reload()
    settled(amina)
    expect(refused).to_have_count(1)
    refused.get_by_role("button", name="Fjern").click()
    expect(refused).to_have_count(0)
    assert (number(amina), on_the_server()) == (before, before)


def test_taps_of_one_house_are_never_sent_as_anothers(amina, on_the_server):
    before = on_the_server()
    line = Line(amina)
    line.fault = "cut"
    tap(amina, 2)
    amina.goto("/")
    line.fault = None
    posted = []
    amina.on("request", lambda asked: posted.append(asked.url) if asked.method == "POST" else None)
    become(amina, LEILA)
    ready(amina)
    expect(badge(amina)).to_contain_text("Tal fra en anden konto venter på denne enhed")
    try_again(amina)
    tap(amina)
    expect(badge(amina)).to_contain_text("0 venter")
    assert [url for url in posted if "tael" in url] == [posted[-1]]
    assert on_the_server() == before
    become(amina, AMINA)
    ready(amina)
    expect(badge(amina)).to_be_hidden()
    assert on_the_server() == before + 2


def test_two_tabs_send_each_tap_once(amina, on_the_server):
    before = on_the_server()
    second = amina.context.new_page()
    ready(second)
    amina.context.set_offline(True)
    tap(amina, 2)
    door(second).click()
    expect(badge(second)).to_contain_text("3 venter")
    posted = []
    amina.context.on(
        "request", lambda request: posted.append(request.post_data) if request.post_data else None
    )
    amina.context.set_offline(False)
    expect(badge(amina)).to_be_hidden()
    expect(badge(second)).to_be_hidden()
    assert on_the_server() == before + 3
    ids = [re.search(r"\bid=([\w-]+)", body)[1] for body in posted if "press=visit" in body]
    assert sorted(ids) == sorted(set(ids))


def test_a_clock_a_day_behind_counts_today(amina, on_the_server):
    before = on_the_server()
    amina.add_init_script(WRONG_CLOCK)
    amina.reload()
    settled(amina)
    amina.context.set_offline(True)
    tap(amina, 2)
    amina.context.set_offline(False)
    expect(badge(amina)).to_be_hidden()
    assert on_the_server() == before + 2


def test_only_the_desks_own_pages_are_kept_and_none_after_signing_out(amina):
    for path in ("/vejledning/", "/i-dag/"):
        ready(amina, path)
    amina.goto("/indtastninger/")
    amina.context.set_offline(True)
    amina.goto("/vejledning/")
    expect(amina.get_by_role("heading", name="Vejledning")).to_be_visible()
    for path in ("/indtastninger/", "/i-dag/?dag=2026-01-05", "/kort/"):
        with pytest.raises(Error):
            amina.goto(path)
    amina.context.set_offline(False)
    ready(amina)
    amina.get_by_text("Din konto").or_(amina.locator(".fv-account-folded summary")).first.click()
    amina.get_by_role("button", name="Log ud").last.click()
    amina.wait_for_load_state()
    amina.context.set_offline(True)
    with pytest.raises(Error):
        amina.goto("/i-dag/")


def test_guidance_is_two_taps_without_a_network_too(amina):
    ready(amina, "/vejledning/")
    amina.context.set_offline(True)
    tile = amina.locator("[data-counter]").first
    count = tile.locator("[data-count]")
    before = int(count.inner_text())
    tile.click()
    expect(count).to_have_text(str(before + 1))
    expect(badge(amina)).to_contain_text("1 venter")
    amina.context.set_offline(False)
    expect(badge(amina)).to_be_hidden()
    amina.goto("/vejledning/")
    assert int(amina.locator("[data-counter] [data-count]").first.inner_text()) == before + 1


def new_tablet(jonas):
    """Jonas adds a tablet and opens its page: the code, and the address where it is typed."""
    become(jonas, JONAS)
    jonas.goto("/tavler/")
    name = f"Døren {uuid.uuid4().hex[:6]}"
    jonas.get_by_label("Navn").fill(name)
    jonas.get_by_role("button", name="Tilføj tavlen").click()
    picture(jonas, "phone-tavle-ny")
    code = jonas.locator(".fv-digits").inner_text()
    address = jonas.get_by_text("/tilmeld/").inner_text()
    jonas.goto("/tavler/")
    jonas.get_by_role("link", name=name).click()
    return code, address


def set_pin(jonas, pin):
    jonas.get_by_label("Vagtkode").fill(pin)
    jonas.get_by_role("button", name="Gem vagtkoden").click()
    expect(jonas.locator(".fv-digits")).to_have_text(pin)


def unlock(device, pin):
    device.get_by_label("Vagtkode").fill(pin)
    device.get_by_role("button", name="Åbn tavlen").click()
    expect(door(device)).to_be_visible()


def test_a_tablet_counts_offline_and_its_taps_wait_for_the_next_pin(visitor, on_the_server):
    before = on_the_server()
    jonas, device = visitor(), visitor()
    code, address = new_tablet(jonas)
    device.goto(address)
    picture(device, "phone-tavle-tilmeld")
    device.get_by_label("Kode").fill(code)
    device.get_by_role("button", name="Tilmeld").click()
    picture(device, "phone-tavle-kode")
    set_pin(jonas, "2580")
    unlock(device, "2580")
    settled(device)
    picture(device, "phone-tavle")
    device.context.set_offline(True)
    tap(device, 2)
    set_pin(jonas, "739104")
    device.context.set_offline(False)
    expect(badge(device)).to_contain_text("Skriv vagtkoden igen for at sende dem.")
    expect(badge(device)).to_contain_text("2 venter")
    assert on_the_server() == before
    device.goto("/tavle/")
    unlock(device, "739104")
    settled(device)
    expect(badge(device)).to_be_hidden()
    assert on_the_server() == before + 2
