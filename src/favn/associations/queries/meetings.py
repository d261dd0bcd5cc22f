"""Meetings of two sides: when, where, who said yes, and whether they were held.

Seen by both sides and by whoever reads the house's cooperations.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid5

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from favn.associations.models import Cooperation, Entry, Match, Meet
from favn.associations.queries.sheets import sides_of
from favn.gatherings.choices import Answer
from favn.gatherings.models import Gathering, Invitation, Meeting
from favn.kit import clock
from favn.people.accounts.roles import Area, Level
from favn.people.organisations.models import Unit

BESIDE = ("gathering__kind", "match__need", "match__offer", "cooperation")


def parties_of(about: Match | Cooperation) -> tuple[Entry | Unit, Entry | Unit]:
    """Both sides of it."""
    if isinstance(about, Match):
        return about.need.party, about.offer.party
    one, two = sides_of(about)
    return one.party, two.party


@dataclass(frozen=True, slots=True)
class Met:
    """One meeting as both sides see it: `word` says where it stands, `answers` who said what."""

    meet: Meet
    time: Meeting | None
    answers: tuple[tuple[str, str], ...]
    word: str
    look: str
    may_say_held: bool
    may_call_off: bool


def invitation_id(gathering: UUID, party: UUID) -> UUID:
    """The key of a party's invitation: it stands when the invitation's words are erased."""
    return uuid5(gathering, str(party))


def meets_of(about: Match | Cooperation, now: datetime) -> list[Met]:
    """Every meeting, the newest day first; a cooperation's also those of its suggestion."""
    rows = _meets().filter(match=about) if isinstance(about, Match) else _of_cooperation(about)
    return sorted((_met(row, now) for row in rows), key=_day, reverse=True)


def _meets() -> QuerySet[Meet]:
    rows = Meet.objects.owned().select_related(*BESIDE)
    return rows.prefetch_related("gathering__meetings", "gathering__invitations__party")


def _of_cooperation(row: Cooperation) -> QuerySet[Meet]:
    own = _meets().filter(cooperation=row)
    return own | _meets().filter(match=row.match_id) if row.match_id else own


def _day(met: Met) -> date:
    return met.time.on if met.time else clock.day_of(met.meet.made_at)


def _met(row: Meet, now: datetime) -> Met:
    time = next(iter(times_of(row)), None)
    is_off = row.gathering.is_off or time is None or time.is_off
    is_held = bool(time and time.held_at)
    has_begun = bool(time and time.starts_at <= now)
    word, look = standing(is_off=is_off, is_held=is_held, has_begun=has_begun)
    is_open = not is_off and not is_held
    return Met(
        row, time, tuple(_answers(row.gathering.invitations.all())), word, look,
        may_say_held=is_open and has_begun, may_call_off=is_open,
    )  # fmt: skip


def standing(*, is_off: bool, is_held: bool, has_begun: bool) -> tuple[str, str]:
    """Where a meeting stands, in a word, and how that is marked."""
    if is_held:
        return _("Holdt"), "success"
    if is_off:
        return _("Aflyst"), "neutral"
    return (_("Blev det holdt?"), "warning") if has_begun else (_("Kommer"), "info")


def _answers(rows: Iterable[Invitation]) -> Iterable[tuple[str, str]]:
    for row in rows:
        yield row.shown_name, str(Answer(row.answer).label) if row.answer else _("Har ikke svaret")


def times_of(meet: Meet) -> list[Meeting]:
    """When they meet: mostly once."""
    return list(meet.gathering.meetings.all())


def meet_with(about: Match | Cooperation, pk: UUID) -> Meet | None:
    """One meeting of it, or None."""
    rows = _meets().filter(match=about) if isinstance(about, Match) else _of_cooperation(about)
    return next((row for row in rows if row.pk == pk), None)


def days_of(matches: Iterable[Match]) -> dict[UUID, date]:
    """Suggestion → the day of its last meeting that was not called off."""
    rows = Meeting.objects.owned().filter(cancelled_at=None).order_by("on")
    meets = Meet.objects.owned().filter(match__in=list(matches), gathering__meetings__in=rows)
    pairs = meets.exclude(gathering__state="cancelled").order_by("gathering__meetings__on")
    return dict(pairs.values_list("match", "gathering__meetings__on"))


def not_said(now: datetime) -> list[Met]:
    """Meetings of the whole house that have been, and nobody has said whether they were held."""
    rows = _meets().filter(
        gathering__state="announced", gathering__meetings__held_at=None,
        gathering__meetings__cancelled_at=None, gathering__meetings__on__lte=now.date(),
    ).distinct()  # fmt: skip
    return [met for met in (_met(row, now) for row in rows) if met.may_say_held]


Way = tuple[str, str, tuple[object, ...], Area, Level]
"""A text, the name and arguments of a page, and who may open it."""


def about_gathering(row: Gathering) -> list[Way]:
    """What a gathering is about, where it is a meeting of two sides; the gathering's page asks."""
    meet = Meet.objects.owned().filter(gathering=row).select_related(*BESIDE).first()
    if meet is None:
        return []
    if meet.cooperation:
        text = _("Hører til samarbejdet “%(title)s”") % {"title": meet.cooperation.title}
        page = "associations:house-cooperation"
    else:
        text, page = _("Hører til et forslag om samarbejde"), "associations:house-match"
    return [(text, page, (meet.about.pk,), Area.COOPERATION, Level.READ)]
