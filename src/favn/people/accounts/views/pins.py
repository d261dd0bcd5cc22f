"""Choosing the short code of one's own screen, and, for a house, after how long screens lock."""

from allauth.account.internal.flows.reauthentication import is_reauthentication_required
from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from favn.kit import clock
from favn.kit.attempts import DONE, Verb, attempt
from favn.people.accounts import idle
from favn.people.accounts.actions.pins import choose_pin, drop_pin
from favn.people.accounts.door import Access, Request, requires
from favn.people.accounts.forms import MinutesForm, NewPinForm
from favn.people.accounts.models import ScreenPin
from favn.people.accounts.queries import roles_here
from favn.people.accounts.roles import Area, Level
from favn.people.accounts.second_factor import is_demo, is_given
from favn.people.organisations.actions import choose_lock_minutes
from favn.people.organisations.models import Organisation


def own_pin(request: Request) -> HttpResponse:
    """Whether one has a code; a new one, or none. Asks who one is, as any change of access does."""
    may_choose = is_given(request) and not is_demo(request.account)
    if may_choose and is_reauthentication_required(request, app="mfa"):
        return redirect(idle.full_way_in(request.path))
    form = NewPinForm(request.POST if request.POST.get("verb") == "choose" else None)
    status = 200
    if request.method == "POST" and may_choose:
        verbs: dict[str, Verb] = {
            "choose": lambda: _chosen(request, form),
            "drop": lambda: _dropped(request),
        }
        status = attempt(request, verbs.get(request.POST.get("verb", "")))
        if status == DONE:
            return redirect("accounts:own-pin")
    context = {
        "form": form,
        "pin": ScreenPin.objects.filter(account=request.account).first(),
        "may_choose": may_choose,
        "is_demo_person": is_demo(request.account),
        "minutes": idle.minutes_of(request.membership),
        "chooses_minutes": request.membership.may(Area.SCREENS, Level.WRITE),
    }
    return render(request, "accounts/own_pin.html", context, status=status)


own_pin.access = Access()  # type: ignore[attr-defined]


def _chosen(request: Request, form: NewPinForm) -> str | None:
    if not form.is_valid():
        return None
    choose_pin(pin=form.cleaned_data["pin"], by=request.membership, at=clock.now())
    return _("Koden er gemt. Den virker, næste gang skærmen låser.")


def _dropped(request: Request) -> str:
    drop_pin(by=request.membership, at=clock.now())
    return _("Koden er fjernet.")


@requires(Area.SCREENS, Level.WRITE)
def minutes(request: Request) -> HttpResponse:
    """After how many minutes screens lock in the house, and what that is for each role."""
    house = Organisation.objects.get(pk=request.organisation.pk)
    stands = house.lock_minutes
    form = MinutesForm(request.POST or None, initial={"minutes": stands, "seen": stands})
    status = attempt(request, lambda: _minutes(request, form)) if form.is_bound else 200
    if status == DONE:
        return redirect("accounts:screens")
    context = {
        "form": form,
        "roles": [
            (role.name, role.locks_after, idle.of_role(role, stands))
            for role in roles_here(request.organisation)
        ],
        "host": settings.LOCK_MINUTES,
        "stands": stands,
    }
    return render(request, "accounts/screens.html", context, status=status)


def _minutes(request: Request, form: MinutesForm) -> str | None:
    if not form.is_valid():
        return None
    row = choose_lock_minutes(
        minutes=form.cleaned_data["minutes"], seen=form.cleaned_data["seen"],
        by=request.account, at=clock.now(),
    )  # fmt: skip
    if row.lock_minutes is None:
        return _("Skærmene låser nu efter hver rolles egne minutter.")
    return _("Skærmene låser nu senest efter %(n)s minutter.") % {"n": row.lock_minutes}
