"""Making, changing, announcing and cancelling gatherings and their meetings."""

from dataclasses import dataclass, fields
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID, uuid4, uuid5

from django.db import transaction
from django.utils.translation import gettext as _

from favn.gatherings import queries
from favn.gatherings.actions.letters import write_to_all, write_to_invited
from favn.gatherings.actions.signups import settle
from favn.gatherings.choices import FIRST_KINDS, LIVE, Answer, Audience, State
from favn.gatherings.choices import Letter as Why
from favn.gatherings.models import CoHost, Gathering, Kind, Meeting, SignUp
from favn.gatherings.rules import events as rule
from favn.kit import history, store
from favn.kit.history import Actor
from favn.kit.refusals import Conflict, Refused, insert, must, standing
from favn.kit.tenancy import current
from favn.people.organisations.models import Organisation

TELLS = ("place", "online_link")
"""What everybody who is in must hear when it changes."""
MOST_TIMES = 52


@dataclass(frozen=True, slots=True)
class Facts:
    """What a gathering is. `co_hosts` are parties that hold it along with the host."""

    kind: Kind
    title: str
    purpose: str
    host: Organisation
    text: str = ""
    place: str = ""
    is_place_told: bool = True
    online_link: str = ""
    area: str = ""
    audience: Audience = Audience.PUBLIC
    languages: tuple[str, ...] = ("da",)
    has_interpreter: bool = False
    has_child_care: bool = False
    for_children: bool = False
    kroner: int = 0
    takes_signups: bool = True
    seats: int | None = None
    opens_on: date | None = None
    closes_on: date | None = None
    co_hosts: tuple[Organisation, ...] = ()


@dataclass(frozen=True, slots=True)
class Hours:
    """When people meet; `times` meetings, a week apart, on the same hours."""

    on: date
    starts: time
    ends: time
    note: str = ""
    times: int = 1


def _values(facts: Facts) -> dict[str, Any]:
    names = (field.name for field in fields(facts) if field.name != "co_hosts")
    return {name: getattr(facts, name) for name in names} | {"languages": list(facts.languages)}


@transaction.atomic
def first_kinds(*, by: Actor, at: datetime) -> list[Kind]:
    """The kinds an organisation begins with, where it has none; the same ids each time."""
    if rows := queries.kinds(with_retired=True):
        return rows
    return [
        add_kind(id=uuid5(current(), f"kind/{slug}"), slug=slug, name=str(name), rank=n,
                 by=by, at=at)
        for n, (slug, name) in enumerate(FIRST_KINDS)
    ]  # fmt: skip


@transaction.atomic
def add_kind(*, id: UUID, slug: str, name: str, rank: int = 100, by: Actor, at: datetime) -> Kind:
    """A kind of gathering, once per `id`. Raises Refused, Taken."""
    row = Kind(id=id, organisation_id=current(), slug=slug, name=" ".join(name.split()), rank=rank)
    if stands := standing(row):
        return stands
    names = {kind.name.casefold() for kind in queries.kinds(with_retired=True)}
    if row.name.casefold() in names or Kind.objects.owned().filter(slug=slug).exists():
        raise Refused(_("“%(name)s” findes allerede.") % {"name": row.name})
    if stands := insert(row):
        return stands
    history.note("add", row, by=by, at=at, changes={"name": ["", row.name]})
    return row


@transaction.atomic
def retire_kind(*, kind: Kind, is_used: bool, by: Actor, at: datetime) -> Kind:
    """Offer a kind no more, or again; what was held keeps it."""
    if (kind.retired_at is None) != is_used:
        kind.retired_at = None if is_used else at
        kind.save(update_fields=["retired_at"])
        history.note("reuse" if is_used else "retire", kind, by=by, at=at)
    return kind


@transaction.atomic
def make(*, id: UUID, facts: Facts, hours: Hours | None, by: Actor, at: datetime) -> Gathering:
    """A draft, once per `id`, with its first meetings. Raises Refused, Taken."""
    row = Gathering(id=id, organisation_id=current(), changed_at=at, **_values(facts))
    if stands := standing(row):
        return stands
    must(rule.why_not_days(facts.opens_on, facts.closes_on))
    row.slug = queries.slug_for(facts.title)
    if stands := insert(row):
        return stands
    _hosted_along(row, facts)
    history.note("add", row, by=by, at=at, changes={"title": ["", row.title]})
    if hours:
        for week in range(min(hours.times, MOST_TIMES)):
            one = Hours(hours.on + timedelta(days=7 * week), hours.starts, hours.ends, hours.note)
            add_meeting(id=uuid5(id, f"time/{week}"), gathering=row, hours=one, by=by, at=at)
    return row


