"""One committee's words in a round: four sections, and the cases of others it was heard about."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from favn.kit import clock
from favn.kit.attempts import CONFLICTED, DONE, Verb, attempt, found
from favn.people.accounts.door import Request, requires
from favn.people.accounts.roles import Area, Level
from favn.people.organisations.models import Unit
from favn.policy import actions, queries
from favn.policy.forms.groups import HearingForm
from favn.policy.forms.rounds import StatementForm
from favn.policy.models import StatusRound
from favn.policy.views.rounds import leads, only_leaders, the_round


@requires(Area.PLAN, Level.READ)
def statement(request: Request, year: int, unit: UUID) -> HttpResponse:
    """A committee's sections and hearings; the editor writes them in, others read."""
    row = the_round(year)
    committee = found(next((u for u in queries.committees() if u.pk == unit), None))
    verb, status = request.POST.get("verb", ""), 200
    standing = queries.statements_of(row).get(unit)
    form = StatementForm(standing, request.POST if verb == "write" else None)
    hearing = HearingForm(committee, request.POST if verb == "hear" else None)
    conflict = None
    if request.method == "POST":
        only_leaders(request)
        status = attempt(request, _verbs(request, row, committee, form, hearing).get(verb))
        if status == DONE:
            return redirect(_after(row, unit, verb))
        if status == CONFLICTED:
            standing = conflict = queries.statements_of(row).get(unit)
            typed = {name: request.POST.get(name, "") for name in form.fields if name != "version"}
            form = StatementForm(standing, initial=typed)
    context = {
        "round": row,
        "committee": committee,
        "stands": standing,
        "conflict": conflict,
        "form": form,
        "hearings": queries.hearings_of(row).get(unit, []),
        "hearing_form": hearing,
        "may_write": leads(request) and not row.is_closed,
    }
    return render(request, "policy/statement.html", context, status=status)


def _after(row: StatusRound, unit: UUID, verb: str) -> str:
    """A statement leads back to the round; a hearing stays, for there may be another."""
    if verb == "write":
        return reverse("policy:round", args=[row.year])
    return reverse("policy:statement", args=[row.year, unit]) + "#hoeringer"


def _verbs(
    request: Request, row: StatusRound, unit: Unit, form: StatementForm, hearing: HearingForm
) -> dict[str, Verb]:
    return {
        "write": lambda: _write(request, row, unit, form),
        "hear": lambda: _hear(request, row, unit, hearing),
        "none-heard": lambda: _none(request, row, unit),
    }


def _write(request: Request, row: StatusRound, unit: Unit, form: StatementForm) -> str | None:
    if not form.is_valid():
        return None
    actions.write_statement(
        round=row,
        unit=unit,
        sections=form.sections(),
        version=form.cleaned_data["version"],
        by=request.account,
        at=clock.now(),
    )
    return _("Udtalelsen fra %(name)s er gemt.") % {"name": unit.name}


def _hear(request: Request, row: StatusRound, unit: Unit, form: HearingForm) -> str | None:
    if not form.is_valid():
        return None
    actions.hear(
        id=form.cleaned_data["id"],
        round=row,
        unit=unit,
        heard=form.heard(),
        by=request.account,
        at=clock.now(),
    )
    return _("Høringen er skrevet.")


def _none(request: Request, row: StatusRound, unit: Unit) -> str:
    actions.say_none_heard(round=row, unit=unit, by=request.account, at=clock.now())
    return _("Der står nu, at der var 0 sager.")
