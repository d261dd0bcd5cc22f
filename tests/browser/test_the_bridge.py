"""The bridge, from a mail to what came of it: a chair without an account, the leisure consultant,
the centre that counts and the planner.

Hodan confirms her association's page from a mail and asks for a room; Freja sees who this is and
settles “same one?”; both sides answer the resource check; a need meets an offer; expectations are
aligned and an agreement points at an initiative, whose count Jonas sends and Birgitte accepts. A
year later both are reminded by themselves, say what happened, and the collaboration counts. The
house is this journey's own, with a real mail server.
"""

import os
import re
import subprocess
import sys
from datetime import date, timedelta

from playwright.sync_api import expect

from favn.associations.rules.reviews import months_later
from tests.browser.conftest import served
from tests.browser.test_answering import sound
from tests.browser.walk import PHONE, picture, posted

MAIL = "skf@forening.example"
WHO = "Somalisk Kvindeforening"
OFFICE = "Kulturforvaltningen"
TITLE = "Svømning for kvinder lørdag"
TODAY = date.today()  # noqa: DTZ011 - the demo world stands on the machine's day
LATER = months_later(TODAY, 12)


def look(page, name):
    """Keep the picture; nothing hangs out of the screen, nothing breaks a rule of accessibility."""
    picture(page, f"bridge-{name}")
    sound(page)


def link(box, to, within=""):
    """The address in the newest letter to somebody that speaks of something."""
    text = next(text for text in reversed(box.to(to)) if within in text)
    return re.search(r"http://\S+", text)[0]


def confirms(freja, hodan, box):
    """One press in the directory, a mail, one press on the phone."""
    freja.get_by_role("link", name="Foreninger", exact=True).first.click()
    freja.get_by_label("Søg").fill("somalske kvinder svømmning")
    freja.get_by_role("button", name="Søg", exact=True).click()
    freja.get_by_role("link", name=WHO).click()
    look(freja, "01-one-association-desktop")
    freja.get_by_role("button", name="Spørg foreningen, om det passer").click()
    expect(freja.get_by_text("Der er skrevet til foreningen.")).to_be_visible()
    hodan.goto(link(box, MAIL))
    look(hodan, "02-confirm-page-phone")
    hodan.get_by_role("button", name="Ja, det passer").click()
    expect(hodan.get_by_text("det er bekræftet i dag")).to_be_visible()


def asks_for_a_room(hodan):
    """What the municipality knows of them is not asked again."""
    hodan.get_by_role("link", name="Søg støtte, lokale eller råd").click()
    expect(hodan.get_by_label("Mail, vi kan svare på")).to_have_value(MAIL)
    hodan.get_by_label("Hvad søger I?").select_option("Et lokale")
    hodan.get_by_label("Med få ord").fill("Bassin lørdag formiddag")
    hodan.get_by_label("Hvad skal det bruges til?").fill("20 kvinder lærer at svømme.")
    hodan.get_by_label("Hvornår?").fill("Lørdag 9–11 fra januar")
    hodan.get_by_label("Dit navn").fill("Hodan Warsame")
    look(hodan, "03-ask-for-a-room-phone")
    hodan.get_by_role("button", name="Send til kommunen").click()
    expect(hodan.get_by_text("Henvendelsen er sendt til kommunen.")).to_be_visible()


def settles_who_it_is(freja):
    """Statutes, boards and earlier errands stand beside the errand; a person decides."""
    freja.get_by_role("link", name="Henvendelser", exact=True).first.click()
    freja.get_by_role("link", name="Bassin lørdag formiddag").click()
    main = freja.locator("main")
    expect(main).to_contain_text("At styrke somaliske kvinder")
    expect(main).to_contain_text("Støtte til svømning for kvinder")
    look(freja, "04-who-this-is-desktop")
    freja.get_by_role("link", name="SKF", exact=True).last.click()
    freja.get_by_label("Hvorfor?").fill("Samme bestyrelse og samme hus.")
    look(freja, "05-same-one-desktop")
    freja.get_by_role("button", name=f"De er den samme: behold {WHO}").click()
    expect(freja.locator("h1")).to_have_text("Bassin lørdag formiddag")
    expect(freja.locator("main")).to_contain_text("Tilskud til svømmehold")
    freja.get_by_label("Afgørelse").select_option("Delvist")
    freja.get_by_label("Svar til foreningen").fill("I kan få bassinet hver anden lørdag.")
    freja.get_by_label("Begrundelse").fill("Holdet efter jer har det de andre.")
    freja.get_by_role("button", name="Gem og send svaret").click()
    expect(freja.get_by_text("Svaret står på henvendelsen og er mailet til")).to_be_visible()


def answers_everything(page, number):
    """Every scale with one number, and whatever else may stay empty."""
    with page.expect_navigation():
        page.get_by_role("link", name=re.compile("Begynd|Gå videre")).first.click()
    while page.get_by_role("button", name="Næste").count():
        for group in page.get_by_role("group").all():
            choice = group.get_by_label(number, exact=True)
            if choice.count():
                choice.check(force=True)
        with page.expect_navigation():
            page.get_by_role("button", name="Næste").click()
    name = page.get_by_label("Dit navn")
    if name.count():
        name.fill("En, der svarer")
    page.get_by_role("button", name="Send svarene").click()
    expect(page.get_by_text("Tak. Dine svar er sendt.")).to_be_visible()


