"""Signing up, changing, leaving, and the line moving up. The gathering's row is held meanwhile.

Two who take the last seat at once come one after the other, so exactly one gets it.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from favn.gatherings import queries
from favn.gatherings.actions.letters import write_to_signup
from favn.gatherings.choices import Letter as Why
from favn.gatherings.choices import Seat, Way
from favn.gatherings.models import Gathering, SignUp, SignUpTry
from favn.gatherings.rules import children, events, seats
from favn.kit import addresses, history
from favn.kit.history import Actor
from favn.kit.refusals import Conflict, Refused, Taken, insert, must, standing
from favn.kit.tenancy import current
from favn.people.organisations.models import Organisation


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody types who signs up."""

    name: str
    way: Way
    contact: str
    persons: int = 1
    needs_interpreter: bool = False
    language: str = ""
    access: str = ""
    children: str = ""
    """First names and ages, where it is for children."""
    parent_yes: str = ""
    """The words a parent said yes to; empty where none did."""


class Themselves:
    """Whoever signs up without an account, as an actor: never by name."""

    def __init__(self, pk: UUID) -> None:
        self.actor_id = pk
        self.actor_label = _("Den tilmeldte selv")


def held(gathering: Gathering) -> Gathering:
    """The row, held until the transaction ends, so that seats are given one by one."""
    return Gathering.objects.owned().select_for_update().get(pk=gathering.pk)


def must_not_hurry(*, address: str, at: datetime, form: str = "gatherings") -> None:
    """Count one more form from an address. Raises Refused after twenty in ten minutes.

    Public forms of rooms above name themselves in `form`, and are counted apart.
    """
    bucket = addresses.bucket(form, address, at.date())
    rows = SignUpTry.objects.owned()
    must(seats.why_not_try(rows.filter(bucket=bucket, at__gt=at - seats.WINDOW).count()))
    SignUpTry(organisation_id=current(), bucket=bucket, at=at).save(force_insert=True)


def sign_up(
    *,
    id: UUID,
    gathering: Gathering,
    wish: Wish,
    at: datetime,
    address: str = "",
    by: Actor | None = None,
    party: Organisation | None = None,
) -> SignUp:
    """A seat, or a place in the line, once per `id`; a letter to whoever gave a mail address.

    `by` is a member of the staff who writes somebody in, also after the sign-up closed. `address`
    is where a form came from. Raises Refused, Taken.
    """
    if stands := _stands(id, gathering):
        return stands
    if address:
        must_not_hurry(address=address, at=at)
    with transaction.atomic():
        row = held(gathering)
        if by is None:
            must(events.why_not_by_oneself(row.audience))
            must(events.why_not_join(row, queries.meetings_of(row), at))
        return add(id, row, wish, by or Themselves(id), at, party)


def _stands(id: UUID, gathering: Gathering) -> SignUp | None:
    stands = standing(SignUp(id=id))
    if stands and stands.gathering_id != gathering.pk:
        raise Taken(str(id))
    return stands


def add(
    id: UUID, row: Gathering, wish: Wish, by: Actor, at: datetime, party: Organisation | None
) -> SignUp:
    """Inside the transaction that holds `row`: seat or line. Raises Refused, Taken."""
    if stands := _stands(id, row):
        return stands
    must(seats.why_not_persons(wish.persons))
    must(children.why_not_alone(row.for_children, wish.parent_yes, wish.children))
    settle(row, at)
    left = queries.house_of(row).free
    signup = _row(id, row, wish, at)
    signup.party = party
    signup.state = Seat.SEATED if seats.fits(wish.persons, left) else Seat.WAITING
    if stands := insert(signup):
        return stands
    history.note("sign-up", signup, by=by, at=at, changes={"state": ["", str(signup.state)]})
    write_to_signup(signup, Why.CONFIRM, at)
    return signup


def _row(id: UUID, gathering: Gathering, wish: Wish, at: datetime) -> SignUp:
    rows = SignUp.objects.owned().filter(gathering=gathering)
    last = rows.aggregate(last=Max("number"))["last"] or 0
    row = SignUp(
        id=id,
        organisation_id=current(),
        gathering=gathering,
        number=last + 1,
        name=" ".join(wish.name.split()),
        way=wish.way,
        contact=wish.contact.strip(),
        persons=wish.persons,
        needs_interpreter=wish.needs_interpreter,
        language=wish.language,
        access=wish.access,
        children=" ".join(wish.children.split()),
        parent_yes=wish.parent_yes,
        parent_yes_at=at if wish.parent_yes else None,
        signed_at=at,
    )
    row.lock_with_code()
    return row


@transaction.atomic
def change_persons(
    *, signup: SignUp, persons: int, version: int, by: Actor | None = None, at: datetime
) -> SignUp:
    """Come with more or fewer. More needs free seats; whoever waits keeps the place in the line.

    By one's own code until it begins. Raises Refused, Conflict.
    """
    gathering, row = _held(signup, version)
    _must_be_ahead(gathering, by, at)
    must(seats.why_not_persons(persons))
    must(children.why_not_more(gathering.for_children))
    if not row.is_live:
        raise Refused(_("Tilmeldingen er meldt fra. Meld dig til igen."))
    settle(gathering, at)
    row.refresh_from_db()
    left = queries.house_of(gathering).free
    if row.state != Seat.WAITING and not seats.fits(persons - row.persons, left):
        raise Refused(_("Så mange pladser er der ikke. Du har stadig dem, du havde."))
    was, row.persons, row.version = row.persons, persons, row.version + 1
    row.save(update_fields=["persons", "version"])
    history.note("change", row, by=by or row, at=at, changes={"persons": [was, persons]})
    move_up(gathering, at)
    row.refresh_from_db()
    return row


