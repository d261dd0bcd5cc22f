"""An assembly is planned, called, opened, voted through, closed into a new board, and its minutes
approved. Each step is taken once and in order.
"""

from datetime import datetime
from uuid import UUID, uuid4, uuid5

from django.db import transaction
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from favn.associations.actions.own_board import Seated, change_board
from favn.associations.choices.membership import Stage
from favn.associations.models import AgendaItem, Assembly, BoardTerm, Bylaws, Notice, Voter
from favn.associations.queries import assemblies as queries
from favn.associations.queries.members import members
from favn.associations.queries.own_board import board_now
from favn.associations.rules import assembly as rules
from favn.associations.rules.people import same_name
from favn.kit import history
from favn.kit.history import Actor
from favn.kit.refusals import Conflict, Refused, insert, must, standing
from favn.kit.tenancy import current
from favn.people.accounts import mail


def held(assembly: Assembly, version: int | None = None) -> Assembly:
    """The row, held until the transaction ends. Raises Conflict where it was changed since."""
    row = Assembly.objects.owned().select_for_update().get(pk=assembly.pk)
    if version is not None and row.version != version:
        raise Conflict(_("En anden har rettet generalforsamlingen imens. Se, hvad der står nu."))
    return row


@transaction.atomic
def plan_assembly(
    *,
    id: UUID,
    title: str,
    starts_at: datetime,
    place: str,
    is_extraordinary: bool,
    bylaws: Bylaws | None,
    by: Actor,
    at: datetime,
) -> Assembly:
    """A new assembly, once per `id`. Raises Refused, Taken."""
    if bylaws is None:
        raise Refused(_("Skriv først, hvad vedtægterne siger. De bestemmer fristerne."))
    row = Assembly(
        id=id, organisation_id=current(), title=title.strip(), starts_at=starts_at,
        place=place.strip(), is_extraordinary=is_extraordinary, bylaws=bylaws,
    )  # fmt: skip
    if stands := standing(row):
        return stands
    must(None if starts_at > at else _("Vælg en dag, der ikke er gået."))
    if stands := insert(row):
        return stands
    history.note("add", row, by=by, at=at, changes={"title": ["", row.title]})
    return row


@transaction.atomic
def change_assembly(
    *, assembly: Assembly, version: int, title: str, starts_at: datetime, place: str, by: Actor,
    at: datetime,
) -> Assembly:  # fmt: skip
    """Another day or place, until it was called. Raises Refused, Conflict."""
    row = held(assembly, version)
    must(
        None
        if row.stage == Stage.PLANNED
        else _("Der er indkaldt. Aflys mødet hos medlemmerne, og plan et nyt.")
    )
    must(None if starts_at > at else _("Vælg en dag, der ikke er gået."))
    changes = {"starts_at": [str(row.starts_at), str(starts_at)], "place": [row.place, place]}
    row.title, row.starts_at, row.place = title.strip(), starts_at, place.strip()
    row.version += 1
    row.save(update_fields=["title", "starts_at", "place", "version"])
    history.note("change", row, by=by, at=at, changes=changes)
    return row


@transaction.atomic
def call(
    *, assembly: Assembly, version: int, although_late: bool, by: Actor, at: datetime
) -> Assembly:
    """Write the notice with its agenda; it is said, and kept, where it comes too late.

    The letters leave with `mail.leave`. Raises Refused, Conflict.
    """
    row = held(assembly, version)
    must(rules.why_not_move(row.stage, Stage.CALLED))
    must(None if queries.agenda_of(row) else _("Skriv dagsordenen først."))
    must(None if row.starts_at > at else _("Mødet er begyndt. Der kan ikke indkaldes bagefter."))
    late = rules.told_late(at.date(), row.on, row.last_notice, row.bylaws.notice_days)
    must(None if although_late else late)
    row.stage, row.called_at, row.called_late = Stage.CALLED, at, bool(late)
    row.version += 1
    row.save(update_fields=["stage", "called_at", "called_late", "version"])
    history.note("call", row, by=by, at=at, changes={"late": ["", str(row.called_late)]})
    _notify(row, at)
    return row


def _notify(assembly: Assembly, at: datetime) -> None:
    """The notice to every member; whoever has no address stands there to get it on paper."""
    words = {"assembly": assembly, "items": queries.agenda_of(assembly)}
    words |= {"house": assembly.organisation.name}
    subject, template = f"Indkaldelse: {assembly.title}", "associations/letters/notice.txt"
    for member in members().on(assembly.on):
        row = Notice(organisation_id=current(), assembly=assembly, member=member)
        row.carry(mail.write(member.mail, subject, template, words, at=at))
        row.save(force_insert=True)


@transaction.atomic
def open_assembly(*, assembly: Assembly, version: int, by: Actor, at: datetime) -> Assembly:
    """Freeze the list of those who may vote; what is paid afterwards gives no vote.

    Raises Refused, Conflict.
    """
    row = held(assembly, version)
    must(rules.why_not_move(row.stage, Stage.OPEN))
    must(rules.why_not_frozen(localtime(at).date(), row.paid_by))
    listed = [one.member for one in queries.who_may_vote(row) if not one.why_not]
    must(None if listed else _("Ingen må stemme. Se, om kontingentet er læst ind."))
    for member in listed:
        Voter(id=uuid4(), organisation_id=current(), assembly=row, member=member).save(
            force_insert=True
        )
    row.stage, row.opened_at = Stage.OPEN, at
    row.version += 1
    row.save(update_fields=["stage", "opened_at", "version"])
    history.note("freeze-voters", row, by=by, at=at, changes={"voters": ["", str(len(listed))]})
    return row


