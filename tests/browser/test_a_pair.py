"""From two sign-ups to an evaluated pair and a funder's count: three roles, two organisations.

Thu Prøve and Karen Prøve sign up on their phones; Ida talks with them, sees why the plan puts them
together and asks both; they say yes by their letters, meet, end, and both say how it goes. Jonas
sends the quarter, and Birgitte in the municipality opens the count to what it means. Milan in the
neighbouring association reaches none of it.
"""

import os
import re
import subprocess
import sys

from playwright.sync_api import expect

from tests.browser.conftest import served
from tests.browser.walk import DESKTOP, PHONE, faults, hangs_out, picture, posted

MENTEE, MENTOR = "thu@eksempel.example", "karen@eksempel.example"
SIGN_UP = "/mentor/medborgerhuset/mentorer-i-sundhavn/"
PLAN_PRESS = re.compile("^Regn planen igen$")
TITLE = "Thu Prøve – Karen Prøve"


def sound(page, name):
    """Nothing hangs out of the screen, nothing fails a rule of accessibility; and a picture."""
    picture(page, f"pair-{name}")
    assert not hangs_out(page)
    assert faults(page) == []


def press(page, name):
    page.get_by_role("button", name=name, exact=True).click()


def unfold(page, name):
    page.locator("summary", has_text=name).first.click()


def link(letterbox, to, words):
    """Where the newest letter to somebody that says so leads."""
    text = next(t for t in reversed(letterbox.to(to)) if words in t)
    return re.search(r"http://\S+/makker/\S+/", text)[0]


def signs_up(page, side, name, mail, *spoken):
    page.goto(f"{SIGN_UP}{side}/")
    page.get_by_label(re.compile("^Navn")).fill(name)
    page.get_by_label(re.compile("^Mail eller telefon")).fill(mail)
    for label, language in zip(
        ("Det sprog, du taler bedst", "Et sprog mere"), spoken, strict=False
    ):
        page.get_by_label(label, exact=False).select_option(label=language)
    for wish in ("Et job", "At kende flere", "Hverdage om aftenen", "Ja, det må I gerne"):
        page.get_by_label(wish, exact=False).first.check(force=True)
    page.get_by_label(re.compile("fag", re.IGNORECASE)).first.select_option(label="It og teknik")
    sound(page, side)
    press(page, "Meld mig")
    expect(page.get_by_text("Nu sker der tre ting.")).to_be_visible()


def takes_in(ida, name):
    """The interview: who they are, and what was agreed; then they are in the pool."""
    ida.goto("/makkerskab/tilmeldinger/")
    ida.get_by_role("link", name=name).click()
    sound(ida, f"signup-{name[:3]}")
    ida.get_by_role("button", name=re.compile("ind som en ny person$")).click()
    expect(ida.get_by_role("heading", name=f"Samtale med {name}")).to_be_visible()
    press(ida, "Gem")
    expect(ida.get_by_text("I puljen")).to_be_visible()


def plans_and_asks(ida):
    ida.goto("/makkerskab/")
    ida.get_by_role("link", name="Hele planen", exact=True).click()
    ida.get_by_role("button", name=PLAN_PRESS).click()
    expect(ida.get_by_text("Planen er regnet med")).to_be_visible()
    card = ida.locator(".fv-card").filter(has_text="Thu Prøve").first
    expect(card).to_contain_text("Karen Prøve")
    expect(card).to_contain_text("Begge taler vietnamesisk.")
    expect(card).to_contain_text("Samme fag: it og teknik.")
    sound(ida, "plan")
    ida.get_by_role("button", name="Spørg begge Thu Prøve").click()
    expect(ida.get_by_text("Thu Prøve og Karen Prøve er spurgt.")).to_be_visible()


def they_say_yes(thu, karen, letterbox):
    for page, mail in ((thu, MENTEE), (karen, MENTOR)):
        page.goto(link(letterbox, mail, "passer godt sammen"))
        sound(page, f"ask-{mail[:3]}")
        press(page, "Ja, det vil jeg gerne")
    expect(karen.get_by_text("I har begge sagt ja.")).to_be_visible()


def they_begin_and_meet(ida, karen):
    ida.goto("/makkerskab/")
    ida.get_by_role("link", name=TITLE).first.click()
    pair = ida.url
    ida.get_by_role("link", name="Skriv aftalen, og begynd").click()
    ida.get_by_label("Menteen forventer").fill("At blive klar til samtaler")
    press(ida, "Gem aftalen")
    expect(ida.get_by_text("De er i gang.")).to_be_visible()
    karen.reload()
    press(karen, "Skriv mødet")
    expect(karen.get_by_text("Tak. Mødet er skrevet.")).to_be_visible()
    sound(karen, "met")
    ida.goto(pair)
    expect(ida.get_by_role("cell", name="mentoren", exact=True)).to_be_visible()
    unfold(ida, "Slut makkerskabet")
    ida.get_by_label("Hvad skete der?").select_option(label="Forløbet er slut som aftalt")
    press(ida, "Slut makkerskabet")
    expect(ida.get_by_text("Makkerskabet er afsluttet.")).to_be_visible()
    return pair


