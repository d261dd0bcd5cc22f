"""What changed from one version to the next, and may answers be compared across it?

A question is kept, reworded, added or retired; it is the same question as long as it keeps its
identity. Reworded questions compare only where somebody said so and the answers can be the same.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from django.utils.translation import gettext as _

from favn.surveys.choices import CHOSEN, Kind
from favn.surveys.rules.sheet import Item, Sheet, say

MOST_ON_A_SCALE = 11


class Change(StrEnum):
    """What became of a question."""

    KEPT = "kept"
    REWORDED = "reworded"
    ADDED = "added"
    RETIRED = "retired"


@dataclass(frozen=True, slots=True)
class Difference:
    """One question before and after; None where it was not there."""

    change: Change
    before: Item | None
    after: Item | None

    @property
    def needs_word(self) -> bool:
        """Whether somebody must say if answers still compare."""
        if self.change != Change.REWORDED or self.before is None or self.after is None:
            return False
        return same_measure(self.before, self.after) and self.after.is_comparable is None

    @property
    def is_comparable(self) -> bool:
        """Whether answers before and after may be compared."""
        if self.before is None or self.after is None:
            return False
        if self.change == Change.KEPT:
            return True
        return same_measure(self.before, self.after) and self.after.is_comparable is True


def same_measure(before: Item, after: Item) -> bool:
    """Whether the same answers are possible."""
    return before.measure == after.measure


def differences(before: Sheet, after: Sheet) -> list[Difference]:
    """Every question of either version: those of the newer in its order, then the retired."""
    found = [_difference(before.item(item.question), item) for item in after]
    gone = [item for item in before if after.item(item.question) is None]
    return found + [Difference(Change.RETIRED, item, None) for item in gone]


def _difference(before: Item | None, after: Item) -> Difference:
    if before is None:
        return Difference(Change.ADDED, None, after)
    same = before.wording == after.wording
    return Difference(Change.KEPT if same else Change.REWORDED, before, after)


def why_not_compare(sheets: Sequence[Sheet], question: str) -> str | None:
    """Why answers to a question in the first and last of these versions do not compare.

    `sheets` are every version from the one to the other, in order.
    """
    items = [sheet.item(question) for sheet in sheets]
    if items[0] is None or items[-1] is None:
        return _("Spørgsmålet er ikke stillet begge gange.")
    if any(item is None for item in items):
        return _("Spørgsmålet har været væk i en udgave imellem, så tallene kan ikke sammenlignes.")
    for before, after in pairwise(sheets):
        one, other = before.item(question), after.item(question)
        if one and other and not same_measure(one, other):
            return _("Svarmulighederne er lavet om, så tallene kan ikke sammenlignes.")
        if one and other and not _difference(one, other).is_comparable:
            return _("Spørgsmålet er lavet om og mærket, så tallene ikke kan sammenlignes.")
    return None


def why_not_publish(sheet: Sheet, before: Sheet | None) -> list[str]:
    """Everything that must be mended before a version is published; empty where it may be."""
    if not list(sheet):
        return [_("Der er ingen spørgsmål endnu. Tilføj mindst ét.")]
    empty = [say(s.texts) for s in sheet.sections if not s.items]
    said = [_("Afsnittet “%(name)s” har ingen spørgsmål.") % {"name": name} for name in empty]
    for item in sheet:
        said += [
            f"{say(item.texts)}: {sentence}"
            for sentence in (*why_not_item(item), why_not_condition(sheet, item))
            if sentence
        ]
    waiting = [d for d in differences(before, sheet) if d.needs_word] if before else []
    return said + [
        _("%(text)s: Sig, om svarene stadig kan sammenlignes.") % {"text": say(d.after.texts)}
        for d in waiting
        if d.after
    ]


def why_not_item(item: Item) -> list[str]:
    """What is wrong with a question by itself."""
    said = []
    if not say(item.texts).strip():
        said.append(_("Skriv spørgsmålet på dansk."))
    if item.kind in CHOSEN and len(item.options) < 2:
        said.append(_("Giv mindst to svarmuligheder."))
    if item.kind == Kind.SCALE:
        said += _scale(item)
    return said


def _scale(item: Item) -> list[str]:
    steps = item.highest - item.lowest + 1
    said = []
    if not 2 <= steps <= MOST_ON_A_SCALE:
        said.append(_("En skala har fra 2 til 11 trin."))
    if not say(item.low_end) or not say(item.high_end):
        said.append(_("Skriv, hvad skalaens to ender betyder."))
    starts = [band.lowest for band in item.bands]
    if len(set(starts)) != len(starts):
        said.append(_("To bånd begynder ved samme tal. Så lapper de over hinanden."))
    if any(not item.lowest <= start <= item.highest for start in starts):
        said.append(_("Et bånd begynder uden for skalaen."))
    return said


def why_not_condition(sheet: Sheet, item: Item) -> str | None:
    """What is wrong with a question's condition in this sheet, or None."""
    gate = item.condition
    if gate is None:
        return None
    order = [i.question for i in sheet]
    if gate.question not in order:
        return _("Betingelsen peger på et spørgsmål, der ikke er her mere.")
    if order.index(gate.question) >= order.index(item.question):
        return _("Betingelsen skal pege på et spørgsmål, der står før.")
    other = sheet.item(gate.question)
    if other and other.kind in CHOSEN and other.option(gate.value) is None:
        return _("Betingelsen peger på et svar, der ikke findes.")
    return None
