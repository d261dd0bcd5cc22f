"""Living figures: from an address to a value that can say how it was counted.

The rooms define figures, `config` lists them, and this is the one place that computes them:
refresh the store, evaluate exactly, and last of all protect by edition.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import QuerySet
from django.utils.dates import MONTHS, WEEKDAYS
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from favn.kit import clock, store
from favn.kit.models import Release
from favn.kit.tenancy import acting_for
from favn.statistics.disclosure import MINIMUM, protect
from favn.statistics.engine import evaluate
from favn.statistics.figures import (
    Answer,
    Cell,
    Edition,
    Figure,
    FigureError,
    Period,
    Question,
    mean,
)
from favn.statistics.store import Snapshot

EPOCH = 1970
OF_NUMBERS = {"areas", "years"}
"""Breakdowns whose parts are whole numbers, so that they have a mean."""
IN_ORDER = {"month", "weekday", "hour"} | OF_NUMBERS
"""Breakdowns with an order of their own; others show the largest first."""
OPEN_YEAR = "open_year"
"""Why persons of a year that has not ended are withheld; in words in `templatetags.kit`."""
OPEN_YEAR_PARTS = "open_year_parts"
"""And why the parts of special events are."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a breakdown. `value` is None where it was withheld; `share` in whole percent."""

    key: str
    label: str
    value: int | None
    share: int | None
    withheld: str | None


@dataclass(frozen=True, slots=True)
class Value:
    """A figure for one organisation and period, in one edition, with what it rests on."""

    figure: Figure
    organisation_id: UUID
    period: Period
    by: str | None
    edition: Edition
    total: int | None
    rows: tuple[Row, ...]
    withheld: tuple[str, ...]
    snapshot: str
    as_of: datetime

    @property
    def overlaps(self) -> bool:
        """Whether one may stand in several rows, so that they sum to more than all."""
        return self.figure.overlaps(self.by)


def catalogue() -> dict[str, Figure]:
    """Every figure of the house by id, in the order of the list."""
    figures: Sequence[Figure] = import_string(settings.FAVN_FIGURES)
    return {figure.id: figure for figure in figures}


def figure_with(figure_id: str) -> Figure:
    """The definition. Raises FigureError with the ids that look alike."""
    known = catalogue()
    if figure_id in known:
        return known[figure_id]
    room = figure_id.split(".", maxsplit=1)[0]
    near = ", ".join(sorted(k for k in known if k.startswith(f"{room}."))) or ", ".join(known)
    raise FigureError(f"There is no figure “{figure_id}”. Known: {near}.")


def values(
    questions: Sequence[tuple[str, str | None]],
    organisation_id: UUID,
    period: Period,
    *,
    edition: Edition,
) -> list[Value]:
    """Several (figure id, by) of one organisation and period at once, in the order asked."""
    asked = [Question(figure_with(figure_id), period, by) for figure_id, by in questions]
    counted = [_counted(question) for question in asked]
    wholes = [_whole(question) for question in asked]
    year = store.refreshed(organisation_id, period.year)
    # One reading, so that the snapshot is the one the answers were computed from.
    answers, snapshot = year.answered(lambda r: (evaluate(counted + wholes, r.tables), r.snapshot))
    found = [
        replace(answer, question=question, total=whole.total)
        for question, answer, whole in zip(
            asked, answers[: len(asked)], answers[len(asked) :], strict=True
        )
    ]
    return [
        _value(_without_open_year(protect(answer, edition)), organisation_id, snapshot)
        for answer in found
    ]


def _whole(question: Question) -> Question:
    """The same without a breakdown, of the events themselves."""
    figure = question.figure
    return Question(figure_with(figure.whole) if figure.whole else figure, question.period)


def _counted(question: Question) -> Question:
    """Broken down by several answers the answers are counted, otherwise the events themselves."""
    figure, by = question.figure, question.by
    if figure.whole is None or figure.splits(by):
        return question
    return Question(figure_with(figure.whole), question.period, by)


