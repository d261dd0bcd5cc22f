"""Which guarded records a page has opened, so that the door can write it down before it answers.

Whoever opens one (decrypts a name, reads a case) says so with `saw`. A page that keeps no sheet may
not open any: forgetting to declare a page fails at once, and not on the day somebody asks.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from uuid import UUID


class Unlogged(RuntimeError):
    """A page that keeps no sheet opened a guarded record."""

    def __init__(self) -> None:
        super().__init__(
            "This page opened a person's record without a log of look-ups; declare it with"
            " `@requires(…, about_persons=True)`."
        )


@dataclass
class Sheet:
    """The records one page has opened, each once and in that order."""

    opened: dict[UUID, None] = field(default_factory=dict)
    is_shut: bool = False

    def add(self, ids: tuple[UUID, ...]) -> None:
        """Write them down. Raises Unlogged on a sheet that is shut."""
        if self.is_shut:
            raise Unlogged
        self.opened |= dict.fromkeys(ids)


_sheet: ContextVar[Sheet | None] = ContextVar("favn_sheet", default=None)


def saw(*ids: UUID) -> None:
    """These records were opened. Outside pages (commands, nightly work) nobody looks.

    Raises Unlogged on a page that does not say it is about persons.
    """
    if sheet := _sheet.get():
        sheet.add(ids)


def sheet() -> Sheet | None:
    """The present page's sheet; None outside pages."""
    return _sheet.get()


@contextmanager
def keeping(kept: Sheet) -> Iterator[None]:
    """Within this block what is opened stands on that sheet."""
    token = _sheet.set(kept)
    try:
        yield
    finally:
        _sheet.reset(token)


@contextmanager
def by_themselves() -> Iterator[None]:
    """Within this block a person opens their own record; that is nobody else's look-up."""
    with keeping(Sheet()):
        yield