@transaction.atomic
def mark(*, voter: Voter, is_here: bool, by: Actor, at: datetime) -> Voter:
    """Somebody came, or went home; who comes takes back the vote they gave away. Raises Refused."""
    assembly = held(voter.assembly)
    must(_why_not_open(assembly))
    row = Voter.objects.owned().select_for_update().get(pk=voter.pk)
    if row.is_here == is_here:
        return row
    row.came_at = at if is_here else row.came_at
    row.went_at = None if is_here else at
    row.proxy = None if is_here else row.proxy
    row.save(update_fields=["came_at", "went_at", "proxy"])
    return row


def _why_not_open(assembly: Assembly) -> str | None:
    if assembly.stage == Stage.OPEN:
        return None
    return _("Det kan kun gøres, mens generalforsamlingen er i gang.")


@transaction.atomic
def give_proxy(*, giver: Voter, holder: Voter | None, by: Actor, at: datetime) -> Voter:
    """Somebody who is away lets another vote, as the statutes allow; None takes it back.

    Raises Refused.
    """
    assembly = held(giver.assembly)
    must(_why_not_open(assembly))
    row = Voter.objects.owned().select_for_update().get(pk=giver.pk)
    if row.proxy_id == (holder.pk if holder else None):
        return row
    if holder is not None:
        others = Voter.objects.owned().filter(proxy=holder).exclude(pk=row.pk)
        must(
            rules.why_not_proxy(
                is_self=holder.pk == row.pk,
                holder_here=holder.is_here,
                giver_here=row.is_here,
                held=others.count(),
                most=assembly.bylaws.proxies_each,
            )
        )
    row.proxy = holder
    row.save(update_fields=["proxy"])
    return row


@transaction.atomic
def close(*, assembly: Assembly, version: int, by: Actor, at: datetime) -> Assembly:
    """End the meeting; who was elected takes their seats in the same step, or nothing is closed.

    Raises Refused where a vote is missing or the board would break the statutes, and Conflict.
    """
    row = held(assembly, version)
    must(rules.why_not_move(row.stage, Stage.CLOSED))
    items = queries.agenda_of(row)
    must(_why_not_done(items))
    _elect(row, items, by, at)
    row.stage, row.closed_at = Stage.CLOSED, at
    row.version += 1
    row.save(update_fields=["stage", "closed_at", "version"])
    history.note("close", row, by=by, at=at)
    return row


def _why_not_done(items: list[AgendaItem]) -> str | None:
    missing = [
        str(one.number)
        for one in items
        if (one.is_voted and not one.verdict) or (one.is_election and not one.voters)
    ]
    if missing:
        return _("Der mangler et resultat ved punkt %(numbers)s.") % {"numbers": ", ".join(missing)}
    return None


def _elect(row: Assembly, items: list[AgendaItem], by: Actor, at: datetime) -> None:
    """The board after the elections, in one step."""
    sitting = board_now()
    filled = [one for one in items if one.is_election and queries.elected_of(one)]
    if not filled:
        return
    leaving = {term.pk: term for item in filled for term in queries.up_for(item, sitting)}
    until = row.on.replace(year=row.on.year + row.bylaws.term_years, day=min(row.on.day, 28))
    change_board(
        id=uuid5(row.pk, "board"), on=row.on, leaving=list(leaving.values()),
        arriving=[
            Seated(item.seat, one.called, until, agreed=_agreed(one.called, sitting))
            for item in filled for one in queries.elected_of(item)
        ],
        because=row.title, by=by, at=at, assembly=row,
    )  # fmt: skip


def _agreed(name: str, sitting: list[BoardTerm]) -> bool:
    """Whoever is elected again is still named to everybody where they said yes to it."""
    return any(one.agreed_on and same_name(one.called, name) for one in sitting)


@transaction.atomic
def approve(*, assembly: Assembly, version: int, by: Actor, at: datetime) -> Assembly:
    """Approve the minutes; from now on nothing of them can be changed. Raises Refused, Conflict."""
    row = held(assembly, version)
    must(rules.why_not_move(row.stage, Stage.APPROVED))
    missing = [str(one.number) for one in queries.agenda_of(row) if not one.minutes.strip()]
    if missing:
        numbers = ", ".join(missing)
        raise Refused(_("Skriv referat af punkt %(numbers)s først.") % {"numbers": numbers})
    row.stage, row.approved_at, row.approved_by = Stage.APPROVED, at, by.actor_label
    row.version += 1
    row.save(update_fields=["stage", "approved_at", "approved_by", "version"])
    history.note("sign-minutes", row, by=by, at=at)
    return row


@transaction.atomic
def name_leaders(
    *, assembly: Assembly, version: int, led_by: str, written_by: str, by: Actor, at: datetime
) -> Assembly:
    """Who leads the meeting and who writes. Raises Refused, Conflict."""
    row = held(assembly, version)
    must(rules.why_not_written(row.stage))
    row.led_by, row.written_by = led_by.strip(), written_by.strip()
    row.version += 1
    row.save(update_fields=["led_by", "written_by", "version"])
    history.note("change", row, by=by, at=at)
    return row
