"""The verb of the ledger: a person says yes, no, or no longer, to one purpose."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from favn.kit import history
from favn.kit.history import Actor
from favn.kit.refusals import insert, must, standing
from favn.kit.tenancy import current
from favn.people.persons import queries, rules
from favn.people.persons.actions.holding import held
from favn.people.persons.actions.people import met
from favn.people.persons.choices import BY_PURPOSE, Act, How
from favn.people.persons.models import Consent, Merge, Person


@dataclass(frozen=True, slots=True)
class Text:
    """The words that were heard, and which version of them, where they are not today's."""

    version: int
    wording: str


@dataclass(frozen=True, slots=True)
class Said:
    """What was said about a purpose, to whom it applies, and in which way."""

    purpose: str
    act: Act
    how: How
    recipient: str = ""
    until: date | None = None
    heard: Text | None = None
    """An earlier text that was said yes or no to; today's where nothing stands."""


@transaction.atomic
def say(
    *, id: UUID, person: Person, said: Said, by: Actor, at: datetime, merge: Merge | None = None
) -> Consent:
    """Append one line, once per `id`, with the words that were heard. Raises Refused, Taken.

    The words are those of the language the page is in. What stood before stays in the ledger. One
    who answers in two windows at once is heard in one after the other.
    """
    row = Consent(id=id, organisation_id=current(), person=person, merge=merge)
    row.purpose, row.act, row.how, row.until = said.purpose, said.act, said.how, said.until
    row.recipient = rules.tidy(said.recipient)
    now = BY_PURPOSE[said.purpose]
    heard = said.heard or Text(now.version, str(now.wording))
    row.wording_version, row.wording = heard.version, heard.wording
    row.at, row.by_id, row.by_label = at, by.actor_id, by.actor_label
    held(person)
    if stands := standing(row):
        return stands
    stood = queries.consent_stands(person, row.purpose, on=at.date(), recipient=row.recipient)
    must(rules.why_not_consent(row.purpose, row.act, row.recipient, stands=stood))
    row.position = _next_position()
    if stands := insert(row):
        return stands
    if said.how != How.MERGE:
        met(person=person, at=at)
    history.note(f"consent-{row.act}", row, by=by, at=at, changes={"purpose": ["", row.purpose]})
    return row


def _next_position() -> int:
    """The ledger's lines in the order they were written, for the whole organisation."""
    last = Consent.objects.owned().order_by().aggregate(last=Max("position"))["last"]
    return (last or 0) + 1
