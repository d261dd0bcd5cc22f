"""Items of an agenda: put on it, voted on, elected, and written up."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid5

from django.db import transaction
from django.utils.translation import gettext as _

from favn.associations.actions.assemblies import held
from favn.associations.choices.membership import ItemKind, Stage
from favn.associations.models import AgendaItem, Assembly, Candidate
from favn.associations.queries import assemblies as queries
from favn.associations.rules import assembly as rules
from favn.associations.rules.people import tidy, why_not_named
from favn.kit import history
from favn.kit.history import Actor
from favn.kit.refusals import Conflict, Refused, insert, must, standing
from favn.kit.tenancy import current


@dataclass(frozen=True, slots=True)
class Point:
    """What an item asks; a proposal says who sent it in, and when it came."""

    kind: str
    title: str
    text: str = ""
    seat: str = ""
    seats: int = 1
    proposed_by: str = ""
    received_on: date | None = None


@transaction.atomic
def add_item(*, id: UUID, assembly: Assembly, point: Point, by: Actor, at: datetime) -> AgendaItem:
    """One more item at the end, once per `id`; a proposal that came too late gets no number.

    After the notice only proposals come on. Raises Refused, Taken.
    """
    row = AgendaItem(
        id=id, organisation_id=current(), assembly=assembly, kind=point.kind,
        title=point.title.strip(), text=point.text.strip(), proposed_by=tidy(point.proposed_by),
        received_on=point.received_on,
    )  # fmt: skip
    if stands := standing(row):
        return stands
    house = held(assembly)
    must(_why_not_added(house, point, at.date()))
    if point.kind == ItemKind.ELECTION:
        row.seat, row.seats = point.seat, point.seats
    is_late = point.received_on is not None and point.received_on > house.last_proposal
    row.number = 0 if is_late else len(queries.agenda_of(house)) + 1
    if stands := insert(row):
        return stands
    history.note("add", row, by=by, at=at, changes={"title": ["", row.title]})
    return row


@transaction.atomic
def add_items_again(*, assembly: Assembly, earlier: Assembly, by: Actor, at: datetime) -> int:
    """The items of an earlier agenda in their order, for an agenda that is empty; how many.

    What members proposed then, and what was written under an item, is not asked again. Raises
    Refused.
    """
    house = held(assembly)
    must(_("Der står allerede punkter på dagsordenen.") if queries.agenda_of(house) else None)
    again = [item for item in queries.agenda_of(earlier) if item.received_on is None]
    for item in again:
        point = Point(item.kind, item.title, seat=item.seat, seats=item.seats)
        add_item(id=uuid5(house.pk, str(item.pk)), assembly=house, point=point, by=by, at=at)
    return len(again)


def _why_not_added(house: Assembly, point: Point, today: date) -> str | None:
    if house.stage not in (Stage.PLANNED, Stage.CALLED):
        return _("Mødet er i gang eller holdt. Dagsordenen er lukket.")
    if house.stage == Stage.CALLED and point.received_on is None:
        return _("Der er indkaldt. Nu kommer kun forslag fra medlemmer på. Skriv, hvornår det kom.")
    if point.received_on and point.received_on > today:
        return _("Dagen er ikke kommet endnu. Skriv den dag, forslaget kom.")
    if point.kind == ItemKind.ELECTION and not point.seat:
        return _("Vælg, hvilken post der er valg til.")
    return None


@transaction.atomic
def raise_item(*, item: AgendaItem, by: Actor, at: datetime) -> AgendaItem:
    """One place up, before the notice. Raises Refused."""
    house = held(item.assembly)
    must(_why_not_moved(house))
    row = _held(item)
    above = AgendaItem.objects.owned().filter(assembly=house, number=row.number - 1).first()
    if above is not None and row.number > 1:
        above.number, row.number = row.number, above.number
        above.save(update_fields=["number"])
        row.save(update_fields=["number"])
    return row


@transaction.atomic
def remove_item(*, item: AgendaItem, by: Actor, at: datetime) -> None:
    """Off the agenda, before the notice; the others move up. Raises Refused."""
    house = held(item.assembly)
    must(_why_not_moved(house))
    row = _held(item)
    history.note("remove", row, by=by, at=at, changes={"title": [row.title, ""]})
    Candidate.objects.owned().filter(item=row).delete()
    row.delete()
    for number, left in enumerate(queries.agenda_of(house), 1):
        if left.number != number:
            left.number = number
            left.save(update_fields=["number"])


def _why_not_moved(house: Assembly) -> str | None:
    if house.stage == Stage.PLANNED:
        return None
    return _("Der er indkaldt med denne dagsorden. Den kan ikke laves om.")


def _held(item: AgendaItem, version: int | None = None) -> AgendaItem:
    row = AgendaItem.objects.owned().select_for_update().get(pk=item.pk)
    if version is not None and row.version != version:
        raise Conflict(_("En anden har skrevet ved punktet imens. Se, hvad der står nu."))
    return row


@transaction.atomic
def record_vote(
    *, item: AgendaItem, version: int, yes: int, no: int, blank: int, by: Actor, at: datetime
) -> AgendaItem:
    """What was voted, with the votes that were in the room. Raises Refused, Conflict."""
    house, row = held(item.assembly), _held(item, version)
    must(_why_not_now(house, row, is_vote=True))
    present = queries.room_of(house).votes
    must(None if present else _("Der er ingen stemmer i salen. Skriv fremmødet først."))
    must(rules.why_not_votes(yes, no, blank, present))
    before = [row.votes_for, row.votes_against, row.votes_blank]
    row.votes_for, row.votes_against, row.votes_blank, row.voters = yes, no, blank, present
    row.verdict = rules.verdict_of(row.kind, yes, no)
    row.version += 1
    row.save(
        update_fields=[
            "votes_for", "votes_against", "votes_blank", "voters", "verdict", "version",
        ]
    )  # fmt: skip
    history.note("vote", row, by=by, at=at, changes={"votes": [str(before), str([yes, no, blank])]})
    return row


def _why_not_now(house: Assembly, row: AgendaItem, *, is_vote: bool) -> str | None:
    if house.stage != Stage.OPEN:
        return _("Der kan kun stemmes, mens generalforsamlingen er i gang.")
    if not row.number:
        return _("Forslaget kom for sent og er ikke på dagsordenen.")
    if is_vote != row.is_voted:
        return _("Punktet er et valg. Skriv, hvem der blev valgt.")
    return None


@transaction.atomic
def stand(*, id: UUID, item: AgendaItem, name: str, by: Actor, at: datetime) -> Candidate:
    """Somebody stands for election, once per `id`. Raises Refused, Taken."""
    house = held(item.assembly)
    row = Candidate(id=id, organisation_id=current(), item=item, name=tidy(name))
    if stands := standing(row):
        return stands
    must(why_not_named(name))
    must(None if item.is_election else _("Punktet er ikke et valg."))
    if house.stage not in (Stage.PLANNED, Stage.CALLED, Stage.OPEN):
        raise Refused(_("Valget er holdt."))
    if stands := insert(row):
        return stands
    history.note("add", row, by=by, at=at)
    return row


@transaction.atomic
def record_election(
    *,
    item: AgendaItem,
    version: int,
    votes: Mapping[UUID, int | None],
    elected: frozenset[UUID],
    by: Actor,
    at: datetime,
) -> AgendaItem:
    """Who was elected; votes by candidate, or None by all where there was no contest.

    Seats are taken when the assembly is closed. Raises Refused, Conflict.
    """
    house, row = held(item.assembly), _held(item, version)
    must(_why_not_now(house, row, is_vote=False))
    rows = list(Candidate.objects.owned().select_for_update().filter(item=row))
    present = queries.room_of(house).votes
    told = [votes.get(one.pk) for one in rows]
    must(None if present else _("Der er ingen stemmer i salen. Skriv fremmødet først."))
    must(rules.why_not_election(told, len(elected), row.seats, present))
    pairs = [(n, one.pk in elected) for n, one in zip(told, rows, strict=True) if n is not None]
    must(rules.why_not_most_votes(pairs))
    for n, one in zip(told, rows, strict=True):
        one.votes, one.is_elected = n, one.pk in elected
        one.save(update_fields=["votes", "is_elected"])
    row.voters = present
    row.version += 1
    row.save(update_fields=["voters", "version"])
    history.note("elect", row, by=by, at=at, changes={"elected": ["", str(len(elected))]})
    return row


@transaction.atomic
def write_minutes(
    *, item: AgendaItem, version: int, text: str, by: Actor, at: datetime
) -> AgendaItem:
    """What was said at an item, as a draft until the minutes are approved.

    Raises Refused, Conflict.
    """
    house, row = held(item.assembly), _held(item, version)
    must(rules.why_not_written(house.stage))
    if house.stage in (Stage.PLANNED, Stage.CALLED):
        raise Refused(_("Mødet er ikke begyndt."))
    if row.minutes != text:
        row.minutes = text
        row.version += 1
        row.save(update_fields=["minutes", "version"])
    return row
