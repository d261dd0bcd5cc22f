"""The association's verbs: keep a draft, approve and send, take back with a reason."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from django.db import transaction
from django.utils.translation import gettext as _

from favn.kit import figures, history
from favn.kit.figures import Value
from favn.kit.history import Actor
from favn.kit.refusals import Conflict, insert, must
from favn.kit.tenancy import current
from favn.policy import queries, rules
from favn.policy.choices import Shown, Stage, State
from favn.policy.models import Count, CountDuty, CountLine, CountSending
from favn.policy.queries import Standing
from favn.statistics.figures import Period


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stood on the page: the count's version (0: none yet), and figure → number seen."""

    version: int
    seen: Mapping[str, int | None]
    approved: Collection[str]
    note: str = ""


def send(
    *, id: UUID, duty: CountDuty, period: Period, sheet: Sheet, by: Actor, at: datetime
) -> Count:
    """Send a quarter's numbers as they were seen, each approved by the one who sends.

    `id` is the form's own: the same form twice is sent once. Raises Refused, and Conflict where
    a number moved or somebody else saved meanwhile.
    """
    if sent := _sent_before(id, duty, period):
        return sent
    # Outside the transaction: refreshing the store waits for other readers, and these may wait
    # for the database's writer queue.
    live = queries.live_values(duty, period)
    must(
        rules.why_not_approve(
            [str(v.figure.title) for v in live if v.figure.id not in sheet.approved]
        )
    )
    _unmoved(live, sheet.seen)
    with transaction.atomic():
        before = queries.standing_of(duty, period, at.date())
        _may_send(before, duty, period, live, at)
        count = _row(duty, period)
        _change(
            count,
            version=sheet.version,
            state=State.SENT,
            through=rules.through(period, at.date()),
            note="",
            sent_at=at,
            sent_by=by.actor_label,
        )
        _write_sending(id, count, sheet.note, by=by, at=at)
        _write_lines(id, count, live, by=by, at=at)
        history.note("send", count, by=by, at=at, changes=_changes(before, count, live))
    return count


def _line_id(id: UUID, duty: CountDuty, period: Period, figure: str) -> UUID:
    """The same for the same form, number and quarter, so that a second sending is recognised."""
    return uuid5(id, f"{duty.pk}/{period}/{figure}")


def _sent_before(id: UUID, duty: CountDuty, period: Period) -> Count | None:
    """The count this very form made, where it comes a second time."""
    keys = [_line_id(id, duty, period, figure) for figure in duty.figures]
    line = CountLine.objects.owned().filter(pk__in=keys).select_related("count").first()
    return line.count if line else None


def _unmoved(live: list[Value], seen: Mapping[str, int | None]) -> None:
    """Raise Conflict with old and new where a number is not what was shown."""
    moved = [v for v in live if v.figure.id not in seen or seen[v.figure.id] != v.total]
    if moved:
        told = " ".join(_then_and_now(value, seen.get(value.figure.id)) for value in moved)
        raise Conflict(
            _("Intet er sendt, for tallene har flyttet sig, siden du så dem. %(told)s")
            % {"told": told}
        )


def _then_and_now(value: Value, then: int | None) -> str:
    words = {
        "title": value.figure.title,
        "then": "–" if then is None else then,
        "now": "–" if value.total is None else value.total,
    }
    return _("%(title)s: du så %(then)s, nu er der %(now)s.") % words


def _may_send(
    before: Standing | None, duty: CountDuty, period: Period, live: list[Value], at: datetime
) -> None:
    stage = before.stage if before else Stage.OWED
    ended = duty.stopped_at is not None
    must(rules.why_not_send(stage, period, today=at.date(), ended=ended))
    if before and before.count:
        reaches = before.count.through != rules.through(period, at.date())
        moved = any(m.then != m.now for m in queries.differences(before.sent, live))
        must(rules.why_not_correct(stage, differs=moved or reaches))


def _row(duty: CountDuty, period: Period) -> Count:
    """The quarter's row, made where it is the first time anything is kept."""
    own = Count.objects.owned().filter(duty=duty, year=period.year, quarter=period.number).first()
    if own:
        return own
    count = Count(
        id=duty.count_id(period),
        organisation_id=current(),
        addressed_to_id=duty.organisation_id,
        duty=duty,
        year=period.year,
        quarter=period.number,
    )
    return insert(count) or count


