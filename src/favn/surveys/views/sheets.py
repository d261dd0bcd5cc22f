"""Questionnaires, their versions, what changed between them, and a version as it is answered."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from favn.kit import clock
from favn.kit.attempts import DONE, Verb, attempt, found
from favn.people.accounts.door import Request
from favn.surveys import actions, queries
from favn.surveys.choices import RIGHT_TO_LEFT, Asks
from favn.surveys.forms.answers import SectionForm
from favn.surveys.forms.sheets import NewQuestionnaireForm, QuestionnaireForm
from favn.surveys.models import Questionnaire
from favn.surveys.rules.sheet import Item, key_from, say
from favn.surveys.rules.versions import Change
from favn.surveys.rules.versions import differences as between
from favn.surveys.views.answering import section_at, told_section
from favn.surveys.views.doors import (
    looks,
    may_read,
    may_write,
    only_writers,
    the_questionnaire,
    the_version,
)


@looks
def questionnaires(request: Request) -> HttpResponse:
    """Every questionnaire and what is being asked now; writers begin a new one."""
    form = NewQuestionnaireForm(request.POST or None) if may_write(request) else None
    status = 200
    if request.method == "POST":
        only_writers(request)
        status = attempt(request, lambda: _make(request, form))
        if status == DONE and form:
            return redirect("surveys:questionnaire", form.cleaned_data["id"])
    rows = [(row, queries.last_published(row)) for row in queries.questionnaires()]
    context = {
        "rows": rows,
        "form": form,
        "waves": queries.open_waves(),
        "reads": may_read(request),
    }
    return render(request, "surveys/questionnaires.html", context, status=status)


def _make(request: Request, form: NewQuestionnaireForm | None) -> str | None:
    if form is None or not form.is_valid():
        return None
    data = form.cleaned_data
    taken = {row.key for row in queries.questionnaires() if row.pk != data["id"]}
    actions.make_questionnaire(
        id=data["id"],
        key=key_from(data["title"], taken),
        title=data["title"],
        purpose=data["purpose"],
        asks=Asks(data["asks"]),
        by=request.account,
        at=clock.now(),
    )
    return _("Spørgeskemaet er oprettet. Tilføj nu det første afsnit.")


@looks
def questionnaire(request: Request, pk: UUID) -> HttpResponse:
    """One questionnaire: its versions and waves; writers change it and begin the next version."""
    row = the_questionnaire(pk)
    verb = request.POST.get("verb", "")
    started = {"revision": row.revision, "title": row.title, "purpose": row.purpose}
    form = QuestionnaireForm(request.POST if verb == "change" else None, initial=started)
    status = 200
    if request.method == "POST":
        only_writers(request)
        verbs: dict[str, Verb] = {
            "change": lambda: _change(request, row, form),
            "begin": lambda: _begin(request, row),
        }
        status = attempt(request, verbs.get(verb))
        if status == DONE:
            return _after(row, verb)
        if status == 409:
            typed = {name: request.POST.get(name, "") for name in ("title", "purpose")}
            row.refresh_from_db()
            form = QuestionnaireForm(initial={"revision": row.revision} | typed)
    context = {
        "questionnaire": row,
        "versions": queries.versions_of(row),
        "draft": queries.draft_of(row),
        "published": queries.last_published(row),
        "waves": [(w, queries.tallied(w)) for w in queries.waves_of(row)],
        "form": form if may_write(request) else None,
        "reads": may_read(request),
    }
    return render(request, "surveys/questionnaire.html", context, status=status)


def _after(row: Questionnaire, verb: str) -> HttpResponse:
    draft = queries.draft_of(row) if verb == "begin" else None
    if draft:
        return redirect("surveys:version", row.pk, draft.number)
    return redirect("surveys:questionnaire", row.pk)


def _change(request: Request, row: Questionnaire, form: QuestionnaireForm) -> str | None:
    if not form.is_valid():
        return None
    data = form.cleaned_data
    actions.change_questionnaire(questionnaire=row, **data, by=request.account, at=clock.now())
    return _("Ændringen er gemt.")


def _begin(request: Request, row: Questionnaire) -> str:
    version = actions.begin_version(questionnaire=row, by=request.account, at=clock.now())
    return _("Udgave %(n)s er en kladde. Den forrige gælder, til du udgiver.") % {
        "n": version.number
    }


@looks
def differences(request: Request, pk: UUID, number: int) -> HttpResponse:
    """What a version keeps, rewords, adds and retires, against the one before."""
    row = the_version(pk, number)
    before = queries.previous_of(row)
    found_ = between(before.sheet, row.sheet) if before else []
    lines = [_line(d.change, d.before, d.after, d.is_comparable) for d in found_]
    kept = sum(line["change"] == Change.KEPT for line in lines)
    context = {
        "version": row,
        "before": before,
        "lines": [line for line in lines if line["change"] != Change.KEPT],
        "kept": kept,
    }
    return render(request, "surveys/differences.html", context)


def _line(change: Change, before: Item | None, after: Item | None, same: bool) -> dict[str, Any]:
    words = {
        Change.KEPT: (_("Uændret"), "neutral"),
        Change.REWORDED: (_("Nye ord"), "warning"),
        Change.ADDED: (_("Nyt"), "success"),
        Change.RETIRED: (_("Taget ud"), "error"),
    }
    label, look = words[change]
    return {
        "change": change,
        "label": label,
        "look": look,
        "before": say(before.texts) if before else "",
        "after": say(after.texts) if after else "",
        "is_comparable": same,
    }


@looks
def preview(request: Request, pk: UUID, number: int, place: int) -> HttpResponse:
    """A section exactly as whoever answers sees it; every question is shown and nothing is kept."""
    row = the_version(pk, number)
    sheet = row.sheet
    section = found(section_at(sheet, place))
    language = request.GET.get("sprog", "da")
    language = language if language in sheet.languages else "da"
    context = {
        "version": row,
        "questionnaire": row.questionnaire,
        "form": SectionForm(section.items, {}, language, seen="-"),
        "section": told_section(section, language),
        "conditional": [say(i.texts, language) for i in section.items if i.condition],
        "place": place,
        "parts": len(sheet.sections),
        "languages": queries.languages_of(sheet),
        "language": language,
        "direction": "rtl" if language in RIGHT_TO_LEFT else "ltr",
    }
    return render(request, "surveys/preview.html", context)
