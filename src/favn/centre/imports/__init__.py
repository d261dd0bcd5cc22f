"""Registrations from a file: read the whole of it, tell every error, then write all or nothing.

    plan = read_visits(path, today=...)     reads and checks; writes nothing
    batch = apply(plan, by=..., at=...)     one transaction; None where all of it is there already
    undo(batch, by=..., at=...)             takes every row of the file out of the count again

`read_visits` takes a `source` too, where several doors kept a list of the same days.
All three work for the tenant in `acting_for`. The same file a second time adds nothing.
"""

from favn.centre.imports.files import LARGEST, Unreadable
from favn.centre.imports.visits import (
    MOST_ROWS,
    LineError,
    Plan,
    apply,
    batches,
    read_visits,
    undo,
)

__all__ = [
    "LARGEST",
    "MOST_ROWS",
    "LineError",
    "Plan",
    "Unreadable",
    "apply",
    "batches",
    "read_visits",
    "undo",
]
