"""Which memberships an account has, and which of them a request acts under."""

from django.http import HttpRequest

from favn.kit.tenancy import acting_for
from favn.people.accounts.models import Account, Membership

SESSION_KEY = "membership"


def memberships_of(account: Account) -> list[Membership]:
    """All the account's memberships, over every organisation, by organisation name."""
    with acting_for(None, account.pk):
        rows = Membership.objects.filter(account=account, account__is_active=True)
        return list(rows.select_related("organisation", "unit"))


def present_membership(request: HttpRequest) -> Membership | None:
    """The membership chosen in the switcher; the first one where none is chosen, or None."""
    account = request.user
    if not isinstance(account, Account):
        return None
    every = memberships_of(account)
    chosen = request.session.get(SESSION_KEY)
    request.memberships = every  # type: ignore[attr-defined]
    return next((m for m in every if str(m.pk) == chosen), every[0] if every else None)
