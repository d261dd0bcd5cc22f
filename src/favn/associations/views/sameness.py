"""Two associations beside each other, what speaks for and against, and a person's decision."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from favn.associations import queries as directory
from favn.associations.actions import sameness as actions
from favn.associations.choices import Audience
from favn.associations.models import Entry
from favn.associations.queries import sameness as queries
from favn.associations.queries.errands import errand_with
from favn.associations.queries.sameness import Likeness
from favn.associations.views.doors import the_entry
from favn.kit import clock
from favn.kit.attempts import DONE, Verb, asked_id, attempt, found
from favn.kit.fields import OnceForm, words
from favn.people.accounts.door import Request, requires
from favn.people.accounts.roles import Area, Level


class VerdictForm(OnceForm):
    """Why they are one, or two."""

    why = words(
        _("Hvorfor?"), most=300, help_text=_("Et par ord til den kollega, der spørger igen.")
    )


@requires(Area.DIRECTORY, Level.WRITE)
def pairs(request: Request) -> HttpResponse:
    """Every pair nobody has decided about, the likeliest first."""
    page = Paginator(queries.undecided_pairs(), 25).get_page(request.GET.get("side"))
    return render(request, "associations/pairs.html", {"page": page})


@requires(Area.DIRECTORY, Level.WRITE)
def pair(request: Request, slug: str, other: str) -> HttpResponse:
    """One pair: the same, or not; the first one stays."""
    one, two = the_entry(slug), the_entry(other)
    form, status = VerdictForm(request.POST or None), 200
    likeness = queries.likeness_of(one, two)
    if request.method == "POST":
        verbs: dict[str, Verb] = {
            "same": lambda: _decide(request, one, two, form, likeness, is_same=True),
            "apart": lambda: _decide(request, one, two, form, likeness, is_same=False),
            "back": lambda: _back(request, one, two),
        }
        status = attempt(request, verbs.get(request.POST.get("verb", "")))
        if status == DONE:
            return _after(request, slug)
    context = {
        "one": one, "two": two, "form": form, "likeness": likeness,
        "sides": [directory.facts_of(row, Audience.OFFICE) for row in (one, two)],
        "verdict": queries.verdict_between(one.pk, two.pk),
        "turned_url": _turned(request, one, two),
    }  # fmt: skip
    return render(request, "associations/pair.html", context, status=status)


def _turned(request: Request, one: Entry, two: Entry) -> str:
    """The same pair with the other one to stay; the errand one came from follows."""
    page = reverse("associations:pair", args=[two.slug, one.slug])
    asked = request.GET.urlencode()
    return f"{page}?{asked}" if asked else page


def _after(request: Request, slug: str) -> HttpResponse:
    """Back to the errand one came from, else to the association that stays."""
    asked = request.GET.get("henvendelse", "")
    try:
        errand = errand_with(UUID(asked))
    except ValueError:
        errand = None
    if errand and request.membership.may(Area.ERRANDS, Level.WRITE):
        return redirect("associations:errand", errand.pk)
    return redirect("associations:entry", slug)


def _decide(
    request: Request, one: Entry, two: Entry, form: VerdictForm, likeness: Likeness, *,
    is_same: bool,
) -> str | None:  # fmt: skip
    if not form.is_valid():
        return None
    data = form.cleaned_data
    actions.decide(
        id=data["id"], one=one, other=two, is_same=is_same, likeness=likeness, why=data["why"],
        by=request.account, at=clock.now(),
    )  # fmt: skip
    if is_same:
        return _("De er samlet. Det kan tages tilbage på siden.")
    return _("De er to. Der bliver ikke spurgt igen.")


def _back(request: Request, one: Entry, two: Entry) -> str:
    """The decision about these two, in whichever order, and about no others."""
    verdict = found(queries.verdict_with(asked_id(request, "verdict")))
    found({verdict.one_id, verdict.other_id} == {one.pk, two.pk} or None)
    actions.take_back(verdict=verdict, by=request.account, at=clock.now())
    return _("Afgørelsen er taget tilbage.")
