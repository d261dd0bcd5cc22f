"""What reading a file of numbers gives: dimensions with their labels, cells, and every fault.

Pure: nothing here knows an indicator.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Cell:
    """A value as it stands: one label per dimension, the number as text, and where in the file."""

    labels: tuple[str, ...]
    value: str
    where: str
    base: str = ""
    count: str = ""


@dataclass(frozen=True, slots=True)
class Fault:
    """What cannot be taken, with its line."""

    where: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Dimension:
    """A name and its labels in the order of the file."""

    name: str
    labels: tuple[str, ...]


@dataclass(slots=True)
class Table:
    """A whole file. `time` is the name of the dimension that is time."""

    title: str
    source: str
    unit_words: str
    dimensions: tuple[Dimension, ...]
    cells: list[Cell]
    time: str
    is_exact: bool = True
    """Whether numbers stand as they were printed; a workbook has lost the zeros of 70.0."""
    notes: list[str] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    def place(self, name: str) -> int:
        """Where a dimension stands."""
        return next(n for n, one in enumerate(self.dimensions) if one.name == name)

    def others(self) -> Iterator[Dimension]:
        """Every dimension but time."""
        return (one for one in self.dimensions if one.name != self.time)

    def as_json(self) -> dict[str, Any]:
        """As it is kept: labels by their place."""
        places = [{label: n for n, label in enumerate(d.labels)} for d in self.dimensions]
        return {
            "dimensions": [[d.name, list(d.labels)] for d in self.dimensions],
            "time": self.time,
            "is_exact": self.is_exact,
            "cells": [
                [[at[label] for at, label in zip(places, c.labels, strict=True)],
                 c.value, c.where, c.base, c.count]
                for c in self.cells
            ],
            "faults": [[fault.where, fault.sentence] for fault in self.faults],
        }  # fmt: skip


def dimensions_of(names: list[str], cells: list[Cell]) -> tuple[Dimension, ...]:
    """The labels that the cells use, in the order they are met."""
    return tuple(
        Dimension(name, tuple(dict.fromkeys(cell.labels[place] for cell in cells)))
        for place, name in enumerate(names)
    )
