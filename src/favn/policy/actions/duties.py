"""The municipality's verbs about counts: ask, stop asking, accept, ask back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from favn.kit import history
from favn.kit.figures import figure_with
from favn.kit.history import Actor
from favn.kit.refusals import Conflict, Taken, insert, must
from favn.kit.tenancy import current
from favn.people.organisations.models import Organisation
from favn.policy import queries, rules
from favn.policy.choices import Stage, Verdict
from favn.policy.models import Count, CountAnswer, CountDuty, CountLine, Initiative
from favn.policy.queries import Standing
from favn.statistics.figures import Figure, Period


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked for: figure ids, first and last quarter, days after the quarter's end."""

    figures: Sequence[str]
    first: Period
    last: Period
    deadline_days: int = 20


@transaction.atomic
def ask_for_count(
    *,
    id: UUID,
    initiative: Initiative,
    association: Organisation,
    wish: Wish,
    by: Actor,
    at: datetime,
) -> CountDuty:
    """Ask an association for figures each quarter from first to last, once per `id`.

    Raises Refused, and FigureError where a figure does not exist.
    """
    must(rules.why_not_ask([figure_with(figure) for figure in wish.figures]))
    must(rules.why_not_span(wish.first, wish.last))
    if not CountDuty.objects.owned().filter(pk=id).exists():
        must(rules.why_not_ask_again(_asked_already(initiative, association, wish)))
    duty = CountDuty(
        id=id,
        organisation_id=current(),
        addressed_to=association,
        initiative=initiative,
        number=initiative.number,
        title=initiative.title,
        figures=list(wish.figures),
        first_quarter=str(wish.first),
        last_quarter=str(wish.last),
        deadline_days=wish.deadline_days,
        asked_at=at,
    )
    if stands := insert(duty):
        return stands
    history.note("ask", duty, by=by, at=at, changes={"figures": [[], list(wish.figures)]})
    return duty


def _asked_already(initiative: Initiative, association: Organisation, wish: Wish) -> list[Figure]:
    """The wished figures that a running duty of the initiative asks for in the same quarters."""
    running = CountDuty.objects.owned().filter(
        initiative=initiative, addressed_to=association, stopped_at=None
    )
    wished = set(rules.quarters_between(wish.first, wish.last))
    asked = {f for duty in running if wished & set(duty.quarters) for f in duty.figures}
    return [figure_with(figure) for figure in wish.figures if figure in asked]


@transaction.atomic
def stop_asking(*, duty: CountDuty, by: Actor, at: datetime, reason: str) -> CountDuty:
    """Owe nothing more; what was sent stays. Raises Refused."""
    rows = CountDuty.objects.owned().filter(pk=duty.pk, stopped_at=None)
    if not rows.update(stopped_at=at):
        must(rules.why_not_stop(ended=True))
    duty.stopped_at = at
    history.note("stop", duty, by=by, at=at, reason=reason)
    return duty


def accept(*, id: UUID, count: Count, version: int, by: Actor, at: datetime) -> CountAnswer:
    """Accept the version that was shown and keep a copy of it. Raises Refused, Conflict."""
    return _answer(id, count, version, Verdict.ACCEPTED, "", by=by, at=at)


def ask_back(
    *, id: UUID, count: Count, version: int, question: str, by: Actor, at: datetime
) -> CountAnswer:
    """Ask the association about the version that was shown. Raises Refused, Conflict."""
    return _answer(id, count, version, Verdict.ASKED_BACK, question, by=by, at=at)


@transaction.atomic
def _answer(
    id: UUID,
    count: Count,
    version: int,
    verdict: Verdict,
    question: str,
    *,
    by: Actor,
    at: datetime,
) -> CountAnswer:
    """One answer to one version; the same form twice gives the answer that stands."""
    if stands := CountAnswer.objects.owned().filter(pk=id, count=count).first():
        return stands
    standing = queries.standing_of(count.duty, count.period, at.date())
    _still_there(standing, version)
    answer = CountAnswer(
        id=id,
        organisation_id=current(),
        addressed_to_id=count.organisation_id,
        count=count,
        count_version=version,
        verdict=verdict,
        question=question,
        values=_copy(count, version) if verdict == Verdict.ACCEPTED else {},
        at=at,
        by=by.actor_label,
    )
    _insert_first(answer)
    history.note(str(verdict), answer, by=by, at=at, changes={"version": [None, version]})
    return answer


def _still_there(standing: Standing | None, version: int) -> None:
    """Raise where the count is not at the version that was shown, or was answered meanwhile."""
    stage = standing.stage if standing else Stage.OWED
    if standing and standing.answer and standing.answer.count_version == version:
        raise Conflict(_already(standing.answer))
    if stage == Stage.SENT and standing and standing.version != version:
        raise Conflict(
            _("Foreningen har sendt nye tal, siden du åbnede siden. Se dem, og svar på dem.")
        )
    must(rules.why_not_answer(stage))


def _already(answer: CountAnswer) -> str:
    words = {"by": answer.by, "verdict": answer.get_verdict_display().lower()}
    return _("%(by)s har svaret imens: %(verdict)s. Se, hvad der står nu.") % words


def _insert_first(answer: CountAnswer) -> None:
    """Save the answer; a colleague's may have come a moment before. Raises Conflict, Taken."""
    try:
        with transaction.atomic():
            answer.save(force_insert=True)
    except IntegrityError as error:
        rows = CountAnswer.objects.owned().filter(count=answer.count_id)
        first = rows.filter(count_version=answer.count_version).first()
        if first is None:
            raise Taken(str(answer.pk)) from error
        raise Conflict(_already(first)) from error


def _copy(count: Count, version: int) -> dict[str, dict[str, object]]:
    """The municipality's own copy of what it accepts."""
    lines = CountLine.objects.get_queryset().filter(count=count, version=version)
    return {
        line.figure: {
            "value": line.value,
            "snapshot": line.snapshot,
            "as_of": line.as_of.isoformat(),
            "through": line.through.isoformat(),
        }
        for line in lines
    }
