"""Somebody becomes a member, changes, leaves, is found to stand there twice, and is erased."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from favn.associations.actions.fees import charge
from favn.associations.actions.tries import must_not_hurry
from favn.associations.choices.membership import LeftBecause, MemberKind, Origin
from favn.associations.models import Fee, FeeLetter, Member, Notice, Payment
from favn.associations.queries import members as queries
from favn.associations.rules import people as rules
from favn.kit import history
from favn.kit.history import Actor
from favn.kit.refusals import Conflict, Refused, insert, must, standing
from favn.kit.tenancy import current
from favn.people.accounts import mail
from favn.people.organisations.models import Organisation


@dataclass(frozen=True, slots=True)
class Card:
    """What is known of a member."""

    name: str
    email: str
    phone: str = ""
    kind: str = MemberKind.ACTIVE
    news: bool = False

    def values(self) -> dict[str, Any]:
        """Field → value as a row holds it."""
        return {
            "name": rules.tidy(self.name), "email": self.email.strip(),
            "phone": " ".join(self.phone.split()), "kind": str(self.kind), "news": self.news,
        }  # fmt: skip


class Themselves:
    """Whoever becomes a member by the form, as an actor: never by name."""

    def __init__(self, pk: UUID) -> None:
        self.actor_id = pk
        self.actor_label = _("Medlemmet selv")


class Time:
    """Nobody: their time is over."""

    actor_id = UUID(int=0)
    actor_label = "favn retention"


@transaction.atomic
def add_member(
    *,
    id: UUID,
    card: Card,
    joined_on: date,
    by: Actor,
    at: datetime,
    origin: Origin = Origin.OFFICE,
    agreed_at: datetime | None = None,
) -> Member:
    """A member with the next number, and this year's fee where it is open; once per `id`.

    Raises Refused, Taken.
    """
    row = Member(id=id, organisation_id=current(), joined_on=joined_on, origin=origin)
    if stands := standing(row):
        return stands
    must(rules.why_not_named(card.name))
    list(Organisation.objects.select_for_update().filter(pk=current()))
    row.number, row.agreed_at = queries.next_number(), agreed_at
    for name, value in card.values().items():
        setattr(row, name, value)
    if stands := insert(row):
        return stands
    history.note("add", row, by=by, at=at, changes={"number": ["", row.number]})
    if year := queries.year_with(at.year):
        charge(member=row, year=year, by=by, at=at)
    return row


@dataclass(frozen=True, slots=True)
class Joined:
    """What became of the form: a new member, or one who was there already."""

    member: Member
    is_new: bool


def join(*, id: UUID, card: Card, address: str, at: datetime) -> Joined:
    """Somebody becomes a member by the public form.

    The same mail address twice is one member, and the page that answers is the same, so that nobody
    learns who is a member. Raises Refused after five forms from one `address` in ten minutes or
    sixty in all in an hour, Taken.
    """
    if stands := standing(Member(id=id)):
        return Joined(stands, is_new=False)
    must(rules.why_not_named(card.name))
    must_not_hurry("join", address, at, rules.why_not_try)
    with transaction.atomic():
        list(Organisation.objects.select_for_update().filter(pk=current()))
        if known := queries.living_with_mail(card.email):
            return Joined(known, is_new=False)
        by = Themselves(id)
        row = add_member(
            id=id, card=card, joined_on=at.date(), by=by, at=at, origin=Origin.FORM, agreed_at=at
        )
        return Joined(row, is_new=True)


@transaction.atomic
def change_member(*, member: Member, version: int, card: Card, by: Actor, at: datetime) -> Member:
    """Write a member anew; history says which of the names changed, never from what to what.

    Raises Refused, and Conflict where somebody else changed it since it was shown.
    """
    row = _held(member)
    now = {"name": row.called, "email": row.mail, "phone": row.telephone}
    before = now | {"kind": row.kind, "news": row.news}
    changed = {n: v for n, v in card.values().items() if before[n] != v}
    if not changed:
        return row
    _must_be(row, version)
    must(rules.why_not_named(card.name))
    for name, value in changed.items():
        setattr(row, name, value)
    row.version += 1
    row.save(update_fields=[*changed, "version"])
    told = {n: [before[n], v] for n, v in changed.items() if n not in now}
    history.note("change", row, by=by, at=at, changes=told)
    return row


@transaction.atomic
def leave(
    *, member: Member, version: int, on: date, because: LeftBecause, by: Actor, at: datetime
) -> Member:
    """Somebody is a member no more; what they owe stays where it is. Raises Refused, Conflict."""
    row = _held(member)
    if row.left_on == on and row.left_because == because:
        return row
    _must_be(row, version)
    must(rules.why_not_left(row.joined_on, on, at.date()))
    before, row.left_on, row.left_because = row.left_on, on, because
    row.version += 1
    row.save(update_fields=["left_on", "left_because", "version"])
    changes = {"left_on": [str(before or ""), str(on)], "left_because": ["", str(because)]}
    history.note("leave-member", row, by=by, at=at, changes=changes)
    return row


@transaction.atomic
def come_back(*, member: Member, version: int, by: Actor, at: datetime) -> Member:
    """Take a leaving back; the number and what was paid are as before. Raises Conflict."""
    row = _held(member)
    if row.left_on is None:
        return row
    _must_be(row, version)
    before, row.left_on, row.left_because = row.left_on, None, ""
    row.version += 1
    row.save(update_fields=["left_on", "left_because", "version"])
    history.note("come-back", row, by=by, at=at, changes={"left_on": [str(before), ""]})
    return row


@transaction.atomic
def join_two(*, keep: Member, gone: Member, by: Actor, at: datetime) -> Member:
    """Two rows are one human being: the money goes to the one that is kept, the other leaves.

    A year both owe is paid once; more than the fee stands as paid too much. Raises Refused.
    """
    if keep.pk == gone.pk:
        raise Refused(_("Vælg to forskellige medlemmer."))
    one, other = _held(keep), _held(gone)
    if other.left_because == LeftBecause.TWICE:
        return one
    for fee in Fee.objects.owned().filter(member=other):
        same = Fee.objects.owned().filter(member=one, year=fee.year).first()
        if same is None:
            Fee.objects.owned().filter(pk=fee.pk).update(member=one)
        else:
            Payment.objects.owned().filter(fee=fee).update(fee=same)
            fee.delete()
    one.joined_on = min(one.joined_on, other.joined_on)
    one.version += 1
    one.save(update_fields=["joined_on", "version"])
    other.left_on, other.left_because = max(at.date(), other.joined_on), LeftBecause.TWICE
    other.version += 1
    other.save(update_fields=["left_on", "left_because", "version"])
    history.note("join-two", one, by=by, at=at, changes={"number": [other.number, one.number]})
    return one


@transaction.atomic
def erase_member(*, member: Member, by: Actor, at: datetime) -> Member:
    """Forget who it was. Day and amount of each payment stay, under a number without a name.

    Twice is once. Members who never paid nor owed go entirely, but for their number in history.
    Raises Refused for somebody who is still a member.
    """
    row = Member.objects.owned().select_for_update().get(pk=member.pk)
    if row.erased_at is not None:
        return row
    must(None if row.left_on else _("Skriv først, hvornår medlemmet gik ud."))
    for payment in Payment.objects.owned().filter(fee__member=row):
        payment.payer = payment.message = payment.sender = ""
        payment.mark = payment.void_because = ""
        payment.save(update_fields=["payer", "message", "sender", "mark", "void_because"])
    for fee in Fee.objects.owned().filter(member=row):
        fee.waived_because = ""
        fee.save(update_fields=["waived_because"])
    written = (FeeLetter.objects.owned().filter(fee__member=row), Notice.objects.owned())
    mail.drop([*written[0], *written[1].filter(member=row)], at=at)
    row.name = row.email = row.phone = ""
    row.erased_at, row.news, row.agreed_at = at, False, None
    row.version += 1
    row.save()
    history.note("erase", row, by=by, at=at)
    return row


def let_go(rows: Any, at: datetime) -> int:
    """Those who left a year ago are forgotten; how many."""
    return len([erase_member(member=row, by=Time(), at=at) for row in list(rows)])


def _held(member: Member) -> Member:
    return Member.objects.known().select_for_update().get(pk=member.pk)


def _must_be(row: Member, version: int) -> None:
    if row.version != version:
        raise Conflict(_("En anden har rettet medlemmet imens. Se, hvad der står nu."))
