"""Who works in the house, as what, who is invited, and how somebody's access ends."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from favn.kit import clock
from favn.kit.attempts import DONE, Verb, asked_id, attempt, found
from favn.kit.templatetags.kit import when
from favn.people.accounts import mail, queries
from favn.people.accounts.actions import inviting
from favn.people.accounts.actions.inviting import Colleague
from favn.people.accounts.actions.leaving import end_access
from favn.people.accounts.door import Request, link_to, requires
from favn.people.accounts.forms import InviteForm, LeaverForm
from favn.people.accounts.links import AddressOf
from favn.people.accounts.models import Invitation, Membership
from favn.people.accounts.roles import Area, Level
from favn.people.accounts.second_factor import asked_anew

leads = requires(Area.STAFF, Level.WRITE)


@dataclass(frozen=True, slots=True)
class Line:
    """One role of somebody, and whether it is one's own."""

    membership: Membership
    is_own: bool


@leads
def staff(request: Request) -> HttpResponse:
    """Everybody with a role here, by name, who is invited, and what those who left leave behind."""
    status = attempt(request, _of_invited(request)) if request.method == "POST" else 200
    if status == DONE:
        return redirect("accounts:staff")
    rows = queries.memberships_here()
    context = {
        "lines": [Line(row, row.account_id == request.account.pk) for row in rows],
        "invited": [(row, uuid4()) for row in queries.invited()],
        "ways": ways_after(request),
        "has_teams": not request.organisation.is_municipality,
    }
    return render(request, "accounts/staff.html", context, status=status)


def _of_invited(request: Request) -> Verb | None:
    """What the page asks to be done with an invitation: sent again, or taken back."""
    row = found(queries.invitation_here(asked_id(request, "invitation")))
    verbs: dict[str, Verb] = {
        "again": lambda: _again(request, row),
        "take-back": lambda: _taken_back(request, row),
    }
    return verbs.get(request.POST.get("verb", ""))


def _again(request: Request, row: Invitation) -> str:
    new = inviting.invite_again(
        id=asked_id(request, "id"), invitation=row, address_of=_address(request),
        by=request.account, at=clock.now(),
    )  # fmt: skip
    return _left(request, new)


def _taken_back(request: Request, row: Invitation) -> str:
    inviting.take_back(invitation=row, by=request.account, at=clock.now())
    return _("Invitationen til %(name)s er taget tilbage. Linket virker ikke mere.") % {
        "name": row.name
    }


@leads
def invite(request: Request) -> HttpResponse:
    """Invite a colleague: who, where a letter reaches them, and as what. Asks anew who does."""
    if way := asked_anew(request):
        return way
    form = InviteForm(
        request.POST or None,
        roles=queries.roles_given_by(request.account, request.organisation),
        units=queries.units_of_roles(),
    )
    status = attempt(request, lambda: _invited(request, form)) if form.is_bound else 200
    if status == DONE:
        return redirect("accounts:staff")
    context = {"form": form, "days": Invitation.lives.days}
    return render(request, "accounts/invite.html", context, status=status)


def _invited(request: Request, form: InviteForm) -> str | None:
    if not form.is_valid():
        return None
    said = form.cleaned_data
    row = inviting.invite_colleague(
        id=said["id"],
        wanted=Colleague(said["name"], said["email"], said["role"], form.chosen_unit()),
        address_of=_address(request), by=request.account, at=clock.now(),
    )  # fmt: skip
    return _left(request, row)


def _left(request: Request, row: Invitation) -> str:
    """Send the letter, and say how that went."""
    mail.leave(row, at=clock.now())
    if why := mail.told(row, row.sent_to):
        messages.warning(request, why)
        return ""
    return _("Invitationen er sendt til %(to)s. Linket virker til og med %(day)s.") % {
        "to": row.sent_to, "day": when(row.last_day),
    }  # fmt: skip


def _address(request: Request) -> AddressOf:
    return link_to(request, request.organisation, "accounts:welcome")


@leads
def leaver(request: Request, pk: UUID) -> HttpResponse:
    """One role, and the one step that ends it; the name is typed, so that nobody goes by a slip,
    and who one is is asked anew, as the screen may have stood open.
    """
    if way := asked_anew(request):
        return way
    row = found(queries.membership_here(pk))
    form = LeaverForm(request.POST or None, name=row.account.name)
    status = attempt(request, lambda: _ended(request, row, form)) if form.is_bound else 200
    if status == DONE:
        return redirect("accounts:staff")
    context = {
        "row": row,
        "form": form,
        "is_own": row.account_id == request.account.pk,
        "invites": row.may(Area.STAFF, Level.WRITE),
    }
    return render(request, "accounts/leaver.html", context, status=status)


def _ended(request: Request, row: Membership, form: LeaverForm) -> str | None:
    if not form.is_valid():
        return None
    account = end_access(membership=row, by=request.account, at=clock.now())
    return _("%(name)s har ikke adgang mere. Se, hvad der står tilbage.") % {"name": account.name}


def ways_after(request: Request) -> list[dict[str, Any]]:
    """Where other rooms show what those who left leave behind, as far as the role reaches."""
    return [
        {"title": one.title, "url": reverse(one.url_name)}
        for one in import_string(settings.FAVN_OF_LEAVERS)
        if request.membership.may(one.area, one.level)
    ]
