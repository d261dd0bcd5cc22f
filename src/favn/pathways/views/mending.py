"""The day a pair ended is put right, with a reason; what does not follow is said first."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from favn.kit import clock
from favn.kit.attempts import CONFLICTED, DONE, attempt
from favn.kit.templatetags.kit import long_day
from favn.pathways.actions import mending as actions
from favn.pathways.forms.pairs import MendForm
from favn.pathways.models import Pair
from favn.pathways.queries import mending, pairs
from favn.pathways.rules.pairs import why_not_mend
from favn.pathways.views.doors import the_pair, writes
from favn.people.accounts.door import Request


@writes
def mend(request: Request, pk: UUID) -> HttpResponse:
    """One field for the day and one for why; a tick only where something does not follow."""
    row, status = the_pair(pk), 200
    if why_not := why_not_mend(row.state):
        messages.error(request, why_not)
        return redirect("pathways:pair", row.pk)
    start = {"version": row.version, "on": row.ended_on}
    form = MendForm(request.POST or None, initial=start)
    if request.method == "POST":
        status = attempt(request, lambda: _mended(request, row, form))
        if status == DONE:
            return redirect("pathways:pair", row.pk)
        if status == CONFLICTED:
            row = the_pair(pk)
            typed = request.POST.copy()
            typed["version"] = str(row.version)
            form = MendForm(typed)
    if not _is_asked(row, form):
        del form.fields["knows"]
    context = {"pair": row, "form": form, "facts": _facts(row)}
    return render(request, "pathways/mend.html", context, status=status)


def _is_asked(row: Pair, form: MendForm) -> bool:
    """Whether the day that was typed may be, and leaves something behind: then it needs a tick."""
    on = form.cleaned_data.get("on") if form.is_bound and form.is_valid() else None
    if on is None or mending.why_not_on(row, on, clock.today()):
        return False
    return not mending.rests_on(row, on).is_nothing


def _facts(row: Pair) -> list[tuple[str, str]]:
    """The days a new one lies between."""
    days: list[tuple[str, Any]] = [
        (_("De begyndte"), row.started_on),
        (_("Sidste møde"), pairs.last_met_on(row)),
        (_("Står som slut"), row.ended_on),
    ]
    return [(name, long_day(day)) for name, day in days if day]


def _mended(request: Request, row: Pair, form: MendForm) -> str | None:
    if not form.is_valid():
        return None
    data = form.cleaned_data
    actions.mend(
        pair=row, mended=actions.Mended(data["on"], data["reason"], data["knows"]),
        version=data["version"], by=request.account, at=clock.now(),
    )  # fmt: skip
    return _("Dagen er rettet. Den, der stod før, er i historikken.")
