"""A side's own sheet, and both beside each other with what they agree upon."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from favn.associations.actions import sheets as actions
from favn.associations.forms.sheets import SheetForm, WordForm
from favn.associations.models import Cooperation, Side
from favn.associations.models.cooperation import subject_words
from favn.associations.queries import sheets
from favn.associations.views.cooperations import page_of
from favn.associations.views.seats import Seat, remember_name, seated
from favn.kit import clock
from favn.kit.attempts import CONFLICTED, DONE, Verb, attempt
from favn.kit.refusals import Conflict
from favn.people.accounts.door import Request


@seated
def sheet(request: Request, seat: Seat, pk: object) -> HttpResponse:
    """One's own column: save, hand in, or add a word that both explain."""
    row = seat.cooperation(pk)
    side, status, verb = seat.own_side(row), 200, request.POST.get("verb", "")
    form = _form(seat, row, side, request.POST if verb in ("save", "hand-in") else None)
    wording, late = WordForm(request.POST if verb == "word" else None), _Late()
    if request.method == "POST":
        verbs: dict[str, Verb] = {
            "save": lambda: _save(request, seat, row, side, form, late),
            "hand-in": lambda: _hand_in(request, seat, row, side, form, late),
            "word": lambda: _word(seat, row, side, wording),
        }
        status = attempt(request, verbs.get(verb))
        if status == DONE:
            return redirect(seat.at("cooperation" if verb == "hand-in" else "sheet", row.pk))
        if status == CONFLICTED:
            form = _again(seat, row, side, form)
    context = page_of(seat, row) | {"form": form, "wording": wording}
    context["late"] = late.beside(sheets.sheet_of(row, side))
    return render(request, "associations/sheet.html", context, status=status)


class _Late:
    """Subjects somebody else wrote meanwhile, and what one wrote oneself."""

    def __init__(self) -> None:
        self.mine: dict[str, str] = {}

    def beside(self, sheet: sheets.Sheet) -> list[dict[str, str]]:
        """Both texts of each, so that nobody's words are lost."""
        return [
            {
                "title": subject_words(subject),
                "theirs": sheet.text(subject),
                "by": sheet.newest[subject].by if subject in sheet.newest else "",
                "mine": text,
            }
            for subject, text in self.mine.items()
        ]


def _form(seat: Seat, row: Cooperation, side: Side | None, data: Any) -> SheetForm:
    """The form of a column; names who does what where both write."""
    agreed = _("Det er I enige om: %(what)s")
    lines = (
        {}
        if side
        else {line.subject: agreed % {"what": line.title} for line in sheets.side_by_side(row)}
    )
    return SheetForm(
        lines or sheets.subjects_of(row), sheets.sheet_of(row, side), data, titles=lines,
        asks_name=seat.asks_name, initial={"who": seat.known_name},
    )  # fmt: skip


def _save(
    request: Request, seat: Seat, row: Cooperation, side: Side | None, form: SheetForm, late: _Late
) -> str | None:
    """Raises Conflict for the subjects somebody wrote meanwhile; the others are saved."""
    if not form.is_valid():
        return None
    texts, party = form.texts(), (side or seat.own_side(row)).party
    overtaken = actions.texts_saved(
        cooperation=row, side=side, texts=texts, by=seat.actor,
        said_by=seat.said_by(form.who(), party), at=clock.now(),
    )  # fmt: skip
    remember_name(request, seat, form.who())
    if overtaken:
        late.mine = {subject: texts[subject][1] for subject in overtaken}
        raise Conflict(_("En anden har skrevet imens. Begge tekster står her. Saml dem til én."))
    return (
        _("Gemt. Den anden part ser det ikke, før I begge har afleveret.") if side else _("Gemt.")
    )


def _again(seat: Seat, row: Cooperation, side: Side | None, sent: SheetForm) -> SheetForm:
    """What was typed, on top of the texts that stand now."""
    form = _form(seat, row, side, None)
    form.typed_over(sent)
    return form


def _hand_in(
    request: Request, seat: Seat, row: Cooperation, side: Side, form: SheetForm, late: _Late
) -> str | None:
    if _save(request, seat, row, side, form, late) is None:
        return None
    actions.hand_in(side=side, by=seat.actor, at=clock.now())
    if sheets.both_in(seat.cooperation(row.pk)):
        return _("Afleveret. Nu kan I begge se arkene ved siden af hinanden.")
    return _("Afleveret. I ser hinandens ark, når den anden også har afleveret.")


def _word(seat: Seat, row: Cooperation, side: Side, form: WordForm) -> str | None:
    if not form.is_valid():
        return None
    actions.add_word(
        cooperation=row, side=side, word=form.cleaned_data["word"], by=seat.actor,
        said_by=seat.said_by("", side.party), at=clock.now(),
    )  # fmt: skip
    return _("Ordet står nu på begge ark.")


@seated
def aligned(request: Request, seat: Seat, pk: object) -> HttpResponse:
    """Both sheets beside each other, and what both write together."""
    row = seat.cooperation(pk)
    if not sheets.both_in(row):
        context = page_of(seat, row)
        return render(request, "associations/not_aligned.html", context)
    status, late = 200, _Late()
    form = _form(seat, row, None, request.POST or None)
    if request.method == "POST":
        seat.own_side(row)
        status = attempt(request, lambda: _save(request, seat, row, None, form, late))
        if status == DONE:
            return redirect(seat.at("aligned", row.pk))
        if status == CONFLICTED:
            form = _again(seat, row, None, form)
    context = page_of(seat, row) | {"form": form, "who": form["who"] if _asks(form) else None}
    context["rows"] = _rows(row, form)
    context["late"] = late.beside(sheets.sheet_of(row, None))
    return render(request, "associations/aligned.html", context, status=status)


def _asks(form: forms.Form) -> bool:
    return "who" in form.fields


def _rows(row: Cooperation, form: SheetForm) -> list[dict[str, Any]]:
    """Each line with the field both write in."""
    rows = []
    for line in sheets.side_by_side(row):
        if line.subject in form.subjects:
            field, number = form.pair(line.subject)
            rows.append({"line": line, "field": field, "number": number})
    return rows
