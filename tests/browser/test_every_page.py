"""Every page of every role, on a phone and a desk, in Danish and English: nothing hangs out of the
screen, nothing fails a rule of accessibility, no day stands as machines write it, nothing breaks
the content policy."""

import pytest

from favn.config.demo.fixed import known_id
from favn.kit import clock
from tests.browser.together import TOGETHER
from tests.browser.walk import (
    DESKTOP,
    PHONE,
    become,
    days_of_a_machine,
    faults,
    hangs_out,
    picture,
)

MEETING = f"/arrangementer/{known_id('gathering', 'medborgerhuset', 'november')}/"
ERRAND = f"/henvendelser/{known_id('errand', 'Tilskud til svømmehold')}/"
TURN = f"/forloeb/{known_id('turn', 'Rana Haddad')}/"
GUIDES = f"/ordninger/{known_id('scheme', 'Foreningsguiderne')}/"
TEAM = f"/konto/teams/{known_id('Rådgivningen')}/"
PLAN = f"/makkerskab/planer/{known_id('plan')}/"
OWN = f"/vores-side/{known_id('entry', 'Medborgerhuset')}/"
PAGES = {
    None: ["/foreningerne/sundhavn/behov/", "/mentor/medborgerhuset/",
           "/mentor/medborgerhuset/mentorer-i-sundhavn/bliv-mentor/",
           "/", "/om-tallene/", "/konto/login/", "/kit/", "/rapport/medborgerhuset/",
           "/rapport/medborgerhuset/centrets-aar-2023/1/",
           "/rapport/medborgerhuset/centrets-aar-2023/1/trykt/",
           "/rapport/sundhavn/inklusionsrapport-2013/1/",
           "/rapport/sundhavn/inklusionsrapport-2013/1/trykt/",
           "/barometeret/sundhavn/", "/barometeret/sundhavn/reglen/",
           "/barometeret/sundhavn/unge-i-uddannelse/", "/barometeret/sundhavn/tryghed-bydele/",
           "/barometeret/sundhavn/diskrimination-ansatte/",
           "/barometeret/sundhavn/beskaeftigelse-byer/", "/plan/sundhavn/",
           "/plan/sundhavn/handleplan/1/", "/plan/sundhavn/handleplan/9/",
           "/plan/sundhavn/handleplan/12/", "/plan/sundhavn/inklusionspolitik/",
           "/plan/sundhavn/inklusionspolitik/5/", "/plan/medborgerhuset/",
           "/tag-del/medborgerhuset/", "/tag-del/medborgerhuset/samtalesalon-at-hoere-til/",
           "/tag-del/medborgerhuset/samtalesalon-at-hoere-til/tilmeld/",
           "/foreningerne/sundhavn/", "/foreningerne/sundhavn/?q=svømning",
           "/foreningerne/sundhavn/somalisk-kvindeforening/",
           "/foreningerne/sundhavn/henvendelse/",
           "/tag-del/medborgerhuset/min/", "/tag-del/sundhavn/", "/tag-del/naboerne/"],
    "Vær Amina Warsame": ["/i-dag/", "/vejledning/", "/indtastninger/", "/kort/",
                          "/i-dag/andet-hold/"],
    "Vær Jonas Lindqvist": ["/aar/", "/aar/2023/", "/gaester/", "/optaellinger/", "/tavler/",
                            "/ugeplan/",
                            "/arrangementer/", "/arrangementer/ny/", "/arrangementer/opkald/",
                            "/arrangementer/slags/", "/arrangementer/kurser/", MEETING,
                            f"{MEETING}ret/", f"{MEETING}tilmeldte/",
                            f"{MEETING}invitationer/",
                            "/rapporter/", "/rapporter/ny/", "/opslag/", "/opslag/uge/",
                            "/opslag/uden-for-adgang/", "/konto/2fa/", "/konto/sessioner/",
                            "/konto/medarbejdere/", "/konto/teams/", TEAM, "/konto/adresse/",
                            "/efterladt/",
                            "/tal/centre.guidances@medborgerhuset/2023/?by=topic",
                            "/tal/centre.visits@medborgerhuset/2023/?by=month",
                            "/tal/centre.visits@medborgerhuset/2023/indtastninger/"],
    "Vær Salma Rahimi": ["/min-dag/", "/sager/", "/sager/?vis=sluttede", "/personer/",
                         "/henvisninger/", "/raadgivning/tal/?aar=2023", "/boern-i-noed/",
                         "/samtale-uden-navn/5f0e4c52-8a63-4b4c-9a55-2f6f4b7d9e01/"],
    "Vær Petra Vang": ["/forloeb/", "/forloeb/?vis=sluttede", "/forloeb/aar/2023/", TURN,
                       f"/forloeb/moede/{known_id('status', 'Rana Haddad', 0)}/",
                       f"/forloeb/moede/{known_id('status', 'Rana Haddad', 1)}/",
                       f"/forloeb/modtag/{known_id('hand-over', 'Nadira Sharif')}/",
                       f"/personer/{known_id('person', 'Amira Saleh')}/forloeb/",
                       f"/personer/{known_id('person', 'Rana Haddad')}/jobmatch/",
                       "/ordninger/", f"{GUIDES}?aar=2012",
                       f"/ordninger/kontakt/{known_id('following', 'et-job-til-hver', 0)}/"],
    "Vær Signe Ravn": ["/henvisninger/"],
    "Vær Ida Storm": ["/makkerskab/", "/makkerskab/tilmeldinger/", "/makkerskab/deltagere/",
                      "/makkerskab/par/", "/makkerskab/vaegte/", "/makkerskab/netvaerk/", PLAN,
                      f"/makkerskab/udbytte/{clock.today().year}/",
                      "/makkerskab/svar/?vis=alle",
                      f"/makkerskab/netvaerk/{known_id('network', 'Mentorer i Sundhavn')}/"],
    "Vær Karen Friis": ["/min-dag/", "/sundhed/", "/henvisninger/"],
    "Vær Freja Dahlgaard": [*TOGETHER, "/foreninger/", "/foreninger/?q=kvindr", "/foreninger/ny/",
                            "/foreninger/omraader/", "/foreninger/lister/",
                            "/foreninger/dubletter/", "/foreninger/bekraeft/",
                            "/foreninger/kender/", "/henvendelser/", "/spoergeskemaer/filer/",
                            ERRAND, "/foreninger/somalisk-kvindeforening/",
                            "/foreninger/somalisk-kvindeforening/samme/skf/",
                            "/foreninger/somalisk-kvindeforening/ret/",
                            "/foreninger/somalisk-kvindeforening/bestyrelse/",
                            "/foreninger/somalisk-kvindeforening/vedtaegter/",
                            "/foreninger/somalisk-kvindeforening/kender/"],
    "Vær Mehmet Aydın": ["/vores/", "/vores-side/", OWN, f"{OWN}ret/", f"{OWN}henvendelse/"],
    "Vær Omar Jibril": ["/henvisninger/"],
    "Vær Sofia Petrović": ["/barometer/", "/barometer/boernehave/", "/barometer/ny/",
                            "/barometer/karakterer/trykt/", "/barometer/inddelinger/",
                            "/barometer/filer/", "/barometer/boernehave/maaling/",
                            "/barometer/boernehave/definition/", "/barometer/boernehave/ord/"],
    "Vær Birgitte Holm": ["/planen/", "/planen/12/", "/planen/12/bed-om-optaelling/", "/planen/1/",
                          "/planen/1/flyt/", "/planen/1/parter/", "/planen/1/loefter/",
                          "/planen/20/", "/planen/penge/", "/planen/beslutninger/",
                          "/planen/parter/", "/planer/", "/planer/inklusionspolitik/",
                          "/planer/inklusionspolitik/penge/", "/planer/inklusionspolitik/5/",
                          "/planer/inklusionspolitik/anbefalinger/", "/planen/runden/",
                          "/optaellinger/", "/planen/papirer/", "/rapporter/",
                          f"/rapporter/{known_id('report', 'begun')}/",
                          f"/rapporter/{known_id('report', 'inclusion')}/se/",
                          "/planen/offentlig/"],
}  # fmt: skip
EVERY = [(who, path) for who, paths in PAGES.items() for path in paths]
SIZES = {"desktop": DESKTOP, "phone": PHONE}


