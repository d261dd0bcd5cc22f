"""The turns of the employment programme. Seen by whoever reads the programme; nothing here writes.

A turn of somebody who was erased is a number: it is counted, and never listed by name.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from favn.kit.templatetags.kit import when
from favn.pathways.choices.programme import Doing, Line, State, Talk
from favn.pathways.models import Spell, StatusMeeting, Turn
from favn.people.accounts.models import Account, Membership
from favn.people.accounts.roles import Area, Level
from favn.people.persons.models import Consent, Person
from favn.people.persons.queries import allowed_recipients, ids_of, standings
from favn.people.referrals import queries as referrals
from favn.people.referrals.models import HandOver

NEAR = ("person", "owner", "before", "referral")


def _turns() -> QuerySet[Turn]:
    return Turn.objects.owned().select_related(*NEAR)


def turn_with(pk: UUID) -> Turn | None:
    """One turn of the present organisation, of somebody who is still here; foreign is None."""
    return _turns().exclude(person=None).filter(pk=pk).first()


@dataclass(frozen=True, slots=True)
class Row:
    """A turn in a list: what happens now, and the next meeting about it."""

    turn: Turn
    now: str
    next_on: date | None


def open_turns() -> list[Row]:
    """Turns that have not ended: those still to begin first, then by the day they began."""
    rows = _turns().exclude(person=None).exclude(state=State.ENDED)
    found = _rows(rows.order_by("referred_on"))
    return sorted(found, key=lambda one: one.turn.state != State.REFERRED)


def ended_turns(year: int) -> list[Row]:
    """Turns of one intake that have ended, the last one first."""
    rows = _turns().exclude(person=None).filter(state=State.ENDED, year=year)
    return _rows(rows.order_by("-ended_on"))


def _rows(rows: QuerySet[Turn]) -> list[Row]:
    turns = list(rows)
    spells = Spell.objects.owned().filter(turn__in=turns, to_on=None).order_by("from_on")
    now: dict[UUID, list[str]] = {}
    for spell in spells:
        now.setdefault(spell.turn_id, []).append(str(spell.get_doing_display()))
    planned = StatusMeeting.objects.owned().filter(turn__in=turns, state=Talk.PLANNED)
    nexts = {row.turn_id: row.on for row in planned.order_by("-on").defer("said", "recipient")}
    return [Row(one, ", ".join(now.get(one.pk, ())), nexts.get(one.pk)) for one in turns]


def turns_of(person: Person) -> list[Turn]:
    """Every turn of a person, the newest first."""
    return list(_turns().filter(person__in=ids_of(person)).order_by("-referred_on", "-year"))


def latest_of(person: Person) -> Turn | None:
    """Their newest turn, or None."""
    return next(iter(turns_of(person)), None)


def is_followed(turn: Turn) -> bool:
    """Whether a later turn goes on from this one."""
    return Turn.objects.owned().filter(before=turn).exists()


def spells_of(turn: Turn) -> list[Spell]:
    """Courses and placements in the order they began."""
    rows = Spell.objects.owned().filter(turn=turn).select_related("turn")
    return list(rows.order_by("from_on", "pk"))


def spell_with(pk: UUID, turn: Turn) -> Spell | None:
    """One of a turn's own."""
    return Spell.objects.owned().filter(pk=pk, turn=turn).select_related("turn").first()


def last_day_of(turn: Turn) -> date | None:
    """The last day on which something is written to have begun, ended, or come of it."""
    spells = spells_of(turn)
    days = [day for one in spells for day in (one.from_on, one.to_on) if day]
    return max([*days, *(day for day in (turn.started_on,) if day)], default=None)


# What the person allows


def consent_to(person: Person, on: date) -> Consent | None:
    """The line of the ledger by which a person allows the programme on a day, or None."""
    lines = [o.line for o in standings(person) if o.purpose.key == "programme" and o.holds_on(on)]
    return lines[0] if lines else None


def consent_to_tell(person: Person, place: str, on: date) -> Consent | None:
    """The line by which that very place may hear how it goes on a day, or None."""
    lines = [
        one.line
        for one in standings(person)
        if one.purpose.key == "status" and one.recipient == place and one.holds_on(on)
    ]
    return lines[0] if lines else None