def _held(signup: SignUp, version: int) -> tuple[Gathering, SignUp]:
    gathering = held(signup.gathering)
    row = SignUp.objects.owned().select_for_update().get(pk=signup.pk)
    if row.version != version:
        raise Conflict(_("Tilmeldingen er ændret imens. Se den igen, og prøv så."))
    return gathering, row


def _must_be_ahead(gathering: Gathering, by: Actor | None, at: datetime) -> None:
    """A colleague may write what was said later too; by a code nothing changes who came."""
    if by is None:
        must(events.why_not_answer(gathering, queries.meetings_of(gathering), at))


@transaction.atomic
def leave(*, signup: SignUp, by: Actor | None = None, at: datetime) -> SignUp:
    """Give the seat back; the first in the line who fits is offered it. Twice is once.

    By one's own code until it begins. Raises Refused.
    """
    gathering = held(signup.gathering)
    row = SignUp.objects.owned().select_for_update().get(pk=signup.pk)
    if row.is_live:
        _must_be_ahead(gathering, by, at)
        _end(row, Seat.CANCELLED, by or row, at)
        settle(gathering, at)
    return row


def _end(row: SignUp, state: Seat, by: Actor, at: datetime) -> None:
    was, row.state = row.state, state
    row.left_at, row.offered_until, row.version = at, None, row.version + 1
    row.save(update_fields=["state", "left_at", "offered_until", "version"])
    verb = "leave" if state == Seat.CANCELLED else "lapse"
    history.note(verb, row, by=by, at=at, changes={"state": [str(was), str(state)]})


@transaction.atomic
def say_yes(*, signup: SignUp, by: Actor | None = None, at: datetime) -> SignUp:
    """Take the seat that was offered; twice is once. Raises Refused where it went on or is over."""
    gathering = held(signup.gathering)
    row = SignUp.objects.owned().select_for_update().get(pk=signup.pk)
    if row.state == Seat.SEATED:
        return row
    _must_be_ahead(gathering, by, at)
    if not row.has_offer_at(at):
        raise Refused(_("Pladsen er gået videre til den næste i køen."))
    _seat(row, by or row, at)
    settle(gathering, at)
    return row


def _seat(row: SignUp, by: Actor, at: datetime) -> None:
    was, row.state = row.state, Seat.SEATED
    row.offered_until, row.version = None, row.version + 1
    row.save(update_fields=["state", "offered_until", "version"])
    history.note("accepted", row, by=by, at=at, changes={"state": [str(was), "seated"]})
    write_to_signup(row, Why.CONFIRM, at, once=f"seated{row.version}")


@transaction.atomic
def let_in(*, signup: SignUp, by: Actor, at: datetime) -> SignUp:
    """The staff gives somebody who waits or left a seat, also where the house is full."""
    held(signup.gathering)
    row = SignUp.objects.owned().select_for_update().get(pk=signup.pk)
    if row.state != Seat.SEATED:
        row.left_at = None
        row.save(update_fields=["left_at"])
        _seat(row, by, at)
    return row


@transaction.atomic
def set_party(*, signup: SignUp, party: Organisation | None, by: Actor, at: datetime) -> SignUp:
    """Say which association somebody comes from, so that its attendance can be followed."""
    row = SignUp.objects.owned().select_for_update().get(pk=signup.pk)
    if row.party_id != (party.pk if party else None):
        row.party = party
        row.save(update_fields=["party"])
        row.presences.update(party=party)
        history.note("change", row, by=by, at=at, changes={"party": ["", str(party or "")]})
    return row


# The line


def settle(gathering: Gathering, at: datetime) -> None:
    """Inside the transaction that holds `gathering`: offers that ran out go on, seats move up."""
    rows = SignUp.objects.owned().filter(gathering=gathering, state=Seat.OFFERED)
    for row in rows.filter(offered_until__lte=at):
        _end(row, Seat.LAPSED, row, at)
        write_to_signup(row, Why.LAPSE, at)
    move_up(gathering, at)


def move_up(gathering: Gathering, at: datetime) -> list[SignUp]:
    """Offer free seats to the line until it begins; who was offered one, in order."""
    meetings = queries.meetings_of(gathering)
    first = next((m.starts_at for m in meetings if not m.is_off and m.starts_at > at), None)
    house = queries.house_of(gathering)
    if first is None or gathering.is_off or not house.waiting:
        return []
    offered = list(seats.moves_up(house.free, house.waiting))
    for row in offered:
        row.state, row.offered_until = Seat.OFFERED, seats.offer_ends(at, first)
        row.version += 1
        row.save(update_fields=["state", "offered_until", "version"])
        changes = {"state": ["waiting", "offered"]}
        history.note("offer-seat", row, by=row, at=at, changes=changes)
        write_to_signup(row, Why.OFFER, at)
    return offered


@transaction.atomic
def lapse_offers(*, gathering: Gathering, at: datetime) -> None:
    """Let offers that ran out go on to the next, between two visits to the pages."""
    settle(held(gathering), at)
