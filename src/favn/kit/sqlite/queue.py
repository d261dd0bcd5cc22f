"""Writers of one process wait for one another here, first come, first served.

SQLite itself only polls for its lock: whoever comes at the right moment gets it, and the unlucky
wait a hundred times longer than the rest. The queue is a courtesy before SQLite's lock, never in
its place: who waited too long goes ahead and lets SQLite decide.
"""

import threading
from collections import deque

_queues: dict[str, "WriterQueue"] = {}
_making = threading.Lock()


class WriterQueue:
    """One turn at a time; the turn is handed to whoever has waited longest."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._holder: object | None = None
        self._waiting: deque[tuple[object, threading.Lock]] = deque()

    def enter(self, owner: object, patience: float) -> None:
        """Return when it is `owner`'s turn, or after `patience` seconds.

        Then the turn is taken from a holder that may be gone, so that the queue moves again.
        """
        with self._guard:
            if self._holder is None:
                self._holder = owner
                return
            turn = threading.Lock()
            turn.acquire()
            self._waiting.append((owner, turn))
        if turn.acquire(timeout=patience):
            return
        with self._guard:
            if (owner, turn) in self._waiting:
                self._waiting.remove((owner, turn))
                self._holder = owner

    def leave(self, owner: object) -> None:
        """Hand the turn on; nothing happens where it is not `owner`'s."""
        with self._guard:
            if self._holder is not owner:
                return
            self._holder = None
            if self._waiting:
                self._holder, turn = self._waiting.popleft()
                turn.release()


def queue_of(name: str) -> WriterQueue:
    """The queue of one database file; the same for all its connections in this process."""
    with _making:
        return _queues.setdefault(name, WriterQueue())
