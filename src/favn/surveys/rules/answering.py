"""Which questions does somebody get, given what they have answered, and what is still missing?

A condition points at an earlier question. Where that one was not asked or not answered, the
question behind it is not asked either. What is no longer asked does not count as said.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from favn.surveys.choices import Compare, Kind, Said
from favn.surveys.rules.sheet import Condition, Item, Section, Sheet


@dataclass(frozen=True, slots=True)
class Value:
    """What somebody said to one question.

    `number` for scales and numbers, `chosen` keys of options, `words` for text and (ISO) dates.
    """

    said: Said = Said.ANSWER
    number: float | None = None
    chosen: tuple[str, ...] = ()
    words: str = ""

    @property
    def is_answer(self) -> bool:
        """Whether it answers the question, and does not say why it is not answered."""
        return self.said == Said.ANSWER


Values = Mapping[str, Value]
"""Identity of a question → what was said; nothing said has no entry."""


def as_stored(values: Values) -> dict[str, Any]:
    """Values as JSON."""
    return {
        key: {"said": v.said, "number": v.number, "chosen": list(v.chosen), "words": v.words}
        for key, v in values.items()
    }


def as_values(stored: Mapping[str, Any]) -> dict[str, Value]:
    """Values out of JSON."""
    return {
        key: Value(Said(row["said"]), row["number"], tuple(row["chosen"]), row["words"])
        for key, row in stored.items()
    }


def holds(condition: Condition, value: Value | None) -> bool:
    """Whether an earlier answer opens a question; no answer opens none."""
    if value is None or not value.is_answer:
        return False
    if condition.test in (Compare.IS, Compare.IS_NOT):
        return _says(value, condition.value) == (condition.test == Compare.IS)
    wanted = _number(condition.value)
    if value.number is None or wanted is None:
        return False
    return value.number >= wanted if condition.test == Compare.AT_LEAST else value.number <= wanted


def _says(value: Value, wanted: str) -> bool:
    if value.number is not None:
        return value.number == _number(wanted)
    return wanted in value.chosen or (bool(value.words) and value.words == wanted)


def _number(text: str) -> float | None:
    try:
        return float(text.replace(",", "."))
    except ValueError:
        return None


def asked(sheet: Sheet, values: Values) -> set[str]:
    """Identities of the questions that these answers lead to."""
    found: set[str] = set()
    for item in sheet:
        gate = item.condition
        if gate is None or (gate.question in found and holds(gate, values.get(gate.question))):
            found.add(item.question)
    return found


def items_asked(section: Section, sheet: Sheet, values: Values) -> list[Item]:
    """The section's questions that are asked now, in order."""
    keys = asked(sheet, values)
    return [item for item in section.items if item.question in keys]


def sections_asked(sheet: Sheet, values: Values) -> list[Section]:
    """The sections with anything to ask now, in order."""
    keys = asked(sheet, values)
    return [s for s in sheet.sections if any(i.question in keys for i in s.items)]


def counted(sheet: Sheet, values: Values) -> dict[str, Value]:
    """What counts as said: answers to questions that are asked, and of the sheet."""
    keys = asked(sheet, values)
    return {key: value for key, value in values.items() if key in keys}


def missing(sheet: Sheet, values: Values) -> list[Item]:
    """Questions that must be answered before sending, in order."""
    keys = asked(sheet, values)
    return [
        i for i in sheet if i.question in keys and not i.is_optional and i.question not in values
    ]


@dataclass(frozen=True, slots=True)
class Progress:
    """How many of the questions that are asked have been answered."""

    done: int
    of: int


def progress(sheet: Sheet, values: Values) -> Progress:
    """How far somebody is; ‘ved ikke’ is an answer too."""
    keys = asked(sheet, values)
    return Progress(sum(key in values for key in keys), len(keys))


def fits(item: Item, value: Value) -> bool:
    """Whether a value can be an answer to a question."""
    if value.said == Said.UNKNOWN:
        return item.may_unknown
    if value.said == Said.IRRELEVANT:
        return item.may_irrelevant
    if item.kind == Kind.SCALE:
        n = value.number
        return n is not None and n == int(n) and item.lowest <= n <= item.highest
    if item.kind == Kind.NUMBER:
        return value.number is not None
    if item.kind in (Kind.ONE, Kind.SEVERAL):
        known = bool(value.chosen) and all(item.option(key) for key in value.chosen)
        return known and (item.kind == Kind.SEVERAL or len(value.chosen) == 1)
    return bool(value.words.strip())
