"""Following a plan or an initiative: Atom feeds of what each closed round published."""

from datetime import datetime
from xml.etree import ElementTree as ET

import pytest

from favn.policy import actions
from favn.policy.choices import Status
from tests.cast import new_id
from tests.policy.public_steps import PLAN, close_round, publish, read
from tests.policy.steps import OWN, at

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def two_years(houses, plan, row):
    close_round(houses, plan, {row: ("Vi er i gang.", Status.RUNNING)}, year=2025)
    publish(houses, plan)
    close_round(houses, plan, {row: ("Det er slut.", Status.FINISHED)}, year=2026)


def feed(cast, path):
    answer = cast.visit().get(path)
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("application/atom+xml")
    return ET.fromstring(answer.content)


def summary(root):
    return root.find(f"{ATOM}entry").findtext(f"{ATOM}summary")


def titles(root):
    return [entry.findtext(f"{ATOM}title") for entry in root.iter(f"{ATOM}entry")]


def test_the_plan_tells_of_each_closed_round(houses, two_years):
    root = feed(houses, f"{PLAN}plan/nyt.atom")
    assert titles(root) == ["Status for 2026", "Status for 2025"]
    assert summary(root) == "<p>Afsluttet: 1</p>"


def test_an_initiative_tells_what_its_office_said(houses, two_years):
    root = feed(houses, f"{PLAN}plan/7/nyt.atom")
    assert titles(root) == ["Status for 2026: Afsluttet", "Status for 2025: I gang"]
    assert summary(root) == f"<p>{OWN}: Det er slut.</p>"


def test_what_an_office_writes_is_words_and_never_markup(houses, plan, row):
    """A summary is read as HTML (RFC 4287 3.1.1), and a link's holder without account writes it."""
    close_round(houses, plan, {row: ("<img src=x onerror=alert(1)>\nÅ & <b>", Status.RUNNING)})
    publish(houses, plan)
    said = summary(feed(houses, f"{PLAN}plan/7/nyt.atom"))
    assert said == f"<p>{OWN}: &lt;img src=x onerror=alert(1)&gt;<br>Å &amp; &lt;b&gt;</p>"


def test_an_old_number_leads_to_the_feed(houses, two_years, row):
    when = actions.Occasion(at().date(), "ryddet op")
    with houses.acting(houses.birgitte):
        row.refresh_from_db()
        actions.renumber(
            id=new_id(), initiative=row, version=row.version, number=17, when=when,
            by=houses.birgitte, at=at(),
        )  # fmt: skip
    answer = houses.visit().get(f"{PLAN}plan/7/nyt.atom")
    assert (answer.status_code, answer["Location"]) == (302, f"{PLAN}plan/17/nyt.atom")


@pytest.mark.parametrize("path", [f"{PLAN}plan/nyt.atom", f"{PLAN}plan/7/nyt.atom"])
def test_a_feed_has_what_atom_demands(houses, two_years, path):
    """RFC 4287 4.1: id, title and updated of feed and entry, an author, absolute links."""
    root = feed(houses, path)
    assert root.findtext(f"{ATOM}author/{ATOM}name") == "Sundhavn Kommune"
    ids = [root.findtext(f"{ATOM}id")]
    for part in [root, *root.iter(f"{ATOM}entry")]:
        assert part.findtext(f"{ATOM}title")
        assert datetime.fromisoformat(part.findtext(f"{ATOM}updated")).tzinfo
        assert all(link.get("href").startswith("http://") for link in part.iter(f"{ATOM}link"))
        assert {"alternate", None} & {link.get("rel") for link in part.findall(f"{ATOM}link")}
    ids += [entry.findtext(f"{ATOM}id") for entry in root.iter(f"{ATOM}entry")]
    assert len(set(ids)) == len(ids)
    assert all(name.startswith("urn:uuid:") for name in ids)


def test_pages_name_their_feeds(houses, two_years):
    for page in (f"{PLAN}plan/", f"{PLAN}plan/7/"):
        assert 'rel="alternate" type="application/atom+xml"' in read(houses, page)
        assert f'href="{page}nyt.atom"' in read(houses, page)
