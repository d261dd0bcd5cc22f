"""A person's hand-over to another organisation: given, answered there, taken back at once."""

import json
from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from favn.kit import clock, history
from favn.kit.history import Actor
from favn.kit.refusals import Conflict, Refused, insert, must, standing
from favn.kit.tenancy import current
from favn.people.accounts.models import Account
from favn.people.organisations.models import Organisation
from favn.people.persons import queries as known
from favn.people.persons.choices import LANGUAGES
from favn.people.persons.models import Person
from favn.people.referrals import queries, rules
from favn.people.referrals.actions.steps import Offer, move, offer
from favn.people.referrals.choices import NotSo, Standing, State, Way
from favn.people.referrals.models import HandOver, HandOverAnswer, Referral


@transaction.atomic
def hand_over(
    *,
    id: UUID,
    person: Person,
    to: Organisation,
    agreed: Iterable[str],
    errand: str,
    by: Account,
    at: datetime,
) -> Referral:
    """Let another organisation read the agreed fields, once per `id`. Raises Refused, Taken.

    It needs the person's yes to that organisation by name. What crosses is a copy of now.
    """
    fields = list(agreed)
    must(rules.why_not_agreed(fields))
    referral = offer(
        id=id, person=person, wanted=Offer(Way.ACROSS, errand, place=to.name), by=by, at=at
    )
    row = HandOver(
        id=id, organisation_id=current(), addressed_to=to, referral=referral, person=person,
        agreed=fields, sent_at=at,
    )  # fmt: skip
    if standing(row):
        return referral
    row.sender = row.organisation.name
    said = contents(person, referral.reason, fields, on=at.date())
    row.said = json.dumps(said, ensure_ascii=False)
    row.until = _last_day(row, person, at.date())
    must(_why_not_said(said, person))
    if insert(row) is None:
        history.note("hand-over", row, by=by, at=at, changes={"agreed": [[], fields]})
    return referral


def contents(person: Person, errand: str, fields: Iterable[str], *, on: date) -> dict[str, str]:
    """Field → words, of the agreed fields alone and without those that are empty on that day."""
    every = {"name": person.name, "language": _language(person), "contact": _contact(person, on)}
    every["errand"] = errand
    return {name: every[name] for name in fields if every[name]}


def _why_not_said(said: dict[str, str], person: Person) -> str | None:
    return rules.why_not_said("\n".join(said.values()), known.hidden_address(person))


def _language(person: Person) -> str:
    tongues = dict(LANGUAGES)
    said = str(tongues.get(person.language, ""))
    if not person.needs_interpreter:
        return said
    other = str(tongues.get(person.interpreter_language or person.language, ""))
    return ". ".join(part for part in (said, _("Tolk: %(on)s") % {"on": other or _("ja")}) if part)


def _contact(person: Person, on: date) -> str:
    """How somebody may be reached; what to be careful about crosses along with the phone."""
    if not known.may_contact(person, on=on):
        return ""
    parts = [str(person.get_contact_display()), person.phone, person.email, person.safe_contact]
    return ". ".join(part for part in parts if part)


@transaction.atomic
def revoke(*, row: HandOver, by: Actor, at: datetime) -> HandOver:
    """Take a hand-over back: nobody there reads it from now on, and its contents are deleted."""
    if row.state == Standing.REVOKED:
        return row
    _delete_copy(row, at)
    history.note("revoke", row, by=by, at=at)
    referral = Referral.objects.owned().get(pk=row.referral_id)
    if State.ENDED in queries.next_steps(referral):
        move(
            referral=referral, version=referral.version, to=State.ENDED,
            not_so=NotSo.WITHDRAWN, by=by, at=at,
        )  # fmt: skip
    return row


def _delete_copy(row: HandOver, at: datetime) -> None:
    row.state, row.said, row.revoked_at = Standing.REVOKED, "", at
    row.save(update_fields=["state", "said", "revoked_at"])