def _hosted_along(row: Gathering, facts: Facts) -> None:
    wanted = {party.pk: party for party in facts.co_hosts if party.pk != facts.host.pk}
    CoHost.objects.owned().filter(gathering=row).exclude(party_id__in=wanted).delete()
    stand = set(CoHost.objects.owned().filter(gathering=row).values_list("party_id", flat=True))
    for pk in wanted.keys() - stand:
        CoHost(id=uuid4(), organisation_id=current(), gathering=row, party=wanted[pk]).save(
            force_insert=True
        )


def make_like(*, id: UUID, earlier: Gathering, on: date, by: Actor, at: datetime) -> Gathering:
    """A draft that is as the last time, from another day on: same hours, hosts and words.

    Raises Refused, Taken.
    """
    names = [f.name for f in fields(Facts) if f.name not in ("co_hosts", "opens_on", "closes_on")]
    facts = Facts(
        **{name: getattr(earlier, name) for name in names if name != "languages"},
        languages=tuple(earlier.languages),
        co_hosts=tuple(one.party for one in earlier.co_hosts.select_related("party")),
    )
    with transaction.atomic():
        row = make(id=id, facts=facts, hours=None, by=by, at=at)
        old = [m for m in queries.meetings_of(earlier) if not m.is_off]
        for number, one in enumerate(old):
            hours = Hours(on + (one.on - old[0].on), one.starts, one.ends)
            meeting = uuid5(id, f"time/{number}")
            add_meeting(id=meeting, gathering=row, hours=hours, by=by, at=at)
    return row


@transaction.atomic
def change(
    *, gathering: Gathering, facts: Facts, version: int, by: Actor, at: datetime
) -> Gathering:
    """Say something else about it. A new place is told to all who are in, free seats move up.

    Raises Refused where it is cancelled, Conflict.
    """
    row = _held(gathering, version)
    must(rule.why_not_change(row.state))
    must(rule.why_not_days(facts.opens_on, facts.closes_on))
    new = _values(facts)
    changes = {k: [_plain(getattr(row, k)), _plain(v)] for k, v in new.items()
               if getattr(row, k) != v and k not in ("text", "online_link")}  # fmt: skip
    is_moved = any(getattr(row, name) != new[name] for name in TELLS)
    for name, value in new.items():
        setattr(row, name, value)
    _stamp(row, at, is_moved=is_moved)
    row.save()
    _hosted_along(row, facts)
    history.note("change", row, by=by, at=at, changes=changes)
    if is_moved and row.state == State.ANNOUNCED:
        tell_all(row, Why.MOVED, at, once=f"place{row.sequence}")
    settle(row, at)
    return row


def _held(gathering: Gathering, version: int) -> Gathering:
    row = Gathering.objects.owned().select_for_update().get(pk=gathering.pk)
    if row.version != version:
        raise Conflict(_("En anden har rettet arrangementet imens. Se det nye, og ret igen."))
    return row


def _plain(value: Any) -> Any:
    return value if isinstance(value, int | str | bool | list | None) else str(value)


def _stamp(row: Gathering, at: datetime, *, is_moved: bool) -> None:
    row.version += 1
    row.changed_at = at
    row.sequence += int(is_moved)


def tell_all(row: Gathering, why: Why, at: datetime, *, once: str) -> None:
    """Write to everybody who is in or waits, and to the invited who have not said no."""
    signups = SignUp.objects.owned().filter(gathering=row, state__in=LIVE)
    write_to_all(signups, why, at, once=once)
    for invited in row.invitations.exclude(answer=Answer.NO).filter(signup=None):
        write_to_invited(invited, why, at, once=once)


@transaction.atomic
def announce(*, gathering: Gathering, by: Actor, at: datetime) -> Gathering:
    """Let people find it and sign up. Twice is once. Raises Refused."""
    row = Gathering.objects.owned().select_for_update().get(pk=gathering.pk)
    if row.state == State.ANNOUNCED:
        return row
    must(rule.why_not_announce(row, queries.meetings_of(row), at))
    row.state, row.announced_at = State.ANNOUNCED, at
    _stamp(row, at, is_moved=False)
    row.save(update_fields=["state", "announced_at", "version", "changed_at", "sequence"])
    history.note("publish", row, by=by, at=at, changes={"state": ["draft", "announced"]})
    return row


@transaction.atomic
def cancel(*, gathering: Gathering, reason: str, by: Actor, at: datetime) -> Gathering:
    """Call the whole off, with a reason that everybody who is in hears. Raises Refused."""
    row = Gathering.objects.owned().select_for_update().get(pk=gathering.pk)
    must(rule.why_not_cancel(row.state, reason))
    was, row.state, row.reason = row.state, State.CANCELLED, reason.strip()
    _stamp(row, at, is_moved=True)
    row.save(update_fields=["state", "reason", "version", "changed_at", "sequence"])
    history.note("cancel", row, by=by, at=at, reason=row.reason,
                 changes={"state": [str(was), "cancelled"]})  # fmt: skip
    if was == State.ANNOUNCED:
        tell_all(row, Why.CANCEL, at, once="all")
    return row


