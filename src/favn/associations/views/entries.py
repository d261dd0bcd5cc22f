"""The directory as the house sees it: its list, one association, a new one, and its areas."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from favn.associations import actions, queries
from favn.associations.actions import board as places
from favn.associations.choices import Audience
from favn.associations.forms.contacts import DistrictForm
from favn.associations.forms.entries import EntryForm
from favn.associations.models import District, Entry
from favn.associations.queries import errands as errands_
from favn.associations.queries import needs, sameness, sheets
from favn.associations.queries.advice import advice_of
from favn.associations.queries.contacts import contacts_of
from favn.associations.queries.entries import statutes_of
from favn.associations.views.doors import may_write, the_entry
from favn.associations.views.listing import listed
from favn.kit import clock
from favn.kit.attempts import DONE, attempt
from favn.people.accounts.door import Request, requires
from favn.people.accounts.roles import Area, Level


@requires(Area.DIRECTORY, Level.READ)
def directory(request: Request) -> HttpResponse:
    """Every association of the directory, with how far it may be trusted."""
    context = listed(request, only_public=False)
    context |= {"organisation": request.organisation, "may_write": may_write(request)}
    context["may_know"] = request.membership.may(Area.KNOWN, Level.WRITE)
    return render(request, "associations/directory.html", context)


@requires(Area.DIRECTORY, Level.READ)
def entry(request: Request, slug: str) -> HttpResponse:
    """One association, with all that the house knows of it."""
    row = the_entry(slug)
    if row.merged_into is not None:
        return redirect("associations:entry", row.merged_into.slug)
    may_answer = request.membership.may(Area.ERRANDS, Level.WRITE)
    context = {
        "entry": row,
        "facts": queries.facts_of(row, Audience.OFFICE),
        "may_write": may_write(request),
        "may_know": request.membership.may(Area.KNOWN, Level.WRITE),
        "contacts": contacts_of(row).filter(ended_on=None),
        "statutes": statutes_of(row)[:1],
        "errands": errands_.errands_of(row).exclude(state="draft")[:10] if may_answer else (),
        "may_answer": may_answer,
        "advice": advice_of(row).filter(struck_at=None).count() if may_answer else 0,
        "press": clock.now().isoformat(),
    }
    if request.membership.may(Area.COOPERATION, Level.READ):
        context |= _together(row)
    if may_write(request):
        context |= {
            "candidates": sameness.likenesses(row),
            "verdicts": sameness.verdicts_of(row),
            "overlaps": sameness.overlaps(row),
        }
    return render(request, "associations/entry.html", context)


def _together(entry: Entry) -> dict[str, Any]:
    """With whom it works together, and what it needs and can give today."""
    return {
        "may_cooperate": True,
        "cooperations": sheets.cooperations_of(entry),
        "wishes": needs.live_wishes(clock.today()).filter(needs.of_party(entry)),
    }


@requires(Area.DIRECTORY, Level.WRITE)
def new_entry(request: Request) -> HttpResponse:
    """A new association."""
    form, status = EntryForm(None, request.POST or None), 200
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
def districts(request: Request) -> HttpResponse:
    """The parts of the municipality and their places in the drawing."""
    form, status = DistrictForm(request.POST or None), 200
    if request.method == "POST":
        status = attempt(request, lambda: _add_district(request, form))
        if status == DONE:
            return redirect(request.path)
    context = {"districts": District.objects.owned(), "form": form}
    return render(request, "associations/districts.html", context, status=status)


def _add_district(request: Request, form: DistrictForm) -> str | None:
    if not form.is_valid():
        return None
    places.add_district(**form.cleaned_data, by=request.account, at=clock.now())
    return _("Området er skrevet.")
