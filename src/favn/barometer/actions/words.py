"""A committee's word on an indicator, and what was printed about it elsewhere."""

from dataclasses import dataclass, fields
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from favn.barometer.choices import Claim, Stance
from favn.barometer.models import CommitteeWord, Indicator, PrintedClaim
from favn.kit import history
from favn.kit.history import Actor
from favn.kit.refusals import Conflict, insert, must, standing
from favn.kit.tenancy import current
from favn.people.organisations.models import Unit


@transaction.atomic
def say(
    *,
    id: UUID,
    indicator: Indicator,
    unit: Unit,
    stance: Stance,
    text: str,
    on: date,
    by: Actor,
    at: datetime,
) -> CommitteeWord:
    """What a committee says about an indicator, once per `id`. Raises Refused and Taken."""
    row = CommitteeWord(id=id, organisation_id=current(), indicator=indicator, unit=unit)
    row.stance, row.text, row.on = stance, text, on
    if stands := standing(row):
        return stands
    must(_why_not_text(text))
    if stands := insert(row):
        return stands
    history.note("say", row, by=by, at=at, changes={"stance": ["", str(stance)]})
    return row


@transaction.atomic
def change_word(
    *,
    word: CommitteeWord,
    version: int,
    stance: Stance,
    text: str,
    on: date,
    by: Actor,
    at: datetime,
) -> CommitteeWord:
    """Say it otherwise. Raises Refused, and Conflict where somebody else changed it since."""
    must(_why_not_text(text))
    told = {"stance": stance, "text": text, "on": on}
    if all(getattr(word, name) == value for name, value in told.items()):
        return word
    rows = CommitteeWord.objects.owned().filter(pk=word.pk, version=version)
    if not rows.update(**told, version=version + 1):
        raise Conflict(_("En anden har rettet ordene imens. Se, hvad der står nu."))
    history.note("change", word, by=by, at=at, changes={"stance": [word.stance, str(stance)]})
    word.refresh_from_db()
    return word


def _why_not_text(text: str) -> str | None:
    return None if text.strip() else _("Skriv, hvad udvalget siger, med mindst én sætning.")


@dataclass(frozen=True, slots=True)
class Printed:
    """What was printed where, and what is doubtful about it."""

    kind: Claim
    place: str
    words: str
    years: Decimal | None = None
    doubt: str = ""


@transaction.atomic
def print_claim(
    *, id: UUID, indicator: Indicator, printed: Printed, by: Actor, at: datetime
) -> PrintedClaim:
    """What was printed, once per `id`; the page recomputes it from the series. Raises Refused."""
    row = PrintedClaim(id=id, organisation_id=current(), indicator=indicator)
    for field in fields(printed):
        setattr(row, field.name, getattr(printed, field.name))
    if stands := standing(row):
        return stands
    told = row.years if row.kind == Claim.YEARS else row.words
    must(None if told else _("Skriv, hvad der er trykt."))
    if stands := insert(row):
        return stands
    history.note("claim", row, by=by, at=at)
    return row
