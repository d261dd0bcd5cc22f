"""Needs and offers are written, renewed and taken down; two are put together and answered."""

from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from favn.associations.choices import Audience
from favn.associations.choices.needs import FIRST_KINDS, Reply
from favn.associations.models import District, Entry, Match, Matter, Wish
from favn.associations.queries import suggestions
from favn.associations.queries.entries import DANISH
from favn.associations.queries.needs import of_party
from favn.associations.rules import needs as rules
from favn.kit import history
from favn.kit.history import Actor
from favn.kit.refusals import Conflict, Refused, insert, must, standing
from favn.kit.tenancy import current
from favn.people.organisations.models import Unit

Party = Entry | Unit
USUAL = timedelta(days=182)
"""How long a wish stands unless one says otherwise."""


def column_of(party: Party) -> dict[str, Party]:
    """Which of a row's two columns a party stands in."""
    return {"entry" if isinstance(party, Entry) else "unit": party}


@transaction.atomic
def begin_kinds(*, by: Actor, at: datetime) -> list[Matter]:
    """Begin the register with the common kinds; a register that has begun stays as it is."""
    if not Matter.objects.owned().exists():
        for rank, (slug, name) in enumerate(FIRST_KINDS):
            row = Matter(organisation_id=current(), slug=slug, name=name, rank=rank)
            row.save(force_insert=True)
            history.note("add", row, by=by, at=at, changes={"name": ["", name]})
    return list(Matter.objects.owned())


@transaction.atomic
def add_kind(*, id: UUID, name: str, by: Actor, at: datetime) -> Matter:
    """One more kind of help, once per `id`. Raises Refused where its name stands already."""
    rows = Matter.objects.owned()
    row = Matter(id=id, organisation_id=current(), name=name, rank=rows.count())
    if stands := standing(row):
        return stands
    row.slug = slugify(name.translate(DANISH))[:60]
    alike = rows.filter(slug=row.slug).exists() or not row.slug
    must(_("Den slags står der allerede, eller navnet er tomt.") if alike else None)
    if stands := insert(row):
        return stands
    history.note("add", row, by=by, at=at, changes={"name": ["", name]})
    return row


