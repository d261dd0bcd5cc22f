"""Writing the register: a new indicator, what it is, how it is counted, and ways to divide."""

from functools import partial
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from favn.barometer import actions, queries
from favn.barometer.forms.register import DefinitionForm, GroupForm, IndicatorForm, SchemeForm
from favn.barometer.models import Indicator
from favn.barometer.queries import uploads as files
from favn.barometer.views.doors import form_page, the_indicator, typed
from favn.kit import clock
from favn.kit.attempts import CONFLICTED, DONE, Verb, attempt, found
from favn.kit.refusals import Refused
from favn.people.accounts.door import Request, requires
from favn.people.accounts.roles import Area, Level


@requires(Area.BAROMETER, Level.WRITE)
def new_indicator(request: Request) -> HttpResponse:
    """A new one; how it is counted comes next."""
    form, status = IndicatorForm(request.POST or None), 200
    if request.method == "POST":
        made: list[Indicator] = []
        status = attempt(request, lambda: _add(request, form, made))
        if status == DONE:
            return redirect("barometer:define", made[0].slug)
    return render(request, "barometer/new_indicator.html", {"form": form}, status=status)


def _add(request: Request, form: IndicatorForm, made: list[Indicator]) -> str | None:
    if not form.is_valid():
        return None
    facts = form.facts(rank=queries.indicators().count())
    slug = queries.slug_for(facts.title)
    row = actions.add_indicator(
        id=form.cleaned_data["id"], slug=slug, facts=facts, by=request.account, at=clock.now()
    )
    made.append(row)
    return _("Indikatoren er oprettet. Skriv nu, hvordan den er talt.")


@requires(Area.BAROMETER, Level.WRITE)
def change_indicator(request: Request, slug: str) -> HttpResponse:
    """Say something else about one."""
    row, status, now = the_indicator(slug), 200, None
    form = IndicatorForm(request.POST or None, initial=IndicatorForm.of(row))
    if request.method == "POST":
        status = attempt(request, lambda: _change(request, row, form))
        if status == DONE:
            return redirect("barometer:indicator", slug)
        if status == CONFLICTED:
            now = row = the_indicator(slug)
            form = IndicatorForm(initial=IndicatorForm.of(row) | typed(request))
    context = {"indicator": row, "form": form, "now": now}
    return render(request, "barometer/change_indicator.html", context, status=status)


def _change(request: Request, row: Indicator, form: IndicatorForm) -> str | None:
    if not form.is_valid():
        return None
    actions.change_indicator(
        indicator=row, version=form.cleaned_data["version"] or 0, facts=form.facts(row.rank),
        by=request.account, at=clock.now(),
    )  # fmt: skip
    return _("Indikatoren er rettet.")


@requires(Area.BAROMETER, Level.WRITE)
def define(request: Request, slug: str) -> HttpResponse:
    """How it is counted; a new version is a break in the series."""
    row = the_indicator(slug)
    last = files.last_definition(row)
    form = DefinitionForm(last, request.POST or None)
    context = {"indicator": row, "form": form, "last": last}
    verb = partial(_define, request, row, form)
    return form_page(request, slug, "barometer/define.html", context, verb)


def _define(request: Request, row: Indicator, form: DefinitionForm) -> str | None:
    if not form.is_valid():
        return None
    try:
        made = actions.define(
            id=form.cleaned_data["id"], indicator=row, counting=form.counting(),
            by=request.account, at=clock.now(),
        )  # fmt: skip
    except Refused as refused:
        form.add_error(None, str(refused))
        return None
    return (
        _("Definitionen er skrevet.")
        if made.number == 1
        else _("Den nye definition er skrevet. Serien har nu et brud.")
    )


@requires(Area.BAROMETER, Level.WRITE)
def schemes(request: Request) -> HttpResponse:
    """Ways to divide, their groups, and who is compared with whom."""
    verb, status = request.POST.get("verb", ""), 200
    new = SchemeForm(request.POST if verb == "scheme" else None)
    group = GroupForm(request.POST if verb == "group" else None)
    if request.method == "POST":
        verbs: dict[str, Verb] = {
            "scheme": lambda: _add_scheme(request, new),
            "group": lambda: _add_group(request, group),
        }
        status = attempt(request, verbs.get(verb))
        if status == DONE:
            return redirect(request.path)
    rows = queries.schemes()
    wanted = str(group.data.get("scheme", ""))
    forms = [
        (row, group if str(row.pk) == wanted else GroupForm(
            initial={"scheme": row.pk}, auto_id=f"group_{row.pk}_%s"
        ))
        for row in rows
    ]  # fmt: skip
    context = {"schemes": forms, "new": new}
    return render(request, "barometer/schemes.html", context, status=status)


def _add_scheme(request: Request, form: SchemeForm) -> str | None:
    if not form.is_valid():
        return None
    data = form.cleaned_data
    actions.add_scheme(
        id=data["id"], slug=str(data["id"])[:8], title=" ".join(data["title"].split()),
        note=data["note"], by=request.account, at=clock.now(),
    )  # fmt: skip
    return _("Inddelingen er oprettet. Skriv nu dens grupper.")


def _add_group(request: Request, form: GroupForm) -> str | None:
    if not form.is_valid():
        return None
    data = form.cleaned_data
    scheme = found(queries.scheme_with(UUID(str(data["scheme"]))))
    try:
        actions.add_group(
            id=data["id"], scheme=scheme, member=form.member(scheme.groups.count()),
            by=request.account, at=clock.now(),
        )  # fmt: skip
    except Refused as refused:
        form.add_error("title", str(refused))
        return None
    return _("Gruppen er oprettet.")
