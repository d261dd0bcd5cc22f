"""One conversation: written while one talks, saved by itself, counted when it is done.

The address holds the conversation's id before there is one, so that a page that is loaded again
goes on where it was, and a form that is sent twice is one conversation.
"""

from typing import Any
from uuid import UUID, uuid4

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from favn.centre.actions import conversations as actions
from favn.centre.choices import CaseKind
from favn.centre.forms.cases import TalkForm
from favn.centre.models import Case, Conversation
from favn.centre.queries import cases as queries
from favn.centre.views.case_doors import case_to_write_in, my_talk, writes
from favn.kit import clock
from favn.kit.attempts import CONFLICTED, DONE, Verb, attempt
from favn.kit.saving import by_itself
from favn.people.accounts.door import Request


@writes
def conversation(request: Request, pk: UUID, talk: UUID) -> HttpResponse:
    """A conversation in a case, with its note."""
    return _conversation(request, talk, case_to_write_in(request, pk, talk))


@writes
def unnamed(request: Request, talk: UUID) -> HttpResponse:
    """A conversation without a named person: only its numbers, and no note."""
    return _conversation(request, talk, None)


def _conversation(request: Request, pk: UUID, case: Case | None) -> HttpResponse:
    row = my_talk(request, pk, case)
    form = _form(request.POST or None, row, case)
    status, stands = 200, None
    if request.method == "POST" and request.headers.get("accept") == "application/json":
        return _kept_by_itself(request, pk, case, form)
    if request.method == "POST":
        verb = request.POST.get("verb", "count")
        verbs: dict[str, Verb] = {
            "keep": lambda: _kept(request, pk, case, form),
            "count": lambda: _counted(request, pk, case, form),
            "drop": lambda: _dropped(request, row),
        }
        status = attempt(request, verbs.get(verb))
        if status == DONE:
            return redirect(_after(request, case))
        if status == CONFLICTED:
            row = stands = my_talk(request, pk, case)
            form = _typed_again(request, row, case)
    why_not = queries.why_not_write(case, clock.today()) if case else None
    context = {
        "why_not": why_not,
        "is_typed": request.method == "POST",
        "new_id": uuid4(),
        "kept": _words(row) if why_not else None,
        "case": case,
        "row": row,
        "form": form,
        "stands": _words(stands),
        "talk_id": pk,
        "others": _others(case, request) if case else [],
    }
    return render(request, "centre/conversation.html", context, status=status)


def _after(request: Request, case: Case | None) -> str:
    """Back to the case, where one still reaches it."""
    if case and queries.reaches(case, request.membership):
        return reverse("centre:case", args=[case.pk])
    return reverse("centre:my-day")


def _form(data: Any, row: Conversation | None, case: Case | None) -> TalkForm:
    kind = case.kind if case else CaseKind.SOCIAL
    start = TalkForm.start(row, kind, _words(row) or "")
    return TalkForm(data, initial=start, with_note=case is not None)


def _words(row: Conversation | None) -> str | None:
    """What stands in the note beside a conversation."""
    note = queries.note_of(row) if row else None
    return note.text if note else None


def _typed_again(request: Request, row: Conversation | None, case: Case | None) -> TalkForm:
    """What was typed, on the version that stands now."""
    typed = request.POST.copy()
    typed["version"] = str(row.version if row else 0)
    return _form(typed, row, case)


def _others(case: Case, request: Request) -> list[Any]:
    """The last notes one reads in the case, to look back at while one writes."""
    if not queries.reaches(case, request.membership):
        return []
    return [one.note for one in queries.notes_about(case, request.membership) if one.is_read][:3]


def _kept(request: Request, pk: UUID, case: Case | None, form: TalkForm) -> str | None:
    if not form.is_valid():
        return None
    actions.keep_talk(**_what(request, pk, case, form))
    return _("Kladden er gemt. Samtalen tæller først, når du gør den færdig.")


def _counted(request: Request, pk: UUID, case: Case | None, form: TalkForm) -> str | None:
    if not form.is_whole():
        return None
    actions.count_talk(**_what(request, pk, case, form))
    return _("Samtalen er gemt og talt med.")


def _what(request: Request, pk: UUID, case: Case | None, form: TalkForm) -> dict[str, Any]:
    return {
        "id": pk,
        "case": case,
        "talk": form.talk(),
        "version": form.cleaned_data["version"],
        "by": request.membership,
        "at": clock.now(),
    }


def _dropped(request: Request, row: Conversation | None) -> str:
    if row:
        actions.drop_draft(row=row, by=request.account, at=clock.now())
    return _("Kladden er slettet.")


def _kept_by_itself(request: Request, pk: UUID, case: Case | None, form: TalkForm) -> JsonResponse:
    """The same while one types; the version is what the page goes on from."""

    def save() -> dict[str, Any] | None:
        if _kept(request, pk, case, form) is None:
            return None
        row = queries.conversation_with(pk)
        return {"fields": {"version": row.version if row else 0}}

    return by_itself(form, save)