@transaction.atomic
def retire_kind(*, matter: Matter, is_used: bool, by: Actor, at: datetime) -> Matter:
    """Whether new wishes may be of that kind; those that stand keep it. Said twice is said once."""
    row = Matter.objects.owned().select_for_update().get(pk=matter.pk)
    if is_used == (row.retired_on is None):
        return row
    row.retired_on = None if is_used else at.date()
    row.save(update_fields=["retired_on"])
    history.note("restore" if is_used else "retire", row, by=by, at=at)
    return row


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a need or an offer says."""

    way: str
    matter: Matter
    title: str
    expires_on: date
    text: str = ""
    district: District | None = None
    languages: tuple[str, ...] = ()
    times: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    capacity: int = 1
    shown: str = Audience.NETWORK

    def values(self) -> dict[str, Any]:
        """Field → value as a row holds it."""
        pairs = ((field.name, getattr(self, field.name)) for field in fields(self))
        return {name: list(v) if isinstance(v, tuple) else v for name, v in pairs}

    def why_not(self, today: date) -> str | None:
        """Why it cannot stand like this."""
        until = rules.why_not_until(self.expires_on, today)
        return until or rules.why_not_capacity(self.way, self.capacity)


@transaction.atomic
def add_wish(
    *, id: UUID, party: Party, wanted: Wanted, by: Actor, said_by: str, at: datetime
) -> Wish:
    """A party needs or offers something, once per `id`. Raises Refused, Taken."""
    row = Wish(id=id, organisation_id=current(), created_at=at, created_by=said_by)
    if stands := standing(row):
        return stands
    must(wanted.why_not(at.date()))
    for name, value in (wanted.values() | column_of(party)).items():
        setattr(row, name, value)
    if stands := insert(row):
        return stands
    history.note("add", row, by=by, at=at, changes={"title": ["", row.title]})
    return row


@transaction.atomic
def change_wish(*, wish: Wish, version: int, wanted: Wanted, by: Actor, at: datetime) -> Wish:
    """Say something else, or longer. Raises Refused, and Conflict where somebody was first."""
    row = Wish.objects.owned().select_for_update().get(pk=wish.pk)
    changed = {n: v for n, v in wanted.values().items() if getattr(row, n) != v}
    if not changed:
        return row
    must(rules.why_not_change(row.standing_on(at.date())) or wanted.why_not(at.date()))
    if row.version != version:
        raise Conflict(_("En anden har rettet imens. Se, hvad der står nu, og gem igen."))
    told = {name: [str(getattr(row, name)), str(value)] for name, value in changed.items()}
    for name, value in changed.items():
        setattr(row, name, value)
    row.version += 1
    row.save(update_fields=[*changed, "version"])
    history.note("change", row, by=by, at=at, changes=told)
    return row


@transaction.atomic
def close_wish(*, wish: Wish, why: str, by: Actor, at: datetime) -> Wish:
    """Take it down; taken down twice is taken down."""
    row = Wish.objects.owned().select_for_update().get(pk=wish.pk)
    if row.closed_on is None:
        row.closed_on, row.closed_why = at.date(), why
        row.save(update_fields=["closed_on", "closed_why"])
        history.note("close", row, by=by, at=at, reason=why)
    return row


@transaction.atomic
def propose(*, id: UUID, need: Wish, offer: Wish, by: Actor, at: datetime) -> Match:
    """Put a need and an offer before both parties, with the reasons of today, once per pair.

    Raises Refused where one of them is not open any more or the offer has no place left.
    """
    made = Match.objects.owned().filter(need=need, offer=offer).first()
    if made:
        must(_("De to er lagt væk. Tag dem op igen først.") if made.set_aside_on else None)
        return made
    today = at.date()
    must(rules.why_not_propose(need.standing_on(today), offer.standing_on(today)))
    if suggestions.pair_with(today, need.pk, offer.pk) is None:
        raise Refused(_("Forslaget er ikke længere blandt de bedste. Se forslagene igen."))
    return _made(id, need, offer, by, at, "propose")


@transaction.atomic
def set_aside(*, id: UUID, need: Wish, offer: Wish, why: str, by: Actor, at: datetime) -> Match:
    """These two are not to be suggested (again); a suggestion that was made is taken back."""
    must(None if why.strip() else _("Skriv, hvorfor de to ikke skal foreslås."))
    made = Match.objects.owned().filter(need=need, offer=offer).first()
    row = made or _made(id, need, offer, by, at, "forbid")
    if row.set_aside_on is None:
        row.set_aside_on, row.set_aside_why = at.date(), why
        row.save(update_fields=["set_aside_on", "set_aside_why"])
        history.note("set-aside", row, by=by, at=at, reason=why)
    return row


@transaction.atomic
def take_up(*, match: Match, by: Actor, at: datetime) -> Match:
    """What was put aside is before both again; taken up twice is taken up."""
    row = Match.objects.owned().select_for_update().get(pk=match.pk)
    if row.set_aside_on:
        why, row.set_aside_on, row.set_aside_why = row.set_aside_why, None, ""
        row.save(update_fields=["set_aside_on", "set_aside_why"])
        history.note("take-up", row, by=by, at=at, changes={"set_aside_why": [why, ""]})
    return row


def _made(id: UUID, need: Wish, offer: Wish, by: Actor, at: datetime, verb: str) -> Match:
    points, reasons, _said = suggestions.reasons_for(need, offer)
    row = Match(id=id, organisation_id=current(), need=need, offer=offer, points=points)
    row.reasons = [[r.key, r.points, list(r.shared)] for r in reasons]
    row.proposed_at, row.proposed_by = at, by.actor_label
    if stands := insert(row):
        return stands
    history.note(verb, row, by=by, at=at, changes={"points": ["", points]})
    return row


@transaction.atomic
def answer(*, match: Match, party: Party, says: str, why: str, by: Actor, at: datetime) -> Match:
    """One side wants to talk, or not and why. Raises Refused, and LookupError for a stranger."""
    row = Match.objects.owned().select_for_update().get(pk=match.pk)
    mine = set(Wish.objects.owned().filter(of_party(party)).values_list("pk", flat=True))
    if not mine & {row.need_id, row.offer_id}:
        raise LookupError(f"{party} has no side in {row.pk}.")
    side = "need" if row.need_id in mine else "offer"
    if (getattr(row, f"{side}_says"), getattr(row, f"{side}_why")) == (says, why):
        return row
    begun = hasattr(row, "cooperation")
    must(rules.why_not_answer(is_over=row.set_aside_on is not None, has_begun=begun))
    must(_("Skriv kort, hvorfor ikke.") if says == Reply.NO and not why.strip() else None)
    before = getattr(row, f"{side}_says")
    setattr(row, f"{side}_says", says)
    setattr(row, f"{side}_why", why)
    row.version += 1
    row.save(update_fields=[f"{side}_says", f"{side}_why", "version"])
    history.note("answer", row, by=by, at=at, changes={f"{side}_says": [before, says]}, reason=why)
    return row
