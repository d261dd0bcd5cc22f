"""Signing up by the public page, and what a coordinator makes of it: a person, or nothing.

A sign-up is a claim. Nobody becomes a person of the house before somebody has looked whether they
are here already.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

from django.db import transaction
from django.utils.translation import gettext as _

from favn.kit import addresses, clock, history
from favn.kit.history import Actor
from favn.kit.refusals import SOMEBODY_WAS_FIRST, Conflict, Refused, insert, must, standing
from favn.kit.tenancy import current
from favn.pathways.actions.letters import ask_again
from favn.pathways.choices.mentoring import Side
from favn.pathways.models import Application, Network, Participant, Try
from favn.pathways.models.mentoring import WISHES
from favn.pathways.queries import pool
from favn.pathways.rules import mentoring as rules
from favn.people.persons import actions as persons
from favn.people.persons.actions import Wanted
from favn.people.persons.actions.consents import Said, Text
from favn.people.persons.choices import BY_PURPOSE, Act, How
from favn.people.persons.models import Person
from favn.people.persons.queries import consent_stands, who_stands
from favn.people.persons.rules import tidy, why_not_named, why_not_noted


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody says of themselves; all but the languages and times may be left out."""

    languages: tuple[str, ...]
    times: tuple[str, ...]
    goals: tuple[str, ...] = field(default=())
    trade: str = ""
    places: int = 1
    gender: str = ""
    wants_woman: bool = False
    about: str = ""

    def values(self, side: str) -> dict[str, Any]:
        """Field → value as a row holds it; what the other side is asked is left out."""
        given = {name: list(v) if isinstance(v, tuple) else v for name, v in asdict(self).items()}
        given["about"] = tidy(self.about)
        if side == Side.MENTEE:
            return given | {"places": 1, "gender": ""}
        return given | {"wants_woman": False}


@dataclass(frozen=True, slots=True)
class Signed:
    """Who signs up, and how they are reached."""

    name: str
    contact: str
    is_mail: bool
    language: str = ""


def must_not_hurry(*, address: str, at: datetime) -> None:
    """Count one more form from an address. Raises Refused after twenty in ten minutes."""
    bucket = addresses.bucket("mentoring", address, at.date())
    recent = Try.objects.owned().filter(bucket=bucket, at__gt=at - rules.WINDOW).count()
    must(rules.why_not_try(recent))
    Try(organisation_id=current(), bucket=bucket, at=at).save(force_insert=True)


def sign_up(
    *, id: UUID, network: Network, side: str, signed: Signed, wish: Wish, at: datetime,
    address: str = "",
) -> Application:  # fmt: skip
    """Somebody wants to be a mentor or to have one, once per `id`. Raises Refused, Taken.

    They said yes to the words on the page; which version of them stands on the row.
    """
    row = Application(id=id, organisation_id=current(), network=network, side=side)
    if stands := standing(row):
        return stands
    if address:
        must_not_hurry(address=address, at=at)
    return _signed(row, signed, wish, at)


@transaction.atomic
def _signed(row: Application, signed: Signed, wish: Wish, at: datetime) -> Application:
    """The network is held meanwhile: whoever closes it counts this one, or it is refused.

    The form that was counted before stays counted.
    """
    side = row.side
    _check(_held(row.network), side, signed, wish)
    row.name, row.contact, row.is_mail = tidy(signed.name), tidy(signed.contact), signed.is_mail
    row.language, row.signed_at = signed.language, at
    row.consent_version = BY_PURPOSE[pool.PURPOSE].version
    row.consent_wording = str(BY_PURPOSE[pool.PURPOSE].wording)
    for name, value in wish.values(side).items():
        setattr(row, name, value)
    noted = {"side": ["", str(side)]}
    return insert(row, lambda r: history.note("sign-up", r, by=row, at=at, changes=noted)) or row


def _check(network: Network, side: str, signed: Signed, wish: Wish) -> None:
    must(rules.why_not_sign_up(network.state, side))
    must(why_not_named(tidy(signed.name)) or why_not_noted(wish.about, signed.contact))
    must(rules.why_not_ready(list(wish.languages), list(wish.times)))


