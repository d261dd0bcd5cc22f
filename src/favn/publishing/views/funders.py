"""Grants: the next deadline and what is missing, one grant, and one answer to many."""

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from favn.kit import clock
from favn.kit.attempts import CONFLICTED, DONE, attempt, found
from favn.kit.fields import in_kroner
from favn.people.accounts.door import Request, requires
from favn.people.accounts.roles import Area, Level
from favn.publishing import actions, starts
from favn.publishing.forms.funders import (
    AskForm,
    ChangeFundingForm,
    NewFundingForm,
    OweForm,
    PromiseForm,
    QuestionForm,
    SharedAnswerForm,
    in_words,
)
from favn.publishing.models import Funding, OwedReport
from favn.publishing.queries import delivered, funders
from favn.publishing.queries.funders import Owing
from favn.publishing.rules.reports import FIRST_YEAR
from favn.publishing.views.doors import only_writers, posted_id, the_funding, the_question
from favn.statistics.figures import Edition, Period

Verbs = dict[str, Callable[[], str | None]]
LATELY = 5
"""Years that a question may be answered about on its page: this one, the next and those before."""


@requires(Area.REPORTS, Level.READ)
def fundings(request: Request) -> HttpResponse:
    """The next deadline, what is missing, and every grant."""
    today = clock.today()
    every = [_line(one) for one in funders.owings(request.membership, today)]
    context = {
        "next": [line for line in every if not line["owing"].is_sent],
        "sent": [line for line in reversed(every) if line["owing"].is_sent],
        "fundings": [
            {"row": row, "kroner": row.ore / 100, "is_over": row.last_on < today}
            for row in funders.fundings()
        ],
        "may_write": request.membership.may(Area.REPORTS, Level.WRITE),
    }
    return render(request, "publishing/fundings.html", context)


def _line(owing: Owing) -> dict[str, Any]:
    """An owed report as a list shows it."""
    period, days = in_words(owing.owed.period), abs(owing.days_left)
    return {"owing": owing, "period": period, "days": days, "id": uuid4()}


@requires(Area.REPORTS, Level.WRITE)
def new_funding(request: Request) -> HttpResponse:
    """Write a grant down from its letter."""
    form = NewFundingForm(funders.parties(request.organisation), request.POST or None)
    status = 200
    if request.method == "POST":
        status = attempt(request, lambda: _take_on(request, form))
        if status == DONE:
            return redirect("publishing:funding", form.cleaned_data["id"])
    return render(request, "publishing/new_funding.html", {"form": form}, status=status)


def _take_on(request: Request, form: NewFundingForm) -> str | None:
    if not form.is_valid():
        return None
    data = form.cleaned_data
    actions.take_on(id=data["id"], letter=form.letter, by=request.account, at=clock.now())
    return _("Bevillingen er skrevet ned. Skriv nu, hvad den lover, og hvornår I skal rapportere.")


@requires(Area.REPORTS, Level.WRITE)
def change_funding(request: Request, pk: UUID) -> HttpResponse:
    """Put right what the letter says."""
    row, status = the_funding(pk), 200
    parties = funders.parties(request.organisation)
    form = ChangeFundingForm(row, parties, request.POST or None)
    if request.method == "POST":
        status = attempt(request, lambda: _change(request, row, form))
        if status == DONE:
            return redirect("publishing:funding", pk)
        if status == CONFLICTED:
            row = the_funding(pk)
            form = ChangeFundingForm(row, parties)
    context = {"form": form, "funding": row}
    return render(request, "publishing/change_funding.html", context, status=status)


def _change(request: Request, row: Funding, form: ChangeFundingForm) -> str | None:
    if not form.is_valid():
        return None
    actions.change_funding(
        funding=row, version=form.cleaned_data["version"], letter=form.letter,
        by=request.account, at=clock.now(),
    )  # fmt: skip
    return _("Bevillingen er rettet.")


# One grant


@requires(Area.REPORTS, Level.READ)
def funding(request: Request, pk: UUID) -> HttpResponse:
    """What the grant promises beside what is counted, its reports, and its questions."""
    row, status = the_funding(pk), 200
    forms = _forms(request, row)
    if request.method == "POST":
        only_writers(request)
        verbs = _verbs(request, row, forms)
        verb = request.POST.get("verb", "")
        status = attempt(request, verbs.get(verb))
        if status == DONE:
            return redirect(_next(request, row, verb))
    return render(request, "publishing/funding.html", _shown(request, row, forms), status=status)


