"""One's own mail address: asked for on a page, changed by the letter that goes to the new one."""

from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from favn.kit import clock
from favn.kit.attempts import DONE, Verb, attempt
from favn.people.accounts import devices, mail, queries, second_factor
from favn.people.accounts.actions import addresses
from favn.people.accounts.door import Access, Request, by_link, link_to
from favn.people.accounts.forms import NewAddressForm
from favn.people.accounts.models import Account, NewAddress


def own_address(request: Request) -> HttpResponse:
    """Which address one signs in with, which one waits for its letter, and the form for another."""
    if way := second_factor.asked_anew(request):
        return way
    is_demo = second_factor.is_demo(request.account)
    form = NewAddressForm(request.POST if request.POST.get("verb") == "ask" else None)
    status = 200
    if request.method == "POST" and not is_demo:
        verbs: dict[str, Verb] = {
            "ask": lambda: _asked(request, form),
            "take-back": lambda: _taken_back(request),
        }
        status = attempt(request, verbs.get(request.POST.get("verb", "")))
        if status == DONE:
            return redirect("accounts:own-address")
    context = {
        "form": form,
        "waits": queries.wanted_address(request.account),
        "is_demo_person": is_demo,
    }
    return render(request, "accounts/own_address.html", context, status=status)


own_address.access = Access()  # type: ignore[attr-defined]


def _asked(request: Request, form: NewAddressForm) -> str | None:
    """The page itself says what waits then."""
    if not form.is_valid():
        return None
    row = addresses.ask_for_address(
        id=form.cleaned_data["id"], email=form.cleaned_data["email"],
        address_of=link_to(request, request.organisation, "accounts:new-address"),
        reset=request.build_absolute_uri(reverse("account_reset_password")),
        by=request.account, at=clock.now(),
    )  # fmt: skip
    mail.leave(row, at=clock.now())
    if why := mail.told(row, row.sent_to):
        messages.warning(request, why)
    return ""


def _taken_back(request: Request) -> str:
    addresses.take_back_address(by=request.account, at=clock.now())
    return _("Adressen bliver ikke skiftet. Linket virker ikke mere.")


@by_link(NewAddress, "a letter to a new address of one's own; who opens it must sign in as before")
def new_address(request: HttpRequest, link: NewAddress) -> HttpResponse:
    """The one step that changes the address, for whoever asked for it, signed in."""
    if not isinstance(request.user, Account):
        return redirect_to_login(request.get_full_path())
    if request.user.pk != link.account_id:
        return render(request, "accounts/new_address.html", {"is_other": True}, status=403)
    if way := second_factor.guarded(request, request.path):
        return way
    owner, changed = request.user, []

    def change() -> str:
        changed.append(addresses.change_address(link=link, by=owner, at=clock.now()))
        return _("Du logger nu ind med %(email)s.") % {"email": link.sent_to}

    verbs: dict[str, Verb] = {"change": change}
    status = attempt(request, verbs.get(request.POST.get("verb", ""))) if request.POST else 200
    if changed:
        return _here_alone(request, changed[0])
    return render(request, "accounts/new_address.html", {"link": link}, status=status)


def _here_alone(request: HttpRequest, account: Account) -> HttpResponse:
    """Sessions elsewhere stood by the former address and are over; this one goes on, anew."""
    mail.leave(at=clock.now())
    update_session_auth_hash(request, account)
    UserSession.objects.create_from_request(request)
    answer = redirect("accounts:own-address")
    devices.remember(answer, account.email)
    return answer