@transaction.atomic
def take_in(
    *, application: Application, person: Person | None, by: Actor, at: datetime
) -> Participant:
    """Into the network as `person`, or as somebody new; twice is once. Raises Refused, KeyMissing.

    They come to wait for a talk. What they wrote moves along, and the sign-up keeps none of it.
    Whoever said yes to an earlier text is asked about today's, by letter where they have mail.
    The network is held first, as whoever closes it does. Raises Conflict where it moved meanwhile.
    """
    network = _held(application.network)
    row = Application.objects.owned().select_for_update().get(pk=application.pk)
    if row.participant:
        return row.participant
    must(_("Tilmeldingen er lagt væk.") if row.settled_at else None)
    if row.network_id != network.pk:
        raise Conflict(SOMEBODY_WAS_FIRST)
    who = who_stands(person) if person else _new_person(row, by, at)
    persons.held(who)
    took_back = pool.took_back(who, row.signed_at)
    must(rules.why_not_take_in(network.state, took_back=took_back))
    _says_yes(row, who, by, at)
    found = _participant(row, who)
    if stands := insert(found):
        return stands
    history.note("take-in", found, by=by, at=at, changes={"side": ["", row.side]})
    row.participant = found
    row.let_go(at)
    if not pool.may_be_suggested(found, clock.local_day(at)):
        ask_again(found, at)
    return found


def _held(network: Network) -> Network:
    """As it stands until we are done, so that nobody comes into one that is being closed."""
    return Network.objects.owned().select_for_update(no_key=True).get(pk=network.pk)


def _new_person(row: Application, by: Actor, at: datetime) -> Person:
    contact = {"email" if row.is_mail else "phone": row.contact}
    spoken = [code for code in row.languages if code != "da"]
    first = spoken[0] if spoken else "da"
    more = tuple(code for code in row.languages if code != first)
    wanted = Wanted(row.name, language=first, more_languages=more, **contact)
    return persons.add_person(id=uuid5(row.pk, "person"), wanted=wanted, by=by, at=at)


def _says_yes(row: Application, who: Person, by: Actor, at: datetime) -> None:
    """The yes they gave on the page, to the words that stood there, in the person's own ledger."""
    today, version = clock.local_day(at), row.consent_version
    if consent_stands(who, pool.PURPOSE, on=today, least=version):
        return
    said = Said(
        pool.PURPOSE, Act.GIVEN, How.FORM, heard=Text(version, row.consent_wording),
    )  # fmt: skip
    persons.say(id=uuid5(row.pk, "yes"), person=who, said=said, by=by, at=at)


def _participant(row: Application, who: Person) -> Participant:
    day = clock.local_day(row.signed_at)
    found = Participant(
        id=uuid5(row.pk, "participant"), organisation_id=current(), person=who,
        counted_as=who.counted_as, signed_on=day, waiting_since=day, called=row.name.split()[0],
        **{name: getattr(row, name) for name in WISHES},
    )  # fmt: skip
    twins = pool.here(row.network).filter(person=who, side=row.side).exclude(pk=found.pk)
    if twins.exists():
        raise Refused(_("Personen er med i netværket i forvejen. Læg tilmeldingen væk."))
    return found


@transaction.atomic
def put_away(*, application: Application, by: Actor, at: datetime) -> Application:
    """Nothing came of a sign-up: its words go. Twice is once."""
    row = Application.objects.owned().select_for_update().get(pk=application.pk)
    if row.settled_at is None:
        row.let_go(at)
        history.note("put-away", row, by=by, at=at)
    return row


@transaction.atomic
def enter(
    *, id: UUID, person: Person, network: Network, side: str, wish: Wish, at: datetime, by: Actor
) -> Participant:
    """A coordinator writes somebody of the house in, who said yes to it. Raises Refused, Taken."""
    row = Participant(id=id, organisation_id=current(), network=network, side=side, person=person)
    if stands := standing(row):
        return stands
    network = _held(network)
    persons.held(person)
    must(rules.why_not_sign_up(network.state, side))
    must(rules.why_not_ready(list(wish.languages), list(wish.times)))
    day = clock.local_day(at)
    if person.pk not in pool.allowed(day):
        raise Refused(_("Personen har ikke sagt ja til det endnu. Skriv ja'et på personens side."))
    if pool.here(network).filter(person=person, side=side).exists():
        raise Refused(_("Personen er med i netværket i forvejen."))
    row.counted_as, row.signed_on, row.waiting_since = person.counted_as, day, day
    row.called = person.name.split()[0]
    for name, value in wish.values(side).items():
        setattr(row, name, value)
    noted: Mapping[str, Any] = {"side": ["", str(side)]}
    then = lambda r: history.note("enter", r, by=by, at=at, changes=dict(noted))  # noqa: E731
    return insert(row, then) or row


@transaction.atomic
def sweep(*, at: datetime) -> int:
    """Sign-ups nobody took in for 60 days lose their words, wrong forms go; how many sign-ups."""
    Try.objects.owned().filter(at__lt=at - timedelta(hours=1)).delete()
    old = Application.objects.owned().filter(settled_at=None)
    rows = list(old.filter(signed_at__lt=at - timedelta(days=rules.KEPT_DAYS)))
    for row in rows:
        row.let_go(at)
    return len(rows)