def _forms(request: Request, row: Funding) -> dict[str, Any]:
    def posted(verb: str) -> Any:
        return request.POST if request.POST.get("verb") == verb else None

    numbers = delivered.countable(request.membership)
    asked = {q.pk for q in funders.questions_of(row)}
    left = [q for q in funders.questions() if q.pk not in asked]
    return {
        "promising": PromiseForm(numbers, row.last_on, posted("promise")),
        "owing": OweForm(row, posted("owe")),
        "asking": AskForm(left, posted("ask")),
    }


def _shown(request: Request, row: Funding, forms: dict[str, Any]) -> dict[str, Any]:
    member, today = request.membership, clock.today()
    promises = funders.promises_of(row)
    told = delivered.delivered(promises, member, today)
    house = request.organisation
    return {
        "funding": row,
        "facts": _facts(row),
        "promises": [
            {"row": p, "told": told[p.pk], "by": _counted_by(p, house.pk),
             "url": _page_of(told[p.pk].address)}
            for p in promises
        ],
        "owings": [_line(one) for one in funders.owings(member, today, row)],
        "questions": funders.questions_of(row),
        "year": today.year,
        "counts": delivered.counts_for(row, member, today),
        "may_write": member.may(Area.REPORTS, Level.WRITE),
        **forms,
    }  # fmt: skip


def _page_of(address: str) -> str:
    """The living page of a number, in the funder's edition; empty where there is none."""
    if not address:
        return ""
    whole, _mark, by = address.partition("?")
    query = f"{by}&" if by else ""
    return f"{reverse('publishing:figure', args=[whole])}?{query}udgave={Edition.FUNDER}"


def _facts(row: Funding) -> list[tuple[str, str]]:
    """The letter, as a list of facts."""
    days = f"{row.first_on:%d.%m.%Y} – {row.last_on:%d.%m.%Y}"
    facts = [(_("Bevilget"), f"{in_kroner(row.ore)} kr."), (_("Periode"), days)]
    return [*facts, *([(_("Deres nummer"), row.reference)] if row.reference else [])]


def _counted_by(promise: Any, house: UUID) -> str:
    """The name of the number that counts a promise."""
    figure = delivered.known(promise.figure)
    return delivered.named(figure, promise.by, promise.part, house) if figure else ""


def _verbs(request: Request, row: Funding, forms: dict[str, Any]) -> Verbs:
    return {
        "promise": lambda: _promise(request, row, forms["promising"]),
        "drop-promise": lambda: _drop_promise(request, row),
        "owe": lambda: _owe(request, row, forms["owing"]),
        "drop-owed": lambda: _drop_owed(request, row),
        "ask": lambda: _ask(request, row, forms["asking"]),
        "stop-asking": lambda: _stop_asking(request, row),
        "open": lambda: _open(request, row),
    }


def _next(request: Request, row: Funding, verb: str) -> str:
    """Where one goes on: to the report that was begun, or back to the grant."""
    if verb == "open":
        owed = _owed_of(request, row)
        for owing in funders.owings(request.membership, clock.today(), row):
            if owing.owed.pk == owed.pk and owing.report is not None:
                return reverse("publishing:write", args=[owing.report.pk])
    return reverse("publishing:funding", args=[row.pk])


def _promise(request: Request, row: Funding, form: PromiseForm) -> str | None:
    if not form.is_valid():
        return None
    actions.promise(funding=row, **form.cleaned_data, by=request.account, at=clock.now())
    return _("Løftet er skrevet ned.")


def _drop_promise(request: Request, row: Funding) -> str:
    promise = found(funders.promise_with(row, posted_id(request, "promise")))
    actions.drop_promise(row=promise, by=request.account, at=clock.now())
    return _("Løftet er taget ud.")


def _owe(request: Request, row: Funding, form: OweForm) -> str | None:
    if not form.is_valid():
        return None
    actions.owe(funding=row, **form.cleaned_data, by=request.account, at=clock.now())
    return _("Afrapporteringen står nu med sin frist.")


