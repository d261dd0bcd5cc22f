"""The thousandth mentor or mentee: pages ask no more than for ten, and come in parts.

The limits hold for ten thousand as well, which takes half a minute to write.
"""

from datetime import timedelta

import pytest

from favn.pathways.choices.mentoring import Side, Standing
from favn.pathways.models import Participant
from favn.people.persons.choices import Act, How
from favn.people.persons.models import Consent, Person
from tests.cast import NOW, TODAY

MANY = 1_000
PAGES = (
    ("/makkerskab/", 45), ("/makkerskab/deltagere/", 20), ("/makkerskab/par/", 20),
    ("/makkerskab/svar/?vis=alle", 20), ("/makkerskab/tilmeldinger/", 20),
)  # fmt: skip


@pytest.fixture
def crowd(network):
    """A network with so many in it, one in four a mentor, each with a name and a yes."""
    house = network.house.pk
    with network.open():
        persons = Person.objects.bulk_create([
            Person(organisation_id=house, name=f"Person {n}", created_at=NOW, touched_at=NOW,
                   last_contact_on=TODAY)
            for n in range(MANY)
        ], batch_size=1000)  # fmt: skip
        Consent.objects.bulk_create([
            Consent(organisation_id=house, person=one, purpose="mentoring", wording_version=2,
                    wording="", act=Act.GIVEN, how=How.SPOKEN, at=NOW, by_label="Ida", position=n)
            for n, one in enumerate(persons)
        ], batch_size=1000)  # fmt: skip
        Participant.objects.bulk_create([
            Participant(
                organisation_id=house, network=network.row, person=one, called="Person",
                side=Side.MENTEE if n % 4 else Side.MENTOR, standing=Standing.READY,
                languages=["da"], times=["daytime"], signed_on=TODAY,
                waiting_since=TODAY - timedelta(days=n % 400),
            )
            for n, one in enumerate(persons)
        ], batch_size=1000)  # fmt: skip
    return network


def test_with_a_thousand_every_page_is_short_and_asks_little(
    crowd, ida, django_assert_max_num_queries
):
    for path, most in PAGES:
        with django_assert_max_num_queries(most):
            answer = ida.get(path)
        assert answer.status_code == 200
        assert len(answer.content) < 150_000, path
    page = ida.get("/makkerskab/deltagere/?side=20").content.decode()
    assert "Side 20 af 20" in page
    table = ida.get("/makkerskab/").context["table"]
    assert (table.waiting_in_all, table.places) == (MANY * 3 // 4, MANY // 4)
    assert len(table.waiting) < 10
