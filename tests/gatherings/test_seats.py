"""Seats and the waiting list: the first in the line who fits, and exactly one gets the last."""

import threading
from datetime import timedelta
from functools import partial

import pytest
from django.db import connection, connections
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from favn.gatherings import actions, queries
from favn.gatherings.choices import Seat
from favn.gatherings.models import Letter, SignUp
from favn.gatherings.rules import seats
from favn.kit.refusals import Refused
from tests import cast as roll
from tests.at_once import at_once
from tests.gatherings.steps import NOW, Calendar


def test_a_full_house_has_a_waiting_list_in_order(calendar):
    row = calendar.gathering(seats=2)
    for name in ("Hodan", "Piotr", "Fatma", "Duc"):
        calendar.sign_up(row, name)
    assert calendar.states(row) == {
        "Hodan": "seated", "Piotr": "seated", "Fatma": "waiting", "Duc": "waiting"
    }  # fmt: skip


def test_a_seat_given_back_is_offered_to_the_first_in_the_line_with_a_letter(calendar):
    row = calendar.gathering(seats=1)
    hodan = calendar.sign_up(row, "Hodan")
    calendar.sign_up(row, "Piotr", "piotr@x.example")
    calendar.sign_up(row, "Fatma")
    calendar.alone(actions.leave, signup=hodan)
    assert calendar.states(row) == {"Hodan": "cancelled", "Piotr": "offered", "Fatma": "waiting"}
    with calendar.cast.acting(calendar.by):
        assert Letter.objects.owned().get(why="offer").signup.name == "Piotr"


def test_whoever_brings_three_keeps_the_place_while_one_seat_goes_to_the_next_who_fits(calendar):
    row = calendar.gathering(seats=2)
    hodan, _piotr = calendar.sign_up(row, "Hodan"), calendar.sign_up(row, "Piotr")
    calendar.sign_up(row, "Fatma", persons=2)
    calendar.sign_up(row, "Duc")
    calendar.alone(actions.leave, signup=hodan)
    assert calendar.states(row)["Fatma"] == "waiting"
    assert calendar.states(row)["Duc"] == "offered"


def test_an_offer_lasts_two_days_and_then_goes_on(calendar):
    row = calendar.gathering(seats=1)
    hodan = calendar.sign_up(row, "Hodan")
    piotr = calendar.sign_up(row, "Piotr", "piotr@x.example")
    calendar.sign_up(row, "Fatma")
    calendar.alone(actions.leave, signup=hodan)
    assert calendar.now(piotr).offered_until == NOW + timedelta(hours=48)
    late = NOW + timedelta(hours=48)
    with pytest.raises(Refused, match="gået videre"):
        calendar.alone(actions.say_yes, signup=piotr, at=late)
    calendar.do(actions.nightly, at=late)
    assert calendar.states(row) == {"Hodan": "cancelled", "Piotr": "lapsed", "Fatma": "offered"}


def test_an_offer_never_lasts_longer_than_until_it_begins():
    begins = NOW + timedelta(hours=3)
    assert seats.offer_ends(NOW, begins) == begins
    assert seats.offer_ends(NOW, None) == NOW + timedelta(hours=48)


def test_yes_in_time_takes_the_seat_and_twice_is_once(calendar):
    row = calendar.gathering(seats=1)
    hodan, piotr = calendar.sign_up(row, "Hodan"), calendar.sign_up(row, "Piotr")
    calendar.alone(actions.leave, signup=hodan)
    for _time in range(2):
        calendar.alone(actions.say_yes, signup=piotr)
    assert calendar.states(row)["Piotr"] == "seated"


def test_whoever_is_let_in_again_after_leaving_gets_a_letter_again(calendar):
    row = calendar.gathering(seats=1)
    hodan, piotr = calendar.sign_up(row, "Hodan"), calendar.sign_up(row, "Piotr", "p@x.example")
    calendar.alone(actions.leave, signup=hodan)
    calendar.alone(actions.say_yes, signup=piotr)
    calendar.alone(actions.leave, signup=piotr)
    for _twice in range(2):
        calendar.do(actions.let_in, signup=piotr)
    with calendar.cast.acting(calendar.by):
        assert Letter.objects.owned().filter(signup=piotr, why="confirm").count() == 3


def test_lowered_seats_say_who_is_over_and_throw_nobody_out(calendar):
    row = calendar.gathering(seats=4)
    for name in ("Hodan", "Piotr", "Fatma"):
        calendar.sign_up(row, name)
    changed = calendar.do(
        actions.change, gathering=row, facts=calendar.facts(seats=1), version=row.version
    )
    with calendar.cast.acting(calendar.by):
        assert [one.name for one in queries.house_of(changed).over] == ["Piotr", "Fatma"]
    assert set(calendar.states(row).values()) == {"seated"}


def test_more_seats_move_the_line_up(calendar):
    row = calendar.gathering(seats=1)
    calendar.sign_up(row, "Hodan")
    calendar.sign_up(row, "Piotr")
    facts = calendar.facts(seats=2)
    calendar.do(actions.change, gathering=row, facts=facts, version=row.version)
    assert calendar.states(row)["Piotr"] == "offered"


