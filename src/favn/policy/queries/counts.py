"""What is owed, sent, late and moved: duties by quarter, for whoever may see them.

Association: its own duties and counts, with live numbers. Municipality: what was sent to it;
an office only for initiatives it owns itself.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import TypeVar
from uuid import UUID

from django.db.models import QuerySet

from favn.kit import figures
from favn.kit.figures import Value
from favn.kit.records import ForeignTenant
from favn.kit.tenancy import current
from favn.people.accounts.models import Membership
from favn.people.accounts.roles import Area, Scope
from favn.people.organisations.choices import Kind
from favn.people.organisations.models import Organisation
from favn.policy import rules
from favn.policy.models import Count, CountAnswer, CountDuty, CountLine
from favn.policy.queries.standing import Number, Standing
from favn.statistics.figures import Edition, Period

R = TypeVar("R", CountLine, CountAnswer)


def duties_for(membership: Membership) -> QuerySet[CountDuty]:
    """The duties a membership may follow: addressed to it, or asked by it and in its scope."""
    own = membership.organisation_id
    rows = CountDuty.objects.get_queryset()
    if not membership.organisation.is_municipality:
        return rows.filter(addressed_to=own)
    rows = rows.filter(organisation=own)
    if membership.kind.scope(Area.COUNTS) == Scope.UNIT:
        return rows.filter(initiative__owner=membership.unit_id)
    return rows


def duty_with(pk: UUID, membership: Membership) -> CountDuty | None:
    """One duty the membership may follow, or None."""
    related = duties_for(membership).select_related("organisation", "addressed_to")
    return related.filter(pk=pk).first()


def standings(membership: Membership, today: date) -> list[Standing]:
    """Every begun quarter of every duty in view, newest quarter first, then by initiative."""
    duties = duties_for(membership).select_related("organisation", "addressed_to")
    found = standings_of(list(duties), today)
    return sorted(found, key=lambda s: (-s.period.year, -s.period.number, s.duty.number))


def standings_of(duties: list[CountDuty], today: date) -> list[Standing]:
    """The begun quarters of these duties; a stopped duty keeps only those that have a count."""
    keys = [duty.pk for duty in duties]
    counts = list(Count.objects.get_queryset().filter(duty__in=keys))
    by_place = {(count.duty_id, str(count.period)): count for count in counts}
    known = [count.pk for count in counts]
    lines = _by_count(CountLine.objects.get_queryset().filter(count__in=known))
    answers = _by_count(CountAnswer.objects.get_queryset().filter(count__in=known))
    every = []
    for duty in duties:
        for period in duty.quarters:
            count = by_place.get((duty.pk, str(period)))
            if _belongs(duty, period, count, today):
                pk = count.pk if count else None
                row = (count, lines.get(pk, ()), answers.get(pk, ()))
                every.append(Standing(duty, period, today, *row))
    return every


def _belongs(duty: CountDuty, period: Period, count: Count | None, today: date) -> bool:
    """A quarter that has begun; without a count only while the duty stands."""
    return rules.first_day(period) <= today and (count is not None or duty.stopped_at is None)


def _by_count(rows: Iterable[R]) -> dict[UUID | None, tuple[R, ...]]:
    grouped: defaultdict[UUID | None, list[R]] = defaultdict(list)
    for row in rows:
        grouped[row.count_id].append(row)
    return {key: tuple(group) for key, group in grouped.items()}


def standing_of(duty: CountDuty, period: Period, today: date) -> Standing | None:
    """One quarter of one duty, or None where the duty does not cover it or it has not begun."""
    found = standings_of([duty], today)
    return next((standing for standing in found if standing.period == period), None)


def late_counts(every: Iterable[Standing]) -> list[Standing]:
    """Whose count is past its deadline, by name of association, then initiative and quarter."""
    late = (standing for standing in every if standing.days_late)
    return sorted(late, key=lambda s: (s.duty.addressed_to.name, s.duty.number, s.quarter))


def associations() -> list[Organisation]:
    """Whom a municipality may ask: associations with accounts, by name."""
    return list(Organisation.objects.filter(is_tenant=True, kind=Kind.ASSOCIATION))


# Live numbers, for the association alone


def live_values(duty: CountDuty, period: Period) -> list[Value]:
    """What the asked figures are now. Raises ForeignTenant for anybody but who counted them."""
    if duty.addressed_to_id != current():
        raise ForeignTenant("Only the association itself may read its live numbers.")
    asked = [(figure, None) for figure in duty.figures]
    return figures.values(asked, duty.addressed_to_id, period, edition=Edition.FUNDER)


@dataclass(frozen=True, slots=True)
class Moved:
    """A number that is no longer what it was."""

    label: str
    then: int | None
    now: int | None


def differences(sent: Iterable[Number], live: Iterable[Value]) -> list[Moved]:
    """Every sent number beside what it is now, changed or not."""
    now = {value.figure.id: value.total for value in live}
    return [
        Moved(str(number.figure.title), number.value, now[number.figure.id])
        for number in sent
        if number.figure.id in now
    ]


def moved_since_sent(every: Iterable[Standing]) -> dict[tuple[UUID, str], list[Moved]]:
    """(duty, quarter) → numbers that changed after they were sent.

    The figures of one quarter are computed together; call it for the few quarters a page shows.
    """
    found: dict[tuple[UUID, str], list[Moved]] = {}
    sent = sorted((s for s in every if s.is_sent), key=lambda s: s.quarter)
    for _quarter, group in groupby(sent, key=lambda s: s.quarter):
        together = list(group)
        live = _live_together(together)
        for standing in together:
            rows = [m for m in differences(standing.sent, live) if m.then != m.now]
            if rows:
                found[(standing.duty.pk, standing.quarter)] = rows
    return found


def _live_together(together: list[Standing]) -> list[Value]:
    first = together[0]
    asked = dict.fromkeys(figure for s in together for figure in s.duty.figures)
    own = current()
    if any(s.duty.addressed_to_id != own for s in together):
        raise ForeignTenant("Only the association itself may read its live numbers.")
    questions = [(figure, None) for figure in asked]
    return figures.values(questions, own, first.period, edition=Edition.FUNDER)
