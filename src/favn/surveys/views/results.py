"""What a wave says, beside an earlier one where they compare; as a file; and one reply in full."""

import csv
import io
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from openpyxl import Workbook

from favn.kit import looking
from favn.kit.attempts import found
from favn.kit.spreadsheets import safe
from favn.people.accounts.door import Request, requires
from favn.people.accounts.roles import Area, Level
from favn.surveys import queries
from favn.surveys.models import Wave
from favn.surveys.queries.results import Result, Results
from favn.surveys.rules import answering
from favn.surveys.rules.sheet import say
from favn.surveys.views.doors import looks, may_read, reads, sees_exact, the_wave_to_read
from favn.surveys.views.told import told

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@looks
def results(request: Request, pk: UUID) -> HttpResponse:
    """Question by question, with how many were asked and what the silent could change."""
    row = the_wave_to_read(pk)
    told_ = queries.results(row, exact=sees_exact(request))
    earlier = [one for one in queries.comparable_waves(row) if not one.room]
    other = next((w for w in earlier if str(w.pk) == request.GET.get("mod")), None)
    context = {
        "wave": row,
        "questionnaire": row.version.questionnaire,
        "results": told_,
        "sections": [(say(s.texts), found_) for s, found_ in told_.sections],
        "earlier": earlier,
        "other": other,
        "compared": _compared(request, told_, other),
        "reads": may_read(request),
    }
    return render(request, "surveys/results.html", context)


def _compared(request: Request, now: Results, other: Wave | None) -> list[queries.Compared]:
    if other is None:
        return []
    return queries.compared(now, queries.results(other, exact=sees_exact(request)))


HEADS = (
    "section", "key", "question", "kind", "answer", "label", "count", "share_of_answered",
    "lowest_share_of_all", "highest_share_of_all", "asked", "answered", "unknown", "irrelevant",
    "silent", "away", "mean", "lowest_mean", "highest_mean", "withheld", "note",
)  # fmt: skip


@looks
def results_file(request: Request, pk: UUID, kind: str) -> HttpResponse:
    """The results as a table to work on. It leaves the house, so persons are always protected."""
    row = the_wave_to_read(pk)
    lines = list(_lines(queries.results(row, exact=False)))
    if kind == "csv":
        text = io.StringIO()
        csv.writer(text).writerows([HEADS, *lines])
        answer = HttpResponse("\ufeff" + text.getvalue(), content_type="text/csv; charset=utf-8")
    elif kind == "xlsx":
        answer = HttpResponse(_workbook(lines), content_type=XLSX)
    else:
        raise Http404
    name = f"{row.version.questionnaire.key}-{row.opened_at:%Y-%m-%d}.{kind}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _workbook(lines: list[list[Any]]) -> bytes:
    book = Workbook(write_only=True)
    page = book.create_sheet("results")
    for line in (list(HEADS), *lines):
        page.append(line)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _lines(told_: Results) -> Iterator[list[Any]]:
    """A line for every answer of a table, and one for a question without a table."""
    for section, some in told_.sections:
        for result in some:
            first = [safe(say(section.texts)), result.item.key, safe(result.text), result.item.kind]
            cells = [
                [r.cell.key, safe(r.label), r.cell.count, r.cell.share, r.cell.lowest,
                 r.cell.highest, r.cell.withheld]
                for r in result.rows
            ] or [["", "", None, None, None, None, ""]]  # fmt: skip
            for *numbers, withheld in cells:
                yield [*first, *numbers, *_tally(result), withheld, safe(result.refused)]


def _tally(result: Result) -> list[Any]:
    tally, mean = result.tally, result.mean
    parts = [tally.unknown, tally.irrelevant, tally.silent]
    return [
        tally.asked,
        tally.answered if result.shows_answered else None,
        *(parts if result.shows_parts else [None] * len(parts)),
        tally.away,
        *([mean.value, mean.lowest, mean.highest] if mean else [None] * 3),
    ]


@reads
def reply(request: Request, pk: UUID, asked: UUID) -> HttpResponse:
    """What one organisation has sent; a person's words have a page of their own."""
    row = the_wave_to_read(pk)
    if row.version.questionnaire.of_persons:
        return redirect("surveys:person-reply", pk, asked)
    with looking.by_themselves():  # an organisation's words are about nobody
        return _reply(request, row, asked)


@requires(Area.SURVEYS, Level.READ, about_persons=True)
def person_reply(request: Request, pk: UUID, asked: UUID) -> HttpResponse:
    """What one person has sent; each time it is opened it stands in the log of look-ups."""
    row = the_wave_to_read(pk)
    if not row.version.questionnaire.of_persons:
        raise Http404
    return _reply(request, row, asked)


def _reply(request: Request, row: Wave, asked: UUID) -> HttpResponse:
    """Everything one addressee has sent: what counts, and what was corrected."""
    one = found(queries.asked_one(row, asked))
    sheet = row.version.sheet
    sendings = queries.submissions_of(one)
    standing = sendings[0] if sendings else None
    values = queries.answers_in(standing, with_words=True) if standing else {}
    context = {
        "wave": row,
        "questionnaire": row.version.questionnaire,
        "asked": one,
        "standing": standing,
        "sections": [
            (say(s.texts), told(answering.items_asked(s, sheet, values), values, "da"))
            for s in answering.sections_asked(sheet, values)
        ],
        "profile": queries.profile(sheet, values) if standing else [],
        "earlier": [(s, _changed(s, values, row)) for s in sendings[1:]],
    }
    return render(request, "surveys/reply.html", context)


def _changed(older: Any, now: dict[str, answering.Value], row: Wave) -> list[Any]:
    """What an older sending said that no longer stands."""
    then, sheet = queries.answers_in(older, with_words=True), row.version.sheet
    items = [i for i in sheet if then.get(i.question) != now.get(i.question)]
    return told([i for i in items if i.question in then], then, "da")
