"""The numbers of counselling and health in one month or year, with the year before beside.

Each number in the closest edition a role may see (`accounts.editions`): all of it exact by those
who carry such cases, whole numbers by whoever leads, and the rest protected.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from favn.centre.choices import BANDS, band_of
from favn.centre.models import Activity
from favn.kit import figures
from favn.kit.figures import Row, Value
from favn.people.accounts.editions import editions_of
from favn.people.accounts.models import Membership
from favn.statistics.figures import Edition, Period

Asked = tuple[str, str | None]
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
IN_GROUPS: Asked = ("centre.participations", "activity")
CAME: tuple[str, str | None] = ("referrals.arrived", "way")
AREAS: tuple[str, str | None] = ("centre.conversations", "areas")


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
class RowBeside:
    """One line of a breakdown, and the same line a year before; None where it was withheld."""

    label: str
    value: int | None
    share: int | None
    withheld: str | None
    before: int | None


@dataclass(frozen=True, slots=True)
class Part:
    """A number in its parts, with the year before beside each."""

    value: Value
    rows: list[RowBeside]


@dataclass(frozen=True, slots=True)
class Arrival:
    """Of the referrals that went one way, how many came; None where a number is held back."""

    label: str
    offered: int | None
    arrived: int | None

    @property
    def share(self) -> int | None:
        """In whole percent, half up."""
        return share_of(self.arrived, self.offered)


@dataclass(frozen=True, slots=True)
class Numbers:
    """All of one period."""

    period: Period
    whole: dict[str, Beside]
    parts: list[Part]
    bands: list[RowBeside]
    arrivals: list[Arrival]

    @property
    def has_before(self) -> bool:
        """Whether anything at all was registered a year before; otherwise nobody counted then."""
        return any(one.before.total for one in self.whole.values())

    @property
    def held(self) -> list[str]:
        """Why whole numbers and whole breakdowns are held back, each reason once."""
        values = [one.value for one in self.whole.values()]
        values += [one.value for one in self.parts]
        return sorted({why for value in values if not value.rows for why in value.withheld})

    @property
    def arrival(self) -> int | None:
        """Of all referrals, the percent where the person came; None where there were none."""
        return share_of(self.whole["arrived"].value.total, self.whole["offered"].value.total)


def share_of(part: int | None, whole: int | None) -> int | None:
    """Whole percent, half up; None where one is held back or there is nothing to share."""
    return int(100 * part / whole + 0.5) if whole and part is not None else None


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
    """Every number of counselling and health in a period, with the year before beside each."""
    asked: list[Asked] = [*((figure, None) for figure in WHOLE), *PARTS, AREAS]
    found = _values([*asked, CAME], who, period)
    before = _values(asked, who, Period(period.year - 1, period.kind, period.number))
    pairs = list(zip(found, before, strict=False))
    whole = {
        value.figure.id.split(".")[1]: Beside(value, then) for value, then in pairs[: len(WHOLE)]
    }
    parts = [Part(value, beside(value.rows, then.rows)) for value, then in pairs[len(WHOLE) : -1]]
    by_areas, then = pairs[-1]
    bands = beside(bands_of(by_areas), bands_of(then))
    return Numbers(period, whole, parts, bands, _arrivals(parts[-1].value, found[-1]))


def beside(
    now: Sequence[Row], then: Sequence[Row], only: Collection[str] | None = None
) -> list[RowBeside]:
    """The lines of a period with those of the year before; a line of one of the two is 0 there.
    `only` are the keys of the lines that are asked for, where not all are.

    Where nothing is shown of a year, because all of it is held back or nobody counted, its lines
    are None.
    """
    before = {row.key: row for row in then}
    lines = [*now, *(row for row in then if row.key not in {one.key for one in now})]
    known = {row.key: row for row in now}
    lines = [row for row in lines if only is None or row.key in only]
    return [
        RowBeside(
            row.label,
            known[row.key].value if row.key in known else 0,
            known[row.key].share if row.key in known else 0,
            known[row.key].withheld if row.key in known else None,
            (before[row.key].value if row.key in before else 0) if then else None,
        )
        for row in (lines if now else [])
    ]


def in_groups(who: Membership, period: Period) -> list[RowBeside]:
    """Participations in counselling held for a group, by its name; apart from every conversation.

    Without a share, which would be of all that the house offers. Empty where it holds none.
    """
    names = Activity.objects.owned().filter(is_counselling=True).values_list("slug", flat=True)
    wanted = set(names)
    if not wanted:
        return []
    (now,) = _values([IN_GROUPS], who, period)
    (then,) = _values([IN_GROUPS], who, Period(period.year - 1, period.kind, period.number))
    return [replace(row, share=None) for row in beside(now.rows, then.rows, only=wanted)]


def _arrivals(offered: Value, arrived: Value) -> list[Arrival]:
    """By the way a person was sent; a way nobody came by has 0, unless all of it is held back."""
    came = {row.key: row.value for row in arrived.rows}
    nobody = None if arrived.withheld and not arrived.rows else 0
    return [Arrival(row.label, row.value, came.get(row.key, nobody)) for row in offered.rows]


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
