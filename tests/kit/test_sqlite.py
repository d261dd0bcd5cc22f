"""SQLite as Favn runs it: only a sound library, and writers that wait for one another in order."""

import threading
import time

import pytest
from django.db import OperationalError, connections, transaction

from favn.config import environment
from favn.config.trials.sqlite_version import KNOWN
from favn.kit.sqlite import is_safe, refusal
from favn.kit.sqlite.queue import WriterQueue

ALIAS = "queued"
SOON = 5.0


@pytest.mark.parametrize(("version", "safe"), KNOWN.items())
def test_only_versions_without_the_fault_pass(version, safe):
    assert is_safe(version) is safe
    sentence = refusal(version)
    assert (sentence is None) is safe
    assert safe or ".".join(map(str, version)) in sentence


# --- the queue itself -------------------------------------------------------------------------


def entered(queue, owner, order, patience=SOON):
    def enter():
        queue.enter(owner, patience)
        order.append(owner)

    thread = threading.Thread(target=enter)
    thread.start()
    return thread


def until(condition):
    end = time.monotonic() + SOON
    while not condition():
        assert time.monotonic() < end, "waited too long"
        time.sleep(0.001)


def test_who_came_first_is_served_first():
    queue, order = WriterQueue(), []
    queue.enter("holder", SOON)
    threads = []
    for number in range(6):
        threads.append(entered(queue, number, order))
        until(lambda wanted=number + 1: len(queue._waiting) == wanted)
    queue.leave("holder")
    for number in range(6):
        until(lambda wanted=number + 1: len(order) == wanted)
        queue.leave(number)
    for thread in threads:
        thread.join(SOON)
    assert order == [0, 1, 2, 3, 4, 5]


def test_the_turn_of_one_who_never_leaves_is_taken_after_the_patience():
    queue, order = WriterQueue(), []
    queue.enter("gone", SOON)
    entered(queue, "next", order, patience=0.05).join(SOON)
    assert order == ["next"]
    queue.leave("gone")
    assert queue._holder == "next"
    queue.leave("next")
    assert queue._holder is None


def test_leaving_without_a_turn_changes_nothing():
    queue = WriterQueue()
    queue.enter("holder", SOON)
    queue.leave("somebody else")
    assert queue._holder == "holder"


# --- the queue behind Django ------------------------------------------------------------------


@pytest.fixture
def place(tmp_path, django_db_blocker):
    """A database file of its own with one table; its queue stands empty before and after."""
    settings = environment.sqlite(tmp_path / "queued.sqlite3")
    connections.settings[ALIAS] = connections.configure_settings({"default": {}, ALIAS: settings})[
        ALIAS
    ]
    with django_db_blocker.unblock():
        run("CREATE TABLE tap (id integer PRIMARY KEY, parent integer REFERENCES tap"
            " DEFERRABLE INITIALLY DEFERRED)")  # fmt: skip
        connection = connections[ALIAS]
        yield connection
        assert connection.queue._holder is None
        connection.close()
    del connections[ALIAS]
    del connections.settings[ALIAS]


def run(sql, parameters=()):
    with connections[ALIAS].cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.fetchall() if cursor.description else cursor.rowcount


def test_a_transaction_holds_the_turn_until_it_is_over(place):
    with transaction.atomic(using=ALIAS):
        with transaction.atomic(using=ALIAS):
            run("INSERT INTO tap VALUES (1, NULL)")
        assert place.queue._holder is place
    assert place.queue._holder is None


def test_a_savepoint_rolled_back_keeps_the_turn(place):
    with transaction.atomic(using=ALIAS):
        with transaction.atomic(using=ALIAS):
            run("INSERT INTO tap VALUES (1, NULL)")
            transaction.set_rollback(True, using=ALIAS)
        assert place.queue._holder is place
        run("INSERT INTO tap VALUES (2, NULL)")
    assert run("SELECT id FROM tap") == [(2,)]


def test_an_error_gives_the_turn_back(place):
    with pytest.raises(ZeroDivisionError), transaction.atomic(using=ALIAS):
        raise ZeroDivisionError
    assert place.queue._holder is None


def test_a_commit_that_fails_gives_the_turn_back_after_the_rollback(place):
    with pytest.raises(Exception, match="FOREIGN KEY"), transaction.atomic(using=ALIAS):
        run("INSERT INTO tap VALUES (1, 99)")
    assert place.queue._holder is None
    assert run("SELECT count(*) FROM tap") == [(0,)]


def test_closing_gives_the_turn_back(place):
    place.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    assert place.queue._holder is place
    place.close()
    assert place.queue._holder is None


def test_a_statement_outside_transactions_waits_its_turn_too(place):
    place.queue.enter("somebody else", SOON)
    done = []

    def write():
        try:
            done.append(run("INSERT INTO tap VALUES (1, NULL)"))
        finally:
            connections[ALIAS].close()

    thread = threading.Thread(target=write)
    thread.start()
    until(lambda: len(place.queue._waiting) == 1)
    assert done == []
    place.queue.leave("somebody else")
    thread.join(SOON)
    assert done == [1]


def test_reading_waits_for_nobody(place):
    place.queue.enter("somebody else", SOON)
    assert run("SELECT count(*) FROM tap") == [(0,)]
    place.queue.leave("somebody else")


def test_twenty_threads_write_and_none_is_refused(place):
    refused = []

    def write(first):
        try:
            for pk in range(first, first + 20, 2):
                with transaction.atomic(using=ALIAS):
                    run("INSERT INTO tap VALUES (%s, NULL)", [pk])
                run("INSERT INTO tap VALUES (%s, NULL)", [pk + 1])
        except OperationalError as error:
            refused.append(error)
        finally:
            connections[ALIAS].close()

    threads = [threading.Thread(target=write, args=[number * 20]) for number in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert refused == []
    assert run("SELECT count(*) FROM tap") == [(400,)]


def test_commits_wait_for_the_disk(place):
    assert run("PRAGMA journal_mode") == [("wal",)]
    assert run("PRAGMA synchronous") == [(2,)]
