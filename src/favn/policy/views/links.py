"""The office's answer link: its own initiatives in one round, without an account, until it ends."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from favn.kit import clock
from favn.kit.attempts import CONFLICTED, DONE, Verb, attempt, found
from favn.kit.tenancy import acting_for
from favn.people.accounts.door import public
from favn.people.organisations.queries import tenant_with
from favn.policy import actions, queries
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

GONE = 410
NAME = "answering_name"
"""Where the browser's session keeps who answers, so that the name is typed once."""


class LinkRequest(HttpRequest):
    """A request that came by a link; for type annotations only."""

    link: AnswerLink


View = Callable[..., HttpResponse]


def by_link(view: View) -> View:
    """Only for a link that still works; acts for its municipality, as the link. Else 404 or 410."""

    @public("an office answers by its own link, without an account")
    @wraps(view)
    def guarded(request: HttpRequest, slug: str, token: str, **kwargs: Any) -> HttpResponse:
        municipality = found(tenant_with(slug))
        with acting_for(municipality.pk):
            link = found(queries.link_with(token))
            request.account = request.membership = request.organisation = None  # type: ignore[attr-defined]
            if link.closed_at or clock.now() >= link.expires_at:
                answer = _ended(request, link)
            else:
                request.link = link  # type: ignore[attr-defined]
                answer = view(request, slug, token, **kwargs)
        answer["Cache-Control"] = "no-store"
        return answer

    return guarded


def _ended(request: HttpRequest, link: AnswerLink) -> HttpResponse:
    """Why it works no more; the same for a page that saves itself."""
    if not request.accepts("text/html"):
        return JsonResponse({"said": _("Linket virker ikke mere.")}, status=GONE)
    return render(request, "policy/link_ended.html", {"link": link}, status=GONE)


@by_link
def answer_link(request: LinkRequest, slug: str, token: str) -> HttpResponse:
    """What the office owes, and what it has handed in."""
    actions.link_opened(link=request.link, at=clock.now())
    office = _office(request.link)
    context = {"link": request.link, "office": office, "slug": slug, "token": token}
    return render(request, "policy/link.html", context)


def _office(link: AnswerLink) -> OfficeAnswers:
    """The link's own office; one without initiatives owes nothing."""
    every = queries.answers_of(link.round, link.unit)
    return every[0] if every else OfficeAnswers(link.unit, ())


@by_link
def answer_by_link(request: LinkRequest, slug: str, token: str, number: int) -> HttpResponse:
    """One of the office's initiatives; others are 404 here."""
    row, office = request.link.round, _office(request.link)
    owed = found(next((o for o in office.owed if o.initiative.number == number), None))
    known = {"who": request.session.get(NAME, "")}
    form = AnswerForm(owed, request.POST or None, initial=known, asks_name=True)
    status, verb, stands = 200, request.POST.get("verb", ""), None
    if saves_itself(request):
        return kept_by_itself(form, row, owed, request.link)
    if request.method == "POST":
        verbs: dict[str, Verb] = {
            "draft": lambda: kept(form, row, owed, request.link),
            "hand-in": lambda: handed_in(form, row, owed, request.link),
        }
        status = attempt(request, verbs.get(verb))
        if status == DONE:
            request.session[NAME] = form.cleaned_data["who"]
        if status == DONE and verb == "draft":
            return redirect("policy:answer-by-link", slug, token, number)
        if status == DONE:
            return redirect("policy:answer-link", slug, token)
        if status == CONFLICTED:
            owed = stands = queries.owed_of(row, owed.initiative)
            form = typed_again(request, owed, asks_name=True)
    context = {
        "link": request.link,
        "slug": slug,
        "token": token,
        "owed": owed,
        "form": form,
        "stands": stands,
        "since": queries.since_in(row, owed.initiative, clock.today(), with_counts=True),
    }
    return render(request, "policy/link_answer.html", context, status=status)
