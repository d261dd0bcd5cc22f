"""A seat is filled, a term ends, a whole board is changed at once; nothing is written over."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid5

from django.db import transaction
from django.utils.translation import gettext as _

from favn.associations.choices.membership import MemberKind
from favn.associations.models import Assembly, BoardTerm, Bylaws
from favn.associations.queries import own_board as queries
from favn.associations.rules import assembly as rules
from favn.associations.rules.people import tidy, why_not_named
from favn.kit import history
from favn.kit.history import Actor
from favn.kit.refusals import Conflict, Refused, insert, must, standing
from favn.kit.tenancy import current
from favn.people.organisations.models import Organisation


@dataclass(frozen=True, slots=True)
class Seated:
    """Somebody who takes a seat; `agreed` is a yes to be named to everybody."""

    seat: str
    name: str
    until: date | None = None
    agreed: bool = False


@transaction.atomic
def seat(*, id: UUID, who: Seated, since: date, by: Actor, at: datetime) -> BoardTerm:
    """Somebody takes a seat, once per `id`. Raises Refused, Taken."""
    _alone()
    row = _term(id, who, since, at, None)
    if stands := standing(row):
        return stands
    must(why_not_named(who.name))
    must(rules.why_not_term(since, who.until, at.date()))
    must(_why_not_board([*(one.seat for one in queries.board_now()), who.seat], since))
    return _write(row, by, at)


def _term(id: UUID, who: Seated, since: date, at: datetime, assembly: Assembly | None) -> BoardTerm:
    return BoardTerm(
        id=id, organisation_id=current(), seat=who.seat, name=tidy(who.name), since=since,
        until=who.until, agreed_on=at.date() if who.agreed else None, assembly=assembly,
    )  # fmt: skip


def _write(row: BoardTerm, by: Actor, at: datetime) -> BoardTerm:
    if stands := insert(row):
        return stands
    history.note("add", row, by=by, at=at, changes={"seat": ["", str(row.seat)]})
    return row


def _why_not_board(seats: list[str], day: date) -> str | None:
    held = queries.bylaws_on(day) or queries.bylaws().last()
    if held is None:
        return _("Skriv først, hvad vedtægterne siger om bestyrelsen.")
    return rules.why_not_board(seats, held.board_most, has_employee=held.has_employee)


@transaction.atomic
def end_term(
    *, term: BoardTerm, version: int, on: date, because: str, by: Actor, at: datetime
) -> BoardTerm:
    """Somebody leaves the board; the term stays with its days. Raises Refused, Conflict."""
    row = BoardTerm.objects.owned().select_for_update().get(pk=term.pk)
    if row.left_on == on:
        return row
    if row.version != version or row.left_on is not None:
        raise Conflict(_("En anden har rettet bestyrelsen imens. Se, hvem der sidder nu."))
    must(_why_not_left(row, on, at.date()))
    return _end(row, on, because, by, at)


def _why_not_left(row: BoardTerm, on: date, today: date) -> str | None:
    if on < row.since:
        return _("Personen kom først ind bagefter. Skriv en senere dag.")
    if on > today:
        return _("Dagen er ikke kommet endnu. Skriv den dag, personen gik ud.")
    return None


def _end(row: BoardTerm, on: date, because: str, by: Actor, at: datetime) -> BoardTerm:
    row.left_on, row.left_because = on, because.strip()[:200]
    row.version += 1
    row.save(update_fields=["left_on", "left_because", "version"])
    history.note("leave-board", row, by=by, at=at, changes={"left_on": ["", str(on)]})
    return row


@transaction.atomic
def change_board(
    *,
    id: UUID,
    on: date,
    leaving: Sequence[BoardTerm],
    arriving: Sequence[Seated],
    because: str,
    by: Actor,
    at: datetime,
    assembly: Assembly | None = None,
) -> list[BoardTerm]:
    """Several leave and several come in one step, or nothing happens; once per `id`.

    Who sat before stays with their days. Raises Refused, and Conflict where one has left already.
    """
    _alone()
    new = [_term(uuid5(id, str(n)), who, on, at, assembly) for n, who in enumerate(arriving)]
    known = BoardTerm.objects.owned().filter(pk__in=[row.pk for row in new])
    if new and known.exists():
        return list(known)
    must(None if leaving or arriving else _("Vælg, hvem der går, eller skriv, hvem der kommer."))
    must(None if because.strip() else _("Skriv, hvorfor bestyrelsen skiftes."))
    for who in arriving:
        must(why_not_named(who.name))
        must(rules.why_not_term(on, who.until, at.date()))
    gone = {one.pk for one in leaving}
    stay = [one for one in queries.board_now() if one.pk not in gone]
    must(_why_not_board([one.seat for one in stay] + [who.seat for who in arriving], on))
    for one in leaving:
        row = BoardTerm.objects.owned().select_for_update().get(pk=one.pk)
        if row.left_on is not None:
            raise Conflict(_("En anden har rettet bestyrelsen imens. Se, hvem der sidder nu."))
        must(_why_not_left(row, on, at.date()))
        _end(row, on, because, by, at)
    return [_write(row, by, at) for row in new]


@transaction.atomic
def set_bylaws(
    *, id: UUID, adopted_on: date, asks: dict[str, Any], by: Actor, at: datetime
) -> Bylaws:
    """What the statutes ask from a day on; an older edition stays for what was held under it.

    `asks` is field → value. Raises Refused, Taken.
    """
    row = Bylaws(id=id, organisation_id=current(), adopted_on=adopted_on, written_at=at, **asks)
    if stands := standing(row):
        return stands
    must(_why_not_bylaws(row, at.date()))
    if queries.bylaws().filter(adopted_on=adopted_on).exists():
        raise Refused(_("Der er allerede skrevet vedtægter fra den dag."))
    if stands := insert(row):
        return stands
    history.note("add", row, by=by, at=at, changes={"adopted_on": ["", str(adopted_on)]})
    return row


def _why_not_bylaws(row: Bylaws, today: date) -> str | None:
    if row.adopted_on > today:
        return _("Skriv den dag, vedtægterne blev vedtaget.")
    if row.board_least > row.board_most:
        return _("Bestyrelsens mindste størrelse er større end den største.")
    if row.proposal_days > row.notice_days:
        return _("Forslag kan ikke have frist, før der er indkaldt.")
    if not set(row.voting_kinds) & set(MemberKind.values):
        return _("Vælg, hvilke medlemmer der kan stemme.")
    return None


def _alone() -> None:
    """One at a time changes a tenant's board."""
    list(Organisation.objects.select_for_update().filter(pk=current()))
