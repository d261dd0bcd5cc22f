"""The start page, one's own home, and the small pages that belong to no room."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from favn.barometer import queries as barometer
from favn.config.demo.people import PEOPLE, STEPS, Step
from favn.gatherings import queries as gatherings
from favn.kit import clock
from favn.kit.addresses import own_path
from favn.kit.kept import EVERY_TENANT, keep
from favn.people.accounts import actions
from favn.people.accounts.door import Access, only_forms, public
from favn.people.accounts.models import Account
from favn.people.accounts.roles import BY_KEY
from favn.people.organisations.models import Organisation
from favn.policy import queries as policy


@public("the first page, before anybody is known")
def start(request: HttpRequest) -> HttpResponse:
    """What Favn is; in the demo, which person to be and how to follow one number."""
    if not actions.is_demo_visit(request):
        return redirect("home") if request.user.is_authenticated else _first_page(request)
    accounts = {a.email: a for a in Account.objects.filter(is_demo=True)}
    context = {"people": cards(accounts), "steps": steps(accounts), **_public_side()}
    return render(request, "start.html", context)


def _first_page(request: HttpRequest) -> HttpResponse:
    """For everybody the same; it changes when an organisation does, also a new one."""
    return keep(render(request, "start.html", _public_side()), EVERY_TENANT)


def _public_side() -> dict[str, list[Organisation]]:
    """Whose plan and barometer everybody may read, and where everybody may take part."""
    every = policy.planners()
    return {
        "houses": [house for house in every if policy.shows_plan(house)],
        "barometers": [house for house in every if barometer.shows_barometer(house)],
        "hosts": gatherings.houses_with_gatherings(),
    }


def cards(accounts: dict[str, Account]) -> list[dict[str, Any]]:
    """Whom one may be."""
    names = dict(Organisation.objects.values_list("slug", "name"))
    return [
        {
            "person": person,
            "role": BY_KEY[person.role].name,
            "organisation": names.get(person.organisation, person.organisation),
            "account": accounts[person.email].pk,
        }
        for person in PEOPLE
        if person.email in accounts
    ]


def steps(accounts: dict[str, Account]) -> list[dict[str, Any]]:
    """“Follow one number”: each step makes one the person who does it, on the page where it is."""
    return [
        {
            "title": step.title,
            "text": step.text,
            "action": reverse("choose"),
            "link": _("Vær %(name)s") % {"name": accounts[step.email].name.split()[0]},
            "fields": {"account": accounts[step.email].pk, "next": page_of(step)},
        }
        for step in STEPS
        if step.email in accounts
    ]


def page_of(step: Step) -> str:
    """The address of a step's page."""
    year = [clock.today().year] if step.of_this_year else []
    return reverse(step.url_name, args=year)


def home(request: HttpRequest) -> HttpResponse:
    """The first page of the role one acts under."""
    return redirect(request.membership.kind.home)  # type: ignore[attr-defined]


home.access = Access()  # type: ignore[attr-defined]


@public("only in the demo and from this machine; the action refuses everything else")
@only_forms
def choose(request: HttpRequest) -> HttpResponse:
    """Become a person of the demo world."""
    try:
        wanted = UUID(request.POST.get("account", ""))
    except ValueError as error:
        raise Http404 from error
    account = actions.choose_person(request, account_id=wanted)
    if account is None:
        raise Http404
    return redirect(own_path(request.POST.get("next")) or "home")


@only_forms
def switch(request: HttpRequest) -> HttpResponse:
    """Act under another of one's memberships."""
    chosen = request.POST.get("membership", "")
    if not actions.switch_organisation(request, membership_id=chosen):
        raise Http404
    return redirect("home")


switch.access = Access()  # type: ignore[attr-defined]


@public("a constant for the host's watch")
def alive(request: HttpRequest) -> HttpResponse:
    """Up."""
    return HttpResponse("ok", content_type="text/plain")


@public("shown where a form was open too long")
def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without a valid token: say so, and keep the way back."""
    messages.error(
        request, _("Formularen var åben for længe. Åbn siden igen, og prøv en gang til.")
    )
    return render(request, "form_expired.html", status=403)