def _without_open_year(answer: Answer) -> Answer:
    """Persons, and what special events were about, outside the house only when the year is over.

    A number of persons that moves from day to day tells who taps at the door whether one card was
    there before; a topic of counselling that moves tells them what today's guest came about. For
    other events and for the house itself nothing changes.
    """
    question, figure = answer.question, answer.question.figure
    is_open = question.period.kind == "year" and question.period.year >= clock.today().year
    if answer.edition is Edition.INTERNAL or not is_open:
        return answer
    if figure.counts == "persons":
        return replace(answer, total=None, cells=(), withheld=(OPEN_YEAR,))
    if figure.is_special and question.by is not None:
        return replace(answer, cells=(), withheld=(OPEN_YEAR_PARTS,))
    return answer


def value(
    figure_id: str,
    organisation_id: UUID,
    period: Period,
    *,
    by: str | None = None,
    edition: Edition,
) -> Value:
    """One figure. Raises FigureError where the figure, period or breakdown cannot be."""
    return values([(figure_id, by)], organisation_id, period, edition=edition)[0]


def mean_of(value: Value) -> tuple[float | None, int | None]:
    """The mean of a breakdown whose parts are numbers, and of how many events it is known.

    Outside the house only of a year that is over, of so many that nobody's own number can be told
    from it, and rounded to a whole one.
    """
    if value.edition is not Edition.INTERNAL:
        if value.period.kind != "year" or value.period.year >= clock.today().year:
            return None, None
        asked = [(value.figure.id, value.by)]
        exact = values(asked, value.organisation_id, value.period, edition=Edition.INTERNAL)[0]
        found, known = mean_of(exact)
        is_many = (known or 0) >= MINIMUM[value.figure.sensitivity]
        return (float(round(found)), known) if is_many and found is not None else (None, None)
    counts = {int(row.key): row.value or 0 for row in value.rows if row.key}
    return mean(counts), sum(counts.values())


def _value(answer: Answer, organisation_id: UUID, snapshot: Snapshot) -> Value:
    question = answer.question
    names = labels(question.figure, question.by, organisation_id)
    rows = _rows(answer.cells, question.by, names, answer.total)
    return Value(
        question.figure, organisation_id, question.period, question.by, answer.edition,
        answer.total, rows, answer.withheld, snapshot.hash, _written(snapshot),
    )  # fmt: skip


def _rows(
    cells: Iterable[Cell], by: str | None, names: dict[str, Any], total: int | None
) -> tuple[Row, ...]:
    """Cells with names and shares, in the order of the breakdown or the largest first."""
    rows = [
        Row(
            cell.key,
            str(names.get(cell.key) or _unnamed(cell.key, by)),
            cell.value,
            share_of(cell.value, total),
            cell.withheld,
        )
        for cell in cells
    ]
    if by not in IN_ORDER:
        rows.sort(key=lambda row: (row.value is None, -(row.value or 0), row.label))
    return tuple(rows)


def _unnamed(key: str, by: str | None) -> str:
    """What a part without a name of its own is called: a number is written as people write it."""
    if not key:
        return _("Ikke oplyst")
    return str(int(key)) if by in OF_NUMBERS else key


def _written(snapshot: Snapshot) -> datetime:
    """When the store was last written; a store that holds nothing yet is as old as this moment."""
    return snapshot.at if snapshot.at.year > EPOCH else clock.now()


def share_of(part: int | None, whole: int | None) -> int | None:
    """Whole percent, half up, from protected counts only."""
    return None if part is None or not whole else int(100 * part / whole + 0.5)


OF_THE_CALENDAR: dict[str, Callable[[], dict[str, Any]]] = {
    "month": lambda: {f"{number:02}": name for number, name in MONTHS.items()},
    "weekday": lambda: {f"{number + 1:02}": name for number, name in WEEKDAYS.items()},
    "hour": lambda: {f"{hour:02}": f"{hour:02}–{hour + 1:02}" for hour in range(24)},
}


