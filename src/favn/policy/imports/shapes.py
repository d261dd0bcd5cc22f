"""What reading a committee paper gives: its lines as they stand, and every doubt about them.

Pure: nothing here knows the plan. A doubt is said by its kind and the words it is about, so that
it can be kept and told in the reader's language.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum


class Unreadable(ValueError):
    """The file as a whole cannot be read; the sentence says what to do."""


class Doubt(StrEnum):
    """What a reader must look at before a line is taken over."""

    CUT_OFF = "cut_off"
    CUT_TITLE = "cut_title"
    NO_NUMBER = "no_number"
    NUMBER_TWICE = "number_twice"
    NO_OFFICE = "no_office"
    NO_TITLE = "no_title"
    LONG_TITLE = "long_title"
    TITLE_END = "title_end"
    CROSSES_PAGE = "crosses_page"
    NO_STATUS = "no_status"
    MERGED = "merged"
    NESTED = "nested"
    COUNTED_NUMBER = "counted_number"
    TWO_STATUSES = "two_statuses"
    UNKNOWN_OFFICE = "unknown_office"
    OTHER_TITLE = "other_title"
    OTHER_OFFICE = "other_office"
    NO_STOP = "no_stop"


class Note(StrEnum):
    """What holds for the paper as a whole."""

    NAME_DIFFERS = "name_differs"
    NUMBERS_MISSING = "numbers_missing"
    PAGES_WITHOUT_TEXT = "pages_without_text"
    LINES_ONLY = "lines_only"
    OTHER_TABLES = "other_tables"
    FOOTNOTES = "footnotes"
    NO_OFFICES = "no_offices"


@dataclass(frozen=True, slots=True)
class Said:
    """A doubt or note, and what in the paper it is about."""

    kind: str
    about: str = ""


@dataclass(slots=True)
class Row:
    """One line as a kind of file gives it: left and right, paragraph by paragraph."""

    office: str
    left: list[str]
    right: list[str]
    place: str
    doubts: list[Said] = field(default_factory=list)
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One initiative of the paper. `status` is only ever inferred, from the words in `because`."""

    number: int | None
    office: str
    title: str
    text: str
    place: str
    status: str = ""
    because: str = ""
    doubts: tuple[Said, ...] = ()

    def has(self, *kinds: Doubt) -> bool:
        """Whether one of these doubts is about it."""
        return any(doubt.kind in kinds for doubt in self.doubts)


@dataclass(frozen=True, slots=True)
class Paper:
    """A whole paper. `year` is the one its first page speaks of, None where it speaks of none."""

    name: str
    sha256: str
    kind: str
    lines: tuple[Line, ...]
    notes: tuple[Said, ...] = ()
    year: int | None = None

    @property
    def offices(self) -> list[str]:
        """The offices as written, each once, in the order of the paper."""
        return list(dict.fromkeys(line.office for line in self.lines if line.office))


def kinds(doubts: Iterable[Said]) -> set[str]:
    """The kinds alone."""
    return {doubt.kind for doubt in doubts}