def _change(count: Count, *, version: int, **values: Any) -> None:
    """Write the values if the count is still at the version that was shown. Raises Conflict."""
    rows = Count.objects.owned().filter(pk=count.pk, version=version)
    if not rows.update(**values, version=version + 1):
        raise Conflict(
            _("En anden har gemt optællingen imens. Se, hvad der står nu, og prøv igen.")
        )
    for name, value in values.items():
        setattr(count, name, value)
    count.version = version + 1


def _write_sending(id: UUID, count: Count, note: str, *, by: Actor, at: datetime) -> None:
    """The words that go with this version; those of earlier ones stay where they were said."""
    before = CountSending.objects.owned().filter(count=count).count()
    CountSending(
        id=_line_id(id, count.duty, count.period, "sending"),
        organisation_id=count.organisation_id,
        addressed_to_id=count.addressed_to_id,
        count=count,
        version=count.version,
        number=before + 1,
        note=note,
        at=at,
        by=by.actor_label,
    ).save(force_insert=True)


def _write_lines(id: UUID, count: Count, live: list[Value], *, by: Actor, at: datetime) -> None:
    """One line per number, and one in the ledger of what left the house."""
    purpose = f"{count.duty.organisation.name}, {count.duty}"[:200]
    for value in live:
        release = figures.release(value, at=at, purpose=purpose)
        CountLine(
            id=_line_id(id, count.duty, count.period, value.figure.id),
            organisation_id=count.organisation_id,
            addressed_to_id=count.addressed_to_id,
            count=count,
            version=count.version,
            figure=value.figure.id,
            value=value.total,
            snapshot=value.snapshot,
            as_of=value.as_of,
            through=rules.through(count.period, at.date()),
            approved_at=at,
            approved_by=by.actor_label,
            release_id=release.pk,
        ).save(force_insert=True)


def _changes(before: Standing | None, count: Count, live: list[Value]) -> dict[str, Any]:
    """What history keeps: the numbers before and after, and how far they reach."""
    then = {n.figure.id: n.value for n in before.sent} if before else {}
    reached = before.count.through if before and before.count else None
    return {
        "values": [then, {value.figure.id: value.total for value in live}],
        "through": [str(reached or ""), str(count.through)],
    }


@transaction.atomic
def save_draft(
    *, duty: CountDuty, period: Period, version: int, note: str, by: Actor, at: datetime
) -> Count:
    """Keep the note to the municipality, which sees none of it yet. Raises Refused, Conflict."""
    before = queries.standing_of(duty, period, at.date())
    stage = before.stage if before else Stage.OWED
    must(rules.why_not_send(stage, period, today=at.date(), ended=duty.stopped_at is not None))
    must(rules.why_not_draft(stage))
    count = _row(duty, period)
    if count.version and count.note == note and stage == Stage.DRAFT:
        return count
    _change(count, version=version, state=State.DRAFT, note=note)
    history.note("draft", count, by=by, at=at)
    return count


@transaction.atomic
def withdraw(*, count: Count, version: int, reason: str, by: Actor, at: datetime) -> Count:
    """Take a sent count back: the municipality keeps only when and why. Raises Refused, Conflict.

    The same form twice withdraws once.
    """
    standing = queries.standing_of(count.duty, count.period, at.date())
    row = standing.count if standing else None
    if row and (row.withdrawn_version, row.withdrawn_reason) == (version, reason) and version:
        return row
    must(rules.why_not_withdraw(standing.stage if standing else Stage.OWED))
    _change(
        count,
        version=version,
        state=State.WITHDRAWN,
        note="",
        withdrawn_at=at,
        withdrawn_by=by.actor_label,
        withdrawn_reason=reason,
        withdrawn_version=version,
    )
    for rows in (CountLine.objects, CountSending.objects):
        rows.owned().filter(count=count).update(shown=Shown.NO)
    changes = {"state": [str(State.SENT), str(State.WITHDRAWN)]}
    history.note("withdraw", count, by=by, at=at, changes=changes, reason=reason)
    return count
