"""Opening a person one's role does not reach."""

from uuid import UUID, uuid4

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from favn.kit import clock
from favn.kit.addresses import own_path
from favn.kit.attempts import DONE, attempt, found
from favn.people.accounts import lookups
from favn.people.accounts.actions.openings import open_beyond
from favn.people.accounts.door import Request, requires
from favn.people.accounts.forms import BeyondForm
from favn.people.accounts.openings import opening_of
from favn.people.accounts.roles import Area, Level
from favn.people.persons.models import Person


@requires(Area.PERSONS, Level.COUNT, about_persons=True)
def beyond(request: Request, person: UUID) -> HttpResponse:
    """Ask why, tell who will know, and open for four hours.

    For whoever carries or leads cases, and whoever holds health checks: others would open nothing.
    """
    who = request.membership
    if not (who.may(Area.CASES, Level.COUNT) or who.may(Area.HEALTH, Level.WRITE)):
        raise PermissionDenied
    whom = found(Person.objects.present().filter(pk=person).first())
    lookups.note(persons=[whom.pk])
    form = BeyondForm(
        request.POST or None, initial={"id": uuid4(), "next": request.GET.get("next")}
    )
    status = attempt(request, lambda: _open(request, form, whom)) if form.is_bound else 200
    if status == DONE:
        return redirect(own_path(form.cleaned_data["next"]) or request.path)
    stands = opening_of(account=request.account, person_id=whom.pk, at=clock.now())
    context = {
        "form": form,
        "opening": stands,
        "next": own_path(request.GET.get("next", "")),
        "leads": request.membership.may(Area.LOOKUPS, Level.WRITE),
    }
    return render(request, "accounts/beyond.html", context, status=status)


def _open(request: Request, form: BeyondForm, person: Person) -> str | None:
    if not form.is_valid():
        return None
    opening = open_beyond(
        id=form.cleaned_data["id"],
        account=request.account,
        person=person,
        reason=form.cleaned_data["reason"],
        at=clock.now(),
    )
    lookups.note(opening=opening)
    hour = {"hour": f"{opening.ends_at:%H.%M}"}
    if not opening.told:
        return _("Adgangen er åben til kl. %(hour)s. Mailen kom ikke af sted.") % hour
    if request.membership.may(Area.LOOKUPS, Level.WRITE):
        return (
            _("Adgangen er åben til kl. %(hour)s. En anden leder eller forpersonen får besked.")
            % hour
        )
    return _("Adgangen er åben til kl. %(hour)s. Lederen får besked.") % hour
