"""One evaluation by its own link: four questions, also to who has left the network since."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from favn.kit import clock
from favn.kit.attempts import DONE, attempt
from favn.pathways.actions import outcomes as actions
from favn.pathways.choices.outcomes import QUESTIONS
from favn.pathways.forms.pairs import OutcomeForm
from favn.pathways.models import Outcome, OutcomeLink
from favn.pathways.queries import pool
from favn.pathways.rules.outcomes import why_not_tell
from favn.people.accounts.door import by_link


@by_link(OutcomeLink, "one side of a pair says how it goes, by a letter of their own")
def evaluation(request: HttpRequest, link: OutcomeLink) -> HttpResponse:
    """The questions, or thanks; what was answered may be changed while the link works."""
    row, status = link.outcome, 200
    form = OutcomeForm(row, request.POST or None, initial=_said(row))
    if request.method == "POST":
        status = attempt(request, lambda: _told(row, form))
        if status == DONE:
            return redirect(request.path)
    today = clock.today()
    context = {
        "house": link.organisation,
        "row": row,
        "who": row.participant,
        "other": row.pair.other(row.participant),
        "form": form,
        "last_day": link.last_day,
        "may_answer": not why_not_tell(
            row.due_on, today, allows=pool.may_be_asked_how(row, today)
        ),
    }  # fmt: skip
    return render(request, "pathways/evaluation.html", context, status=status)


def _said(row: Outcome) -> dict[str, Any]:
    return {question: row.said(question) for question in QUESTIONS}


def _told(row: Outcome, form: OutcomeForm) -> str | None:
    if not form.is_valid():
        return None
    actions.answer(outcome=row, said=form.cleaned_data, by=row.participant, at=clock.now())
    return ""  # The page itself thanks for what it has.
