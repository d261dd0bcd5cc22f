"""2023 in Medborgerhuset: registrations invented so that they add up to figures really published.

The totals stand in a centre's printed annual report for 2023 (centre-annual-report-2023, “Centret
i tal 2023” and “Vejledning i Centret”). Days, hours and the topics printed without a share are
invented. The house had no cards then, so unique persons were not registered: their base is missing.
"""

from collections.abc import Iterator
from datetime import date, datetime
from random import Random
from uuid import UUID

from favn.centre import actions
from favn.centre.actions import Tap
from favn.centre.imports.meetings import plain, session_of
from favn.centre.models import ImportBatch, Session
from favn.config.demo import calendar, counselling, programme
from favn.config.demo.fixed import CLOSED_YEAR, dice, known_id, moment, thrown_id
from favn.config.demo.houses import HOLIDAYS, Furnished
from favn.config.demo.people import JONAS
from favn.config.demo.places import account_of
from favn.kit.models import Release
from favn.kit.tenancy import current
from favn.statistics.figures import Edition

VISITS = 9_859
PARTICIPATIONS = {
    "lektiecafe": 2_310,
    "jobraadgivning": 135,
    "indfoedsretskursus": 128,
    HOLIDAYS: 220,
    "kollektiv-raadgivning": 333,
    "yoga": 246,
    "systuen": 741,
}
GUIDANCES = 902
PRINTED_SHARES = {
    "e-boks-og-breve": 29,
    "mitid-og-telefon": 14,
    "netbank-og-oekonomi": 11,
    "skemaer-og-ansoegninger": 9,
    "jobsoegning-og-fagforening": 5,
}
"""Percent of all guidances, as printed; the other topics are named without a share."""
BY_TOPIC = {
    "e-boks-og-breve": 262,
    "mitid-og-telefon": 126,
    "netbank-og-oekonomi": 99,
    "skemaer-og-ansoegninger": 81,
    "jobsoegning-og-fagforening": 45,
    "bolig": 74,
    "sundhed": 66,
    "uddannelse": 49,
    "rejsekort": 38,
    "andet": 62,
}
HOURS = range(9, 20)
BY_HOUR = (3, 6, 8, 8, 7, 8, 9, 9, 7, 5, 3)
PURPOSE = "Trykt i årsberetningen for 2023"


def fill(house: Furnished) -> int:
    """Write the year's registrations; how many."""
    throw = dice(house.house.slug, CLOSED_YEAR)
    sessions: dict[UUID, Session] = {}
    taps = [*_visits(throw), *_participations(house, throw, sessions), *_guidances(house, throw)]
    batch = ImportBatch(
        id=known_id("batch", CLOSED_YEAR),
        organisation_id=current(),
        file_name=f"registreringer-{CLOSED_YEAR}.csv",
        sha256="0" * 64,
    )
    actions.load_batch(
        batch=batch, taps=taps, sessions=sessions.values(), by=account_of(JONAS), at=_loaded_at()
    )
    return len(taps)


def _loaded_at() -> datetime:
    return moment(date(CLOSED_YEAR + 1, 1, 15), 11)


def _weighted(throw: Random, days: list[date], count: int) -> list[date]:
    """As many days as asked, busy ones more often."""
    return throw.choices(days, [calendar.busyness(day) for day in days], k=count)


def _visits(throw: Random) -> Iterator[Tap]:
    days = _weighted(throw, calendar.open_days(CLOSED_YEAR), VISITS)
    hours = throw.choices(HOURS, BY_HOUR, k=VISITS)
    for day, hour in zip(days, hours, strict=True):
        yield Tap("visit", thrown_id(throw), day, hour)


def _participations(
    house: Furnished, throw: Random, sessions: dict[UUID, Session]
) -> Iterator[Tap]:
    """Each activity's guests over its own meetings, which are kept in `sessions`."""
    for slug, count in PARTICIPATIONS.items():
        meetings = _meetings(house, slug)
        weights = [calendar.busyness(meeting.on) for meeting in meetings]
        for meeting in throw.choices(meetings, weights, k=count):
            sessions[meeting.pk] = meeting
            hour = throw.randrange(meeting.starts.hour, meeting.ends.hour)
            yield Tap("participation", thrown_id(throw), meeting.on, hour, meeting.pk)


def _meetings(house: Furnished, slug: str) -> list[Session]:
    """An activity's meetings in the year: by the timetable, or in school holidays."""
    days = calendar.open_days(CLOSED_YEAR)
    activity = house.activities[slug]
    if slug == HOLIDAYS:
        return [plain(activity, day, 10) for day in days if calendar.is_school_holiday(day)]
    return [
        session_of(slot, day)
        for day in days
        for slot in house.slots_on(day)
        if slot.activity_id == activity.pk
    ]


def _guidances(house: Furnished, throw: Random) -> Iterator[Tap]:
    days = [day for day in calendar.open_days(CLOSED_YEAR) if day.weekday() < 5]
    for slug, count in BY_TOPIC.items():
        for day in _weighted(throw, days, count):
            topic = house.topics[slug].pk
            yield Tap("guidance", thrown_id(throw), day, throw.randrange(9, 18), topic)


def remember_print() -> None:
    """The ledger's lines of what the report printed, before there was a store to take it from."""
    _printed("centre.visits", VISITS)
    _printed("centre.guidances", GUIDANCES)
    _printed("centre.conversations", counselling.CONVERSATIONS)
    _printed("centre.clients", counselling.CLIENTS)
    _printed("centre.health_checks", counselling.CHECKS)
    _printed("centre.checked", counselling.CHECKED)
    _printed("pathways.referred", sum(programme.PRINTED.values()))
    _printed("centre.participations", None, by="activity", cells=PARTICIPATIONS)


def _printed(
    figure: str, value: int | None, by: str = "", cells: dict[str, int] | None = None
) -> None:
    Release(
        id=known_id("release", figure, by),
        organisation_id=current(),
        figure=figure,
        period=str(CLOSED_YEAR),
        by=by,
        edition=Edition.PUBLIC,
        value=value,
        cells=cells or {},
        released_at=moment(date(CLOSED_YEAR + 1, 4, 30), 12),
        purpose=PURPOSE,
    ).save(force_insert=True)
