"""A leader invites a colleague, who comes by her letter on a phone; no other house sees her."""

import re

from tests.browser.conftest import served
from tests.browser.walk import DESKTOP, PHONE, faults, hangs_out, picture, posted

RITA = "rita@hus.example"
STAFF = "/konto/medarbejdere/"
INVITED = "De er inviteret og ikke kommet endnu"


def seen(page, name):
    """What everybody must be able to do with the page; and a picture where they are wanted."""
    picture(page, f"invited-{name}-{page.viewport_size['width']}")
    assert not hangs_out(page), name
    assert faults(page) == [], name


def test_a_leader_invites_and_the_colleague_comes_on_her_phone(home, letterbox, visitors):
    with served(home, FAVN_MAIL_URL=f"smtp://127.0.0.1:{letterbox.port}") as address:
        leader = visitors(address, DESKTOP, name="Jonas Lindqvist")
        leader.get_by_role("banner").get_by_role("link", name="Medarbejdere").click()
        leader.get_by_role("link", name="Invitér en kollega").click()
        leader.get_by_label("Navn").fill("Rita Holm")
        leader.get_by_label("E-mail").fill(RITA)
        leader.get_by_label("Rolle").select_option(label="Sundhedsfaglig")
        seen(leader, "form")
        posted(leader.get_by_role("button", name="Send invitationen"))
        assert "Rita Holm" in leader.get_by_role("region", name=INVITED).inner_text()
        seen(leader, "list")
        leader.set_viewport_size(PHONE)
        leader.reload()
        seen(leader, "list")
        other = visitors(address, PHONE, name="Leila Haddad")
        other.goto(STAFF)
        assert "Rita" not in other.locator("main").inner_text()
        phone = visitors(address, PHONE)
        (letter,) = letterbox.to(RITA)
        phone.goto(re.search(r"http\S+/velkommen/\S+", letter)[0])
        seen(phone, "welcome")
        for field in ("password1", "password2"):
            phone.locator(f"[name={field}]").fill("fire helt almindelige ord")
        posted(phone.get_by_role("button", name="Gem og log ind"))
        phone.wait_for_url("**/konto/to-trin/**")
        phone.get_by_role("link", name="Sæt en app op").click()
        phone.wait_for_url("**/2fa/totp/activate/**")
        leader.reload()
        assert "Rita Holm" in leader.get_by_role("region", name="De har adgang").inner_text()
        assert leader.get_by_role("region", name=INVITED).count() == 0
