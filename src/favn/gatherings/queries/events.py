"""Gatherings and their meetings, for the staff of their organisation."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, Max, Min, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.text import slugify

from favn.gatherings.choices import HOLDS, State
from favn.gatherings.models import Gathering, Kind, Meeting, SignUp
from favn.people.organisations.models import Organisation

FOLDED = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "Æ": "ae", "Ø": "oe", "Å": "aa"})
RESERVED = {"min", "svar", "kalender"}
"""Words that stand in the addresses of other public pages."""


def kinds(*, with_retired: bool = False) -> list[Kind]:
    """The organisation's kinds of gatherings, in order."""
    rows = Kind.objects.owned()
    return list(rows if with_retired else rows.filter(retired_at=None))


def kind_with(pk: UUID) -> Kind | None:
    """One kind."""
    return Kind.objects.owned().filter(pk=pk).first()


def _rows() -> QuerySet[Gathering]:
    meetings = Prefetch("meetings", Meeting.objects.owned())
    return Gathering.objects.owned().select_related("kind", "host").prefetch_related(meetings)


def gathering_with(pk: UUID) -> Gathering | None:
    """One gathering with its meetings, for its organisation."""
    return _rows().prefetch_related("co_hosts__party").filter(pk=pk).first()


def by_slug(slug: str) -> Gathering | None:
    """One gathering by its public name, whoever it is for."""
    return _rows().prefetch_related("co_hosts__party").filter(slug=slug).first()


def listed(
    *, now: datetime, state: str = "", kind: str = "", words: str = "", past: bool = False
) -> QuerySet[Gathering]:
    """The organisation's gatherings: those to come soonest first, or the past newest first.

    One without a day stands among those to come. `live` counts sign-ups with a seat.
    """
    seated = SignUp.objects.owned().filter(gathering=OuterRef("pk"), state__in=HOLDS).order_by()
    holding = seated.values("gathering").annotate(n=Count("pk")).values("n")
    rows = _rows().annotate(
        first=Min("meetings__on", filter=Q(meetings__cancelled_at=None)),
        last=Max("meetings__on"),
        live=Coalesce(Subquery(holding), 0),
    )
    today = now.date()
    rows = rows.filter(last__lt=today) if past else rows.exclude(last__lt=today)
    if state:
        rows = rows.filter(state=state)
    if kind:
        rows = rows.filter(kind__slug=kind)
    if words:
        rows = rows.filter(Q(title__icontains=words) | Q(purpose__icontains=words))
    return rows.order_by("-last", "title") if past else rows.order_by("first", "title")


def meetings_of(gathering: Gathering) -> list[Meeting]:
    """Its meetings in order, also those that were called off."""
    return list(Meeting.objects.owned().filter(gathering=gathering))


def meeting_with(pk: UUID) -> Meeting | None:
    """One meeting with its gathering, for its organisation."""
    rows = Meeting.objects.owned().select_related("gathering__kind", "gathering__host")
    return rows.filter(pk=pk).first()


def meetings_on(day: date) -> list[Meeting]:
    """What the house holds that day, by time; neither drafts nor what was called off."""
    rows = Meeting.objects.owned().filter(on=day, cancelled_at=None)
    held = rows.filter(gathering__state__in=(State.ANNOUNCED, State.HELD))
    return list(held.select_related("gathering"))


def next_meeting(meetings: Iterable[Meeting], now: datetime) -> Meeting | None:
    """The first that is not over and not called off."""
    return next((m for m in meetings if not m.is_off and m.ends_at > now), None)


def last_day(meetings: Iterable[Meeting]) -> date | None:
    """The day after which nothing more happens; None where there is no meeting."""
    return max((m.on for m in meetings), default=None)


def parties() -> list[Organisation]:
    """Every organisation of the shared directory; anybody may know which."""
    return list(Organisation.objects.all())


def slug_for(title: str) -> str:
    """A public name no other gathering of the organisation has, out of a title."""
    stem = slugify(title.translate(FOLDED))[:60].strip("-") or "arrangement"
    taken = {*RESERVED, *Gathering.objects.owned().values_list("slug", flat=True)}
    numbered = (f"{stem}-{n}" for n in range(2, 10_000))
    return stem if stem not in taken else next(s for s in numbered if s not in taken)
