"""A scheme, its local groups, and each contact: made, taken a step on, ended."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from favn.kit import history, store
from favn.kit.history import Actor
from favn.kit.refusals import Conflict, Refused, insert, must, standing, taken
from favn.kit.tenancy import current
from favn.pathways.choices.schemes import Kind, Step
from favn.pathways.models import Following, GuideGroup, GuideScheme
from favn.pathways.queries import schemes as queries
from favn.pathways.rules import schemes as rules
from favn.people.accounts.models import Account
from favn.people.persons import actions as persons
from favn.people.persons import rules as words
from favn.people.persons.models import Person
from favn.policy.rules.tables import slug_of

LONGEST_SLUG = 60
OWN_LETTERS = 6


@transaction.atomic
def add_scheme(*, id: UUID, name: str, kind: Kind, by: Actor, at: datetime) -> GuideScheme:
    """A scheme, once per `id`. Raises Refused, Taken."""
    row = GuideScheme(id=id, organisation_id=current(), name=words.tidy(name), kind=kind)
    if stands := standing(row):
        return stands
    if not _is_name(row.name):
        raise Refused(_("Skriv, hvad ordningen hedder."))
    row.slug = _slug(row, GuideScheme.objects.owned())
    if stands := insert(row):
        return stands
    history.note("add", row, by=by, at=at, changes={"name": ["", row.name]})
    return row


@transaction.atomic
def add_group(*, id: UUID, scheme: GuideScheme, name: str, by: Actor, at: datetime) -> GuideGroup:
    """A local group, once per `id`. Raises Refused, Taken."""
    row = GuideGroup(id=id, organisation_id=current(), scheme=scheme, name=words.tidy(name))
    if stands := standing(row):
        return stands
    if not _is_name(row.name):
        raise Refused(_("Skriv, hvad gruppen hedder."))
    row.slug = _slug(row, GuideGroup.objects.owned().filter(scheme=scheme), f"{scheme.slug}-")
    if stands := insert(row):
        return stands
    history.note("add", row, by=by, at=at, changes={"name": ["", row.name]})
    return row


def _is_name(name: str) -> bool:
    return any(sign.isalnum() for sign in name)


def _slug(row: GuideScheme | GuideGroup, beside: Any, first: str = "") -> str:
    """A short name that is its own: in any alphabet, and where another's begins the same way.

    Raises Refused where another bears the very name.
    """
    if beside.filter(name__iexact=row.name).exists():
        raise Refused(_("“%(name)s” findes allerede.") % {"name": row.name})
    own = f"{first}{slug_of(row.name)[: LONGEST_SLUG - OWN_LETTERS - 1]}"
    slugs = type(row).objects.owned()  # A group's stands alone in the house, not in its scheme.
    is_own = own != first and not slugs.filter(slug=own).exists()
    return own if is_own else f"{own.rstrip('-')}-{row.pk.hex[:OWN_LETTERS]}".lstrip("-")


@dataclass(frozen=True, slots=True)
class Contact:
    """What is known of a contact when it is made."""

    on: date
    group: GuideGroup | None = None
    person: Person | None = None
    who: str = ""
    whom: str = ""


@transaction.atomic
def add_match(
    *, id: UUID, scheme: GuideScheme, wanted: Contact, by: Account, at: datetime
) -> Following:
    """A contact, once per `id`. Raises Refused, Taken.

    Where the scheme holds no names none is kept, whatever was typed.
    """
    row = Following(id=id, organisation_id=current(), scheme=scheme, owner=by, group=wanted.group)
    said = scheme.words
    row.contacted_on, row.year, row.month = wanted.on, wanted.on.year, wanted.on.month
    row.who = words.tidy(wanted.who) if said.is_two else ""
    row.whom = words.tidy(wanted.whom)
    row.person = wanted.person if said.is_named else None
    row.counted_as = row.person.counted_as if row.person else None
    if stands := standing(row):
        return stands
    _must_be_sound(row, at)
    if stands := insert(row, then=store.changed):
        return stands
    if row.person:
        persons.met(person=row.person, at=at)
    history.note("contact", row, by=by, at=at, changes={"contacted_on": ["", str(wanted.on)]})
    return row


def _must_be_sound(row: Following, at: datetime) -> None:
    has_person = row.person is not None
    must(
        rules.why_not_contact(
            row.scheme.words, row.who, row.whom, row.contacted_on,
            has_person=has_person, today=at.date(),
        )
        or words.why_not_noted(row.who, row.whom)
    )  # fmt: skip
    if row.group is not None and row.group.scheme_id != row.scheme_id:
        raise Refused(_("Gruppen hører til en anden ordning. Vælg fra listen."))
    if row.person is not None:
        persons.held(row.person)
        must(queries.why_not_follow(row.person, at.date()))


@transaction.atomic
def step(
    *, match: Following, version: int, to: str, on: date, by: Actor, at: datetime
) -> Following:
    """One step on. Raises Refused, Conflict."""
    _must_be_followed(match, at)
    must(
        rules.why_not_step(
            to, on, days=queries.days_of(match), ended=match.ended_on is not None,
            today=at.date(),
        )
    )  # fmt: skip
    field = "agreed_on" if to == Step.AGREED else "started_on"
    setattr(match, field, on)
    _moved(match, version, field)
    verb = "agree" if to == Step.AGREED else "start"
    history.note(verb, match, by=by, at=at, changes={field: ["", on.isoformat()]})
    return match


def _must_be_followed(match: Following, at: datetime) -> None:
    """Somebody of the house is followed on while they are here and say yes. Raises Refused."""
    if not match.scheme.words.is_named:
        return
    if match.person is None:
        raise Refused(_("Personen er slettet. Kontakten er kun et tal nu."))
    persons.held(match.person)
    must(queries.why_not_follow(match.person, at.date()))


@transaction.atomic
def correct(
    *, match: Following, version: int, days: dict[Step, date | None], by: Actor, at: datetime
) -> Following:
    """Put right what was typed wrong; it counts where it belongs. Raises Refused, Conflict."""
    must(
        rules.why_not_correct(
            days, ended_on=match.ended_on, ending=match.ending, today=at.date()
        )
    )  # fmt: skip
    before = queries.days_of(match)
    moved = {f"{step}_on": [_said(before[step]), _said(day)]
             for step, day in days.items() if day != before[step]}  # fmt: skip
    store.changed(match)
    match.contacted_on = days[Step.CONTACTED] or match.contacted_on
    match.agreed_on, match.started_on = days[Step.AGREED], days[Step.STARTED]
    _moved(match, version, "contacted_on", "agreed_on", "started_on", "year", "month")
    history.note("correct", match, by=by, at=at, changes=moved)
    return match


def _said(day: date | None) -> str:
    return day.isoformat() if day else ""


@transaction.atomic
def remove(*, match: Following, version: int, by: Actor, at: datetime) -> None:
    """It was written by a mistake, and counts no more. Raises Conflict."""
    row = taken(match, version)
    changes = {"contacted_on": [_said(row.contacted_on), ""]}
    history.note("remove", row, by=by, at=at, changes=changes)
    store.changed(row)
    row.delete()


@transaction.atomic
def end_match(
    *, match: Following, version: int, ending: str, on: date, by: Actor, at: datetime
) -> Following:
    """It has ended, and how. Raises Refused, Conflict."""
    must(
        rules.why_not_end(
            ending, on, days=queries.days_of(match), ended=match.ended_on is not None,
            today=at.date(),
        )
    )  # fmt: skip
    match.ending, match.ended_on = ending, on
    _moved(match, version, "ending", "ended_on")
    history.note("end", match, by=by, at=at, changes={"ending": ["", ending]})
    return match


def _moved(match: Following, version: int, *fields: str) -> None:
    """Take the row as it was seen, derive how far it came, and mark the month. Raises Conflict."""
    rows: Any = Following.objects.owned().filter(pk=match.pk, version=version)
    if not rows.update(version=version + 1):
        raise Conflict(_("En anden har ændret det imens. Se, hvad der står nu."))
    match.version = version + 1
    match.reached = rules.reached(match.agreed_on, match.started_on)
    match.save(update_fields=[*fields, "reached"])
    store.changed(match)


@dataclass(frozen=True, slots=True)
class Loaded:
    """One contact of a list that was kept on paper: its day, its group, and how far it came."""

    id: UUID
    on: date
    group: GuideGroup | None
    agreed_on: date | None = None
    started_on: date | None = None


@transaction.atomic
def load_matches(*, scheme: GuideScheme, rows: list[Loaded]) -> int:
    """Many contacts of a scheme without names at once; how many. Raises Refused."""
    if scheme.words.is_named or scheme.words.is_two:
        raise Refused(_("Kun ordninger uden navne kan læses ind på én gang."))
    made = [_loaded(scheme, row) for row in rows]
    Following.objects.bulk_create(made, batch_size=500)
    months = sorted({(row.year, row.month) for row in made})
    store.mark_months(Following._meta.label_lower, current(), months)
    return len(made)


def _loaded(scheme: GuideScheme, row: Loaded) -> Following:
    return Following(
        id=row.id, organisation_id=current(), scheme=scheme, group=row.group,
        contacted_on=row.on, agreed_on=row.agreed_on, started_on=row.started_on,
        reached=rules.reached(row.agreed_on, row.started_on), year=row.on.year, month=row.on.month,
    )  # fmt: skip
