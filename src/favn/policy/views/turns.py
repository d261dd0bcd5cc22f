"""The page where an initiative goes on: new number, merged, split, taken over by another office."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from favn.kit import clock
from favn.kit.attempts import CONFLICTED, DONE, Verb, attempt
from favn.kit.refusals import Refused
from favn.people.accounts.door import Request, requires
from favn.people.accounts.roles import Area, Level
from favn.policy import actions
from favn.policy.forms.tree import MergeForm, RenumberForm, SplitForm, TakeOverForm, TurnForm
from favn.policy.models import Initiative
from favn.policy.views.doors import at, the_initiative

FORMS: dict[str, type[TurnForm]] = {
    "renumber": RenumberForm,
    "merge": MergeForm,
    "split": SplitForm,
    "take_over": TakeOverForm,
}


@requires(Area.PLAN, Level.WRITE)
def turn(request: Request, number: int, slug: str = "") -> HttpResponse:
    """Four ways an initiative goes on; each asks for the day and the reason."""
    row, status = the_initiative(number, slug), 200
    verb = request.POST.get("verb", "")
    forms = {name: kind(row, *_posted(request, name)) for name, kind in FORMS.items()}
    if request.method == "POST":
        verbs: dict[str, Verb] = {
            "renumber": lambda: _renumber(request, row, forms["renumber"]),
            "merge": lambda: _merge(request, row, forms["merge"]),
            "split": lambda: _split(request, row, forms["split"]),
            "take_over": lambda: _take_over(request, row, forms["take_over"]),
        }
        status = attempt(request, verbs.get(verb))
        if status == DONE:
            renamed = verb == "renumber"
            now = forms["renumber"].cleaned_data["number"] if renamed else number
            return redirect(at("initiative", slug, now))
        if status == CONFLICTED:
            row = the_initiative(number, slug)
            typed = {key: value for key, value in request.POST.items() if key != "version"}
            forms[verb] = FORMS[verb](row, initial=typed)
    context = {"initiative": row, "slug": slug, "forms": forms, "verb": verb}
    return render(request, "policy/turn.html", context, status=status)


def _posted(request: Request, name: str) -> tuple[Any, ...]:
    return (request.POST,) if request.POST.get("verb") == name else (None,)


def _said(request: Request, form: TurnForm) -> dict[str, Any]:
    """What every turn is told."""
    data = form.cleaned_data
    return {"id": data["id"], "when": form.when(), "by": request.account, "at": clock.now()}


def _renumber(request: Request, row: Initiative, form: TurnForm) -> str | None:
    if not form.is_valid():
        return None
    data, said = form.cleaned_data, _said(request, form)
    try:
        actions.renumber(initiative=row, version=data["version"], number=data["number"], **said)
    except Refused as refused:
        form.add_error("number", str(refused))
        return None
    return _("Indsatsen har fået nummer %(number)s. Det gamle nummer fører stadig hertil.") % {
        "number": data["number"]
    }


def _merge(request: Request, row: Initiative, form: TurnForm) -> str | None:
    if not form.is_valid():
        return None
    data, said = form.cleaned_data, _said(request, form)
    into = form.others[data["into"]]  # type: ignore[attr-defined]
    try:
        actions.merge(initiative=row, version=data["version"], into=into, **said)
    except Refused as refused:
        form.add_error("into", str(refused))
        return None
    return _("Indsatsen er lagt ind i %(other)s.") % {"other": into}


def _split(request: Request, row: Initiative, form: TurnForm) -> str | None:
    if not form.is_valid():
        return None
    data, said = form.cleaned_data, _said(request, form)
    owner = form.units[data["unit"]]  # type: ignore[attr-defined]
    try:
        born = actions.split(
            initiative=row, number=data["number"], title=data["title"], owner=owner, **said
        )
    except Refused as refused:
        form.add_error("number", str(refused))
        return None
    return _("%(born)s er skilt ud som en indsats for sig.") % {"born": born}


def _take_over(request: Request, row: Initiative, form: TurnForm) -> str | None:
    if not form.is_valid():
        return None
    data, said = form.cleaned_data, _said(request, form)
    unit = form.units[data["unit"]]  # type: ignore[attr-defined]
    try:
        actions.take_over(initiative=row, version=data["version"], unit=unit, **said)
    except Refused as refused:
        form.add_error("unit", str(refused))
        return None
    return _("%(unit)s ejer nu indsatsen.") % {"unit": unit.name}
