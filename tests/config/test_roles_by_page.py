"""Role × page: every address answers each role as it declares; nothing foreign is shown."""

import re
import uuid

import pytest

from favn.config import documents
from favn.people.accounts.models import Membership
from favn.people.accounts.roles import BY_KEY
from tests.publishing.taps import guidances, visits

PLAIN = [(route, access) for route, access in documents.own_addresses() if "<" not in route]
BEGINS = "samtale-uden-navn/<uuid:talk>/"
"""A page that begins something under the id in its address; nothing stands there before."""
WITH_ID = [
    (route, access)
    for route, access in documents.own_addresses()
    if "<uuid:" in route and route != BEGINS
]
ROLES = (
    "amina", "jonas", "mehmet", "sara", "lars", "nora", "disa", "ida", "leila", "kian", "birgitte",
    "rasmus", "sofia", "freja", "grete", "mikkel", "petra", "signe",
    "vera",
)  # fmt: skip
OPENED = {200, 302, 404, 405}
"""Opened, sent on, nothing there yet, or only for forms that post; never 403."""


def membership_of(cast, name):
    with cast.acting(getattr(cast, name)):
        return Membership.objects.filter(account=getattr(cast, name)).get()


def test_every_role_of_the_table_is_tried(cast):
    assert {membership_of(cast, name).role for name in ROLES} == BY_KEY.keys()


def test_there_are_pages_to_try():
    assert len(PLAIN) > 15
    assert len(WITH_ID) > 3


@pytest.mark.parametrize("who", ROLES)
def test_a_role_opens_what_it_may_and_nothing_else(houses, who):
    client, membership = houses.visit(getattr(houses, who)), membership_of(houses, who)
    wrong = []
    for route, access in PLAIN:
        status = client.get(f"/{route}").status_code
        if access.tablet:
            continue
        may = access.area is None or membership.may(access.area, access.level)
        if (status in OPENED) != may or (not may and status != 403):
            wrong.append((route, status, may))
    assert wrong == []


def test_nobody_signed_in_meets_the_door(houses):
    client = houses.visit()
    for route, access in PLAIN:
        if not access.public and not access.tablet:
            answer = client.get(f"/{route}")
            assert answer.status_code == 302, route
            assert answer["Location"].startswith("/konto/login/"), route


@pytest.mark.parametrize("who", ROLES)
def test_an_unknown_id_is_not_found(houses, who):
    """Written to only where the role may come in: at the door both verbs meet the same refusal."""
    client, membership = houses.visit(getattr(houses, who)), membership_of(houses, who)
    for route, access in WITH_ID:
        path = with_unknown_ids(route)
        may = access is None or access.area is None or membership.may(access.area, access.level)
        for method in (client.get, client.post) if may else (client.get,):
            assert method(path).status_code in {403, 404, 405}, route


def with_unknown_ids(route):
    """An address of this kind that leads to nothing."""
    path = re.sub(r"<uuid:\w+>", str(uuid.uuid4()), route)
    path = path.replace("<str:logbook>", "visit").replace("<str:quarter>", "2026-Q4")
    path = path.replace("<str:day>", "2026-11-19")
    path = re.sub(r"<int:\w+>", "2026", path)
    path = re.sub(r"<slug:\w+>", "csv", path).replace("<str:token>", "ukendt")
    assert "<" not in path, route
    return f"/{path}"


@pytest.mark.parametrize("who", ["leila", "birgitte", "rasmus"])
def test_no_page_shows_a_word_of_another_house(houses, who):
    canary = "KANARIEFUGL"
    with houses.acting(houses.jonas):
        for place in (houses.activities, houses.topics):
            for key, record in place.items():
                if key.endswith("@medborgerhuset"):
                    record.name = f"{canary} {record.name}"
                    record.save()
    visits(houses, 2)
    guidances(houses, "brev", 2)
    assert canary in houses.visit(houses.jonas).get("/i-dag/").content.decode()
    client = houses.visit(getattr(houses, who))
    for route, _access in PLAIN:
        assert canary.encode() not in client.get(f"/{route}").content, route


def test_every_answer_carries_its_headers(houses):
    jonas = houses.visit(houses.jonas)
    for route, _access in PLAIN:
        answer = jonas.get(f"/{route}")
        policy = answer["Content-Security-Policy"]
        assert "unsafe-inline" not in policy, route
        assert "frame-ancestors 'none'" in policy, route
        assert answer["X-Content-Type-Options"] == "nosniff", route


def test_signed_in_pages_are_never_kept_by_a_shared_cache(houses):
    assert houses.visit(houses.jonas).get("/i-dag/")["Cache-Control"] == "no-store"
