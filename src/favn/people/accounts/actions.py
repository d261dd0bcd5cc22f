"""Letting somebody in, being a person of the demo, and choosing whom to act for."""

import ipaddress
import re
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest

from favn.kit.tenancy import acting_for
from favn.people.accounts.models import Account, Membership
from favn.people.accounts.queries import SESSION_KEY, memberships_of
from favn.people.accounts.roles import BY_KEY
from favn.people.organisations.choices import Kind
from favn.people.organisations.models import Organisation

LOOPBACK_NAMES = {"localhost", "127.0.0.1", "[::1]", "testserver"}
FORWARDED = ("HTTP_FORWARDED", "HTTP_X_FORWARDED_FOR", "HTTP_X_REAL_IP", "HTTP_VIA")


def is_demo_visit(request: HttpRequest) -> bool:
    """Whether one may choose a person: demo switched on, and asked from this machine itself.

    A proxy also comes from loopback, so a forwarded request or a foreign host name is refused.
    """
    if not settings.DEMO or any(header in request.META for header in FORWARDED):
        return False
    host = re.sub(r":\d+$", "", request.get_host())
    address = ipaddress.ip_address(request.META.get("REMOTE_ADDR") or "0.0.0.0")  # noqa: S104
    return address.is_loopback and host in LOOPBACK_NAMES


def choose_person(request: HttpRequest, *, account_id: UUID) -> Account | None:
    """Sign in as a person of the demo world; None where that is not allowed or unknown."""
    if not is_demo_visit(request):
        return None
    account = Account.objects.filter(pk=account_id, is_demo=True, is_active=True).first()
    if account:
        login(request, account, backend=settings.AUTHENTICATION_BACKENDS[0])
    return account


def switch_organisation(request: HttpRequest, *, membership_id: str) -> bool:
    """Act under another of one's own memberships; False where it is not one's own."""
    account = request.user
    assert isinstance(account, Account)
    if all(str(m.pk) != membership_id for m in memberships_of(account)):
        return False
    request.session[SESSION_KEY] = membership_id
    return True


@dataclass(frozen=True, slots=True)
class NewAccount:
    """Who is to be let in, where and as what."""

    email: str
    name: str
    organisation: str
    role: str
    password: str
    organisation_name: str = ""
    kind: str = Kind.ASSOCIATION


@transaction.atomic
def invite(wanted: NewAccount) -> Account:
    """Make an account and its membership. Raises ValueError with what to mend."""
    if wanted.role not in BY_KEY:
        raise ValueError(f"There is no role “{wanted.role}”. Known: {', '.join(BY_KEY)}.")
    try:
        validate_password(wanted.password)
    except ValidationError as error:
        raise ValueError(" ".join(error.messages)) from error
    organisation = _organisation(wanted)
    account = Account.objects.filter(email=wanted.email.lower()).first()
    if account is None:
        account = Account.objects.create_user(
            wanted.email.lower(), wanted.password, name=wanted.name
        )
    with acting_for(organisation.pk, account.pk):
        Membership.objects.get_or_create(
            organisation=organisation, account=account, role=wanted.role
        )
    return account


def _organisation(wanted: NewAccount) -> Organisation:
    found = Organisation.objects.filter(slug=wanted.organisation).first()
    if found is None and not wanted.organisation_name:
        raise ValueError(
            f"There is no organisation “{wanted.organisation}”;"
            " give --organisation-name to make it."
        )
    return found or Organisation.objects.create(
        slug=wanted.organisation,
        name=wanted.organisation_name,
        kind=wanted.kind,
        is_tenant=True,
    )
