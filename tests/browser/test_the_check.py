"""While one writes, the check reads along: a warning comes and goes with the words."""

import re

from tests.browser.walk import become, becomes


def test_a_warning_comes_with_the_words_and_goes_with_them(visitor):
    page = visitor()
    become(page, "Vær Jonas Lindqvist")
    page.goto("/rapporter/ny/")
    page.check("input[name=kind][value=other]")
    page.fill("input[name=title]", "Tjek mens man skriver")
    page.check("input[name=edition][value=internal]")
    page.locator("main form button[type=submit]").last.click()
    page.wait_for_url(re.compile(r"/rapporter/[0-9a-f-]{36}/"))
    text = page.locator("textarea[name=text]").first
    warnings = page.locator("[data-beside] li")
    text.fill("Vi hjalp flere i år: 902 mod 977 året før.")
    assert becomes(warnings.count, 1)
    text.fill("Vi hjalp færre i år: 902 mod 977 året før.")
    assert becomes(warnings.count, 0)
