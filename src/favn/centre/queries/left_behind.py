"""What those who left the house carried: for whoever leads, without a name or a word of a person.

Left is also who has another role here now that no longer carries it. A case is given on from its
own page, which a leader opens with a reason; a task in a colleague's case is taken over by that
colleague, a duty by a colleague of health.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import F, Q, QuerySet

from favn.centre.choices import Booking, CaseKind
from favn.centre.models import Appointment, Case, Task
from favn.people.accounts.models import Account
from favn.people.accounts.queries import able_here, colleagues_able
from favn.people.accounts.roles import Area
from favn.people.referrals.models import Referral
from favn.people.referrals.queries import left_to_ask


@dataclass(frozen=True, slots=True)
class Left:
    """What one who left carried: open cases, tasks in none and in others' cases, people whom a
    colleague sent to them, and times nobody has answered.
    """

    account: Account
    cases: list[Case]
    tasks: list[Task]
    beside: list[Task]
    sent: list[Referral]
    times: list[Appointment]


def left_behind(but: Collection[UUID] = ()) -> list[Left]:
    """Everybody who left and still stands on something open, by name; `but` the referrals that go
    along with what they carried in another room.
    """
    cases, health = _left_cases(), able_here(Area.HEALTH)
    tasks = _gone(_loose_tasks(), "owner", health)
    beside = _gone(_tasks_beside(), "owner", able_here(Area.CASES))
    sent = list(left_to_ask().exclude(pk__in=but))
    booked = Appointment.objects.owned().filter(state=Booking.BOOKED)
    times = _gone(booked.select_related("duty"), "duty__who", health)
    whose = {row.owner for row in (*cases, *tasks, *beside)} | {row.to for row in sent if row.to}
    whose |= {row.duty.who for row in times}
    return [
        Left(
            one,
            [row for row in cases if row.owner_id == one.pk],
            [row for row in tasks if row.owner_id == one.pk],
            [row for row in beside if row.owner_id == one.pk],
            [row for row in sent if row.to_id == one.pk],
            [row for row in times if row.duty.who_id == one.pk],
        )
        for one in by_name(whose)
    ]


def _gone(rows: QuerySet[Any], whose: str, able: set[UUID]) -> list[Any]:
    """Those rows that belong to nobody who is here and may carry them."""
    return list(rows.exclude(**{f"{whose}__in": able}).select_related(whose))


def _left_cases() -> list[Case]:
    """Open cases nobody carries; a legal one is carried only with law in the role."""
    able = able_here(Area.CASES)
    carried = Q(owner__in=able) & (~Q(kind=CaseKind.LEGAL) | Q(owner__in=able_here(Area.LAW)))
    rows = Case.objects.owned().filter(closed_at=None).exclude(carried)
    return list(rows.select_related("owner"))


def _tasks_beside() -> QuerySet[Task]:
    """Open tasks in a case that somebody else has; those in one's own go with the case."""
    rows = Task.objects.owned().filter(done_at=None, case__isnull=False)
    return rows.exclude(owner=F("case__owner"))


def _loose_tasks() -> QuerySet[Task]:
    return Task.objects.owned().filter(case=None, done_at=None)


def by_name(accounts: Iterable[Account]) -> list[Account]:
    """People in the order one looks for them."""
    return sorted(accounts, key=lambda account: account.name.casefold())


def tasks_left_by(account: Account) -> QuerySet[Task]:
    """The open tasks in no case of somebody who left; none of those who still work with health."""
    return _loose_tasks().filter(owner=account).exclude(owner__in=able_here(Area.HEALTH))


def takers() -> list[Account]:
    """Who may take over a task in no case: those who work with health, by name."""
    return colleagues_able(Area.HEALTH)
