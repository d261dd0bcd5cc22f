"""The verbs of a case: opened, given to a colleague, closed; and of what is to be done in it."""

from datetime import date, datetime
from typing import Any, TypeVar
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from favn.centre.choices import CaseKind, Ending, Origin, Work
from favn.centre.models import Case, Task
from favn.centre.queries import cases as queries
from favn.centre.queries.left_behind import takers, tasks_left_by
from favn.centre.rules import cases as rules
from favn.kit import history
from favn.kit.refusals import Conflict, insert, must, standing
from favn.kit.tenancy import current
from favn.people.accounts.actions.handing_on import hand_on
from favn.people.accounts.models import Account, Membership
from favn.people.accounts.rules import why_not_given
from favn.people.persons import actions as persons
from favn.people.persons import rules as words
from favn.people.persons.choices import Tier
from favn.people.persons.models import Person

R = TypeVar("R", Case, Task)


def on_their_yes(person: Person, *, by: Account, at: datetime) -> None:
    """Go on only while the person says yes to a case; from a name they come to the step of a case.

    The step is a line of its own in history, and can be taken back. Raises Refused.
    """
    persons.held(person)
    now = Person.objects.owned().get(pk=person.pk)
    must(rules.why_not_open(now.tier, allowed=queries.is_allowed(now, at.date())))
    if now.tier != Tier.CASE:
        persons.raise_to_case(person=now, by=by, at=at)


def as_it_is(case: Case) -> Case:
    """The case as it stands now, ours until the end of the transaction.

    Whoever writes in it asks here whether it is closed, and not the page that they wrote on.
    """
    return Case.objects.owned().select_for_update(no_key=True).get(pk=case.pk)


@transaction.atomic
def open_case(
    *,
    id: UUID,
    person: Person,
    kind: CaseKind,
    origin: Origin,
    about: str,
    by: Membership,
    at: datetime,
) -> Case:
    """A case of one's own, once per `id`, in one's own team. Raises Refused, Taken."""
    row = Case(id=id, organisation_id=current(), person=person, kind=kind, origin=origin)
    row.about, row.owner, row.team = words.tidy(about), by.account, queries.team_of(by)
    row.opened_at, row.counted_as = at, person.counted_as
    row.year, row.month = at.year, at.month
    if stands := standing(row):
        return stands
    must(words.why_not_noted(row.about))
    on_their_yes(person, by=by.account, at=at)
    if stands := insert(row):
        return stands
    persons.met(person=person, at=at)
    history.note("open", row, by=by.account, at=at, changes={"origin": ["", origin]})
    return row


@transaction.atomic
def give_case(*, case: Case, version: int, to: Membership, by: Account, at: datetime) -> Case:
    """A colleague takes over, with their team and the open tasks of whoever had it or left the
    house. Raises Refused, Conflict.

    Where the leader gives it for somebody who is ill or gone, a draft of theirs stays their own.
    """
    drafts = queries.drafts_in(case, by)
    must(rules.why_not_give(closed=case.closed_at is not None, own_drafts=drafts))
    able = {one.account_id for one in queries.carriers(case)}
    must(rules.why_not_carry(able=to.account_id in able))
    before = case.owner
    _take(case, version)
    case.owner, case.team = to.account, queries.team_of(to)
    case.save(update_fields=["owner", "team"])
    Task.objects.owned().filter(case=case, done_at=None, owner=before).update(owner=to.account)
    queries.left_tasks(case).update(owner=to.account)
    history.note("give-case", case, by=by, at=at, changes={"owner": [before.name, to.account.name]})
    return case


@transaction.atomic
def close_case(*, case: Case, version: int, ending: Ending, by: Account, at: datetime) -> Case:
    """The case has ended, and how. Raises Refused, Conflict."""
    closed = case.closed_at is not None
    must(rules.why_not_close(closed))
    _take(case, version)
    must(rules.why_not_close(closed, *queries.left_open(case)))
    case.closed_at, case.ending = at, ending
    case.save(update_fields=["closed_at", "ending"])
    history.note("close-case", case, by=by, at=at)
    return case


