"""The steps of a guest on the way to volunteer and role model: an outcome of the house, in groups.

A step is written only where somebody says yes to be counted so, and counts no more the day after
they take it back.
"""

from datetime import datetime

from django.db import transaction

from favn.centre.choices import OnTheWay, Stage
from favn.centre.models import PathStep, Volunteer
from favn.centre.queries import volunteers as queries
from favn.centre.rules import volunteers as rules
from favn.kit import clock, history, store
from favn.kit.history import Actor
from favn.kit.refusals import must
from favn.kit.tenancy import current
from favn.people.persons import actions as persons
from favn.people.persons.queries import consent_stands


@transaction.atomic
def take_step(*, who: Volunteer, step: OnTheWay, by: Actor, at: datetime) -> PathStep | None:
    """A guest became that today; once is enough. Raises Refused."""
    today, person = clock.local_day(at), who.person
    if person is None:
        return None
    persons.held(person)
    must(
        rules.why_not_walk(
            was_guest=queries.was_guest(who), is_volunteer=who.stage == Stage.ACTIVE,
            allows=consent_stands(person, queries.PATH, on=today),
        )
    )  # fmt: skip
    stands = PathStep.objects.owned().filter(person=person, step=step, voided_at=None).first()
    if stands:
        return stands
    row = PathStep(organisation_id=current(), person=person, step=step, on=today)
    row.counted_as = person.counted_as
    row.save(force_insert=True)
    store.changed(row)
    history.note("step", row, by=by, at=at, changes={"step": ["", str(step)]})
    return row


@transaction.atomic
def forget_taken_back(*, by: Actor, at: datetime) -> int:
    """Steps of those who said no again count no more; how many."""
    rows = queries.steps_taken_back(clock.local_day(at))
    for row in rows:
        row.voided_at = at
        row.save(update_fields=["voided_at"])
        store.changed(row)
        history.note("void", row, by=by, at=at)
    return len(rows)