def check_both_sides(freja, hodan, office, box):
    """A round for one association and one office; each answers by its own mail."""
    freja.goto("/foreninger/somalisk-kvindeforening/")
    freja.get_by_role("link", name="Ressourcetjek", exact=True).first.click()
    freja.get_by_role("link", name="Begynd en runde med foreningen").click()
    freja.get_by_label("Rundens navn").fill("Svømmetjek")
    freja.get_by_label("Sidste dag at svare").fill(f"{TODAY + timedelta(days=20)}")
    freja.get_by_label(OFFICE).check(force=True)
    freja.get_by_role("button", name="Åbn runden").click()
    freja.get_by_role("button", name=re.compile("^Send invitation")).click()
    expect(freja.get_by_text("2 breve er sendt.")).to_be_visible()
    look(freja, "06-who-owes-an-answer-desktop")
    to_office = next(to[0] for to, letter in box.letters[-2:] if MAIL not in to)
    for page, to, number in ((hodan, MAIL, "2"), (office, to_office, "4")):
        page.goto(link(box, to, "Svømmetjek"))
        answers_everything(page, number)
    look(hodan, "07-the-check-is-sent-phone")
    freja.reload()
    freja.get_by_role("link", name=re.compile("Se spejlet")).first.click()
    expect(freja.locator("main")).to_contain_text("Foreningen ser 2,0 – kommunen 4,0")
    look(freja, "08-the-mirror-desktop")


def a_need_is_matched(freja, hodan, box, ask):
    """Hodan writes a need by her own link, Freja an offer; the reasons stand with the pair."""
    hodan.goto(ask)
    hodan.get_by_role("button", name="Send mig linket").click()
    expect(hodan.get_by_text("Linket er sendt til foreningens mail.")).to_be_visible()
    hodan.goto(link(box, MAIL, "jeres behov og samarbejder"))
    hodan.get_by_role("link", name="Skriv et behov eller et tilbud").click()
    wishes(hodan, "Vi har brug for", TITLE)
    hodan.get_by_label("Hvem skriver?").fill("Hodan Warsame")
    look(hodan, "09-a-need-phone")
    hodan.get_by_role("button", name="Skriv det op").click()
    freja.get_by_role("link", name="Samarbejder", exact=True).first.click()
    freja.get_by_role("link", name="Behov og tilbud", exact=True).first.click()
    freja.get_by_role("link", name="Skriv et behov eller et tilbud").click()
    freja.get_by_label("For hvilken forvaltning?").select_option(OFFICE)
    wishes(freja, "Vi kan give", "Svømmehallens lille bassin")
    freja.get_by_role("button", name="Skriv det op").click()
    freja.get_by_role("link", name="Se, hvad der passer sammen").click()
    look(freja, "10-what-fits-desktop")
    freja.get_by_role("button", name=f"Læg frem for begge {TITLE}").click()
    pair = f"{TITLE} – Svømmehallens lille bassin"
    hodan.reload()
    hodan.get_by_role("link", name=pair).click()
    look(hodan, "11-a-suggestion-with-reasons-phone")
    freja.get_by_role("link", name=pair).click()
    for page in (hodan, freja):
        page.get_by_label("Vil gerne tale om det").check(force=True)
        posted(page.get_by_role("button", name="Send svaret"))
    freja.reload()
    freja.get_by_role("button", name="Begynd at afstemme forventninger").click()


def wishes(page, way, title):
    page.get_by_label(way).check(force=True)
    page.get_by_label("Hvad handler det om?").select_option("Lokale")
    page.get_by_label("Skriv det kort").fill(title)
    page.get_by_label("Lørdag og søndag i dagtimerne").check(force=True)
    page.get_by_label("Kvinder").check(force=True)


def align(freja, hodan):
    """Each writes for itself; then both stand beside each other."""
    hodan.get_by_role("link", name="Tilbage").first.click()
    hodan.get_by_role("region", name="Samarbejder").get_by_role("link", name=TITLE).click()
    for page, ours in ((hodan, "Finde 20 kvinder"), (freja, "Låse op kl. 9")):
        page.get_by_role("link", name=re.compile("^Åbn")).first.click()
        page.get_by_label("Hvad skal der komme ud af det?").fill("20 kvinder kan svømme.")
        page.get_by_label("Det gør vi selv, og hvornår").fill(ours)
        if page is hodan:
            look(page, "12-our-own-sheet-phone")
        page.get_by_role("button", name="Aflever, så den anden kan se det").click()
    freja.get_by_role("link", name=re.compile("^Åbn")).nth(1).click()
    look(freja, "13-beside-each-other-desktop")
    freja.get_by_role("link", name="Lav en aftale ud af det").click()