@transaction.atomic
def reopen_case(*, case: Case, version: int, by: Account, at: datetime) -> Case:
    """It goes on after all, where the person still says yes to it. Raises Refused, Conflict."""
    if case.closed_at is None:
        return case
    persons.held(case.person)
    must(rules.why_not_note(allowed=queries.is_allowed(case.person, at.date())))
    _take(case, version)
    case.closed_at, case.ending = None, ""
    case.save(update_fields=["closed_at", "ending"])
    history.note("reopen", case, by=by, at=at)
    return case


def _take(row: R, version: int) -> None:
    """The row is ours until the end of the transaction, as it was seen. Raises Conflict."""
    rows: Any = type(row)._default_manager
    if not rows.owned().filter(pk=row.pk, version=version).update(version=version + 1):
        raise Conflict(_("En anden har ændret det imens. Se, hvad der står nu."))
    row.version = version + 1


# Tasks


@transaction.atomic
def add_task(
    *,
    id: UUID,
    person: Person,
    case: Case | None,
    kind: Work,
    what: str,
    due_on: date,
    by: Account,
    at: datetime,
) -> Task:
    """Something to be done before a day, once per `id`, while the person says yes to a case.

    Raises Refused, Taken.
    """
    row = Task(id=id, organisation_id=current(), person=person, case=case, kind=kind, owner=by)
    row.what, row.due_on, row.created_at = words.tidy(what), due_on, at
    if stands := standing(row):
        return stands
    persons.held(person)
    is_closed = case is not None and as_it_is(case).closed_at is not None
    must(
        rules.why_not_due(due_on, kind, today=at.date())
        or words.why_not_noted(row.what)
        or rules.why_not_write(closed=is_closed, allowed=queries.is_allowed(person, at.date()))
    )
    if stands := insert(row):
        return stands
    persons.met(person=person, at=at)
    history.note("add", row, by=by, at=at, changes={"due_on": ["", due_on.isoformat()]})
    return row


@transaction.atomic
def take_task(*, task: Task, by: Account, at: datetime) -> Task:
    """A task of somebody who left is one's own now; `task_with` says whose may be taken."""
    if task.owner_id == by.pk:
        return task
    before, task.owner = task.owner, by
    task.save(update_fields=["owner"])
    history.note("hand-on", task, by=by, at=at, changes={"owner": [before.name, by.name]})
    return task


@transaction.atomic
def finish_task(*, task: Task, by: Account, at: datetime) -> Task:
    """It is done; done twice is done."""
    if task.done_at:
        return task
    take_task(task=task, by=by, at=at)
    task.done_at = at
    task.save(update_fields=["done_at"])
    persons.met(person=task.person, at=at)
    history.note("done", task, by=by, at=at)
    return task


@transaction.atomic
def undo_task(*, task: Task, by: Account, at: datetime) -> Task:
    """It was not done after all, and waits again. Raises Refused where its case is closed."""
    if task.done_at is None:
        return task
    must(rules.why_not_change(closed=bool(task.case and as_it_is(task.case).closed_at)))
    task.done_at = None
    task.save(update_fields=["done_at"])
    history.note("reopen", task, by=by, at=at)
    return task


@transaction.atomic
def move_task(*, task: Task, version: int, due_on: date, by: Account, at: datetime) -> Task:
    """Another day. Raises Refused, Conflict."""
    must(rules.why_not_due(due_on, task.kind, today=at.date()))
    must(rules.why_not_move(done=task.done_at is not None))
    _take(task, version)
    take_task(task=task, by=by, at=at)
    before, task.due_on = task.due_on, due_on
    task.save(update_fields=["due_on"])
    changes = {"due_on": [before.isoformat(), due_on.isoformat()]}
    history.note("move", task, by=by, at=at, changes=changes)
    return task


@transaction.atomic
def give_tasks(*, left: Account, to: Account, by: Account, at: datetime) -> int:
    """The open tasks in no case of somebody who left go to a colleague; how many. Raises Refused.

    Whoever gives them reads no word of them.
    """
    must(rules.why_not_carry(able=to in takers()))
    number = hand_on(tasks_left_by(left), left=left, to=to, by=by, at=at)
    must(why_not_given(number))
    return number
