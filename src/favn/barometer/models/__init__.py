"""What the room keeps: indicators and their definitions, observations, words, and read files."""

from favn.barometer.models.observations import Observation
from favn.barometer.models.register import Definition, Group, Indicator, Scheme, Target
from favn.barometer.models.uploads import Mapping, Upload
from favn.barometer.models.words import CommitteeWord, PrintedClaim

__all__ = [
    "CommitteeWord",
    "Definition",
    "Group",
    "Indicator",
    "Mapping",
    "Observation",
    "PrintedClaim",
    "Scheme",
    "Target",
    "Upload",
]
