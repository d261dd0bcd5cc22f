"""A referral is offered, and moves a step at a time; each step is written down and counted."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from favn.kit import history, store
from favn.kit.history import Actor
from favn.kit.refusals import Conflict, insert, must, standing
from favn.kit.tenancy import current
from favn.people.accounts.models import Account
from favn.people.persons import actions as persons
from favn.people.persons import queries as known
from favn.people.persons import rules as words
from favn.people.persons.models import Consent, Person
from favn.people.referrals import queries, rules
from favn.people.referrals.choices import State, Way
from favn.people.referrals.models import Referral


@dataclass(frozen=True, slots=True)
class Offer:
    """To whom a person is sent on, or from whom they come, and why."""

    way: Way
    reason: str
    to: Account | None = None
    place: str = ""


@transaction.atomic
def offer(*, id: UUID, person: Person, wanted: Offer, by: Account, at: datetime) -> Referral:
    """A referral is written, once per `id`. Raises Refused, Taken.

    Out of the house it needs the person's yes to that place, and keeps the line of the ledger.
    """
    row = Referral(id=id, organisation_id=current(), person=person, by=by, way=wanted.way)
    row.to, row.place, row.reason = wanted.to, words.tidy(wanted.place), words.tidy(wanted.reason)
    row.offered_at = row.moved_at = at
    row.year, row.month, row.counted_as = at.year, at.month, person.counted_as
    if stands := standing(row):
        return stands
    persons.held(person)
    if row.to and row.way == Way.INSIDE:
        here = [account for account, _role in queries.colleagues(by)]
        must(rules.why_not_to(here=row.to in here))
    _must_be_sound(row)
    row.consent = _allowed(row, at.date())
    if stands := insert(row, then=store.changed):
        return stands
    persons.met(person=person, at=at)
    history.note("offer", row, by=by, at=at, changes={"way": ["", row.way]})
    return row


def _must_be_sound(row: Referral) -> None:
    must(
        rules.why_not_offer(
            row.way, has_colleague=row.to is not None, place=row.place, reason=row.reason
        )
        or words.why_not_noted(row.place, row.reason)
    )
    if row.way in {Way.OUT, Way.ACROSS} and row.person:
        must(rules.why_not_said(f"{row.reason} {row.place}", known.hidden_address(row.person)))


def _allowed(row: Referral, on: date) -> Consent | None:
    """The yes that a way out of the house rests on. Raises Refused."""
    if row.way not in {Way.OUT, Way.ACROSS} or row.person is None:
        return None
    lines = [
        one.line
        for one in known.standings(row.person)
        if one.purpose.key == "referral" and one.recipient == row.place and one.holds_on(on)
    ]
    must(rules.why_not_out(allowed=bool(lines), place=row.place))
    return lines[0]


@transaction.atomic
def move(
    *, referral: Referral, version: int, to: State, by: Actor, at: datetime, not_so: str = ""
) -> Referral:
    """One step on, or an end with its reason. Raises Refused, Conflict."""
    must(rules.why_not_move(referral.state, to, not_so))
    values: dict[str, Any] = {
        "state": to,
        "not_so": not_so if to == State.ENDED else "",
        "moved_at": at,
    }
    if to == State.ARRIVED:
        values["arrived_on"] = at.date()
    before = referral.state
    rows = Referral.objects.owned().filter(pk=referral.pk, version=version)
    if not rows.update(**values, version=version + 1):
        raise Conflict(_("En anden har flyttet henvisningen imens. Se, hvor den står nu."))
    referral.refresh_from_db()
    store.changed(referral)
    if referral.person:
        persons.met(person=referral.person, at=at)
    history.note("step", referral, by=by, at=at, changes={"state": [before, str(to)]})
    return referral
