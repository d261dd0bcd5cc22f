"""The numbers of counselling and health in one month or year, with the year before beside.

Each number in the closest edition a role may see (`accounts.editions`): all of it exact by those
who carry such cases, whole numbers by whoever leads, and the rest protected.
"""

from dataclasses import dataclass

from favn.centre.choices import BANDS, band_of
from favn.kit import figures
from favn.kit.figures import Row, Value
from favn.people.accounts.editions import editions_of
from favn.people.accounts.models import Membership
from favn.statistics.figures import Edition, Period

WHOLE = (
    "centre.conversations", "centre.clients", "centre.sparring", "centre.health_checks",
    "centre.checked", "referrals.offered", "referrals.arrived",
)  # fmt: skip
PARTS: tuple[tuple[str, str | None], ...] = (
    ("centre.counselling_topics", "topic"),
    ("centre.conversations", "kind"),
    ("centre.health_topics", "topic"),
    ("referrals.offered", "way"),
)


@dataclass(frozen=True, slots=True)
class Beside:
    """One number, and the same of the year before."""

    value: Value
    before: Value

    @property
    def change(self) -> int | None:
        """By how many percent it moved, half up; None where one of the two is 0 or withheld."""
        now, then = self.value.total, self.before.total
        if not now or not then:
            return None
        return int(100 * (now - then) / then + (0.5 if now >= then else -0.5))


@dataclass(frozen=True, slots=True)
class Numbers:
    """All of one period."""

    period: Period
    whole: dict[str, Beside]
    parts: list[Value]
    bands: list[Row]

    @property
    def has_before(self) -> bool:
        """Whether anything at all was registered a year before; otherwise nobody counted then."""
        return any(one.before.total for one in self.whole.values())

    @property
    def held(self) -> list[str]:
        """Why whole numbers and whole breakdowns are held back, each reason once."""
        values = [*(one.value for one in self.whole.values()), *self.parts]
        return sorted({why for value in values if not value.rows for why in value.withheld})

    @property
    def arrival(self) -> int | None:
        """Of all referrals, the percent where the person came; None where there were none."""
        offered = self.whole["offered"].value.total
        arrived = self.whole["arrived"].value.total
        return int(100 * arrived / offered + 0.5) if offered and arrived is not None else None


Asked = tuple[str, str | None]


def closest(figure: str, by: str | None, who: Membership) -> Edition:
    """The edition in which a role reads a figure."""
    return editions_of(who, figures.figure_with(figure), by)[0]


def _values(asked: list[Asked], who: Membership, period: Period) -> list[Value]:
    """Each in the closest edition the role may see, in the order asked."""
    found: dict[Asked, Value] = {}
    for edition in Edition:
        some = [one for one in asked if closest(*one, who) is edition]
        if some:
            values = figures.values(some, who.organisation_id, period, edition=edition)
            found |= dict(zip(some, values, strict=True))
    return [found[one] for one in asked]


def numbers(who: Membership, period: Period) -> Numbers:
    """Every number of counselling and health in a period, and the whole ones a year before."""
    whole_ones: list[Asked] = [(figure, None) for figure in WHOLE]
    found = _values([*whole_ones, *PARTS, ("centre.conversations", "areas")], who, period)
    before = _values(whole_ones, who, Period(period.year - 1, period.kind, period.number))
    whole = {
        value.figure.id.split(".")[1]: Beside(value, then)
        for value, then in zip(found[: len(WHOLE)], before, strict=True)
    }
    parts = found[len(WHOLE) : -1]
    return Numbers(period, whole, parts, bands_of(found[-1]))


def bands_of(by_areas: Value) -> list[Row]:
    """The numbers of areas of law in the bands of the house, which never overlap.

    A band with a number held back is held back itself, and then no band has a share; where the
    whole breakdown is held back there are none.
    """
    if by_areas.withheld and not by_areas.rows:
        return []
    counted = dict.fromkeys((band_of(low) for low, _high in BANDS), 0)
    held: dict[str, str] = {}
    for row in (row for row in by_areas.rows if row.key):
        band = band_of(int(row.key))
        counted[band] += row.value or 0
        if row.withheld:
            held[band] = row.withheld
    known = 0 if held else sum(counted.values())
    return [
        Row(band, band, None, None, held[band])
        if band in held
        else Row(band, band, number, int(100 * number / known + 0.5) if known else None, None)
        for band, number in counted.items()
    ]
