"""The process that answers requests: gunicorn's threads, with connections spread evenly.

Browsers keep their connection. All that came in one rush would otherwise stay with the process
that woke first, while the others idle.
"""

import time
from typing import Any

from gunicorn.workers.gthread import ThreadWorker

STEP = 0.0002
MOST = 20


class EvenWorker(ThreadWorker):  # type: ignore[misc]
    """Waits a little for each connection it holds, so whoever holds fewer takes the next."""

    def accept(self, listener: Any) -> None:
        """As gunicorn's; where another process was faster there is nothing left to take."""
        if self.cfg.workers > 1:
            time.sleep(STEP * min(self.nr_conns, MOST))
        super().accept(listener)
