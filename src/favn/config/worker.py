"""The process that answers requests: gunicorn's threads, with connections spread evenly.

Browsers keep their connection. All that came in one rush would otherwise stay with the process
that woke first, while the others idle. And whoever asks once mostly asks again at once: the thread
that answered stays a moment, so the next request needs no way through the waiting room.
"""

import select
import time
from typing import Any

from gunicorn.workers.gthread import ThreadWorker

STEP = 0.0002
MOST = 20
STAYS = 2
"""Milliseconds a thread waits for the next request on the connection it has just answered."""


class EvenWorker(ThreadWorker):  # type: ignore[misc]
    """Waits a little for each connection it holds, so whoever holds fewer takes the next."""

    def accept(self, listener: Any) -> None:
        """As gunicorn's; where another process was faster there is nothing left to take."""
        if self.cfg.workers > 1:
            time.sleep(STEP * min(self.nr_conns, MOST))
        super().accept(listener)

    def handle(self, conn: Any) -> Any:
        """As gunicorn's, and on with the same connection while it keeps asking."""
        result = super().handle(conn)
        while result is True and self._asks_again(conn):
            result = super().handle(conn)
        return result

    def _asks_again(self, conn: Any) -> bool:
        """Whether the next request is here, and nobody else waits for this thread."""
        if conn.is_http2 or not self.alive or self.nr_conns > self.cfg.threads:
            return False
        poll = select.poll()
        poll.register(conn.sock, select.POLLIN)
        return bool(poll.poll(STAYS))
