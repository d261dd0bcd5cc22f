"""The money book: one year with its sums and lines, and one line with its history."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.dates import MONTHS
from django.utils.translation import gettext as _

from favn.centre.actions import money as actions
from favn.centre.choices import TAKINGS
from favn.centre.choices.log import LOG
from favn.centre.forms.money import CorrectLineForm, NewLineForm, VoidLineForm
from favn.centre.models import MoneyLine
from favn.centre.queries import money as queries
from favn.centre.queries.money import YearBook
from favn.centre.rules.money import FIRST_YEAR
from favn.centre.views.answers import somebody_was_first
from favn.kit import clock, documents, history
from favn.kit.attempts import DONE, attempt, found, whole
from favn.kit.documents import Bar, Chart
from favn.kit.fields import in_kroner
from favn.kit.refusals import Conflict
from favn.people.accounts.door import Request, refusal, requires
from favn.people.accounts.roles import Area, Level

A_PAGE = 50
YEAR, PAGE = "aar", "side"


@requires(Area.MONEY, Level.READ)
def money(request: Request) -> HttpResponse:
    """One year's sums, the takings by month, and every line; POST enters an amount."""
    year = _asked_year(request)
    form, status = NewLineForm(year, request.POST or None), 200
    if request.method == "POST":
        _only_writers(request)
        status = attempt(request, lambda: _enter(request, form))
        if status == DONE:
            entered = form.cleaned_data["year"]
            return redirect(f"{reverse('centre:money')}?{YEAR}={entered}")
    return render(request, "centre/money.html", _shown(request, year, form), status=status)


def _asked_year(request: Request) -> int:
    text = request.GET.get(YEAR, "")
    year = whole(text) if text.isdecimal() else clock.today().year
    return found(year if FIRST_YEAR <= year <= clock.today().year else None)


def _only_writers(request: Request) -> None:
    if not request.membership.may(Area.MONEY, Level.WRITE):
        raise PermissionDenied(refusal(request.membership))


def _shown(request: Request, year: int, form: NewLineForm) -> dict[str, Any]:
    book = queries.book_of(year)
    page = Paginator(queries.lines(year), A_PAGE).get_page(request.GET.get(PAGE))
    years = sorted({*queries.years(), clock.today().year}, reverse=True)
    return {
        "year": year,
        "years": [(other, f"?{YEAR}={other}") for other in years],
        "income": _sums(_("Indtægter"), book.income),
        "cost": _sums(_("Udgifter"), book.cost),
        "left": in_kroner(abs(book.left)),
        "is_loss": book.left < 0,
        "doubts": _doubts(year),
        "takings_heads": _heads(year),
        "takings": _months(book, queries.book_of(year - 1)),
        "page": page,
        "lines": [_line(row) for row in page],
        "form": form,
        "may_write": request.membership.may(Area.MONEY, Level.WRITE),
    }


def _sums(title: str, by_kind: dict[Any, int]) -> str:
    """Each kind as a bar with its amount, and what they come to; empty where nothing is entered."""
    if not by_kind:
        return ""
    most, ore = max(by_kind.items(), key=lambda pair: pair[1])
    bars = tuple(Bar(str(kind.label), ore / 100, in_kroner(ore)) for kind, ore in by_kind.items())
    said = {"what": title, "most": most.label, "kroner": in_kroner(ore)}
    whole = _("%(what)s i alt: %(kroner)s kr.") % {
        "what": title, "kroner": in_kroner(sum(by_kind.values())),
    }  # fmt: skip
    finding = _("%(what)s: mest %(most)s med %(kroner)s kr.") % said
    chart = Chart(finding, bars, (_("Post"), _("Kroner")), whole)
    return documents.html(documents.Document(title, (chart,)))


def _heads(year: int) -> list[Any]:
    then = _("Samme måned i %(year)s") % {"year": year - 1}
    return [_("Måned"), *(kind.label for kind in TAKINGS), _("I alt"), then]


