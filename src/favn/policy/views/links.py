"""The office's answer link: its own initiatives in one round, without an account, until it ends."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from favn.kit import clock
from favn.kit.attempts import CONFLICTED, DONE, Verb, attempt, found
from favn.people.accounts.door import by_link
from favn.policy import queries
from favn.policy.forms.rounds import AnswerForm
from favn.policy.models import AnswerLink
from favn.policy.queries import OfficeAnswers
from favn.policy.views.answers import (
    handed_in,
    kept,
    kept_by_itself,
    saves_itself,
    typed_again,
)

NAME = "answering_name"
"""Where the browser's session keeps who answers, so that the name is typed once."""
opened = by_link(AnswerLink, "an office answers by its own link, without an account")


@opened
def answer_link(request: HttpRequest, link: AnswerLink) -> HttpResponse:
    """What the office owes, and what it has handed in."""
    context = {"link": link, "office": _office(link)}
    return render(request, "policy/link.html", context)


def _office(link: AnswerLink) -> OfficeAnswers:
    """The link's own office; one without initiatives owes nothing."""
    every = queries.answers_of(link.round, link.unit)
    return every[0] if every else OfficeAnswers(link.unit, ())


@opened
def answer_by_link(request: HttpRequest, link: AnswerLink, number: int) -> HttpResponse:
    """One of the office's initiatives; others are 404 here."""
    row, office = link.round, _office(link)
    owed = found(next((o for o in office.owed if o.initiative.number == number), None))
    known = {"who": request.session.get(NAME, "")}
    form = AnswerForm(owed, request.POST or None, initial=known, asks_name=True)
    status, verb, stands = 200, request.POST.get("verb", ""), None
    if saves_itself(request):
        return kept_by_itself(form, row, owed, link)
    if request.method == "POST":
        verbs: dict[str, Verb] = {
            "draft": lambda: kept(form, row, owed, link),
            "hand-in": lambda: handed_in(form, row, owed, link),
        }
        status = attempt(request, verbs.get(verb))
        if status == DONE:
            request.session[NAME] = form.cleaned_data["who"]
        if status == DONE and verb == "draft":
            return redirect(link.at("policy:answer-by-link", number))
        if status == DONE:
            return redirect(link.at("policy:answer-link"))
        if status == CONFLICTED:
            owed = stands = queries.owed_of(row, owed.initiative)
            form = typed_again(request, owed, asks_name=True)
    context = {
        "link": link,
        "owed": owed,
        "form": form,
        "stands": stands,
        "since": queries.since_in(row, owed.initiative, clock.today(), with_counts=True),
    }
    return render(request, "policy/link_answer.html", context, status=status)
