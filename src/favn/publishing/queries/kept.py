"""A number as a report keeps it, so that it can be printed again in ten years. Pure."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

LISTS = ("withheld", "columns", "notes", "empty")


@dataclass(frozen=True, slots=True)
class Part:
    """One line of a breakdown; `value` is None where it is withheld, for the reason given.

    `words` are what stands in columns of words, where the breakdown has such.
    """

    label: str
    value: int | None
    withheld: str | None = None
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Placed:
    """A number as a report keeps it: everything needed to print it again in ten years.

    `problem` is a sentence where it could not be read; then nothing else is filled in.
    """

    address: str
    title: str = ""
    unit: str = ""
    period: str = ""
    by: str = ""
    total: int | None = None
    mean: int | None = None
    """Of parts that are numbers, rounded; None where there is none, or it would tell too much."""
    parts: tuple[Part, ...] = ()
    withheld: tuple[str, ...] = ()
    overlaps: bool = False
    is_of_persons: bool = False
    """It counts different people; such numbers are never added."""
    edition: str = ""
    snapshot: str = ""
    as_of: str = ""
    has_page: bool = False
    columns: tuple[str, ...] = ()
    """Heads of the columns of words; then the parts have no number."""
    notes: tuple[str, ...] = ()
    """What the number has left out, in sentences."""
    empty: tuple[str, ...] = ()
    """Parts that exist and had nothing, or were held back with all the others."""
    about: str = ""
    """Where its definition stands, for a number without a page of its own."""
    problem: str = ""

    def as_json(self) -> dict[str, Any]:
        """Plain data, for an edition."""
        return asdict(self)

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "Placed":
        """What `as_json` kept."""
        parts = (Part(**{**part, "words": tuple(part["words"])}) for part in kept["parts"])
        lists = {name: tuple(kept[name]) for name in LISTS}
        return cls(**{**kept, **lists, "parts": tuple(parts)})

    def part(self, label: str) -> Part | None:
        """The line with this name, whatever its letters' size, or None.

        A part that had nothing is 0, and withheld where the whole breakdown was.
        """
        wanted = label.casefold()
        nothing = None if self.withheld and not self.parts else 0
        why = self.withheld[0] if nothing is None else None
        every = (*self.parts, *(Part(name, nothing, why) for name in self.empty))
        return next((part for part in every if part.label.casefold() == wanted), None)

    @property
    def counted(self) -> datetime | None:
        """When it was counted."""
        return datetime.fromisoformat(self.as_of) if self.as_of else None
