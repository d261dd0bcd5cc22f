"""Next steps: those of one association, all of them, those that are late.

The directory's keepers see all; an association its own alone.
"""

from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from favn.associations.choices.steps import OPEN_STEPS, OWED_STEPS
from favn.associations.models import Entry, NextStep
from favn.associations.queries.sameness import family


def steps() -> QuerySet[NextStep]:
    """Every next step, the one that is due first first."""
    return NextStep.objects.owned().select_related("entry", "round", "unit")


def steps_of(entry: Entry) -> QuerySet[NextStep]:
    """An association's, under every name it had."""
    return steps().filter(entry__in=family(entry))


def step_of(entry: Entry, pk: UUID) -> NextStep | None:
    """One of an association's."""
    return steps_of(entry).filter(pk=pk).first()


def late(today: date) -> QuerySet[NextStep]:
    """What both stand by and is not done in time, the oldest first."""
    return steps().filter(state__in=OWED_STEPS, due_on__lt=today)


def coming(today: date) -> QuerySet[NextStep]:
    """What is proposed or agreed and still to come."""
    return steps().filter(state__in=OPEN_STEPS).exclude(pk__in=late(today).values("pk"))


def ended() -> QuerySet[NextStep]:
    """What was done or given up, the newest first."""
    return steps().exclude(state__in=OPEN_STEPS).order_by("-ended_at")
