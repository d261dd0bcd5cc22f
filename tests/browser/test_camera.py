"""A card is read by the camera where the browser can read a QR code, and typed where it cannot.

The picture comes from Chromium's own stand-in for a camera. Reading a code is left to the system,
which a machine without a screen has not; what it would have read is said here.
"""

import pytest

from tests.browser.walk import PHONE, become, faults, hangs_out, picture

PERSONS = "/personer/"
SYSTEM_READS = """window.BarcodeDetector = class {
  async detect(video) { return video.videoWidth && window.held ? [{ rawValue: window.held }] : []; }
};"""
NO_CAMERA = "navigator.mediaDevices.getUserMedia = () => Promise.reject(new Error());"


@pytest.fixture
def field(visitor):
    """Salma's search, after such a script has run: the page, and the field a card is read into."""

    def opened(*scripts):
        page = visitor(PHONE)
        for script in scripts:
            page.add_init_script(script)
        become(page, "Vær Salma Rahimi")
        page.goto(PERSONS)
        return page, page.locator("input[data-scan]").first

    return opened


def test_a_card_held_to_the_camera_is_read_into_its_field(field):
    page, code = field(SYSTEM_READS)
    page.get_by_role("button", name="Brug kameraet").click()
    page.locator("video").wait_for()
    assert not page.get_by_role("button", name="Brug kameraet").is_visible()
    picture(page, "phone-kamera")
    assert not hangs_out(page)
    assert faults(page) == []
    page.evaluate("window.held = 'ABCD-EFGH'")
    page.locator("video").wait_for(state="detached")
    assert code.input_value() == "ABCD-EFGH"


def test_the_camera_is_closed_without_a_code(field):
    page, code = field(SYSTEM_READS)
    page.get_by_role("button", name="Brug kameraet").click()
    page.get_by_role("button", name="Luk kameraet").click()
    assert page.locator("video").count() == 0
    assert code.input_value() == ""


def test_where_the_camera_is_refused_the_page_says_to_type(field):
    page, code = field(SYSTEM_READS, NO_CAMERA)
    page.get_by_role("button", name="Brug kameraet").click()
    assert page.get_by_role("button", name="Skriv koden").is_disabled()
    assert code.is_editable()


def test_a_browser_that_reads_no_codes_offers_no_camera(field):
    page, code = field("delete window.BarcodeDetector;")
    assert page.get_by_role("button", name="Brug kameraet").count() == 0
    assert code.is_editable()
