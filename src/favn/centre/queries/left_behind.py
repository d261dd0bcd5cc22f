"""What those who left the house carried: for whoever leads, without a name or a word of a person.

A case is given on from its own page, which a leader opens with a reason; a duty is taken over by a
colleague of health.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from favn.centre.choices import Booking
from favn.centre.models import Appointment, Case, Task
from favn.people.accounts.models import Account, Membership
from favn.people.accounts.queries import here
from favn.people.accounts.roles import Area, Level
from favn.people.referrals.models import Referral
from favn.people.referrals.queries import ON_THE_WAY


@dataclass(frozen=True, slots=True)
class Left:
    """What one who left carried: open cases, tasks in none, people sent to them, and times."""

    account: Account
    cases: list[Case]
    tasks: list[Task]
    sent: list[Referral]
    times: list[Appointment]


def left_behind(today: date) -> list[Left]:
    """Everybody who left and still stands on something open, by name."""
    cases = _gone(Case.objects.owned().filter(closed_at=None), "owner")
    tasks = _gone(_loose_tasks(), "owner")
    sent = _gone(Referral.objects.owned().filter(to__isnull=False, state__in=ON_THE_WAY), "to")
    ahead = Appointment.objects.owned().filter(state=Booking.BOOKED, duty__on__gte=today)
    times = _gone(ahead.select_related("duty"), "duty__who")
    whose = {row.owner for row in (*cases, *tasks)} | {row.to for row in sent if row.to}
    whose |= {row.duty.who for row in times}
    return [
        Left(
            one,
            [row for row in cases if row.owner_id == one.pk],
            [row for row in tasks if row.owner_id == one.pk],
            [row for row in sent if row.to_id == one.pk],
            [row for row in times if row.duty.who_id == one.pk],
        )
        for one in by_name(whose)
    ]


def _gone(rows: QuerySet[Any], whose: str) -> list[Any]:
    """Those rows that belong to nobody who is still here."""
    return list(rows.exclude(**{f"{whose}__in": here()}).select_related(whose))


def _loose_tasks() -> QuerySet[Task]:
    return Task.objects.owned().filter(case=None, done_at=None)


def by_name(accounts: Iterable[Account]) -> list[Account]:
    """People in the order one looks for them."""
    return sorted(accounts, key=lambda account: account.name.casefold())


def tasks_left_by(account: Account) -> QuerySet[Task]:
    """The open tasks in no case of somebody who left; none of those who are still here."""
    return _loose_tasks().filter(owner=account).exclude(owner__in=here())


def takers() -> list[Account]:
    """Who may take over a task in no case: those who work with health, by name."""
    rows = Membership.objects.owned().filter(account__is_active=True).select_related("account")
    return by_name({row.account for row in rows if row.may(Area.HEALTH, Level.WRITE)})
