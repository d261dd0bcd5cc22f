"""The municipal officer's year: links go out, offices answer, a count arrives, the paper is frozen.

Birgitte leads the round; the health office answers by a mailed link without an account; Jonas
sends his quarter; Birgitte asks back and closes; a year later Rasmus reads what happened since.
Leila in another association sees nothing of it. The house is this journey's own.
"""

import re
from datetime import date

from playwright.sync_api import expect

from tests.browser.conftest import served
from tests.browser.walk import PHONE, picture, posted

OFFICE = "Sundhedsforvaltningen"
HEALTH, CULTURE = "sundhed@sundhavn.example", "kultur@sundhavn.example"


def write(page, text, status="I gang", name=""):
    page.get_by_label(status).check()
    page.get_by_label("Hvad er der sket i år?").fill(text)
    if name:
        page.get_by_label("Dit navn").fill(name)


def saved(page):
    """Wait until the page says itself that the draft is kept."""
    expect(page.locator("[data-saved]")).to_contain_text("Gemt kl.")


def send_link(page, office, to):
    """Under the office's name, to an address."""
    part = page.locator("section").filter(has=page.get_by_role("heading", name=office))
    part.get_by_text("Send svarlink").first.click()
    part.get_by_label("E-mail").fill(to)
    part.get_by_role("button", name="Send svarlink").click()
    expect(page.get_by_text(f"Svarlinket er sendt til {to}")).to_be_visible()


def missing(page):
    """The addresses of what nobody has answered, as the round's page links to them."""
    rows = page.get_by_role("row").filter(has_text=re.compile("Mangler|Kladde"))
    return [link.get_attribute("href") for link in rows.get_by_role("link").all()]


