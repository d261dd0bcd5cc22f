"""What the living figure asks this room: the number as it was sent, and where it went."""

import pytest

from favn.kit.tenancy import acting_for
from favn.people.accounts.models import Membership
from favn.policy.queries import sent_line, sent_where
from tests.policy.steps import (
    OTHER,
    accept,
    ask,
    initiative,
    send,
    visits,
    withdraw,
)


def line(cast, who, figure="centre.visits", period="2026-Q4", slug="medborgerhuset"):
    with cast.acting(who):
        membership = Membership.objects.select_related("organisation").get(account=who)
        return sent_line(
            figure=figure, organisation_slug=slug, period=period, membership=membership
        )


def where(cast, who, figure="centre.visits", period="2026-Q4"):
    with cast.acting(who):
        return sent_where(figure=figure, period=period)


def test_it_is_the_value_as_sent_not_as_it_is(houses, duty):
    send(houses, duty)
    visits(houses, 5)
    found = line(houses, houses.birgitte)
    assert (found.value, found.number, found.title) == (3, 7, "Hverdagshjælp")
    assert (found.sent_by, found.accepted_at, found.is_final) == ("Jonas", None, False)
    assert found.snapshot


def test_a_correction_shows_beside_what_was_accepted(houses, duty):
    accept(houses, send(houses, duty))
    assert line(houses, houses.birgitte).accepted_by == "Birgitte"
    visits(houses, 1)
    send(houses, duty)
    found = line(houses, houses.birgitte)
    assert (found.value, found.accepted_value) == (4, 3)


def test_nothing_before_it_is_sent_and_nothing_after_it_is_withdrawn(houses, duty):
    assert line(houses, houses.birgitte) is None
    count = send(houses, duty)
    accept(houses, count)
    withdraw(houses, count)
    assert line(houses, houses.birgitte) is None
    assert where(houses, houses.jonas) == []
    send(houses, duty)
    assert line(houses, houses.birgitte).accepted_at is None


@pytest.mark.parametrize(
    "other", [{"period": "2026"}, {"period": "2026-11"}, {"period": "2026-Q3"},
              {"figure": "centre.participations"}, {"slug": "naboerne"}],
)  # fmt: skip
def test_other_addresses_have_nothing(houses, duty, other):
    send(houses, duty)
    assert line(houses, houses.birgitte, **other) is None


def test_an_office_gets_it_only_for_its_own_initiative(houses, plan):
    visits(houses, 3)
    theirs = initiative(houses, plan, 8, "Åbent bibliotek", OTHER)
    send(houses, ask(houses, theirs))
    assert line(houses, houses.rasmus) is None
    assert line(houses, houses.birgitte).value == 3
    send(houses, ask(houses, initiative(houses, plan)))
    assert line(houses, houses.rasmus).number == 7


def test_the_association_sees_where_its_number_went(houses, plan, duty):
    send(houses, duty)
    send(houses, ask(houses, initiative(houses, plan, 8)))
    found = where(houses, houses.jonas)
    assert [(s.municipality, s.number, s.value) for s in found] == [
        ("Sundhavn Kommune", 8, 3),
        ("Sundhavn Kommune", 7, 3),
    ]
    assert found[0].sent_at >= found[1].sent_at
    assert where(houses, houses.leila) == []


def test_the_other_house_gets_nothing(houses, duty):
    send(houses, duty)
    assert line(houses, houses.leila) is None
    with acting_for(houses.naboerne.pk):
        assert sent_where(figure="centre.visits", period="2026-Q4") == []


def test_two_initiatives_that_got_the_same_number_each_tell_their_own_answer(houses, plan, duty):
    other = ask(houses, initiative(houses, plan, 8))
    accept(houses, send(houses, duty))
    send(houses, other)
    birgitte = houses.visit(houses.birgitte)
    address = "/tal/centre.visits@medborgerhuset/2026-Q4/"
    assert "Godkendt" in birgitte.get(address, {"indsats": 7}).content.decode()
    assert "ikke godkendt endnu" in birgitte.get(address, {"indsats": 8}).content.decode()
    for wrong in ("99", "x", "-1", "9" * 30):
        assert birgitte.get(address, {"indsats": wrong}).status_code == 200
