"""A questionnaire from a file: send it in, look at what it would become, and take it; and out."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from favn.kit import clock
from favn.kit.attempts import DONE, Verb, attempt, found
from favn.people.accounts.door import Request
from favn.surveys import actions, queries
from favn.surveys.choices import Asks
from favn.surveys.forms.reading import FileForm, IntoForm, TakeForm
from favn.surveys.imports import Read
from favn.surveys.models import ReadForm
from favn.surveys.tables import xlsform
from favn.surveys.views.doors import looks, the_version, writes
from favn.surveys.views.editing import listed

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@writes
def read_forms(request: Request) -> HttpResponse:
    """The files that were read, and a form that reads one more."""
    status = 200
    form = FileForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        if form.is_valid():
            return redirect("surveys:read-form", _keep(request, form).pk)
        status = 422
    context = {"rows": queries.read_forms(), "form": form}
    return render(request, "surveys/read_forms.html", context, status=status)


def _keep(request: Request, form: FileForm) -> ReadForm:
    told = form.read
    whole = actions.Whole(
        form.cleaned_data["file"].name, form.sha256, told.title, told.sheet, _remarks(told)
    )
    return actions.keep_form(whole=whole, by=request.account, at=clock.now())


def _remarks(told: Read) -> dict[str, list[list[Any]]]:
    return {
        kind: [[r.line, r.what, r.said] for r in getattr(told, kind)]
        for kind in ("left_out", "changed", "faults")
    }


@writes
def read_form(request: Request, pk: UUID) -> HttpResponse:
    """One file: what is not the same, what it would ask, and the ways to take it."""
    row, status = found(queries.read_form_with(pk)), 200
    verb = request.POST.get("verb", "")
    taking = TakeForm(request.POST if verb == "take" else None, initial={"title": row.title})
    into = IntoForm(queries.questionnaires(), request.POST if verb == "into" else None)
    if request.method == "POST":
        verbs: dict[str, Verb] = {
            "take": lambda: _take(request, row, taking),
            "into": lambda: _into(request, row, into),
            "discard": lambda: _discard(request, row),
        }
        status = attempt(request, verbs.get(verb))
        if status == DONE:
            return _after(pk)
    context = {"row": row, "sections": listed(row.sheet), "taking": taking, "into": into}
    context["many"] = sum(len(s.items) for s in row.sheet.sections)
    return render(request, "surveys/read_form.html", context, status=status)


def _after(pk: UUID) -> HttpResponse:
    """On to the draft that was made; back to the list where the file was thrown away."""
    row = queries.read_form_with(pk)
    draft = queries.draft_of(row.questionnaire) if row and row.questionnaire else None
    if draft:
        return redirect("surveys:version", draft.questionnaire_id, draft.number)
    return redirect("surveys:read-forms")


def _take(request: Request, row: ReadForm, form: TakeForm) -> str | None:
    if not form.is_valid():
        return None
    said = form.cleaned_data
    actions.take_form(
        form=row, title=said["title"], purpose=said["purpose"], asks=Asks(said["asks"]),
        by=request.account, at=clock.now(),
    )  # fmt: skip
    return _("Filen er en kladde nu. Se den igennem, og udgiv den, når den er rigtig.")


def _into(request: Request, row: ReadForm, form: IntoForm) -> str | None:
    if not form.is_valid():
        return None
    actions.take_form_into(
        form=row, questionnaire=form.questionnaire(), by=request.account, at=clock.now()
    )
    return _("Kladden er skrevet om efter filen. Se, hvad der er nyt, før du udgiver.")


def _discard(request: Request, row: ReadForm) -> str:
    actions.discard_form(form=row, by=request.account, at=clock.now())
    return _("Filen er fjernet.")


@looks
def xlsform_file(request: Request, pk: UUID, number: int) -> HttpResponse:
    """A version as a workbook in the standard."""
    row = the_version(pk, number)
    answer = HttpResponse(xlsform(row), content_type=WORKBOOK)
    name = f"{row.questionnaire.key}-{row.number}"
    answer["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    return answer
