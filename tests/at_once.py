"""Several at the same moment, each in a connection of its own: for tests of PostgreSQL's locks."""

import threading

from django.db import connections


def at_once(*verbs):
    """What each verb gives, or the error it raised, when all begin at the same moment; for
    PostgreSQL, each in a connection of its own.
    """
    start, found = threading.Barrier(len(verbs)), [None] * len(verbs)

    def run(place, verb):
        try:
            start.wait(timeout=20)
            found[place] = verb()
        except Exception as error:  # noqa: BLE001 - told to the test
            found[place] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(verbs)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found