@transaction.atomic
def end_unallowed(*, person: Person, by: Actor, at: datetime) -> int:
    """Every hand-over of a person that may no longer be read over there ends. How many did.

    For whatever may take the ground away: the person, their own page, a merge of two records and
    its undoing, an address that is protected by now. Those that stand last as long as the yes that
    ends first.
    """
    rows = HandOver.objects.owned().filter(person=person, state=Standing.OPEN)
    now = Person.objects.owned().get(pk=person.pk)
    ended = 0
    for row in rows.select_related("addressed_to"):
        if _stands(row, now, at):
            row.until = _last_day(row, now, at.date())
            row.save(update_fields=["until"])
        else:
            revoke(row=row, by=by, at=at)
            ended += 1
    return ended


@transaction.atomic
def end_outlived(*, by: Actor, at: datetime) -> int:
    """The copies whose last day has passed are deleted, and what nothing carries ends. How many.

    For the night. A yes that ran out is no yes taken back: the referral stays where it came to.
    """
    every = HandOver.objects.owned().filter(state=Standing.OPEN)
    past = list(every.filter(until__lt=clock.local_day(at)))
    for row in past:
        _delete_copy(row, at)
        history.note("run-out", row, by=by, at=at)
    persons = Person.objects.owned().filter(pk__in=every.values("person"))
    return len(past) + sum(end_unallowed(person=one, by=by, at=at) for one in persons)


def _last_day(row: HandOver, person: Person, on: date) -> date | None:
    """The day on which the first of the yeses ends that a hand-over rests on; None: no end."""
    rests_on = {("referral", row.addressed_to.name)}
    if "contact" in row.contents():
        rests_on.add(("contact", ""))
    lines = [
        one.line
        for one in known.standings(person)
        if (one.purpose.key, one.recipient) in rests_on and one.holds_on(on)
    ]
    return min((line.until for line in lines if line and line.until), default=None)


def _stands(row: HandOver, person: Person, at: datetime) -> bool:
    """The yes to that house stands, and so does all that crossed with it."""
    on, house = at.date(), row.addressed_to.name
    if not known.consent_stands(person, "referral", on=on, recipient=house):
        return False
    said = row.contents()
    if "contact" in said and not known.may_contact(person, on=on):
        return False
    return _why_not_said(said, person) is None


@transaction.atomic
def answer(
    *, id: UUID, row: HandOver, to: State, by: Actor, at: datetime, not_so: str = ""
) -> HandOverAnswer:
    """The other organisation says how far it came, once per `id`. Raises Refused, Taken."""
    new = HandOverAnswer(id=id, organisation_id=current(), addressed_to_id=row.organisation_id)
    new.hand_over, new.state, new.at = row, to, at
    new.not_so = not_so if to == State.ENDED else ""
    if stands := standing(new):
        return stands
    earlier = queries.answers_to(row)
    before = earlier[-1].state if earlier else State.OFFERED
    must(rules.why_not_move(before, to, not_so))
    new.position = len(earlier) + 1
    try:
        if stands := insert(new):
            return stands
    except Conflict as error:
        raise Conflict(_("En kollega har lige svaret. Se, hvad der står nu.")) from error
    history.note("answer-across", new, by=by, at=at, changes={"state": [before, str(to)]})
    return new


def take_answer(*, referral: Referral, version: int, by: Actor, at: datetime) -> Referral:
    """Write on the referral what the other organisation answered. Raises Refused, Conflict."""
    news = queries.news_of(referral)
    if news is None:
        raise Refused(_("Der er intet nyt svar."))
    steps = [State(news.state)]
    if news.state == State.HELPED and referral.state == State.OFFERED:
        steps.insert(0, State.ARRIVED)
    with transaction.atomic():
        for step in steps:
            referral = move(
                referral=referral, version=version, to=step, not_so=news.not_so, by=by, at=at
            )
            version = referral.version
    return referral
