"""Two at one moment: one swap of a shift is made, one leader gives work on, the other is told."""

from datetime import timedelta

import pytest

from favn.centre.actions.cases import give_tasks
from favn.centre.models import Shift, Task, Trade
from favn.kit import clock, history
from favn.kit.refusals import Refused
from tests import cast as roll
from tests.centre.casework import Casework
from tests.centre.test_left_behind import leave, loose_task
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


def test_tasks_that_one_leader_gave_on_are_not_moved_by_another(swaps):
    """Both chose from a page that still showed them; the second takes them from nobody."""
    cast = swaps[0].cast
    for name in ("rita", "rosa"):
        roll.join(cast, name, cast.medborgerhuset, "nurse", None)
    work = Casework(cast)
    task = loose_task(work, work.person())
    leave(work, "nora")
    with work.acting("jonas"):
        held = Task.objects.owned().filter(pk=task.pk)

    def gives(to):
        def verb():
            with work.acting("jonas"):
                return give_tasks(left=cast.nora, to=to, by=cast.jonas, at=clock.now())

        return verb

    said = at_once(lambda: work.acting("jonas"), held, gives(cast.rita), gives(cast.rosa))
    (refused,) = [one for one in said if isinstance(one, Exception)]
    assert isinstance(refused, Refused)
    assert "givet videre" in str(refused)
    with work.acting("jonas"):
        (line,) = [one for one in history.of(task) if one.verb == "hand-on"]
    assert line.changes["owner"][1] == work.again(task, "rita").owner.name
