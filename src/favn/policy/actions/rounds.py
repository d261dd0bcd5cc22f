"""The verbs of the yearly round: open, draft, hand in, ask, close, treat; and committees' words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from favn.kit import clock, history
from favn.kit.history import Actor
from favn.kit.refusals import Conflict, insert, must, standing
from favn.kit.tenancy import current
from favn.people.accounts import links, mail
from favn.people.accounts.choices import Ended
from favn.people.organisations.models import Unit
from favn.policy import queries, rules
from favn.policy.actions.letters import question_letter
from favn.policy.actions.statuses import (
    Saying,
    insert_first,
    say,
    still_open,
    wrote_meanwhile,
)
from favn.policy.choices import Section, Status
from favn.policy.models import (
    AnswerLink,
    CommitteeStep,
    Initiative,
    Plan,
    Statement,
    StatusDraft,
    StatusQuestion,
    StatusRound,
    StatusText,
)


@transaction.atomic
def open_round(
    *,
    id: UUID,
    plan: Plan,
    year: int,
    last_day: date,
    committees: Sequence[Unit],
    by: Actor,
    at: datetime,
) -> StatusRound:
    """Ask every office for a status of a year, once per `id`; `committees` in their order.

    Raises Refused, Taken.
    """
    row = StatusRound(id=id, organisation_id=current(), plan=plan, year=year, opened_at=at)
    row.deadline = clock.end_of(last_day)
    if stands := standing(row):
        return stands
    must(_why_not_open(row, last_day, at))
    try:
        stands = insert(row)
    except Conflict:
        must(_why_not_open(row, last_day, at))
        raise
    if stands:
        return stands
    for position, unit in enumerate(committees, start=1):
        step = CommitteeStep(organisation_id=current(), round=row, unit=unit, position=position)
        step.save(force_insert=True)
    history.note("open", row, by=by, at=at)
    return row


def _why_not_open(row: StatusRound, last_day: date, at: datetime) -> str | None:
    is_open = queries.round_of(row.plan, row.year) is not None
    years = (row.plan.first_year, row.plan.last_year)
    return rules.why_not_open_round(row.year, years, last_day, at.date(), is_open=is_open)


@dataclass(frozen=True, slots=True)
class Draft:
    """What is in the fields. `version` is the draft's as shown, 0 before there was one."""

    status: str
    text: str
    version: int
    who: str = ""


@transaction.atomic
def keep_draft(
    *, round: StatusRound, initiative: Initiative, draft: Draft, by: Actor, at: datetime
) -> StatusDraft:
    """Keep what an office has begun to write. Raises Refused, Conflict."""
    must(rules.why_not_into_merged(initiative.merged_into_id is not None))
    still_open(round.plan_id, round.year)
    stands = StatusDraft.objects.owned().filter(round=round, initiative=initiative).first()
    if stands and (stands.status, stands.text) == (draft.status, draft.text):
        return stands
    if (stands.version if stands else 0) != draft.version:
        raise Conflict(_drafted_meanwhile(stands))
    who = draft.who or by.actor_label
    values = {"status": draft.status, "text": draft.text, "saved_at": at, "saved_by": who}
    if stands is None:
        row = StatusDraft(organisation_id=current(), round=round, initiative=initiative, **values)
        insert_first(row, _drafted_meanwhile(None))
        return row
    rows = StatusDraft.objects.owned().filter(pk=stands.pk, version=stands.version)
    if not rows.update(**values, version=stands.version + 1):
        raise Conflict(_drafted_meanwhile(stands))
    stands.refresh_from_db()
    return stands


def _drafted_meanwhile(stands: StatusDraft | None) -> str:
    who = stands.saved_by if stands else _("En anden")
    return _(
        "%(who)s har skrevet i kladden imens. Din tekst står stadig i feltet. Se, hvad der står"
        " nu, og gem igen, hvis din tekst skal gælde."
    ) % {"who": who}


@transaction.atomic
def hand_in(
    *,
    round: StatusRound,
    initiative: Initiative,
    saying: Saying,
    drafted: int,
    by: Actor,
    at: datetime,
) -> StatusText:
    """The office's answer; its draft is done with, and a waiting question is answered.

    `drafted` is the draft's version as shown. Raises Refused, and Conflict also where a colleague
    has written on in the draft, for those words would be gone.
    """
    must(rules.why_not_give(saying.status, saying.text))
    text = say(initiative=initiative, year=round.year, saying=saying, by=by, at=at)
    drafts = StatusDraft.objects.owned().filter(round=round, initiative=initiative)
    _must_not_lose(drafts.first(), saying, drafted, by)
    drafts.delete()
    waiting = StatusQuestion.objects.owned().filter(round=round, initiative=initiative)
    waiting.filter(answered_at=None).update(answered_at=at)
    return text


