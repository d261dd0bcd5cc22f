"""Which editions of a number a role may ask for.

Ordinary numbers: exact for whoever reads coded figures. Of special ones (health, counselling) the
unbroken number of events is exact for them too; what it was about, and how many persons, only for
those who carry such cases themselves (the figure's `area`); everybody else gets protected parts.
"""

from favn.people.accounts.models import Membership
from favn.people.accounts.roles import Area, Level
from favn.statistics.figures import MONTH, Edition, Figure

EVERY = (Edition.INTERNAL, Edition.FUNDER, Edition.PUBLIC)


def editions_of(who: Membership, figure: Figure, by: str | None) -> tuple[Edition, ...]:
    """The editions of one's own house's figure, broken down or whole, the closest look first."""
    if figure.is_special and who.may(Area.FIGURES, Level.COUNT) and _carries(who, figure):
        return EVERY
    if not who.may(Area.FIGURES, Level.CODED):
        return (Edition.PUBLIC,) if who.may(Area.FIGURES, Level.COUNT) else ()
    is_whole = figure.counts == "events" and by in (None, MONTH)
    return EVERY if is_whole or not figure.is_special else EVERY[1:]


def _carries(who: Membership, figure: Figure) -> bool:
    """Whether they read what the number is made of."""
    return bool(figure.area) and who.may(Area(figure.area), Level.READ)
