"""Every figure of the house, room by room."""

from favn.associations import figures as associations
from favn.centre import figures as centre
from favn.gatherings import figures as gatherings
from favn.pathways import figures as pathways
from favn.people.referrals import figures as referrals
from favn.statistics.figures import Figure

FIGURES: tuple[Figure, ...] = (
    *centre.FIGURES,
    *pathways.FIGURES,
    *gatherings.FIGURES,
    *referrals.FIGURES,
    *associations.FIGURES,
)
