"""Answers in words, as they are read in a summary."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from favn.kit.templatetags.kit import when
from favn.surveys.choices import Kind
from favn.surveys.forms.answers import NO_ANSWER
from favn.surveys.queries.results import labels
from favn.surveys.rules.answering import Value
from favn.surveys.rules.sheet import Item, say


@dataclass(frozen=True, slots=True)
class Told:
    """A question and its answer as people read them; `is_said` is False where nothing was said."""

    question: str
    words: str
    is_said: bool


def told(items: Iterable[Item], values: Mapping[str, Value], language: str) -> list[Told]:
    """Every question with its answer, in order."""
    return [_told(item, values.get(item.question), language) for item in items]


def _told(item: Item, value: Value | None, language: str) -> Told:
    text = say(item.texts, language)
    if value is None:
        return Told(text, _("Ikke besvaret"), is_said=False)
    return Told(text, in_words(item, value, language), is_said=True)


def in_words(item: Item, value: Value, language: str) -> str:
    """One answer as text."""
    if not value.is_answer:
        return str(NO_ANSWER[value.said])
    if item.kind == Kind.DATE:
        return when(date.fromisoformat(value.words))
    if item.kind == Kind.NUMBER:
        number = number_format(value.number, force_grouping=True) if value.number else "0"
        return f"{number.removesuffix(',0').removesuffix('.0')} {say(item.unit, language)}".strip()
    if item.kind == Kind.SCALE and item.lowest < (value.number or 0) < item.highest:
        return _("%(n)s på en skala fra %(low)s til %(high)s") % {
            "n": f"{value.number:g}",
            "low": item.lowest,
            "high": item.highest,
        }
    if value.number is not None or value.chosen:
        keys = [f"{value.number:g}"] if value.number is not None else value.chosen
        known = dict(labels(item, language))
        return ", ".join(known.get(key, key) for key in keys)
    return value.words
