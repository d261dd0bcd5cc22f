"""Both sides open the mirror, agree on a step without scripts, and print it; on phone and desk."""

import re

import pytest

from favn.config.demo.checks import round_id
from favn.config.demo.fixed import known_id
from favn.kit import clock
from tests.browser.test_answering import sound
from tests.browser.walk import DESKTOP, PHONE, become, picture

ROUND = round_id(f"Ressourcetjek {clock.today().year}")
OWN = f"/vores-side/{known_id('entry', 'Medborgerhuset')}/tjek/"
OFFICE = f"/foreninger/medborgerhuset/tjek/{ROUND}/"


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_the_offices_pages_fit_and_can_be_used_by_all(visitor, size):
    page = visitor(size)
    become(page, "Vær Freja Dahlgaard")
    home = "/ressourcetjek/"
    paths = (
        home,
        f"{home}ny/",
        f"{home}skridt/",
        f"{home}{ROUND}/",
        f"{home}{ROUND}/kort/",
        OFFICE,
    )
    for place, path in enumerate(paths):
        page.goto(path)
        picture(page, f"{size['width']}-tjek-{place}")
        sound(page)


def test_one_proposes_on_a_phone_without_scripts_and_the_other_says_yes(visitor):
    page = visitor(PHONE, scripts=False)
    become(page, "Vær Mehmet")
    page.goto(f"{OWN}{ROUND}/")
    main = page.inner_text("main")
    assert "Budget og regnskab: Foreningen ser 4,3 – kommunen 2,0." in main
    page.get_by_text("Foreslå et skridt").first.click()
    page.get_by_label("Hvad skal gøres?").fill("Ring til Kulturforvaltningen om nøglen")
    page.get_by_label("Inden").fill(f"{clock.today().year + 1}-03-01")
    page.get_by_role("button", name="Foreslå et skridt").click()
    assert "Skridtet er foreslået." in page.inner_text("main")
    picture(page, "phone-spejl")
    other = visitor(DESKTOP)
    become(other, "Vær Freja Dahlgaard")
    other.goto(OFFICE)
    other.get_by_role("link", name="Ring til Kulturforvaltningen om nøglen").click()
    sound(other)
    other.get_by_label("Hvor langt er det?").select_option("Aftalt")
    other.get_by_role("button", name="Gem", exact=True).click()
    assert "Noteret: aftalt." in other.inner_text("main")


def test_an_association_sees_the_map_without_names(visitor):
    page = visitor(PHONE)
    become(page, "Vær Mehmet")
    page.goto(f"{OWN}{ROUND}/kort/")
    sound(page)
    picture(page, "phone-kort")
    assert "Sprogvennerne" not in page.inner_text("main")


def test_the_house_makes_the_citizenship_parameters_its_own(visitor):
    """One is called something else, a tenth comes in, and the next association is asked so."""
    page = visitor(DESKTOP)
    become(page, "Vær Birgitte Holm")
    page.goto("/spoergeskemaer/")
    page.get_by_role("link", name="Aktivt medborgerskab").first.click()
    page.get_by_role("button", name="Begynd en ny udgave").click()
    page.get_by_role("link", name=re.compile("^Ret afsnittets ord.*Valg og stemme")).click()
    page.get_by_label("Afsnittets navn").fill("Valg og medbestemmelse")
    page.get_by_role("button", name="Gem", exact=True).click()
    page.get_by_text("Tilføj afsnit").first.click()
    page.get_by_label("Afsnittets navn").fill("Klima og kvarter")
    page.get_by_role("button", name="Tilføj afsnit").click()
    page.get_by_role("link", name=re.compile("^Tilføj spørgsmål.*Klima og kvarter")).click()
    page.get_by_role("link", name="Skala med ord i enderne").click()
    page.get_by_label("Spørgsmålet (skal udfyldes)").fill("Vi passer på kvarteret sammen.")
    page.get_by_role("button", name="Gem", exact=True).click()
    picture(page, "citizenship-draft")
    sound(page)
    page.get_by_role("button", name="Udgiv").click()
    page.get_by_role("link", name="Se den, som den besvares").click()
    main = page.inner_text("main")
    assert "Rettigheder og pligter" in main
    picture(page, "citizenship-preview")
    become(page, "Vær Freja Dahlgaard")
    page.goto("/ressourcetjek/")
    assert "Aktivt medborgerskab: udgave 2, 10 emner" in page.inner_text("main")
