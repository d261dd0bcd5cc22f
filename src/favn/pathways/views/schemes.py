"""Guide schemes and matches: the list, one scheme's year with its funnel, one contact."""

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from favn.kit import clock
from favn.kit.attempts import DONE, Verb, attempt, found
from favn.kit.figures import Row
from favn.pathways.actions import schemes as actions
from favn.pathways.actions.schemes import Contact
from favn.pathways.choices.schemes import Kind, Step
from favn.pathways.forms.schemes import (
    ContactForm,
    GroupForm,
    SchemeForm,
)
from favn.pathways.models import GuideScheme
from favn.pathways.queries import schemes as queries
from favn.pathways.queries.schemes import GroupStands, Tally
from favn.people.accounts import lookups
from favn.people.accounts.choices import Look
from favn.people.accounts.door import Request, requires
from favn.people.accounts.roles import Area, Level
from favn.people.persons.models import Person
from favn.statistics.funnel import Standing

LOOKS = {
    Standing.WITHIN: "neutral",
    Standing.BEYOND_WARNING: "info",
    Standing.BEYOND_ALARM: "warning",
}
"""How a group's place among the limits looks."""
PER_PAGE = 50
writes = requires(Area.SCHEMES, Level.WRITE, about_persons=True)


@writes
def schemes(request: Request) -> HttpResponse:
    """Every scheme with its contacts of the present year, and a new one."""
    form = SchemeForm(request.POST or None)
    status = 200
    if request.method == "POST":
        status = attempt(request, lambda: _added(request, form))
        if status == DONE:
            return redirect("pathways:guide-scheme", form.cleaned_data["id"])
    year = clock.today().year
    rows = [{"row": one, "tally": queries.tally(one, year)} for one in queries.schemes()]
    context = {"rows": rows, "form": form, "year": year}
    return render(request, "pathways/schemes.html", context, status=status)


def _added(request: Request, form: SchemeForm) -> str | None:
    if not form.is_valid():
        return None
    data = form.cleaned_data
    actions.add_scheme(
        id=data["id"], name=data["name"], kind=Kind(data["kind"]), by=request.account,
        at=clock.now(),
    )  # fmt: skip
    return _("Ordningen er oprettet.")


@writes
def scheme(request: Request, pk: UUID) -> HttpResponse:
    """One scheme: how far a year's contacts came, its groups beside each other, and the list."""
    row = found(queries.scheme_with(pk))
    verb = request.POST.get("verb", "")
    contact = contact_form(request, row, verb)
    group = GroupForm(request.POST if verb == "group" else None)
    status = 200
    if request.method == "POST":
        verbs: dict[str, Verb] = {
            "contact": lambda: contacted(request, row, contact, None),
            "group": lambda: _grouped(request, row, group),
        }
        status = attempt(request, verbs.get(verb))
        if status == DONE:
            return redirect("pathways:guide-scheme", row.pk)
    return _scheme_page(request, row, contact, group, status)


def contact_form(request: Request, row: GuideScheme, verb: str) -> ContactForm:
    """The form of a new contact, bound where it is what was sent."""
    return ContactForm(
        request.POST if verb == "contact" else None,
        scheme=row,
        groups=queries.groups_of(row),
        initial={"on": clock.today()},
    )


def _scheme_page(
    request: Request, row: GuideScheme, contact: ContactForm, group: GroupForm, status: int
) -> HttpResponse:
    years = sorted({clock.today().year, *queries.years_of(row)}, reverse=True)
    wanted = request.GET.get("aar", "")
    year = int(wanted[:4]) if wanted.isdecimal() and int(wanted[:4]) in years else years[0]
    lookups.note(Look.LIST)
    tally = queries.tally(row, year)
    beside = queries.groups_beside(row, year)
    page = Paginator(queries.matches_of(row, year), PER_PAGE).get_page(request.GET.get("side"))
    context = {
        "scheme": row,
        "year": year,
        "tabs": [{"title": str(n), "url": f"?aar={n}", "is_here": n == year} for n in years],
        "tally": tally,
        "carried": queries.carried_into(row, year),
        "before": year - 1,
        "before_url": f"?aar={year - 1}",
        "steps": _steps(row, tally),
        "finding": _finding(row, tally),
        "groups": [_group_row(one) for one in beside],
        "standing": _standing_words(beside),
        "page": page,
        "shows_whom": row.words.is_named or row.words.is_two or any(one.whom for one in page),
        "forms": {"contact": contact, "group": group},
    }
    return render(request, "pathways/scheme.html", context, status=status)


def _steps(row: GuideScheme, tally: Tally) -> list[Row]:
    """The steps in the scheme's own words, each with its share of all contacted."""
    base = tally.contacted
    return [
        Row(
            step, str(row.words.steps[step]), number,
            round(100 * number / base) if base else None, None,
        )
        for step, number in tally.steps
    ]  # fmt: skip


def _finding(row: GuideScheme, tally: Tally) -> str:
    """The drawing's finding: “600 af 830 begyndte (72,3 %)”."""
    if not tally.contacted:
        return _("Ingen kontakter i året")
    share = number_format(round(100 * tally.started / tally.contacted, 1), decimal_pos=1)
    return _("%(started)s af %(contacted)s nåede til “%(step)s” (%(share)s %%)") % {
        "started": tally.started,
        "contacted": tally.contacted,
        "step": row.words.steps[Step.STARTED],
        "share": share,
    }


def _group_row(one: GroupStands) -> dict[str, Any]:
    """A group with its limits in whole percent, and what its place among them says."""
    place = one.place
    return {
        "name": one.group.name,
        "contacted": one.contacted,
        "started": one.started,
        "share": round(100 * place.share),
        "warning": _span(place.warning),
        "alarm": _span(place.alarm),
        "words": _stands(place.standing, above=place.is_above),
        "look": LOOKS[place.standing],
    }


def _span(limits: Any) -> str:
    return f"{100 * limits.low:.0f}–{100 * limits.high:.0f} %"


def _stands(standing: Standing, *, above: bool) -> str:
    """What may be said of a group, and no more."""
    if standing is Standing.WITHIN:
        return _("som de andre")
    if standing is Standing.BEYOND_WARNING:
        return _("måske flere end de andre") if above else _("måske færre end de andre")
    return _("flere, end tilfældet giver") if above else _("færre, end tilfældet giver")


def _standing_words(beside: list[GroupStands]) -> str:
    """How many groups stand out, in a sentence."""
    out = sum(1 for one in beside if one.stands_out)
    if not out:
        return _("Ingen gruppe skiller sig mere ud, end tilfældet alene kan give.")
    return _("%(n)s af %(all)s grupper skiller sig mere ud, end tilfældet alene giver.") % {
        "n": out,
        "all": len(beside),
    }


def contacted(
    request: Request, row: GuideScheme, form: ContactForm, person: Person | None
) -> str | None:
    """Write the contact a form says; None where it has errors to show."""
    if not form.is_valid():
        return None
    data = form.cleaned_data
    wanted = Contact(data["on"], form.chosen_group(), person, data.get("who", ""), data["whom"])
    actions.add_match(id=data["id"], scheme=row, wanted=wanted, by=request.account, at=clock.now())
    return _("Kontakten er skrevet.")


def _grouped(request: Request, row: GuideScheme, form: GroupForm) -> str | None:
    if not form.is_valid():
        return None
    data = form.cleaned_data
    actions.add_group(
        id=data["id"], scheme=row, name=data["name"], by=request.account, at=clock.now()
    )
    return _("Gruppen er oprettet.")
