"""The numbers of counselling and health in one month or year, with the year before beside.

Seen in the edition a role may see: exact by whoever reads coded figures, protected by the others.
"""

from dataclasses import dataclass
from uuid import UUID

from favn.centre.choices import BANDS, band_of
from favn.kit import figures
from favn.kit.figures import Row, Value
from favn.people.accounts.models import Membership
from favn.people.accounts.roles import Area, Level
from favn.statistics.figures import Edition, Period

WHOLE = (
    "centre.conversations", "centre.clients", "centre.sparring", "centre.health_checks",
    "centre.checked", "referrals.offered", "referrals.arrived",
)  # fmt: skip
PARTS = (
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
    edition: Edition
    whole: dict[str, Beside]
    parts: list[Value]
    bands: list[Row]

    @property
    def has_before(self) -> bool:
        """Whether anything at all was registered a year before; otherwise nobody counted then."""
        return any(one.before.total for one in self.whole.values())

    @property
    def arrival(self) -> int | None:
        """Of all referrals, the percent where the person came; None where there were none."""
        offered = self.whole["offered"].value.total
        arrived = self.whole["arrived"].value.total
        return int(100 * arrived / offered + 0.5) if offered and arrived is not None else None


def edition_of(who: Membership) -> Edition:
    """The edition a role reads."""
    return Edition.INTERNAL if who.may(Area.FIGURES, Level.CODED) else Edition.PUBLIC


def numbers(organisation_id: UUID, period: Period, edition: Edition) -> Numbers:
    """Every number of counselling and health in a period, and the whole ones a year before."""
    asked = [*((figure, None) for figure in WHOLE), *PARTS, ("centre.conversations", "areas")]
    found = figures.values(asked, organisation_id, period, edition=edition)
    earlier = Period(period.year - 1, period.kind, period.number)
    before = figures.values(
        [(figure, None) for figure in WHOLE], organisation_id, earlier, edition=edition
    )
    whole = {
        value.figure.id.split(".")[1]: Beside(value, then)
        for value, then in zip(found[: len(WHOLE)], before, strict=True)
    }
    parts = found[len(WHOLE) : -1]
    return Numbers(period, edition, whole, parts, bands_of(found[-1]))


def bands_of(by_areas: Value) -> list[Row]:
    """The numbers of areas of law in the bands of the house, which never overlap."""
    counted = dict.fromkeys((band_of(low) for low, _high in BANDS), 0)
    for row in by_areas.rows:
        if row.key:
            counted[band_of(int(row.key))] += row.value or 0
    known = sum(counted.values())
    return [
        Row(band, band, number, int(100 * number / known + 0.5) if known else None, None)
        for band, number in counted.items()
    ]
