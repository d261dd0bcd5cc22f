"""Two swaps of one shift are said yes to at one moment: one is made, and a sentence is told."""

from datetime import timedelta

import pytest

from favn.centre.models import Shift, Trade
from favn.kit.refusals import Refused
from tests import cast as roll
from tests.centre.volunteering import SOON, Volunteering
from tests.hands import at_once, needs_two_writers

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def two_writers(transactional_db):
    needs_two_writers()


@pytest.fixture
def swaps():
    """Amal asks for her Tuesday; Bodil and Cecil each offer a shift of their own."""
    team = Volunteering(roll.assemble())
    role = team.role()
    amal, bodil, cecil = (team.add(name, role) for name in ("Amal H", "Bodil R", "Cecil V"))
    days = [team.shift(role, SOON + timedelta(days=n)) for n in (0, 2, 3)]
    for shift, who in zip(days, (amal, bodil, cecil), strict=True):
        team.take(shift, who)
    call = team.asks(days[0], amal)
    offers = [team.offers(call, who, day) for who, day in ((bodil, days[1]), (cecil, days[2]))]
    return team, amal, days, offers


def tried(team, days, *verbs):
    with team.open():
        held = Shift.objects.owned().filter(pk=days[0].shift.pk)
    said = at_once(team.open, held, *verbs)
    wrong = [one for one in said if isinstance(one, Exception)]
    return [one for one in said if not isinstance(one, Exception)], wrong


def test_of_two_swaps_said_yes_to_at_once_one_is_made(swaps):
    team, amal, days, (first, second) = swaps
    done, (refused,) = tried(
        team, days, lambda: team.agrees(first, amal), lambda: team.agrees(second, amal)
    )
    assert len(done) == 1
    assert isinstance(refused, Refused)
    assert "Tilbuddet gælder ikke mere" in str(refused)
    names = [team.names(day) for day in days]
    assert sorted(map(len, names)) == [1, 1, 1]
    assert team.count(Trade, state="taken") == 1


def test_one_swap_said_yes_to_twice_at_once_is_one(swaps):
    team, amal, days, (first, _second) = swaps
    done, refused = tried(
        team, days, lambda: team.agrees(first, amal), lambda: team.agrees(first, amal)
    )
    assert refused == []
    assert {one.state for one in done} == {"taken"}
    assert [team.names(day) for day in days] == [["Bodil"], ["Amal"], ["Cecil"]]
