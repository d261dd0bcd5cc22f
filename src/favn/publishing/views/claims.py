"""The check of a report under way: what does not follow from its figures, and what was answered."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from favn.kit import clock
from favn.kit.attempts import DONE, attempt, found
from favn.people.accounts.door import Request, requires
from favn.people.accounts.roles import Area, Level
from favn.publishing import actions, queries, warnings
from favn.publishing.claims import SEVERITIES
from favn.publishing.forms import AnswerForm
from favn.publishing.models import Chapter, ClaimAnswer, Report
from favn.publishing.queries import Placed
from favn.publishing.views.doors import the_report
from favn.publishing.views.reports import placed_for
from favn.publishing.warnings import Warned
from favn.publishing.written import Written
from favn.statistics.claims import Severity

LOOKS = {
    Severity.CONTRADICTION: "error",
    Severity.DOUBTFUL: "warning",
    Severity.UNJUDGED: "info",
}


@requires(Area.CHAPTERS, Level.WRITE)
def claims(request: Request, pk: UUID) -> HttpResponse:
    """Every warning in the chapters one may write, each with its answer; POST answers one."""
    report, status = the_report(pk), 200
    chapters = queries.own_chapters(queries.chapters_of(report), request.membership)
    every = warned_in(chapters, placed_for(request, report, chapters))
    form = None
    if request.method == "POST":
        form = AnswerForm(request.POST.get("key", ""), "", request.POST)
        status = attempt(request, lambda: _answer(request, report, every, form))
        if status == DONE:
            return redirect("publishing:claims", pk)
    answers = queries.answers_of(report)
    desk = reverse("publishing:write", args=[pk])
    places = {chapter.title: f"{desk}#{chapter.pk}" for chapter in chapters}
    lines = [
        {**_line(warned, answers.get(warned.key), form), "place": places[warned.chapter]}
        for warned in every
    ]
    context = {"report": report, "lines": lines, "left": len(warnings.unanswered(every, answers))}
    return render(request, "publishing/claims.html", context, status=status)


def warned_in(chapters: list[Chapter], placed: dict[str, Placed]) -> list[Warned]:
    """What is warned about in some chapters as they stand.

    A story is not checked: the answer to a warning keeps its words, and a story's go with a yes.
    """
    own = [Written(c.title, c.text, c.author) for c in chapters if c.story is None]
    return warnings.warnings_in(own, placed)


def _answer(request: Request, report: Report, every: list[Warned], form: AnswerForm) -> str | None:
    if not form.is_valid():
        return None
    data = form.cleaned_data
    warned = found(next((w for w in every if w.key == data["key"]), None))
    actions.answer_claim(
        id=data["id"], report=report, warned=warned, answer=data["answer"],
        by=request.account, at=clock.now(),
    )  # fmt: skip
    return _("Svaret er gemt.")


def _line(warned: Warned, answer: ClaimAnswer | None, tried: AnswerForm | None) -> dict[str, Any]:
    """A warning with its look, its answer, and the form that answers it."""
    is_tried = tried is not None and tried.data.get("key") == warned.key
    said = answer.answer if answer else ""
    return {**shown(warned, answer), "form": tried if is_tried else AnswerForm(warned.key, said),
            "is_open": is_tried}  # fmt: skip


def shown(warned: Warned, answer: ClaimAnswer | None) -> dict[str, Any]:
    """A warning as a page shows it."""
    return {
        "warned": warned,
        **_tag(warned.severity, is_answered=answer is not None),
        "answer": answer,
    }


def _tag(severity: Severity, *, is_answered: bool) -> dict[str, Any]:
    if is_answered:
        return {"label": _("Besvaret"), "look": "success"}
    return {"label": SEVERITIES[severity], "look": LOOKS[severity]}


def told_then(kept: dict[str, Any]) -> dict[str, Any]:
    """What an edition kept of one warning, as its page shows it."""
    return {**kept, **_tag(Severity(kept["severity"]), is_answered=bool(kept["answer"]))}
