"""What a wave says: question by question, with the number asked and what the silent could change.

Where persons answer, whoever reads no single answers sees protected tables. Words of one's own are
never tabled. Two waves compare only question by question, and only where nothing in between made
the answers mean something else.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from favn.surveys.choices import COUNTED, WORDS, Kind, Said
from favn.surveys.models import Answer, Submission, Wave
from favn.surveys.queries.replies import value_of
from favn.surveys.queries.sheets import sheets_between
from favn.surveys.queries.waves import tallied
from favn.surveys.rules import answering, shares
from favn.surveys.rules.answering import Value
from favn.surveys.rules.shares import Cell, Mean, Tally
from favn.surveys.rules.sheet import Item, Section, Sheet, say
from favn.surveys.rules.versions import why_not_compare

Rows = list[dict[str, Value]]
"""What each submission that counts said, by identity."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table, in words."""

    label: str
    cell: Cell


@dataclass(frozen=True, slots=True)
class Result:
    """One question's answers. `refused` says why there is no table."""

    item: Item
    tally: Tally
    rows: tuple[Row, ...] = ()
    mean: Mean | None = None
    shows_answered: bool = True
    shows_parts: bool = True
    refused: str = ""

    @property
    def text(self) -> str:
        """The question in Danish."""
        return say(self.item.texts)

    @property
    def is_several(self) -> bool:
        """Whether one may stand in several lines, so that they sum to more than the whole."""
        return self.item.kind == Kind.SEVERAL

    @property
    def has_withheld(self) -> bool:
        """Whether anything is held back."""
        held = any(row.cell.withheld for row in self.rows)
        return held or not (self.shows_answered and self.shows_parts)


@dataclass(frozen=True, slots=True)
class Results:
    """A wave's results: by section, with how many were asked and have sent."""

    wave: Wave
    asked: int
    sent: int
    sections: tuple[tuple[Section, tuple[Result, ...]], ...]
    is_protected: bool

    def of(self, question: str) -> Result | None:
        """One question's result, or None."""
        every = (r for _section, found in self.sections for r in found)
        return next((r for r in every if r.item.question == question), None)


def results(wave: Wave, *, exact: bool) -> Results:
    """Every question of the wave. Not `exact`: protected where persons answer."""
    sheet, rows = wave.version.sheet, _said(wave)
    standing = tallied(wave)
    protect = wave.version.questionnaire.of_persons and not exact
    given = _asked_of(sheet, rows)
    away = standing.asked - len(rows)
    sections = tuple(
        (s, tuple(_result(i, rows, given, away, protect=protect) for i in s.items))
        for s in sheet.sections
    )
    return Results(wave, standing.asked, len(rows), sections, protect)


def _said(wave: Wave) -> Rows:
    """Every submission that counts, also those where nothing was answered; words stay sealed."""
    stands = Submission.objects.owned().filter(asked__wave=wave, is_standing=True)
    found: dict[UUID, dict[str, Value]] = {pk: {} for pk in stands.values_list("pk", flat=True)}
    answers = Answer.objects.owned().filter(
        submission__asked__wave=wave, submission__is_standing=True
    )
    for row in answers.defer("words").iterator():
        value = value_of(row)
        found[row.submission_id][str(row.question_id)] = value
    return list(found.values())


def _asked_of(sheet: Sheet, rows: Rows) -> Counter[str]:
    """Identity → how many of those who sent were asked it."""
    counts: Counter[str] = Counter()
    for values in rows:
        counts.update(answering.asked(sheet, values))
    return counts


def _result(item: Item, rows: Rows, given: Counter[str], away: int, *, protect: bool) -> Result:
    said = [values[item.question] for values in rows if item.question in values]
    tally = _tally(said, given[item.question], away)
    if item.kind in WORDS:
        why = _("Ord bliver ikke talt. De læses hos hver enkelt.")
        return _untabled(item, tally, why, protect)
    if item.kind == Kind.DATE:
        why = _("Dage bliver ikke talt. De læses hos hver enkelt.")
        return _untabled(item, tally, why, protect)
    numbers = [v.number for v in said if v.is_answer and v.number is not None]
    ends = (item.lowest, item.highest) if item.kind == Kind.SCALE else None
    average = shares.mean(numbers, tally, ends) if numbers else None
    if item.kind not in COUNTED:
        return _number(item, tally, average, protect)
    return _table(item, tally, average, _cells(item, said, tally), protect)