@pytest.fixture(scope="module")
def windows(chromium, house):
    """Each person's one window, and what its console has complained of."""
    open_windows = {}

    def window(who):
        if who not in open_windows:
            open_windows[who] = opened(chromium, house, who)
        return open_windows[who]

    yield window
    for page, _ in open_windows.values():
        page.context.close()


def opened(chromium, house, who):
    """The window of somebody, who is chosen once; a window is the dearest part of a page."""
    context = chromium.new_context(locale="da-DK", base_url=house, timezone_id="Europe/Copenhagen")
    page, complaints = context.new_page(), []
    page.set_default_timeout(30_000)
    page.on("console", lambda message: complaints.append(message.text)
            if message.type == "error" else None)  # fmt: skip
    if who:
        become(page, who)
    return page, complaints


@pytest.mark.parametrize(("who", "path"), EVERY, ids=[path for _, path in EVERY])
def test_a_page_fits_and_can_be_used_by_all(windows, who, path):
    page, complaints = windows(who)
    complaints.clear()
    page.goto(path)
    for name, size in SIZES.items():
        page.set_viewport_size(size)
        picture(page, f"{name}-{path.strip('/').replace('/', '_').replace('?', '_')}")
        assert not hangs_out(page)
    assert faults(page) == []
    assert days_of_a_machine(page) == []
    assert complaints == []


@pytest.mark.parametrize("path", ["/i-dag/", "/aar/2023/"])
def test_a_page_speaks_english_when_asked(visitor, path):
    page = visitor(DESKTOP)
    become(page, "Vær Jonas Lindqvist")
    page.goto(path)
    page.get_by_role("button", name="English").first.click()
    page.wait_for_load_state()
    assert page.locator("html").get_attribute("lang") == "en"
    assert (
        page.get_by_role("link", name="The centre's year")
        .or_(page.get_by_role("link", name="The centre’s year"))
        .count()
        >= 1
    )
