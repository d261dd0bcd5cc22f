"""A local network as one of its associations sees it, by account or by link."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from favn.associations import queries as directory
from favn.associations.actions import local as actions
from favn.associations.choices import Audience
from favn.associations.forms.local import IdeaForm
from favn.associations.models import Entry, LocalNetwork
from favn.associations.queries import local as queries
from favn.associations.views.seats import Seat, seated
from favn.kit import clock
from favn.kit.attempts import DONE, attempt, found
from favn.people.accounts.door import Request


@seated
def own_local(request: Request, seat: Seat, pk: object) -> HttpResponse:
    """When it meets, whom to ask, who else is in it, what is made, and what one brings oneself."""
    row, status = _network(seat, pk), 200
    entry: Entry = found(seat.entry)
    form = IdeaForm(request.POST or None)
    if request.method == "POST":
        status = attempt(request, lambda: _bring(seat, row, entry, form))
        if status == DONE:
            return redirect(seat.at("local", row.pk))
    others = [seen.entry for seen in queries.seen_in(row) if seen.entry.pk != entry.pk]
    context = {
        "seat": seat, "network": row, "form": form, "back_url": seat.at("place"),
        "others": [(one, directory.facts_of(one, Audience.NETWORK)) for one in others],
        "gatherings": queries.gathered(row, clock.now()), "ventures": queries.ventures_of(row),
        "house": entry.organisation,
    }  # fmt: skip
    return render(request, "associations/own_local.html", context, status=status)


def _network(seat: Seat, pk: object) -> LocalNetwork:
    """One that the association is in; the house opens its own page. Raises Http404."""
    if seat.entry is None:
        raise Http404
    try:
        wanted = UUID(str(pk))
    except ValueError as error:
        raise Http404 from error
    return found(next((row for row in queries.networks_of(seat.entry) if row.pk == wanted), None))


def _bring(seat: Seat, row: LocalNetwork, entry: Entry, form: IdeaForm) -> str | None:
    if not form.is_valid():
        return None
    actions.add_venture(
        id=form.cleaned_data["id"], network=row, plan=form.plan_of(entry), by=seat.actor,
        said_by=seat.said_by("", entry), at=clock.now(),
    )  # fmt: skip
    return _("Tak. Det står på netværkets side, og alle i netværket kan se det.")
