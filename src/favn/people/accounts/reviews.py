"""The weekly look at the log: what stands out, a sample nobody chooses, and a decision to each.

Kerteminde Kommune was criticised (Datatilsynet 2023-423-0019) for looking only on suspicion. The
sample of a week follows from the host's secret, so nobody can draw again until it is pleasant.
"""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from favn.kit.clock import end_of
from favn.kit.tenancy import current
from favn.people.accounts.choices import Look
from favn.people.accounts.models import Lookup, LookupReview

DRAWN = 20
"""Look-ups of each week that are drawn, whatever they are."""
RULES = 30
"""Look-ups of each week shown because they stand out, at most."""
NIGHT = (22, 6)
MANY = 60
"""Persons one account opened within an hour, from which on it stands out."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A look-up to look at, why it is here, and what was decided."""

    lookup: Lookup
    why: str
    review: LookupReview | None


def week_of(day: date) -> date:
    """The Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def of_week(monday: date) -> QuerySet[Lookup]:
    """The present organisation's look-ups of one week."""
    since, until = end_of(monday - timedelta(days=1)), end_of(monday + timedelta(days=6))
    return Lookup.objects.owned().filter(at__gte=since, at__lt=until)


def sample(monday: date) -> list[Drawn]:
    """What stands out first, then the draw; each look-up once. The same whenever it is asked."""
    reasons = _standing_out(monday)
    keys = list(of_week(monday).order_by().values_list("pk", flat=True))
    drawn = sorted(keys, key=lambda pk: _lot(monday, pk))[:DRAWN]
    wanted = [*list(reasons)[:RULES], *(pk for pk in drawn if pk not in reasons)]
    rows = Lookup.objects.owned().select_related("review", "opening").prefetch_related("persons")
    found = {row.pk: row for row in rows.filter(pk__in=wanted)}
    return [
        Drawn(
            found[pk], reasons.get(pk, _("Trukket tilfældigt")), getattr(found[pk], "review", None)
        )
        for pk in wanted
    ]


def _lot(monday: date, pk: UUID) -> str:
    text = f"{settings.SECRET_KEY}|{current()}|{monday}|{pk}"
    return hashlib.sha256(text.encode()).hexdigest()


def _standing_out(monday: date) -> dict[UUID, str]:
    """Look-up → why it stands out, the gravest first."""
    rows = list(of_week(monday).order_by("at").only("id", "at", "actor_id", "status", "opening"))
    reasons: dict[UUID, str] = {}
    for row in rows:
        if row.opening_id:
            reasons[row.pk] = _("Åbnet uden for egen adgang")
    for row in rows:
        if row.status in {403, 404}:
            reasons.setdefault(row.pk, _("Forsøg, der blev afvist"))
    for row in rows:
        if _is_night(row.at):
            reasons.setdefault(row.pk, _("Om natten"))
    for pk in _many(rows):
        reasons.setdefault(pk, _("Mange på kort tid"))
    return reasons


def _is_night(moment: datetime) -> bool:
    hour = timezone.localtime(moment).hour
    return hour >= NIGHT[0] or hour < NIGHT[1]


def _many(rows: list[Lookup]) -> list[UUID]:
    """The look-up with which an account reached too many within the last hour."""
    recent: dict[UUID, list[datetime]] = {}
    found = []
    for row in rows:
        before = [at for at in recent.get(row.actor_id, []) if row.at - at < timedelta(hours=1)]
        recent[row.actor_id] = [*before, row.at]
        if len(before) + 1 == MANY:
            found.append(row.pk)
    return found


def overdue(today: date) -> list[date]:
    """Mondays of the last eight whole weeks with look-ups drawn and not all decided."""
    mondays = [week_of(today) - timedelta(weeks=back) for back in range(1, 9)]
    return [monday for monday in mondays if any(d.review is None for d in sample(monday))]


def chosen(
    *, kind: str = "", who: UUID | None = None, person: UUID | None = None
) -> QuerySet[Lookup]:
    """The present organisation's look-ups, newest first, by what is chosen."""
    rows = Lookup.objects.owned().select_related("opening").prefetch_related("persons")
    if kind in Look.values:
        rows = rows.filter(kind=kind)
    if who:
        rows = rows.filter(actor_id=who)
    if person:
        rows = rows.filter(persons__person_id=person)
    return rows