def test_more_persons_need_free_seats_and_what_one_had_stays(calendar):
    row = calendar.gathering(seats=3)
    hodan = calendar.sign_up(row, "Hodan", persons=2)
    with pytest.raises(Refused, match="Du har stadig dem"):
        calendar.alone(actions.change_persons, signup=hodan, persons=4, version=hodan.version)
    assert calendar.now(hodan).persons == 2
    calendar.alone(actions.change_persons, signup=hodan, persons=3, version=hodan.version)
    assert calendar.now(hodan).persons == 3


# Against a plain list


class Oracle:
    """The same rule over plain lists, written without looking at the room's code."""

    def __init__(self, seats):
        self.seats, self.line = seats, []  # rows of [name, persons, state]

    def free(self):
        return self.seats - sum(p for _, p, s in self.line if s in ("seated", "offered"))

    def offer(self):
        for row in self.line:
            if row[2] == "waiting" and row[1] <= self.free():
                row[2] = "offered"

    def sign_up(self, name, persons):
        self.line.append([name, persons, "seated" if persons <= self.free() else "waiting"])

    def leave(self, place):
        if self.line[place][2] in ("seated", "offered", "waiting"):
            self.line[place][2] = "cancelled"
            self.offer()

    def yes(self, place):
        if self.line[place][2] == "offered":
            self.line[place][2] = "seated"

    def lapse(self):
        for row in self.line:
            if row[2] == "offered":
                row[2] = "lapsed"
        self.offer()

    def resize(self, seats):
        self.seats = seats
        self.offer()


class Seats(RuleBasedStateMachine):
    """People come and go; after every step both must say the same."""

    calendar: Calendar

    def __init__(self):
        super().__init__()
        self.at, self.signups = NOW, []
        self.row = self.calendar.gathering(days=300, seats=4)
        self.oracle = Oracle(4)

    @rule(persons=st.integers(1, 4))
    def sign_up(self, persons):
        name = f"n{len(self.signups)}"
        self.signups.append(
            self.calendar.sign_up(self.row, name, "20112233", persons=persons, at=self.at)
        )
        self.oracle.sign_up(name, persons)

    @rule(pick=st.integers(0, 30))
    def leave(self, pick):
        if self.signups:
            place = pick % len(self.signups)
            self.calendar.alone(actions.leave, signup=self.signups[place], at=self.at)
            self.oracle.leave(place)

    @rule(pick=st.integers(0, 30))
    def yes(self, pick):
        if self.signups:
            place = pick % len(self.signups)
            try:
                self.calendar.alone(actions.say_yes, signup=self.signups[place], at=self.at)
            except Refused:
                assert self.oracle.line[place][2] not in ("offered", "seated")
            self.oracle.yes(place)

    @rule()
    def two_days_pass(self):
        self.at += timedelta(hours=48)
        self.calendar.alone(actions.lapse_offers, gathering=self.row, at=self.at)
        self.oracle.lapse()

    @rule(seats=st.integers(1, 8))
    def resize(self, seats):
        row = self.calendar.now(self.row)
        facts = self.calendar.facts(seats=seats)
        self.calendar.do(
            actions.change, gathering=row, facts=facts, version=row.version, at=self.at
        )
        self.oracle.resize(seats)

    @invariant()
    def both_say_the_same(self):
        expected = {name: state for name, _persons, state in self.oracle.line}
        assert self.calendar.states(self.row) == expected


def test_seats_and_line_are_as_a_plain_list_would_have_them(calendar):
    run_state_machine_as_test(
        type("Seats", (Seats,), {"calendar": calendar}),
        settings=settings(
            max_examples=12, stateful_step_count=12,
            suppress_health_check=list(HealthCheck),
        ),
    )  # fmt: skip


# Two at once


@pytest.mark.django_db(transaction=True)
def test_of_two_who_take_the_last_seat_at_once_exactly_one_gets_it():
    if connection.vendor == "sqlite":
        pytest.skip("one writer at a time: SQLite's tests share one connection")
    calendar = Calendar(roll.assemble())
    row = calendar.gathering(seats=1)
    start, failed = threading.Barrier(6), []

    def try_it(number):
        try:
            start.wait(timeout=20)
            calendar.sign_up(row, f"n{number}", "20112233")
        except Exception as error:  # noqa: BLE001 - told to the test
            failed.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=try_it, args=(n,)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    with calendar.cast.acting(calendar.by):
        rows = SignUp.objects.owned().filter(gathering=row)
        assert sorted(one.state for one in rows) == [Seat.SEATED, *[Seat.WAITING] * 5]
        assert sorted(one.number for one in rows) == [1, 2, 3, 4, 5, 6]


@pytest.mark.django_db(transaction=True)
def test_a_seat_given_back_goes_to_the_line_and_never_to_who_comes_at_that_moment():
    if connection.vendor == "sqlite":
        pytest.skip("one writer at a time: SQLite's tests share one connection")
    calendar = Calendar(roll.assemble())
    row = calendar.gathering(seats=1)
    hodan = calendar.sign_up(row, "Hodan")
    for name in ("Piotr", "Fatma"):
        calendar.sign_up(row, name)
    verbs = [partial(calendar.alone, actions.leave, signup=hodan)]
    verbs += [partial(calendar.sign_up, row, f"n{n}", "20112233") for n in range(4)]
    assert [type(result).__name__ for result in at_once(*verbs)] == ["SignUp"] * 5
    states = calendar.states(row)
    assert (states.pop("Hodan"), states.pop("Piotr")) == ("cancelled", "offered")
    assert set(states.values()) == {"waiting"}
