"""The household and the helpers of one person."""

from typing import Any
from uuid import UUID, uuid4

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from favn.kit import clock
from favn.kit.attempts import DONE, Verb, attempt, found
from favn.people.accounts.door import Request
from favn.people.persons import actions, queries
from favn.people.persons.models import Person, Relation
from favn.people.register.forms import RelationForm
from favn.people.register.views.doors import the_person, writes


@writes
def around(request: Request, pk: UUID) -> HttpResponse:
    """Who is near, a form for one more, and a button for those who are not any longer."""
    row = the_person(pk)
    form = RelationForm(request.POST if _is(request, "add") else None, initial={"id": uuid4()})
    status = 200
    if request.method == "POST":
        verbs: dict[str, Verb] = {
            "add": lambda: _added(request, row, form),
            "end": lambda: _ended(request, row),
        }
        status = attempt(request, verbs.get(request.POST.get("verb", "")))
        if status == DONE:
            return redirect("register:around", row.pk)
    context = {"person": row, "form": form, "around": queries.around(row)}
    return render(request, "register/around.html", context, status=status)


def _is(request: Request, verb: str) -> bool:
    return request.POST.get("verb") == verb


def _who(request: Request) -> dict[str, Any]:
    return {"by": request.account, "at": clock.now()}


def _added(request: Request, row: Person, form: RelationForm) -> str | None:
    if not form.is_valid():
        return None
    pk, to = form.cleaned_data["id"], form.values()
    actions.add_relation(id=pk, person=row, to=to, other=None, **_who(request))
    return _("Gemt. Navnet kan nu også findes ved søgning.")


def _ended(request: Request, row: Person) -> str:
    actions.end_relation(relation=_relation(request, row), **_who(request))
    return _("Fjernet fra listen.")


def _relation(request: Request, row: Person) -> Relation:
    try:
        pk = UUID(request.POST.get("relation", ""))
    except ValueError as error:
        raise Http404 from error
    return found(queries.relation_with(pk, row))