def _months(book: YearBook, before: YearBook) -> list[dict[str, Any]]:
    """Each month with takings, beside the same one of the year before."""
    return [
        {
            "name": MONTHS[month],
            "amounts": [in_kroner(sums[kind]) for kind in TAKINGS],
            "total": in_kroner(sum(sums.values())),
            "then": in_kroner(sum(before.takings[month].values()))
            if month in before.takings else "–",
        }
        for month, sums in book.takings.items()
    ]  # fmt: skip


def _doubts(year: int) -> list[str]:
    """What looks as if it were written down twice, a sentence each."""
    both = _("%(what)s står både måned for måned og for hele året. Se efter, om noget er med to"
             " gange.")  # fmt: skip
    several = _("%(what)s, %(when)s: %(kroner)s kr. står flere gange med samme bemærkning. Er det"
                " det samme beløb, så lad kun ét stå.")  # fmt: skip
    told = [both % {"what": kind.label} for kind in queries.in_both_ways(year)]
    for row in queries.alike(year):
        line = _line(row)
        said = {"what": row.get_kind_display(), "when": line["when"], "kroner": line["kroner"]}
        told.append(several % said)
    return told


def _line(row: MoneyLine) -> dict[str, Any]:
    when = _("hele året") if row.is_whole_year else MONTHS[row.month]
    return {"row": row, "when": when, "kroner": in_kroner(row.ore)}


def _enter(request: Request, form: NewLineForm) -> str | None:
    if not form.is_valid():
        return None
    row = actions.enter(**form.cleaned_data, by=request.account, at=clock.now())
    said = {"what": row.get_kind_display(), "kroner": in_kroner(row.ore)}
    return _("Skrevet ind: %(what)s, %(kroner)s kr.") % said


# One line


@requires(Area.MONEY, Level.READ)
def money_line(request: Request, pk: UUID) -> HttpResponse:
    """One amount with what happened to it; POST corrects it, takes it out, or back."""
    row, status = found(queries.line_with(pk)), 200
    verb = request.POST.get("verb", "")
    correcting = CorrectLineForm(row, request.POST if verb == "correct" else None)
    taking = VoidLineForm(row, request.POST if verb in ("void", "restore") else None)
    if request.method == "POST":
        _only_writers(request)
        verbs = {
            "correct": lambda: _do(request, row, actions.correct, correcting),
            "void": lambda: _do(request, row, actions.void, taking),
            "restore": lambda: _do(request, row, actions.restore, taking),
        }
        status = attempt(request, verbs.get(verb))
        if status == DONE:
            return redirect("centre:money-line", pk)
        row = found(queries.line_with(pk))
    context = {
        "line": _line(row),
        "facts": _facts(row),
        "correcting": correcting,
        "taking": taking,
        "history": [_told(line) for line in history.of(row)],
        "may_write": request.membership.may(Area.MONEY, Level.WRITE),
    }
    return render(request, "centre/money_line.html", context, status=status)


def _do(request: Request, row: MoneyLine, act: Callable[..., Any], form: Any) -> str | None:
    if not form.is_valid():
        return None
    try:
        act(line=row, **form.cleaned_data, by=request.account, at=clock.now())
    except Conflict as conflict:
        raise Conflict(somebody_was_first()) from conflict
    return _("Gemt. Det, der stod før, står i historikken.")


def _facts(row: MoneyLine) -> list[tuple[str, str]]:
    line = _line(row)
    amount = f"{line['kroner']} kr."
    facts = [(str(row.get_side_display()), amount), (_("Hvornår"), f"{line['when']} {row.year}")]
    return [*facts, *([(_("Bemærkning"), row.note)] if row.note else [])]


def _told(line: Any) -> dict[str, Any]:
    """A line of history, with the amounts it tells of."""
    before, after = line.changes.get("ore", (None, None))
    words = in_kroner(after) if after and before is None else ""
    if before is not None and before != after:
        said = {"then": in_kroner(before), "now": in_kroner(after)}
        words = _("%(then)s kr. blev til %(now)s kr.") % said
    return {
        "at": line.at, "actor_label": line.actor_label, "verb": LOG.verb(line.verb),
        "reason": line.reason, "words": words,
    }  # fmt: skip
