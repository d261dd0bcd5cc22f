"""Without scripts: an association is found by a misspelt word, writes, and is told from another."""

from tests.browser.walk import DESKTOP, PHONE, become


def test_an_association_writes_and_the_consultant_sees_who_it_is(visitor):
    page = visitor(PHONE, scripts=False)
    page.goto("/foreningerne/sundhavn/")
    page.get_by_label("Søg").fill("cykle kurss")
    page.get_by_role("button", name="Søg", exact=True).click()
    page.get_by_role("link", name="Cykelhjælpen").click()
    assert page.locator("h1").inner_text() == "Cykelhjælpen"
    page.goto("/foreningerne/sundhavn/henvendelse/")
    page.get_by_label("Foreningens navn").fill("Cykelhjælp Sundhavn")
    page.get_by_label("Med få ord").fill("Et skur til cykler")
    page.get_by_label("Hvad skal det bruges til?").fill("Vi har 30 cykler og intet tag.")
    page.get_by_label("Mail, vi kan svare på").fill("cykel@forening.example")
    page.get_by_role("button", name="Send til kommunen").click()
    assert "svarer på den mail" in page.inner_text("main")
    office = visitor(DESKTOP, scripts=False)
    become(office, "Vær Freja Dahlgaard")
    office.get_by_role("link", name="Henvendelser", exact=True).first.click()
    office.get_by_role("link", name="Et skur til cykler").click()
    assert "Samme mail." in office.inner_text("main")
    office.get_by_role("button", name="Det er denne").first.click()
    assert "Nyankomne lærer at cykle." in office.inner_text("main")
