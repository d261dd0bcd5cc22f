"""Two sides at the same moment, each in a connection of its own: on PostgreSQL."""

from functools import partial
from threading import Thread

import pytest
from django.db import connection, transaction

from favn.associations.actions import lists, sameness, seats, sheets
from favn.associations.choices import LineChoice
from favn.associations.choices.cooperation import Happened, Stage, Subject
from favn.associations.imports import read, whole
from favn.associations.models import Collaboration, Entry, ReadLine, Verdict
from favn.associations.queries import agreements as queries
from favn.associations.queries import sheets as paired
from favn.associations.rules.reviews import months_later
from favn.kit import clock
from favn.kit.refusals import Conflict, Refused
from tests import cast as roll
from tests.associations.pacts import Pacts
from tests.at_once import at_once
from tests.cast import NOW, TODAY, new_id

AGO = months_later(TODAY, -7)
THEN = NOW.replace(year=AGO.year, month=AGO.month, day=AGO.day)


@pytest.fixture
def pacts(transactional_db):
    if connection.vendor == "sqlite":
        pytest.skip("one writer at a time: SQLite's tests share one connection")
    return Pacts(roll.assemble())


def kinds(results):
    return sorted(type(result).__name__ for result in results)


def hand_in(pacts, row, place):
    try:
        with pacts.open():
            side = paired.sides_of(row)[place - 1]
            sheets.hand_in(side=side, by=pacts.by, at=clock.now())
    finally:
        if not connection.in_atomic_block:
            connection.close()


def test_both_who_hand_in_their_sheets_at_once_are_aligned(pacts):
    row = pacts.cooperation()
    for place in (1, 2):
        pacts.write(row, place, Subject.AIM, "Naboer kender hinanden")
        pacts.write(row, place, Subject.OURS, "Vi laver mad")
    other = Thread(target=hand_in, args=(pacts, row, 2))
    with transaction.atomic():
        hand_in(pacts, row, 1)
        other.start()
        other.join(timeout=1)
    other.join()
    assert pacts.again(row).stage == Stage.ALIGNED


def test_of_two_who_make_the_next_version_at_once_one_is_told_to_read_the_other(pacts):
    row = pacts.aligned()
    made = at_once(*(partial(pacts.agreement, row, aim=aim) for aim in ("Mad", "Orden")))
    assert kinds(made) == ["Agreement", "Conflict"]
    assert isinstance(next(one for one in made if isinstance(one, Exception)), Conflict)
    with pacts.open():
        assert [version.number for version in queries.agreements_of(row)] == [1]


def test_two_who_say_yes_at_once_make_one_agreement_that_is_counted_once(pacts):
    row = pacts.aligned()
    version = pacts.agreement(row, at=THEN)
    said = at_once(*(partial(pacts.say, version, place, at=THEN) for place in (1, 2)))
    assert kinds(said) == ["Consent", "Consent"]
    assert pacts.again(row).stage == Stage.AGREED
    told = at_once(*(partial(pacts.tell, row, place) for place in (1, 2)))
    assert kinds(told) == ["Told", "Told"]
    with pacts.open():
        (counted,) = Collaboration.objects.owned()
        assert counted.happened


def test_one_says_yes_while_the_other_makes_a_new_version_and_none_holds_unread(pacts):
    row = pacts.aligned()
    version = pacts.agreement(row)
    pacts.say(version, 1)
    yes, new = at_once(
        partial(pacts.say, version, 2), partial(pacts.agreement, row, 1, why="Flere borde")
    )
    assert type(new).__name__ == "Agreement"
    with pacts.open():
        standing = queries.standing_agreement(row)
    assert (standing is None) == isinstance(yes, Refused)
    assert pacts.again(row).stage == Stage.PROPOSED


def test_a_told_yes_and_a_corrected_no_at_once_end_with_what_both_said_last(pacts):
    row = pacts.agreed(at=THEN)
    pacts.tell(row, 1, Happened.YES)
    told = at_once(
        partial(pacts.tell, row, 1, Happened.NO, number=1),
        partial(pacts.tell, row, 2, Happened.NO),
    )
    assert kinds(told) == ["Told", "Told"]
    with pacts.open():
        assert not Collaboration.objects.owned().get().happened


def decide(pacts, one, other):
    with pacts.open():
        return sameness.decide(
            id=new_id(), one=one, other=other, is_same=True, likeness=None, why="", by=pacts.by,
            at=clock.now(),
        )  # fmt: skip


@pytest.mark.parametrize("again", range(3))
def test_two_who_join_the_same_pair_each_its_way_keep_one_of_them(pacts, again):
    one, other = (pacts.directory.add(name) for name in ("Systuen", "Systuen i Vest"))
    made = at_once(partial(decide, pacts, one, other), partial(decide, pacts, other, one))
    assert kinds(made) in (["Conflict", "Verdict"], ["Refused", "Verdict"])
    with pacts.open():
        assert Verdict.objects.owned().count() == 1
        assert Entry.objects.present().filter(pk__in=[one.pk, other.pk]).count() == 1


def in_own(pacts, verb, found):
    """Do it in a connection of its own, and keep what came of it."""
    try:
        with pacts.open():
            found.append(verb())
    except Exception as error:  # noqa: BLE001 - told to the test
        found.append(error)
    finally:
        connection.close()


def test_one_who_decides_a_line_and_one_who_decides_all_wait_for_each_other(pacts):
    named = {"Kurdisk Kulturforening": "10150817", "Sejlerne": "35408002"}
    stands = [pacts.directory.add(name, cvr=cvr) for name, cvr in named.items()]
    text = "Forening;CVR\n" + "".join(f"{name};{cvr}\n" for name, cvr in named.items())
    with pacts.open():
        told = whole("liste.csv", "1", read(text.encode()))
        row = lists.keep(whole=told, by=pacts.by, at=clock.now())
        one, two = ReadLine.objects.owned().filter(of=row)
    said = {"by": pacts.by, "at": clock.now()}
    skip = partial(lists.choose, line=two, choice=LineChoice.SKIP, chosen="", **said)
    found = []
    other = Thread(target=in_own, args=(pacts, skip, found))
    with pacts.open(), transaction.atomic():
        lists.choose(line=one, choice=LineChoice.SAME, chosen=str(stands[0].pk), **said)
        other.start()
        other.join(timeout=1)
        lists.choose_certain(list_=row, **said)
    other.join()
    assert kinds(found) == ["ReadLine"]
    with pacts.open():
        choices = list(ReadLine.objects.owned().values_list("choice", flat=True))
    assert choices == [LineChoice.SAME, LineChoice.SKIP]


def find_out(pacts, about, known):
    with pacts.open():
        return seats.find_out(
            id=new_id(), point="goals", known=known, text="", about=about, by=pacts.by,
            at=clock.now(),
        )  # fmt: skip


@pytest.mark.parametrize("whom", ["unit", "ours"])
def test_of_two_who_find_out_the_same_at_once_one_is_told_to_read_the_other(pacts, whom):
    about, found = getattr(pacts, whom), []
    first = partial(find_out, pacts, about, "yes")
    other = Thread(target=in_own, args=(pacts, partial(find_out, pacts, about, "no"), found))
    with transaction.atomic():
        first()
        other.start()
        other.join(timeout=1)
    other.join()
    assert kinds(found) == ["Conflict"]
