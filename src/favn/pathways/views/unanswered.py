"""Who has not said how it goes, and the form for what they say on the phone."""

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from favn.kit import clock
from favn.kit.attempts import DONE, attempt, found
from favn.pathways.actions import outcomes as actions
from favn.pathways.choices.outcomes import QUESTIONS
from favn.pathways.forms.pairs import OutcomeForm
from favn.pathways.models import Outcome, Participant
from favn.pathways.queries import outcomes, pool
from favn.pathways.queries import unanswered as queries
from favn.pathways.rules import outcomes as rules
from favn.pathways.views.doors import reads, writes
from favn.pathways.views.table import may_write
from favn.people.accounts.door import Request
from favn.people.persons.queries import may_contact

PER_PAGE = 50


@reads
def unanswered(request: Request) -> HttpResponse:
    """First those to call; `?vis=alle` shows everybody who has not answered yet."""
    today, shows_all = clock.today(), request.GET.get("vis") == "alle"
    to_call, waiting = queries.to_call(today), queries.waiting(today)
    rows = (waiting if shows_all else to_call).select_related(*outcomes.BOTH)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("side"))
    context = {
        "page": page,
        "missing": queries.told(list(page.object_list)),
        "shows_all": shows_all,
        "tabs": [
            {"title": _("Ring til"), "url": "?", "is_here": not shows_all},
            {"title": _("Alle, der ikke har svaret"), "url": "?vis=alle", "is_here": shows_all},
        ],
        "may_write": may_write(request),
    }
    return render(request, "pathways/unanswered.html", context)


@writes
def by_phone(request: Request, pk: UUID) -> HttpResponse:
    """What somebody says on the phone, question by question, marked as told to the staff."""
    row, status = found(outcomes.outcome_with(pk)), 200
    today = clock.today()
    said = {question: row.said(question) for question in QUESTIONS}
    form = OutcomeForm(row, request.POST or None, initial=said)
    if request.method == "POST":
        status = attempt(request, lambda: _written(request, row, form))
        if status == DONE:
            return redirect("pathways:pair", row.pair_id)
    themselves = row.is_answered and not row.by_staff
    allows = pool.may_be_asked_how(row, today)
    context = {
        "row": row,
        "who": row.participant,
        "form": form,
        "phone": _phone(row.participant),
        "why_not": rules.why_not_tell(row.due_on, today, allows=allows)
        or rules.why_not_write_down(has_told_themselves=themselves),
    }
    return render(request, "pathways/by_phone.html", context, status=status)


def _phone(who: Participant) -> str:
    """Where to call, for whoever may be called."""
    person: Any = who.person
    return person.phone if person and may_contact(person, on=clock.today()) else ""


def _written(request: Request, row: Outcome, form: OutcomeForm) -> str | None:
    if not form.is_valid():
        return None
    actions.answer(
        outcome=row, said=form.cleaned_data, by=request.account, at=clock.now(), by_staff=True
    )
    return _("Skrevet. Det står, at svaret er sagt til jer.")
