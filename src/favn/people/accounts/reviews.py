"""The weekly look at the log: what stands out, a sample nobody chooses, and a decision to each.

Kerteminde Kommune was criticised (Datatilsynet 2023-423-0019) for looking only on suspicion. The
sample of a week follows from the host's secret, so nobody can draw again until it is pleasant.
"""

import hashlib
from collections import Counter, OrderedDict, defaultdict, deque
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from favn.kit.clock import end_of
from favn.kit.tenancy import current
from favn.people.accounts.choices import Look
from favn.people.accounts.models import LookedAt, Lookup, LookupReview

DRAWN = 20
"""Look-ups of each week that are drawn, whatever they are."""
QUOTA = 12
"""Look-ups of each week shown for one reason, at most: no reason crowds another out."""
NIGHT = (22, 6)
MANY = 60
"""Different persons one account opened within an hour, from which on it stands out."""
HOUR = timedelta(hours=1)
BEYOND, REFUSED, BY_NIGHT, TOO_MANY, BY_LOT = (
    _("Åbnet uden for egen adgang"), _("Forsøg, der blev afvist"), _("Om natten"),
    _("Mange på kort tid"), _("Trukket tilfældigt"),
)  # fmt: skip
Why = str | Promise


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
    wanted = _wanted(monday)
    rows = Lookup.objects.owned().select_related("review", "opening").prefetch_related("persons")
    found = {row.pk: row for row in rows.filter(pk__in=wanted)}
    return [
        Drawn(found[pk], str(why), getattr(found[pk], "review", None))
        for pk, why in wanted.items()
        if pk in found
    ]


_DRAWN: OrderedDict[tuple[object, ...], dict[UUID, Why]] = OrderedDict()
"""Weeks that were drawn before, by house, week, and how many look-ups there were."""
WEEKS_KEPT = 500


def _wanted(monday: date) -> dict[UUID, Why]:
    """Look-up → why it is looked at. Drawn once for as long as the week holds the same rows."""
    week = of_week(monday)
    key = (current(), monday, week.count(), settings.SECRET_KEY)
    if key not in _DRAWN:
        _DRAWN[key] = _drawn(monday)
        while len(_DRAWN) > WEEKS_KEPT:
            _DRAWN.popitem(last=False)
    return _DRAWN[key]


def _drawn(monday: date) -> dict[UUID, Why]:
    reasons = _standing_out(monday)
    keys = list(of_week(monday).order_by().values_list("pk", flat=True))
    lots = sorted(keys, key=lambda pk: _lot(monday, pk))[:DRAWN]
    return reasons | {pk: BY_LOT for pk in lots if pk not in reasons}


def _lot(monday: date, pk: UUID) -> str:
    text = f"{settings.SECRET_KEY}|{current()}|{monday}|{pk}"
    return hashlib.sha256(text.encode()).hexdigest()


def _standing_out(monday: date) -> dict[UUID, Why]:
    """Look-up → why it stands out, the gravest first. An opening stands once, however long."""
    rows = list(of_week(monday).order_by("at").only("id", "at", "actor_id", "status", "opening"))
    openings = {row.opening_id: row for row in reversed(rows) if row.opening_id}
    kinds: list[tuple[Why, list[Lookup]]] = [
        (BEYOND, [row for row in rows if row.opening_id and openings[row.opening_id] is row]),
        (REFUSED, [row for row in rows if row.status in {403, 404}]),
        (TOO_MANY, _many(rows, _persons_of(monday))),
        (BY_NIGHT, [row for row in rows if _is_night(row.at)]),
    ]
    reasons: dict[UUID, Why] = {}
    for why, found in kinds:
        new = [row for row in found if row.pk not in reasons]
        reasons |= {row.pk: why for row in _each_in_turn(new)[:QUOTA]}
    return reasons


def _each_in_turn(rows: list[Lookup]) -> list[Lookup]:
    """The first of every account, then the second: one who makes noise hides nobody."""
    so_far: Counter[UUID] = Counter()
    turns = []
    for row in rows:
        so_far[row.actor_id] += 1
        turns.append((so_far[row.actor_id], row))
    return [row for _turn, row in sorted(turns, key=lambda pair: pair[0])]


def _persons_of(monday: date) -> dict[UUID, set[UUID]]:
    """Look-up → the persons it showed."""
    found: dict[UUID, set[UUID]] = {}
    rows = LookedAt.objects.owned().filter(lookup__in=of_week(monday).order_by())
    for lookup, person in rows.values_list("lookup_id", "person_id"):
        found.setdefault(lookup, set()).add(person)
    return found


def _is_night(moment: datetime) -> bool:
    hour = timezone.localtime(moment).hour
    return hour >= NIGHT[0] or hour < NIGHT[1]


def _many(rows: list[Lookup], persons: dict[UUID, set[UUID]]) -> list[Lookup]:
    """The look-ups with which an account reached too many different persons within an hour."""
    recent: dict[UUID, deque[Lookup]] = defaultdict(deque)
    seen: dict[UUID, Counter[UUID]] = defaultdict(Counter)
    found = []
    for row in rows:
        line, many = recent[row.actor_id], seen[row.actor_id]
        while line and row.at - line[0].at >= HOUR:
            many -= Counter(persons.get(line.popleft().pk, ()))
        before = len(many)
        line.append(row)
        many.update(persons.get(row.pk, ()))
        if before < MANY <= len(many):
            found.append(row)
    return found


def overdue(today: date) -> list[date]:
    """Mondays of the last eight whole weeks with look-ups drawn and not all decided."""
    mondays = [week_of(today) - timedelta(weeks=back) for back in range(1, 9)]
    since = end_of(mondays[-1] - timedelta(days=1))
    rows = LookupReview.objects.owned().filter(lookup__at__gte=since)
    decided = set(rows.values_list("lookup_id", flat=True))
    return [monday for monday in mondays if _wanted(monday).keys() - decided]


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