def the_morning(home, address, mail):
    """What the host runs every morning."""
    environment = os.environ | {"FAVN_HOME": str(home), "FAVN_DEMO": "1"} | mail
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    call = [sys.executable, "-m", "favn.config.cli", "mentoring", "--site", address]
    subprocess.run(call, env=environment, check=True, timeout=300)


def both_tell(thu, karen, letterbox):
    for page, mail, job in ((thu, MENTEE, "Ja"), (karen, MENTOR, "Nej")):
        page.goto(link(letterbox, mail, "hvordan går det nu"))
        page.get_by_role("group", name=re.compile("i job nu")).get_by_label(job, exact=True).check(
            force=True
        )
        sound(page, f"tells-{mail[:3]}")
        press(page, "Send svar")
        expect(page.get_by_text("Tak, vi har dine svar.")).to_be_visible()


def the_evaluation(ida, pair):
    ida.goto(pair)
    expect(ida.get_by_role("row", name=re.compile("Er i job Ja Nej Uenige"))).to_be_visible()
    sound(ida, "evaluated")
    ida.goto("/makkerskab/")
    ida.get_by_role("link", name="Hvad der kom ud af det, fortalt af begge").click()
    expect(ida.get_by_text("svarede selv")).to_be_visible()
    sound(ida, "shares")


def the_quarter(jonas):
    """The quarter that runs, before anybody has begun."""
    jonas.goto("/optaellinger/")
    rows = jonas.get_by_role("row").filter(has_text="1. Virksomhedsforløb")
    rows.first.get_by_role("link").first.click()
    expect(jonas.locator("main")).to_contain_text("nye makkerskaber")
    return registered(jonas)


def registered(jonas):
    """How many pairs began in the quarter, and how many ended."""
    cards = jonas.locator("main .fv-card")
    titles = ("Nye makkerskaber", "Afsluttede makkerskaber")
    mine = [cards.filter(has=jonas.get_by_role("heading", name=t, exact=True)) for t in titles]
    return [int(card.locator(".fv-digits").inner_text()) for card in mine]


def the_count(jonas, birgitte, before):
    """The quarter is filled by what was registered; the other organisation opens what it means."""
    count = jonas.url
    jonas.reload()
    assert registered(jonas) == [n + 1 for n in before]
    for box in jonas.get_by_role("checkbox").all():
        box.check()
    posted(jonas.get_by_role("button", name=re.compile("Send (optællingen|rettelse|svaret)")))
    birgitte.goto(count)
    sound(birgitte, "count")
    posted(birgitte.get_by_role("button", name=re.compile("^Godkend")))
    birgitte.goto(count)
    birgitte.locator("main a[href*='/tal/pathways.pairs_started']").first.click()
    expect(birgitte.locator("main")).to_contain_text("Hver gang en mentor og en mentee begynder")
    expect(birgitte.locator("main")).not_to_contain_text("Prøve")
    sound(birgitte, "definition")
    return count


def test_two_sign_ups_become_an_evaluated_pair_and_a_funders_count(home, letterbox, visitors):
    mail = {"FAVN_MAIL_URL": f"smtp://127.0.0.1:{letterbox.port}"}
    with served(home, **mail) as address:
        thu, karen = visitors(address, PHONE), visitors(address, PHONE)
        ida = visitors(address, DESKTOP, "Ida Storm")
        jonas = visitors(address, name="Jonas Lindqvist")
        before = the_quarter(jonas)
        signs_up(thu, "faa-en-mentor", "Thu Prøve", MENTEE, "vietnamesisk")
        signs_up(karen, "bliv-mentor", "Karen Prøve", MENTOR, "dansk", "vietnamesisk")
        for name in ("Thu Prøve", "Karen Prøve"):
            takes_in(ida, name)
        plans_and_asks(ida)
        they_say_yes(thu, karen, letterbox)
        pair = they_begin_and_meet(ida, karen)
        the_morning(home, address, mail)
        both_tell(thu, karen, letterbox)
        the_evaluation(ida, pair)
        birgitte = visitors(address, name="Birgitte Holm")
        count = the_count(jonas, birgitte, before)
        milan = visitors(address, name="Milan Novak")
        assert milan.goto(pair).status == 404
        assert milan.goto(count).status in (403, 404)
        assert milan.goto(karen.url.replace("medborgerhuset", "naboerne")).status == 404
