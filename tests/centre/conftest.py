"""The desk's tests: buttons pressed as a page without scripts presses them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from favn.centre import actions
from favn.kit import clock
from favn.kit.tenancy import acting_for
from tests.cast import TODAY, Cast, new_id
from tests.centre.casework import Casework
from tests.centre.volunteering import Volunteering


class Desk:
    """Medborgerhuset's desk, and Amina's browser."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.client = cast.visit(cast.amina)

    def tap(self, press="visit", *, client=None, json=False, path="/i-dag/tael/", **fields):
        """Press a button; a script where `json`."""
        fields = {"press": press, "id": str(new_id())} | fields
        headers = {"accept": "application/json"} if json else {}
        return (client or self.client).post(path, fields, headers=headers)

    def session(self, activity="cafe", house="medborgerhuset", on=TODAY) -> str:
        """The press of a session's button."""
        return f"participation:{self.cast.slots[f'{activity}@{house}'].session_id(on)}"

    def topic(self, slug="brev", house="medborgerhuset") -> str:
        return f"guidance:{self.cast.topics[f'{slug}@{house}'].pk}"

    def rows(self, model, house=None):
        """All rows of one logbook, counted or not."""
        with acting_for((house or self.cast.medborgerhuset).pk):
            related = {"Participation": ["session__activity"], "Guidance": ["topic"]}
            rows = model.objects.owned().select_related(*related.get(model.__name__, []))
            return sorted(rows, key=lambda row: row.pk)

    def queries(self, address: str) -> int:
        """How often the page asks the database; a session's first page also writes that it is used.

        Django empties its list at the next request.
        """
        self.client.get(address)
        with CaptureQueriesContext(connection) as asked:
            assert self.client.get(address).status_code == 200
        return len(asked.captured_queries)

    def rooms_asked(self, address: str) -> list[str]:
        """The questions a page asks of the rooms' own tables; not of accounts and sessions."""
        self.client.get(address)
        with CaptureQueriesContext(connection) as asked:
            assert self.client.get(address).status_code == 200
        rooms = ('FROM "centre_', 'FROM "gatherings_')
        said = [query["sql"] for query in asked.captured_queries]
        return [sql for sql in said if any(room in sql for room in rooms)]

    def visit(self, **fields):
        """A visit written straight through the action."""
        with acting_for(self.cast.medborgerhuset.pk):
            wanted = {
                "id": new_id(),
                "on": TODAY,
                "hour": 13,
                "by": self.cast.amina,
                "at": clock.now(),
            }
            return actions.count_visit(**wanted | fields)


@pytest.fixture
def desk(houses):
    return Desk(houses)


@pytest.fixture
def work(cast):
    """Medborgerhuset's counselling."""
    return Casework(cast)


@pytest.fixture
def team(cast):
    """Vera's volunteers."""
    return Volunteering(cast)


@pytest.fixture
def vera(cast, team):
    return cast.visit(cast.vera)


@pytest.fixture
def guest(cast):
    return cast.visit()