# Meetings


@transaction.atomic
def add_meeting(
    *, id: UUID, gathering: Gathering, hours: Hours, by: Actor, at: datetime
) -> Meeting:
    """One more time people meet, once per `id`; everybody who is in hears of a day to come.

    What had been held is on again then. Raises Refused, Taken.
    """
    whole = Gathering.objects.owned().select_for_update().get(pk=gathering.pk)
    row = Meeting(id=id, organisation_id=current(), gathering=whole, on=hours.on)
    row.starts, row.ends, row.note = hours.starts, hours.ends, hours.note
    if stands := standing(row):
        return stands
    must(rule.why_not_change(whole.state))
    must(rule.why_not_hours(hours.starts, hours.ends))
    if stands := insert(row):
        return stands
    _touched(row, at)
    history.note("add", row, by=by, at=at, changes={"on": ["", str(row.on)]})
    if row.starts_at > at:
        _goes_on(whole, row, by, at)
    return row


def _goes_on(whole: Gathering, meeting: Meeting, by: Actor, at: datetime) -> None:
    """A day to come was added. A draft that was counted is a draft again."""
    if whole.state == State.HELD:
        whole.state = State.ANNOUNCED if whole.announced_at else State.DRAFT
        whole.save(update_fields=["state"])
        changes = {"state": [str(State.HELD), str(whole.state)]}
        history.note("change", whole, by=by, at=at, changes=changes)
    if whole.state == State.ANNOUNCED:
        tell_all(whole, Why.MOVED, at, once=f"new-{meeting.pk.hex[:12]}")


def _touched(meeting: Meeting, at: datetime) -> None:
    """The gathering's calendar entry is newer now."""
    Gathering.objects.owned().filter(pk=meeting.gathering_id).update(changed_at=at)


def _meeting(meeting: Meeting, version: int) -> Meeting:
    row = Meeting.objects.owned().select_for_update().get(pk=meeting.pk)
    if row.version != version:
        raise Conflict(_("En anden har rettet mødegangen imens. Se den nye, og ret igen."))
    return row


@transaction.atomic
def change_meeting(
    *, meeting: Meeting, hours: Hours, version: int, by: Actor, at: datetime
) -> Meeting:
    """Move one time; everybody who is in hears of a day to come. Raises Refused, Conflict."""
    row = _meeting(meeting, version)
    must(rule.why_not_change(row.gathering.state))
    must(rule.why_not_hours(hours.starts, hours.ends))
    if row.held_at:
        raise Refused(_("Mødegangen er holdt og tæller med. Den kan ikke flyttes."))
    was, began = (row.on, row.starts, row.ends), row.starts_at
    row.on, row.starts, row.ends, row.note = hours.on, hours.starts, hours.ends, hours.note
    must(rule.why_not_move(began, row.starts_at, at))
    is_moved = was != (row.on, row.starts, row.ends)
    row.version += 1
    row.sequence += int(is_moved)
    row.save()
    _touched(row, at)
    history.note("change", row, by=by, at=at, changes={"on": [str(was[0]), str(row.on)]})
    if is_moved and row.starts_at > at and row.gathering.state == State.ANNOUNCED:
        tell_all(row.gathering, Why.MOVED, at, once=f"{row.pk.hex[:12]}-{row.sequence}")
    return row


@transaction.atomic
def call_off(*, meeting: Meeting, reason: str, version: int, by: Actor, at: datetime) -> Meeting:
    """Call one time of several off; the others stand. Raises Refused, Conflict."""
    row = _meeting(meeting, version)
    must(rule.why_not_call_off(row, row.held_at, reason))
    row.cancelled_at, row.reason = at, reason.strip()
    row.version, row.sequence = row.version + 1, row.sequence + 1
    row.save(update_fields=["cancelled_at", "reason", "version", "sequence"])
    _touched(row, at)
    history.note("cancel", row, by=by, at=at, reason=row.reason)
    if row.gathering.state == State.ANNOUNCED:
        tell_all(row.gathering, Why.MOVED, at, once=f"off-{row.pk.hex[:12]}")
    return row


def mark_held(row: Meeting, at: datetime) -> None:
    """Inside a transaction: it counts from now on, and the gathering too when it was the last."""
    row.held_at = at
    row.save(update_fields=["held_at"])
    store.changed(row)
    open_ = Meeting.objects.owned().filter(
        gathering_id=row.gathering_id, held_at=None, cancelled_at=None
    )
    if not open_.exists():
        Gathering.objects.owned().filter(
            pk=row.gathering_id, state__in=(State.ANNOUNCED, State.DRAFT)
        ).update(state=State.HELD)
