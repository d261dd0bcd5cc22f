"""Which memberships an account has, and which of them a request acts under."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet, UUIDField
from django.http import HttpRequest

from favn.kit import clock
from favn.kit.prepared import Prepared
from favn.kit.tenancy import acting_for, current
from favn.people.accounts.models import Account, Invitation, Lookup, Membership, NewAddress
from favn.people.accounts.roles import ROLES, Area, Level, Role
from favn.people.accounts.rules import LEFT
from favn.people.organisations.choices import UnitKind
from favn.people.organisations.models import Organisation, Unit

SESSION_KEY = "membership"
FETCHED = "memberships_of_this_request"
"""Where an account carries the memberships it was fetched with."""


def _of_active(account: UUID) -> QuerySet[Membership]:
    with acting_for(None, account):
        rows = Membership.objects.filter(account=account, account__is_active=True)
    return rows.select_related("account", "organisation", "unit")


MEMBERSHIPS = Prepared(_of_active, account=UUIDField())


def memberships_by_key(account_id: UUID) -> list[Membership]:
    """The active account's memberships over every organisation, by organisation name."""
    with acting_for(None, account_id):
        rows = MEMBERSHIPS(account=account_id)
    for membership in rows[1:]:
        membership.account = rows[0].account
    return rows


def memberships_of(account: Account) -> list[Membership]:
    """All the account's memberships, over every organisation, by organisation name."""
    return memberships_by_key(account.pk)


def staff_of(organisation: Organisation) -> list[Account]:
    """Everybody with a role in the present organisation, by name."""
    rows = Membership.objects.owned().filter(organisation=organisation).select_related("account")
    return sorted({row.account for row in rows}, key=lambda account: account.name)


def left_who_looked(staff: Iterable[str]) -> dict[str, str]:
    """Key → name of those who looked somebody up here and work here no more; as the log says it."""
    rows = Lookup.objects.owned().exclude(actor_id__in=list(staff)).order_by()
    return {
        str(key): label for key, label in rows.values_list("actor_id", "actor_label").distinct()
    }


def memberships_here() -> list[Membership]:
    """Every role somebody has in the present organisation, by name."""
    rows = Membership.objects.owned().select_related("account", "unit")
    return sorted(rows, key=lambda row: (row.account.name.casefold(), row.role))


def membership_here(pk: UUID) -> Membership | None:
    """One role in the present organisation; foreign and unknown are None."""
    return Membership.objects.owned().select_related("account", "unit").filter(pk=pk).first()


def roles_given_by(account: Account, house: Organisation) -> list[Role]:
    """The roles somebody may invite colleagues to in the present organisation, by name."""
    rows = Membership.objects.owned().filter(account=account, account__is_active=True)
    own = [row.kind for row in rows]
    given = [r for r in ROLES if r.of == house.kind and any(one.gives(r) for one in own)]
    return sorted(given, key=lambda role: str(role.name).casefold())


def units_of_roles() -> list[Unit]:
    """The offices and teams of the present organisation that a role may hang on, by name."""
    return list(Unit.objects.owned().filter(closed_on=None).exclude(kind=UnitKind.COMMITTEE))


def is_open(unit: Unit) -> bool:
    """Whether somebody may be put in a part of the present organisation, as it stands now."""
    return Unit.objects.owned().filter(pk=unit.pk, closed_on=None).exists()


def of_team(team: Unit) -> list[Membership]:
    """Every role that hangs on a team, by name."""
    return [row for row in memberships_here() if row.unit_id == team.pk]


def invited_to(team: Unit) -> list[Invitation]:
    """Who is invited to a team and may still come, by name."""
    return [row for row in invited() if row.unit_id == team.pk and not row.is_late]


def invited() -> list[Invitation]:
    """Who is invited to the present organisation and has not come, by name: the last letter."""
    last: dict[str, Invitation] = {}
    for row in Invitation.living().select_related("unit").order_by("made_at"):
        last[row.sent_to] = row
    return sorted(last.values(), key=lambda row: row.name.casefold())


def invitation_here(pk: UUID) -> Invitation | None:
    """One invitation of the present organisation, also where it has ended; foreign is None."""
    return Invitation.objects.owned().select_related("unit").filter(pk=pk).first()


def invited_at(email: str) -> Invitation | None:
    """The last invitation to an address that nothing has ended, in the present organisation."""
    return Invitation.living().select_related("unit").filter(sent_to=email).first()


def wanted_address(account: Account) -> NewAddress | None:
    """The address somebody asked for here last and can still make their own, or None."""
    rows = NewAddress.living().filter(account=account).select_related("account")
    work = (row for row in rows if row.is_on_its_way and row.why_ended(clock.now()) is None)
    return next(work, None)


def addresses_asked(account: Account, at: datetime) -> int:
    """How many new addresses somebody asked for here on the local day of that moment."""
    morning = clock.end_of(clock.local_day(at) - timedelta(days=1))
    return NewAddress.objects.owned().filter(account=account, made_at__gte=morning).count()


def is_known(email: str) -> bool:
    """Whether somebody signs in with an address, in any organisation.

    Told to nobody but whoever came by a letter to that very address.
    """
    return Account.objects.filter(email=email, is_active=True).exists()


def left_long_ago(at: datetime) -> QuerySet[Account]:
    """Accounts whose last role ended here more than 12 months ago and still have an address."""
    before = clock.months_before(clock.local_day(at), 12)
    rows = Account.objects.filter(is_active=False, ended_in=current(), ended_on__lt=before)
    return rows.exclude(email__endswith=LEFT)


def able_here(area: Area, level: Level = Level.WRITE) -> set[UUID]:
    """Keys of everybody who may sign in and has a role in the present organisation that may this.

    Who lost the role that carried something and kept another one here carries it no more.
    """
    rows = Membership.objects.owned().filter(account__is_active=True)
    return {row.account_id for row in rows if row.may(area, level)}


def colleagues_able(area: Area, level: Level = Level.WRITE) -> list[Account]:
    """The same people, in the order one looks for them."""
    found = Account.objects.filter(pk__in=able_here(area, level))
    return sorted(found, key=lambda account: account.name.casefold())


def roles_here(organisation: Organisation) -> list[Role]:
    """The roles somebody has in the present organisation, in the order of the table."""
    rows = Membership.objects.owned().filter(organisation=organisation)
    held = set(rows.order_by().values_list("role", flat=True).distinct())
    return [role for role in ROLES if role.key in held]


def present_membership(request: HttpRequest) -> Membership | None:
    """The membership chosen in the switcher; the first one where none is chosen, or None."""
    account = request.user
    if not isinstance(account, Account):
        return None
    every: list[Membership] | None = getattr(account, FETCHED, None)
    if every is None:
        every = memberships_of(account)
    chosen = request.session.get(SESSION_KEY)
    request.memberships = every  # type: ignore[attr-defined]
    return next((m for m in every if str(m.pk) == chosen), every[0] if every else None)
