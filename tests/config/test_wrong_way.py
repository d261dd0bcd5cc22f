"""An address that takes only what a form sends: asked for by a person, it leads back to a page."""

import re
from pathlib import Path

import pytest

import favn
from favn.config import documents
from favn.config.wrong_way import page_above
from tests.config.test_roles_by_page import with_unknown_ids

SOURCE = Path(favn.__file__).parent
PERSON = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
TAKES = [one for one in documents.every_address() if getattr(one.view, "only_forms", False)]
COUNT = "/i-dag/tael/"


@pytest.fixture
def clients(houses):
    """Everybody who comes in somewhere, and somebody who is not signed in."""
    who = ("jonas", "sara", "nora", "amina", "birgitte", "leila")
    return [houses.visit(getattr(houses, name)) for name in who] + [houses.visit()]


def refused(clients, one, accept):
    """The address, and the answers of those whom the door lets so far."""
    path = with_unknown_ids(one.route)
    answers = [client.get(path, headers={"Accept": accept}) for client in clients]
    return path, [answer for answer in answers if answer.status_code == 405]


def test_there_are_addresses_to_try():
    assert len(TAKES) >= 15


def test_a_person_reads_what_happened_and_is_led_to_a_page(clients):
    shut = set()
    for one in TAKES:
        path, answers = refused(clients, one, PERSON["Accept"])
        if not answers:
            shut.add(one.route)
        for answer in answers:
            html = answer.content.decode()
            assert "Her er ingen side at vise" in html, path
            assert answer["Allow"] == "POST"
            up = re.findall(r'href="([^"]*)"', html.partition("Gå tilbage til siden")[0])[-1]
            assert path.startswith(up)
            assert clients[0].get(up, headers=PERSON).status_code != 405, up
    assert shut == set(), "nobody of the cast came so far"


def test_a_script_gets_the_bare_answer(clients):
    for one in TAKES:
        for accept in ("application/json", "*/*"):
            path, answers = refused(clients, one, accept)
            assert [a.content for a in answers] == [b""] * len(answers), path


def test_no_page_refuses_a_get_in_a_way_of_its_own():
    """It would be left without words: whoever takes forms alone says so with `door.only_forms`."""
    own = ("require_POST", "require_http_methods", "HttpResponseNotAllowed", "http_method_names")
    here = {
        str(path.relative_to(SOURCE))
        for path in SOURCE.rglob("*.py")
        if any(word in path.read_text(encoding="utf-8") for word in own)
    }
    assert here == {"people/accounts/door.py", "config/wrong_way.py"}


@pytest.mark.parametrize(("path", "up"), [
    ("/vaelg/", "/"), (COUNT, "/i-dag/"), ("/ukendt/dybt/nede/", "/"), ("/", "/"),
])  # fmt: skip
def test_the_way_back_is_the_nearest_page_above(path, up):
    assert page_above(path) == up


def test_who_signs_in_on_the_way_to_such_an_address_reads_it_too(houses):
    """The door asks for a sign-in, and leads on to where one was going."""
    way = houses.visit().get(COUNT, headers=PERSON)["Location"]
    assert way == f"/konto/login/?next={COUNT}"
    answer = houses.visit(houses.amina).get(COUNT, headers=PERSON)
    assert answer.status_code == 405
    assert 'href="/i-dag/"' in answer.content.decode().partition("<main")[2]


def test_nothing_but_a_get_gets_the_page(houses):
    assert houses.visit(houses.amina).put(COUNT, headers=PERSON).content == b""
