"""Letting somebody in, being a person of the demo, and choosing whom to act for."""

import ipaddress
import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest

from favn.kit import clock, history
from favn.kit.history import Actor
from favn.kit.refusals import SOMEBODY_WAS_FIRST, Conflict
from favn.kit.tenancy import acting_for, current
from favn.people.accounts import mail, rules
from favn.people.accounts.models import Account, Membership
from favn.people.accounts.queries import SESSION_KEY, memberships_of
from favn.people.accounts.roles import BY_KEY, Area, Level
from favn.people.organisations.actions import add_unit
from favn.people.organisations.choices import Kind, UnitKind
from favn.people.organisations.models import Organisation, Unit
from favn.people.organisations.queries import unit_named

LOOPBACK_NAMES = {"localhost", "127.0.0.1", "[::1]"}
FORWARDED = ("HTTP_FORWARDED", "HTTP_X_FORWARDED", "HTTP_X_REAL_IP", "HTTP_VIA")


def is_demo_visit(request: HttpRequest) -> bool:
    """Whether one may choose a person: demo switched on, and asked from this machine itself.

    A proxy also comes from loopback, so a forwarded request or a foreign host name is refused.
    """
    if not settings.DEMO or any(name.startswith(FORWARDED) for name in request.META):
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


class CommandLine:
    """Whoever has the machine; history names the command, not a person it cannot know."""

    actor_id = UUID(int=0)
    actor_label = "favn account"


@dataclass(frozen=True, slots=True)
class NewAccount:
    """Who is to be let in, where and as what; `unit` is the office they work in."""

    email: str
    name: str
    organisation: str
    role: str
    password: str
    organisation_name: str = ""
    kind: str = Kind.ASSOCIATION
    unit: str = ""


@transaction.atomic
def invite(wanted: NewAccount, *, by: Actor | None = None, at: datetime | None = None) -> Account:
    """Make an account and its membership; where both stand, only the unit may change. Whoever had
    left signs in again, with the new password.

    Without `by` and `at` it is the command line, now. Raises ValueError with what to mend.
    """
    _must_be_whole(wanted)
    organisation = _organisation(wanted)
    email = wanted.email.lower()
    rows = Account.objects.select_for_update(no_key=True)
    account = rows.filter(email=email, is_active=True).first()
    account = account or let_in(email, wanted.name, wanted.password)
    by, at = by or CommandLine(), at or clock.now()
    with acting_for(organisation.pk, account.pk):
        unit = _unit(organisation, wanted.unit.strip(), by=by, at=at)
        join(account, wanted.role, unit, verb="invite", by=by, at=at)
    return account


def let_in(email: str, name: str, password: str) -> Account:
    """A new account at an address that nobody signs in with. Whoever left and is called the same
    comes back; an address that somebody else has now lets the former one go, whose name stays
    beside what they wrote.

    Raises Conflict where somebody signs in with it now: no password is ever changed here.
    """
    former = Account.objects.select_for_update(no_key=True).filter(email=email).first()
    if former and former.is_active:
        raise Conflict(SOMEBODY_WAS_FIRST)
    if former and not rules.is_called(former.name, name):
        release_address(former)
        former = None
    if former is None:
        return Account.objects.create_user(email, password, name=name)
    former.is_active, former.ended_on, former.ended_in = True, None, None
    former.set_password(password)
    former.save()
    return former


def release_address(account: Account) -> None:
    """An account that has ended keeps its name, and its address is somebody else's to use."""
    EmailAddress.objects.filter(user=account).delete()
    account.email = f"{account.pk.hex}{rules.LEFT}"
    account.save(update_fields=["email"])


def _must_be_whole(wanted: NewAccount) -> None:
    """Raise ValueError where something is missing or cannot be used."""
    if wanted.role not in BY_KEY:
        raise ValueError(f"There is no role “{wanted.role}”. Known: {', '.join(BY_KEY)}.")
    if not wanted.unit.strip() and BY_KEY[wanted.role].reads_by_unit:
        raise ValueError(
            f"The role “{wanted.role}” sees the counts of one office; name it,"
            " for example --unit 'Kulturforvaltningen'."
        )
    try:
        validate_password(wanted.password)
    except ValidationError as error:
        raise ValueError(" ".join(error.messages)) from error


def join(
    account: Account, role: str, unit: Unit | None, *, verb: str, by: Actor, at: datetime,
    reason: str = "",
) -> Membership:  # fmt: skip
    """The membership with its unit, in the present organisation; history tells what is new, and
    nothing where nothing is.
    """
    rows = Membership.objects.owned().select_related("unit")
    stands = rows.filter(account=account, role=role).first()
    if stands and (unit is None or stands.unit_id == unit.pk):
        return stands
    row = stands or Membership(organisation_id=current(), account=account, role=role)
    before = stands.unit.name if stands and stands.unit else ""
    row.unit = unit
    row.save()
    changes = {"role": [stands.role if stands else "", row.role]}
    changes["unit"] = [before, unit.name if unit else ""]
    history.note(verb, row, by=by, at=at, changes=changes, reason=reason)
    return row


def _unit(organisation: Organisation, name: str, *, by: Actor, at: datetime) -> Unit | None:
    """The unit with that name, made where it is new; None where none is named."""
    if not name:
        return None
    kind = UnitKind.OFFICE if organisation.is_municipality else UnitKind.TEAM
    stands = unit_named(name)
    if stands and stands.closed_on:
        raise ValueError(f"“{name}” is closed. Open it again on its page, or name another.")
    return stands or add_unit(id=uuid4(), name=name, kind=kind, by=by, at=at)


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


def write_to(
    organisation: Organisation,
    area: Area,
    level: Level,
    *,
    subject: str,
    template: str,
    words: dict[str, Any],
    at: datetime,
    without: Account | None = None,
) -> int:
    """Write to those of an organisation who reach `level` in `area`; the answer is how many.

    `without` is somebody who needs no letter about what they did themselves. Another organisation
    may ask for it: names and addresses stay in here. The letter leaves with `leave_for`.
    """
    with acting_for(organisation.pk):
        rows = Membership.objects.owned().filter(account__is_active=True).select_related("account")
        told = {row.account for row in rows if row.may(area, level)} - {without}
        mail.write(sorted(account.email for account in told), subject, template, words, at=at)
    return len(told)


def leave_for(organisation: Organisation, *, at: datetime) -> None:
    """Send what waits in an organisation, which may be another than the present one."""
    with acting_for(organisation.pk):
        mail.leave(at=at)