def may_hear(person: Person, on: date) -> list[str]:
    """The places that may hear how it goes."""
    return allowed_recipients(person, "status", on=on)


# Status meetings


def meetings_of(turn: Turn) -> list[StatusMeeting]:
    """Every status meeting, the newest first."""
    return list(StatusMeeting.objects.owned().filter(turn=turn).select_related("turn", "by"))


def meeting_with(pk: UUID) -> StatusMeeting | None:
    """One meeting of the present organisation, of somebody who is still here."""
    rows = StatusMeeting.objects.owned().exclude(turn__person=None)
    return rows.select_related("turn__person", "by").filter(pk=pk).first()


def told(turn: Turn, fields: list[str], following: str) -> dict[str, str]:
    """Field → words, of the chosen fields alone and without those that are empty."""
    every = {
        "name": turn.person.name if turn.person else "",
        "since": when(turn.started_on) if turn.started_on else "",
        "doing": "; ".join(spell_words(one) for one in spells_of(turn)),
        "hours": _("%(n)s timer om ugen") % {"n": turn.hours} if turn.hours else "",
        "next": following.strip(),
    }
    return {name: every[name] for name in every if name in fields and every[name]}


def spell_words(spell: Spell) -> str:
    """“Praktik i køkkenet, 3. mar. 2026 til 30. apr. 2026”."""
    where = f" ({spell.where})" if spell.where else ""
    if spell.to_on:
        span = _("%(from)s til %(to)s") % {"from": when(spell.from_on), "to": when(spell.to_on)}
    else:
        span = _("fra %(from)s") % {"from": when(spell.from_on)}
    return f"{Doing(spell.doing).label}{where}, {span}"


# Coming in


def waiting_hand_overs() -> list[HandOver]:
    """What others let this house read, and nobody has made a turn of yet."""
    taken = set(
        Turn.objects.owned().exclude(handed_over=None).values_list("handed_over", flat=True)
    )
    return [row for row in referrals.open_to_us() if row.pk not in taken]


def received(row: HandOver) -> Turn | None:
    """The turn that a hand-over was made to, or None while nobody has received it."""
    return Turn.objects.owned().filter(handed_over=row.pk).first()


# The year


def lacking(year: int) -> list[Turn]:
    """Turns of an intake that have ended without an outcome, the oldest first.

    Those of erased persons are among them: nobody vanishes, also who has no name any more.
    """
    return list(_turns().filter(year=year, line=Line.MISSING).order_by("ended_on", "pk"))


def carried_into(year: int) -> int:
    """How many turns of earlier intakes were still open on the first day of a year."""
    first = date(year, 1, 1)
    rows = Turn.objects.owned().filter(referred_on__lt=first)
    return rows.exclude(ended_on__lt=first).count()


def in_work(year: int) -> dict[str, int]:
    """Line → how many of an intake came into work meanwhile, by the day it began."""
    rows = Turn.objects.owned().filter(year=year).exclude(work_on=None)
    found: dict[str, int] = {}
    for line in rows.values_list("line", flat=True):
        found[line] = found.get(line, 0) + 1
    return found


def ways(year: int) -> dict[tuple[str, str], int]:
    """(farthest activity, line) → how many turns of an intake."""
    found: dict[tuple[str, str], int] = {}
    for pair in Turn.objects.owned().filter(year=year).values_list("farthest", "line"):
        found[pair] = found.get(pair, 0) + 1
    return found


def years_with_turns() -> list[int]:
    """Every year with an intake, the newest first."""
    rows = Turn.objects.owned().order_by().values_list("year", flat=True).distinct()
    return sorted(rows, reverse=True)


def has_programme() -> bool:
    """Whether the present organisation runs the programme at all."""
    return Turn.objects.owned().exists()


def colleagues_of_health(account: Account) -> bool:
    """Whether the house has somebody of health to send a person to; only that, and nothing else."""
    rows = Membership.objects.owned().filter(account__is_active=True).exclude(account=account)
    return any(row.may(Area.HEALTH, Level.WRITE) for row in rows)
