"""Work that a page does not wait for, done by a thread of the server that was asked.

Nothing else has to run on the host. It works for the same house as whoever asked, in their
language, over a connection of its own. A thread goes with its server: so what it does must be
allowed to break off, and a row says how far it is.
"""

import logging
import threading
from collections.abc import Callable

from django.db import connections
from django.utils import translation

from favn.kit.tenancy import Acting, acting, acting_for

log = logging.getLogger("favn.pathways")


def beside(work: Callable[[], None]) -> threading.Thread:
    """Begin the work; whoever wants to wait for it joins the thread."""
    words = translation.get_language()
    thread = threading.Thread(target=_done, args=(work, acting(), words), name="favn-beside")
    thread.start()
    return thread


def _done(work: Callable[[], None], who: Acting, words: str) -> None:
    try:
        with acting_for(who.organisation, who.account), translation.override(words):
            work()
    except Exception:  # Nobody is there to catch it.
        log.exception("Work beside a request broke off.")
    finally:
        connections.close_all()
