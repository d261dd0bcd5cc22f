"""What is said about an initiative in a year: by the editor, by its office, or read from prose."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from favn.kit import history
from favn.kit.history import Actor
from favn.kit.refusals import Conflict, must
from favn.kit.tenancy import current
from favn.policy import queries, rules
from favn.policy.choices import Status
from favn.policy.models import Initiative, StatusRound, StatusText


@dataclass(frozen=True, slots=True)
class Saying:
    """The words and how far it is. `version` is the text's as shown, 0 before there was one.

    `rests_on` are the words of older prose that an inferred status was read from.
    """

    status: Status
    text: str
    version: int
    who: str = ""
    rests_on: str = ""
    is_inferred: bool = False


@transaction.atomic
def write_status(
    *,
    initiative: Initiative,
    year: int,
    status: Status,
    text: str,
    version: int,
    by: Actor,
    at: datetime,
) -> StatusText:
    """The year's prose about an initiative, and its status as of today.

    The same text and status again change nothing. Raises Refused where the year is frozen,
    Conflict where somebody else wrote meanwhile.
    """
    said = Saying(status, text, version, by.actor_label)
    return say(initiative=initiative, year=year, saying=said, by=by, at=at)


@transaction.atomic
def say(
    *, initiative: Initiative, year: int, saying: Saying, by: Actor, at: datetime
) -> StatusText:
    """As `write_status`, for whoever says it. Raises Refused, Conflict."""
    must(rules.why_not_into_merged(initiative.merged_into_id is not None))
    still_open(initiative.plan_id, year)
    stands = queries.text_of(initiative, year)
    told = (saying.text, saying.status, saying.is_inferred)
    same = stands and (stands.text, stands.status, stands.is_inferred) == told
    if stands and same and stands.version > saying.version:
        return stands
    if (stands.version if stands else 0) != saying.version:
        raise Conflict(wrote_meanwhile(stands))
    row = _written(initiative, year, stands, saying, by, at)
    newer = StatusText.objects.owned().filter(initiative=initiative, year__gt=year)
    if not saying.is_inferred and not newer.exists():
        _move(initiative, saying, by, at)
    return row


def still_open(plan_id: UUID, year: int) -> None:
    """Hold the year's round until this is written, so that it cannot be frozen beside it.

    Raises Refused where it is frozen.
    """
    rows = StatusRound.objects.owned().select_for_update().filter(plan_id=plan_id, year=year)
    must(rules.why_not_say(year, is_closed=any(row.is_closed for row in rows)))


def insert_first(record: Model, sentence: str) -> None:
    """Write the first row of its kind. Raises Conflict where somebody's stands a moment before."""
    try:
        with transaction.atomic():
            record.save(force_insert=True)
    except IntegrityError as error:
        raise Conflict(sentence) from error


def _written(
    initiative: Initiative,
    year: int,
    stands: StatusText | None,
    saying: Saying,
    by: Actor,
    at: datetime,
) -> StatusText:
    values = {
        "status": saying.status,
        "text": saying.text,
        "is_inferred": saying.is_inferred,
        "rests_on": saying.rests_on,
        "written_on": at.date(),
        "written_by": saying.who or by.actor_label,
    }
    if stands is None:
        row = StatusText(organisation_id=current(), initiative=initiative, year=year, **values)
        insert_first(row, wrote_meanwhile(None))
        return row
    rows = StatusText.objects.owned().filter(pk=stands.pk, version=stands.version)
    if not rows.update(**values, version=stands.version + 1):
        raise Conflict(wrote_meanwhile(stands))
    stands.refresh_from_db()
    return stands


def _move(initiative: Initiative, saying: Saying, by: Actor, at: datetime) -> None:
    """The initiative stands as its newest year says."""
    before = [initiative.status, str(saying.status)]
    initiative.status, initiative.status_on = saying.status, at.date()
    initiative.save(update_fields=["status", "status_on"])
    history.note("status", initiative, by=by, at=at, changes={"status": before})


def wrote_meanwhile(stands: StatusText | None) -> str:
    """Who was first, for the one who came second."""
    who = stands.written_by if stands else _("En anden")
    return _(
        "%(who)s har skrevet status imens. Din tekst står stadig i feltet. Se, hvad der står nu,"
        " og gem igen, hvis din tekst skal gælde."
    ) % {"who": who}
