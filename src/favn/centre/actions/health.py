"""The verbs of health checks: a duty is planned, a half hour given away, a check written down."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from favn.centre.actions.cases import on_their_yes
from favn.centre.choices import EVENING, Booking, Profession
from favn.centre.models import Appointment, Duty, HealthCheck, HealthTopic, Note
from favn.centre.queries import health as queries
from favn.centre.rules import cases as notes
from favn.centre.rules import health as rules
from favn.kit import history, store
from favn.kit.refusals import Conflict, insert, must, standing
from favn.kit.tenancy import current
from favn.people.accounts.models import Account
from favn.people.accounts.queries import able_here
from favn.people.accounts.roles import Area
from favn.people.persons import actions as persons
from favn.people.persons import rules as words
from favn.people.persons.models import Person

TOPICS = HealthTopic._meta.label_lower


@transaction.atomic
def plan_duty(
    *,
    id: UUID,
    on: date,
    starts: time,
    ends: time,
    with_volunteer: str,
    by: Account,
    at: datetime,
) -> Duty:
    """Hours of one's own on a day, once per `id`. Raises Refused, Taken."""
    row = Duty(id=id, organisation_id=current(), who=by, on=on, starts=starts, ends=ends)
    row.with_volunteer = words.tidy(with_volunteer)
    if stands := standing(row):
        return stands
    must(rules.why_not_plan(on, starts, ends, today=at.date()))
    others = Duty.objects.owned().filter(who=by, on=on).values_list("starts", "ends")
    must(rules.why_not_overlap(starts, ends, others))
    if stands := insert(row):
        return stands
    history.note("add", row, by=by, at=at, changes={"on": ["", on.isoformat()]})
    return row


@transaction.atomic
def take_duty(*, duty: Duty, by: Account, at: datetime) -> Duty:
    """The hours of somebody who left, with all that is given away in them, are one's own now.

    Raises Refused where they still work with health here, or one is on duty then oneself; of a day
    that is past only the answers are left to give.
    """
    _held(duty)
    row = Duty.objects.owned().select_related("who").get(pk=duty.pk)
    must(rules.why_not_take(is_here=row.who_id in able_here(Area.HEALTH)))
    if row.on >= at.date():
        others = Duty.objects.owned().filter(who=by, on=row.on).values_list("starts", "ends")
        must(rules.why_not_overlap(row.starts, row.ends, others))
    before, row.who = row.who, by
    row.save(update_fields=["who"])
    history.note("hand-on", row, by=by, at=at, changes={"who": [before.name, by.name]})
    return row


@transaction.atomic
def remove_duty(*, duty: Duty, by: Account, at: datetime) -> None:
    """Hours that fall away, with what was cancelled in them. Raises Refused."""
    _held(duty)
    given = Appointment.objects.owned().filter(duty=duty)
    must(rules.why_not_remove(given.exclude(state=Booking.CANCELLED).count()))
    history.note("remove", duty, by=by, at=at)
    given.delete()
    duty.delete()


def _held(duty: Duty) -> None:
    """The duty is ours until the end of the transaction: no half hour of it is given away while it
    is removed. Raises Refused where it is gone.
    """
    rows = Duty.objects.owned().select_for_update(no_key=True).filter(pk=duty.pk)
    must(rules.why_not_touch(gone=rows.first() is None))


@transaction.atomic
def give(
    *, id: UUID, duty: Duty, starts: time, person: Person, needs: str, by: Account, at: datetime
) -> Appointment:
    """A half hour goes to a person, once per `id`; never to two. Raises Refused, Taken.

    A time alone is an arrangement. What it is about is a word about health, and stands only on the
    person's yes to it.
    """
    row = Appointment(id=id, organisation_id=current(), duty=duty, person=person, starts=starts)
    row.needs = words.tidy(needs)
    if stands := standing(row):
        return stands
    _held(duty)
    is_past = queries.has_begun(duty, starts, at)
    must(rules.why_not_give(starts, queries.free_in(duty), is_past=is_past))
    must(words.why_not_noted(row.needs))
    persons.held(person)
    if row.needs:
        on_their_yes(person, by=by, at=at)
    try:
        if stands := insert(row):
            return stands
    except Conflict as error:  # Two pressed at once, and the other one was first.
        raise Conflict(_("Tiden er lige blevet optaget. Vælg en anden.")) from error
    persons.met(person=person, at=at)
    history.note("add", row, by=by, at=at, changes={"starts": ["", f"{starts:%H:%M}"]})
    return row


