"""A list of associations as an office keeps it, and a general assembly from its agenda to its vote:
three roles in two organisations.

Freja in the municipality reads a messy spreadsheet, sees what it would do, settles a doubt, takes
it and takes it back. Mehmet in the association sees nothing of that list; he calls his members,
locks the list of voters and counts a vote on his phone. Grethe, who only reads, follows it.
"""

import io
import re

import openpyxl
from playwright.sync_api import expect

from tests.browser.walk import DESKTOP, PHONE, become, faults, hangs_out, picture, posted

LISTS, DIRECTORY, ASSEMBLIES = "/foreninger/lister/", "/foreninger/", "/generalforsamling/"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MESSY = [
    ["Foreningsoversigt, udtræk fra i går"],
    [],
    ["Forenings navn", "CVR-nr.", "E-mail", "Post nr.", "Bemærkning"],
    ["Rulleskøjterne på Molen", "10 15 08 17", "rul@molen.example", 4600, ""],
    ["RULLESKØJTERNE PÅ MOLEN", 10150817.0, "RUL@molen.example", "4600", "dobbelt?"],
    ["Molens Skakbræt", "12345678", "", "", ""],
    ["", None, "ensom@molen.example", "", ""],
    ["Vinterbaderne ved Molen", "", "bad(at)molen", "", ""],
]
TITLE = "Generalforsamling om nye stole"


def messy():
    """The spreadsheet as a browser sends it."""
    book, file = openpyxl.Workbook(), io.BytesIO()
    for row in MESSY:
        book.active.append(row)
    book.save(file)
    return {"name": "foreninger.xlsx", "mimeType": XLSX, "buffer": file.getvalue()}


def button(page, name):
    return page.get_by_role("button", name=name, exact=True)


def sound(page, name):
    picture(page, f"assembly-{name}")
    assert not hangs_out(page)
    assert faults(page) == []


def listed(page):
    """How many associations of the messy list the directory knows."""
    page.goto(f"{DIRECTORY}?q=molen")
    return page.get_by_role("link", name=re.compile("på Molen", re.IGNORECASE)).count()


def test_a_messy_list_is_looked_through_taken_and_taken_back(visitor):
    freja, mehmet = visitor(DESKTOP), visitor(PHONE)
    become(freja, "Vær Freja Dahlgaard")
    become(mehmet, "Vær Mehmet Aydın")
    freja.goto(DIRECTORY)
    freja.get_by_role("link", name="Læs en liste").click()
    freja.get_by_label("Regneark").set_input_files(messy())
    posted(button(freja, "Læs listen"))
    main = freja.locator("main")
    expect(main).to_contain_text("1 ny forening, 1 tvivl at afgøre, 3 linjer med fejl.")
    expect(main).to_contain_text("Afgør den ene tvivl herunder. Så kan du tage listen med.")
    expect(main).to_contain_text("CVR-nummeret findes ikke.")
    expect(button(freja, "Tag listen med")).to_have_count(0)
    sound(freja, "list")
    seen = freja.url
    posted(button(freja, "Samme som Rulleskøjterne på Molen"))
    posted(button(freja, "Tag listen med"))
    expect(main).to_contain_text("Foreningerne står i oversigten.")
    assert mehmet.goto(seen).status == 403
    assert listed(freja) == 1
    freja.goto(seen)
    posted(button(freja, "Tag listen tilbage"))
    expect(main).to_contain_text("Oversigten er, som den var.")
    assert listed(freja) == 0
    freja.goto(seen)
    posted(button(freja, "Fjern listen"))
    expect(main).to_contain_text("Listen er fjernet.")


def planned_today(page):
    """An extraordinary assembly in the day's last minute, with one vote on its agenda: the list of
    voters is locked on the day, by the machine's own clock."""
    today = page.evaluate("new Date().toLocaleDateString('sv')")
    page.goto(f"{ASSEMBLIES}ny/")
    page.get_by_label("Hvad hedder mødet?").fill(TITLE)
    page.get_by_label("Begynder").fill(f"{today}T23:59")
    page.get_by_label("Hvor").last.fill("Salen")
    page.get_by_label("Det er en ekstraordinær generalforsamling").check()
    posted(button(page, "Plan mødet"))
    expect(page.locator("main")).to_contain_text("Så kan du indkalde medlemmerne her.")
    page.get_by_label("Slags punkt").select_option(label="Afstemning")
    page.get_by_label("Hvad hedder punktet?").fill("Nye stole")
    posted(button(page, "Sæt på dagsordenen"))


def test_an_assembly_is_called_its_voters_are_locked_and_a_vote_stands(visitor):
    mehmet, grethe = visitor(PHONE), visitor(DESKTOP)
    become(mehmet, "Vær Mehmet Aydın")
    become(grethe, "Vær Grethe Bak")
    planned_today(mehmet)
    main, here = mehmet.locator("main"), mehmet.url
    mehmet.get_by_label("Indkald alligevel.").check()
    posted(button(mehmet, "Indkald medlemmerne"))
    expect(main).to_contain_text("senere end vedtægternes 28 dage")
    posted(button(mehmet, "Lås stemmelisten, og åbn mødet"))
    mehmet.get_by_role("link", name="Fremmøde og fuldmagter").click()
    for _member in range(2):
        posted(mehmet.get_by_role("button", name=re.compile("^Kom ")).first)
    expect(main).to_contain_text("2 er her.")
    mehmet.goto(here)
    mehmet.get_by_role("link", name="Nye stole", exact=True).click()
    counted = {"For (skal udfyldes)": 2, "Imod (skal udfyldes)": 1, "Blanke (skal udfyldes)": 0}
    for label, votes in counted.items():
        mehmet.get_by_label(label).fill(str(votes))
    posted(button(mehmet, "Gem stemmerne"))
    expect(main).to_contain_text("3 stemmer er talt op, men der er 2 i salen.")
    mehmet.get_by_label("Imod (skal udfyldes)").fill("0")
    posted(button(mehmet, "Gem stemmerne"))
    expect(main).to_contain_text("Vedtaget: 2 for, 0 imod, 0 blanke. 2 stemmer i salen.")
    mehmet.get_by_label("Referat").fill("Stolene købes i maj.")
    posted(button(mehmet, "Gem kladden"))
    sound(mehmet, "vote")
    grethe.goto(here)
    expect(grethe.locator("main")).to_contain_text("Vedtaget")
    expect(button(grethe, "Luk mødet, og sæt de valgte ind")).to_have_count(0)
    mehmet.goto(here)
    posted(button(mehmet, "Luk mødet, og sæt de valgte ind"))
    posted(button(mehmet, "Godkend referatet"))
    expect(main).to_contain_text("af Mehmet Aydın")