def test_from_links_to_the_frozen_paper_and_a_year_later(home, letterbox, visitors):
    year = date.today().year  # noqa: DTZ011 - the demo world stands on the machine's day
    mail = {"FAVN_MAIL_URL": f"smtp://127.0.0.1:{letterbox.port}"}
    with served(home, **mail) as address:
        birgitte = visitors(address, name="Birgitte Holm")
        round_page = f"/planen/runden/{year}/"

        # Who is missing stands by name; Birgitte mails the health office its link.
        birgitte.goto(round_page)
        picture(birgitte, "round-1-who-is-missing")
        send_link(birgitte, OFFICE, HEALTH)
        link = re.search(r"http://\S+/svar/\S+/", letterbox.to(HEALTH)[-1])[0]

        # The office answers on a phone, without an account; the draft saves itself. A colleague
        # with the same link in another window is told, and overwrites nothing.
        grethe = visitors(address, PHONE)
        grethe.goto(link)
        picture(grethe, "round-2-the-offices-link-phone")
        places = [a.get_attribute("href") for a in grethe.locator("main table a").all()]
        grethe.goto(places[0])
        colleague = visitors(address, PHONE)
        colleague.goto(places[0])
        write(grethe, "Vi har", name="Grethe Lind")
        saved(grethe)
        picture(grethe, "round-2-saved-by-itself-phone")
        colleague.get_by_label("Hvad er der sket i år?").fill("Mine egne ord")
        expect(colleague.locator("[data-saved]")).to_contain_text("har skrevet i kladden imens")
        colleague.get_by_label("Dit navn").fill("Per Holm")
        colleague.get_by_role("button", name="Gem som kladde").click()
        expect(colleague.get_by_text("Sådan står kladden nu")).to_be_visible()
        expect(colleague.get_by_label("Hvad er der sket i år?")).to_have_value("Mine egne ord")
        picture(colleague, "round-2-two-drafts-phone")
        grethe.goto(places[0])
        expect(grethe.get_by_label("Hvad er der sket i år?")).to_have_value("Vi har")
        for place in places:
            grethe.goto(place)
            write(grethe, "Tilbuddene er åbne hele året.", name="Grethe Lind")
            grethe.get_by_role("button", name="Aflever").click()
        expect(grethe.get_by_text("Alle jeres indsatser er afleveret")).to_be_visible()

        # One press reminds those who owe; the report says who got it, and who did not and why.
        birgitte.goto(round_page)
        send_link(birgitte, "Kulturforvaltningen", CULTURE)
        birgitte.get_by_label("Send også til dem, der har fået brev i dag").check()
        birgitte.get_by_role("button", name=re.compile("^Mind")).click()
        expect(birgitte.get_by_text("Påmindelsen er sendt til Kulturforvaltningen")).to_be_visible()
        told = birgitte.get_by_role("row", name=re.compile("Økonomiforvaltningen Ikke sendt"))
        expect(told).to_contain_text("ingen e-mail er kendt")
        assert len(letterbox.to(CULTURE)) == 2
        picture(birgitte, "round-2-who-was-reminded")

        # Jonas sends the open quarter; Birgitte accepts it; it stands in the paper.
        jonas = visitors(address, name="Jonas Lindqvist")
        jonas.goto("/optaellinger/")
        jonas.get_by_role("row").filter(has_text=re.compile(r"\b12\. ")).first.get_by_role(
            "link"
        ).click()
        count = jonas.url
        for box in jonas.get_by_role("checkbox").all():
            box.check()
        posted(jonas.get_by_role("button", name=re.compile("Send (optællingen|rettelse|svaret)")))
        birgitte.goto(count)
        birgitte.get_by_role("button", name=re.compile("^Godkend")).click()

        # She asks back about one answer, and the same link shows the question.
        number = re.search(r"/(\d+)/$", places[0])[1]
        birgitte.goto(f"{round_page}{number}/")
        birgitte.get_by_text("Spørg forvaltningen").first.click()
        birgitte.get_by_label("Hvad vil du spørge forvaltningen om?").fill("Hvor mange tilbud?")
        posted(birgitte.get_by_role("button", name="Spørg forvaltningen"))
        grethe.goto(places[0])
        expect(grethe.get_by_text("Hvor mange tilbud?")).to_be_visible()
        picture(grethe, "round-3-the-editor-asks-phone")
        write(grethe, "Tolv tilbud er lavet om.", name="Grethe Lind")
        posted(grethe.get_by_role("button", name="Aflever"))

        # Nothing without a status is published: the rest is said first, then the round closes.
        birgitte.goto(round_page)
        for place in missing(birgitte):
            birgitte.goto(place)
            write(birgitte, "Forvaltningen har ringet: arbejdet går, som det skal.")
            posted(birgitte.get_by_role("button", name="Aflever"))
        birgitte.goto(round_page)
        birgitte.get_by_text("Luk runden").first.click()
        birgitte.get_by_role("button", name="Luk runden").click()
        expect(birgitte.get_by_text("Papiret er frosset").first).to_be_visible()
        birgitte.goto(f"/planen/status/{year}/")
        expect(birgitte.get_by_text("Tolv tilbud er lavet om.")).to_be_visible()
        expect(birgitte.get_by_text("(Grethe Lind").first).to_be_visible()
        picture(birgitte, "round-4-the-frozen-paper")
        for kind, mark in (("PDF", b"%PDF-1.7"), ("Word", b"PK")):
            with birgitte.expect_download() as fetched:
                birgitte.get_by_role("link", name=re.compile(kind)).click()
            assert fetched.value.path().read_bytes().startswith(mark)
        assert grethe.goto(link).status == 410
        leila = visitors(address, name="Leila Haddad")
        assert leila.goto(round_page).status == 403

    # A year later the initiative says what happened since, in the plan that still runs.
    with served(home, FAVN_TODAY=f"{year + 1}-11-20") as address:
        rasmus = visitors(address, name="Rasmus Thorup")
        rasmus.goto(f"/planen/{number}/")
        expect(rasmus.get_by_role("heading", name=f"Siden status {year}")).to_be_visible()
        picture(rasmus, "round-5-a-year-later")
