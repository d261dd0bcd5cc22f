"""One hearing: a case of another committee, the word that was given, and what became of it."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from favn.kit import clock
from favn.kit.attempts import CONFLICTED, DONE, attempt, found
from favn.people.accounts.door import Request, requires
from favn.people.accounts.roles import Area, Level
from favn.policy import actions, queries
from favn.policy.forms.groups import HearingForm
from favn.policy.models import Hearing
from favn.policy.views.rounds import only_leaders


@requires(Area.PLAN, Level.WRITE)
def hearing(request: Request, hearing: UUID) -> HttpResponse:
    """Correct it, or say what became of it, while the round is open."""
    only_leaders(request)
    row, status = found(queries.hearing_with(hearing)), 200
    form, stands = HearingForm(row.unit, request.POST or None, hearing=row), None
    if request.method == "POST":
        status = attempt(request, lambda: _change(request, row, form))
        if status == DONE:
            return redirect("policy:statement", row.round.year, row.unit_id)
        if status == CONFLICTED:
            stands = row = found(queries.hearing_with(hearing))
            typed = {k: v for k, v in request.POST.items() if k != "version"}
            form = HearingForm(row.unit, hearing=row, initial=typed)
    context = {"hearing": row, "form": form, "stands": stands}
    return render(request, "policy/hearing.html", context, status=status)


def _change(request: Request, row: Hearing, form: HearingForm) -> str | None:
    if not form.is_valid():
        return None
    actions.change_hearing(
        hearing=row,
        version=form.cleaned_data["version"],
        heard=form.heard(),
        by=request.account,
        at=clock.now(),
    )
    return _("Høringen er rettet.")