def labels(figure: Figure, by: str | None, organisation_id: UUID) -> dict[str, Any]:
    """What the keys of a breakdown are called on screen."""
    if by is None:
        return {}
    if by in OF_THE_CALENDAR:
        return OF_THE_CALENDAR[by]()
    named = (store.privacy(model_of(figure), "labels") or {}).get(by)
    if named is None:
        return {}
    if hasattr(named, "choices"):
        return dict(named.choices)
    label, key, name = named
    with acting_for(organisation_id):
        return dict(apps.get_model(label)._default_manager.values_list(key, name))


def dimension_name(by: str) -> str:
    """What a breakdown is called."""
    names = {
        "month": _("måned"),
        "weekday": _("ugedag"),
        "hour": _("tidspunkt"),
        "activity": _("aktivitet"),
        "topic": _("emne"),
        "matter": _("slags hjælp"),
        "post": _("post"),
        "kind": _("slags"),
        "setting": _("med hvem"),
        "areas": _("antal lovområder"),
        "way": _("vej"),
        "interpreter": _("tolk"),
        "evening": _("aften"),
        "line": _("hvad der kom ud af det"),
        "farthest": _("længste aktivitet"),
        "years": _("år på ydelse"),
        "doing": _("kursus og praktik"),
        "scheme": _("ordning"),
        "group": _("gruppe"),
        "reached": _("hvor langt det kom"),
        "network": _("netværk"),
        "wait": _("ventetid"),
        "place": _("kommune"),
        "standing": _("ny eller med før"),
        "subject": _("emne"),
        "role": _("rolle"),
        "step": _("skridt"),
    }
    return names.get(by, by)


def model_of(figure: Figure) -> type[models.Model]:
    """The model whose rows a figure counts."""
    return store.statistical_models()[figure.table]


def has_days(figure: Figure) -> bool:
    """Whether a figure's rows have a day and an hour, and so are listed as registrations."""
    return {"on", "hour"} <= {field.name for field in model_of(figure)._meta.fields}


def rows_behind(value: Value) -> QuerySet[models.Model]:
    """The registrations a value counts, for those who may see them.

    Behind a number of persons stand only the registrations that have a person.
    """
    model = model_of(value.figure)
    rows = model._default_manager.filter(
        year=value.period.year,
        month__in=value.period.months,
        **(store.privacy(model, "counted") or {}),
    )
    paths = store.privacy(model, "statistical")
    for column, keys in value.figure.where:
        rows = rows.filter(**{f"{paths[column]}__in": keys})
    if value.figure.counts == "persons":
        rows = rows.filter(store.of_person(model))
    return rows


def release(value: Value, *, at: datetime, purpose: str) -> Release:
    """Write into the ledger that this value left the house, as it stood."""
    entry = Release(
        organisation_id=value.organisation_id,
        figure=value.figure.id,
        period=str(value.period),
        by=value.by or "",
        edition=value.edition,
        value=value.total,
        cells={row.key: row.value for row in value.rows},
        snapshot=value.snapshot,
        released_at=at,
        purpose=purpose,
    )
    entry.save(force_insert=True)
    return entry


def releases(figure_id: str, period: Period, by: str | None) -> QuerySet[Release]:
    """The ledger's lines of one address, of the acting organisation, newest first."""
    return Release.objects.get_queryset().filter(figure=figure_id, period=str(period), by=by or "")


def released_rows(entry: Release) -> tuple[Row, ...]:
    """The breakdown of a ledger's line as it left the house, under today's names."""
    by = entry.by or None
    names = labels(figure_with(entry.figure), by, entry.organisation_id)
    in_order = sorted(entry.cells.items(), key=lambda pair: (pair[0] == "", pair[0]))
    cells = [Cell(key, value) for key, value in in_order]
    return _rows(cells, by, names, entry.value)
