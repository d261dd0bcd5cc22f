"""Two hands at once on a real PostgreSQL: both have pressed before either is done.

The row both need is held while they begin, and let go when both stand and wait for it: so neither
has seen what the other did, whatever the machine's speed.
"""

import threading
import time

import pytest
from django.db import connection, connections, transaction

WAITING = (
    "SELECT count(DISTINCT pid) FROM pg_locks WHERE NOT granted AND pid IN"
    " (SELECT pid FROM pg_stat_activity WHERE datname = current_database())"
)
MOST = 20.0
"""Seconds after which a hand that never waited is a fault of the test."""


def needs_two_writers():
    """SQLite has one writer at a time, and its tests share one connection."""
    if connection.vendor == "sqlite":
        pytest.skip("one writer at a time")


def at_once(acting, held, *verbs):
    """What each of two or more verbs answered or raised; `held` are the rows they meet at."""
    said = [None] * len(verbs)
    threads = [
        threading.Thread(target=_tried, args=(verb, said, n), daemon=True)
        for n, verb in enumerate(verbs)
    ]
    with acting(), transaction.atomic():
        list(held.select_for_update(no_key=True).values_list("pk"))
        for thread in threads:
            thread.start()
        all_wait(len(verbs))
    for thread in threads:
        thread.join(timeout=MOST)
    return said


def _tried(verb, said, number):
    try:
        said[number] = verb()
    except Exception as error:  # noqa: BLE001 - told to the test
        said[number] = error
    finally:
        connections.close_all()


def all_wait(number):
    """Go on when so many stand and wait for what somebody else holds."""
    end = time.monotonic() + MOST
    with connection.cursor() as cursor:
        while time.monotonic() < end:
            cursor.execute("SELECT pg_stat_clear_snapshot()")
            cursor.execute(WAITING)
            if cursor.fetchone()[0] >= number:
                return
            time.sleep(0.01)
    raise AssertionError("not everybody waits for what is held")
