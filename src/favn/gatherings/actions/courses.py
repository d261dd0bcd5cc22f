"""A course of subjects: made, run, joined, and gone through subject by subject."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid5

from django.db import transaction
from django.utils.translation import gettext as _

from favn.gatherings import queries
from favn.gatherings.models import Completed, Course, Gathering, Run, Subject, Taking
from favn.gatherings.rules import courses as rules
from favn.kit import clock, history
from favn.kit.history import Actor
from favn.kit.refusals import Conflict, Refused, insert, must, standing
from favn.kit.tenancy import current
from favn.people.organisations.models import Organisation


@dataclass(frozen=True, slots=True)
class Plan:
    """What came out of a subject: words, or a link to them."""

    text: str = ""
    link: str = ""


@transaction.atomic
def add_course(
    *, id: UUID, title: str, purpose: str, subjects: list[str], by: Actor, at: datetime
) -> Course:
    """A course with its subjects in order, once per `id`. Raises Refused, Taken."""
    row = Course(id=id, organisation_id=current(), title=title.strip(), purpose=purpose.strip())
    if stands := standing(row):
        return stands
    titles = Course.objects.owned().values_list("title", flat=True)
    if row.title.casefold() in {title.casefold() for title in titles}:
        raise Refused(_("“%(title)s” findes allerede.") % {"title": row.title})
    named = _each_once(subjects)
    must(rules.why_not_subjects(named))
    if stands := insert(row):
        return stands
    for rank, name in enumerate(named):
        Subject(
            id=uuid5(id, name), organisation_id=current(), course=row, title=name, rank=rank
        ).save(force_insert=True)
    history.note("add", row, by=by, at=at, changes={"title": ["", row.title]})
    return row


def _each_once(typed: list[str]) -> list[str]:
    """Titles in the order they were typed; one written twice stands where it came first."""
    first: dict[str, str] = {}
    for title in (" ".join(words.split()) for words in typed):
        first.setdefault(title.casefold(), title)
    return [title for title in first.values() if title]


@transaction.atomic
def add_subject(*, id: UUID, course: Course, title: str, by: Actor, at: datetime) -> Subject:
    """One more subject, last, once per `id`. Raises Refused, Taken."""
    row = Subject(id=id, organisation_id=current(), course=course, title=title.strip())
    row.added_on = clock.day_of(at)
    if stands := standing(row):
        return stands
    others = list(Subject.objects.owned().filter(course=course))
    if row.title.casefold() in {one.title.casefold() for one in others}:
        raise Refused(_("“%(title)s” findes allerede.") % {"title": row.title})
    row.rank = max((one.rank for one in others), default=-1) + 1
    if stands := insert(row):
        return stands
    history.note("add", row, by=by, at=at, changes={"title": ["", row.title]})
    return row


@transaction.atomic
def begin_run(
    *, id: UUID, course: Course, title: str, begins_on: date, gathering: Gathering | None,
    by: Actor, at: datetime,
) -> Run:  # fmt: skip
    """Give the course once more, once per `id`. Raises Taken."""
    row = Run(id=id, organisation_id=current(), course=course, title=title.strip())
    row.begins_on, row.gathering = begins_on, gathering
    if stands := insert(row):
        return stands
    history.note("add", row, by=by, at=at, changes={"title": ["", row.title]})
    return row


def _held(run: Run, version: int) -> Run:
    row = Run.objects.owned().select_for_update().get(pk=run.pk)
    if row.version != version:
        raise Conflict(_("En anden har rettet holdet imens. Se det nye, og ret igen."))
    row.version += 1
    return row


@transaction.atomic
def change_run(
    *, run: Run, version: int, title: str, begins_on: date, gathering: Gathering | None, by: Actor,
    at: datetime,
) -> Run:  # fmt: skip
    """Put its name, its first day or its meetings right. Raises Refused, Conflict."""
    row = _held(run, version)
    done = Completed.objects.owned().filter(taking__run=row).order_by("on").first()
    must(rules.why_not_begin(begins_on, done.on if done else None))
    must(rules.why_not_end(row.ended_on, begins_on) if row.ended_on else None)
    said = {"title": title.strip(), "begins_on": begins_on, "gathering": gathering}
    changes = {n: [str(getattr(row, n) or ""), str(value or "")] for n, value in said.items()
               if getattr(row, n) != value}  # fmt: skip
    for name, value in said.items():
        setattr(row, name, value)
    row.save(update_fields=[*said, "version"])
    history.note("change", row, by=by, at=at, changes=changes)
    return row


@transaction.atomic
def end_run(*, run: Run, on: date, by: Actor, at: datetime) -> Run:
    """The run is over; what was completed stands. Twice ends it once. Raises Refused."""
    row = Run.objects.owned().select_for_update().get(pk=run.pk)
    if row.ended_on:
        return row
    must(rules.why_not_end(on, row.begins_on))
    row.ended_on, row.version = on, row.version + 1
    row.save(update_fields=["ended_on", "version"])
    history.note("end", row, by=by, at=at)
    return row


@transaction.atomic
def join_run(*, run: Run, party: Organisation, on: date, by: Actor, at: datetime) -> Taking:
    """A party takes part; one that left comes back where it was. Raises Refused."""
    if run.ended_on:
        raise Refused(_("Holdet er sluttet. Begynd et nyt."))
    row = Taking(id=uuid5(run.pk, str(party.pk)), organisation_id=current(), run=run, party=party)
    row.joined_on = on
    if stands := insert(row):
        if stands.left_on:
            stands.left_on = None
            stands.save(update_fields=["left_on"])
            history.note("join", stands, by=by, at=at)
        return stands
    history.note("join", row, by=by, at=at)
    return row


@transaction.atomic
def leave_run(*, taking: Taking, on: date, by: Actor, at: datetime) -> Taking:
    """A party leaves before the end; what it completed stands. Raises Refused."""
    if taking.left_on is None:
        must(_("Holdet er sluttet.") if taking.run.ended_on else None)
        taking.left_on = on
        taking.save(update_fields=["left_on"])
        history.note("leave", taking, by=by, at=at)
    return taking


@transaction.atomic
def complete(
    *, taking: Taking, subject: Subject, on: date, plan: Plan, version: int, by: Actor, at: datetime
) -> Completed:
    """A party has been through a subject, perhaps with a plan. `version` 0: it was not done yet.

    Raises Refused, Conflict.
    """
    if queries.subject_with(subject.pk, taking) is None:
        raise Refused(_("Emnet hører ikke til kurset."))
    must(rules.why_not_complete(on, clock.day_of(at), taking.run.begins_on, taking.last_on))
    list(Taking.objects.owned().select_for_update().filter(pk=taking.pk).values_list("pk"))
    row = Completed.objects.owned().filter(taking=taking, subject=subject).first()
    if (row.version if row else 0) != version:
        raise Conflict(_("En anden har skrevet om emnet imens. Se det, og ret så."))
    if row is None:
        row = Completed(organisation_id=current(), taking=taking, subject=subject, version=0)
    was, row.on, row.plan, row.plan_link = row.has_plan, on, plan.text.strip(), plan.link
    row.version += 1
    row.save()
    history.note("complete", row, by=by, at=at, changes={"has_plan": [was, row.has_plan]})
    return row


@transaction.atomic
def uncomplete(*, completed: Completed, version: int, by: Actor, at: datetime) -> None:
    """It was ticked by mistake; a plan that was written stops it. Raises Refused, Conflict."""
    row = Completed.objects.owned().select_for_update().filter(pk=completed.pk).first()
    if row is None:
        return
    if row.version != version:
        raise Conflict(_("En anden har skrevet om emnet imens. Se det, og ret så."))
    if row.has_plan:
        raise Refused(_("Der står en plan. Tag den ud først."))
    history.note("strike", row, by=by, at=at)
    row.delete()
