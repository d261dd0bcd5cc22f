"""Advice to associations: one session after the other, and how many a year."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from favn.associations.actions import advice as actions
from favn.associations.figures import ADVICE, ADVISED
from favn.associations.forms.inbox import AdviceForm, StrikeForm
from favn.associations.models import Entry, Errand
from favn.associations.queries import advice as queries
from favn.associations.queries import errands
from favn.associations.views.doors import the_entry
from favn.kit import clock
from favn.kit import figures as living
from favn.kit.attempts import DONE, Verb, attempt, found
from favn.people.accounts.door import Request, requires
from favn.people.accounts.roles import Area, Level
from favn.statistics.figures import Edition, Period

FIRST = 2000


@requires(Area.ERRANDS, Level.WRITE)
def advice(request: Request, slug: str) -> HttpResponse:
    """Every session with one association, and the next one written."""
    entry, status = the_entry(slug), 200
    if entry.merged_into is not None:
        return redirect("associations:advice", entry.merged_into.slug)
    verb, errand = request.POST.get("verb"), _errand(request, entry)
    form = AdviceForm(request.POST if verb == "advise" else None)
    striking = StrikeForm(request.POST if verb == "strike" else None)
    if request.method == "POST":
        verbs: dict[str, Verb] = {
            "advise": lambda: _advise(request, entry, errand, form),
            "strike": lambda: _strike(request, entry, striking),
        }
        status = attempt(request, verbs.get(verb or ""))
        if status == DONE:
            return redirect(request.path)
    rows = [(row, StrikeForm(initial={"advice": row.pk})) for row in queries.advice_of(entry)]
    context = {"entry": entry, "errand": errand, "form": form, "rows": rows,
               "striking": striking, "year": clock.today().year}  # fmt: skip
    return render(request, "associations/advice.html", context, status=status)


def _errand(request: Request, entry: Entry) -> Errand | None:
    """The association's own errand that the address names, or nothing."""
    try:
        pk = UUID(request.GET.get("henvendelse", ""))
    except ValueError:
        return None
    return errands.errands_of(entry).filter(pk=pk).exclude(state="draft").first()


def _advise(request: Request, entry: Entry, errand: Errand | None, form: AdviceForm) -> str | None:
    if not form.is_valid():
        return None
    actions.advise(
        id=form.cleaned_data["id"], entry=entry, errand=errand, said=form.session(),
        by=request.account, at=clock.now(),
    )  # fmt: skip
    return _("Rådgivningen er skrevet, og tallet følger med.")


def _strike(request: Request, entry: Entry, form: StrikeForm) -> str | None:
    if not form.is_valid():
        return None
    row = found(queries.advice_with(entry, form.cleaned_data["advice"]))
    actions.strike(
        advice=row, because=form.cleaned_data["because"], by=request.account, at=clock.now()
    )
    return _("Rådgivningen tæller ikke mere.")


@requires(Area.ERRANDS, Level.WRITE)
def advised(request: Request, year: int) -> HttpResponse:
    """How many associations were advised in a year, how often, and about what."""
    if not FIRST <= year <= clock.today().year:
        raise Http404
    rows = list(queries.advice_in(year))
    context = {
        "year": year,
        "advised": _value(request, ADVISED.id, year),
        "sessions": _value(request, ADVICE.id, year, by="subject"),
        "rows": [(row, row.entry.stands) for row in rows],
        "years": [other for other in queries.years_of_advice() if other != year],
    }
    return render(request, "associations/advised.html", context)


def _value(request: Request, figure: str, year: int, **more: Any) -> living.Value:
    house = request.organisation.pk
    return living.value(figure, house, Period(year), edition=Edition.INTERNAL, **more)
