"""The start page, one's own home, and the small pages that belong to no room."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from favn.config.demo.people import PEOPLE, STEPS
from favn.people.accounts import actions
from favn.people.accounts.door import Access, public
from favn.people.accounts.models import Account


@public("the first page, before anybody is known")
def start(request: HttpRequest) -> HttpResponse:
    """What Favn is; in the demo, which person to be and how to follow one number."""
    if not actions.is_demo_visit(request):
        return redirect("home") if request.user.is_authenticated else render(request, "start.html")
    accounts = {a.email: a for a in Account.objects.filter(is_demo=True)}
    people = [(person, accounts[person.email]) for person in PEOPLE if person.email in accounts]
    return render(request, "start.html", {"people": people, "steps": STEPS})


def home(request: HttpRequest) -> HttpResponse:
    """The first page of the role one acts under."""
    return redirect(request.membership.kind.home)  # type: ignore[attr-defined]


home.access = Access()  # type: ignore[attr-defined]


@public("only in the demo and from this machine; the action refuses everything else")
@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    """Become a person of the demo world."""
    try:
        wanted = UUID(request.POST.get("account", ""))
    except ValueError as error:
        raise Http404 from error
    account = actions.choose_person(request, account_id=wanted)
    if account is None:
        raise Http404
    return redirect(_own_page(request.POST.get("next", "")))


def _own_page(wanted: str) -> str:
    """Only a path of this site; anything else leads home."""
    return wanted if wanted.startswith("/") and not wanted.startswith("//") else "home"


@require_POST
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
    messages.error(request, _("Formularen var åben for længe. Åbn siden igen, og prøv en gang til."))
    return render(request, "form_expired.html", status=403)
