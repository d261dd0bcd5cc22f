"""From a few words on the public page to a volunteer in a role, and out again.

What somebody writes is a claim: nobody becomes a person of the house before the project leader has
looked whether they are here already. A guest is brought in from their own page, as who they are.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

from django.db import transaction

from favn.centre.actions.hours import settle
from favn.centre.actions.shift_letters import write_to
from favn.centre.actions.shifts import step_off
from favn.centre.choices import Came, Item, Stage, StopWhy, Written
from favn.centre.models import (
    Checked,
    Interest,
    OneRole,
    Volunteer,
    VolunteerLink,
    VolunteerRole,
)
from favn.centre.queries import volunteers as queries
from favn.centre.rules import volunteers as rules
from favn.gatherings.actions.signups import must_not_hurry
from favn.kit import clock, history
from favn.kit.history import Actor
from favn.kit.refusals import insert, must, standing, taken
from favn.kit.tenancy import current
from favn.people.accounts import links
from favn.people.accounts.choices import Ended
from favn.people.accounts.models import Account
from favn.people.persons import actions as persons
from favn.people.persons.actions import Wanted
from favn.people.persons.actions.consents import Said, Text
from favn.people.persons.choices import BY_PURPOSE, Act, How
from favn.people.persons.models import Person
from favn.people.persons.queries import consent_stands, who_stands
from favn.people.persons.rules import tidy, why_not_named, why_not_noted


@dataclass(frozen=True, slots=True)
class Signed:
    """Who writes, how they are reached, and what they would like."""

    name: str
    contact: str
    is_mail: bool
    wishes: tuple[str, ...] = ()
    about: str = ""
    language: str = ""


def sign_up(*, id: UUID, signed: Signed, at: datetime, address: str = "") -> Interest:
    """Somebody would like to help, once per `id`. Raises Refused, Taken.

    They said yes to the words on the page; which version of them stands on the row.
    """
    row = Interest(id=id, organisation_id=current(), signed_at=at, language=signed.language)
    if stands := standing(row):
        return stands
    if address:
        must_not_hurry(address=address, at=at, form="volunteers")
    name, about = tidy(signed.name), tidy(signed.about)
    must(why_not_named(name) or why_not_noted(about, signed.contact))
    must(rules.why_not_wish(signed.wishes, [role.slug for role in queries.wanted_roles()]))
    row.name, row.about, row.wishes = name, about, list(signed.wishes)
    row.contact, row.is_mail = tidy(signed.contact), signed.is_mail
    row.consent_version = BY_PURPOSE[queries.PURPOSE].version
    row.consent_wording = str(BY_PURPOSE[queries.PURPOSE].wording)
    return insert(row, lambda r: history.note("sign-up", r, by=row, at=at)) or row


@transaction.atomic
def take_in(
    *, interest: Interest, person: Person | None, was_guest: bool, by: Account, at: datetime
) -> Volunteer:
    """As `person`, or as somebody new; twice is once. Raises Refused, KeyMissing.

    They come to wait for a talk with whoever took them in.
    """
    row = Interest.objects.owned().select_for_update().get(pk=interest.pk)
    if row.volunteer:
        return row.volunteer
    who = who_stands(person) if person else _new_person(row, by, at)
    persons.held(who)
    is_here, back = queries.as_volunteer(who) is not None, queries.took_back(who, row.signed_at)
    must(rules.why_not_take_in(is_settled=bool(row.settled_at), is_here=is_here, took_back=back))
    heard, today = Text(row.consent_version, row.consent_wording), clock.local_day(at)
    if not consent_stands(who, queries.PURPOSE, on=today, least=heard.version):
        said = Said(queries.PURPOSE, Act.GIVEN, How.FORM, heard=heard)
        persons.say(id=uuid5(row.pk, "yes"), person=who, said=said, by=by, at=at)
    found = _volunteer(uuid5(row.pk, "volunteer"), who, by, clock.local_day(row.signed_at))
    found.came = Came.GUEST if was_guest else Came.SELF
    found.wishes = row.wishes
    if stands := insert(found):
        return stands
    history.note("take-in", found, by=by, at=at)
    row.volunteer = found
    _settle(row, at)
    return found


def _new_person(row: Interest, by: Actor, at: datetime) -> Person:
    contact = {"email" if row.is_mail else "phone": row.contact}
    wanted = Wanted(row.name, language=row.language or "da", **contact)
    return persons.add_person(id=uuid5(row.pk, "person"), wanted=wanted, by=by, at=at)


def _says_yes(who: Person, id: UUID, purpose: str, how: How, by: Actor, at: datetime) -> None:
    said = Said(purpose, Act.GIVEN, how)
    persons.say(id=id, person=who, said=said, by=by, at=at)


def _volunteer(id: UUID, person: Person, by: Account, signed_on: date) -> Volunteer:
    return Volunteer(
        id=id, organisation_id=current(), person=person, called=person.name.split()[0],
        signed_on=signed_on, leader=by,
    )  # fmt: skip


def _settle(row: Interest, at: datetime) -> None:
    """Its words go; that somebody wrote stays."""
    row.settled_at = at
    row.name, row.contact, row.about, row.wishes = "", "", "", []
    row.save()


@transaction.atomic
def put_away(*, interest: Interest, by: Actor, at: datetime) -> Interest:
    """Nothing came of it: its words go. Twice is once."""
    row = Interest.objects.owned().select_for_update().get(pk=interest.pk)
    if row.settled_at is None:
        _settle(row, at)
        history.note("put-away", row, by=by, at=at)
    return row


@dataclass(frozen=True, slots=True)
class Yes:
    """How a person said yes on the spot, and whether to be counted on the way too."""

    how: How | None = None
    counts_on_the_way: bool = False


@transaction.atomic
def bring_in(
    *, id: UUID, person: Person, was_guest: bool, wishes: tuple[str, ...], yes: Yes, by: Account,
    at: datetime,
) -> Volunteer:  # fmt: skip
    """A person of the house becomes a volunteer, the same person. Raises Refused, Taken."""
    row = _volunteer(id, person, by, clock.local_day(at))
    if stands := standing(row):
        return stands
    persons.held(person)
    today = clock.local_day(at)
    says = consent_stands(person, queries.PURPOSE, on=today)
    is_here = queries.as_volunteer(person) is not None
    must(rules.why_not_bring_in(is_here=is_here, says_yes=says or yes.how is not None))
    for purpose, wanted in ((queries.PURPOSE, True), (queries.PATH, yes.counts_on_the_way)):
        if wanted and yes.how and not consent_stands(person, purpose, on=today):
            _says_yes(person, uuid5(id, purpose), purpose, yes.how, by, at)
    row.came, row.wishes = (Came.GUEST if was_guest else Came.SELF), list(wishes)
    if stands := insert(row):
        return stands
    persons.met(person=person, at=at)
    history.note("bring-in", row, by=by, at=at, changes={"came": ["", row.came]})
    return row


# The talk and the list


@dataclass(frozen=True, slots=True)
class Told:
    """What the project leader writes of the talk; the note is sealed."""

    called: str
    came: str = Came.SELF
    talk_on: date | None = None
    talked_on: date | None = None
    most_shifts: int = 4
    wishes: tuple[str, ...] = ()
    note: str = ""

    def values(self) -> dict[str, Any]:
        """Field → value as the row holds it."""
        return {
            "called": tidy(self.called), "came": self.came, "talk_on": self.talk_on,
            "talked_on": self.talked_on, "most_shifts": self.most_shifts,
            "wishes": list(self.wishes), "note": tidy(self.note),
        }  # fmt: skip


@transaction.atomic
def write_down(*, who: Volunteer, version: int, told: Told, by: Account, at: datetime) -> Volunteer:
    """A day for the talk, or what came of it. Raises Refused, Conflict.

    History names the fields and none of the words. Whoever writes is who they can turn to.
    """
    row, today = taken(who, version), clock.local_day(at)
    must(rules.why_not_change(row.stage) or rules.why_not_on_day(told.talked_on, today))
    must(why_not_named(tidy(told.called)) or why_not_noted(told.note))
    values = told.values()
    named = sorted(name for name, value in values.items() if getattr(row, name) != value)
    for name in named:
        setattr(row, name, values[name])
    row.leader = by
    if row.stage == Stage.TALK and row.talked_on:
        row.stage = Stage.READY
    row.save()
    if row.person and told.talked_on == today:
        persons.met(person=row.person, at=at)
    history.note("write-down", row, by=by, at=at, changes={"fields": named})
    return row


@transaction.atomic
def see(*, who: Volunteer, item: Item, on: date, by: Account, at: datetime) -> Checked:
    """Something of the list is in place; a certificate is seen, and nothing of it is kept.

    Seen anew, the newer day stands and history has the older. Raises Refused.
    """
    must(rules.why_not_change(who.stage) or rules.why_not_on_day(on, clock.local_day(at)))
    row = Checked.objects.owned().select_for_update().filter(volunteer=who, item=item).first()
    before = row.on.isoformat() if row else ""
    row = row or Checked(id=uuid5(who.pk, item), organisation_id=current(), volunteer=who)
    row.item, row.on, row.by = item, on, by
    row.save()
    history.note("see", row, by=by, at=at, changes={"on": [before, on.isoformat()]})
    return row


@transaction.atomic
def unsee(*, who: Volunteer, item: Item, by: Account, at: datetime) -> None:
    """It was not in place after all; twice is once."""
    for row in Checked.objects.owned().filter(volunteer=who, item=item):
        history.note("unsee", row, by=by, at=at, changes={"on": [row.on.isoformat(), ""]})
        row.delete()


# Roles


@transaction.atomic
def begin_role(
    *, who: Volunteer, role: VolunteerRole, version: int, by: Account, at: datetime
) -> OneRole:
    """They begin today, once the list is whole; the first time they are welcomed by letter.

    Raises Refused, Conflict.
    """
    row, today = taken(who, version), clock.local_day(at)
    must(rules.why_not_change(row.stage))
    held = OneRole.objects.owned().filter(volunteer=row, ended_on=None)
    must(
        rules.why_not_begin(
            role.name, queries.lacks(role, queries.checks_of(row), today),
            talked=row.talked_on is not None, has_it=held.filter(role=role).exists(),
            consents=queries.says_yes(row, today),
        )
    )  # fmt: skip
    found = OneRole(organisation_id=current(), volunteer=row, role=role, begun_on=today)
    found.save(force_insert=True)
    row.stage = Stage.ACTIVE
    row.save(update_fields=["stage", "version"])
    write_to(row, Written.WELCOME, at)
    history.note("begin-role", found, by=by, at=at, changes={"role": ["", role.slug]})
    return found


@transaction.atomic
def end_role(*, held: OneRole, version: int, by: Account, at: datetime) -> OneRole:
    """They have the role no more, nor its shifts ahead. Raises Conflict."""
    who = taken(held.volunteer, version)
    _end_roles([held], who, by, at)
    if not OneRole.objects.owned().filter(volunteer=who, ended_on=None).exists():
        who.stage = Stage.READY
    who.save(update_fields=["stage", "version"])
    return held


def _end_roles(rows: list[OneRole], who: Volunteer, by: Actor, at: datetime) -> None:
    for held in rows:
        if held.ended_on is None:
            held.ended_on = clock.local_day(at)
            held.save(update_fields=["ended_on"])
            history.note("end-role", held, by=by, at=at)
            step_off(who=who, role=held.role, by=by, at=at)


@transaction.atomic
def leave(*, who: Volunteer, why: StopWhy, version: int, by: Account, at: datetime) -> Volunteer:
    """They stop: roles and shifts end, their link opens nothing more. Raises Refused, Conflict."""
    row = taken(who, version)
    must(rules.why_not_change(row.stage))
    settle(by=by, at=at)
    _end_roles(queries.roles_of(row), row, by, at)
    row.stage, row.left_on, row.left_why = Stage.LEFT, clock.local_day(at), why
    row.save(update_fields=["stage", "left_on", "left_why", "version"])
    links.end(VolunteerLink.objects.owned().filter(volunteer=row), Ended.WITHDRAWN, at=at)
    history.note("leave", row, by=by, at=at, changes={"why": ["", str(why)]})
    return row


@transaction.atomic
def sweep(*, at: datetime) -> int:
    """What nobody took in for sixty days loses its words; how many of them."""
    old = Interest.objects.owned().filter(settled_at=None)
    rows = list(old.filter(signed_at__lt=at - timedelta(days=rules.KEPT_DAYS)))
    for row in rows:
        _settle(row, at)
    return len(rows)
