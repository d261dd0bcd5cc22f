"""An association was advised; a session that was written wrongly is struck."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from favn.associations.choices import ErrandState
from favn.associations.models import Advice, Entry, Errand
from favn.kit import history, store
from favn.kit.clock import local_day
from favn.kit.refusals import insert, must, standing
from favn.kit.tenancy import current
from favn.people.accounts.models import Account


@dataclass(frozen=True, slots=True)
class Session:
    """What is written of it; `subject` is one of AdviceSubject."""

    on: date
    subject: str
    about: str = ""
    next_step: str = ""


@transaction.atomic
def advise(
    *, id: UUID, entry: Entry, errand: Errand | None, said: Session, by: Account, at: datetime
) -> Advice:
    """Write that an association was advised, once per `id`. Raises Refused, Taken."""
    row = Advice(
        id=id, organisation_id=current(), entry=entry.stands, errand=errand,
        on=said.on, year=said.on.year, month=said.on.month, subject=said.subject,
        about=said.about.strip(), next_step=said.next_step.strip(), holder=by.name or by.email,
    )  # fmt: skip
    if stands := standing(row):
        return stands
    must(_("Dagen er ikke kommet endnu.") if said.on > local_day(at) else None)
    if errand and errand.state == ErrandState.DRAFT:
        must(_("Henvendelsen er ikke sendt."))
    if stands := insert(row):
        return stands
    history.note("advise", row, by=by, at=at, changes={"entry": ["", row.entry.name]})
    store.changed(row)
    recount(row.year)
    return row


@transaction.atomic
def strike(*, advice: Advice, because: str, by: Account, at: datetime) -> Advice:
    """It counts no more; what was written stays with the reason. Twice strikes once."""
    row = Advice.objects.owned().select_for_update().get(pk=advice.pk)
    if row.struck_at is not None:
        return row
    must(None if because.strip() else _("Skriv hvorfor."))
    row.struck_at, row.struck_because = at, because.strip()
    row.save(update_fields=["struck_at", "struck_because"])
    history.note("strike", row, by=by, at=at)
    store.changed(row)
    recount(row.year)
    return row


def recount(year: int) -> None:
    """The first session of each association in a year carries its mark, and no other does.

    An association that was joined with another is the other.
    """
    by_entry: dict[UUID, list[Advice]] = defaultdict(list)
    rows = Advice.objects.owned().filter(year=year).select_related("entry")
    for row in rows.order_by("on", "pk"):
        by_entry[row.entry.merged_into_id or row.entry_id].append(row)
    for sessions in by_entry.values():
        first = next((row for row in sessions if row.struck_at is None), None)
        for row in sessions:
            mark = "yes" if row is first else "no"
            if row.is_first != mark:
                row.is_first = mark
                row.save(update_fields=["is_first"])
                store.changed(row)


def recount_both(one: Entry, other: Entry) -> None:
    """Two entries became one, or two again: an association counts once in each year."""
    rows = Advice.objects.owned().filter(entry__in=(one, other)).order_by()
    for year in rows.values_list("year", flat=True).distinct():
        recount(year)