def _tally(said: list[Value], given: int, away: int) -> Tally:
    kinds = Counter(v.said for v in said)
    return Tally(
        answered=kinds[Said.ANSWER],
        unknown=kinds[Said.UNKNOWN],
        irrelevant=kinds[Said.IRRELEVANT],
        silent=given - len(said),
        away=away,
    )


def _cells(item: Item, said: list[Value], tally: Tally) -> list[Cell]:
    counts: Counter[str] = Counter()
    for value in said:
        if value.is_answer:
            counts.update([f"{value.number:g}"] if value.number is not None else value.chosen)
    return [shares.cell(key, counts[key], tally) for key, _label in labels(item)]


def labels(item: Item, language: str = "da") -> list[tuple[str, str]]:
    """The answers of a scale or list, by key, in words."""
    if item.kind != Kind.SCALE:
        return [(o.key, say(o.texts, language)) for o in item.options]
    ends = {item.lowest: say(item.low_end, language), item.highest: say(item.high_end, language)}
    steps = range(item.lowest, item.highest + 1)
    return [(str(n), f"{n} – {ends[n]}" if ends.get(n) else str(n)) for n in steps]


def _table(
    item: Item, tally: Tally, average: Mean | None, cells: list[Cell], protect: bool
) -> Result:
    words = dict(labels(item))
    if not protect:
        return Result(item, tally, tuple(Row(words[c.key], c) for c in cells), average)
    shown = shares.protected(cells, tally, several=item.kind == Kind.SEVERAL)
    return Result(
        item,
        tally,
        tuple(Row(words[c.key], c) for c in shown.cells),
        average if shown.all_of_it else None,
        shows_answered=shown.answered,
        shows_parts=shown.parts,
    )


def _number(item: Item, tally: Tally, average: Mean | None, protect: bool) -> Result:
    """A number without a table; where persons answer it needs enough of them."""
    if protect and not shares.is_shown(tally):
        return Result(item, tally, shows_answered=False, shows_parts=False)
    return Result(item, tally, mean=average)


def _untabled(item: Item, tally: Tally, why: str, protect: bool) -> Result:
    shown = not protect or shares.is_shown(tally)
    return Result(item, tally, refused=why, shows_answered=shown, shows_parts=shown)


# Two waves beside each other


@dataclass(frozen=True, slots=True)
class Compared:
    """One question in two waves; `refused` says why the two do not compare."""

    now: Result
    before: Result | None
    refused: str = ""

    @property
    def pairs(self) -> list[tuple[str, Cell, Cell]]:
        """The answers with both waves' cells; none where they do not compare."""
        if self.refused or self.before is None:
            return []
        rows = zip(self.now.rows, _in_order(self.now, self.before), strict=True)
        return [(row.label, row.cell, cell) for row, cell in rows]


def _in_order(now: Result, before: Result) -> list[Cell]:
    cells = {row.cell.key: row.cell for row in before.rows}
    return [cells[row.cell.key] for row in now.rows]


def comparable_waves(wave: Wave) -> list[Wave]:
    """Other waves of the same questionnaire that were opened before it, the newest first."""
    rows = Wave.objects.owned().filter(version__questionnaire=wave.version.questionnaire_id)
    earlier = rows.filter(opened_at__lt=wave.opened_at).exclude(pk=wave.pk)
    return list(earlier.select_related("version__questionnaire"))


def compared(now: Results, before: Results) -> list[Compared]:
    """Every question of the newer wave beside the older one, or why not."""
    sheets = sheets_between(before.wave.version, now.wave.version)
    return [_compared(result, before, sheets) for result in _every(now)]


def _every(found: Results) -> Iterable[Result]:
    return (r for _section, some in found.sections for r in some)


def _compared(now: Result, before: Results, sheets: list[Sheet]) -> Compared:
    why = why_not_compare(sheets, now.item.question) or ""
    return Compared(now, before.of(now.item.question), why or now.refused)
