"""Which reading of a figure somebody gets: live and exact, live and protected, or as it was told.

Own staff with figures in their role see their own house's numbers; with CODED exactly, with READ
also the rows behind. What a special number is broken into is exact only for those who carry such
cases (`accounts.editions`). A municipality sees an association's number only as it was sent.
Everybody else sees what the organisation itself has published, as it stood then.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from favn.kit import figures
from favn.kit.models import Release
from favn.kit.tenancy import acting_for
from favn.people.accounts.editions import EVERY, editions_of
from favn.people.accounts.models import Membership
from favn.people.accounts.roles import Area, Level
from favn.people.organisations.models import Organisation
from favn.policy.queries import SentLine, sent_line, sent_where
from favn.statistics.figures import Address, Edition, Figure, Period


@dataclass(frozen=True, slots=True)
class Reading:
    """What one reader may see of a figure: one of three.

    `value` is live, for the house itself; `sent` is what a municipality was sent; `released` is
    what was made public, for everybody else.
    """

    organisation: Organisation
    address: Address
    editions: tuple[Edition, ...]
    edition: Edition
    value: figures.Value | None = None
    sent: SentLine | None = None
    released: Release | None = None
    rows: bool = False

    @property
    def total(self) -> int | None:
        """The number itself, whichever reading it is; None where it is withheld or was not told."""
        if self.value is not None:
            return self.value.total
        told = self.sent or self.released
        return told.value if told else None

    @property
    def snapshot(self) -> str:
        """The state of the store it was computed from; empty for what was printed before Favn."""
        source = self.value or self.sent or self.released
        return source.snapshot if source else ""


def editions_for(membership: Membership | None, organisation: Organisation) -> tuple[Edition, ...]:
    """The editions of an organisation's ordinary live figures that a membership may ask for."""
    if membership is None or membership.organisation_id != organisation.pk:
        return ()
    if membership.may(Area.FIGURES, Level.CODED):
        return EVERY
    return (Edition.PUBLIC,) if membership.may(Area.FIGURES, Level.COUNT) else ()


def editions_at(
    membership: Membership | None, organisation: Organisation, figure: Figure, by: str | None
) -> tuple[Edition, ...]:
    """The editions of one live figure, broken down or whole, that a membership may ask for."""
    if membership is None or membership.organisation_id != organisation.pk:
        return ()
    return editions_of(membership, figure, by)


def reading(
    address: Address,
    membership: Membership | None,
    wanted: Edition | None,
    initiative: int | None = None,
) -> Reading | None:
    """The reader's view of a figure, or None where there is nothing for them to see.

    `initiative` is the number of the initiative a municipality comes from.

    Raises FigureError where the figure or its breakdown does not exist.
    """
    organisation = Organisation.objects.filter(slug=address.organisation).first()
    definition = figures.figure_with(address.figure)
    if organisation is None:
        return None
    editions = editions_at(membership, organisation, definition, address.by)
    if not editions and membership and (line := _as_sent(address, membership, initiative)):
        return Reading(organisation, address, (), Edition.FUNDER, sent=line)
    if not editions:
        return _as_released(organisation, address)
    edition = wanted if wanted in editions else editions[0]
    value = figures.value(
        definition.id, organisation.pk, address.period, by=address.by, edition=edition
    )
    is_open = definition.sensitivity == "ordinary" and figures.has_days(definition)
    may_see_rows = is_open and membership is not None and membership.may(Area.FIGURES, Level.READ)
    return Reading(
        organisation, address, editions, edition, value, rows=may_see_rows and len(editions) > 1
    )


def _as_sent(address: Address, membership: Membership, initiative: int | None) -> SentLine | None:
    if not membership.organisation.is_municipality or not membership.may(Area.COUNTS, Level.READ):
        return None
    return sent_line(
        figure=address.figure,
        organisation_slug=address.organisation,
        period=str(address.period),
        membership=membership,
        initiative=initiative,
    )


def _as_released(organisation: Organisation, address: Address) -> Reading | None:
    """What the organisation last made public under exactly this address, breakdown and all."""
    with acting_for(organisation.pk):
        entry = _released(address, (Edition.PUBLIC,)).first()
    if entry is None:
        return None
    return Reading(organisation, address, (), Edition.PUBLIC, released=entry)


def _released(address: Address, editions: tuple[Edition, ...]) -> QuerySet[Release]:
    """The ledger's lines of one address in these editions, newest first."""
    found = figures.releases(address.figure, address.period, address.by)
    return found.filter(edition__in=editions)


@dataclass(frozen=True, slots=True)
class Trail:
    """Where a figure has been: what was published or sent before, and to whom it went."""

    earlier: list[Release]
    sent: list[SentLine]


def trail(reading: Reading, membership: Membership | None) -> Trail:
    """What left the house in the editions the reader may see; what was sent, for own staff alone.

    Who was sent a number stands only for those of the house with counts in their role.
    """
    if reading.sent is not None:
        return Trail([], [])
    own = membership is not None and membership.organisation_id == reading.organisation.pk
    may_see_sent = own and membership is not None and membership.may(Area.COUNTS, Level.READ)
    with acting_for(reading.organisation.pk):
        released = _released(reading.address, reading.editions or (Edition.PUBLIC,))
        if reading.released is not None:
            released = released.exclude(pk=reading.released.pk)
        asked = {"figure": reading.address.figure, "period": str(reading.address.period)}
        return Trail(list(released[:20]), sent_where(**asked) if may_see_sent else [])


@dataclass(frozen=True, slots=True)
class Year:
    """The centre's year in one edition; `monthly` holds its events by month."""

    number: int
    edition: Edition
    values: dict[str, figures.Value]
    monthly: dict[str, figures.Value]
    as_of: datetime
    snapshot: str


YEAR_QUESTIONS: tuple[tuple[str, str | None], ...] = (
    ("centre.visits", "month"),
    ("centre.participations", "activity"),
    ("centre.guidances", "topic"),
    ("centre.guests", None),
    ("centre.participants", "activity"),
)
WHERE_THERE_ARE: tuple[tuple[str, str | None], ...] = (
    ("pathways.referred", None),
    ("pathways.pairs_started", None),
    ("pathways.guided_in", None),
)
"""Numbers of what not every house runs: they stand in a year that has some, and are no zeros."""
MONTHLY: tuple[tuple[str, str | None], ...] = (
    ("centre.visits", "month"),
    ("centre.participations", "month"),
    ("centre.guidances", "month"),
)


def year_of(organisation: Organisation, number: int, edition: Edition) -> Year:
    """Every number of one house's year, computed from one snapshot."""
    asked = (*YEAR_QUESTIONS, *WHERE_THERE_ARE, *MONTHLY)
    found = figures.values(asked, organisation.pk, Period(number), edition=edition)
    always, last = len(YEAR_QUESTIONS), len(YEAR_QUESTIONS) + len(WHERE_THERE_ARE)
    values, monthly = [*found[:always], *filter(_is_any, found[always:last])], found[last:]
    as_of, snapshot = found[0].as_of, found[0].snapshot
    return Year(number, edition, _named(values), _named(monthly), as_of, snapshot)


def _is_any(value: figures.Value) -> bool:
    return bool(value.total)


def monthly_of(
    organisation: Organisation, number: int, edition: Edition
) -> dict[str, figures.Value]:
    """The events of one house's year by month, by the name of the figure."""
    return _named(figures.values(MONTHLY, organisation.pk, Period(number), edition=edition))


def _named(values: list[figures.Value]) -> dict[str, figures.Value]:
    return {value.figure.id.split(".")[1]: value for value in values}
