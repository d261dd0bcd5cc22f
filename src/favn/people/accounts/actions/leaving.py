"""Somebody works here no more: their access ends with the next request.

What they wrote keeps their name, and what they carried stays for somebody else.
"""

from datetime import datetime
from typing import Any

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.db.models import Q

from favn.kit import clock, history
from favn.kit.history import Actor
from favn.kit.records import OwnedQuerySet
from favn.kit.refusals import must
from favn.kit.tenancy import current
from favn.people.accounts import links, rules
from favn.people.accounts.actions import CommandLine, release_address
from favn.people.accounts.areas import Area, Level
from favn.people.accounts.models import Account, Invitation, Membership, NewAddress, ScreenPin
from favn.people.accounts.queries import memberships_of
from favn.people.organisations.models import Organisation


@transaction.atomic
def end_access(*, membership: Membership, by: Actor, at: datetime) -> Account:
    """One role in the present organisation ends at once; the answer is the account.

    Where it was the last one, the account signs in no more, until somebody invites it anew. An
    invitation that waits for them, or that they sent and may send no more, ends as well, and so
    does an address they have asked for. Raises Refused where it is one's own, where it has ended
    already, and where one's own just did.
    """
    hold_house()
    # Held: two houses may end the last two roles of one account in the same moment.
    account = Account.objects.select_for_update(no_key=True).get(pk=membership.account_id)
    is_own = account.pk == by.actor_id
    is_here = Membership.objects.owned().filter(pk=membership.pk).exists()
    must(rules.why_not_end(own=is_own, gone=not is_here, leads=leads(by)))
    told = f"{account.name}, {membership.kind.name}"
    history.note(
        "end-access", membership, by=by, at=at, changes={"role": [membership.role, ""]}, reason=told
    )
    membership.delete()
    links.withdraw(_back_doors(account), by=by, at=at)
    links.withdraw(NewAddress.living().filter(account=account), by=by, at=at)
    if not memberships_of(account):
        _shut(account, at)
    return account


def hold_house() -> None:
    """Who is let in and who goes out of the present organisation is decided one at a time."""
    list(Organisation.objects.select_for_update(no_key=True).filter(pk=current()))


def leads(by: Actor) -> bool:
    """Whether they still may: two leaders could otherwise end each other, and leave no one."""
    if isinstance(by, CommandLine):
        return True
    roles = Membership.objects.owned().filter(account_id=by.actor_id, account__is_active=True)
    return any(role.may(Area.STAFF, Level.WRITE) for role in roles)


def _back_doors(account: Account) -> OwnedQuerySet[Invitation]:
    """Invitations by which somebody could come in again, themselves or as somebody else."""
    own = Q(sent_to=account.email)
    return Invitation.living().filter(own if leads(account) else own | Q(asked_by=account))


def _shut(account: Account, at: datetime) -> None:
    """Nobody signs in with it, and what recognised them is gone at once."""
    account.is_active, account.ended_on, account.ended_in_id = False, clock.local_day(at), current()
    account.set_unusable_password()
    account.save(update_fields=["is_active", "ended_on", "ended_in", "password"])
    Authenticator.objects.filter(user=account).delete()
    ScreenPin.objects.filter(account=account).delete()


def let_go(accounts: Any, at: datetime) -> int:
    """A year after: the mail address goes, the name stays beside what they wrote; how many."""
    done = 0
    for account in accounts:
        release_address(account)
        done += 1
    return done
