"""An errand on its way: a draft that is saved, sent, taken on, answered with its reason, closed."""

from dataclasses import dataclass, fields
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from favn.associations.actions.tries import must_not_hurry
from favn.associations.choices import Decision, ErrandKind, ErrandState
from favn.associations.models import AskLink, Entry, Errand
from favn.associations.rules import errands as rules
from favn.kit import clock, history
from favn.kit.history import Actor
from favn.kit.refusals import Conflict, Taken, insert, must, standing
from favn.kit.tenancy import current
from favn.people.accounts.models import Account


@dataclass(frozen=True, slots=True)
class Wish:
    """What an association asks for, in its own words."""

    kind: str = ErrandKind.ADVICE
    subject: str = ""
    text: str = ""
    amount: int | None = None
    when: str = ""
    persons: int | None = None
    writer: str = ""
    email: str = ""
    said_name: str = ""


_WISHED = [field.name for field in fields(Wish)]


@transaction.atomic
def save_draft(
    *, id: UUID, wish: Wish, entry: Entry | None, link: AskLink | None, by: Actor, at: datetime
) -> Errand:
    """Keep what was typed so far, as often as it comes.

    Raises Refused where it was sent, and Taken where the draft is somebody else's.
    """
    row = Errand(id=id, organisation_id=current(), entry=entry, link=link, created_at=at)
    stands = _own(row)
    must(_("Henvendelsen er sendt.") if stands and stands.state != ErrandState.DRAFT else None)
    row = stands or row
    _write(row, wish)
    if not stands:
        row.said_name = wish.said_name or (entry.name if entry else "")
        taken = insert(row)
        if taken is None:
            history.note("draft", row, by=by, at=at)
        return taken or row
    row.save(update_fields=_WISHED)
    return row


def _own(row: Errand) -> Errand | None:
    """What stands under this id, held, for whoever comes by the association's account or links."""
    stands = Errand.objects.owned().select_for_update().filter(pk=row.pk).first()
    if stands is None or _whose(stands) == _whose(row):
        return stands
    was_public = stands.state != ErrandState.DRAFT and row.entry_id is None and not stands.link_id
    if was_public:  # the office has since said whose it is
        return stands
    raise Taken(str(row.pk))


def _whose(row: Errand) -> tuple[UUID | None, bool]:
    """The association that wrote, and whether it came by link: an account's draft is its own."""
    if row.link:
        return row.link.entry_id, True
    return row.entry_id, False


def _write(row: Errand, wish: Wish) -> None:
    for field in fields(Wish):
        value = getattr(wish, field.name)
        if field.name != "said_name" or value:
            setattr(row, field.name, value)


@transaction.atomic
def send(
    *, id: UUID, wish: Wish, entry: Entry | None, link: AskLink | None, by: Actor, at: datetime
) -> Errand:
    """Send an errand, once per `id`.

    Raises Refused where something is missing, and Taken where the draft is somebody else's.
    """
    stands = _own(Errand(id=id, organisation_id=current(), entry=entry, link=link))
    if stands and stands.state != ErrandState.DRAFT:
        return stands
    must(rules.why_not_sent(wish.kind, wish.subject, wish.text, wish.amount, entry is not None,
                            wish.said_name, wish.email))  # fmt: skip
    row = save_draft(id=id, wish=wish, entry=entry, link=link, by=by, at=at)
    row.state, row.sent_at = ErrandState.SENT, at
    row.save(update_fields=["state", "sent_at"])
    history.note("send", row, by=by, at=at)
    return row


def send_by_form(*, id: UUID, wish: Wish, address: str, by: Actor, at: datetime) -> Errand:
    """Send one from somebody who has neither link nor account, once per `id`.

    Raises Refused also after ten from one `address` in ten minutes or a hundred in all in an hour.
    """
    if standing(Errand(id=id)) is None:
        must_not_hurry("errand", address, at, rules.why_not_try)
    return send(id=id, wish=wish, entry=None, link=None, by=by, at=at)


@transaction.atomic
def take_on(*, errand: Errand, by: Account, at: datetime) -> Errand:
    """A colleague takes it on. Raises Conflict where another did so first."""
    row = Errand.objects.owned().select_for_update().get(pk=errand.pk)
    if row.owner_id == by.pk:
        return row
    if row.owner_id is not None:
        raise Conflict(_("%(who)s har taget den imens.") % {"who": row.owner})
    must(rules.why_not_moved(row.state, ErrandState.TAKEN))
    row.owner, row.state, row.version = by, ErrandState.TAKEN, row.version + 1
    row.save(update_fields=["owner", "state", "version"])
    history.note("take-on", row, by=by, at=at)
    return row


@transaction.atomic
def belongs(*, errand: Errand, entry: Entry, by: Actor, at: datetime) -> Errand:
    """Say which association of the directory an errand comes from; of two joined, the one."""
    entry = entry.stands
    row = Errand.objects.owned().select_for_update().get(pk=errand.pk)
    if row.entry_id == entry.pk:
        return row
    before = str(row.entry or "")
    row.entry, row.version = entry, row.version + 1
    row.save(update_fields=["entry", "version"])
    history.note("belongs", row, by=by, at=at, changes={"entry": [before, entry.name]})
    return row


@dataclass(frozen=True, slots=True)
class Answer:
    """What the office answers, and when it looks again."""

    decision: Decision
    answer: str
    reason: str = ""
    follow_up_on: date | None = None


@transaction.atomic
def answer(*, errand: Errand, version: int, said: Answer, by: Account, at: datetime) -> Errand:
    """Decide an errand; a no and a partly carry their reason. Raises Refused, Conflict."""
    row = Errand.objects.owned().select_for_update().get(pk=errand.pk)
    if row.version != version:
        raise Conflict(_("En kollega har skrevet imens. Se, hvad der står nu."))
    must(rules.why_not_moved(row.state, ErrandState.DECIDED))
    today, day = clock.day_of(at), said.follow_up_on
    new_day = None if day == row.follow_up_on else day
    must(rules.why_not_decided(said.decision, said.answer, said.reason, new_day, today))
    before = row.decision
    row.decision, row.answer, row.reason = said.decision, said.answer, said.reason
    row.follow_up_on, row.decided_at, row.owner = day, at, row.owner or by
    row.state, row.version, row.closed_at = ErrandState.DECIDED, row.version + 1, None
    row.save()
    history.note("answer", row, by=by, at=at, changes={"decision": [before, said.decision]})
    return row


@transaction.atomic
def close(*, errand: Errand, by: Actor, at: datetime) -> Errand:
    """Nothing more will come of it. Twice closes once. Raises Refused before it is answered."""
    row = Errand.objects.owned().select_for_update().get(pk=errand.pk)
    if row.state == ErrandState.CLOSED:
        return row
    must(rules.why_not_moved(row.state, ErrandState.CLOSED))
    row.state, row.closed_at, row.version = ErrandState.CLOSED, at, row.version + 1
    row.follow_up_on = None
    row.save(update_fields=["state", "closed_at", "version", "follow_up_on"])
    history.note("close", row, by=by, at=at)
    return row
