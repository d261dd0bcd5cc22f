"""What every link has in common, whatever it opens; and a link that is taken back."""

from datetime import timedelta

import pytest

from favn.associations.models import AskLink, NetworkLink, SeatLink
from favn.kit import clock
from favn.kit.models import History
from favn.kit.tenancy import acting_for
from favn.people.accounts.choices import Ended
from tests.associations.pacts import HOUSE
from tests.associations.steps import DIRECTORY, mailed_link

MAIL = "skf@mail.example"


@pytest.fixture
def ask(directory, freja, letterbox):
    row = directory.add("SKF", email=MAIL, months_ago=14)
    freja.post(f"{DIRECTORY}{row.slug}/spoerg/", {"verb": "ask", "press": "1"})
    return mailed_link(letterbox, MAIL), AskLink, directory.house


@pytest.fixture
def seat(pacts):
    return f"{pacts.link()}plads/", SeatLink, pacts.house


@pytest.fixture
def member(network):
    return network.link(network.join("Leg og Lyst")), NetworkLink, network.house


@pytest.fixture(params=["ask", "seat", "member"])
def link(request):
    """(address, kind, house) of a link that works."""
    return request.getfixturevalue(request.param)


def end(link, **said):
    with acting_for(link[2].pk):
        link[1].objects.owned().update(**said)


def test_it_opens_for_whoever_has_it_and_is_kept_and_found_by_nobody(link, cast):
    answer = cast.visit().get(link[0])
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "no-store"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["X-Robots-Tag"] == "noindex, nofollow"


def test_only_a_fingerprint_of_its_secret_is_kept(link, cast):
    with acting_for(link[2].pk):
        row = link[1].objects.owned().get()
    parts = link[0].strip("/").split("/")
    assert row.token_hash not in parts
    assert len(row.token_hash) == 64


def test_a_guess_and_another_house_find_nothing(link, cast):
    address, _kind, house = link
    secret = next(part for part in address.split("/") if len(part) == 32)
    guess = address.replace(secret, secret[:-1] + ("a" if secret[-1] != "a" else "b"))
    assert cast.visit().get(guess).status_code == 404
    other = "medborgerhuset" if house.slug == "sundhavn" else "sundhavn"
    assert cast.visit().get(address.replace(f"/{house.slug}/", f"/{other}/")).status_code == 404


@pytest.mark.parametrize(
    ("why", "said"),
    [(Ended.USED, "virker kun én gang"), (Ended.WRONG, "ikke"), (Ended.WITHDRAWN, ""),
     (Ended.NEWER, "nyere link")],
)  # fmt: skip
def test_one_that_has_ended_says_why_and_what_to_do(link, cast, why, said):
    end(link, ended_at=clock.now(), ended_why=why)
    answer = cast.visit().get(link[0])
    assert answer.status_code == 410
    page = answer.content.decode()
    assert said in page
    assert "Linket virker ikke mere" in page
    assert f"Bed {link[2].name} om et nyt" in page
    assert cast.visit().post(link[0], {}).status_code == 410


def test_it_works_to_the_second_and_then_says_until_when(link, cast):
    end(link, expires_at=clock.now() - timedelta(seconds=1))
    answer = cast.visit().get(link[0])
    assert answer.status_code == 410
    assert "Linket virkede til og med i dag." in answer.content.decode()


def test_a_page_that_saves_itself_is_told_in_its_own_way(link, cast):
    end(link, ended_at=clock.now(), ended_why=Ended.NEWER)
    answer = cast.visit().post(link[0], {}, headers={"accept": "application/json"})
    assert (answer.status_code, answer.json()) == (410, {"said": "Linket virker ikke mere."})


def test_that_it_was_opened_is_remembered_once_a_day(link, cast, moving):
    guest = cast.visit()
    for _twice in range(2):
        guest.get(link[0])
    moving(clock.today() + timedelta(days=1))
    guest.get(link[0])
    with acting_for(link[2].pk):
        row = link[1].objects.owned().get()
        lines = History.objects.get_queryset().filter(record_id=row.pk, verb="open")
        assert lines.count() == 2


def test_a_newer_one_to_the_same_ends_the_older_and_no_other(pacts, cast):
    other = pacts.directory.add("Trommelyd", email="t@x.example")
    older, theirs, newer = pacts.link(), pacts.link(other), pacts.link()
    answers = [cast.visit().get(f"{path}plads/").status_code for path in (older, theirs, newer)]
    assert answers == [410, 200, 200]


def test_the_office_takes_back_a_link_that_went_astray(pacts, freja, cast):
    row, path = pacts.cooperation(), pacts.link()
    page = f"{HOUSE}{row.pk}/"
    assert "Træk linket tilbage" in freja.get(page).content.decode()
    assert freja.post(page, {"verb": "unlink", "entry": pacts.ours.pk}).status_code == 302
    answer = cast.visit().get(f"{path}plads/")
    assert answer.status_code == 410
    assert "Linket er trukket tilbage." in answer.content.decode()
    assert "Linket er trukket tilbage." in freja.get(page).content.decode()
    assert freja.post(page, {"verb": "unlink", "entry": pacts.unit.pk}).status_code == 404
    assert cast.visit(cast.birgitte).post(page, {"verb": "unlink"}).status_code == 403


def test_the_network_takes_back_a_members_link(network, mikkel, cast):
    member = network.join("Leg og Lyst")
    path = network.link(member)
    page = f"/netvaerk/{member.pk}/"
    assert mikkel.post(page, {"verb": "unlink"}).status_code == 302
    assert cast.visit().get(path).status_code == 410
    assert "Træk linket tilbage" not in mikkel.get(page).content.decode()