def agree(freja, hodan):
    """Review each year, pointing at initiative 12; both say yes."""
    freja.get_by_label("Hvor tit ser I på aftalen sammen?").select_option("Én gang om året")
    initiative = freja.get_by_label("Indsats i planen")
    initiative.select_option(
        next(o.inner_text() for o in initiative.locator("option").all()
             if o.inner_text().startswith("12"))
    )  # fmt: skip
    freja.get_by_role("button", name="Gem udgaven, så begge kan sige ja").click()
    for page in (freja, hodan):
        page.get_by_label("Ja, det er vores aftale").check(force=True)
        page.get_by_role("button", name="Send svaret").click()
        if page is freja:
            hodan.reload()
            hodan.get_by_role("link", name=re.compile("^1$")).click()
    expect(hodan.get_by_text("Begge har sagt ja.")).to_be_visible()
    look(hodan, "14-the-agreement-phone")


def the_count_reaches_the_planner(jonas, birgitte):
    jonas.goto("/optaellinger/")
    rows = jonas.get_by_role("row").filter(has_text=re.compile(r"\b12\. "))
    rows.first.get_by_role("link").click()
    page = jonas.url
    for box in jonas.get_by_role("checkbox").all():
        box.check()
    posted(jonas.get_by_role("button", name=re.compile("Send (optællingen|rettelse|svaret)")))
    birgitte.goto(page)
    posted(birgitte.get_by_role("button", name=re.compile("^Godkend")))
    birgitte.goto("/samarbejder/")
    birgitte.get_by_role("link", name=TITLE, exact=True).first.click()
    birgitte.get_by_role("link", name=re.compile("^1$")).click()
    expect(birgitte.locator("main")).to_contain_text("Indsatsen i planen")
    expect(birgitte.locator("main")).to_contain_text("Medborgerhuset")
    look(birgitte, "15-the-initiatives-count-desktop")


def test_two_sides_find_each_other_and_a_year_later_say_what_happened(home, letterbox, visitors):
    mail = {"FAVN_MAIL_URL": f"smtp://127.0.0.1:{letterbox.port}"}
    with served(home, **mail) as address:
        freja = visitors(address, name="Freja Dahlgaard")
        hodan, office = visitors(address, PHONE), visitors(address)
        confirms(freja, hodan, letterbox)
        ask = link(letterbox, MAIL)
        asks_for_a_room(hodan)
        settles_who_it_is(freja)
        check_both_sides(freja, hodan, office, letterbox)
        a_need_is_matched(freja, hodan, letterbox, ask)
        align(freja, hodan)
        agree(freja, hodan)
        jonas = visitors(address, name="Jonas Lindqvist")
        birgitte = visitors(address, name="Birgitte Holm")
        the_count_reaches_the_planner(jonas, birgitte)
        leila = visitors(address, name="Leila Haddad")
        assert leila.goto(freja.url).status in (403, 404)

    # A year later: nobody presses anything, and both are reminded.
    later = {"FAVN_TODAY": str(LATER), **mail}
    with served(home, **later) as address:
        letterbox.letters.clear()
        environment = os.environ | {"FAVN_HOME": str(home), "FAVN_DEMO": "1"} | later
        environment.pop("DJANGO_SETTINGS_MODULE", None)
        call = [sys.executable, "-m", "favn.config.cli", "reviews", "--site", address]
        for _again in range(2):
            subprocess.run(call, env=environment, check=True, timeout=300)
        assert len(letterbox.to(MAIL)) == 1
        hodan, freja = visitors(address, PHONE), visitors(address, name="Freja Dahlgaard")
        hodan.goto(link(letterbox, MAIL))
        look(hodan, "16-a-year-later-phone")
        hodan.get_by_role("link", name="Svar nu").click()
        tells(hodan, "Ja, som aftalt", "18", "Hodan Warsame")
        look(hodan, "17-what-happened-phone")
        freja.goto("/samarbejder/")
        due = freja.get_by_role("row").filter(has_text=TITLE).first
        expect(due).to_contain_text("mindet")
        due.get_by_role("link").click()
        tells(freja, "Noget af det", "15")
        expect(freja.get_by_text("I siger ikke det samme")).to_be_visible()
        look(freja, "18-both-answers-desktop")
        birgitte = visitors(address, name="Birgitte Holm")
        birgitte.goto(f"/samarbejder/talt/{TODAY.year}/")
        expect(birgitte.get_by_role("link", name=TITLE, exact=True)).to_be_visible()
        look(birgitte, "19-it-counts-desktop")


def tells(page, happened, many, who=""):
    page.get_by_label(happened).check(force=True)
    page.get_by_label("Hvad skete der?").fill("Kvinder lærte at svømme.")
    page.get_by_label("Hvor meget?").fill(many)
    page.get_by_label("Af hvad?").fill("lørdage")
    page.get_by_label("Ja", exact=True).check(force=True)
    if who:
        page.get_by_label("Hvem skriver?").fill(who)
    page.get_by_role("button", name="Gem svaret").click()
