"""The municipality's reminder: a mail to those in the association who may send a late count."""

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import translation
from django.utils.translation import gettext as _

from favn.kit import history
from favn.kit.history import Actor
from favn.kit.refusals import Refused, Taken, must
from favn.kit.tenancy import current
from favn.people.accounts.actions import write_to
from favn.people.accounts.roles import Area, Level
from favn.policy import rules
from favn.policy.models import CountReminder
from favn.policy.queries import Standing


@transaction.atomic
def remind(*, id: UUID, standing: Standing, address: str, by: Actor, at: datetime) -> CountReminder:
    """Write that a quarter is late; `address` is where its count stands, whole.

    The letter is the association's own and leaves with `leave_for`. Raises Refused: not late,
    reminded today, or nobody to write to.
    """
    if stands := CountReminder.objects.owned().filter(pk=id, duty=standing.duty).first():
        return stands
    reminder = _row(id, standing, by=by, at=at)
    must(
        rules.why_not_remind(
            days_late=standing.days_late, reminded_today=_same_day(reminder) is not None
        )
    )
    _insert_first(reminder)
    with translation.override("da"):
        subject = f"Påmindelse: optællingen for {standing.name} mangler"
    reminder.told = write_to(
        standing.duty.addressed_to, Area.COUNTS, Level.WRITE, at=at, subject=subject,
        template="policy/reminder.txt",
        words={"standing": standing, "address": address, "who": by.actor_label},
    )  # fmt: skip
    if not reminder.told:
        raise Refused(_nobody(standing))
    reminder.save(update_fields=["told"])
    history.note("remind", reminder, by=by, at=at, changes={"told": [0, reminder.told]})
    return reminder


def _row(id: UUID, standing: Standing, *, by: Actor, at: datetime) -> CountReminder:
    return CountReminder(
        id=id,
        organisation_id=current(),
        addressed_to_id=standing.duty.addressed_to_id,
        duty=standing.duty,
        year=standing.period.year,
        quarter=standing.period.number,
        on=standing.today,
        told=0,
        at=at,
        by=by.actor_label,
    )


def _same_day(row: CountReminder) -> CountReminder | None:
    rows = CountReminder.objects.owned().filter(duty=row.duty, on=row.on)
    return rows.filter(year=row.year, quarter=row.quarter).first()


def _insert_first(row: CountReminder) -> None:
    """Take the day before the mail leaves, so that two who press at once send one mail."""
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        if _same_day(row) is None:
            raise Taken(str(row.pk)) from error
        must(rules.why_not_remind(days_late=1, reminded_today=True))


def _nobody(standing: Standing) -> str:
    return _(
        "Ingen i %(name)s kan sende optællinger i Favn endnu, så påmindelsen når ingen."
        " Ring eller skriv til foreningen."
    ) % {"name": standing.duty.addressed_to.name}