def _owed_of(request: Request, row: Funding) -> OwedReport:
    owed = found(funders.owed_with(posted_id(request, "owed")))
    return owed if owed.funding_id == row.pk else found(None)


def _drop_owed(request: Request, row: Funding) -> str:
    actions.drop_owed(row=_owed_of(request, row), by=request.account, at=clock.now())
    return _("Afrapporteringen er taget ud.")


def _ask(request: Request, row: Funding, form: AskForm) -> str | None:
    if not form.is_valid():
        return None
    question = form.cleaned_data["question"]
    actions.ask(funding=row, question=question, by=request.account, at=clock.now())
    return _("Spørgsmålet hører nu til bevillingen.")


def _stop_asking(request: Request, row: Funding) -> str:
    question = the_question(posted_id(request, "question"))
    actions.stop_asking(funding=row, question=question, by=request.account, at=clock.now())
    return _("Bevillingen stiller ikke det spørgsmål mere.")


def _open(request: Request, row: Funding) -> str:
    """The funder's report, filled from what is promised, counted and answered."""
    owed = _owed_of(request, row)
    period = owed.period
    promises = funders.promises_of(row)
    actions.open_funder_report(
        id=posted_id(request, "id"),
        owed=owed,
        title=_title(row, period),
        chapters=starts.funder_chapters(row, promises, period, request.organisation),
        questions=funders.questions_of(row),
        by=request.account,
        at=clock.now(),
    )
    return _("Rapporten er fyldt ud med tal og svar. Skriv, hvor der står firkantede parenteser.")


def _title(row: Funding, period: Period) -> str:
    """The funder, the purpose and the period, in the 160 letters a title may have."""
    ending = f", {period}"
    return f"{row.funder}: {row.purpose}"[: 160 - len(ending)] + ending


# One answer to many


@requires(Area.REPORTS, Level.READ)
def shared(request: Request) -> HttpResponse:
    """Every number and question with all it goes to; POST adds a question."""
    form, status = QuestionForm(request.POST or None), 200
    if request.method == "POST":
        only_writers(request)
        status = attempt(request, lambda: _add_question(request, form))
        if status == DONE:
            return redirect("publishing:shared")
    context = {
        "figures": delivered.shared_figures(request.membership),
        "questions": delivered.shared_questions(),
        "year": clock.today().year,
        "form": form,
        "may_write": request.membership.may(Area.REPORTS, Level.WRITE),
    }
    return render(request, "publishing/shared.html", context, status=status)


def _add_question(request: Request, form: QuestionForm) -> str | None:
    if not form.is_valid():
        return None
    actions.add_question(**form.cleaned_data, by=request.account, at=clock.now())
    return _("Spørgsmålet står nu på listen. Knyt det til en bevilling, eller svar på det.")


@requires(Area.REPORTS, Level.READ)
def shared_answer(request: Request, pk: UUID, year: int) -> HttpResponse:
    """The one answer to a question about a year, and the reports it stands in; POST writes it."""
    question, status = the_question(pk), 200
    this_year = clock.today().year
    found(year if FIRST_YEAR <= year <= this_year + 1 else None)
    answer, stands = funders.answer_of(question, year), None
    form = SharedAnswerForm(answer, request.POST or None)
    if request.method == "POST":
        only_writers(request)
        status = attempt(request, lambda: _write_answer(request, question, year, form))
        if status == DONE:
            return redirect("publishing:shared-answer", pk, year)
        if status == CONFLICTED:
            stands = funders.answer_of(question, year)
            form = SharedAnswerForm(stands, initial={"text": request.POST.get("text", "")})
    context = {
        "question": question, "year": year, "answer": answer, "stands": stands, "form": form,
        "uses": funders.uses_of(answer) if answer else [],
        "years": range(this_year + 1, this_year - LATELY, -1),
        "may_write": request.membership.may(Area.REPORTS, Level.WRITE),
    }  # fmt: skip
    return render(request, "publishing/shared_answer.html", context, status=status)


def _write_answer(request: Request, question: Any, year: int, form: SharedAnswerForm) -> str | None:
    if not form.is_valid():
        return None
    actions.write_answer(
        question=question, year=year, **form.cleaned_data, by=request.account, at=clock.now()
    )
    return _("Svaret er gemt. Det står nu i alle åbne rapporter, der spørger om det.")