def _must_not_lose(draft: StatusDraft | None, saying: Saying, drafted: int, by: Actor) -> None:
    """A draft that moved is a colleague's, or one's own page that saved itself a moment before."""
    if draft is None or draft.version == drafted or draft.text == saying.text:
        return
    if draft.saved_by != (saying.who or by.actor_label):
        raise Conflict(_drafted_meanwhile(draft))


@transaction.atomic
def ask_office(
    *, id: UUID, round: StatusRound, initiative: Initiative, question: str, by: Actor, at: datetime
) -> StatusQuestion:
    """Ask about what was handed in, once per `id`; it is mailed where the office has a link.

    The letter leaves with `mail.leave`. Raises Refused, Taken.
    """
    row = StatusQuestion(id=id, organisation_id=current(), round=round, initiative=initiative)
    row.question, row.asked_at, row.asked_by = question, at, by.actor_label
    if stands := standing(row):
        return stands
    still_open(round.plan_id, round.year)
    owed = queries.owed_of(round, initiative)
    given = owed.text is not None and not owed.text.is_inferred
    must(rules.why_not_question(given, owed.question is not None))
    if link := _link_of(round, initiative, at):
        row.carry(question_letter(link, row, at))
    if stands := insert(row):
        mail.drop([row], at=at)
        return stands
    history.note("question", initiative, by=by, at=at)
    return row


def _link_of(round: StatusRound, initiative: Initiative, at: datetime) -> AnswerLink | None:
    """The link that works at the office of an initiative."""
    rows = AnswerLink.living().filter(round=round, unit=initiative.owner)
    return next((link for link in rows if not link.why_ended(at)), None)


@transaction.atomic
def close_round(*, round: StatusRound, by: Actor, at: datetime) -> StatusRound:
    """Freeze what every office said, with the accepted counts; closed twice is closed.

    Links stop working and drafts are thrown away. Raises Refused where a status is missing.
    """
    row = StatusRound.objects.owned().select_for_update().get(pk=round.pk)
    if row.is_closed:
        return row
    must(rules.why_not_close(queries.lacking(row)))
    row.frozen = queries.lines_to_freeze(row, at.date())
    row.fingerprint = queries.digest(row.frozen)
    row.closed_at, row.closed_by = at, by.actor_label
    row.save(update_fields=["frozen", "fingerprint", "closed_at", "closed_by"])
    links.end(AnswerLink.living().filter(round=row), Ended.WITHDRAWN, at=at)
    StatusDraft.objects.owned().filter(round=row).delete()
    history.note("close", row, by=by, at=at)
    return row


@transaction.atomic
def write_statement(
    *,
    round: StatusRound,
    unit: Unit,
    sections: dict[Section, str],
    version: int,
    by: Actor,
    at: datetime,
) -> Statement:
    """A committee's four sections; `version` as shown, 0 before there was one.

    Raises Refused, Conflict.
    """
    still_open(round.plan_id, round.year)
    stands = queries.statements_of(round).get(unit.pk)
    if stands and all(getattr(stands, s.value) == text for s, text in sections.items()):
        return stands
    if (stands.version if stands else 0) != version:
        raise Conflict
    values: dict[str, object] = {s.value: text for s, text in sections.items()}
    values |= {"written_at": at, "written_by": by.actor_label}
    if stands is None:
        row = Statement(organisation_id=current(), round=round, unit=unit, **values)
        insert_first(row, wrote_meanwhile(None))
        history.note("write", row, by=by, at=at)
        return row
    rows = Statement.objects.owned().filter(pk=stands.pk, version=version)
    if not rows.update(**values, version=version + 1):
        raise Conflict
    history.note("write", stands, by=by, at=at)
    stands.refresh_from_db()
    return stands


def saying_of(draft: Draft, version: int) -> Saying:
    """What is handed in, from the same fields as a draft; `version` is the text's as shown."""
    return Saying(Status(draft.status), draft.text, version, draft.who)
