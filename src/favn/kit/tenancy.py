"""Who the house acts for right now: one tenant, and the account that asks.

Managers of owned records filter by it and raise where nobody is set; PostgreSQL's row-level
security reads the same two values from the connection (`kit.postgresql`), so a forgotten filter
shows nothing.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from uuid import UUID


class NoTenant(RuntimeError):
    """Owned records were asked for without saying for whom."""

    def __init__(self) -> None:
        super().__init__("No tenant is set; wrap the work in `acting_for(organisation_id)`.")


@dataclass(frozen=True, slots=True)
class Acting:
    """The tenant whose rows are in view, and the account that is signed in."""

    organisation: UUID | None = None
    account: UUID | None = None


NOBODY = Acting()
WHOEVER = Acting()
"""Not a tenant either, but the database need not be told: nothing owned is read."""
_acting: ContextVar[Acting] = ContextVar("favn_acting", default=NOBODY)


def acting() -> Acting:
    """The present tenant and account; both None outside `acting_for`."""
    return _acting.get()


def current() -> UUID:
    """The present tenant's id. Raises NoTenant where none is set."""
    organisation = _acting.get().organisation
    if organisation is None:
        raise NoTenant
    return organisation


@contextmanager
def acting_for(organisation: UUID | None, account: UUID | None = None) -> Iterator[None]:
    """Within this block owned records are those of `organisation` (and its addressed ones)."""
    before = _acting.get()
    now = Acting(organisation, account or before.account)
    token = _acting.set(now)
    try:
        yield
    finally:
        _acting.reset(token)


@contextmanager
def reading_unowned() -> Iterator[None]:
    """Within this block only tables without an owner are read, such as the sessions of sign-in.

    Every request begins so; a connection that goes on for the same tenant is told once less.
    """
    token = _acting.set(WHOEVER)
    try:
        yield
    finally:
        _acting.reset(token)
