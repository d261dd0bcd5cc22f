"""A number as it was sent: for the municipality the only reading, for the association the trail."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import F, QuerySet

from favn.kit.tenancy import current
from favn.people.accounts.models import Membership
from favn.policy.choices import State, Verdict
from favn.policy.models import CountAnswer, CountLine
from favn.policy.queries.counts import duties_for
from favn.statistics.figures import Period


@dataclass(frozen=True, slots=True)
class SentLine:
    """One sent number with what it rested on, and the municipality's last acceptance of it.

    `accepted_value` may differ from `value` while a correction waits for an answer.
    """

    value: int | None
    snapshot: str
    as_of: datetime
    through: date
    is_final: bool
    sent_at: datetime
    sent_by: str
    municipality: str
    number: int
    title: str
    duty_id: UUID
    quarter: str
    accepted_value: int | None
    accepted_at: datetime | None
    accepted_by: str


def sent_line(
    *,
    figure: str,
    organisation_slug: str,
    period: str,
    membership: Membership,
    initiative: int | None = None,
) -> SentLine | None:
    """The last number of an association that was sent to the acting municipality, or None.

    One number may be sent to several initiatives and answered differently there; `initiative`
    is the number of the one that is meant. An office gets it only where one of its own
    initiatives asked for it.
    """
    rows = _standing_lines(figure, period).filter(
        organisation__slug=organisation_slug, count__duty__in=duties_for(membership)
    )
    meant = rows.filter(count__duty__number=initiative) if initiative else rows
    return next(iter(_told(meant[:1] or rows[:1])), None)


def sent_where(*, figure: str, period: str) -> list[SentLine]:
    """Where the acting association's own number was sent and still stands, newest first."""
    return _told(_standing_lines(figure, period).filter(organisation=current()))


def _standing_lines(figure: str, period: str) -> QuerySet[CountLine]:
    """Lines of the version that stands, newest first; only quarters are ever sent."""
    asked = Period.parse(period)
    rows = CountLine.objects.get_queryset()
    if asked.kind != "quarter":
        return rows.none()
    return (
        rows.filter(figure=figure, count__year=asked.year, count__quarter=asked.number)
        .filter(version=F("count__version"), count__state=State.SENT)
        .select_related("count__duty__organisation")
        .order_by("-approved_at")
    )


def _told(rows: Iterable[CountLine]) -> list[SentLine]:
    lines = list(rows)
    answers = CountAnswer.objects.get_queryset().filter(
        count__in=[line.count_id for line in lines], verdict=Verdict.ACCEPTED
    )
    accepted: dict[UUID, CountAnswer] = {}
    for answer in answers.order_by("count_version"):
        accepted[answer.count_id] = answer
    return [_one(line, accepted.get(line.count_id)) for line in lines]


def _one(line: CountLine, answer: CountAnswer | None) -> SentLine:
    count, duty = line.count, line.count.duty
    if answer and answer.count_version <= count.withdrawn_version:
        answer = None
    kept = answer.values.get(line.figure, {}) if answer else {}
    return SentLine(
        value=line.value,
        snapshot=line.snapshot,
        as_of=line.as_of,
        through=line.through,
        is_final=count.is_final,
        sent_at=line.approved_at,
        sent_by=line.approved_by,
        municipality=duty.organisation.name,
        number=duty.number,
        title=duty.title,
        duty_id=duty.pk,
        quarter=str(count.period),
        accepted_value=kept.get("value"),
        accepted_at=answer.at if answer else None,
        accepted_by=answer.by if answer else "",
    )
