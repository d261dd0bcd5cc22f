"""A year of volunteers as figures: hours and persons by role beside last year's, and the way."""

from dataclasses import dataclass

from favn.kit import figures
from favn.kit.figures import Value
from favn.people.organisations.models import Organisation
from favn.statistics.figures import Edition, Period

HOURS, PERSONS, PATH = "centre.volunteer_hours", "centre.volunteers", "centre.path"


@dataclass(frozen=True, slots=True)
class Line:
    """A role with its hours and persons of this year and the last; None where withheld."""

    label: str
    hours: int | None
    hours_before: int | None
    persons: int | None
    persons_before: int | None


@dataclass(frozen=True, slots=True)
class Year:
    """The figures of one year, and of the year before; no way where the reader gets none."""

    number: int
    edition: Edition
    hours: Value
    persons: Value
    hours_before: Value
    persons_before: Value
    ways: tuple[Value, ...]
    """Of this year and of the last."""

    @property
    def lines(self) -> list[Line]:
        """The roles of either year, the most hours first."""
        told = (self.hours, self.hours_before, self.persons, self.persons_before)
        labels = dict.fromkeys(row.label for value in told for row in value.rows)
        return [Line(label, *(_of(value, label) for value in told)) for label in labels]


def _of(value: Value, label: str) -> int | None:
    """A role's number; none where it is withheld, and zero where nobody had the role."""
    shown = {row.label: row.value for row in value.rows}
    return shown.get(label, None if value.withheld else 0)


def year_of(
    organisation: Organisation, number: int, edition: Edition, of_way: Edition | None
) -> Year:
    """One year with the year before beside it; the way from guest on in an edition of its own."""
    by_role = [(HOURS, "role"), (PERSONS, "role")]
    this, last = Period(number), Period(number - 1)
    hours, persons = figures.values(by_role, organisation.pk, this, edition=edition)
    before = figures.values(by_role, organisation.pk, last, edition=edition)
    ways = tuple(
        figures.value(PATH, organisation.pk, period, by="step", edition=of_way)
        for period in (this, last)
        if of_way
    )
    return Year(number, edition, hours, persons, before[0], before[1], ways)
