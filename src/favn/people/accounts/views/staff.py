"""Who works in the house, as what, and how somebody's access ends."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from favn.kit import clock
from favn.kit.attempts import DONE, attempt, found
from favn.people.accounts import queries
from favn.people.accounts.actions.leaving import end_access
from favn.people.accounts.door import Request, requires
from favn.people.accounts.forms import LeaverForm
from favn.people.accounts.models import Membership
from favn.people.accounts.roles import Area, Level

leads = requires(Area.STAFF, Level.WRITE)


@dataclass(frozen=True, slots=True)
class Line:
    """One role of somebody, and whether it is one's own."""

    membership: Membership
    is_own: bool


@leads
def staff(request: Request) -> HttpResponse:
    """Everybody with a role here, by name, and what those who left leave behind."""
    rows = queries.memberships_here()
    context = {
        "lines": [Line(row, row.account_id == request.account.pk) for row in rows],
        "ways": _after(request),
    }
    return render(request, "accounts/staff.html", context)


@leads
def leaver(request: Request, pk: UUID) -> HttpResponse:
    """One role, and the one step that ends it; the name is typed, so that nobody goes by a slip."""
    row = found(queries.membership_here(pk))
    form = LeaverForm(request.POST or None, name=row.account.name)
    status = attempt(request, lambda: _ended(request, row, form)) if form.is_bound else 200
    if status == DONE:
        return redirect("accounts:staff")
    context = {"row": row, "form": form, "is_own": row.account_id == request.account.pk}
    return render(request, "accounts/leaver.html", context, status=status)


def _ended(request: Request, row: Membership, form: LeaverForm) -> str | None:
    if not form.is_valid():
        return None
    account = end_access(membership=row, by=request.account, at=clock.now())
    return _("%(name)s har ikke adgang mere. Se, hvad der står tilbage.") % {"name": account.name}


def _after(request: Request) -> list[dict[str, Any]]:
    """Where other rooms show what those who left leave behind, as far as the role reaches."""
    return [
        {"title": one.title, "url": reverse(one.url_name)}
        for one in import_string(settings.FAVN_OF_LEAVERS)
        if request.membership.may(one.area, one.level)
    ]
