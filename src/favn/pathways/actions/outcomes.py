"""Both sides are asked how it goes when they begin, when they end, and 3, 6 and 12 months after."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from favn.kit import clock, history
from favn.kit.history import Actor
from favn.kit.refusals import must
from favn.kit.tenancy import current
from favn.pathways.choices.mentoring import Side
from favn.pathways.choices.outcomes import AFTER_END, QUESTIONS, Moment
from favn.pathways.models import Outcome, Pair


def ask_at_start(pair: Pair, on: date) -> None:
    """Inside the transaction in which two begin."""
    _ask(pair, Moment.START, on)


def ask_after(pair: Pair, on: date) -> None:
    """Inside the transaction in which a pair that had begun ends or breaks."""
    for moment, days in AFTER_END:
        _ask(pair, moment, on + timedelta(days=days))


def _ask(pair: Pair, moment: Moment, on: date) -> None:
    for side in Side:
        Outcome(
            organisation_id=current(), pair=pair, participant=pair.participant(side), side=side,
            moment=moment, due_on=on,
        ).save(force_insert=True)  # fmt: skip


@transaction.atomic
def answer(
    *, outcome: Outcome, said: Mapping[str, str], by: Actor, at: datetime, by_staff: bool = False
) -> Outcome:
    """What one side says; said again, the newer answer stands. Raises Refused before its day."""
    row = Outcome.objects.owned().select_for_update(of=("self",)).get(pk=outcome.pk)
    must(None if row.is_due(clock.local_day(at)) else _("Det er for tidligt at svare på det."))
    must(None if any(said.values()) else _("Svar på mindst ét spørgsmål."))
    for question in QUESTIONS:
        setattr(row, question, said.get(question, ""))
    row.answered_at, row.by_staff = at, by_staff
    row.save()
    history.note("answer", row, by=by, at=at, changes={"moment": ["", row.moment]})
    return row
