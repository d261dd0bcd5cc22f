"""No page about persons answers without a line in the log of look-ups, whoever asks."""

import re
from uuid import uuid4

import pytest

from favn.config import documents
from favn.people.accounts.models import Lookup
from favn.people.accounts.roles import OF_PERSONS
from favn.people.persons.models import Person
from tests.cast import NOW, TODAY

ADDRESSES = list(documents.own_addresses())
FORBIDDEN = 403
ABOUT = [route for route, access in ADDRESSES if access and access.about_persons]
EVERYBODY = (
    "amina", "jonas", "mehmet", "sara", "siv", "lars", "nora", "ida", "leila", "kian", "birgitte",
    "rasmus", "petra", "signe", "vera",
)  # fmt: skip


@pytest.fixture
def zahra(houses):
    with houses.acting(houses.sara):
        person = Person(
            organisation=houses.medborgerhuset, name="KANARIEFUGL", created_at=NOW,
            last_contact_on=TODAY,
        )  # fmt: skip
        person.save()
        return person


def path_of(route, person):
    """The address about this person; what else it names is nobody."""
    path = route.replace("<uuid:pk>", str(person.pk)).replace("<uuid:person>", str(person.pk))
    path = re.sub(r"<int:\w+>", str(TODAY.year), path)
    return "/" + re.sub(r"<uuid:\w+>", str(uuid4()), path)


def written(cast, who):
    with cast.acting(who):
        return Lookup.objects.owned().filter(actor_id=who.pk).count()


def test_there_are_pages_about_persons():
    assert len(ABOUT) > 10


OPENS_NOBODY = {
    "makkerskab/planer/<uuid:pk>/regnes/": "how far a run is, asked every second or so",
}
"""Pages of an area of persons that keep no sheet; opening anybody there fails (`kit.looking`)."""


def test_every_page_that_asks_for_an_area_of_persons_is_logged():
    of_persons = {area.value for area in OF_PERSONS}
    unlogged = [
        route
        for route, access in ADDRESSES
        if access and access.area in of_persons and not access.about_persons
    ]
    assert unlogged == [*OPENS_NOBODY]


@pytest.mark.parametrize("name", EVERYBODY)
def test_every_answer_about_persons_stands_in_the_log(houses, zahra, name):
    """Written to only where they came in: at the door both verbs meet the same refusal."""
    who = getattr(houses, name)
    client, count = houses.visit(who), written(houses, who)
    for route in ABOUT:
        for method in (client.get, client.post):
            answer, count = method(path_of(route, zahra)), count + 1
            assert answer.status_code < 500, route
            assert written(houses, who) == count, (route, answer.status_code)
            if answer.status_code == FORBIDDEN:
                break


@pytest.mark.parametrize(
    "name", ["amina", "jonas", "sara", "siv", "lars", "nora", "ida", "petra", "kian", "vera"]
)
def test_a_name_is_shown_only_to_whom_the_log_says(houses, zahra, name):
    who = getattr(houses, name)
    client = houses.visit(who)
    for route, access in ADDRESSES:
        if access is None or (access.public and "<" in route):
            continue
        answer = client.get(path_of(route, zahra)) if "<str" not in route else None
        if answer is None or answer.streaming or b"KANARIEFUGL" not in answer.content:
            continue
        with houses.acting(who):
            row = Lookup.objects.owned().filter(actor_id=who.pk).order_by("-at").first()
            assert zahra.pk in {line.person_id for line in row.persons.all()}, route
