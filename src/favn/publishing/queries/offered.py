"""What a member may place in a report: each number with its periods, parts and shapes.

Own numbers for those with figures in their role, the plan for those with the plan, and accepted
counts of associations for a municipality. Never more than the living pages would show.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.dates import MONTHS
from django.utils.translation import gettext as _

from favn.centre.queries import years_counted
from favn.kit import clock, figures
from favn.people.accounts.models import Membership
from favn.people.accounts.roles import Area, Level
from favn.people.organisations.queries import committees, offices
from favn.policy.queries import plans
from favn.policy.queries.tables import accepted_addresses, plan_dimension
from favn.policy.rules.tables import PLAN_FIGURES, slug_of
from favn.publishing.models import Report
from favn.publishing.queries.placed import SHAPES
from favn.publishing.queries.readings import editions_at
from favn.statistics.figures import Edition, Figure, Period

Pairs = tuple[tuple[str, str], ...]
NUMBER, TABLE, BARS, MEAN = SHAPES


@dataclass(frozen=True, slots=True)
class Offer:
    """One number that may be placed. `key` is its address without the period.

    `periods` and `parts` are (as in the address, in words); `drawn` the parts that may be bars;
    `units` the offices and committees one may keep it to.
    """

    key: str
    group: str
    title: str
    periods: Pairs
    parts: Pairs = ()
    drawn: frozenset[str] = field(default=frozenset())
    units: Pairs = ()

    @property
    def room(self) -> str:
        """The figure's own id."""
        return self.key.partition("@")[0]

    def address(self, period: str, by: str = "", unit: str = "") -> str:
        """The whole address."""
        only = f"&unit={unit}" if unit and by else ""
        return f"{self.key}/{period}" + (f"?by={by}{only}" if by else "")

    def shapes(self, by: str) -> list[str]:
        """How it may be shown, parted so."""
        if not by:
            return [NUMBER]
        mean = [MEAN] if by in figures.OF_NUMBERS else []
        return [TABLE, *([BARS] if by in self.drawn else []), NUMBER, *mean]


def offers(report: Report, membership: Membership) -> list[Offer]:
    """Everything that may be placed in a report, in groups; empty where there is nothing."""
    return [*_own(report, membership), *_plans(report, membership), *_accepted(membership)]


def _own(report: Report, membership: Membership) -> list[Offer]:
    house = membership.organisation
    if house.is_municipality:
        return []
    periods, edition = _periods(report.year), Edition(report.edition)
    return [
        _of_house(figure, house.slug, periods, _ways(figure, membership, edition))
        for figure in figures.catalogue().values()
        if edition in editions_at(membership, house, figure, None)
    ]


def _ways(figure: Figure, membership: Membership, edition: Edition) -> tuple[str, ...]:
    """The breakdowns that a member may place in an edition."""
    every = dict.fromkeys((*figure.dimensions, "month"))
    house = membership.organisation
    return tuple(by for by in every if edition in editions_at(membership, house, figure, by))


def _of_house(figure: Figure, slug: str, periods: Pairs, ways: tuple[str, ...]) -> Offer:
    parts = tuple((by, str(figures.dimension_name(by))) for by in ways)
    key = f"{figure.id}@{slug}"
    title, group = str(figure.title), _("Husets egne tal")
    return Offer(key, group, title, periods, parts, frozenset(ways))


def _periods(year: int) -> Pairs:
    """The report's year first, whole and in quarters and months; then the other years."""
    whole = [(str(year), str(year))]
    quarters = [(f"{year}-Q{n}", quarter_name(year, n)) for n in range(1, 5)]
    months = [(f"{year}-{n:02}", f"{name} {year}") for n, name in MONTHS.items()]
    others = sorted({*years_counted(), clock.today().year} - {year}, reverse=True)
    return (*whole, *quarters, *months, *((str(y), str(y)) for y in others))


def quarter_name(year: int, number: int) -> str:
    """3. kvartal 2026."""
    return _("%(number)s. kvartal %(year)s") % {"number": number, "year": year}


def _plans(report: Report, membership: Membership) -> list[Offer]:
    if not membership.may(Area.PLAN, Level.READ):
        return []
    slug = membership.organisation.slug
    units = tuple((slug_of(unit.name), unit.name) for unit in (*offices(), *committees()))
    return [
        Offer(
            f"{figure.id}@{slug}/{plan.slug}",
            plan.title,
            str(figure.title),
            _years(range(plan.first_year, plan.last_year + 1), report.year),
            tuple((by, plan_dimension(by)) for by in figure.by),
            frozenset(figure.chart),
            units,
        )
        for plan, _many in plans()
        for figure in PLAN_FIGURES.values()
    ]


def _years(years: Iterable[int], first: int) -> Pairs:
    """A plan's years, the report's own first."""
    ordered = sorted(years, key=lambda year: (year != first, year))
    return tuple((str(year), str(year)) for year in ordered)


def _accepted(membership: Membership) -> list[Offer]:
    """What associations counted and the municipality accepted, by figure and association."""
    if not membership.organisation.is_municipality or not membership.may(Area.COUNTS, Level.READ):
        return []
    found: dict[tuple[str, str], list[Period]] = {}
    names: dict[str, str] = {}
    for figure, slug, name, period in accepted_addresses(membership, clock.today()):
        found.setdefault((figure, slug), []).append(period)
        names[slug] = name
    return [
        Offer(
            f"{figure}@{slug}",
            _("Talt af %(who)s, godkendt hos jer") % {"who": names[slug]},
            str(figures.figure_with(figure).title),
            tuple((str(p), quarter_name(p.year, p.number)) for p in reversed(periods)),
        )
        for (figure, slug), periods in found.items()
    ]


@dataclass(frozen=True, slots=True)
class Choice:
    """One number that may be among the year's ten: its place in braces, and its name."""

    place: str
    title: str
    value: int | None
    group: str = ""
    """What it is a part of."""


def choices(report: Report, membership: Membership) -> list[Choice]:
    """The house's own numbers of the report's year: each whole, then the parts of its events."""
    house, edition = membership.organisation, Edition(report.edition)
    if house.is_municipality:
        return []
    known = list(figures.catalogue().values())
    of_events = [f for f in known if f.counts == "events" and f.dimensions]
    wanted: list[tuple[Figure, str | None]] = [(figure, None) for figure in known]
    wanted += [(f, f.dimensions[0]) for f in of_events if f.dimensions[0] not in figures.IN_ORDER]
    asked = [
        (figure.id, by) for figure, by in wanted
        if edition in editions_at(membership, house, figure, by)
    ]  # fmt: skip
    values = figures.values(asked, house.pk, Period(report.year), edition=edition)
    return [choice for value in values for choice in _chosen_of(value, house.slug)]


def _chosen_of(value: figures.Value, slug: str) -> list[Choice]:
    address = f"{value.figure.id}@{slug}/{value.period}"
    title = str(value.figure.title)
    if value.by is None:
        return [Choice(f"{{{{{address}}}}}", title, value.total)]
    return [
        Choice(f"{{{{{address}?by={value.by} | kun {row.label}}}}}", row.label, row.value, title)
        for row in value.rows
        if row.value
    ]
