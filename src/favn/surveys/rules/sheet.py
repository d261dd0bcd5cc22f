"""A questionnaire's version as pure values: sections, questions, their words and conditions.

Stored as JSON in the version (`as_json`, `sheet_of`) and never changed once published. Words come
in several languages; Danish is always there and stands in where another is missing.
"""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from itertools import chain, count
from typing import Any

from django.utils.text import slugify

from favn.surveys.choices import CHOSEN, Compare, Kind

Texts = Mapping[str, str]
"""Language → words."""
SOURCE = "da"
LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "Æ": "ae", "Ø": "oe", "Å": "aa"})


def key_from(text: str, taken: set[str]) -> str:
    """A short key out of words, that is not taken yet."""
    begun = slugify(text.translate(LETTERS))[:40].strip("-") or "x"
    tries = chain((begun,), (f"{begun}-{n}" for n in count(2)))
    return next(key for key in tries if key not in taken)


def say(texts: Texts, language: str = SOURCE) -> str:
    """The words in a language, in Danish where they are not translated."""
    return texts.get(language) or texts.get(SOURCE, "")


@dataclass(frozen=True, slots=True)
class Option:
    """One answer of a list; `key` is what is stored, and what versions are compared by."""

    key: str
    texts: Texts


@dataclass(frozen=True, slots=True)
class Band:
    """A part of a scale with a name, from `lowest` up to the next band."""

    lowest: int
    texts: Texts


@dataclass(frozen=True, slots=True)
class Condition:
    """Ask only if an earlier question was answered so; `value` is an option's key or a number."""

    question: str
    test: Compare
    value: str


@dataclass(frozen=True, slots=True)
class Item:
    """One question as one version asks it. `question` is the identity it belongs to.

    `is_comparable` says of a question with other words than in the version before whether answers
    may still be compared; None where nobody has said, or nothing has changed.
    """

    question: str
    key: str
    kind: Kind
    texts: Texts
    help: Texts = field(default_factory=dict)
    why: Texts = field(default_factory=dict)
    is_optional: bool = False
    may_unknown: bool = True
    may_irrelevant: bool = False
    options: tuple[Option, ...] = ()
    lowest: int = 1
    highest: int = 5
    low_end: Texts = field(default_factory=dict)
    high_end: Texts = field(default_factory=dict)
    bands: tuple[Band, ...] = ()
    unit: Texts = field(default_factory=dict)
    condition: Condition | None = None
    is_comparable: bool | None = None

    @property
    def measure(self) -> tuple[object, ...]:
        """What an answer can be; where it differs, answers never compare."""
        scale = (self.lowest, self.highest) if self.kind == Kind.SCALE else ()
        keys = tuple(sorted(o.key for o in self.options)) if self.kind in CHOSEN else ()
        return (self.kind, scale, keys, dict(self.unit).get(SOURCE, ""))

    @property
    def wording(self) -> tuple[object, ...]:
        """What is read in Danish, apart from the help."""
        labels = tuple((o.key, say(o.texts)) for o in self.options)
        return (say(self.texts), say(self.low_end), say(self.high_end), labels, self.measure)

    def option(self, key: str) -> Option | None:
        """The option with a key, or None."""
        return next((o for o in self.options if o.key == key), None)

    def band_of(self, number: float) -> Band | None:
        """The band a number of the scale falls in, or None."""
        found = [b for b in sorted(self.bands, key=lambda b: b.lowest) if b.lowest <= number]
        return found[-1] if found else None


@dataclass(frozen=True, slots=True)
class Section:
    """A subject: what is asked together, on one screen."""

    key: str
    texts: Texts
    lead: Texts = field(default_factory=dict)
    items: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """The whole questionnaire in its order."""

    sections: tuple[Section, ...] = ()
    languages: tuple[str, ...] = (SOURCE,)

    def __iter__(self) -> Iterator[Item]:
        """Every question in order."""
        return (item for section in self.sections for item in section.items)

    def item(self, question: str) -> Item | None:
        """The question with an identity, or None."""
        return next((item for item in self if item.question == question), None)

    def section(self, key: str) -> Section | None:
        """The section with a key, or None."""
        return next((section for section in self.sections if section.key == key), None)

    def home_of(self, question: str) -> Section | None:
        """The section a question stands in, or None."""
        stands = (s for s in self.sections if any(i.question == question for i in s.items))
        return next(stands, None)

    def with_section(self, section: Section) -> "Sheet":
        """The same sheet with one section changed."""
        found = tuple(section if s.key == section.key else s for s in self.sections)
        return replace(self, sections=found)

    def with_item(self, item: Item) -> "Sheet":
        """The same sheet with one question changed where it stands."""
        sections = tuple(
            replace(s, items=tuple(item if i.question == item.question else i for i in s.items))
            for s in self.sections
        )
        return replace(self, sections=sections)


def as_json(sheet: Sheet) -> dict[str, Any]:
    """What is stored of a sheet."""
    return asdict(sheet)


def sheet_of(stored: Mapping[str, Any]) -> Sheet:
    """The sheet that was stored; an empty mapping is an empty sheet."""
    sections = tuple(_section(row) for row in stored.get("sections", ()))
    return Sheet(sections, tuple(stored.get("languages", (SOURCE,))))


def _section(row: Mapping[str, Any]) -> Section:
    items = tuple(_item(item) for item in row["items"])
    return Section(row["key"], row["texts"], row["lead"], items)


def _item(row: Mapping[str, Any]) -> Item:
    made: dict[str, Any] = dict(row)
    made["kind"] = Kind(row["kind"])
    made["options"] = tuple(Option(**option) for option in row["options"])
    made["bands"] = tuple(Band(**band) for band in row["bands"])
    asked = row["condition"]
    made["condition"] = asked and Condition(
        asked["question"], Compare(asked["test"]), asked["value"]
    )
    return Item(**made)