@transaction.atomic
def end_appointment(
    *, row: Appointment, version: int, to: Booking, by: Account, at: datetime
) -> Appointment:
    """They came, did not come, or it was cancelled. Raises Refused, Conflict."""
    has_begun = queries.has_begun(row.duty, row.starts, at)
    must(rules.why_not_end(row.state, to, has_begun=has_begun))
    rows = Appointment.objects.owned().filter(pk=row.pk, version=version)
    if not rows.update(state=to, version=version + 1):
        raise Conflict(_("En anden har ændret aftalen imens. Se, hvad der står nu."))
    before = row.state
    row.refresh_from_db()
    history.note("step", row, by=by, at=at, changes={"state": [before, str(to)]})
    return row


@dataclass(frozen=True, slots=True)
class Held:
    """What stands about one check: its topics, and the words of the note."""

    on: date
    topics: tuple[str, ...]
    is_evening: bool = False
    text: str = ""


@transaction.atomic
def hold_check(
    *,
    id: UUID,
    person: Person,
    held: Held,
    by: Account,
    at: datetime,
    appointment: Appointment | None = None,
) -> HealthCheck:
    """A check was held and counts, once per `id`. Raises Refused, Taken.

    Where there was an appointment, the person came to it.
    """
    row = HealthCheck(id=id, organisation_id=current(), person=person, by=by, on=held.on)
    row.appointment, row.counted_as, row.is_evening = (
        appointment,
        person.counted_as,
        held.is_evening,
    )
    if stands := standing(row):
        return stands
    must(rules.why_not_hold(len(held.topics)))
    must(notes.why_not_keep(held.on, held.text, today=at.date()))
    on_their_yes(person, by=by, at=at)
    if appointment:
        row.is_evening = appointment.starts.hour >= EVENING
        if appointment.state == Booking.BOOKED:
            end_appointment(
                row=appointment, version=appointment.version, to=Booking.CAME, by=by, at=at
            )
    row.kept_until = queries.kept_until(row.on, by)
    try:
        if stands := insert(row):
            return stands
    except Conflict as error:
        raise Conflict(_("Aftalen har allerede et sundhedstjek. Ret det i stedet.")) from error
    _write(row, held, by, at)
    persons.met(person=person, at=at)
    history.note("hold", row, by=by, at=at)
    return row


def _write(row: HealthCheck, held: Held, by: Account, at: datetime) -> None:
    month = {"year": row.year, "month": row.month}
    HealthTopic.objects.bulk_create(
        HealthTopic(organisation_id=current(), held=row, topic=topic, **month)
        for topic in sorted(set(held.topics))
    )
    note = Note(organisation_id=current(), person=row.person, held=row, author=by, at=at)
    note.profession, note.text = Profession.HEALTH, words.tidy(held.text)
    note.kept_until = row.kept_until
    note.save(force_insert=True)
    for table in (HealthCheck._meta.label_lower, TOPICS):
        store.mark_months(table, row.organisation_id, [(row.year, row.month)])


@dataclass(frozen=True, slots=True)
class LoadedCheck:
    """One check of before, as a number: nobody's name, no note."""

    id: UUID
    on: date
    counted_as: UUID
    topics: tuple[str, ...]
    is_evening: bool = False


@transaction.atomic
def load_held(*, rows: Iterable[LoadedCheck]) -> int:
    """Write checks of before as numbers; the answer is how many."""
    every = list(rows)
    made = [
        HealthCheck(
            id=one.id,
            organisation_id=current(),
            on=one.on,
            year=one.on.year,
            month=one.on.month,
            counted_as=one.counted_as,
            is_evening=one.is_evening,
        )
        for one in every
    ]
    HealthCheck.objects.bulk_create(made, batch_size=500)
    HealthTopic.objects.bulk_create(
        HealthTopic(
            organisation_id=current(), held=row, topic=topic, year=row.year, month=row.month
        )
        for row, one in zip(made, every, strict=True)
        for topic in one.topics
    )
    months = sorted({(row.year, row.month) for row in made})
    for table in (HealthCheck._meta.label_lower, TOPICS):
        store.mark_months(table, current(), months)
    return len(made)
