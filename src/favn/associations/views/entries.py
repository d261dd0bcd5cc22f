"""The directory as the house sees it: its list, one association, a new one, and a correction."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from favn.associations import actions, queries
from favn.associations.choices import Audience
from favn.associations.forms.entries import EntryForm
from favn.associations.models import Entry
from favn.associations.views.doors import may_write, the_entry
from favn.kit import clock
from favn.kit.attempts import CONFLICTED, DONE, attempt
from favn.people.accounts.door import Request, requires
from favn.people.accounts.roles import Area, Level

PER_PAGE = 50


@requires(Area.DIRECTORY, Level.READ)
def directory(request: Request) -> HttpResponse:
    """Every association of the directory, with how far it may be trusted."""
    page = Paginator(queries.entries(), PER_PAGE).get_page(request.GET.get("side"))
    context = {"page": page, "organisation": request.organisation, "may_write": may_write(request)}
    return render(request, "associations/directory.html", context)


@requires(Area.DIRECTORY, Level.READ)
def entry(request: Request, slug: str) -> HttpResponse:
    """One association."""
    row = the_entry(slug)
    context = {
        "entry": row,
        "facts": queries.facts_of(row, Audience.OFFICE),
        "may_write": may_write(request),
    }
    return render(request, "associations/entry.html", context)


@requires(Area.DIRECTORY, Level.WRITE)
def new_entry(request: Request) -> HttpResponse:
    """A new association."""
    form, status = EntryForm(request.POST or None), 200
    if request.method == "POST":
        made: list[Entry] = []
        status = attempt(request, lambda: _add(request, form, made))
        if status == DONE:
            return redirect("associations:entry", made[0].slug)
    return render(request, "associations/new_entry.html", {"form": form}, status=status)


def _add(request: Request, form: EntryForm, made: list[Entry]) -> str | None:
    if not form.is_valid():
        return None
    pk = form.cleaned_data["id"]
    made.append(
        actions.add_entry(id=pk, profile=form.profile(), by=request.account, at=clock.now())
    )
    return _("Foreningen står i oversigten.")


@requires(Area.DIRECTORY, Level.WRITE)
def change_entry(request: Request, slug: str) -> HttpResponse:
    """Say something else about one; what a colleague wrote meanwhile is shown beside."""
    row, status, now = the_entry(slug), 200, None
    form = EntryForm(request.POST or None, initial=EntryForm.of(row))
    if request.method == "POST":
        status = attempt(request, lambda: _change(request, row, form))
        if status == DONE:
            return redirect("associations:entry", slug)
        if status == CONFLICTED:
            now = row = the_entry(slug)
            typed = {name: request.POST.getlist(name) if name in SEVERAL else value
                     for name, value in request.POST.items() if name != "version"}  # fmt: skip
            form = EntryForm(initial=EntryForm.of(row) | typed)
    context = {"entry": row, "form": form, "now": now}
    return render(request, "associations/change_entry.html", context, status=status)


SEVERAL = ("activities", "targets", "languages")


def _change(request: Request, row: Entry, form: EntryForm) -> str | None:
    if not form.is_valid():
        return None
    actions.change_entry(
        entry=row, version=form.cleaned_data["version"] or 0, profile=form.profile(),
        by=request.account, at=clock.now(),
    )  # fmt: skip
    return _("Siden er rettet.")
