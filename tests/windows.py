"""Two windows of one house at once: what the second one is told while the first is not done."""

import threading

from django.db import connection

from favn.kit.refusals import Conflict, Refused

LONG, SHORT = 30, 0.5


class Window(threading.Thread):
    """Another window of the same house, with a connection of its own."""

    def __init__(self, acting, verb):
        super().__init__()
        self.acting, self.verb, self.said = acting, verb, None
        self.begun = threading.Event()

    def run(self):
        try:
            with self.acting():
                self.begun.set()
                self.verb()
        except (Refused, Conflict) as refused:
            self.said = str(refused)
        finally:
            connection.close()


def beside(first, window) -> Window:
    """Let a window act while `first`, a block in a transaction, is not over; both have ended."""
    with first:
        window.start()
        assert window.begun.wait(LONG)
        window.join(SHORT)  # It would be done by now if it did not wait for the first.
    window.join(LONG)
    assert not window.is_alive()
    return window
