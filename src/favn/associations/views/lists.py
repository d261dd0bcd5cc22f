"""Lists from outside: send one in, settle its doubts, take it, take it back."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from favn.associations.actions import lists as actions
from favn.associations.choices import LineChoice
from favn.associations.forms.lists import ListForm
from favn.associations.imports import whole
from favn.associations.models import ReadList
from favn.associations.queries import lists as queries
from favn.kit import clock
from favn.kit.attempts import DONE, Verb, asked_version, attempt, found
from favn.people.accounts.door import Request, requires
from favn.people.accounts.roles import Area, Level

MOST_PLAIN = 40


@requires(Area.DIRECTORY, Level.WRITE)
def lists(request: Request) -> HttpResponse:
    """The lists that were read, and a form that reads one more."""
    status = 200
    form = ListForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        if form.is_valid():
            return redirect("associations:list", _keep(request, form).pk)
        status = 422
    context = {"lists": queries.lists(), "form": form}
    return render(request, "associations/lists.html", context, status=status)


def _keep(request: Request, form: ListForm) -> ReadList:
    read = whole(form.cleaned_data["file"].name, form.sha256, form.sheet)
    return actions.keep(whole=read, by=request.account, at=clock.now())


@requires(Area.DIRECTORY, Level.WRITE)
def read_list(request: Request, pk: UUID) -> HttpResponse:
    """One list: its doubts first; then what it would do, and the button that does it."""
    row, status = found(queries.list_with(pk)), 200
    if request.method == "POST":
        verb = request.POST.get("verb", "")
        verbs: dict[str, Verb] = {
            "choose": lambda: _choose(request, row),
            "certain": lambda: _certain(request, row),
            "take": lambda: _take(request, row),
            "back": lambda: _back(request, row),
            "discard": lambda: _discard(request, row),
        }
        status = attempt(request, verbs.get(verb))
        if status == DONE:
            return redirect("associations:lists") if verb == "discard" else redirect(request.path)
        row = found(queries.list_with(pk))
    review = queries.review(row)
    context = {"list": row, "review": review, "plain": review.plain[:MOST_PLAIN]}
    return render(request, "associations/list.html", context, status=status)


def _choose(request: Request, row: ReadList) -> str:
    line = found(queries.line_of(row, asked_version(request, "line")))
    said = request.POST.get("choice", "")
    choice = LineChoice(said) if said in (LineChoice.ADD, LineChoice.SKIP) else LineChoice.SAME
    actions.choose(line=line, choice=choice, chosen=said, by=request.account, at=clock.now())
    return _("Linje %(n)s er afgjort.") % {"n": line.number}


def _certain(request: Request, row: ReadList) -> str:
    done = actions.choose_certain(list_=row, by=request.account, at=clock.now())
    return ngettext("%(n)s linje er afgjort.", "%(n)s linjer er afgjort.", done) % {"n": done}


def _take(request: Request, row: ReadList) -> str:
    actions.take(list_=row, by=request.account, at=clock.now())
    return _("Listen er taget med.")


def _back(request: Request, row: ReadList) -> str:
    actions.take_back(list_=row, by=request.account, at=clock.now())
    return _("Listen er taget tilbage. Oversigten er, som den var.")


def _discard(request: Request, row: ReadList) -> str:
    actions.discard(list_=row, by=request.account, at=clock.now())
    return _("Listen er fjernet. Oversigten er urørt.")
