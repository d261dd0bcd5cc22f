"""A profile: the mean of each subject's scales, with how many were answered and what could be.

Scales of one subject are only put together where they have the same ends; otherwise there is no
mean, and the reason is said. “Ved ikke” and “ikke relevant” are not numbers and stand beside it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from favn.surveys.choices import Kind, Said
from favn.surveys.models import Wave
from favn.surveys.queries.replies import answers_of
from favn.surveys.rules.answering import Value, asked
from favn.surveys.rules.sheet import Band, Item, Section, Sheet, say


@dataclass(frozen=True, slots=True)
class Subject:
    """One section's scales. `lowest` and `highest` are what the unanswered could make of `mean`."""

    key: str
    title: str
    mean: float | None
    asked: int
    answered: int
    unknown: int
    irrelevant: int
    ends: tuple[int, int] | None = None
    lowest: float | None = None
    highest: float | None = None
    band: Band | None = None
    refused: str = ""

    @property
    def missing(self) -> int:
        """Scales that nobody said anything about."""
        return self.asked - self.answered - self.unknown - self.irrelevant


def profile(sheet: Sheet, values: Mapping[str, Value]) -> list[Subject]:
    """A line for every section that has scales, in order; for the answers of one addressee."""
    now = asked(sheet, values)
    scales = [(s, [i for i in s.items if i.kind == Kind.SCALE]) for s in sheet.sections]
    return [
        _subject(s, [i for i in items if i.question in now], values) for s, items in scales if items
    ]


def profile_of(wave: Wave, ref_id: UUID) -> list[Subject]:
    """The profile of an addressee by a room's own key; empty where nothing has been sent."""
    given = answers_of(wave, ref_id)
    return profile(wave.version.sheet, given.values) if given else []


def _subject(section: Section, items: list[Item], values: Mapping[str, Value]) -> Subject:
    said = [values[i.question] for i in items if i.question in values]
    numbers = [v.number for v in said if v.is_answer and v.number is not None]
    counts: dict[str, Any] = {
        "asked": len(items),
        "answered": len(numbers),
        "unknown": sum(v.said == Said.UNKNOWN for v in said),
        "irrelevant": sum(v.said == Said.IRRELEVANT for v in said),
    }
    title = say(section.texts)
    scales = {(i.lowest, i.highest) for i in items}
    if len(scales) > 1:
        reason = _("Afsnittets skalaer har ikke de samme ender, så et gennemsnit siger ikke noget.")
        return Subject(section.key, title, None, refused=reason, **counts)
    if not numbers:
        return Subject(section.key, title, None, ends=next(iter(scales), None), **counts)
    return _with_mean(section, items, numbers, counts)


def _with_mean(
    section: Section, items: list[Item], numbers: list[float], counts: dict[str, Any]
) -> Subject:
    """What does not concern somebody can have no number; what is unknown could have any."""
    low, high = items[0].lowest, items[0].highest
    open_ = counts["asked"] - counts["answered"] - counts["irrelevant"]
    total, whole, value = sum(numbers), len(numbers) + open_, sum(numbers) / len(numbers)
    same_bands = all(item.bands == items[0].bands for item in items)
    return Subject(
        section.key,
        say(section.texts),
        value,
        ends=(low, high),
        lowest=(total + open_ * low) / whole,
        highest=(total + open_ * high) / whole,
        band=items[0].band_of(value) if same_bands else None,
        **counts,
    )
